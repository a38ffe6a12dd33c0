"""The pages on which a decision is recorded, confirmed or withdrawn, a reservation lifted, and an advice given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.decisions import Decision
from roer.core.programme.elements import Code, MunicipalityCode
from roer.core.programme.entries import Entry
from roer.office.steering.editing.conflicts import Overtaken
from roer.office.steering.editing.forms import ActForm, text
from roer.office.steering.free_codes import free_code
from roer.office.steering.meetings.acting import MOTIVE, BodyPage
from roer.office.steering.meetings.deciding_forms import DecisionForm, PositionsForm
from roer.office.steering.meetings.decision_page import deciding_bodies, sample
from roer.office.steering.meetings.effect_forms import KINDS


class DecisionPage(BodyPage):
    """A page about decisions."""

    parent_name = "decisions"

    @property
    def parent(self) -> str:
        """The register."""
        return _("Besluiten")


class Decide(DecisionPage):
    """`/besluiten/nieuw/?soort=prioriteit`: record what a body decided; `overleg=OV-1%231` names meeting and item."""

    template = "steering/meetings/decide.html"

    def prepare(self, **_kwargs: Any) -> None:
        """The kind of decision that the address names."""
        asked = self.request.GET.get("soort", "anders")
        if asked not in KINDS:
            raise Http404(_("Deze soort besluit is er niet."))
        self.kind = asked

    @property
    def title(self) -> str:
        """What is recorded."""
        return _("Leg een besluit vast")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Leg het besluit vast")

    def samples(self) -> Sequence[Act]:
        """A decision of a body in which this person may record."""
        return [sample(self.desk)]

    def form(self, data: Any) -> DecisionForm:
        """What every decision says."""
        bodies = [(code, body.name) for code, body in deciding_bodies(self.desk.programme)]
        return DecisionForm(self.desk, bodies, data, initial=self.start())

    def start(self) -> dict[str, Any]:
        """With what the form starts, as the address says."""
        programme, asked = self.desk.programme, self.request.GET
        start = {
            "code": free_code("B", self.desk.on, programme.decisions),
            "body": sample(self.desk).decision.body,
            "item": asked.get("overleg", ""),
            "title": asked.get("titel", "")[:160],
            "advice": asked.get("advies", ""),
        }
        meeting = programme.meetings.records.get(start["item"].partition("#")[0])
        if meeting is not None:
            start |= {"body": meeting.meeting.body, "decided_on": meeting.meeting.held_on.isoformat()}
        return start

    def effects(self, data: Any) -> tuple[str, Any]:
        """What is decided: a heading, and the form of this kind."""
        word, form = KINDS[self.kind]
        return _(word), form(self.desk, data, asked=self.request.GET)

    def parts(self, data: Any) -> list[tuple[str, forms.Form]]:
        """What is decided, and what each municipality thought of it."""
        return [self.effects(data), (_("Standpunt per gemeente"), PositionsForm(self.desk.programme, data))]

    def acts(self, form: DecisionForm, parts: list[Any]) -> Iterable[Act]:
        """The decision."""
        told, (effects, positions) = form.cleaned_data, parts
        votes, reservations = positions.positions()
        meeting, item = form.place()
        decision = Decision(
            code=told["code"],
            body=told["body"],
            decided_on=told["decided_on"],
            title=told["title"],
            advice=told["advice"] or None,
            outcome=told["outcome"],
            motive=told["motive"],
            reservations=reservations,
            effects=effects.effects(),
            meeting=meeting,
            item=item,
            votes=votes,
            effective=told["effective"],
            replaces=tuple(told["replaces"]),
        )
        return [acts.TakeDecision(decision=decision)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded, and provisional."""
        act = entries[0].draft.act
        assert isinstance(act, acts.TakeDecision)
        return _("Besluit %(code)s ligt vast. Het is voorlopig totdat een ander het bevestigt.") % {
            "code": act.decision.code
        }

    def after(self, acts_: Sequence[Act]) -> str:
        """To the decision."""
        (act,) = acts_
        assert isinstance(act, acts.TakeDecision)
        return reverse("steering:decision", args=[act.decision.code])

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """The same wish, knowing what was decided since: what the form saw is read anew."""
        again = data.copy()
        _word, fresh = self.effects(None)
        for field in fresh.hidden_fields():
            again[field.html_name] = field.value()
        return again

    def more(self) -> dict[str, Any]:
        """The other kinds of decisions, each with its address."""
        kinds = [(name, _(word), name == self.kind) for name, (word, _form) in KINDS.items()]
        return {**super().more(), "kinds": kinds}


