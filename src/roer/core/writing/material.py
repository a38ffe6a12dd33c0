"""From what a letter is written: the programme as it was, what is new since the letter before, and released figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from roer.core.programme.acts import DraftLetter
from roer.core.programme.elements import BodyKind
from roer.core.programme.entries import Stamp
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.network_state import ElementRecord
from roer.core.programme.records import LetterRecord, NetworkVersion
from roer.core.programme.state import Programme
from roer.core.values.clock import CLOCK
from roer.core.writing.blocks import Runs
from roer.core.writing.facts import Fact, Run, Source, decision_source, entry_source, name, state_source
from roer.core.writing.released import ReleasedFigure

_ARTICLES: Mapping[BodyKind, str] = {
    BodyKind.STEERING_GROUP: "de ",
    BodyKind.SOUNDING_BOARD: "de ",
    BodyKind.PROGRAMME_TEAM: "het ",
    BodyKind.COUNCIL: "de ",
    BodyKind.EXECUTIVE: "het ",
    BodyKind.MAYOR: "de ",
    BodyKind.CLERKS: "de ",
    BodyKind.DATA_PROTECTION_OFFICER: "de ",
    BodyKind.ARCHITECTURE_BOARD: "de ",
    BodyKind.DATA_TEAM: "het ",
    BodyKind.JOINT_ORGANISATION: "het ",
    BodyKind.LINE: "de ",
}


def cut_off(letter: LetterRecord) -> datetime:
    """The moment (UTC) up to which a letter tells: the end of its date, or its offering when that came first."""
    end = datetime.combine(letter.draft.letter_date, time.max, CLOCK).astimezone(UTC)
    return end if letter.offered is None else min(end, letter.offered.recorded_at)


@dataclass(frozen=True, slots=True)
class Material:
    """Stof for one letter. `programme` is as it was at the cut-off, with the two network versions of the letter."""

    programme: Programme
    letter: LetterRecord
    figures: tuple[ReleasedFigure, ...] = ()

    @property
    def act(self) -> DraftLetter:
        """What was said of the letter when it was drafted."""
        return self.letter.draft

    @property
    def previous(self) -> LetterRecord | None:
        """The last letter before this one that the councils got; None for the first."""
        numbered = ((record.draft.number, record) for record in self.programme.letters.values() if record.offered)
        earlier = (pair for pair in numbered if pair[0] < self.act.number)
        return max(earlier, key=lambda pair: pair[0], default=(0, None))[1]

    def is_new(self, stamp: Stamp) -> bool:
        """Whether this was recorded after what the letter before could tell."""
        previous = self.previous
        return previous is None or stamp.recorded_at > cut_off(previous)

    @property
    def before(self) -> NetworkVersion | None:
        """The network version from which the letter looks; None for a first letter."""
        return None if self.act.from_version is None else self.programme.versions[self.act.from_version]

    @property
    def after(self) -> NetworkVersion:
        """The network version to which it looks."""
        return self.programme.versions[self.act.to_version]

    def steering_group(self) -> Runs:
        """'de' with the name of the steering group."""
        bodies = self.programme.bodies_of(BodyKind.STEERING_GROUP, on=self.act.letter_date)
        return self.the(bodies[0].code) if bodies else ("de stuurgroep",)

    def the(self, code: str, *, capital: bool = False) -> Runs:
        """The name of a body with its article: 'de Stuurgroep', 'het Programmateam'."""
        record = self.programme.bodies[code]
        article = _ARTICLES.get(record.body.kind, "")
        return (article.capitalize() if capital else article, self.body(code))

    def body(self, code: str) -> Fact:
        """The name of a body."""
        record = self.programme.bodies[code]
        return name(record.body.name, entry_source(record.stamp, "gremium"))

    def towns(self, codes: Iterable[str]) -> Runs:
        """The names of municipalities as a listing."""
        source = state_source(self.programme, "municipalities", "gemeenten van het programma")
        names = [self.programme.municipalities[code].name for code in sorted(codes)]
        return listing([(name(town, source),) for town in names])

    def decided(self, record: DecisionRecord) -> Source:
        """A decision as the source of a fact."""
        return decision_source(self.programme, record)


def title_of(record: ElementRecord) -> Runs:
    """‘The title’ of an element, as a name that leads to it."""
    element = record.element
    source = entry_source(record.stamp, "element van het DIN", about=element.code)
    return ("‘", name(element.title, source, at=element.code), "’")


def listing(parts: Sequence[Runs]) -> Runs:
    """'a', 'a en b', 'a, b en c', of pieces of a sentence."""
    listed: list[Run] = []
    for index, part in enumerate(parts):
        if index:
            listed.append(" en " if index == len(parts) - 1 else ", ")
        listed += part
    return tuple(listed)
