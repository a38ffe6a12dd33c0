"""The addresses of the network, under `/din/`."""

from django.urls import path

from roer.office.steering.arranging_page import din_arrange
from roer.office.steering.din import din, din_pdf, din_svg
from roer.office.steering.din_comparison import din_compare
from roer.office.steering.health import din_health
from roer.office.steering.lineage import lineage
from roer.office.steering.versions_page import din_discuss, din_versions

urlpatterns = [
    path("", din, name="din"),
    path("netwerk.svg", din_svg, name="din_svg"),
    path("netwerk.pdf", din_pdf, name="din_pdf"),
    path("vergelijken/", din_compare, name="din_compare"),
    path("versies/", din_versions, name="din_versions"),
    path("versies/<int:number>/besproken/", din_discuss, name="din_discuss"),
    path("herschikken/", din_arrange, name="din_arrange"),
    path("gezondheid/", din_health, name="din_health"),
    path("<str:code>/afstamming/", lineage, name="lineage"),
]
