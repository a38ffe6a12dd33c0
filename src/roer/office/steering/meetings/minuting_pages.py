"""The pages on which a meeting is convened, prepared, minuted and confirmed, and its action points settled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme import meeting_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.meeting_access import may_know_action, may_know_meeting
from roer.core.programme.meetings import ActionPoint, Meeting
from roer.core.programme.refusals import NotAllowed, Verdict
from roer.core.values.dutch import day
from roer.office.steering.editing.conflicts import Overtaken
from roer.office.steering.editing.forms import ActForm
from roer.office.steering.meetings.acting import MOTIVE, BodyPage
from roer.office.steering.meetings.deciding_pages import WordsForm
from roer.office.steering.meetings.meeting_forms import (
    ActionForm,
    AgendaForm,
    AttendanceForm,
    ConfirmMinutesForm,
    ItemForm,
    MeetingForm,
    MinutesForm,
)
from roer.office.steering.meetings.meeting_pages import (
    later_meetings,
    sample_action,
    sample_agenda,
    sample_attendance,
    sample_meeting,
    sample_minutes,
)

ROOM = 3
"""So many empty items stand behind those of the agenda."""


class Convene(BodyPage):
    """`/overleggen/beleggen/`: a body will meet."""

    @property
    def title(self) -> str:
        """What is done."""
        return _("Beleg een overleg")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Beleg het overleg")

    def samples(self) -> Sequence[Act]:
        """A meeting of a body in which this person may convene."""
        return [sample_meeting(self.desk)]

    def form(self, data: Any) -> ActForm:
        """Of whom, when, where."""
        start = sample_meeting(self.desk).meeting
        bodies = [
            (code, record.body.name)
            for code, record in sorted(self.desk.programme.bodies.items())
            if record.exists_on(self.desk.on)
        ]
        return MeetingForm(bodies, data, initial={**start.model_dump(mode="json"), "held_on": ""})

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The meeting."""
        told = form.cleaned_data
        meeting = Meeting(code=told["code"], body=told["body"], held_on=told["held_on"], place=told["place"])
        return [meeting_acts.ConveneMeeting(meeting=meeting)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is convened."""
        meeting = entries[0].draft.act.meeting
        return _("Overleg %(code)s is belegd op %(day)s.") % {"code": meeting.code, "day": day(meeting.held_on)}

    def after(self, acts: Sequence[Act]) -> str:
        """On to the agenda."""
        return reverse("steering:agenda", args=[acts[0].meeting.code])


class OneMeeting(BodyPage):
    """A page about one meeting."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The meeting with this code. Raises Http404."""
        found = self.desk.programme.meetings.records.get(code)
        if found is None or not may_know_meeting(self.desk.programme, code, self.desk.who, on=self.desk.on):
            raise Http404(_("Dit overleg is er niet, of niet voor u."))
        self.record, self.code = found, code

    def named(self) -> dict[str, str]:
        """Code and day, for sentences."""
        return {"code": self.code, "day": day(self.record.meeting.held_on)}

    def onward(self) -> str:
        """To the meeting."""
        return reverse("steering:meeting", args=[self.code])

    def seen(self, form: ActForm) -> int | None:
        """The version that the form showed."""
        return next(iter(form.versions()), None)


class SetAgenda(OneMeeting):
    """`/overleggen/<code>/agenda/`: what is on the agenda, with its papers."""

    @property
    def title(self) -> str:
        """Which agenda."""
        return _("Agenda van overleg %(code)s op %(day)s") % self.named()

    def samples(self) -> Sequence[Act]:
        """The agenda as it stands."""
        return [sample_agenda(self.record)]

    def form(self, data: Any) -> ActForm:
        """Why."""
        return AgendaForm(data, seen=self.record.agenda.seq if self.record.agenda else None)

    def parts(self, data: Any) -> list[tuple[str, forms.Form]]:
        """A form per item, and some empty ones."""
        items = [*self.record.items, *([None] * ROOM)]
        name = _("Agendapunt %(number)s")
        return [
            (name % {"number": number}, ItemForm(self.desk.programme, number, data, item=item))
            for number, item in enumerate(items, start=1)
        ]

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The agenda."""
        items = tuple(item for part in parts if (item := part.item()) is not None)
        if not items:
            raise NotAllowed("empty_agenda", _("Geef minstens één agendapunt een titel."))
        return [meeting_acts.SetAgenda(meeting=self.code, items=items, expects=self.seen(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded."""
        return _("De agenda van %(code)s ligt vast.") % self.named()


class RecordAttendance(OneMeeting):
    """`/overleggen/<code>/aanwezigheid/`: who was there, and for whom."""

    @property
    def title(self) -> str:
        """Of which meeting."""
        return _("Wie waren er bij overleg %(code)s op %(day)s") % self.named()

    def samples(self) -> Sequence[Act]:
        """Who was there as it stands."""
        return [sample_attendance(self.desk, self.record)]

    def form(self, data: Any) -> ActForm:
        """Members, substitutes and guests."""
        return AttendanceForm(self.desk.programme, self.record, data)

    def acts(self, form: Any, parts: list[Any]) -> Iterable[Act]:
        """The attendance."""
        return [meeting_acts.RecordAttendance(meeting=self.code, present=form.present(), expects=self.seen(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded."""
        return _("Vastgelegd wie er bij %(code)s waren.") % self.named()


class WriteMinutes(OneMeeting):
    """`/overleggen/<code>/verslag/`: the minutes."""

    @property
    def title(self) -> str:
        """Of which meeting."""
        return _("Verslag van overleg %(code)s op %(day)s") % self.named()

    def samples(self) -> Sequence[Act]:
        """Some minutes."""
        return [sample_minutes(self.record)]

    def form(self, data: Any) -> ActForm:
        """The text."""
        return MinutesForm(self.record, data)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The minutes."""
        words = form.cleaned_data["text"]
        return [meeting_acts.WriteMinutes(meeting=self.code, text=words, expects=self.seen(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That they are recorded, and provisional."""
        return _("Het verslag van %(code)s ligt vast. Een ander moet het nog bevestigen.") % self.named()


class ConfirmMinutes(OneMeeting):
    """`/overleggen/<code>/bevestigen/`: confirm the minutes, and with them the decisions of the meeting."""

    template = "steering/meetings/confirm_minutes.html"

    @property
    def title(self) -> str:
        """Of which meeting."""
        return _("Bevestig het verslag van overleg %(code)s") % self.named()

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Bevestig het verslag en de besluiten")

    def verdict(self) -> Verdict:
        """Whoever may confirm only what a later meeting did, gets the form to name that meeting."""
        verdict = super().verdict()
        by_later = verdict.rule == "confirmed_where" and later_meetings(self.desk, self.record)
        return Verdict(ok=True) if by_later else verdict

    def samples(self) -> Sequence[Act]:
        """The confirmation."""
        return [meeting_acts.ConfirmMinutes(meeting=self.code, minutes_hash=self.digest)]

    @property
    def digest(self) -> str:
        """The hash of the minutes as they stand."""
        return self.record.minutes.hash if self.record.minutes else "0" * 64

    def form(self, data: Any) -> ActForm:
        """In which later meeting."""
        return ConfirmMinutesForm(later_meetings(self.desk, self.record), self.digest, data)

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """Other minutes have to be read first: the form starts anew."""
        return None

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The confirmation of exactly the minutes that were shown."""
        told = form.cleaned_data
        digest, at = told["minutes_hash"], told["at"] or None
        return [meeting_acts.ConfirmMinutes(meeting=self.code, minutes_hash=digest, at=at)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That they are confirmed."""
        return _("Het verslag van %(code)s is bevestigd, met de besluiten daarin.") % self.named()

    def more(self) -> dict[str, Any]:
        """The minutes, to read before."""
        return {**super().more(), "record": self.record}


class CancelMeeting(OneMeeting):
    """`/overleggen/<code>/afzeggen/`: the meeting does not take place."""

    @property
    def title(self) -> str:
        """Which meeting."""
        return _("Zeg overleg %(code)s op %(day)s af") % self.named()

    def samples(self) -> Sequence[Act]:
        """A cancellation."""
        return [meeting_acts.CancelMeeting(meeting=self.code, motive=MOTIVE)]

    def form(self, data: Any) -> ActForm:
        """Why."""
        return WordsForm(_("Waarom gaat het niet door?"), data)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The cancellation."""
        return [meeting_acts.CancelMeeting(meeting=self.code, motive=form.cleaned_data["words"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is called off."""
        return _("Overleg %(code)s is afgezegd.") % self.named()


class AgreeAction(OneMeeting):
    """`/overleggen/<code>/actiepunt/`: somebody will do something."""

    @property
    def title(self) -> str:
        """From which meeting."""
        return _("Nieuw actiepunt uit overleg %(code)s") % self.named()

    def samples(self) -> Sequence[Act]:
        """An action point."""
        return [sample_action(self.desk, self.record)]

    def form(self, data: Any) -> ActForm:
        """What, who, before when."""
        return ActionForm(data, initial={"code": sample_action(self.desk, self.record).action.code})

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The action point."""
        told = {name: form.cleaned_data[name] for name in ("code", "text", "owner", "due")}
        return [meeting_acts.AgreeAction(action=ActionPoint(meeting=self.code, **told))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is agreed."""
        return _("Actiepunt %(code)s is afgesproken.") % {"code": entries[0].draft.act.action.code}


class SettleAction(BodyPage):
    """`/overleggen/actiepunten/<code>/`: an action point is done."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The action point with this code. Raises Http404."""
        found = self.desk.programme.meetings.actions.get(code)
        if found is None or not may_know_action(self.desk.programme, found, self.desk.who, on=self.desk.on):
            raise Http404(_("Dit actiepunt is er niet, of niet voor u."))
        self.record, self.code = found, code

    @property
    def title(self) -> str:
        """Which action point."""
        return _("Handel actiepunt %(code)s af: %(text)s") % {"code": self.code, "text": self.record.action.text[:120]}

    def onward(self) -> str:
        """To the meeting that agreed on it."""
        return reverse("steering:meeting", args=[self.record.action.meeting])

    def samples(self) -> Sequence[Act]:
        """A settlement."""
        return [meeting_acts.SettleAction(action=self.code, text=MOTIVE)]

    def form(self, data: Any) -> ActForm:
        """How."""
        return WordsForm(_("Wat is er gedaan, of waarom hoeft het niet meer?"), data)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The settlement."""
        return [meeting_acts.SettleAction(action=self.code, text=form.cleaned_data["words"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is settled."""
        return _("Actiepunt %(code)s is afgehandeld.") % {"code": self.code}
