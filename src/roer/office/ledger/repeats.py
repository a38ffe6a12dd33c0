"""The same form sent twice, by a double click or a browser that tries again: what it asked is there already."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from roer.core.programme.entries import Draft, Entry
from roer.office.ledger.history import newest_first
from roer.office.ledger.history import programme as programme_now

LOOK_BACK = 200
"""So many entries back a repetition is recognised; what is repeated later gets its refusal."""


def already_recorded(drafts: Sequence[Draft]) -> Entry | None:
    """The last entry of these drafts when the same person recorded each of their acts just before; else None."""
    recent = list(islice(newest_first(up_to=programme_now().seq), LOOK_BACK))
    found = [_recorded(draft, recent) for draft in drafts]
    return found[-1] if found and all(found) else None


def _recorded(draft: Draft, recent: Sequence[Entry]) -> Entry | None:
    alike = (entry for entry in recent if entry.draft.by == draft.by and entry.draft.act == draft.act)
    return next(alike, None)
