"""The pages that give and end seats, and name who sits in somebody's seat for a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, EndSeat, GiveSeat
from roer.core.programme.elements import BodyCode, PersonId, Seat, SeatRole
from roer.core.programme.entries import Entry
from roer.core.programme.organisation import Substitution
from roer.core.programme.organisation_acts import EndSubstitute, NameSubstitute
from roer.core.values.dutch import day
from roer.office.people.register import names_of
from roer.office.steering.editing import choosing
from roer.office.steering.organisation.forms import EndForm, SeatForm, SubstituteForm
from roer.office.steering.organisation.organisation_page import BodyPage

SOMEBODY = "iemand-anders"
"""Stands for a person in an act with which the rules are asked whether somebody may do such a thing."""


class NewSeat(BodyPage):
    """`/besturing/<code>/zetel/`: somebody gets a seat."""

    @property
    def title(self) -> str:
        """In which body."""
        return _("Geef een zetel in ‘%(name)s’") % {"name": self.body_name}

    def samples(self) -> Sequence[Act]:
        """A seat for somebody."""
        seat = Seat(body=self.record.body.code, person=SOMEBODY, role=SeatRole.MEMBER, start=self.desk.on)
        return [GiveSeat(seat=seat)]

    def form(self, data: Any) -> SeatForm:
        """Who, as what, for whom, from when to when."""
        return SeatForm(
            data,
            people=choosing.persons()[1:],
            towns=choosing.municipalities(self.desk.programme),
            municipality=self.record.body.municipality or "",
            start=self.desk.on,
        )

    def acts(self, form: SeatForm, parts: list[Any]) -> Iterable[Act]:
        """The seat."""
        told = {name: form.cleaned_data[name] for name in ("person", "role", "start", "end")}
        town = form.cleaned_data["municipality"] or None
        return [GiveSeat(seat=Seat(body=self.record.body.code, municipality=town, **told))]

    def told(self, entries: Sequence[Entry]) -> str:
        """Who sits where."""
        person = entries[0].draft.act.seat.person
        return _("%(person)s heeft een zetel in ‘%(name)s’.") % {"person": _name(person), "name": self.body_name}


class SeatPage(BodyPage):
    """A form about the seat of one person."""

    def prepare(self, code: BodyCode, holder: PersonId = "", **more: Any) -> None:
        """The last seat of this person in this body. Raises Http404."""
        super().prepare(code)
        held = [record.seat for record in self.desk.programme.seats if record.seat.body == code]
        mine = [seat for seat in held if seat.person == holder]
        if not mine:
            raise Http404(_("Deze persoon heeft hier geen zetel."))
        self.seat = max(mine, key=lambda seat: seat.start)

    def words(self) -> dict[str, str]:
        """Who and where, for a sentence."""
        return {"person": _name(self.seat.person), "name": self.body_name}


class EndOfSeat(SeatPage):
    """`/besturing/<code>/zetel/<persoon>/beeindigen/`: a seat ends."""

    @property
    def title(self) -> str:
        """Whose seat."""
        return _("Beëindig de zetel van %(person)s in ‘%(name)s’") % self.words()

    def samples(self) -> Sequence[Act]:
        """That it ends today."""
        return [EndSeat(body=self.seat.body, person=self.seat.person, end=self.desk.on)]

    def form(self, data: Any) -> EndForm:
        """From when."""
        return EndForm(data, end=self.desk.on)

    def acts(self, form: EndForm, parts: list[Any]) -> Iterable[Act]:
        """The end."""
        return [EndSeat(body=self.seat.body, person=self.seat.person, end=form.cleaned_data["end"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """From when there is no seat."""
        until = day(entries[0].draft.act.end)
        return _("De zetel van %(person)s in ‘%(name)s’ eindigt op %(day)s.") % {**self.words(), "day": until}


class Replace(SeatPage):
    """`/besturing/<code>/zetel/<persoon>/vervangen/`: somebody else sits there for a time."""

    @property
    def title(self) -> str:
        """Whose seat."""
        return _("Wie vervangt %(person)s in ‘%(name)s’?") % self.words()

    def samples(self) -> Sequence[Act]:
        """A substitute as of today."""
        return [NameSubstitute(substitution=self._said(SOMEBODY, {"start": self.desk.on}))]

    def _said(self, substitute: PersonId, told: dict[str, Any]) -> Substitution:
        return Substitution(body=self.seat.body, person=self.seat.person, substitute=substitute, **told)

    def form(self, data: Any) -> SubstituteForm:
        """Who, from when to when."""
        people = [choice for choice in choosing.persons()[1:] if choice[0] != self.seat.person]
        return SubstituteForm(data, people=people, start=self.desk.on)

    def acts(self, form: SubstituteForm, parts: list[Any]) -> Iterable[Act]:
        """The substitute."""
        told = {name: form.cleaned_data[name] for name in ("start", "end")}
        return [NameSubstitute(substitution=self._said(form.cleaned_data["substitute"], told))]

    def told(self, entries: Sequence[Entry]) -> str:
        """Who replaces whom."""
        other = _name(entries[0].draft.act.substitution.substitute)
        return _("%(other)s vervangt %(person)s in ‘%(name)s’.") % {**self.words(), "other": other}

    def more(self) -> dict[str, Any]:
        """What a substitute is, before the form."""
        told = _("De vervanger zit in deze periode in de zetel, en niemand anders: één zetel, één stem.")
        return {"explanation": told}


class EndOfSubstitution(SeatPage):
    """`/besturing/<code>/zetel/<persoon>/vervanger/<vervanger>/`: whose seat it is sits in it again."""

    def prepare(self, code: BodyCode, holder: PersonId = "", substitute: PersonId = "", **more: Any) -> None:
        """The seat, and who sits in it. Raises Http404."""
        super().prepare(code, holder)
        self.substitute = substitute

    @property
    def title(self) -> str:
        """Who replaces whom."""
        other = _name(self.substitute)
        return _("%(other)s vervangt %(person)s niet langer in ‘%(name)s’") % {**self.words(), "other": other}

    def samples(self) -> Sequence[Act]:
        """That it ends today."""
        return [self._ended({"end": self.desk.on})]

    def _ended(self, told: dict[str, Any]) -> EndSubstitute:
        seat = self.seat
        return EndSubstitute(body=seat.body, person=seat.person, substitute=self.substitute, **told)

    def form(self, data: Any) -> EndForm:
        """From when."""
        return EndForm(data, end=self.desk.on)

    def acts(self, form: EndForm, parts: list[Any]) -> Iterable[Act]:
        """The end."""
        return [self._ended({"end": form.cleaned_data["end"]})]

    def told(self, entries: Sequence[Entry]) -> str:
        """Who sits there again."""
        until = day(entries[0].draft.act.end)
        return _("%(person)s zit vanaf %(day)s weer zelf in ‘%(name)s’.") % {**self.words(), "day": until}


def _name(person: PersonId) -> str:
    return names_of([person])[person]
