"""The privacy file of one result: what was asked, assessed, advised and adopted, what is in place, and its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.acts import AdoptDpia, Controller
from roer.core.programme.dpia_export import Told, as_assessment
from roer.core.programme.dpia_findings import check_dpia
from roer.core.programme.elements import Code, MunicipalityCode
from roer.core.programme.gate_states import DPIA_DONE
from roer.core.programme.gates import UnknownResult
from roer.core.programme.labels import ACTS
from roer.core.programme.measure_checks import Seen, in_place, told
from roer.core.programme.prescan_rules import screened
from roer.core.programme.privacy import Adoption, DpiaRecord, MeasureRecord, PrivacyEvent, PrivacyFile
from roer.core.programme.privacy_access import WHO, may_read
from roer.core.programme.privacy_acts import ReportRelease
from roer.core.programme.privacy_gate import facts_of
from roer.core.programme.privacy_standing import seen_of, stage_of
from roer.core.programme.refusals import Verdict
from roer.core.programme.state import Programme
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.people_named import names_in
from roer.office.steering.privacy.dpia_page import DpiaPage
from roer.office.steering.privacy.page import PrivacyPage
from roer.office.steering.privacy.prescan_page import PrescanPage
from roer.office.steering.privacy.step_pages import (
    KINDS,
    AdoptionPage,
    AdvicePage,
    ConsultationPage,
    MeasurePage,
    OperationPage,
)
from roer.office.steering.standing import standing_of


@dataclass(frozen=True)
class Step:
    """A step that can be taken in a file, where, and why not when it cannot be taken here by this reader."""

    label: str
    address: str
    verdict: Verdict

    @property
    def open(self) -> bool:
        """Whether this reader can take the step now."""
        return self.verdict.ok


@dataclass(frozen=True)
class MeasureLine:
    """A measure with how it stands, what the software sees of it, and the step that a reader may take."""

    record: MeasureRecord
    is_in_place: bool
    seen: Seen | None
    looks_at: str
    step: Step


@dataclass(frozen=True)
class ControllerLine:
    """A controller that adopts, with its adoption when it is there and still counts."""

    name: str
    adoption: Adoption | None
    counts: bool


@dataclass(frozen=True)
class EventLine:
    """A line of the file's history; `text` only for who may read it."""

    event: PrivacyEvent
    what: str
    text: str


@require_safe
def privacy_file(request: HttpRequest, code: Code) -> HttpResponse:
    """`/privacy/<code>/`: everything about the privacy of one result that the reader may know."""
    desk = Desk.of(request)
    programme, on = desk.working, desk.on
    try:
        standing = standing_of(programme, code, on=on)
    except UnknownResult as unknown:
        raise Http404(str(unknown)) from unknown
    file = programme.privacy.get(code, PrivacyFile())
    opened = may_read(programme, code, desk.who, on=on)
    dpia, contract = file.dpia, programme.contracts.get(code)
    findings = check_dpia(dpia.dpia, contract.contract if contract else None) if dpia and opened else ()
    shown = {
        "readable": None if opened else frozenset(),
        "result": standing.result,
        "is_open": standing.record.is_open,
        "file": file,
        "stage": stage_of(file, standing.result),
        "gate": next(line for line in standing.lines if line.gate == DPIA_DONE),
        "opened": opened,
        "who": WHO,
        "screening": file.screening,
        "screened": screened(file.screening.answers) if file.screening and file.screening.answers else None,
        "dpia": dpia,
        "version": len(file.dpias),
        "findings": findings,
        "measures": list(_measures(desk, code, file)) if dpia else [],
        "controllers": list(_controllers(programme, standing.result.municipalities, dpia, on)) if dpia else [],
        "steps": list(_steps(desk, code, file)) if standing.record.is_open else [],
        "history": [_event(programme, event, opened=opened) for event in reversed(file.events)],
        "names": {**names_in(programme), **names_of([event.by for event in file.events])},
        "contract": contract,
        "seen_on": on,
    }
    return render(request, "steering/privacy/file.html", shown)


