"""The page on which a decision of the steering group to place a result is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.decisions import Outcome
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.gates import UnknownResult
from roer.core.programme.refusals import Verdict
from roer.office.steering.meetings.deciding_pages import Decide
from roer.office.steering.meetings.effect_forms import PlaceForm
from roer.office.steering.placing import may_be_placed_by, placing_of
from roer.office.steering.standing import standing_of


class PlaceResult(Decide):
    """`/roadmap/<code>/plaatsen/`: a decision like any other, about one result whose gates are open."""

    template = "steering/place.html"
    parent_name = "roadmap"

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The result with this code and how it stands. Raises Http404."""
        try:
            self.standing = standing_of(self.desk.programme, code, on=self.desk.on)
        except UnknownResult as unknown:
            raise Http404(str(unknown)) from unknown

    @property
    def parent(self) -> str:
        """The roadmap."""
        return _("Roadmap")

    @property
    def title(self) -> str:
        """Which result."""
        return _("Plaats ‘%(title)s’ op de roadmap") % {"title": self.standing.result.title}

    def verdict(self) -> Verdict:
        """What stands beside the button: the gates are asked first, then the person."""
        return may_be_placed_by(self.desk.programme, self.standing, self.desk.who, on=self.desk.on)

    def start(self) -> dict[str, Any]:
        """With the decision that places it as it stands."""
        first = placing_of(self.desk.programme, self.standing, on=self.desk.on)
        return {**super().start(), **first.model_dump(include={"code", "title", "body", "advice"})}

    def effects(self, data: Any) -> tuple[str, PlaceForm]:
        """The place."""
        return _("Plaats op de roadmap"), PlaceForm(self.desk, self.standing, data)

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is placed, when the decision did that."""
        told = {"title": self.standing.result.title, "told": super().told(entries)}
        placed = entries[0].draft.act.decision.outcome in (Outcome.ADOPTED, Outcome.AMENDED)
        return _("‘%(title)s’ staat op de roadmap. %(told)s") % told if placed else told["told"]

    def after(self, acts_: Sequence[Act]) -> str:
        """To the roadmap."""
        return reverse("steering:roadmap")

    def onward(self) -> str:
        """To the result."""
        return reverse("steering:result", args=[self.standing.result.code])

    def more(self) -> dict[str, Any]:
        """How it stands, for its gates."""
        return {"parent": self.parent, "parent_address": reverse("steering:roadmap"), "standing": self.standing}
