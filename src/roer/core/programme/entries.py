"""A line of the ledger: an act with who, when, since when, why, where it comes from, and the chain of hashes."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

from roer.core.programme.acts import Act
from roer.core.programme.elements import BodyCode, Digest, PersonId, Text, Value, canonical_json
from roer.core.programme.lines import GENESIS, hash_of, tail_of


def _in_utc(moment: datetime) -> datetime:
    if moment.utcoffset() is None or moment.utcoffset():
        raise ValueError("a moment in the ledger is in UTC")
    return moment


Moment = Annotated[datetime, AfterValidator(_in_utc)]


class Draft(Value):
    """What somebody wants to record: an act and its circumstances, not yet numbered, dated or chained."""

    act: Act
    by: PersonId
    on_behalf_of: BodyCode | None = None
    holds_from: date
    reason: Text = ""
    origin: Text = ""
    """Herkomst: 'brief §3', 'openbare bron' or 'fictief'; empty for what users record themselves."""


class Entry(Value):
    """Grootboekregel: a recorded act. Persons are referred to by id only."""

    seq: int = Field(ge=1)
    id: UUID
    recorded_at: Moment
    draft: Draft
    previous: Digest
    hash: Digest

    @classmethod
    def chain(cls, draft: Draft, *, seq: int, id: UUID, recorded_at: datetime, previous: str) -> Entry:
        """Number, date and chain a draft behind the entry whose hash is `previous`."""
        bare = cls(seq=seq, id=id, recorded_at=recorded_at, draft=draft, previous=previous, hash=GENESIS)
        line = line_of(bare)
        tail = tail_of(line)
        assert tail is not None, "a line made here has the shape of a line"
        return bare.model_copy(update={"hash": hash_of(line, tail)})


def line_of(entry: Entry) -> str:
    """The line that an entry which was made here is kept as: canonical JSON of all that it says."""
    return canonical_json(entry)


def line_as_read(entry: Entry) -> str:
    """The one right notation of an entry which was read: only what its line said, no field that Roer learned later."""
    told = entry.model_dump(mode="json", exclude_unset=True)
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Stempel: who recorded something when, since when it holds, why, and where it comes from."""

    seq: int
    recorded_at: datetime
    by: PersonId
    on_behalf_of: BodyCode | None
    holds_from: date
    reason: str
    origin: str

    @classmethod
    def of(cls, entry: Entry) -> Stamp:
        """The circumstances of an entry, without its act."""
        draft = entry.draft
        return cls(
            seq=entry.seq,
            recorded_at=entry.recorded_at,
            by=draft.by,
            on_behalf_of=draft.on_behalf_of,
            holds_from=draft.holds_from,
            reason=draft.reason,
            origin=draft.origin,
        )


@dataclass(frozen=True, slots=True)
class Recorded:
    """Something that an entry brought about; the base of every record of the state."""

    stamp: Stamp

    @property
    def seq(self) -> int:
        """The entry that last changed this; an act that changes it names this number in `expects`."""
        return self.stamp.seq

    @property
    def by(self) -> PersonId:
        """Who recorded it."""
        return self.stamp.by

    @property
    def since(self) -> date:
        """Since when it holds."""
        return self.stamp.holds_from

    @property
    def origin(self) -> str:
        """Herkomst: `brief §3`, `openbare bron`, `fictief`, or empty."""
        return self.stamp.origin
