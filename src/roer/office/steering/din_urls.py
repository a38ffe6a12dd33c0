"""The addresses of the network, under `/din/`."""

from django.urls import path

from roer.office.steering.arranging_page import din_arrange
from roer.office.steering.din import din, din_pdf, din_png, din_svg
from roer.office.steering.din_comparison import din_compare
from roer.office.steering.din_downloads import din_archimate, din_csv, din_json, din_xlsx, din_zip
from roer.office.steering.din_import import TakeIn
from roer.office.steering.finding import din_find
from roer.office.steering.health import din_health
from roer.office.steering.lineage import lineage
from roer.office.steering.saved_view_pages import change_view, delete_view, new_view, saved_views
from roer.office.steering.versions_page import din_discuss, din_versions

urlpatterns = [
    path("", din, name="din"),
    path("netwerk.svg", din_svg, name="din_svg"),
    path("netwerk.pdf", din_pdf, name="din_pdf"),
    path("netwerk.png", din_png, name="din_png"),
    path("netwerk.csv", din_csv, name="din_csv"),
    path("netwerk.zip", din_zip, name="din_zip"),
    path("netwerk.xlsx", din_xlsx, name="din_xlsx"),
    path("netwerk.json", din_json, name="din_json"),
    path("netwerk.archimate.xml", din_archimate, name="din_archimate"),
    path("inlezen/", TakeIn.as_view(), name="din_import"),
    path("vergelijken/", din_compare, name="din_compare"),
    path("versies/", din_versions, name="din_versions"),
    path("versies/<int:number>/besproken/", din_discuss, name="din_discuss"),
    path("herschikken/", din_arrange, name="din_arrange"),
    path("gezondheid/", din_health, name="din_health"),
    path("<str:code>/afstamming/", lineage, name="lineage"),
    path("vinden/", din_find, name="din_find"),
    path("weergaven/", saved_views, name="saved_views"),
    path("weergaven/nieuw/", new_view, name="new_view"),
    path("weergaven/<int:number>/", change_view, name="change_view"),
    path("weergaven/<int:number>/verwijderen/", delete_view, name="delete_view"),
]
