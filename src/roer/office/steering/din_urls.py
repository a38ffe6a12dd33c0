"""The addresses of the network, under `/din/`."""

from django.urls import path

from roer.office.steering.din import din, din_compare, din_pdf, din_svg

urlpatterns = [
    path("", din, name="din"),
    path("netwerk.svg", din_svg, name="din_svg"),
    path("netwerk.pdf", din_pdf, name="din_pdf"),
    path("vergelijken/", din_compare, name="din_compare"),
]
