"""The pages of escalations: the ladder with what lies on each step, one escalation, and the acts on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme import escalation_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.escalation_file import EscalationRecord
from roer.core.programme.escalations import TERMS, Escalation, Level
from roer.core.programme.labels import label
from roer.core.programme.meeting_access import sees_escalations
from roer.core.programme.refusals import Verdict
from roer.office.people.register import names_of
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import ActForm, one, text
from roer.office.steering.editing.panel import Action
from roer.office.steering.editing.typed_fields import DayField
from roer.office.steering.free_codes import free_code
from roer.office.steering.meetings.acting import MOTIVE, BodyPage, button
from roer.office.steering.meetings.deciding_forms import code_field
from roer.office.steering.meetings.deciding_pages import WordsForm

SETTLING = frozenset({"escalation_decision"})
"""Rules that only say that the form for settling is not filled in yet."""


@dataclass(frozen=True, slots=True)
class Lying:
    """An escalation on a step, and how many days it is late."""

    record: EscalationRecord
    late: int


@require_safe
def escalations(request: HttpRequest) -> HttpResponse:
    """`/escalaties/`: per level what lies there, what is late first; below what was settled."""
    desk = Desk.of(request)
    seen = sees_escalations(desk.working, desk.who, on=desk.on)
    records = sorted(
        desk.working.escalations.records.values() if seen else (),
        key=lambda item: (item.step.deadline, item.escalation.code),
    )
    lying = [Lying(record, record.days_late(desk.on)) for record in records if record.is_open]
    told = {
        "ladder": [
            (level, TERMS[level].days, [item for item in lying if item.record.step.level is level]) for level in Level
        ],
        "late": sum(item.late > 0 for item in lying),
        "settled": [record for record in reversed(records) if record.settled and not record.closed],
        "closed": [record for record in reversed(records) if record.closed],
        "seen": seen,
        "actions": [button(desk, _("Meld een escalatie"), _sample(desk), "report_escalation")],
    }
    return render(request, "steering/meetings/escalations.html", told)


@require_safe
def escalation(request: HttpRequest, code: Code) -> HttpResponse:
    """`/escalaties/<code>/`: where it came from, which steps it took, how it ended."""
    desk = Desk.of(request)
    record = desk.working.escalations.records.get(code)
    if record is None or not sees_escalations(desk.working, desk.who, on=desk.on):
        raise Http404(_("Deze escalatie is er niet, of niet voor u."))
    persons = {step.by for step in record.steps} | {record.by}
    element = desk.working.network.elements.get(record.escalation.element or "")
    told = {
        "record": record,
        "escalation": record.escalation,
        "element": element.element if element else None,
        "late": record.days_late(desk.on),
        "names": names_of(persons),
        "actions": list(_actions(desk, record)),
    }
    return render(request, "steering/meetings/escalation.html", told)


def _actions(desk: Desk, record: EscalationRecord) -> Iterator[Action]:
    code, following = record.escalation.code, record.step.level.following
    if record.closed is not None:
        return
    if record.settled is not None:
        act = escalation_acts.CloseEscalation(escalation=code, text=MOTIVE, expects=record.seq)
        yield button(desk, _("Sluit"), act, "close_escalation", code)
        return
    if following is not None:
        act_ = escalation_acts.RaiseEscalation(escalation=code, to=following, motive=MOTIVE, expects=record.seq)
        yield button(desk, _("Breng een trede hoger"), act_, "raise_escalation", code)
    settle = button(desk, _("Leg vast wat is besloten"), _settlement(record), "settle_escalation", code)
    ok = settle.verdict.rule in SETTLING
    yield Action(settle.name, settle.label, settle.address, Verdict(ok=True)) if ok else settle


def _sample(desk: Desk) -> escalation_acts.ReportEscalation:
    code = free_code("E", desk.on, desk.programme.escalations.records)
    return escalation_acts.ReportEscalation(escalation=Escalation(code=code, title=MOTIVE, cause=MOTIVE))


def _settlement(record: EscalationRecord) -> escalation_acts.SettleEscalation:
    return escalation_acts.SettleEscalation(escalation=record.escalation.code, outcome=MOTIVE, expects=record.seq)


class EscalationPage(BodyPage):
    """A page about escalations."""

    parent_name = "escalations"

    @property
    def parent(self) -> str:
        """The ladder."""
        return _("Escalaties")


class ReportForm(ActForm):
    """What is stuck, why, about what, until when."""

    FIRST = ("code", "title", "cause", "element", "deadline")

    def __init__(self, elements: list[tuple[str, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        term = _("Leeg: %(days)s dagen na vandaag.") % {"days": TERMS[Level.REPORTED].days}
        self.fields |= {
            "code": code_field(_("Nummer van de escalatie"), help_text=_("Zoals E-2021-02.")),
            "title": text(_("Wat zit vast"), rows=1, required=True, max_length=160),
            "cause": text(_("Wat is er aan de hand"), rows=4, required=True, min_length=3),
            "element": one(
                _("Waar gaat het over"), [("", _("niet één onderdeel van het DIN")), *elements], required=False
            ),
            "deadline": DayField(
                label=_("Uiterlijk op"),
                required=False,
                help_text=_("Leeg: %(days)s dagen na vandaag.") % {"days": term},
            ),
        }


class ReportEscalation(EscalationPage):
    """`/escalaties/melden/?over=I01`: report that something is stuck."""

    @property
    def title(self) -> str:
        """What is done."""
        return _("Meld een escalatie")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Meld")

    def samples(self) -> Sequence[Act]:
        """A report."""
        return [_sample(self.desk)]

    def form(self, data: Any) -> ActForm:
        """What is stuck."""
        records = self.desk.programme.network.open_elements()
        elements = [(item.element.code, f"{item.element.code} {item.element.title}") for item in records]
        start = {"code": _sample(self.desk).escalation.code, "element": self.request.GET.get("over", "")}
        return ReportForm(elements, data, initial=start)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The report."""
        told = {name: form.cleaned_data[name] or None for name in ("code", "title", "cause", "element", "deadline")}
        return [escalation_acts.ReportEscalation(escalation=Escalation.model_validate(told))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is reported."""
        return _("Escalatie %(code)s is gemeld.") % {"code": entries[0].draft.act.escalation.code}

    def after(self, acts: Sequence[Act]) -> str:
        """To the escalation."""
        return reverse("steering:escalation", args=[acts[0].escalation.code])


class OneEscalation(EscalationPage):
    """A page about one escalation."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The escalation with this code. Raises Http404."""
        found = self.desk.programme.escalations.records.get(code)
        if found is None or not sees_escalations(self.desk.working, self.desk.who, on=self.desk.on):
            raise Http404(_("Deze escalatie is er niet, of niet voor u."))
        self.record, self.code = found, code

    def named(self) -> dict[str, str]:
        """Code and title, for sentences."""
        return {"code": self.code, "title": self.record.escalation.title}

    def onward(self) -> str:
        """To the escalation."""
        return reverse("steering:escalation", args=[self.code])

    def started(self, form: ActForm) -> ActForm:
        """The form, knowing which version it shows."""
        form.fields["expects"].initial = str(self.record.seq)
        return form

    def seen(self, form: ActForm) -> int:
        """The version that the form showed."""
        return next(iter(form.versions()), self.record.seq)


class RaiseForm(WordsForm):
    """Why it goes up, and until when."""

    FIRST = ("words", "deadline")


class RaiseEscalation(OneEscalation):
    """`/escalaties/<code>/hoger/`: one step up."""

    @property
    def following(self) -> Level:
        """The next step; the top itself when there is none, which the rules refuse."""
        return self.record.step.level.following or self.record.step.level

    @property
    def title(self) -> str:
        """Where to."""
        return _("%(code)s: breng een trede hoger, %(level)s") % {"code": self.code, "level": label(self.following)}

    def samples(self) -> Sequence[Act]:
        """A step."""
        return [
            escalation_acts.RaiseEscalation(
                escalation=self.code, to=self.following, motive=MOTIVE, expects=self.record.seq
            )
        ]

    def form(self, data: Any) -> ActForm:
        """Why, and until when."""
        form = RaiseForm(_("Waarom lukt het hier niet?"), data)
        term = _("Leeg: %(days)s dagen na vandaag.") % {"days": TERMS[self.following].days}
        form.fields["deadline"] = DayField(label=_("Uiterlijk op"), required=False, help_text=term)
        return self.started(form)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The step."""
        told = form.cleaned_data
        step = {"to": self.following, "motive": told["words"], "deadline": told["deadline"]}
        return [escalation_acts.RaiseEscalation(escalation=self.code, expects=self.seen(form), **step)]

    def told(self, entries: Sequence[Entry]) -> str:
        """Where it lies now."""
        told = {"code": self.code, "level": label(entries[0].draft.act.to)}
        return _("Escalatie %(code)s ligt nu %(level)s.") % told


class SettleForm(WordsForm):
    """What was decided, and by which decision."""

    FIRST = ("words", "decision")


class SettleEscalation(OneEscalation):
    """`/escalaties/<code>/besluiten/`: what was decided about it."""

    @property
    def title(self) -> str:
        """About which."""
        return _("Wat is er besloten over %(code)s ‘%(title)s’") % self.named()

    def verdict(self) -> Verdict:
        """That no decision is named yet does not count."""
        verdict = super().verdict()
        return Verdict(ok=True) if verdict.rule in SETTLING else verdict

    def samples(self) -> Sequence[Act]:
        """A settlement."""
        return [_settlement(self.record)]

    def form(self, data: Any) -> ActForm:
        """What was decided, and by which decision."""
        form = SettleForm(_("Uitkomst"), data)
        records = sorted(self.desk.programme.decisions.values(), key=lambda item: item.seq, reverse=True)
        choices = [
            (item.decision.code, f"{item.decision.code} {item.decision.title}") for item in records if item.has_effect
        ]
        told = _("Boven de programmamanager hoort bij de uitkomst een besluit van het gremium waar dit ligt.")
        none = ("", _("zonder besluit"))
        form.fields["decision"] = one(_("Besluit"), [none, *choices], required=False, help_text=told)
        return self.started(form)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The settlement."""
        told = form.cleaned_data
        settled = {"outcome": told["words"], "decision": told["decision"] or None}
        return [escalation_acts.SettleEscalation(escalation=self.code, expects=self.seen(form), **settled)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is settled."""
        return _("Over escalatie %(code)s is besloten.") % self.named()


class CloseEscalation(OneEscalation):
    """`/escalaties/<code>/sluiten/`: what was decided has been done."""

    @property
    def title(self) -> str:
        """Which."""
        return _("Sluit escalatie %(code)s ‘%(title)s’") % self.named()

    def samples(self) -> Sequence[Act]:
        """The closing."""
        return [escalation_acts.CloseEscalation(escalation=self.code, text=MOTIVE, expects=self.record.seq)]

    def form(self, data: Any) -> ActForm:
        """What was done."""
        return self.started(WordsForm(_("Wat is er gedaan?"), data))

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The closing."""
        words = form.cleaned_data["words"]
        return [escalation_acts.CloseEscalation(escalation=self.code, text=words, expects=self.seen(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is closed."""
        return _("Escalatie %(code)s is gesloten.") % self.named()
