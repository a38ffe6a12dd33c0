"""The page that undoes what was recorded, by further acts that say the opposite."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, AllocateCapacity, BookAmount, WriteSmartText
from roer.core.programme.correcting import correction_of
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.network_acts import (
    ChangeElement,
    ChangeLink,
    LinkElements,
    RemoveElement,
    RestoreElement,
    UnlinkElements,
)
from roer.core.programme.reading import may_read
from roer.core.programme.refusals import NotAllowed, Verdict
from roer.core.programme.together import rehearse
from roer.office.ledger.history import entries as entries_of
from roer.office.ledger.history import programme as programme_at
from roer.office.steering.editing import choosing
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import ActForm, ReasonForm, one
from roer.office.steering.editing.page import EditPage
from roer.office.steering.editing.steps import step_told
from roer.office.steering.news import NewsItem, news_item
from roer.office.steering.proposals import moment_now

MOST = 50
"""So many lines can be undone at once: what one page recorded, and not a whole history."""

BARRED = frozenset({"sign_in", "permission", "sounding_board_never_decides"})
"""Rules that say that a person may not record something, whatever it is about."""


class Undo(EditPage):
    """`/grootboek/<seq>/ongedaan/?tot=<seq>`: undo one line of the ledger, or all that one page recorded."""

    template = "steering/edit/undo.html"

    def prepare(self, seq: int, **_kwargs: Any) -> None:
        """The lines, and the acts that undo them. Raises Http404."""
        wanted = self.request.GET.get("tot", "")
        last = int(wanted) if wanted.isdecimal() and len(wanted) < 15 else seq
        if not 1 <= seq <= last <= self.desk.working.seq or last - seq >= MOST:
            raise Http404(_("Deze regel is er niet."))
        self.lines = list(islice(entries_of(after=seq - 1), last - seq + 1))
        who, now = self.desk.who, datetime.now(UTC)
        if not all(may_read(entry.draft.act, self.desk.working, who, now=now) for entry in self.lines):
            raise Http404(_("Deze regel is er niet, of niet voor u."))
        self.impossible: NotAllowed | None = None
        self.undoing: tuple[Act, ...] = ()
        try:
            self.undoing = self.correction(None)
        except NotAllowed as refusal:
            self.impossible = refusal

    def correction(self, decision: Code | None) -> tuple[Act, ...]:
        """The acts that undo the lines, the last line first. Raises NotAllowed."""
        now, found = self.desk.working, []
        for entry in reversed(self.lines):
            steps = correction_of(entry, programme_at(before=entry.seq), now, decision=decision)
            found += steps
            if self.desk.person is not None and entry is not self.lines[0]:
                drafts = [self.desk.draft(step) for step in steps]
                now = rehearse(now, drafts, today=self.desk.on, moment=moment_now(now)).programme
        return tuple(found)

    @property
    def title(self) -> str:
        """Which lines."""
        first, last = self.lines[0].seq, self.lines[-1].seq
        if first == last:
            return _("Maak regel %(seq)s ongedaan") % {"seq": first}
        return _("Maak regel %(first)s tot en met %(last)s ongedaan") % {"first": first, "last": last}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Maak ongedaan")

    def verdict(self) -> Verdict:
        """Whether this person may, and whether it can still be undone."""
        asked = [self.desk.may(act) for act in self.undoing] or [self.desk.verdict]
        barred = next((verdict for verdict in asked if verdict.rule in BARRED), None)
        if barred is not None:
            return barred
        if self.impossible is not None:
            return Verdict(ok=False, reason=str(self.impossible), rule=self.impossible.rule)
        return Verdict(ok=True)

    def decided_codes(self) -> tuple[Code, ...]:
        """The goals and results about which the steering group decides."""
        elements = self.desk.working.network.elements
        codes = dict.fromkeys(act.code for act in self.undoing if isinstance(act, RemoveElement | RestoreElement))
        return tuple(code for code in codes if elements[code].element.type != "effort")

    def form(self, data: Any) -> ActForm:
        """Why, and where it must be by which decision."""
        form = ReasonForm(data)
        if codes := self.decided_codes():
            choices = choosing.decisions(self.desk.working, codes)
            nothing = _("geen besluit") if choices else _("er is geen besluit hierover")
            label = _("Besluit van de stuurgroep")
            form.fields["decision"] = one(label, [("", nothing), *choices], required=False)
            form.fields["decision"].initial = choices[0][0] if choices else ""
        return form

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The acts that undo the lines."""
        return self.correction(form.cleaned_data.get("decision") or None)

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is undone."""
        return _("Ongedaan gemaakt. Wat er stond, staat er weer; beide blijven in het grootboek.")

    def onward(self) -> str:
        """To what it was about, or else to the line that was undone."""
        code = next((code for code in map(_about, self.undoing) if code), None)
        return self.desk.address("element", code) if code else self.desk.address("entry", self.lines[0].seq)

    def more(self) -> dict[str, Any]:
        """What was recorded, and what will be."""
        items: list[NewsItem] = [news_item(entry, self.desk.working) for entry in self.lines]
        return {"items": items, "steps": [step_told(act, self.desk.working) for act in self.undoing]}


def _about(act: Act) -> Code | None:
    match act:
        case ChangeElement():
            return act.element.code
        case LinkElements() | ChangeLink():
            return act.link.source
        case UnlinkElements():
            return act.source
        case RemoveElement() | RestoreElement():
            return act.code
        case WriteSmartText():
            return act.text.element
        case BookAmount():
            return act.booking.element
        case AllocateCapacity():
            return act.allocation.effort
        case _:
            return None


def undo_verdict(desk: Desk, seq: int) -> Verdict:
    """Whether this person can undo a line of the ledger, and otherwise why not."""
    asking = Undo()
    asking.desk, asking.request = desk, HttpRequest()
    asking.prepare(seq=seq)
    return asking.verdict()
