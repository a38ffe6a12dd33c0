"""Reading releases: all that the web and the letters ever open. Parquet and JSON, no engine, no raw figures.

A release never changes, so an opened one is kept for the life of the process; only the pointer is read each time.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from roer.core.values.errors import RoerError
from roer.core.values.periods import Period
from roer.core.values.status import Absence
from roer.data.releases.cells import NO_BREAKDOWN, Cell, CellFile

MANIFEST = "manifest.json"
POINTER = "current"
AREAS = "areas.geojson"
FORMAT = 1
_NAME = re.compile(r"^[A-Za-z0-9][A-Za-z0-9_-]*$")


class NotARelease(RoerError):
    """The release is not there, is of a newer Roer, or is not what was sealed; the text says which."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area (gebied) of a release. `level` is a RegionLevel, or 'programme' for the total of the municipalities."""

    code: str
    name: str
    parent: str | None
    level: str
    released: bool = True


@dataclass(frozen=True, slots=True)
class SourceNote:
    """What stands under a figure (bronvermelding): the source, its owner and licence, and when it was delivered."""

    id: str
    title: str
    owner: str
    licence: str
    attribution: str
    origin: str
    receipt: Mapping[str, Any]

    @property
    def is_invented(self) -> bool:
        """Whether the figures are made up, which the screen says."""
        return self.origin == "fictief"


@dataclass(frozen=True, slots=True)
class Parts:
    """How the areas within an area relate to it (delen): what they add up to, and how many had no value.

    `reason` says in one sentence why the parts need not add up to the total; None when they always do.
    """

    level: str
    total: float | None
    sum_of_parts: float
    counted: int
    without_value: int
    reason: str | None

    @property
    def difference(self) -> float | None:
        """The total less the sum of the parts; None when the total has no value."""
        return None if self.total is None else self.total - self.sum_of_parts


