"""The one table of the ledger. Rows are added and never changed: by the code here, and by triggers in the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, NoReturn

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models.expressions import Combinable

from roer.core.values.errors import RoerError

PAGE = 1_000
"""So many rows are read from the database at a time."""


class AppendOnly(RoerError):
    """Somebody tried to change or delete what was recorded."""

    def __init__(self) -> None:
        super().__init__("Het grootboek groeit alleen aan. Herstel een fout met een nieuwe handeling.")


class LedgerRows(models.QuerySet["LedgerEntry"]):
    """Rows to read."""

    def in_order(self, *columns: str | Combinable, after: int = 0) -> Iterator[tuple[Any, ...]]:
        """`seq` and these columns of the rows behind `after`, from old to new.

        A page at a time, each a query of its own: a long answer is kept ready neither here nor in the database, and
        what is recorded while somebody reads comes along.
        """
        rows = self.order_by("seq").values_list("seq", *columns)
        page = list(rows.filter(seq__gt=after)[:PAGE])
        while page:
            yield from page
            page = list(rows.filter(seq__gt=page[-1][0])[:PAGE]) if len(page) == PAGE else []

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly


class LedgerEntry(models.Model):
    """Grootboekregel as stored. `body` is the whole entry as canonical JSON; the other columns are for the database.

    `seq` and `previous` are unique, so of two people who record at once exactly one succeeds.
    """

    seq = models.PositiveBigIntegerField(primary_key=True, validators=[MinValueValidator(1)])
    id = models.UUIDField(unique=True, editable=False)
    recorded_at = models.DateTimeField(db_index=True)
    hash = models.CharField(max_length=64, unique=True)
    previous = models.CharField(max_length=64, unique=True)
    body = models.TextField()

    objects = LedgerRows.as_manager()

    class Meta:
        ordering: ClassVar = ["seq"]

    def __str__(self) -> str:
        return f"regel {self.seq}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; a row that exists already is never overwritten."""
        if not self._state.adding:
            raise AppendOnly
        kwargs |= {"force_insert": True}
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnly
