"""The released products that pages show: opened by the reader of releases, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from roer.data.releases.reader import NotARelease, ReleaseReader, ReleaseStore

PUBLIC = "openbaar"
"""The audience of a product that anybody may read."""


def store() -> ReleaseStore | None:
    """The releases of this installation; None without a workspace."""
    return ReleaseStore(settings.ROER_RELEASES) if settings.ROER_RELEASES else None


def current(slug: str) -> ReleaseReader | None:
    """What readers see of a product now; None when it was never released. Raises NotARelease when it is damaged."""
    found = store()
    return found.current(slug) if found else None


def all_current() -> Iterator[tuple[str, ReleaseReader | None]]:
    """Every product with its current release; None in its place when that cannot be opened."""
    found = store()
    for slug in found.products() if found else ():
        try:
            yield slug, current(slug)
        except NotARelease:
            yield slug, None


def is_public(release: ReleaseReader) -> bool:
    """Whether anybody may read it, without signing in."""
    return PUBLIC in release.product["audience"]
