"""The addresses for signing in and out."""

from django.urls import path

from roer.office.people import views

app_name = "people"
urlpatterns = [
    path("aanmelden/", views.sign_in, name="sign_in"),
    path("afmelden/", views.sign_out, name="sign_out"),
]
