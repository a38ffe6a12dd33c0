"""What a letter tells about governing: bodies that came and went, decisions taken and withdrawn, the budget frame."""

from __future__ import annotations

from collections.abc import Iterator

from roer.core.programme.decisions import Reservation
from roer.core.programme.elements import BodyKind, Charter
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.labels import label
from roer.core.values.money import Euro
from roer.core.writing.blocks import Block, Bullets, Item, Runs, Section, Table, paragraph
from roer.core.writing.facts import (
    Fact,
    Run,
    Source,
    charter_source,
    code,
    count,
    day,
    entry_source,
    money,
    name,
    state_source,
)
from roer.core.writing.material import Material


def governance_section(material: Material) -> Section:
    """How many sit in the steering group, and which bodies are new or gone."""
    blocks: list[Block] = [*_composition(material)]
    items = [*_established(material), *_changed(material), *_retired(material)]
    if items:
        blocks += [paragraph("Dit is er veranderd in de gremia:"), Bullets(items=tuple(items))]
    elif material.previous is not None:
        blocks.append(paragraph("Er zijn sinds de vorige brief geen gremia bij gekomen, gewijzigd of vervallen."))
    blocks.append(paragraph("In de bijlage over de besturing leest u wie er in welk gremium zit."))
    return Section(code="governance", heading="Besturing", blocks=tuple(blocks))


def _composition(material: Material) -> Iterator[Block]:
    programme, on = material.programme, material.act.letter_date
    for body in programme.bodies_of(BodyKind.STEERING_GROUP, on=on):
        members = programme.members_of(body.code, on=on)
        source = state_source(programme, f"seats/{body.code}", "zetels op de datum van de brief")
        new = [record for record in members if material.is_new(record.stamp) and record.replaces is None]
        replaced = [record for record in members if record.replaces is not None]
        changed: tuple[Run, ...] = ()
        if material.previous is not None and new:
            changed = (" Sinds de vorige brief ", *_joined(new_members=len(new), source=source), ".")
        yield paragraph(
            *material.the(body.code, capital=True),
            " telt ",
            count(len(members), "lid", "leden", source=source),
            ".",
            *changed,
            *_replaced(len(replaced), source),
        )


def _replaced(members: int, source: Source) -> Iterator[Run]:
    if members:
        yield from (" Op de datum van deze brief ", "wordt " if members == 1 else "worden ")
        yield from (count(members, "lid", "leden", source=source), " vervangen.")


def _joined(*, new_members: int, source: Source) -> tuple[Run, ...]:
    verb = "kwam er " if new_members == 1 else "kwamen er "
    return (verb, count(new_members, "lid", "leden", source=source), " bij")


def _established(material: Material) -> Iterator[Item]:
    if material.previous is None:
        return
    for _, record in sorted(material.programme.bodies.items()):
        made = record.established
        if record.retired is None and material.is_new(made):
            source = entry_source(made, "gremium ingesteld")
            yield Item(runs=(name(record.body.name, source), " is ingesteld op ", day(made.holds_from, source), "."))


def _changed(material: Material) -> Iterator[Item]:
    for _, record in sorted(material.programme.bodies.items()):
        for version in record.versions[1:]:
            if material.is_new(version.stamp):
                source = entry_source(version.stamp, "gremium gewijzigd")
                when = day(version.since, source)
                yield Item(runs=(name(version.body.name, source), " is gewijzigd op ", when, "."))


def _retired(material: Material) -> Iterator[Item]:
    for _, record in sorted(material.programme.bodies.items()):
        if record.retired is not None and material.is_new(record.retired.stamp):
            source = entry_source(record.retired.stamp, "gremium vervallen")
            yield Item(
                runs=(name(record.body.name, source), " is vervallen op ", day(record.retired.date, source), "."),
                under=(("Reden: ", name(record.retired.motive, source)),),
            )


