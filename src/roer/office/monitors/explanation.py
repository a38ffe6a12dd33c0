"""What stands under the figures: definition, caveats, sources, protection, and why parts and total may differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from roer.core.values.dutch import day, listing, plural
from roer.core.values.regions import RegionLevel
from roer.core.values.status import Absence, Mark
from roer.data.releases.reader import Parts, ReleaseReader, SourceNote
from roer.office.monitors.choice import Choice
from roer.office.monitors.figures import quantity_of

_FIRST, _DEEPEST = 3, 6


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Bronregel: a source with what its licence asks to be said, and when it was received."""

    source: SourceNote
    received: str


@dataclass(frozen=True, slots=True)
class SignLine:
    """Regel of the legend of signs."""

    sign: str
    label: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Uitleg beside the figures of one indicator."""

    definition: str
    version: str
    not_included: tuple[str, ...]
    unit: str
    caveats: tuple[str, ...]
    protection: str
    parts: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    signs: tuple[SignLine, ...]
    owner: str
    origin: str
    text: SafeString


def explanation(release: ReleaseReader, choice: Choice) -> Explanation:
    """Everything that a reader may want to know of the indicator that was chosen."""
    told = release.indicators[choice.indicator]
    policy = release.manifest["policies"][told["policy"]]
    return Explanation(
        definition=told["definition"],
        version=f"{choice.indicator}, versie {told['version']}",
        not_included=tuple(told["not_included"]),
        unit=told["scale"]["unit"],
        caveats=tuple(told["caveats"]),
        protection=" ".join(part for part in (policy["description"], policy["published"]) if part),
        parts=tuple(_parts(release, choice)),
        sources=tuple(source_lines(release.sources_of(choice.indicator))),
        signs=signs(release, choice.indicator),
        owner=told["owner"],
        origin=told["origin"] or "",
        text=_text(release, choice.indicator),
    )


def source_lines(sources: Iterable[SourceNote]) -> Iterator[SourceLine]:
    """The sources with the day on which each was received."""
    for source in sources:
        yield SourceLine(source, day(_moment(source.receipt["fetched_at"])))


@lru_cache(maxsize=256)
def signs(release: ReleaseReader, indicator: str) -> tuple[SignLine, ...]:
    """The signs that occur with this indicator, and always those of provisional and secret figures."""
    cells = release.cells(indicator, breakdown="*")
    absent = {cell.absence for cell in cells} | {Absence.SECRET}
    marked = {mark for cell in cells for mark in cell.marks} | {Mark.PROVISIONAL}
    return (
        *(SignLine(mark.sign, mark.label) for mark in Mark if mark in marked),
        *(SignLine(absence.sign, absence.label) for absence in Absence if absence in absent),
    )


def _parts(release: ReleaseReader, choice: Choice) -> Iterator[str]:
    """Why the parts do not add up to the total, with the sums where adding up makes sense."""
    reason = release.indicators[choice.indicator]["parts_reason"]
    if not reason:
        return
    quantity = quantity_of(release, choice.indicator)
    found = release.parts(choice.indicator, choice.area.code, choice.period.code) if quantity.counts else None
    if found is not None and found.counted and found.total is not None:
        yield _sums(found, choice.area.name, quantity.told(found.sum_of_parts), quantity.told(found.total))
    yield reason


def _sums(found: Parts, name: str, together: str, total: str) -> str:
    level = RegionLevel(found.level)
    told = f"Opgeteld over {plural(found.counted, level.label, level.plural)}: {together}. Totaal van {name}: {total}."
    if found.without_value:
        told += f" Van {plural(found.without_value, level.label, level.plural)} is er geen cijfer."
    return told


def _text(release: ReleaseReader, indicator: str) -> SafeString:
    """The text of the page that the indicator stands on, as HTML."""
    pages = [page for page in release.product["pages"] if indicator in page["indicators"] and page["text"]]
    return as_html(release.text(pages[0]["text"])) if pages else SafeString("")


def as_html(markdown: str) -> SafeString:
    """Markdown of an analyst as HTML without raw HTML and pictures; its headings come below those of the page."""
    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    tokens = parser.parse(markdown)
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    highest = min((int(token.tag[1]) for token in headings), default=_FIRST)
    for token in headings:
        token.tag = f"h{min(int(token.tag[1]) - highest + _FIRST, _DEEPEST)}"
    return mark_safe(parser.renderer.render(tokens, parser.options, {}))  # noqa: S308 raw HTML is switched off


def _moment(text: str) -> date:
    return datetime.fromisoformat(text).date()


def audience(release: ReleaseReader) -> str:
    """For whom the product is: 'gemeenteraad, college en openbaar'."""
    return listing(list(release.product["audience"]))
