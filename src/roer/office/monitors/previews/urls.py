"""The addresses of previews, under `/voorvertoningen/`."""

from django.urls import path

from roer.office.monitors.previews.pages import AnswerToRemark, End, Invite, MakeRemark
from roer.office.monitors.previews.views import preview, previews

urlpatterns = [
    path("", previews, name="previews"),
    path("uitnodigen/", Invite.as_view(), name="invite_to_preview"),
    path("<str:code>/", preview, name="preview"),
    path("<str:code>/opmerking/", MakeRemark.as_view(), name="remark_on_preview"),
    path("<str:code>/opmerkingen/<int:seq>/antwoord/", AnswerToRemark.as_view(), name="answer_remark"),
    path("<str:code>/sluiten/", End.as_view(), name="end_preview"),
]
