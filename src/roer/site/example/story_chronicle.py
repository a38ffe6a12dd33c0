"""The teller of the example: records each act on its day through the same rules as everybody else."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import applied
from roer.core.programme.rules import check
from roer.core.programme.state import Programme

FICTION = "fictief"
_IDS = UUID("6d1f3c52-5a5e-5d0b-9f43-0d6f3a2e1b77")
_OPENING = time(8, 0, tzinfo=UTC)


class Chronicle:
    """Kroniek: tells acts day by day and keeps the entries. The same story gives the same ids, times and hashes."""

    def __init__(self) -> None:
        self.programme = Programme.empty()
        self.entries: list[Entry] = []
        self._moment = datetime.min.replace(tzinfo=UTC)

    def turn_to(self, year: int, month: int, day: int) -> None:
        """Turn the page to this day. Days only go forward."""
        moment = datetime.combine(date(year, month, day), _OPENING)
        if moment <= self._moment:
            raise ValueError(f"the story is past {moment.date()} already")
        self._moment = moment

    @property
    def today(self) -> date:
        """The day that is told."""
        return self._moment.date()

    def tell(
        self,
        act: Act,
        *,
        by: str,
        origin: str = FICTION,
        on_behalf_of: str | None = None,
        reason: str = "",
        since: date | None = None,
    ) -> None:
        """Record an act a minute after the one before; `since` is from when it holds, if not from the day told.

        Raises NotAllowed or Conflict as the ledger would.
        """
        from_day = since or self.today
        draft = Draft(act=act, by=by, on_behalf_of=on_behalf_of, holds_from=from_day, reason=reason, origin=origin)
        check(self.programme, draft, today=self.today)
        seq = self.programme.seq + 1
        entry = Entry.chain(
            draft, seq=seq, id=uuid5(_IDS, str(seq)), recorded_at=self._moment, previous=self.programme.head
        )
        self._moment += timedelta(minutes=1)
        self.programme = applied(self.programme, entry)
        self.entries.append(entry)

    def seen(self, code: Code) -> int:
        """The version of an element as it stands: what an act names in `expects`."""
        return self.programme.network.elements[code].seq

    def hash_of(self, code: Code) -> str:
        """The hash of an element as it stands: what a decision names in `subject_hash`."""
        return self.programme.network.elements[code].hash
