"""The addresses of ideas, under `/ideeen/`."""

from django.urls import path

from roer.office.steering.ideas.inbox import idea, ideas
from roer.office.steering.ideas.own_pages import Amend, Submit
from roer.office.steering.ideas.team_pages import (
    Answer,
    Decide,
    Elaborate,
    Investigate,
    Merge,
    PutForward,
    Realise,
    TakeUp,
)

urlpatterns = [
    path("", ideas, name="ideas"),
    path("nieuw/", Submit.as_view(), name="submit_idea"),
    path("<str:code>/", idea, name="idea"),
    path("<str:code>/aanpassen/", Amend.as_view(), name="amend_idea"),
    path("<str:code>/in-onderzoek/", TakeUp.as_view(), name="take_up_idea"),
    path("<str:code>/onderzoek/", Investigate.as_view(), name="investigate_idea"),
    path("<str:code>/antwoord/", Answer.as_view(), name="answer_idea"),
    path("<str:code>/uitwerking/", Elaborate.as_view(), name="elaborate_idea"),
    path("<str:code>/samenvoegen/", Merge.as_view(), name="merge_ideas"),
    path("<str:code>/voorleggen/", PutForward.as_view(), name="put_idea_forward"),
    path("<str:code>/besluit/", Decide.as_view(), name="decide_idea"),
    path("<str:code>/resultaat/", Realise.as_view(), name="realise_idea"),
]
