"""The pages on which an amount is booked, and people are allocated to an effort per quarter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, AllocateCapacity, BookAmount
from roer.core.programme.elements import Charter, Code
from roer.core.programme.entries import Entry
from roer.core.programme.labels import label
from roer.core.programme.means import Allocation, Booking, BookingKind, Quarter
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.spending import next_booking_code
from roer.core.values.dutch import money
from roer.core.values.money import Euro
from roer.core.values.periods import Period
from roer.office.steering.editing.conflicts import Overtaken, allocation_as_seen
from roer.office.steering.editing.means_forms import AllocationForm, BookingForm
from roer.office.steering.editing.means_shown import means_of, places_of
from roer.office.steering.editing.page import ElementPage
from roer.office.steering.editing.typed_fields import fte


class Book(ElementPage):
    """`/din/<code>/boeken/`: an amount on an effort or a result; a mistake is booked back, never changed."""

    template = "steering/edit/booking.html"

    @property
    def title(self) -> str:
        """On which element."""
        return _("Boek een bedrag op %(code)s ‘%(title)s’") % {"code": self.element.code, "title": self.element.title}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Boek")

    def samples(self) -> Sequence[Act]:
        """A cent, on the first day of the programme."""
        charter = self.desk.programme.charter
        day = charter.start if charter else self.desk.on
        said = {"element": self.element.code, "kind": BookingKind.REALISED, "cents": 1, "booked_on": day}
        return [BookAmount(booking=Booking(code=self.free_code(), **said))]

    def free_code(self) -> Code:
        """The next free number of a booking this year."""
        return next_booking_code(self.desk.programme.bookings, self.desk.on.year)

    def form(self, data: Any) -> BookingForm:
        """An empty form; the day is today, as long as the programme runs."""
        charter, on = self.desk.programme.charter, self.desk.on
        runs = charter is not None and charter.start <= on < charter.end
        return BookingForm(data, code=self.free_code(), day=on if runs else None)

    def acts(self, form: BookingForm, parts: list[Any]) -> Iterable[Act]:
        """The booking, unless its number was used in the meantime: by somebody else, or by sending this form twice."""
        booking = Booking.model_validate(form.said(self.element.code))
        taken = self.desk.programme.bookings.get(booking.code)
        if taken is None:
            return [BookAmount(booking=booking)]
        told = {
            "code": booking.code,
            "amount": money(Euro(taken.booking.cents)),
            "element": taken.booking.element,
            "free": self.free_code(),
        }
        if taken.booking == booking:
            raise NotAllowed("code_used", _("Deze boeking ligt al vast, onder nummer %(code)s.") % told)
        reason = _("Nummer %(code)s is al gebruikt: %(amount)s op %(element)s. Een andere boeking? Kies %(free)s.")
        raise NotAllowed("code_used", reason % told)

    def told(self, entries: Sequence[Entry]) -> str:
        """What was booked."""
        booking = entries[0].draft.act.booking
        told = {"amount": money(Euro(booking.cents)), "kind": label(booking.kind), "code": booking.code}
        return _("Geboekt: %(amount)s (%(kind)s), onder nummer %(code)s.") % told

    def more(self) -> dict[str, Any]:
        """What was booked before."""
        means = means_of(self.desk.programme, self.element.code, self.desk.who, on=self.desk.on)
        return {**super().more(), "means": means}


class Allocate(ElementPage):
    """`/din/<code>/inzet/?kwartaal=2021KW02`: what an effort needs of people in a quarter, and what was found."""

    template = "steering/edit/allocation.html"
    for_team_only = False

    def prepare(self, code: Code, **kwargs: Any) -> None:
        """The effort, and the quarter that is asked for. Raises Http404."""
        super().prepare(code=code, **kwargs)
        self.quarters = self._quarters()
        wanted = self.request.GET.get("kwartaal", "") or self._current()
        if wanted not in self.quarters:
            raise Http404(_("Dit kwartaal valt buiten het programma."))
        self.quarter: Quarter = wanted
        self.last = self.desk.programme.allocations.get((code, wanted))

    def _quarters(self) -> list[Quarter]:
        """The quarters of the programme, and any other for which something is recorded."""
        charter = self.desk.programme.charter
        known = {place.quarter for place in places_of(self.desk.programme, self.element.code)}
        return sorted(known | set(quarters_of(charter) if charter else ()))

    def _current(self) -> Quarter:
        """The quarter of today; when the programme does not run today, its first or its last."""
        today = quarter_of(self.desk.on.year, self.desk.on.month)
        return max((quarter for quarter in self.quarters if quarter <= today), default=min(self.quarters, default=""))

    @property
    def title(self) -> str:
        """Of which effort."""
        return _("Inzet van %(code)s ‘%(title)s’") % {"code": self.element.code, "title": self.element.title}

    @property
    def name(self) -> str:
        """The quarter in words."""
        return Period(self.quarter).label

    def samples(self) -> Sequence[Act]:
        """The allocation as it is, or none."""
        now = self.last.allocation if self.last else None
        place = now or Allocation(effort=self.element.code, quarter=self.quarter, needed=1, assigned=0)
        return [AllocateCapacity(allocation=place, expects=self.last.seq if self.last else None)]

    def form(self, data: Any) -> AllocationForm:
        """What is needed and found, as it stands."""
        place = self.last.allocation if self.last else None
        return AllocationForm(data, place=place, initial={"expects": self.seen()})

    def seen(self) -> str:
        """The version that the form shows; empty when nothing is recorded yet."""
        record = self.desk.working.allocations.get((self.element.code, self.quarter))
        return str(record.seq) if record else ""

    def acts(self, form: AllocationForm, parts: list[Any]) -> Iterable[Act]:
        """The allocation."""
        place = Allocation.model_validate(form.said(self.element.code, self.quarter))
        return [AllocateCapacity(allocation=place, expects=next(iter(form.versions()), None))]

    def told(self, entries: Sequence[Entry]) -> str:
        """What is needed and found now."""
        place = entries[0].draft.act.allocation
        told = {"quarter": self.name, "needed": fte(place.needed), "found": fte(place.assigned)}
        return _("Inzet voor het %(quarter)s vastgelegd: %(needed)s fte nodig, %(found)s gevonden.") % told

    def overtaken(self, conflict: Conflict) -> Overtaken:
        """What another changed."""
        data, found = self.request.POST, Overtaken.by_entry(conflict)
        told = data.get("expects", "")
        known = told.isdecimal() and len(told) < 15
        seen = allocation_as_seen(self.element.code, self.quarter, int(told)) if known else None
        return found.with_values(seen, self.last.allocation, {}, data) if self.last else found

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """My figures on top of theirs."""
        again = overtaken.on_top(data)
        again["expects"] = self.seen()
        return again

    def more(self) -> dict[str, Any]:
        """The quarters to choose from, and what is recorded for each."""
        choices = [(quarter, Period(quarter).label) for quarter in self.quarters]
        told = {"quarter": self.quarter, "quarter_name": self.name, "quarters": choices}
        return {**super().more(), **told, "places": places_of(self.desk.programme, self.element.code)}


def quarters_of(charter: Charter) -> list[Quarter]:
    """Every quarter in which the programme runs."""
    months = range(charter.start.year * 12 + charter.start.month - 1, charter.end.year * 12 + charter.end.month)
    found = dict.fromkeys(quarter_of(month // 12, month % 12 + 1) for month in months)
    return [quarter for quarter in found if Period(quarter).first_day < charter.end]


def quarter_of(year: int, month: int) -> Quarter:
    """The quarter in which a month lies."""
    return f"{year:04d}KW{(month + 2) // 3:02d}"
