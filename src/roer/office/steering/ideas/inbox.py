"""The inbox of ideas, and the page of one: what was said, by whom, how far it is, who is to move, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from roer.core.programme.elements import Code
from roer.core.programme.idea_access import IdeaTurn, may_know_idea, sees_ideas, turn_of, visible_ideas
from roer.core.programme.idea_acts import SubmitIdea, TakeUpIdea
from roer.core.programme.idea_state import IdeaRecord
from roer.core.programme.ideas import ENDED, Idea, IdeaStatus
from roer.core.programme.labels import label
from roer.core.values.dutch import listing
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.ideas.actions import actions

_TAKEN_UP = frozenset(
    {
        IdeaStatus.INVESTIGATING,
        IdeaStatus.PROMISING,
        IdeaStatus.ELABORATED,
        IdeaStatus.PUT_FORWARD,
        IdeaStatus.PRIORITISED,
        IdeaStatus.HELD,
    }
)


@dataclass(frozen=True, slots=True)
class Row:
    """Regel of the inbox: an idea, who brought it, whose turn it is."""

    record: IdeaRecord
    submitters: str
    turn: IdeaTurn | None
    turn_label: str
    is_mine: bool

    @property
    def is_overdue(self) -> bool:
        """Whether the answer is late."""
        return self.turn is not None and self.turn.is_overdue


FILTERS: Mapping[str, tuple[str, Callable[[Row], bool]]] = {
    "": (gettext_lazy("Alle"), lambda _row: True),
    "te-laat": (gettext_lazy("Antwoord te laat"), lambda row: row.is_overdue),
    "nieuw": (gettext_lazy("Nieuw"), lambda row: row.record.status is IdeaStatus.SUBMITTED),
    "in-behandeling": (gettext_lazy("In behandeling"), lambda row: row.record.status in _TAKEN_UP),
    "afgerond": (gettext_lazy("Afgerond"), lambda row: row.record.status in ENDED),
    "van-mij": (gettext_lazy("Van mij"), lambda row: row.is_mine),
}
"""`?toon=`: its name on the page, and which ideas it shows."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter as a link, with how many ideas it shows."""

    value: str
    label: str
    count: int
    current: bool


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """All ideas that this person may know of; `?toon=` shows some. Raises Http404 for a filter that is not there."""
    desk = Desk.without_proposal(request)
    wanted = request.GET.get("toon", "")
    if wanted not in FILTERS:
        raise Http404(_("Dit overzicht is er niet."))
    records = visible_ideas(desk.programme, desk.who, on=desk.on)
    names = names_of(who for record in records for who in desk.programme.ideas.submitters(record.code))
    rows = [_row(desk, record, names) for record in records]
    told = {
        "rows": sorted(filter(FILTERS[wanted][1], rows), key=lambda row: not row.is_overdue),
        "choices": [
            Choice(value, str(name), sum(map(fits, rows)), value == wanted) for value, (name, fits) in FILTERS.items()
        ],
        "sees_all": sees_ideas(desk.programme, desk.who, on=desk.on),
        "weeks": desk.programme.charter.weeks_to_answer if desk.programme.charter else 0,
        "submitting": desk.may(SubmitIdea(idea=Idea(code="ID-0", title="Idee", text="Idee."))),
    }
    return render(request, "steering/ideas/inbox.html", told)


@require_safe
def idea(request: HttpRequest, code: Code) -> HttpResponse:
    """One idea. Who may not know of it gets what she gets for one that is not there."""
    desk = Desk.without_proposal(request)
    programme = desk.programme
    if not may_know_idea(programme, code, desk.who, on=desk.on):
        raise Http404(_("Dit idee is er niet."))
    record = programme.ideas.records[code]
    family = programme.ideas.family(code)
    decision = programme.decisions.get(record.decision or "")
    found = record.investigation.investigation if record.investigation else None
    told = {
        "record": record,
        "row": _row(desk, record, names := names_of({step.by for one in family for step in one.way})),
        "names": names,
        "body": _body(desk, record),
        "merged": [programme.ideas.records[one] for one in record.merged],
        "into": programme.ideas.records.get(record.into or ""),
        "found": _findings(found) if found else (),
        "advice": programme.advices.get(record.advice or ""),
        "decision": decision,
        "result": programme.network.elements.get(record.result or ""),
        "actions": actions(desk, record),
        "why_not": _why_not(desk, record),
    }
    return render(request, "steering/ideas/idea.html", told)


def _row(desk: Desk, record: IdeaRecord, names: Mapping[str, str]) -> Row:
    submitters = desk.programme.ideas.submitters(record.code)
    turn = turn_of(desk.programme, record, on=desk.on)
    return Row(
        record=record,
        submitters=listing([names.get(person, person) for person in submitters]),
        turn=turn,
        turn_label=label(turn.kind) if turn else "",
        is_mine=desk.who in submitters,
    )


def _body(desk: Desk, record: IdeaRecord) -> str:
    found = desk.programme.bodies.get(record.way[0].stamp.on_behalf_of or "")
    return found.body.name if found else ""


def _findings(found: object) -> tuple[tuple[str, str], ...]:
    named = (
        ("feasibility", _("Haalbaarheid")),
        ("privacy", _("Privacy")),
        ("data", _("Gegevens")),
        ("architecture", _("Architectuur")),
    )
    return tuple((name, getattr(found, field)) for field, name in named)


def _why_not(desk: Desk, record: IdeaRecord) -> str:
    """Why this person cannot bring the idea further, for who is not of the programme team."""
    verdict = desk.may(TakeUpIdea(idea=record.code, expects=record.seq))
    return verdict.reason if verdict.rule in ("permission", "sounding_board_never_decides") else ""
