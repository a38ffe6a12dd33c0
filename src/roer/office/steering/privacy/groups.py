"""Parts of a long form: fields and rows under one heading, folded away until something in it wants attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django import forms

from roer.core.programme.dpia_findings import DpiaFinding
from roer.office.steering.editing.forms import ActForm


@dataclass(frozen=True)
class RowSet:
    """Rows of one kind: those filled in stand open, the empty ones wait behind one heading."""

    word: str
    filled: Sequence[forms.Form]
    empty: Sequence[forms.Form]


@dataclass(frozen=True)
class Group:
    """Onderdeel of a form: its heading, an explanation, its fields and rows, and what still lacks in it."""

    title: str
    fields: Sequence[forms.BoundField] = ()
    rows: RowSet | None = None
    note: str = ""
    findings: Sequence[DpiaFinding] = ()
    starts_open: bool = False

    @property
    def opens(self) -> bool:
        """Whether it stands open: it does at first, or holds an error."""
        rows = [*self.rows.filled, *self.rows.empty] if self.rows else []
        return self.starts_open or any(field.errors for field in self.fields) or any(row.errors for row in rows)


class GroupedForm(ActForm):
    """A long form whose own fields stand in groups; below them why, and folded away since when."""

    FIRST = ("reason",)

    @property
    def folded(self) -> list[forms.BoundField]:
        """Only since when: every other field stands in a group."""
        return [self["holds_from"]]
