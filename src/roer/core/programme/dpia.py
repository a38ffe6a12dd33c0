"""The DPIA as a value: what is assessed of a processing, in the order of the national model (AVG art. 35 lid 7)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from roer.core.programme.elements import Code, Digest, Reason, Text, Title, Value
from roer.core.programme.measures import Measure


class DataKind(StrEnum):
    """Type persoonsgegeven: how much protection the law asks for it (AVG art. 9, 10, 87)."""

    ORDINARY = "ordinary"
    SENSITIVE = "sensitive"
    SPECIAL = "special"
    CRIMINAL = "criminal"
    NATIONAL_ID = "national_id"


class LegalGround(StrEnum):
    """Rechtsgrond: one of the six of AVG art. 6 lid 1."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"
    LEGITIMATE_INTEREST = "legitimate_interest"


class PartyRole(StrEnum):
    """Rol of a party in a processing (AVG art. 4)."""

    CONTROLLER = "controller"
    JOINT_CONTROLLER = "joint_controller"
    PROCESSOR = "processor"
    SUB_PROCESSOR = "sub_processor"
    THIRD_PARTY = "third_party"
    PROVIDER = "provider"
    RECIPIENT = "recipient"


class TransferMechanism(StrEnum):
    """Doorgiftemechanisme: on what ground data leave the European Economic Area (AVG art. 45-49)."""

    ADEQUACY = "adequacy"
    STANDARD_CLAUSES = "standard_clauses"
    BINDING_RULES = "binding_rules"
    CERTIFICATION = "certification"
    CODE_OF_CONDUCT = "code_of_conduct"
    LEGAL_INSTRUMENT = "legal_instrument"
    DEROGATION = "derogation"
    OTHER = "other"


class Right(StrEnum):
    """Recht of those whom the data are about (AVG art. 13-22)."""

    ACCESS = "access"
    RECTIFICATION = "rectification"
    ERASURE = "erasure"
    RESTRICTION = "restriction"
    PORTABILITY = "portability"
    HUMAN_DECISION = "human_decision"
    OBJECTION = "objection"
    INFORMATION = "information"


class RiskLevel(StrEnum):
    """Kans, impact or risk: low, middle or high."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """1 for low, 2 for middle, 3 for high."""
        return list(RiskLevel).index(self) + 1


def level_of(chance: RiskLevel, impact: RiskLevel) -> RiskLevel:
    """Risiconiveau: chance × impact. One of both high and the other more than low is high; 1 or 2 points is low."""
    points = chance.rank * impact.rank
    if points >= 6:
        return RiskLevel.HIGH
    return RiskLevel.MIDDLE if points >= 3 else RiskLevel.LOW


class PersonalData(Value):
    """Persoonsgegeven: what is processed of whom, how sensitive it is, where it comes from and what it was for."""

    name: Title
    subjects: Text = ""
    category: Text = ""
    kind: DataKind = DataKind.ORDINARY
    source: Text = ""
    original_purpose: Text = ""


class Processing(Value):
    """Gegevensverwerking: what is done with which data, what for, on which ground, and how long they are kept."""

    name: Title
    description: Text = ""
    data: tuple[Title, ...] = ()
    purposes: tuple[Text, ...] = ()
    ground: LegalGround | None = None
    law: Text = ""
    ground_motive: Text = ""
    further_use: Text = ""
    retention: Text = ""
    retention_motive: Text = ""


class Party(Value):
    """Betrokken partij: in which roles it takes part, which of its departments, and what is in it for them."""

    name: Title
    roles: tuple[PartyRole, ...] = ()
    departments: Text = ""
    interest: Text = ""


class Location(Value):
    """Verwerkingslocatie: where data are kept or worked on; outside the EEA with its ground and its safeguards."""

    place: Title
    outside_eea: bool = False
    mechanism: TransferMechanism | None = None
    safeguards: Text = ""


class RightAnswer(Value):
    """How people exercise a right, or on which ground the law restricts it here."""

    right: Right
    procedure: Text = ""
    restriction: Text = ""


class Risk(Value):
    """Risico for those whom the data are about: chance × impact, what is done about it, and what remains.

    `acceptance` is the motive of the controllers to accept a high risk that no measure takes away.
    """

    code: Code
    text: Reason
    origin: Text = ""
    chance: RiskLevel
    impact: RiskLevel
    motive: Text = ""
    measures: tuple[Code, ...] = ()
    residual_chance: RiskLevel | None = None
    residual_impact: RiskLevel | None = None
    acceptance: Text = ""

    @property
    def level(self) -> RiskLevel:
        """The risk before measures."""
        return level_of(self.chance, self.impact)

    @property
    def residual(self) -> RiskLevel:
        """Restrisico: the risk that remains with all measures in place; what is not estimated did not change."""
        return level_of(self.residual_chance or self.chance, self.residual_impact or self.impact)


class Dpia(Value):
    """DPIA of a result: what was assessed (the product contract, by hash) and which measures it asks (AVG art. 35).

    `public_order` makes the mayor of each municipality controller too (Gemeentewet art. 172). `staged` lets gate 3
    wait only for the measures due before the decision; those due later are asked for before a release.
    """

    result: Code
    contract_hash: Digest
    summary: Reason
    measures: tuple[Measure, ...] = ()
    review_by: date
    public_order: bool = False
    staged: bool = False
    proposal: Text = ""
    data: tuple[PersonalData, ...] = ()
    processings: tuple[Processing, ...] = ()
    techniques: Text = ""
    parties: tuple[Party, ...] = ()
    locations: tuple[Location, ...] = ()
    framework: Text = ""
    special_ground: Text = ""
    criminal_ground: Text = ""
    national_id_ground: Text = ""
    subsidiarity: Text = ""
    proportionality: Text = ""
    rights: tuple[RightAnswer, ...] = ()
    risks: tuple[Risk, ...] = ()
    security: Text = ""

    @property
    def is_told(self) -> bool:
        """Whether it says more than a summary and measures, as every DPIA did before its sections were kept."""
        return bool(self.proposal or self.data or self.processings or self.parties or self.risks)

    @property
    def kinds(self) -> frozenset[DataKind]:
        """Which kinds of personal data it is about."""
        return frozenset(item.kind for item in self.data)

    @property
    def remaining_high(self) -> tuple[Risk, ...]:
        """The risks that stay high with all measures in place (AVG art. 36)."""
        return tuple(risk for risk in self.risks if risk.residual is RiskLevel.HIGH)
