"""The nouns of the programme: frozen, valid from birth. What they were at a moment is in `state`."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$", min_length=2, max_length=24)]
"""The stable code of an element, decision or letter: `D1`, `R01`, `I07`, `B-2020-03`. It stands in addresses."""
PersonId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{1,40}$")]
"""A person, by id only; the name lives in `people`, where it can be corrected and erased."""
BodyCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{1,40}$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=160)]
Text = Annotated[str, StringConstraints(max_length=8000)]
Reason = Annotated[str, StringConstraints(min_length=3, max_length=8000)]
MunicipalityCode = Annotated[str, StringConstraints(pattern=r"^GM\d{4}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Value(BaseModel):
    """A frozen value without unknown fields: the base of everything that is said about the programme."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, allow_inf_nan=False)


def canonical_json(value: BaseModel) -> str:
    """The canonical text of all fields of a value."""
    return canonical_text(value.model_dump(mode="json"))


def content_hash(value: BaseModel) -> str:
    """SHA-256 over what is said in a value: what an approval binds to (design 4)."""
    return digest(canonical_text(said(value)))


def digest(text: str) -> str:
    """SHA-256 over a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def canonical_text(content: object) -> str:
    """The one JSON text of plain values: keys sorted, no white space, characters as they are."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def said(value: BaseModel) -> dict[str, Any]:
    """The fields of a value that differ from their defaults, as plain values, and what tells its kind.

    A field that a later version of Roer adds with a default changes no hash: an upgrade voids no approval.
    """
    told = value.model_dump(mode="json", exclude_defaults=True)
    return {"of": type(value).__name__, **told}


class Municipality(Value):
    """Gemeente: one of the municipalities that run the programme together, by its CBS code."""

    code: MunicipalityCode
    name: Title


class Charter(Value):
    """Programmaplan: name, period [start, end) and yearly frame of the programme (raadsbrief §1, §9)."""

    code: Title
    name: Title
    start: date
    end: date
    yearly_budget_cents: int = Field(ge=0)
    weeks_to_answer: int = Field(default=6, ge=1, le=52)
    """Within so many weeks the programme team answers whoever brings an idea; the letter names no term."""


class PolicyField(Value):
    """Beleidsterrein: a field of policy, `jeugd`; never called area, which is a word of maps."""

    code: BodyCode
    name: Title


class BodyKind(StrEnum):
    """What a body may do; the permissions of `rules` are written per kind (programme.md 3.9)."""

    STEERING_GROUP = "steering_group"
    SOUNDING_BOARD = "sounding_board"
    PROGRAMME_TEAM = "programme_team"
    COUNCIL = "council"
    EXECUTIVE = "executive"
    MAYOR = "mayor"
    CLERKS = "clerks"
    DATA_PROTECTION_OFFICER = "data_protection_officer"
    ARCHITECTURE_BOARD = "architecture_board"
    DATA_TEAM = "data_team"
    JOINT_ORGANISATION = "joint_organisation"
    LINE = "line"
    PARTNER = "partner"
    AUDITOR = "auditor"


class Body(Value):
    """Gremium: a body of the governance with its mandate and rhythm (raadsbrief §2, bijlage 1)."""

    code: BodyCode
    name: Title
    kind: BodyKind
    municipality: MunicipalityCode | None = None
    mandate: Text = ""
    rhythm: Text = ""


class SeatRole(StrEnum):
    """In which capacity somebody sits in a body."""

    ALDERMAN = "alderman"
    DIRECTOR = "director"
    PROGRAMME_MANAGER = "programme_manager"
    COUNCILLOR = "councillor"
    CLERK = "clerk"
    MEMBER = "member"
    OFFICER = "officer"
    ARCHITECT = "architect"
    ANALYST = "analyst"
    POLICY_ADVISER = "policy_adviser"
    MAYOR = "mayor"


class Seat(Value):
    """Zetel: a person's membership of a body from `start` up to and without `end`."""

    body: BodyCode
    person: PersonId
    role: SeatRole
    municipality: MunicipalityCode | None = None
    start: date
    end: date | None = None


class GoalKind(StrEnum):
    """A direction to go in, or something measurable."""

    DIRECTIONAL = "directional"
    MEASURABLE = "measurable"


class ResultKind(StrEnum):
    """What kind of thing a result is."""

    INFORMATION_PRODUCT = "information_product"
    FACILITY = "facility"
    COMPETENCE = "competence"


class Audience(StrEnum):
    """Whom a result serves."""

    EXECUTIVE = "executive"
    COUNCIL = "council"
    POLICY = "policy"
    OPERATIONAL = "operational"
    PUBLIC = "public"


class DataLevel(StrEnum):
    """How close to persons the data of a result come (raadsbrief §8)."""

    NONE = "none"
    AGGREGATE = "aggregate"
    PSEUDONYMISED = "pseudonymised"
    PERSONAL = "personal"


class EffortKind(StrEnum):
    """How an effort is organised."""

    PROJECT = "project"
    PROCESS = "process"
    ROUTINE = "routine"
    IMPROVISATION = "improvisation"


