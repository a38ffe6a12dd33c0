"""Which lines of the ledger a page may lead to: for whom a line is closed there is no link to it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.http import HttpRequest

from roer.core.programme.gate_states import Evidence
from roer.core.programme.reading import may_read
from roer.core.programme.state import Programme
from roer.office.ledger.history import entries_numbered
from roer.office.people.register import reader_of


def readable_lines(request: HttpRequest, programme: Programme, evidence: Iterable[Evidence]) -> frozenset[int]:
    """The numbers of the lines behind this evidence that the reader may open."""
    who, now = reader_of(request), datetime.now(UTC)
    found = entries_numbered(item.seq for item in evidence)
    return frozenset(one.seq for one in found if may_read(one.draft.act, programme, who, now=now))
