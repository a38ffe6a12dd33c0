"""What the forms of the governance share: who may, where they lead back to, and what is told when not."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import BodyCode
from roer.core.programme.governance import BodyRecord
from roer.core.programme.refusals import Verdict
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.page import EditPage

STANDING = frozenset(
    {
        "permission",
        "sounding_board_never_decides",
        "no_programme",
        "retired_body",
        "ended_interface",
        "settled_question",
    }
)
"""Rules that no filling in of a form can satisfy: then there is no form, and the reason in its place."""


def standing_verdict(desk: Desk, act: Act) -> Verdict:
    """Whether this person may do such a thing here at all, whatever is filled in."""
    if desk.person is None:
        return Verdict(ok=False, reason=_("Meld u aan om de besturing te wijzigen."), rule="sign_in")
    verdict = desk.may(act)
    return verdict if verdict.rule in STANDING else Verdict(ok=True)


class OrganisationPage(EditPage):
    """A form about the governance."""

    template = "steering/organisation/form.html"

    def verdict(self) -> Verdict:
        """Whether this person may do this here, and otherwise why not."""
        for act in self.samples():
            verdict = standing_verdict(self.desk, act)
            if not verdict.ok:
                return verdict
        return Verdict(ok=True)

    def onward(self) -> str:
        """To the register."""
        return self.desk.address("governance")


class BodyPage(OrganisationPage):
    """A form about one body."""

    record: BodyRecord

    def prepare(self, code: BodyCode, **_kwargs: Any) -> None:
        """The body with this code. Raises Http404."""
        found = self.desk.programme.bodies.get(code)
        if found is None:
            raise Http404(_("Dit gremium is er niet."))
        self.record = found

    @property
    def body_name(self) -> str:
        """Its name as it is now."""
        return self.record.body.name

    def onward(self) -> str:
        """To the body."""
        return self.desk.address("body", self.record.body.code)