class Umbrella(StrEnum):
    """Under whose roof an effort is done (bijlage 2)."""

    PROGRAMME = "programme"
    OTHER_PROGRAMME = "other_programme"
    LINE = "line"


class Phase(StrEnum):
    """How far an effort is (bijlage 2: 'fase van de inspanningen')."""

    IDEA = "idea"
    PREPARATION = "preparation"
    EXECUTION = "execution"
    AFTERCARE = "aftercare"
    DONE = "done"
    STOPPED = "stopped"


class Goal(Value):
    """Doel: an effect that the programme wants (bijlage 2)."""

    type: Literal["goal"] = "goal"
    code: Code
    title: Title
    description: Text = ""
    kind: GoalKind = GoalKind.DIRECTIONAL
    policy_fields: tuple[BodyCode, ...] = ()
    owner: PersonId | None = None
    aliases: tuple[Title, ...] = ()


class Result(Value):
    """Resultaat: what the programme delivers, mostly an information product (raadsbrief §3)."""

    type: Literal["result"] = "result"
    code: Code
    title: Title
    description: Text = ""
    kind: ResultKind = ResultKind.INFORMATION_PRODUCT
    policy_fields: tuple[BodyCode, ...] = ()
    owner: PersonId | None = None
    client: PersonId | None = None
    audience: tuple[Audience, ...] = ()
    data_level: DataLevel = DataLevel.AGGREGATE
    municipalities: tuple[MunicipalityCode, ...] = Field(min_length=1)
    product: BodyCode | None = None
    aliases: tuple[Title, ...] = ()

    @property
    def is_connecting(self) -> bool:
        """Verbindend product: it joins two or more policy fields (raadsbrief §6)."""
        return len(self.policy_fields) >= 2


class Effort(Value):
    """Inspanning: work that helps to realise results, inside or outside the programme (bijlage 2)."""

    type: Literal["effort"] = "effort"
    code: Code
    title: Title
    description: Text = ""
    kind: EffortKind = EffortKind.PROJECT
    umbrella: Umbrella = Umbrella.PROGRAMME
    phase: Phase = Phase.IDEA
    policy_fields: tuple[BodyCode, ...] = ()
    owner: PersonId | None = None
    aliases: tuple[Title, ...] = ()


Element = Annotated[Goal | Result | Effort, Field(discriminator="type")]


class LinkKind(StrEnum):
    """What a link says; `contributes` is effort → result or result → goal."""

    CONTRIBUTES = "contributes"
    PRECONDITION = "precondition"
    DEPENDS_ON = "depends_on"


class Link(Value):
    """Relatie: source serves target, how much (1 small, 2 medium, 3 large, None unknown), why, on what evidence."""

    source: Code
    target: Code
    kind: LinkKind = LinkKind.CONTRIBUTES
    contribution: Literal[1, 2, 3] | None = None
    rationale: Text = ""
    assumption: Text = ""
    evidence: tuple[Reason, ...] = ()


class SmartText(Value):
    """SMART-omschrijving of a result or a measurable goal: indicator, baseline, target, date (programme.md 3.3)."""

    element: Code
    sentence: Reason
    indicator: Text = ""
    unit: Text = ""
    operator: Literal["≤", "≥", "="] = "≤"
    baseline: float | None = None
    baseline_date: date | None = None
    target: float | None = None
    target_date: date | None = None
    measured_by: Text = ""


class Measure(Value):
    """Maatregel: what must be in place before the data may flow (AVG art. 35 lid 7d)."""

    code: Code
    text: Reason
    owner: PersonId | None = None


class Dpia(Value):
    """DPIA of a result: what was assessed (the product contract, by hash) and which measures it asks (AVG art. 35)."""

    result: Code
    contract_hash: Digest
    summary: Reason
    measures: tuple[Measure, ...] = ()
    review_by: date


class ContractField(Value):
    """Veld: a field that a product takes from one of its sources, by the title of the source."""

    source: Title
    field: Title


class ContractPolicy(Value):
    """Onthullingsbeleid that a product's figures fall under, and with how few contributors a figure is not shown."""

    name: Title
    minimum: int = Field(ge=0)


class ContractCube(Value):
    """Kubus: one indicator of a product with the levels of area and the breakdowns that it is shown in."""

    indicator: Title
    levels: tuple[Title, ...] = ()
    breakdowns: tuple[Title, ...] = ()


class Contract(Value):
    """Productcontract: what a product will process, as its catalogue states it; the hash is taken there.

    The hash is what approvals bind to; the rest says in words what it stands for. What was declared before the words
    were kept has a hash and sources only.
    """

    result: Code
    product: BodyCode
    hash: Digest
    sources: tuple[Title, ...] = ()
    fields: tuple[ContractField, ...] = ()
    purposes: tuple[Text, ...] = ()
    legal_basis: Text = ""
    audience: tuple[Title, ...] = ()
    data_level: Text = ""
    retention: Text = ""
    policies: tuple[ContractPolicy, ...] = ()
    cubes: tuple[ContractCube, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether it says more than its hash and its sources."""
        return bool(self.fields or self.purposes or self.audience or self.policies)
