"""The addresses of the steering pages."""

from django.urls import include, path

from roer.office.steering import pages

app_name = "steering"
urlpatterns = [
    path("", pages.start, name="start"),
    path("din/", include("roer.office.steering.din_urls")),
]
