"""What a letter tells about the network: each change since the version before, with who decided and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roer.core.network.compare import Change, Comparison, Kind, compare, restoration_of
from roer.core.programme.elements import BodyKind, Code, Effort, Element
from roer.core.programme.entries import Stamp
from roer.core.programme.labels import OPERATIONS, TYPES, label
from roer.core.programme.network_state import ElementRecord, Network
from roer.core.programme.records import NetworkVersion
from roer.core.values.dutch import number
from roer.core.writing.blocks import Block, Bullets, Heading, Item, Runs, Section, paragraph
from roer.core.writing.facts import (
    Fact,
    Run,
    Source,
    code,
    comparison_source,
    count,
    day,
    entry_source,
    name,
    plain,
    version_source,
)
from roer.core.writing.material import Material, listing, title_of

TOLD: Mapping[Kind, str] = {
    "added": "Toegevoegd",
    "restored": "Hersteld",
    "merged": "Samengevoegd",
    "split": "Gesplitst",
    "removed": "Verwijderd",
    "renamed": "Andere naam",
    "changed": "Gewijzigd",
}
"""The kinds of change that the letter tells one by one, under these headings; changed links are counted."""
SHORT: Mapping[Kind, str] = {
    "added": "toegevoegd",
    "restored": "hersteld",
    "merged": "samengevoegd",
    "split": "gesplitst",
    "removed": "verwijderd",
}
UNTOLD = frozenset({"aliases", "product"})
"""Fields whose change means nothing to a council."""
LINKS: Mapping[Kind, str] = {"linked": "nieuw", "unlinked": "vervallen", "reweighed": "gewijzigd"}
_PLURALS = {"goal": "doelen", "result": "resultaten", "effort": "inspanningen"}
_WHAT_IT_IS = (
    "Het Doel-Inspanningen-Netwerk (DIN) laat zien welke inspanningen bijdragen aan welke resultaten, "
    "en welke resultaten aan welke doelen. "
)
_SEE_ANNEX = " Het hele netwerk vindt u in de bijlage."


def network_section(material: Material) -> Section:
    """The changes between the two versions of the letter; for a first letter the network as it stands."""
    before, after = material.before, material.after
    blocks = _first(after) if before is None else _since(material, before, after)
    return Section(code="network", heading="Het Doel-Inspanningen-Netwerk", blocks=tuple(blocks))


def _first(after: NetworkVersion) -> Iterator[Block]:
    source, network = version_source(after), after.network
    totals = (("goal", network.goals), ("result", network.results), ("effort", network.efforts))
    counts = [(count(len(found), TYPES[kind], _PLURALS[kind], source=source),) for kind, found in totals]
    yield paragraph(
        _WHAT_IT_IS, "De versie van ", day(after.version_date, source), " telt ", *listing(counts), ".", _SEE_ANNEX
    )
    if network.goals:
        yield paragraph("Dit zijn de doelen, met de resultaten die eraan bijdragen:")
        yield Bullets(items=tuple(_goal(network, goal.code) for goal in network.goals))


def _goal(network: Network, goal: Code) -> Item:
    serving = [network.elements[line.link.source] for line in network.links_to(goal)]
    titles = [title_of(record) for record in serving if record.element.type == "result"]
    under: tuple[Runs, ...] = (tuple(listing(titles)),) if titles else (("Nog geen resultaat draagt eraan bij.",),)
    return Item(runs=title_of(network.elements[goal]), under=under)


def _since(material: Material, before: NetworkVersion, after: NetworkVersion) -> Iterator[Block]:
    comparison, source = compare(before.network, after.network), comparison_source(before, after)
    yield paragraph(
        _WHAT_IT_IS, "Hier leest u wat er veranderde tussen de versie van ",
        day(before.version_date, version_source(before)), " en die van ",
        day(after.version_date, version_source(after)), ".", _SEE_ANNEX,
    )  # fmt: skip
    yield paragraph(*_totals(comparison, source))
    for kind, heading in TOLD.items():
        changes = sorted(_worth_telling(comparison.of(kind)), key=lambda change: list(TYPES).index(change.type))
        if changes:
            yield Heading(text=heading)
            yield Bullets(items=tuple(_item(material, change) for change in changes))
    if links := [(kind, word) for kind, word in LINKS.items() if comparison.of(kind)]:
        counts = [
            (Fact(text=number(len(comparison.of(kind))), value=len(comparison.of(kind)), source=source), f" {word}")
            for kind, word in links
        ]
        yield Heading(text="Relaties")
        yield paragraph("Tussen elementen die bleven, veranderden ook relaties: ", *listing(counts), ".")


def _totals(comparison: Comparison, source: Source) -> Runs:
    """'In het kort: 3 elementen toegevoegd, 2 samengevoegd en 1 verwijderd.'"""
    parts: list[Runs] = []
    for kind, word in SHORT.items():
        touched = sum(len(change.before) or len(change.after) for change in comparison.of(kind))
        if touched and parts:
            parts.append((Fact(text=number(touched), value=touched, source=source), f" {word}"))
        elif touched:
            parts.append((count(touched, "element", "elementen", source=source), f" {word}"))
    if not parts:
        return ("Er is geen element toegevoegd, samengevoegd, gesplitst of verwijderd.",)
    return ("In het kort: ", *listing(parts), ".")


def _worth_telling(changes: Iterable[Change]) -> Iterator[Change]:
    return (change for change in changes if not change.fields or {field.name for field in change.fields} - UNTOLD)


def _item(material: Material, change: Change) -> Item:
    match change.kind:
        case "split" | "merged" | "removed":
            return _lineage(material, change)
        case "added":
            return _addition(material, change)
        case "restored":
            return _restoration(material, change)
        case "renamed":
            return _renaming(material, change)
        case _:
            return _alteration(material, change)


def _addition(material: Material, change: Change) -> Item:
    record = _record(material, change.after[0])
    source = _source(record, record.added, "toegevoegd aan het DIN")
    runs = (
        f"{TYPES[change.type].capitalize()} ", *title_of(record), " is toegevoegd op ", day(record.added.holds_from,
        source), *_by(material, record.added), ".",
    )  # fmt: skip
    return Item(runs=runs, under=_reason(change.motive, source))


def _restoration(material: Material, change: Change) -> Item:
    record, line = _record(material, change.after[0]), restoration_of(material.after.network, change.after[0])
    assert line is not None, "a comparison tells a restoration by its line"
    source = _source(record, line.stamp, OPERATIONS["restored"])
    start = (f"{TYPES[change.type].capitalize()} ", *title_of(record), " is op ", day(line.date, source), " hersteld")
    return Item(runs=(*start, *_by_whom(material, line.decision, line.stamp)), under=_reason(line.motive, source))


def _lineage(material: Material, change: Change) -> Item:
    lines = reversed(material.after.network.lineage)
    line = next((line for line in lines if change.before and line.predecessors == change.before), None)
    gone = [title_of(_record(material, code)) for code in change.before]
    many = len(gone) > 1
    noun = _PLURALS[change.type] if many else TYPES[change.type]
    start: tuple[Run, ...] = (f"{noun.capitalize()} ", *listing(gone), " zijn " if many else " is ")
    if line is None:
        return Item(runs=(*start, "niet meer in het DIN opgenomen."))
    source = _source(_record(material, change.before[0]), line.stamp, OPERATIONS[line.op])
    came = listing([title_of(_record(material, code)) for code in change.after])
    rest: tuple[Run, ...] = {
        "split": ("gesplitst in ", *came),
        "merged": ("samengevoegd tot ", *came),
        "removed": ("verwijderd",),
    }[line.op]
    runs = (*start, "op ", day(line.date, source), " ", *rest, *_by_whom(material, line.decision, line.stamp))
    return Item(runs=runs, under=_reason(line.motive, source))


def _by_whom(material: Material, decision: Code | None, stamp: Stamp) -> tuple[Run, ...]:
    record = material.programme.decisions.get(decision) if decision else None
    if record is None:
        return (*_by(material, stamp), ".")
    source = material.decided(record)
    return (
        ". ", *material.the(record.decision.body, capital=True), " besloot dit op ",
        day(record.decision.decided_on, source), " (besluit ", code(record.decision.code, source), ").",
    )  # fmt: skip


def _by(material: Material, stamp: Stamp) -> tuple[Run, ...]:
    """' door …': the body on whose behalf it was recorded, or that the recorder sat in; never a person's name."""
    programme = material.programme
    if stamp.on_behalf_of is not None:
        return (" door ", *material.the(stamp.on_behalf_of))
    for record in programme.seats_of(stamp.by, on=stamp.holds_from):
        if programme.bodies[record.seat.body].body.kind is BodyKind.PROGRAMME_TEAM:
            return (" door ", *material.the(record.seat.body))
    return ()