class OneDecision(DecisionPage):
    """A page about one decision that stands."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The decision with this code. Raises Http404."""
        found = self.desk.programme.decisions.get(code)
        if found is None:
            raise Http404(_("Dit besluit is er niet."))
        self.record, self.code = found, code

    def onward(self) -> str:
        """To the decision."""
        return reverse("steering:decision", args=[self.code])


class ConfirmForm(ActForm):
    """Nothing but why, and since when."""

    FIRST = ("reason",)


class ConfirmDecision(OneDecision):
    """`/besluiten/<code>/bevestigen/`: the minutes confirm a decision that names no meeting."""

    @property
    def title(self) -> str:
        """Which decision."""
        return _("Bevestig besluit %(code)s in het verslag") % {"code": self.code}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Bevestig")

    def samples(self) -> Sequence[Act]:
        """The confirmation."""
        return [acts.ConfirmDecision(decision=self.code)]

    def form(self, data: Any) -> ActForm:
        """Why."""
        return ConfirmForm(data)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The confirmation."""
        return self.samples()

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is confirmed."""
        return _("Besluit %(code)s is bevestigd.") % {"code": self.code}


class WordsForm(ActForm):
    """An act that asks some words of its own."""

    FIRST = ("words",)

    def __init__(self, label: str, data: Any = None) -> None:
        super().__init__(data)
        self.fields["words"] = text(label, required=True, min_length=3)


class WithdrawDecision(OneDecision):
    """`/besluiten/<code>/intrekken/`: the body withdraws its decision; its effects end."""

    @property
    def title(self) -> str:
        """Which decision."""
        return _("Trek besluit %(code)s in") % {"code": self.code}

    def samples(self) -> Sequence[Act]:
        """A withdrawal."""
        return [acts.WithdrawDecision(decision=self.code, motive=MOTIVE)]

    def form(self, data: Any) -> ActForm:
        """Why the body withdraws it."""
        return WordsForm(_("Waarom trekt het gremium dit besluit in?"), data)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The withdrawal."""
        return [acts.WithdrawDecision(decision=self.code, motive=form.cleaned_data["words"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is withdrawn."""
        return _("Besluit %(code)s is ingetrokken.") % {"code": self.code}


class LiftReservation(OneDecision):
    """`/besluiten/<code>/voorbehoud/<gemeente>/`: a municipality lifts its reservation."""

    def prepare(self, code: Code, **kwargs: Any) -> None:
        """The decision and the municipality. Raises Http404."""
        super().prepare(code=code)
        self.town: MunicipalityCode = kwargs["town"]
        known = self.desk.programme.municipalities.get(self.town)
        if known is None:
            raise Http404(_("Deze gemeente doet niet mee in het programma."))
        self.name = known.name

    @property
    def title(self) -> str:
        """Whose reservation."""
        return _("Hef het voorbehoud van %(town)s bij %(code)s op") % {"town": self.name, "code": self.code}

    def samples(self) -> Sequence[Act]:
        """A lifting."""
        return [acts.LiftReservation(decision=self.code, municipality=self.town, text=MOTIVE)]

    def form(self, data: Any) -> ActForm:
        """Why."""
        return WordsForm(_("Waarom vervalt het voorbehoud?"), data)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The lifting."""
        return [acts.LiftReservation(decision=self.code, municipality=self.town, text=form.cleaned_data["words"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is lifted."""
        return _("Het voorbehoud van %(town)s is opgeheven.") % {"town": self.name}
