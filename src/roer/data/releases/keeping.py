"""What lies there of a product, by the day that it was made or came in: what a term of retention is held against.

Only what Roer made or took in has such a day. Files in `deliveries/`, builds and backups are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from roer.core.indicators.product import ProductDefinition
from roer.core.values.clock import day_of
from roer.data.catalogue.catalogue import Catalogue
from roer.data.releases.reader import ReleaseStore
from roer.data.sources.contract import PERSON_LEVELS
from roer.data.sources.receipts import RECEIPT_FILE, read_receipt
from roer.data.workspace import Workspace


def oldest_release(workspace: Workspace, slug: str) -> date | None:
    """The day of the oldest release of a product that is still there."""
    store = ReleaseStore(workspace.releases)
    return next((day_of(store.open(slug, name).created_at) for name in store.releases(slug)), None)


def oldest_delivery(workspace: Workspace, catalogue: Catalogue, product: ProductDefinition) -> date | None:
    """The day on which the oldest delivery about persons behind a product came in that is still there."""
    return min(_deliveries(workspace, catalogue, product), default=None)


def _deliveries(workspace: Workspace, catalogue: Catalogue, product: ProductDefinition) -> Iterator[date]:
    for use in catalogue.source_uses(product):
        if catalogue.sources[use.source].data_level in PERSON_LEVELS:
            for receipt in (workspace.landing / use.source).glob(f"[!.]*/{RECEIPT_FILE}"):
                yield day_of(read_receipt(receipt.parent).fetched_at)
