"""The evidence of a result beside privacy: SMART texts, the product contract, target architectures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from roer.core.programme.architecture import Architecture
from roer.core.programme.elements import Audience, Contract, Digest, PersonId, SmartText
from roer.core.programme.entries import Recorded


@dataclass(frozen=True, slots=True)
class Signature(Recorded):
    """Akkoord of the client, with the audience that the result had then: another audience asks a new agreement."""

    audience: tuple[Audience, ...]

    @property
    def on(self) -> date:
        """The day of the agreement."""
        return self.stamp.holds_from


@dataclass(frozen=True, slots=True)
class SmartRecord(Recorded):
    """A version of the SMART text of a result; only the last one counts."""

    text: SmartText
    hash: Digest
    agreed: Signature | None = None

    @property
    def author(self) -> PersonId:
        """Who wrote this version; never the one who agrees."""
        return self.stamp.by


@dataclass(frozen=True, slots=True)
class ContractRecord(Recorded):
    """The product contract as last declared, and the ones that were declared before it, oldest first."""

    contract: Contract
    earlier: tuple[ContractRecord, ...] = ()

    @property
    def hash(self) -> Digest:
        """What DPIA and architecture must be approved for."""
        return self.contract.hash


@dataclass(frozen=True, slots=True)
class ArchitectureRecord(Recorded):
    """A version of the target architecture of a result; only the last one counts."""

    architecture: Architecture
    hash: Digest
    adopted: Recorded | None = None
