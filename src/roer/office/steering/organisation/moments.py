"""The day of which the governance is told, as an address asks it; `?op=2021-01-19`, today without it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from roer.core.network.drawing import Picture
from roer.core.network.fitting import Paper
from roer.core.network.governance_drawing import Address, caption_of, governance_picture, governance_sheets
from roer.core.programme.register import Register, register_on
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now


@dataclass(frozen=True, slots=True)
class Moment:
    """The governance of a day, from what is known now, and whether that day is another than today."""

    programme: Programme
    register: Register
    asked: bool

    @classmethod
    def of(cls, request: HttpRequest) -> Moment:
        """The moment that an address asks for. Raises Http404 for what is no day, or one to come."""
        programme = programme_now()
        on = day_asked(request, "op")
        return cls(programme, register_on(programme, on or today()), on is not None)

    @property
    def on(self) -> date:
        """The day."""
        return self.register.on

    @property
    def query(self) -> str:
        """What an address says to show the same day again."""
        return f"?op={self.on.isoformat()}" if self.asked else ""

    def picture(self, address: Address) -> Picture:
        """The chart of the day."""
        return governance_picture(self.register, caption_of(self.programme, self.register), address)

    def sheets(self, paper: Paper) -> tuple[str, ...]:
        """The chart on paper. Raises TooLargeForPaper."""
        return governance_sheets(self.register, caption_of(self.programme, self.register), paper=paper)


def day_asked(request: HttpRequest, name: str) -> date | None:
    """The day under this name in an address; None when it asks none. Raises Http404."""
    wanted = request.GET.get(name, "")
    if not wanted:
        return None
    try:
        on = date.fromisoformat(wanted)
    except ValueError as unknown:
        reason = _("%(wanted)s is geen dag. Schrijf een datum als 2021-01-19.") % {"wanted": wanted[:40]}
        raise Http404(reason) from unknown
    if on > today():
        raise Http404(_("%(day)s moet nog komen. Kies vandaag of een eerdere dag.") % {"day": day(on)})
    return on
