"""Drawing the figures that most readers see first, right after a release, so that nobody waits for them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings

from roer.core.values.dutch import plural
from roer.core.values.regions import RegionLevel
from roer.data.releases.reader import ReleaseReader
from roer.office.monitors.choice import choose, indicators_in_order
from roer.office.monitors.panels import panels
from roer.office.monitors.released import current

KEPT_DAYS = 30
"""A drawing that was made longer ago is thrown away; who still wants it has it drawn again."""
_SECONDS_A_DAY = 86_400


def warm(slug: str, progress: Callable[[str], None] = lambda _: None) -> int:
    """Draw the first view of every indicator, and of every municipality; gives the number of figures.

    Nothing happens when the product was not released. Raises NotARelease when its release is damaged.
    """
    release = current(slug)
    if release is None:
        return 0
    forget_old(now=time.time())
    figures = sum(len(panels(release, choose(release, asked))) for asked in _first_views(release))
    progress(f"{plural(figures, 'figuur', 'figuren')} getekend")
    return figures


def _first_views(release: ReleaseReader) -> Iterator[dict[str, str]]:
    yield from ({"indicator": code} for code in indicators_in_order(release))
    yield from ({"gebied": town.code} for town in release.regions_at(RegionLevel.MUNICIPALITY) if town.released)


def forget_old(*, now: float) -> None:
    """Throw away drawings that were made more than KEPT_DAYS ago; `now` in seconds since 1970."""
    folder = Path(settings.ROER_FIGURES) if settings.ROER_FIGURES else None
    for path in folder.glob("*/*.svg") if folder else ():
        try:
            if now - path.stat().st_mtime > KEPT_DAYS * _SECONDS_A_DAY:
                path.unlink()
        except FileNotFoundError:
            continue  # another process threw it away first
