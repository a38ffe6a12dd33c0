"""What a release of a product really was, as whoever ran it states it: measures are held against this, not ticked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from roer.core.programme.elements import ContractField, ContractPolicy, Digest, MunicipalityCode, Title, Value
from roer.core.values.clock import day_of, months_after
from roer.core.values.dutch import day, listing, plural


class Stored(StrEnum):
    """Waarvan something is kept: releases, or deliveries with rows about persons behind them."""

    RELEASES = "releases"
    DELIVERIES = "deliveries"

    @property
    def label(self) -> str:
        """The words on the screen, for the oldest of them."""
        return _OLDEST[self]


_OLDEST = {Stored.RELEASES: "de oudste vrijgave", Stored.DELIVERIES: "de oudste levering met personen"}


class Kept(Value):
    """Bewaard: the day of the oldest that lies there (None: nothing does), and its term in months (AVG art. 5 lid 1e).

    What lies in backups, or in a folder of deliveries that was not taken in, is not seen.
    """

    what: Stored
    oldest: date | None = None
    months: int = Field(ge=0)

    def until(self, seen_on: date) -> date:
        """The last day on which nothing of this can be past its term, when it was looked at on that day."""
        return months_after(self.oldest or seen_on, self.months)

    @property
    def last_day(self) -> date | None:
        """The last day on which the oldest that lies there may be kept; None when nothing does."""
        return months_after(self.oldest, self.months) if self.oldest else None


class ReleaseFacts(Value):
    """Vrijgave: the thresholds, audience and fields that are sealed in it, and what is kept; `manifest` is its hash.

    What came out of the attack is here too: how many hidden cells were tried, and whether none was found.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$", max_length=80)]
    made_at: AwareDatetime
    manifest: Digest
    contract_hash: Digest
    municipalities: tuple[MunicipalityCode, ...] = ()
    policies: tuple[ContractPolicy, ...] = ()
    audience: tuple[Title, ...] = ()
    fields: tuple[ContractField, ...] = ()
    cells_attacked: int = Field(default=0, ge=0)
    withstood_attack: bool
    kept: tuple[Kept, ...] = ()

    @property
    def name(self) -> str:
        """How a sentence calls it."""
        return f"vrijgave {self.id} van {day(day_of(self.made_at))}"

    @property
    def summary(self) -> str:
        """What it was, as a Dutch sentence."""
        thresholds = [f"{policy.name} ({policy.minimum})" for policy in self.policies]
        tried = plural(self.cells_attacked, "geheime cel", "geheime cellen")
        attack = "niets gevonden" if self.withstood_attack else "geheimen gevonden"
        fields = plural(len(self.fields), "veld", "velden")
        return (
            f"{self.name[0].upper()}{self.name[1:]}: drempels {listing(thresholds) or 'niet genoemd'}; "
            f"doelgroep {listing(list(self.audience)) or 'niet genoemd'}; {fields}; aanval op {tried}, {attack}."
        )
