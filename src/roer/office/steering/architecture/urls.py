"""The addresses of target architectures, under `/resultaten/<code>/`."""

from django.urls import path

from roer.office.steering.architecture.describing import Adopt, Describe
from roer.office.steering.architecture.pages import architecture, architecture_archimate, architecture_svg
from roer.office.steering.architecture.taking_in import TakeInArchitecture

urlpatterns = [
    path("architectuur/", architecture, name="architecture"),
    path("architectuur/beschrijven/", Describe.as_view(), name="describe_architecture"),
    path("architectuur/vaststellen/", Adopt.as_view(), name="adopt_architecture"),
    path("architectuur/inlezen/", TakeInArchitecture.as_view(), name="take_in_architecture"),
    path("architectuur.archimate.xml", architecture_archimate, name="architecture_archimate"),
    path("architectuur.svg", architecture_svg, name="architecture_svg"),
]
