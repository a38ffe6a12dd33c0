"""What people keep of how they look at the network. Not in the ledger: it is looking, not steering."""

from __future__ import annotations

from typing import ClassVar

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
