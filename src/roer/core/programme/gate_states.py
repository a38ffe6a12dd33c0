"""The words in which the gates answer: which gate, how it stands, why, since when, whose turn it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roer.core.programme.elements import BodyKind, Code, Digest, MunicipalityCode, PersonId, Result
from roer.core.programme.evidence import ContractRecord
from roer.core.programme.labels import label
from roer.core.programme.network_state import ElementRecord
from roer.core.programme.state import Programme
from roer.core.values.dutch import day


@dataclass(frozen=True, slots=True)
class Gate:
    """Poort: one of the four conditions of the roadmap (bijlage 2, 'Resultaat komt op roadmap als')."""

    code: str
    label: str


CLIENT_AGREED = Gate("client_agreed", "Klant akkoord met SMART-omschrijving")
PRIORITISED = Gate("prioritised", "Stuurgroep akkoord met prioritering")
DPIA_DONE = Gate("dpia_done", "DPIA gereed en maatregelen geïmplementeerd")
ARCHITECTURE_ADOPTED = Gate("architecture_adopted", "Doelarchitectuur vastgesteld")
GATES = (CLIENT_AGREED, PRIORITISED, DPIA_DONE, ARCHITECTURE_ADOPTED)


class GateStatus(StrEnum):
    """How a gate stands. Only `met` and `not_applicable` let a result through."""

    MET = "met"
    IN_PROGRESS = "in_progress"
    NOT_MET = "not_met"
    LAPSED = "lapsed"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return _STATUS[self][0]

    @property
    def sign(self) -> str:
        """The sign beside the colour, so that colour never carries the meaning alone."""
        return _STATUS[self][1]

    @property
    def passes(self) -> bool:
        """Whether the gate is open."""
        return self in (GateStatus.MET, GateStatus.NOT_APPLICABLE)


_STATUS = {
    GateStatus.MET: ("voldaan", "✓"),
    GateStatus.IN_PROGRESS: ("in behandeling", "…"),
    GateStatus.NOT_MET: ("niet voldaan", "✗"),
    GateStatus.LAPSED: ("vervallen", "↺"),
    GateStatus.NOT_APPLICABLE: ("niet van toepassing", "–"),
}


@dataclass(frozen=True, slots=True)
class Turn:
    """Aan zet: a person (by id) or a body (by code) that can bring the gate further; `label` is Dutch."""

    who: str
    label: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Bewijs: what was recorded, and in which entry."""

    text: str
    seq: int


@dataclass(frozen=True, slots=True)
class GateState:
    """Stand van een poort: computed from evidence, never stored."""

    gate: Gate
    status: GateStatus
    reason: str
    since: date | None = None
    turn: Turn | None = None
    evidence: tuple[Evidence, ...] = ()
    municipality: MunicipalityCode | None = None

    @property
    def passes(self) -> bool:
        """Whether this gate is open."""
        return self.status.passes


@dataclass(frozen=True, slots=True)
class Case:
    """The question that a gate answers: this result, for these municipalities, on this day."""

    programme: Programme
    record: ElementRecord
    result: Result
    municipalities: tuple[MunicipalityCode, ...]
    on: date

    @property
    def code(self) -> Code:
        """The result's code."""
        return self.result.code

    def outdated(self, contract: ContractRecord, approved: Digest, what: str) -> tuple[str, date] | None:
        """Why what was made for contract `approved` is not about the product of now, and since when; None if it is."""
        if contract.contract.product != self.result.product:
            reason = f"Het resultaat heeft nu een ander product dan het productcontract; {what} gaat over het oude."
            return reason, self.record.since
        if contract.hash != approved:
            reason = f"Het productcontract is op {day(contract.since)} gewijzigd; {what} gaat over het oude contract."
            return reason, contract.since
        return None

    def body(self, kind: BodyKind) -> Turn:
        """The body of this kind as the one whose turn it is."""
        bodies = self.programme.bodies_of(kind, on=self.on)
        return Turn(bodies[0].code, bodies[0].name) if bodies else Turn("", f"{label(kind)} (nog niet ingesteld)")

    def executive(self, municipality: MunicipalityCode) -> Turn:
        """The executive of one municipality as the one whose turn it is."""
        return self._local(BodyKind.EXECUTIVE, municipality, "college")

    def mayor(self, municipality: MunicipalityCode) -> Turn:
        """The mayor of one municipality as the one whose turn it is."""
        return self._local(BodyKind.MAYOR, municipality, "burgemeester")

    def _local(self, kind: BodyKind, municipality: MunicipalityCode, word: str) -> Turn:
        bodies = self.programme.bodies_of(kind, on=self.on)
        code = next((body.code for body in bodies if body.municipality == municipality), "")
        return Turn(code, f"{word} van {self.name_of(municipality)}")

    def name_of(self, municipality: MunicipalityCode) -> str:
        """The municipality's name, or its code when it is not of the programme."""
        known = self.programme.municipalities.get(municipality)
        return known.name if known else municipality

    def client(self) -> Turn:
        """The result's client as the one whose turn it is."""
        person: PersonId | None = self.result.client
        return Turn(person, "de klant") if person else self.body(BodyKind.PROGRAMME_TEAM)
