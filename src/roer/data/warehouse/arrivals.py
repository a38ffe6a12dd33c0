"""Every source of the catalogue, fetched and landed: all of them, or a refusal that names everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.catalogue import Catalogue
from roer.data.sources.landing import in_landing_order, land
from roer.data.sources.receipts import Receipt, landed_table
from roer.data.workspace import Workspace

Progress = Callable[[str], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Landed:
    """A landed source (binnengehaalde bron): its file, the hash of what is in it, and its receipt as plain values."""

    source: str
    path: Path
    content_hash: str
    receipt: Mapping[str, Any]

    @classmethod
    def of(cls, workspace: Workspace, receipt: Receipt) -> Landed:
        """The landed source that belongs to this receipt."""
        told = receipt.model_dump(mode="json")
        return cls(receipt.source, landed_table(workspace, receipt), f"{receipt.id} {receipt.table_hash}", told)


def land_all(workspace: Workspace, catalogue: Catalogue, *, progress: Progress, clock: Clock) -> dict[str, Landed]:
    """Land every source, also after one was refused, so that all problems are known at once.

    Raises InputRefused when any source was refused. A source that refers to a refused one is not tried.
    """
    landed: dict[str, Landed] = {}
    problems: list[Problem] = []
    for definition in in_landing_order(catalogue.sources.values()):
        if any(needed in catalogue.sources and needed not in landed for needed in definition.inputs):
            continue
        try:
            receipt = land(definition, workspace, progress=progress, clock=clock)
        except InputRefused as refusal:
            progress(f"{definition.title}: geweigerd")
            problems.extend(refusal.problems)
        else:
            landed[definition.id] = Landed.of(workspace, receipt)
    if problems:
        raise InputRefused(problems)
    return landed
