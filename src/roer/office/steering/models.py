"""What people keep beside the ledger: their own views of the network, and proposals that are not recorded yet."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from roer.office.people.models import Person


class SavedView(models.Model):
    """Bewaarde weergave: somebody's own colours and part of the network, for herself or shared with all.

    `definition` is a `ColourView` as JSON, or empty when the colours are those of a view that every programme has;
    `query` is the rest of the address of the network: columns, filters, element in focus.
    """

    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=80)
    definition = models.JSONField(null=True, blank=True)
    query = models.TextField(blank=True)
    shared = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="saved_view_has_one_name_per_person")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """How the address of the network names it: 'mijn-12'."""
        return f"mijn-{self.pk}"


class Proposal(models.Model):
    """Voorstel: several acts prepared together as one. `steps` are the acts as JSON, each with its own reason.

    What it would do is computed anew each time from the programme as it is then; once recorded, `first_seq` and
    `last_seq` say as which lines of the ledger.
    """

    class Status(models.TextChoices):
        """How far a proposal is."""

        OPEN = "open", "open"
        RECORDED = "recorded", "vastgelegd"
        DROPPED = "dropped", "vervallen"

    title = models.CharField(max_length=160)
    author = models.CharField(max_length=41, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    reason = models.TextField(blank=True, max_length=8000)
    steps: models.JSONField[list[dict[str, Any]], list[dict[str, Any]]] = models.JSONField(default=list)
    shared = models.BooleanField(default=False)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.OPEN)
    first_seq = models.PositiveBigIntegerField(null=True, blank=True)
    last_seq = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and recorded."""
        return self.status == self.Status.OPEN
