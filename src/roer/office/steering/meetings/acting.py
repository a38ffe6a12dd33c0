"""What the pages of meetings, decisions and escalations share: who may act here, persons, buttons."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.refusals import Verdict
from roer.office.people.models import Person
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.page import EditPage
from roer.office.steering.editing.panel import Action

MOTIVE = "Een voorbeeld."
"""What stands in an act of which only is asked whether somebody may do it."""


class BodyPage(EditPage):
    """A page of an act for a body: it cannot be undone by a button and is not prepared in a proposal."""

    template = "steering/meetings/form.html"
    proposable = False
    parent_name = "meetings"

    @property
    def parent(self) -> str:
        """The word for the list to which the page belongs."""
        return _("Overleggen")

    def verdict(self) -> Verdict:
        """Whether this person may do this here, and otherwise why not."""
        return _sign_in() if self.desk.person is None else super().verdict()

    def onward(self) -> str:
        """Back to the list."""
        return reverse(f"steering:{self.parent_name}")

    def more(self) -> dict[str, Any]:
        """The way back, for the breadcrumb."""
        return {"parent": self.parent, "parent_address": reverse(f"steering:{self.parent_name}")}


def may_here(desk: Desk, act: Act) -> Verdict:
    """Whether this person may record this, and otherwise why not."""
    return _sign_in() if desk.person is None else desk.may(act)


def button(desk: Desk, label: str, act: Act, route: str, *args: object) -> Action:
    """A button to the page of an act, greyed with the reason when this person may not do it."""
    return Action(route, label, reverse(f"steering:{route}", args=args), may_here(desk, act))


def named_persons() -> list[tuple[str, str]]:
    """Every active person, for a list to choose from."""
    return [(person.id, person.name) for person in Person.objects.filter(active=True).order_by("name")]


def _sign_in() -> Verdict:
    return Verdict(ok=False, reason=_("Meld u aan om dit vast te leggen."), rule="sign_in")