def _renaming(material: Material, change: Change) -> Item:
    record = _record(material, change.after[0])
    source = _source(record, record.stamp, "gewijzigd")
    assert material.before is not None, "only a later version can have another name"
    old = material.before.network.elements[change.before[0]]
    runs = (
        f"{TYPES[change.type].capitalize()} ", *title_of(old), " heet sinds ", day(record.since, source), " ",
        *title_of(record), ".",
    )  # fmt: skip
    return Item(runs=runs, under=_reason(change.motive, source))


def _alteration(material: Material, change: Change) -> Item:
    record, was = _record(material, change.after[0]), _earlier(material, change)
    source, now = _source(record, record.stamp, "gewijzigd"), record.element
    subject = (f"{TYPES[change.type]} ", *title_of(record))
    on = day(record.since, source)
    words = listing([(field.label,) for field in change.fields if field.name not in (*UNTOLD, "phase")])
    runs: Runs = ("Van ", *subject, " veranderde op ", on, ": ", *words, ".")
    if isinstance(was, Effort) and isinstance(now, Effort) and was.phase is not now.phase:
        also = (". Ook gewijzigd: ", *words) if words else ()
        phases = f"{label(was.phase)} naar {label(now.phase)}"
        runs = ("De fase van ", *subject, " ging op ", on, f" van {phases}", *also, ".")
    return Item(runs=runs, under=_reason(change.motive, source))


def _earlier(material: Material, change: Change) -> Element:
    assert material.before is not None, "only a later version can differ"
    return material.before.network.elements[change.before[0]].element


def _record(material: Material, code: Code) -> ElementRecord:
    """The element as the later version knows it, also when it was closed."""
    return material.after.network.elements[code]


def _source(record: ElementRecord, stamp: Stamp, what: str) -> Source:
    element = record.element
    return entry_source(stamp, f"{element.code} {plain(element.title)} {what}", about=element.code)


def _reason(motive: str, source: Source) -> tuple[Runs, ...]:
    return (("Reden: ", name(motive, source)),) if motive.strip() else ()
