"""What is sent and kept: frozen network versions and council letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from roer.core.programme.acts import DraftLetter
from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import Code, Digest, PersonId
from roer.core.programme.entries import Recorded, Stamp
from roer.core.programme.network_state import Network


@dataclass(frozen=True, slots=True)
class NetworkVersion(Recorded):
    """DIN-versie: the network as it was, never changed again; only its status moves on (bijlage 2)."""

    number: int
    version_date: date
    author: PersonId
    audience: str
    status: VersionStatus
    hash: Digest
    network: Network
    decision: Code | None = None

    @property
    def frozen_at(self) -> datetime:
        """The moment (UTC) of freezing."""
        return self.stamp.recorded_at


@dataclass(frozen=True, slots=True)
class LetterRecord(Recorded):
    """Raadsbrief: drafted by the programme team, offered on behalf of the steering group, its body fixed by hash."""

    draft: DraftLetter
    offered: Stamp | None = None
    body_hash: Digest | None = None
