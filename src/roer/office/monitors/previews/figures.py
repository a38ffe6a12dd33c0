"""Which figures a preview shows: those of a release, and nothing that was not protected and attacked first.

Where a gate is closed a preview shows generated figures only: all sources of the release say that they are invented.
Real figures of a municipality whose gate is closed stay away here as they do everywhere.
"""

from __future__ import annotations

from datetime import date

from roer.core.programme.preview_state import PreviewRecord
from roer.core.programme.state import Programme
from roer.data.releases.reader import ReleaseReader
from roer.office.monitors.air import on_air
from roer.office.monitors.released import current, store


def release_of(record: PreviewRecord) -> ReleaseReader | None:
    """The release that a preview shows: the one it names, or what counts now. Raises NotARelease when it is damaged."""
    preview, found = record.preview, store()
    if not preview.release or found is None:
        return current(preview.product)
    return found.open(preview.product, preview.release)


def is_generated(release: ReleaseReader) -> bool:
    """Whether every figure is made up: nobody lives in it."""
    return bool(release.sources) and all(source.is_invented for source in release.sources)


def shown_in_preview(release: ReleaseReader, programme: Programme, *, on: date) -> ReleaseReader | None:
    """What a preview shows of the release today; None when nothing of it may be."""
    return release if is_generated(release) else on_air(release, programme, on=on)
