"""The addresses of who is to move."""

from django.urls import path

from roer.office.steering.turns.agreement import Agree
from roer.office.steering.turns.gates_on import gates_on
from roer.office.steering.turns.pages import gate, turn, turns

urlpatterns = [
    path("aan-zet/", turns, name="turns"),
    path("aan-zet/<slug:who>/", turn, name="turn"),
    path("poorten/<slug:slug>/", gate, name="gate"),
    path("resultaten/<str:code>/poorten/", gates_on, name="gates_on"),
    path("resultaten/<str:code>/akkoord/", Agree.as_view(), name="agree"),
]
