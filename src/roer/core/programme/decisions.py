"""The nouns of deciding and informing: advices, decisions with their effects, letters. What holds now is in `state`."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from roer.core.programme.elements import BodyCode, Code, Digest, MunicipalityCode, PersonId, Reason, Text, Title, Value
from roer.core.programme.papers import Papers

Seen = Annotated[int, Field(ge=0)] | None
"""The entry of what holds now, as its author saw it; 0 when nothing held, None when the author did not say."""


class Outcome(StrEnum):
    """How a body decided."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    HELD = "held"
    REJECTED = "rejected"


class PriorityClass(StrEnum):
    """The steering group's classes of priority (raadsbrief §2)."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"
    NOT = "not"


class Prioritise(Value):
    """Prioritering: the result gets this class of priority, bound to the result as it was (`subject_hash`)."""

    type: Literal["prioritise"] = "prioritise"
    result: Code
    subject_hash: Digest
    priority: PriorityClass
    rank: Annotated[int, Field(ge=1)] | None = None
    """Place within its class; lower comes first, results without one come last."""
    seen: Seen = None


class Place(Value):
    """Plaatsing op de roadmap: from the quarter `start` up to and with `end`, for these municipalities."""

    type: Literal["place"] = "place"
    result: Code
    subject_hash: Digest
    municipalities: tuple[MunicipalityCode, ...] = Field(min_length=1)
    start: Annotated[str, StringConstraints(pattern=r"^\d{4}KW0[1-4]$")]
    end: Annotated[str, StringConstraints(pattern=r"^\d{4}KW0[1-4]$")]
    seen: Seen = None


class PrioritiseIdea(Value):
    """Prioritering of an idea (raadsbrief §2), bound to the idea as it was put forward (`subject_hash`)."""

    type: Literal["prioritise_idea"] = "prioritise_idea"
    idea: Code
    subject_hash: Digest
    priority: PriorityClass


class AdoptVersion(Value):
    """Vaststelling of a frozen network version."""

    type: Literal["adopt_version"] = "adopt_version"
    number: int = Field(ge=1)
    subject_hash: Digest


class ApproveLineage(Value):
    """Instemming with splitting, merging, removing or restoring elements of the network."""

    type: Literal["approve_lineage"] = "approve_lineage"
    elements: tuple[Code, ...] = Field(min_length=1)


class General(Value):
    """Any other decision: only its text counts."""

    type: Literal["general"] = "general"
    text: Reason


Effect = Annotated[
    Prioritise | Place | AdoptVersion | ApproveLineage | General | PrioritiseIdea, Field(discriminator="type")
]


class Reservation(Value):
    """Voorbehoud of one municipality: what is prioritised or placed does not hold there until it is lifted."""

    municipality: MunicipalityCode
    text: Reason


class Position(StrEnum):
    """Standpunt of a municipality about a decision."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"
    RESERVED = "reserved"


class Vote(Value):
    """Stem of one municipality; who reserves makes a `Reservation` instead."""

    municipality: MunicipalityCode
    position: Literal[Position.FOR, Position.AGAINST, Position.ABSTAINED]
    text: Text = ""


class Advice(Value):
    """Advies of the programme team that must precede a decision of the steering group (raadsbrief §2).

    An advice that names `ideas` puts them before the steering group.
    """

    code: Code
    subjects: tuple[Code, ...]
    text: Reason
    options: Annotated[tuple[Reason, ...], Field(max_length=9)] = ()
    """What else could be decided; the advice itself is in `text`."""
    papers: Papers = ()
    """The exact versions that the advice is about."""
    ideas: tuple[Code, ...] = ()


class Decision(Value):
    """Besluit: decided by a body, recorded by a person; its effects change the state themselves (programme.md 3.5)."""

    code: Code
    body: BodyCode
    decided_on: date
    title: Title
    advice: Code | None = None
    outcome: Outcome
    motive: Text = ""
    reservations: tuple[Reservation, ...] = ()
    effects: tuple[Effect, ...] = Field(min_length=1)
    meeting: Code | None = None
    item: Annotated[int, Field(ge=1)] | None = None
    """The number of the item on the meeting's agenda."""
    votes: tuple[Vote, ...] = ()
    effective: date | None = None
    """Ingang: the effects count from this day; None is at once."""
    replaces: tuple[Code, ...] = ()
    """Earlier decisions that lapse: what they brought about ends where this one says something else."""

    @property
    def positions(self) -> tuple[tuple[MunicipalityCode, Position, str], ...]:
        """What each municipality thinks of it, with its words; by municipality."""
        votes = [(vote.municipality, Position(vote.position), vote.text) for vote in self.votes]
        reserved = [(item.municipality, Position.RESERVED, item.text) for item in self.reservations]
        return tuple(sorted(votes + reserved))


class VersionStatus(StrEnum):
    """How far a frozen network version is."""

    DRAFT = "draft"
    DISCUSSED = "discussed"
    ADOPTED = "adopted"
    LAPSED = "lapsed"


class LetterCopy(Value):
    """Briefexemplaar: the header of a letter for one council (raadsbrief, kop)."""

    municipality: MunicipalityCode
    case_number: Text = ""
    executive_date: date
    portfolio_holder: PersonId
    handling_officer: PersonId
    embargo_until: str | None = None
    """Local moment in Europe/Amsterdam, `2021-01-26T18:00`; None is no embargo."""
