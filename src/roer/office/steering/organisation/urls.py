"""The addresses under `/besturing/`; fixed pages have two parts or a dot, so that no body stands in their way."""

from django.urls import path

from roer.office.steering.organisation.body_changes import Change, Establish, Retire
from roer.office.steering.organisation.body_page import body, person
from roer.office.steering.organisation.chart_files import chart_pdf, chart_png, chart_svg
from roer.office.steering.organisation.interface_pages import EndOfInterface, NewInterface
from roer.office.steering.organisation.question_pages import Assign, NewQuestion, Settle
from roer.office.steering.organisation.register_page import governance
from roer.office.steering.organisation.seat_pages import EndOfSeat, EndOfSubstitution, NewSeat, Replace

urlpatterns = [
    path("", governance, name="governance"),
    path("plaatje.svg", chart_svg, name="governance_svg"),
    path("plaatje.pdf", chart_pdf, name="governance_pdf"),
    path("plaatje.png", chart_png, name="governance_png"),
    path("gremium/instellen/", Establish.as_view(), name="establish_body"),
    path("raakvlak/nieuw/", NewInterface.as_view(), name="new_interface"),
    path("raakvlak/<str:code>/beeindigen/", EndOfInterface.as_view(), name="end_interface"),
    path("vraag/nieuw/", NewQuestion.as_view(), name="new_question"),
    path("vraag/<str:code>/toewijzen/", Assign.as_view(), name="assign_question"),
    path("vraag/<str:code>/beantwoorden/", Settle.as_view(), name="settle_question"),
    path("persoon/<slug:person_id>/", person, name="seats_of_person"),
    path("<slug:code>/", body, name="body"),
    path("<slug:code>/wijzigen/", Change.as_view(), name="change_body"),
    path("<slug:code>/vervallen/", Retire.as_view(), name="retire_body"),
    path("<slug:code>/zetel/", NewSeat.as_view(), name="new_seat"),
    path("<slug:code>/zetel/<slug:holder>/beeindigen/", EndOfSeat.as_view(), name="end_seat"),
    path("<slug:code>/zetel/<slug:holder>/vervangen/", Replace.as_view(), name="replace"),
    path(
        "<slug:code>/zetel/<slug:holder>/vervanger/<slug:substitute>/",
        EndOfSubstitution.as_view(),
        name="end_substitute",
    ),
]
