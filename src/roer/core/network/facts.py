"""What a colour view may look at: the network, and what is known of its elements at this moment, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from roer.core.network.compare import Comparison
from roer.core.programme.elements import (
    BodyCode,
    Code,
    Element,
    Municipality,
    MunicipalityCode,
    PersonId,
    PolicyField,
)
from roer.core.programme.findings import Severity
from roer.core.programme.network_state import Network
from roer.core.programme.targets import TargetState

Values = tuple[str, ...]
Reading = Callable[[Element], Values]
"""The values of an element, as codes."""
Telling = Callable[[Element], str]
"""What stands in the box of an element."""


@dataclass(frozen=True, slots=True)
class GateCount:
    """What a view needs to know of a result's gates: how many of the four are open, and whether one lapsed since."""

    open: int
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Spend:
    """Kosten of an element in cents: what was budgeted, and what of that is paid or promised."""

    budgeted: int = 0
    realised: int = 0
    committed: int = 0

    @property
    def used(self) -> int:
        """Paid or promised, in cents."""
        return self.realised + self.committed


@dataclass(frozen=True, slots=True)
class Shortage:
    """Capaciteit of an effort in hundredths of an fte: what it needs, and what was assigned to it."""

    needed: int
    assigned: int

    @property
    def missing(self) -> int:
        """What it still lacks, in hundredths of an fte; never below zero."""
        return max(0, self.needed - self.assigned)


@dataclass(frozen=True, slots=True)
class Attention:
    """Aandacht that an element asks: how many points there are, and how much the heaviest weighs."""

    count: int
    heaviest: Severity


@dataclass(frozen=True, slots=True)
class Facts:
    """Feiten: the network with what is known of it; `on` is the day that is looked at, `chosen` the elements followed.

    `changes` is the comparison with the version since which changes are shown; `people` gives the names of persons;
    without `attention` the health of the network was not looked at.
    """

    network: Network
    policy_fields: Mapping[BodyCode, PolicyField]
    gates: Mapping[Code, GateCount] = field(default_factory=dict)
    chosen: tuple[Code, ...] = ()
    municipalities: Mapping[MunicipalityCode, Municipality] = field(default_factory=dict)
    people: Mapping[PersonId, str] = field(default_factory=dict)
    on: date | None = None
    targets: Mapping[Code, TargetState] = field(default_factory=dict)
    spend: Mapping[Code, Spend] = field(default_factory=dict)
    capacity: Mapping[Code, Shortage] = field(default_factory=dict)
    attention: Mapping[Code, Attention] | None = None
    changes: Comparison | None = None
