"""The addresses of the network, under `/din/`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
