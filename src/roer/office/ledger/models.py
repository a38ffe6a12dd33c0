"""The one table of the ledger. Rows are added and never changed: by the code here, and by triggers in the database."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.core.validators import MinValueValidator
from django.db import models

from roer.core.values.errors import RoerError


class AppendOnly(RoerError):
    """Somebody tried to change or delete what was recorded."""

    def __init__(self) -> None:
        super().__init__("Het grootboek groeit alleen aan. Herstel een fout met een nieuwe handeling.")


class LedgerRows(models.QuerySet["LedgerEntry"]):
    """Rows to read."""

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
