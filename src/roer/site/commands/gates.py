"""`roer ledger gates`: how the four gates of a result stand, and what the next approval must name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated

import typer

from roer.core.programme.elements import Code
from roer.core.programme.gates import GateState, UnknownResult, gate_table
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.complaints import nearest
from roer.site.commands.place import HERE, Folder, open_site

Json = Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")]


@dataclass(frozen=True, slots=True)
class Binding:
    """What an act about this result must name: the hash of exactly what is approved, and the entry that it follows."""

    thing: str
    field: str
    hash: str
    seq: int
    acts: tuple[str, ...]


def gates(
    result: Annotated[str, typer.Argument(help="De code van het resultaat, zoals R01.", metavar="RESULTAAT")],
    folder: Folder = HERE,
    act: Annotated[str, typer.Option("--for", help="Alleen de hash die deze handeling noemt.", metavar="ACT")] = "",
    as_json: Json = False,
) -> None:
    """Toon de vier poorten van een resultaat: hoe zij staan, wie aan zet is, en welke hash een akkoord noemt."""
    open_site(folder)
    from roer.office.ledger.door import today
    from roer.office.ledger.history import programme as programme_now

    programme = programme_now()
    if result not in programme.network.elements:
        codes = [one.code for one in programme.network.results]
        raise UnknownResult(f"Er is geen resultaat met code {result}. {nearest(result, codes)}")
    states = gate_table(programme, result, on=today())
    bindings = tuple(_bindings(programme, result))
    if act:
        typer.echo(_named_by(act, result, bindings))
        return
    if as_json:
        typer.echo(json.dumps({"gates": _told(states), "bindings": list(map(asdict, bindings))}, ensure_ascii=False))
        return
    for line in (*_lines(programme, result, states, today()), *_binding_lines(bindings)):
        typer.echo(line)


def _lines(programme: Programme, result: Code, states: dict[str, tuple[GateState, ...]], on: date) -> Iterator[str]:
    yield f"{result} {programme.network.elements[result].element.title}"
    for town, gates_there in states.items():
        known = programme.municipalities.get(town)
        placement = programme.placement_of(result, on=on)
        placed = placement is not None and town in placement.municipalities
        yield f"\n{known.name if known else town}: {'staat op de roadmap' if placed else 'staat niet op de roadmap'}"
        for state in gates_there:
            turn = f" Aan zet: {state.turn.label}." if state.turn else ""
            yield f"  {state.status.sign} {state.gate.label}: {state.status.label}. {state.reason}{turn}"


def _binding_lines(bindings: tuple[Binding, ...]) -> Iterator[str]:
    yield "\nEen akkoord noemt de hash van precies dat waarover het gaat; wie iets vervangt, noemt de regel (expects)."
    for one in bindings:
        yield f"  {one.thing}, regel {one.seq} (voor {listing(one.acts, 'of')})\n    {one.field}: {one.hash}"


def _bindings(programme: Programme, code: Code) -> Iterator[Binding]:
    element = programme.network.elements[code]
    yield Binding("het resultaat zelf", "subject_hash", element.hash, element.seq, ("take_decision",))
    if versions := programme.smart.get(code):
        yield Binding("de SMART-omschrijving", "text_hash", versions[-1].hash, versions[-1].seq, ("agree_smart_text",))
    if contract := programme.contracts.get(code):
        acts = ("screen_privacy", "write_dpia", "describe_architecture")
        yield Binding("het productcontract", "contract_hash", contract.hash, contract.seq, acts)
    file = programme.privacy.get(code, PrivacyFile())
    if file.screening is not None:
        yield Binding("de pre-scan", "subject_hash", file.screening.hash, file.screening.seq, ("advise_on_privacy",))
    if file.dpia is not None:
        hashed, seq = file.dpia.hash, file.dpia.seq
        yield Binding("de DPIA, voor het advies", "subject_hash", hashed, seq, ("advise_on_privacy",))
        yield Binding("de DPIA, om vast te stellen", "dpia_hash", hashed, seq, ("adopt_dpia",))
    if architectures := programme.architectures.get(code):
        last = architectures[-1]
        yield Binding("de doelarchitectuur", "architecture_hash", last.hash, last.seq, ("adopt_architecture",))


def _named_by(act: str, result: Code, bindings: tuple[Binding, ...]) -> str:
    """The hash that this act names; the newest where it may be about several things."""
    if found := [one for one in bindings if act in one.acts]:
        return max(found, key=lambda one: one.seq).hash
    known = {name for one in bindings for name in one.acts}
    what = f"bij {result} is nog niets waarvan {act!r} de hash noemt"
    raise InputRefused([Problem("nothing_to_name", what, "--for", nearest(act, known))])


def _told(states: dict[str, tuple[GateState, ...]]) -> dict[str, list[dict[str, str | None]]]:
    return {
        town: [
            {
                "gate": state.gate.code,
                "status": state.status.value,
                "reason": state.reason,
                "turn": state.turn.label if state.turn else None,
            }
            for state in gates_there
        ]
        for town, gates_there in states.items()
    }
