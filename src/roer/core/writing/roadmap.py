"""What a letter tells about the roadmap: what came on it, what is under reservation, what is next and whose turn."""

from __future__ import annotations

from collections.abc import Iterator

from roer.core.programme.decisions import PriorityClass
from roer.core.programme.elements import Code, Result
from roer.core.programme.gates import GateState, GateStatus, gates_of, under_reservation
from roer.core.programme.governance import PlacementRecord
from roer.core.programme.network_state import ElementRecord
from roer.core.values.dutch import NBSP
from roer.core.writing.blocks import Block, Bullets, Heading, Item, Runs, Section, Table, paragraph
from roer.core.writing.facts import Fact, Source, count, day, gates_source, name, period, state_source, told
from roer.core.writing.material import Material, listing, title_of

GATES_EXPLAINED = (
    "Een resultaat komt op de roadmap als alle vier de poorten open zijn: de klant is akkoord met de "
    "SMART-omschrijving, de stuurgroep is akkoord met de prioriteit, de DPIA is gereed en de maatregelen zijn "
    "ingevoerd, en de doelarchitectuur is vastgesteld. Daarna besluit de stuurgroep."
)


SHORT = {
    "client_agreed": "klant",
    "prioritised": "prioriteit",
    "dpia_done": "DPIA",
    "architecture_adopted": "architectuur",
}
"""The gates in one word, for the narrow column of a table."""


def roadmap_section(material: Material) -> Section:
    """Entrants with their gates, what is under reservation, and the candidates with whose turn it is."""
    programme = material.programme
    on = material.act.letter_date
    known = ((code, programme.placement_of(code, on=on)) for code in sorted(programme.placements))
    placed = {code: place for code, place in known if place is not None and programme.network.is_open(code)}
    entrants = [(code, place) for code, place in placed.items() if material.is_new(place.stamp)]
    blocks: list[Block] = [paragraph(GATES_EXPLAINED), _standing(material, len(placed), len(entrants))]
    if entrants:
        blocks.append(Heading(text="Nieuw op de roadmap"))
        blocks.append(Bullets(items=tuple(_entrant(material, code, place) for code, place in entrants)))
    blocks += _reserved(material, list(placed))
    blocks += _candidates(material, set(placed))
    return Section(code="roadmap", heading="De roadmap", blocks=tuple(blocks))


def _standing(material: Material, placed: int, entrants: int) -> Block:
    if not placed:
        return paragraph("Er staat nog geen resultaat op de roadmap.")
    source = state_source(material.programme, "roadmap", "roadmap op de datum van de brief")
    runs: Runs = ("Op de roadmap ", "staat nu " if placed == 1 else "staan nu ")
    runs = (*runs, count(placed, "resultaat", "resultaten", source=source), ".")
    if material.previous is None:
        return paragraph(*runs)
    came = "kwam er " if entrants < 2 else "kwamen er "
    return paragraph(
        *runs, f" Sinds de vorige brief {came}", count(entrants, "resultaat", "resultaten", source=source), " bij."
    )


def _entrant(material: Material, code: Code, place: PlacementRecord) -> Item:
    record = material.programme.decisions[place.decision]
    decision = material.decided(record)
    runs = (
        *title_of(material.programme.network.elements[code]), " voor ", *material.towns(place.municipalities),
        ", gepland ", *_quarters(place, decision), ". ", *material.the(record.decision.body, capital=True),
        " besloot dit op ", day(record.decision.decided_on, decision), ".",
    )  # fmt: skip
    return Item(runs=runs, under=tuple(_gate_lines(material, code, place.municipalities)))


def _quarters(place: PlacementRecord, source: Source) -> Runs:
    first, last = period(place.place.start, source), period(place.place.end, source)
    if first == last:
        return ("voor het ", first)
    return ("van het ", first, " tot en met het ", last)


def _gate_lines(material: Material, code: Code, towns: tuple[str, ...]) -> Iterator[Runs]:
    """The reason of each gate, once when it is the same for all of these municipalities."""
    programme, on = material.programme, material.act.letter_date
    source = gates_source(programme, code)
    result = programme.network.result(code)
    for_all = result is not None and set(towns) == set(result.municipalities)
    tables = [gates_of(programme, code, town, on=on) for town in ([None] if for_all else towns)]
    for states in zip(*tables, strict=True):
        for state in {state.reason: state for state in states}.values():
            lapsed = () if state.passes else (f"{state.gate.label} ({state.status.label}). ",)
            yield (*lapsed, *told(state.reason, source))


def _reserved(material: Material, placed: list[Code]) -> Iterator[Block]:
    programme, on = material.programme, material.act.letter_date
    states = {code: under_reservation(programme, code, on=on) for code in placed}
    items = tuple(_reservation(material, code, lapsed) for code, lapsed in states.items() if lapsed)
    if items:
        yield Heading(text="Onder voorbehoud")
        yield paragraph(
            "Hier ging een poort weer dicht nadat het resultaat op de roadmap kwam. "
            "Het resultaat blijft staan tot de stuurgroep er opnieuw over besluit."
        )
        yield Bullets(items=items)


def _reservation(material: Material, code: Code, states: tuple[GateState, ...]) -> Item:
    source = gates_source(material.programme, code)
    lines = tuple((f"{state.gate.label}: {state.status.label}. ", *told(state.reason, source)) for state in states)
    return Item(runs=title_of(material.programme.network.elements[code]), under=lines)


def _candidates(material: Material, placed: set[Code]) -> Iterator[Block]:
    programme, on = material.programme, material.act.letter_date
    waiting = [
        (record, gates_of(programme, record.element.code, on=on))
        for record in programme.network.open_elements()
        if isinstance(record.element, Result) and record.element.code not in placed
    ]
    candidates = [pair for pair in waiting if _is_candidate(material, *pair)]
    if candidates:
        yield Heading(text="Wat er hierna kan komen")
        yield paragraph("Van deze resultaten is al een poort open geweest, of wordt aan een poort gewerkt.")
        yield Table(
            caption=("Kandidaten voor de roadmap",),
            head=(("Resultaat",), ("Poorten open",), ("Nog niet open",), ("Aan zet",)),
            rows=tuple(_candidate(material, *pair) for pair in candidates),
        )
    if rest := len(waiting) - len(candidates):
        source = state_source(programme, "results", "resultaten zonder open poort op de datum van de brief")
        more = count(rest, "ander resultaat", "andere resultaten", source=source)
        yield paragraph("Voor ", more, " is nog geen poort open.")


def _is_candidate(material: Material, record: ElementRecord, states: tuple[GateState, ...]) -> bool:
    priority = material.programme.priority_of(record.element.code, on=material.act.letter_date)
    if priority is not None and priority.priority is PriorityClass.NOT:
        return False
    return any(state.status is not GateStatus.NOT_MET for state in states)


def _candidate(material: Material, record: ElementRecord, states: tuple[GateState, ...]) -> tuple[Runs, ...]:
    source = gates_source(material.programme, record.element.code)
    closed = [state for state in states if not state.passes]
    opened = len(states) - len(closed)
    turns = dict.fromkeys(state.turn.label for state in closed if state.turn)
    return (
        (name(record.element.title, source, at=record.element.code),),
        (Fact(text=f"{opened}{NBSP}van{NBSP}{len(states)}", value=opened, source=source),),
        ("; ".join(_short(state) for state in closed) or "geen",),
        listing([told(turn, source) for turn in turns]) or ("de stuurgroep",),
    )


def _short(state: GateState) -> str:
    word = SHORT[state.gate.code]
    return word if state.status is GateStatus.NOT_MET else f"{word} ({state.status.label})"
