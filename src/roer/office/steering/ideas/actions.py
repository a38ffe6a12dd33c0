"""What can be done with an idea now, by whoever looks: the page of each act is asked, so link and page agree."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from roer.core.programme.idea_state import IdeaRecord
from roer.office.steering.editing.desk import Desk
from roer.office.steering.ideas.own_pages import Amend, IdeaPage
from roer.office.steering.ideas.team_pages import (
    Answer,
    Decide,
    Elaborate,
    Investigate,
    Merge,
    PutForward,
    Realise,
    TakeUp,
)

PAGES: tuple[tuple[str, type[IdeaPage], str], ...] = (
    ("amend_idea", Amend, gettext_lazy("Pas uw tekst aan")),
    ("take_up_idea", TakeUp, gettext_lazy("Neem in onderzoek")),
    ("investigate_idea", Investigate, gettext_lazy("Leg het onderzoek vast")),
    ("answer_idea", Answer, gettext_lazy("Beantwoord")),
    ("elaborate_idea", Elaborate, gettext_lazy("Werk uit")),
    ("put_idea_forward", PutForward, gettext_lazy("Leg voor aan de stuurgroep")),
    ("decide_idea", Decide, gettext_lazy("Leg het besluit vast")),
    ("realise_idea", Realise, gettext_lazy("Ga verder als resultaat")),
    ("merge_ideas", Merge, gettext_lazy("Voeg samen met een ander idee")),
)
"""The name of each address, its page and what the link to it says, in the order of an idea's way."""


@dataclass(frozen=True, slots=True)
class Action:
    """Handeling that this person can do with the idea now."""

    label: str
    address: str


def actions(desk: Desk, record: IdeaRecord) -> list[Action]:
    """What this person can do with the idea now, in the order of its way."""
    return [
        Action(str(label), reverse(f"steering:{name}", args=[record.code]))
        for name, page, label in PAGES
        if page.about(desk, record).verdict().ok
    ]