@require_safe
def privacy_json(request: HttpRequest, code: Code) -> HttpResponse:
    """`/privacy/<code>/dpia.json`: the last DPIA as answers to the national model. 404 for who may not read it."""
    desk = Desk.of(request)
    programme, on = desk.working, desk.on
    file = programme.privacy.get(code)
    if file is None or file.dpia is None or not may_read(programme, code, desk.who, on=on):
        raise Http404(_("Er is geen DPIA met deze code, of zij is niet voor u."))
    answers = as_assessment(file.dpia, _told(programme, file, file.dpia, on))
    response = JsonResponse(answers, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="dpia-{code}.json"'
    return response


def _told(programme: Programme, file: PrivacyFile, dpia: DpiaRecord, on: date) -> Told:
    signed = [
        (_name(programme, adoption.municipality, adoption.controller, on), adoption.stamp.recorded_at)
        for adoptions in (dpia.adoptions, dpia.mayors)
        for _town, adoption in sorted(adoptions.items())
    ]
    versions = [(number, record.stamp.recorded_at) for number, record in enumerate(file.dpias, start=1)]
    return Told(dpia.stamp.recorded_at, versions=versions, signed=signed)


def _name(programme: Programme, town: MunicipalityCode, controller: Controller, on: date) -> str:
    bodies = programme.bodies_of(KINDS[controller], on=on)
    return next((body.name for body in bodies if body.municipality == town), town)


def _controllers(
    programme: Programme, towns: tuple[MunicipalityCode, ...], dpia: DpiaRecord, on: date
) -> Iterator[ControllerLine]:
    for town in towns:
        for controller in dpia.controllers:
            name = _name(programme, town, controller, on)
            yield ControllerLine(name, dpia.adoption_of(town, controller), dpia.has_adopted(town, controller))


def _measures(desk: Desk, code: Code, file: PrivacyFile) -> Iterator[MeasureLine]:
    assert file.dpia is not None, "measures are of a DPIA"
    facts = facts_of(desk.working, code, on=desk.on)
    for _code, record in sorted(file.dpia.measures.items()):
        check = record.measure.check
        label = _("Heropenen") if record.is_implemented else _("Melden als ingevoerd")
        step = _step(desk, MeasurePage, label, code=code, measure=record.measure.code)
        looks_at = told(check) if check else ""
        yield MeasureLine(record, in_place(record, facts), seen_of(record, facts), looks_at, step)


def _steps(desk: Desk, code: Code, file: PrivacyFile) -> Iterator[Step]:
    """Every step, in the order of the way; those that make no sense yet are left out."""
    again = _("Pre-scan opnieuw doen") if file.screening else _("Pre-scan doen")
    yield _step(desk, PrescanPage, again, code=code)
    yield _step(desk, DpiaPage, _("DPIA bijwerken") if file.dpia else _("DPIA schrijven"), code=code)
    if file.dpia or file.screening:
        yield _step(desk, AdvicePage, _("Advies van de FG vastleggen"), code=code)
    if file.dpia:
        yield _step(desk, AdoptionPage, _("DPIA vaststellen"), code=code)
        if file.dpia.dpia.remaining_high:
            yield _step(desk, ConsultationPage, _("Antwoord van de AP vastleggen"), code=code)
        if any(measure.check for measure in file.dpia.dpia.measures):
            yield _step(desk, OperationPage, _("Waarneming melden"), code=code)


_ADDRESSES: dict[type[PrivacyPage], str] = {
    PrescanPage: "privacy_prescan",
    DpiaPage: "privacy_dpia",
    AdvicePage: "privacy_advice",
    AdoptionPage: "privacy_adoption",
    ConsultationPage: "privacy_consultation",
    OperationPage: "privacy_operation",
    MeasurePage: "privacy_measure",
}


def _step(desk: Desk, kind: type[PrivacyPage], label: str, **named: str) -> Step:
    """The step with the verdict of its own page, so that button and page never say different things."""
    address = reverse(f"steering:{_ADDRESSES[kind]}", kwargs=named)
    page = kind()
    page.desk = desk
    try:
        page.prepare(**named)
    except Http404:
        return Step(label, address, Verdict(ok=False, reason=_("Dit resultaat is gesloten.")))
    return Step(label, address, page.verdict())


def _event(programme: Programme, event: PrivacyEvent, *, opened: bool) -> EventLine:
    act: Any = event.act
    what = ACTS[act.kind]
    if isinstance(act, AdoptDpia):
        what = _("DPIA vastgesteld: %s,") % _name(programme, act.municipality, act.controller, event.since)
    text = next((getattr(act, name) for name in ("motive", "proof", "text", "evidence") if hasattr(act, name)), "")
    if isinstance(act, ReportRelease):
        text = act.release.summary
    return EventLine(event, what, text if opened else "")
