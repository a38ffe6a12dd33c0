"""The addresses of the interface for programs, under `/api/`."""

from django.urls import path

from roer.office.ledger import api

app_name = "ledger"
urlpatterns = [
    path("v1/handelingen", api.acts, name="acts"),
    path("", api.nothing),
    path("<path:_rest>", api.nothing),
]