class ReleaseReader:
    """A release (vrijgave), opened: its definitions, areas, sources and cells. Safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open and check every file against the manifest. Raises NotARelease when one differs."""
        self.folder = folder
        self.manifest: Mapping[str, Any] = MappingProxyType(_manifest(folder))
        for name, wanted in self.manifest["files"].items():
            if not _is(folder / name, wanted):
                raise NotARelease(f"Vrijgave {folder.name} is beschadigd: {name} is niet wat verzegeld is.")
        self._files: dict[str, CellFile] = {}

    @property
    def id(self) -> str:
        """The name of the release: when it was made, and the start of its fingerprint."""
        return str(self.manifest["id"])

    @property
    def edition(self) -> str:
        """What tells apart all that was ever drawn from it: the name, and here everything of the release is shown."""
        return self.id

    @property
    def slug(self) -> str:
        """The product that was released."""
        return str(self.manifest["product"]["slug"])

    @property
    def title(self) -> str:
        """The Dutch name of the product."""
        return str(self.manifest["product"]["title"]["nl"])

    @property
    def product(self) -> Mapping[str, Any]:
        """The product's definition: summary, result, pages, purpose, legal basis, audience, origin."""
        found: Mapping[str, Any] = self.manifest["product"]
        return found

    @property
    def contract_hash(self) -> str:
        """The hash of the contract under which it was released."""
        return str(self.manifest["contract_hash"])

    @cached_property
    def created_at(self) -> datetime:
        """When it was sealed."""
        return datetime.fromisoformat(self.manifest["created_at"])

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The codes of the municipalities that were released; cells of others are excluded."""
        return tuple(self.manifest["municipalities"]["released"])

    def without(self, municipalities: Iterable[str]) -> ReleaseReader:
        """What is left to show without these municipalities: nothing of them, nor of the total that holds them."""
        gone = frozenset(municipalities) & frozenset(self.municipalities)
        return _narrowed(self, gone) if gone else self

    @cached_property
    def indicators(self) -> Mapping[str, Mapping[str, Any]]:
        """Code → definition, in the order of the product, with `periods`, `levels` and `breakdown` as released."""
        return MappingProxyType({told["code"]: MappingProxyType(told) for told in self.manifest["indicators"]})

    @cached_property
    def areas_by_code(self) -> Mapping[str, Area]:
        """Code → area, from large to small and by code within a level."""
        return MappingProxyType({told["code"]: Area(**told) for told in self.manifest["areas"]})

    @property
    def regions(self) -> tuple[Area, ...]:
        """All areas, from large to small."""
        return tuple(self.areas_by_code.values())

    def regions_at(self, level: str, *, within: str | None = None) -> tuple[Area, ...]:
        """The areas of a level, all of them or only those within an area."""
        return tuple(
            area for area in self.regions if area.level == level and (within is None or self._lies_in(area, within))
        )

    def _lies_in(self, area: Area, code: str) -> bool:
        step: Area | None = area
        while step is not None and step.parent is not None:
            if step.parent == code:
                return True
            step = self.areas_by_code.get(step.parent)
        return False

    def periods(self, indicator: str) -> tuple[Period, ...]:
        """The periods of an indicator, oldest first."""
        return tuple(Period(code) for code in self._told(indicator)["periods"])

    def breakdown(self, indicator: str) -> Mapping[str, str]:
        """Class code → Dutch name, the total first; empty when the indicator has no breakdown."""
        told = self._told(indicator)["breakdown"]
        if told is None:
            return MappingProxyType({})
        nodes = [told["total"], *told["nodes"]]
        return MappingProxyType({node["code"]: node["label"]["nl"] for node in nodes})

    @cached_property
    def sources(self) -> tuple[SourceNote, ...]:
        """Every source behind the product."""
        return tuple(SourceNote(**told) for told in self.manifest["sources"])

    def sources_of(self, indicator: str) -> tuple[SourceNote, ...]:
        """The sources behind one indicator."""
        named = self._told(indicator)["sources"]
        return tuple(source for source in self.sources if source.id in named)

    def text(self, name: str) -> str:
        """The explanation beside the figures (Markdown) as it was at the release; empty when there is none."""
        return str(self.manifest["texts"].get(name, ""))

    def cell(self, indicator: str, region: str, period: str, breakdown: str | None = None) -> Cell:
        """One cell; `breakdown` left out means the total. Raises KeyError for a cell that is not in the release."""
        return self._cells(indicator).cell(region, period, breakdown or self._total_of(indicator))

    def cells(
        self,
        indicator: str,
        *,
        region: str | None = None,
        level: str | None = None,
        period: str | None = None,
        breakdown: str | None = None,
    ) -> list[Cell]:
        """The cells of an indicator that match what is given, by area, period and class.

        `breakdown` left out means the total of it, `'*'` every class.
        """
        wanted = self._total_of(indicator) if breakdown is None else breakdown
        if region is not None:
            regions: Sequence[str] = (region,)
        else:
            regions = [area.code for area in self.regions if level is None or area.level == level]
        periods = (period,) if period is not None else tuple(self._told(indicator)["periods"])
        return self._cells(indicator).pick(regions, periods, None if wanted == "*" else wanted)

    def parts(self, indicator: str, region: str, period: str, breakdown: str | None = None) -> Parts | None:
        """How the areas right below `region` relate to it; None where the release has no smaller areas."""
        levels = [area.level for area in self.regions if area.parent == region]
        if not levels:
            return None
        inside = self.cells(indicator, period=period, breakdown=breakdown, level=levels[0])
        below = [cell for cell in inside if self.areas_by_code[cell.region].parent == region]
        if not below:
            return None
        values = [cell.value for cell in below if cell.value is not None]
        return Parts(
            level=levels[0],
            total=self.cell(indicator, region, period, breakdown).value,
            sum_of_parts=sum(values),
            counted=len(values),
            without_value=len(below) - len(values),
            reason=self._told(indicator)["parts_reason"],
        )

    def absences(self, indicator: str, *, level: str, period: str) -> Mapping[Absence, int]:
        """How many areas of a level have no value, by reason."""
        counted: dict[Absence, int] = {}
        for cell in self.cells(indicator, level=level, period=period):
            if cell.absence is not None:
                counted[cell.absence] = counted.get(cell.absence, 0) + 1
        return counted

    @cached_property
    def _areas_file(self) -> Mapping[str, Any] | None:
        path = self.folder / AREAS
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None

    def areas(self) -> Mapping[str, Any] | None:
        """The boundaries of the released areas as GeoJSON in longitude and latitude (RFC 7946); None without a map.

        Every feature has `properties.code`; a geometry may be empty or null.
        """
        return self._areas_file

    def _told(self, indicator: str) -> Mapping[str, Any]:
        if indicator not in self.indicators:
            raise KeyError(f"{indicator!r} is not in this release. It has: {', '.join(self.indicators)}.")
        return self.indicators[indicator]

    def _total_of(self, indicator: str) -> str:
        told = self._told(indicator)["breakdown"]
        return NO_BREAKDOWN if told is None else str(told["total"]["code"])

    def _cells(self, indicator: str) -> CellFile:
        found = self._files.get(indicator)
        if found is None:
            self._told(indicator)
            found = self._files[indicator] = CellFile.read(self.folder / f"{indicator}.parquet")
        return found


class NarrowedRelease(ReleaseReader):
    """A release as sealed, of which less is shown: some municipalities may not be shown any more (raadsbrief §3)."""

    def __init__(self, whole: ReleaseReader, gone: frozenset[str]) -> None:
        self.folder = whole.folder
        self._whole = whole
        self._gone = gone
        self._files = {}
        towns = whole.manifest["municipalities"]
        hidden = frozenset(_within_or_around(whole, gone))
        told = {
            **whole.manifest,
            "municipalities": {
                "released": [code for code in towns["released"] if code not in gone],
                "excluded": sorted({*towns["excluded"], *gone}),
            },
            "areas": [
                {**area, "released": area.get("released", True) and area["code"] not in hidden}
                for area in whole.manifest["areas"]
            ],
        }
        self.manifest = MappingProxyType(told)
        self._hidden = hidden

    @property
    def edition(self) -> str:
        """The name of the release, and what is not shown of it."""
        return "-".join([self.id, "zonder", *sorted(self._gone)])

    def _cells(self, indicator: str) -> CellFile:
        found = self._files.get(indicator)
        if found is None:
            found = self._files[indicator] = self._whole._cells(indicator).hiding(self._hidden)
        return found


def _within_or_around(release: ReleaseReader, towns: frozenset[str]) -> Iterator[str]:
    """The areas within these municipalities, they themselves, and the total that they are part of."""
    for area in release.regions:
        inside = area.code in towns or any(release._lies_in(area, town) for town in towns)
        if inside or any(release._lies_in(release.areas_by_code[town], area.code) for town in towns):
            yield area.code


@dataclass(frozen=True, slots=True)
class ReleaseStore:
    """All releases (vrijgaven) of a workspace: a folder per product, in it a folder per release and a pointer."""

    folder: Path

    def products(self) -> tuple[str, ...]:
        """The products that have a current release."""
        if not self.folder.is_dir():
            return ()
        return tuple(sorted(path.name for path in self.folder.iterdir() if (path / POINTER).is_file()))

    def current(self, slug: str) -> ReleaseReader | None:
        """The release that readers see now; None when the product was never released."""
        if not _NAME.match(slug):
            return None
        try:
            name = (self.folder / slug / POINTER).read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        return self.open(slug, name)

    def open(self, slug: str, release_id: str) -> ReleaseReader:
        """A release by its name, also an old one. Raises NotARelease when it is not there or damaged."""
        folder = self.folder / slug / release_id
        if not _NAME.match(slug) or not _NAME.match(release_id) or not (folder / MANIFEST).is_file():
            raise NotARelease(f"Vrijgave {release_id!r} van {slug!r} is er niet.")
        return _opened(folder)

    def slugs(self) -> tuple[str, ...]:
        """Every product that has a folder, also one whose release was never finished."""
        return tuple(sorted(path.name for path in self.folder.glob("*") if _NAME.match(path.name) and path.is_dir()))

    def releases(self, slug: str) -> tuple[str, ...]:
        """The names of all releases of a product, oldest first."""
        if not _NAME.match(slug) or not (self.folder / slug).is_dir():
            return ()
        return tuple(sorted(path.parent.name for path in (self.folder / slug).glob(f"[!.]*/{MANIFEST}")))


@lru_cache(maxsize=64)
def _narrowed(whole: ReleaseReader, gone: frozenset[str]) -> NarrowedRelease:
    return NarrowedRelease(whole, gone)


@lru_cache(maxsize=64)
def _opened(folder: Path) -> ReleaseReader:
    return ReleaseReader(folder)


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotARelease(f"Vrijgave {folder.name} is niet te lezen ({type(error).__name__}).") from error
    if told.get("format") != FORMAT:
        raise NotARelease(f"Vrijgave {folder.name} is van een andere versie van Roer. Werk Roer bij.")
    return told


def _is(path: Path, wanted: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == wanted
    except OSError:
        return False