def decisions_section(material: Material) -> Section | None:
    """The decisions since the letter before, and those that were withdrawn."""
    records = sorted(
        material.programme.decisions.values(), key=lambda record: (record.decision.decided_on, record.decision.code)
    )
    taken = [record for record in records if material.is_new(record.stamp)]
    gone = [record for record in records if record.withdrawn and material.is_new(record.withdrawn)]
    if not taken and not gone:
        return None
    blocks: list[Block] = []
    if taken:
        blocks.append(_decision_table(material, taken))
    if reservations := [item for record in taken for item in _reservations(material, record)]:
        blocks += [paragraph("Bij deze besluiten is een voorbehoud gemaakt:"), Bullets(items=tuple(reservations))]
    if gone:
        blocks += [paragraph("Ingetrokken:"), Bullets(items=tuple(_withdrawal(material, record) for record in gone))]
    return Section(code="decisions", heading="Besluiten", blocks=tuple(blocks))


def _decision_table(material: Material, records: list[DecisionRecord]) -> Table:
    return Table(
        caption=("Besluiten sinds de vorige brief" if material.previous else "Besluiten tot nu toe",),
        head=(("Datum",), ("Besluit",), ("Onderwerp",), ("Genomen door",), ("Uitkomst",)),
        rows=tuple(_decision_row(material, record) for record in records),
        notes=_provisional(records),
    )


def _decision_row(material: Material, record: DecisionRecord) -> tuple[Runs, ...]:
    decision, source = record.decision, material.decided(record)
    outcome = label(decision.outcome) + (", later ingetrokken" if record.withdrawn else "")
    return (
        (day(decision.decided_on, source),),
        (code(decision.code, source),),
        (name(decision.title, source),),
        (material.body(decision.body),),
        (outcome + ("" if record.confirmed else " †"),),
    )


def _provisional(records: list[DecisionRecord]) -> tuple[Runs, ...]:
    if all(record.confirmed for record in records):
        return ()
    return (("† = het verslag waarin dit besluit staat, is nog niet bevestigd.",),)


def _reservations(material: Material, record: DecisionRecord) -> Iterator[Item]:
    source = material.decided(record)
    for reservation in record.decision.reservations:
        if reservation.municipality in record.lifted:
            continue
        runs: tuple[Run, ...] = (
            _town(material, reservation, source), " bij besluit ", code(record.decision.code, source), ": ",
            name(reservation.text, source),
        )  # fmt: skip
        yield Item(runs=runs)


def _town(material: Material, reservation: Reservation, source: Source) -> Fact:
    return name(material.programme.municipalities[reservation.municipality].name, source)


def _withdrawal(material: Material, record: DecisionRecord) -> Item:
    stamp = record.withdrawn
    assert stamp is not None, "only withdrawn decisions are told here"
    source = entry_source(stamp, f"besluit {record.decision.code} ingetrokken")
    decision = material.decided(record)
    return Item(
        runs=(
            "Besluit ", code(record.decision.code, decision), " (‘", name(record.decision.title, decision),
            "’) is ingetrokken op ", day(stamp.holds_from, source), ".",
        ),
        under=(("Reden: ", name(record.withdrawal_motive, source)),),
    )  # fmt: skip


def budget_section(material: Material) -> Section | None:
    """The frame of the budget: per year, from when to when, and in all (raadsbrief §9)."""
    charter = material.programme.charter
    if charter is None:
        return None
    source = charter_source()
    yearly = Euro(charter.yearly_budget_cents)
    runs: tuple[Run, ...] = (
        "Het programma heeft per jaar ", money(yearly, source), " te besteden. Het loopt van ",
        day(charter.start, source), " tot ", day(charter.end, source), ".",
    )  # fmt: skip
    years = _whole_years(charter)
    if years is not None:
        runs = (
            *runs, " Over ", Fact(text=f"{years} jaar", value=years, source=source), " samen is dat ",
            money(yearly * years, source), ".",
        )  # fmt: skip
    return Section(code="budget", heading="Geld", blocks=(paragraph(*runs),))


def _whole_years(charter: Charter) -> int | None:
    years = charter.end.year - charter.start.year
    same_day = (charter.start.month, charter.start.day) == (charter.end.month, charter.end.day)
    return years if same_day and years > 1 else None
