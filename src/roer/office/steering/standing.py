"""How results stand: on the roadmap, admissible or not yet; where their gates wait, and for whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from roer.core.programme.elements import Code, MunicipalityCode, Result
from roer.core.programme.gates import Gate, GateState, gate_table, gates_of, under_reservation
from roer.core.programme.governance import PlacementRecord
from roer.core.programme.network_state import ElementRecord
from roer.core.programme.state import Programme

Place = Literal["placed", "admissible", "waiting", "closed"]
SLUGS: Mapping[str, str] = {
    "client_agreed": "klant",
    "prioritised": "prioriteit",
    "dpia_done": "dpia",
    "architecture_adopted": "architectuur",
}
"""The word for a gate in its address, by the gate's code."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one gate says for some of the municipalities; `where` is empty when it says so for all."""

    state: GateState
    where: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GateLine:
    """One gate of a result: how it stands as a whole, and each different answer."""

    gate: Gate
    whole: GateState
    answers: tuple[Answer, ...]

    @property
    def explained(self) -> str:
        """The line in words, for whoever cannot see the sign."""
        return f"{self.gate.label}: {self.whole.status.label}. {self.whole.reason}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Stand van een resultaat on a day. `admitted` are the codes of the municipalities with all four gates open."""

    record: ElementRecord
    result: Result
    lines: tuple[GateLine, ...]
    admitted: tuple[MunicipalityCode, ...]
    placement: PlacementRecord | None
    reservations: tuple[GateState, ...]

    @property
    def place(self) -> Place:
        """Where the result belongs on the page of the roadmap."""
        if not self.record.is_open:
            return "closed"
        if self.placement is not None:
            return "placed"
        return "admissible" if self.admitted else "waiting"

    @property
    def open_gates(self) -> int:
        """How many of the four gates let the result through, for all its municipalities."""
        return sum(line.whole.passes for line in self.lines)

    @property
    def closed_gates(self) -> int:
        """How many of the four gates still keep the result from the roadmap."""
        return len(self.lines) - self.open_gates

    @property
    def gates_after_next(self) -> int:
        """How many gates are still closed beside the one of `next_step`."""
        return self.closed_gates - 1

    @property
    def next_step(self) -> Task | None:
        """What has to happen first; None when all gates are open."""
        steps = (
            Task(self.result, line.gate, answer.state, answer.where)
            for line in self.lines
            for answer in line.answers
            if not answer.state.passes
        )
        return next(steps, None)

    @property
    def to_place(self) -> tuple[MunicipalityCode, ...]:
        """The municipalities for which the steering group could still place it."""
        placed = self.placement.municipalities if self.placement else ()
        return tuple(town for town in self.admitted if town not in placed)


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for somebody: one gate of one result."""

    result: Result
    gate: Gate
    state: GateState
    where: tuple[str, ...]


def standing_of(programme: Programme, code: Code, *, on: date) -> Standing:
    """How one result stands. Raises UnknownResult."""
    whole = gates_of(programme, code, on=on)
    record = programme.network.elements[code]
    result = record.element
    assert isinstance(result, Result), "gates_of answers for results only"
    table = gate_table(programme, code, on=on) if record.is_open else {}
    admitted = tuple(town for town, states in table.items() if all(state.passes for state in states))
    lines = tuple(
        GateLine(state.gate, state, _answers(programme, {town: states[index] for town, states in table.items()}))
        for index, state in enumerate(whole)
    )
    return Standing(
        record=record,
        result=result,
        lines=lines,
        admitted=admitted,
        placement=programme.placement_of(code, on=on),
        reservations=under_reservation(programme, code, on=on),
    )


_kept: tuple[tuple[str, date], tuple[Standing, ...]] | None = None


def standings(programme: Programme, *, on: date) -> tuple[Standing, ...]:
    """How every open result stands, in code order. The last answer is kept: most pages ask this, few change it."""
    global _kept
    known, question = _kept, (programme.head, on)
    if known is None or known[0] != question:
        answer = tuple(standing_of(programme, result.code, on=on) for result in programme.network.results)
        _kept = known = (question, answer)
    return known[1]


def _answers(programme: Programme, states: Mapping[MunicipalityCode, GateState]) -> tuple[Answer, ...]:
    """The different answers, each with its municipalities; one answer for all when they agree."""
    alike: dict[tuple[object, ...], list[MunicipalityCode]] = {}
    for town, state in states.items():
        alike.setdefault((state.status, state.reason, state.since, state.turn), []).append(town)
    if len(alike) == 1:
        return (Answer(next(iter(states.values())), ()),)
    return tuple(Answer(states[towns[0]], _names(programme, towns)) for towns in alike.values())


def _names(programme: Programme, towns: Iterable[MunicipalityCode]) -> tuple[str, ...]:
    known = programme.municipalities
    return tuple(known[town].name if town in known else town for town in towns)
