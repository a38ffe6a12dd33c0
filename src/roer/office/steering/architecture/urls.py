"""The addresses of target architectures, under `/resultaten/<code>/`."""

from django.urls import path

from roer.office.steering.architecture.describing import Adopt, Describe
from roer.office.steering.architecture.pages import architecture, architecture_svg

urlpatterns = [
    path("architectuur/", architecture, name="architecture"),
    path("architectuur/beschrijven/", Describe.as_view(), name="describe_architecture"),
    path("architectuur/vaststellen/", Adopt.as_view(), name="adopt_architecture"),
    path("architectuur.svg", architecture_svg, name="architecture_svg"),
]
