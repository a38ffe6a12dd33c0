"""The forms of meetings: convening, the agenda, who was there, the minutes, action points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.meeting_file import MeetingRecord
from roer.core.programme.meetings import AgendaItem, Attendee, ItemKind
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.people.register import names_of
from roer.office.steering.editing.choosing import Choice, words_of
from roer.office.steering.editing.forms import ActForm, one, text
from roer.office.steering.editing.typed_fields import DayField
from roer.office.steering.meetings.acting import named_persons
from roer.office.steering.meetings.deciding_forms import code_field
from roer.office.steering.meetings.paper_fields import chosen_papers, files_field, papers_field


class MeetingForm(ActForm):
    """A meeting: of whom, when, where."""

    FIRST = ("code", "body", "held_on", "place")
    place = forms.CharField(label=gettext_lazy("Plaats (mag leeg blijven)"), max_length=200, required=False)

    def __init__(self, bodies: list[Choice], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields |= {
            "code": code_field(_("Nummer van het overleg"), help_text=_("Zoals OV-2021-03.")),
            "body": one(_("Gremium"), bodies),
            "held_on": DayField(label=_("Datum")),
        }


class ItemForm(forms.Form):
    """One item of an agenda; without a title it is left out."""

    def __init__(self, programme: Programme, number: int, data: Any = None, *, item: AgendaItem | None = None) -> None:
        super().__init__(data, prefix=f"punt{number}", label_suffix="")
        self.programme, self.kept = programme, item.papers if item else ()
        kind = item.kind if item else ItemKind.DISCUSSION
        self.fields |= {
            "title": forms.CharField(
                label=_("Titel"), max_length=160, required=False, initial=item.title if item else ""
            ),
            "kind": one(_("Soort"), words_of(ItemKind), initial=kind.value),
            "text": text(_("Toelichting"), initial=item.text if item else ""),
            "papers": papers_field(programme, self.kept),
            "files": files_field(self.kept),
        }

    @property
    def shown(self) -> list[forms.BoundField]:
        """Title and kind stand open."""
        return [self["title"], self["kind"]]

    @property
    def folded(self) -> list[forms.BoundField]:
        """The rest is folded away."""
        return [self["text"], self["papers"], self["files"]]

    @property
    def opens(self) -> bool:
        """Whether something in the folded part is filled in or wants attention."""
        return bool(self.kept) or any(field.errors for field in self.folded)

    def item(self) -> AgendaItem | None:
        """The item; None when it has no title."""
        told = self.cleaned_data
        if not told["title"]:
            return None
        papers = chosen_papers(self.programme, told["papers"], told["files"], self.kept)
        return AgendaItem(kind=told["kind"], title=told["title"], papers=papers, text=told["text"])


class AgendaForm(ActForm):
    """Nothing beside the items but why."""

    FIRST = ()

    def __init__(self, data: Any = None, *, seen: int | None = None) -> None:
        super().__init__(data, initial={"expects": str(seen or "")})


class AttendanceForm(ActForm):
    """Who was there: per member yes, no or by a substitute; and guests."""

    def __init__(self, programme: Programme, record: MeetingRecord, data: Any = None) -> None:
        seen = record.attendance.seq if record.attendance else ""
        super().__init__(data, initial={"expects": str(seen)})
        seats = programme.members_of(record.meeting.body, on=record.meeting.held_on)
        self.members = list(dict.fromkeys(seat.seat.person for seat in seats))
        others = [(person, name) for person, name in named_persons() if person not in self.members]
        names, present = names_of(self.members), {item.person for item in record.present}
        replaced = {item.substitutes: item.person for item in record.present if item.substitutes}
        choices = [("", _("afwezig")), ("zelf", _("aanwezig"))]
        choices += [(person, _("vervangen door %(name)s") % {"name": name}) for person, name in others]
        for person in self.members:
            first = "zelf" if person in present or not record.present else replaced.get(person, "")
            self.fields[f"lid_{person}"] = one(names[person], choices, required=False, initial=first)
        guests = [item.person for item in record.present if item.person not in self.members and not item.substitutes]
        self.fields["guests"] = forms.MultipleChoiceField(
            label=_("Ook aanwezig"), choices=others, initial=guests, required=False, widget=forms.CheckboxSelectMultiple
        )
        self.FIRST = (*(f"lid_{person}" for person in self.members), "guests")

    def clean(self) -> Mapping[str, Any]:
        """Somebody was there."""
        told = self.cleaned_data
        if not any(told.get(name) for name in self.FIRST):
            raise forms.ValidationError(_("Vul in wie er waren."))
        return told

    def present(self) -> tuple[Attendee, ...]:
        """Who was there."""
        told = [(person, self.cleaned_data[f"lid_{person}"]) for person in self.members]
        themselves = [Attendee(person=person) for person, how in told if how == "zelf"]
        substitutes = [Attendee(person=how, substitutes=person) for person, how in told if how not in ("", "zelf")]
        taken = {item.person for item in substitutes}
        guests = [Attendee(person=person) for person in self.cleaned_data["guests"] if person not in taken]
        return (*themselves, *substitutes, *guests)


class MinutesForm(ActForm):
    """The minutes."""

    FIRST = ("text",)

    def __init__(self, record: MeetingRecord, data: Any = None) -> None:
        minutes = record.minutes
        super().__init__(data, initial={"expects": str(minutes.seq if minutes else "")})
        self.fields["text"] = text(
            _("Verslag"), rows=14, required=True, min_length=3, initial=minutes.text if minutes else ""
        )


class ConfirmMinutesForm(ActForm):
    """In which later meeting the minutes were confirmed."""

    FIRST = ("at",)
    minutes_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)

    def __init__(self, later: list[MeetingRecord], digest: str, data: Any = None) -> None:
        super().__init__(data, initial={"minutes_hash": digest})
        choices = [(item.meeting.code, f"{item.meeting.code} ({day(item.meeting.held_on)})") for item in later]
        self.fields["at"] = one(
            _("Bevestigd in"), [("", _("geen later overleg: ik bevestig het als lid")), *choices], required=False
        )


class ActionForm(ActForm):
    """An action point: what, who, before when."""

    FIRST = ("code", "text", "owner", "due")

    def __init__(self, data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields |= {
            "code": code_field(_("Nummer van het actiepunt"), help_text=_("Zoals AP-2021-07.")),
            "text": text(_("Wat moet er gebeuren"), required=True, min_length=3),
            "owner": one(_("Wie doet het"), named_persons()),
            "due": DayField(label=_("Uiterlijk op")),
        }
