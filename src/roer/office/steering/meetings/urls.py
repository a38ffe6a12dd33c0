"""The addresses of meetings, decisions, priorities and escalations."""

from django.urls import path

from roer.office.steering.meetings.advice_page import GiveAdvice
from roer.office.steering.meetings.deciding_pages import ConfirmDecision, Decide, LiftReservation, WithdrawDecision
from roer.office.steering.meetings.decision_page import decision, decisions, decisions_csv, decisions_json
from roer.office.steering.meetings.escalation_pages import (
    CloseEscalation,
    RaiseEscalation,
    ReportEscalation,
    SettleEscalation,
    escalation,
    escalations,
)
from roer.office.steering.meetings.meeting_pages import meeting, meetings
from roer.office.steering.meetings.minuting_pages import (
    AgreeAction,
    CancelMeeting,
    ConfirmMinutes,
    Convene,
    RecordAttendance,
    SetAgenda,
    SettleAction,
    WriteMinutes,
)
from roer.office.steering.meetings.priorities_page import SetCeiling, priorities

urlpatterns = [
    path("overleggen/", meetings, name="meetings"),
    path("overleggen/beleggen/", Convene.as_view(), name="convene"),
    path("overleggen/actiepunten/<str:code>/", SettleAction.as_view(), name="settle_action"),
    path("overleggen/<str:code>/", meeting, name="meeting"),
    path("overleggen/<str:code>/agenda/", SetAgenda.as_view(), name="agenda"),
    path("overleggen/<str:code>/aanwezigheid/", RecordAttendance.as_view(), name="attendance"),
    path("overleggen/<str:code>/verslag/", WriteMinutes.as_view(), name="minutes"),
    path("overleggen/<str:code>/bevestigen/", ConfirmMinutes.as_view(), name="confirm_minutes"),
    path("overleggen/<str:code>/actiepunt/", AgreeAction.as_view(), name="agree_action"),
    path("overleggen/<str:code>/afzeggen/", CancelMeeting.as_view(), name="cancel_meeting"),
    path("adviezen/nieuw/", GiveAdvice.as_view(), name="give_advice"),
    path("besluiten/", decisions, name="decisions"),
    path("besluiten/register.csv", decisions_csv, name="decisions_csv"),
    path("besluiten/register.json", decisions_json, name="decisions_json"),
    path("besluiten/nieuw/", Decide.as_view(), name="decide"),
    path("besluiten/<str:code>/", decision, name="decision"),
    path("besluiten/<str:code>/bevestigen/", ConfirmDecision.as_view(), name="confirm_decision"),
    path("besluiten/<str:code>/intrekken/", WithdrawDecision.as_view(), name="withdraw_decision"),
    path("besluiten/<str:code>/voorbehoud/<str:town>/", LiftReservation.as_view(), name="lift_reservation"),
    path("prioriteiten/", priorities, name="priorities"),
    path("prioriteiten/plafond/", SetCeiling.as_view(), name="ceiling"),
    path("escalaties/", escalations, name="escalations"),
    path("escalaties/melden/", ReportEscalation.as_view(), name="report_escalation"),
    path("escalaties/<str:code>/", escalation, name="escalation"),
    path("escalaties/<str:code>/hoger/", RaiseEscalation.as_view(), name="raise_escalation"),
    path("escalaties/<str:code>/besluiten/", SettleEscalation.as_view(), name="settle_escalation"),
    path("escalaties/<str:code>/sluiten/", CloseEscalation.as_view(), name="close_escalation"),
]
