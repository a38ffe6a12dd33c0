"""The addresses of the privacy file, under `/privacy/`."""

from django.urls import path

from roer.office.steering.privacy.dpia_page import DpiaPage
from roer.office.steering.privacy.file_page import privacy_file, privacy_json
from roer.office.steering.privacy.overview import overview
from roer.office.steering.privacy.prescan_page import PrescanPage
from roer.office.steering.privacy.register_page import register, register_csv, register_json
from roer.office.steering.privacy.step_pages import (
    AdoptionPage,
    AdvicePage,
    ConsultationPage,
    MeasurePage,
    OperationPage,
)

urlpatterns = [
    path("", overview, name="privacy"),
    path("register/", register, name="privacy_register"),
    path("register.csv", register_csv, name="privacy_register_csv"),
    path("register.json", register_json, name="privacy_register_json"),
    path("<str:code>/", privacy_file, name="privacy_file"),
    path("<str:code>/dpia.json", privacy_json, name="privacy_json"),
    path("<str:code>/pre-scan/", PrescanPage.as_view(), name="privacy_prescan"),
    path("<str:code>/dpia/", DpiaPage.as_view(), name="privacy_dpia"),
    path("<str:code>/advies/", AdvicePage.as_view(), name="privacy_advice"),
    path("<str:code>/vaststellen/", AdoptionPage.as_view(), name="privacy_adoption"),
    path("<str:code>/raadpleging/", ConsultationPage.as_view(), name="privacy_consultation"),
    path("<str:code>/gebruik/", OperationPage.as_view(), name="privacy_operation"),
    path("<str:code>/maatregelen/<str:measure>/", MeasurePage.as_view(), name="privacy_measure"),
]
