"""`roer din`: draw the goals-efforts network into a file, and tell what changed between two versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from roer.core.network.colouring import VIEWS, Colouring, ColourView, Facts
from roer.core.network.compare import Comparison, compare
from roer.core.network.drawing import Caption, draw
from roer.core.network.roadmap import footer_of, gate_counts, order_through, roadmap_items
from roer.core.network.scene import RoadmapItem, scene
from roer.core.network.sheets import a3_sheets
from roer.core.programme.elements import Element
from roer.core.programme.network_state import Network
from roer.core.programme.records import NetworkVersion
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing
from roer.core.values.errors import InputRefused, Problem
from roer.site.commands.place import HERE, Folder, open_site

NAME = "Doelen-inspanningennetwerk"


@dataclass(frozen=True, slots=True)
class Moment:
    """The network at the moment that was asked for: of a frozen version, or the working network (`version` None)."""

    programme: Programme
    network: Network
    on: date
    version: int | None


def draw_command(
    out: Annotated[Path, typer.Option("--out", help="Het bestand, zoals din.svg.", dir_okay=False)],
    folder: Folder = HERE,
    version: Annotated[int | None, typer.Option("--version", help="Een bevroren versie; anders de werkversie.")] = None,
    view: Annotated[str, typer.Option("--view", help="De kleuren, zoals poorten.")] = VIEWS[0].code,
    a3: Annotated[bool, typer.Option("--a3", help="Op A3, om af te drukken; zo nodig over meer bladen.")] = False,
) -> None:
    """Teken het netwerk als SVG. Past het niet leesbaar op één A3, dan krijgt elk blad een eigen bestand."""
    chosen = _view(view)
    _check_folder(out)
    open_site(folder)
    moment = _moment(version)
    items = roadmap_items(moment.programme, on=moment.on)
    facts = Facts(moment.network, moment.programme.policy_fields, gate_counts(items))
    colouring = chosen.colour(facts)
    documents = _sheets(moment, colouring, items) if a3 else (_picture(moment, colouring, items),)
    for path, document in zip(_paths(out, len(documents)), documents, strict=True):
        path.write_text(document, encoding="utf-8", newline="\n")
        typer.echo(str(path))


def compare_command(
    since: Annotated[int, typer.Option("--from", help="De eerste versie.")],
    folder: Folder = HERE,
    until: Annotated[int | None, typer.Option("--to", help="De latere versie; anders de werkversie.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")] = False,
) -> None:
    """Vertel wat er veranderde tussen twee versies van het netwerk, of tussen een versie en nu."""
    open_site(folder)
    from roer.office.ledger.history import programme as programme_at

    now = programme_at()
    first, last = _version(now, since, "--from"), None if until is None else _version(now, until, "--to")
    if last is not None and last.number < first.number:
        cure = f"Draai ze om: --from {last.number} --to {first.number}."
        raise InputRefused([Problem("order", "De eerste versie is later dan de tweede.", "--from", cure)])
    comparison = compare(first.network, last.network if last else now.network)
    if as_json:
        told = {"from": first.number, "to": last.number if last else None, "changes": comparison.as_json()}
        typer.echo(json.dumps(told, ensure_ascii=False))
        return
    for line in _told(comparison, first, last):
        typer.echo(line)


def _told(comparison: Comparison, first: NetworkVersion, last: NetworkVersion | None) -> Iterator[str]:
    until = f"versie {last.number} van {day(last.version_date)}" if last else "nu"
    yield f"Van versie {first.number} van {day(first.version_date)} tot {until}."
    if not comparison.changes:
        yield "Er is niets veranderd."
    for heading, changes in comparison.grouped():
        yield f"\n{heading} ({len(changes)})"
        for change in changes:
            decision = f"Besluit {change.decision}." if change.decision else ""
            yield "  - " + " ".join(part for part in (change.sentence, change.motive, decision) if part)


def _moment(number: int | None) -> Moment:
    from roer.office.ledger.door import day_of, today
    from roer.office.ledger.history import programme as programme_at

    now = programme_at()
    if number is None:
        return Moment(now, now.network, today(), None)
    version = _version(now, number, "--version")
    return Moment(programme_at(version.frozen_at), version.network, day_of(version.frozen_at), number)


def _version(programme: Programme, number: int, option: str) -> NetworkVersion:
    if (version := programme.versions.get(number)) is not None:
        return version
    known = listing([str(known) for known in sorted(programme.versions)])
    cure = f"Er zijn: {known}." if known else "Er is nog geen versie bevroren."
    raise InputRefused([Problem("unknown_version", f"Er is geen versie {number} van het netwerk.", option, cure)])


def _view(code: str) -> ColourView:
    for view in VIEWS:
        if view.code == code:
            return view
    cure = f"Kies uit: {listing([view.code for view in VIEWS], 'of')}."
    raise InputRefused([Problem("unknown_view", f"Er is geen weergave '{code}'.", "--view", cure)])


def _check_folder(out: Path) -> None:
    if not out.absolute().parent.is_dir():
        raise InputRefused([Problem("no_folder", f"De map van {out} is er niet.", "--out", "Maak haar eerst.")])


def _caption(moment: Moment, colouring: Colouring) -> Caption:
    digest = moment.network.content_hash()
    return Caption(NAME, footer_of(moment.programme, version=moment.version, view=colouring.title, digest=digest))


def _order(moment: Moment) -> tuple[tuple[str, ...], ...]:
    """The order in which the page shows it too: from the first version on, what stood keeps its place."""
    versions = sorted(moment.programme.versions.items())
    return order_through([*(version.network for _, version in versions), moment.network])


def _picture(moment: Moment, colouring: Colouring, items: tuple[RoadmapItem, ...]) -> str:
    placed = scene(
        moment.network,
        order=_order(moment),
        colouring=colouring,
        policy_fields=moment.programme.policy_fields,
        roadmap=items,
    )
    caption = _caption(moment, colouring)
    return draw(placed, colouring=colouring, caption=caption, address=_nowhere).document()


def _sheets(moment: Moment, colouring: Colouring, items: tuple[RoadmapItem, ...]) -> tuple[str, ...]:
    return a3_sheets(
        moment.network,
        order=_order(moment),
        colouring=colouring,
        policy_fields=moment.programme.policy_fields,
        roadmap=items,
        caption=_caption(moment, colouring),
        address=_nowhere,
    )


def _nowhere(_element: Element) -> str:
    """A file on its own leads nowhere."""
    return ""


def _paths(out: Path, count: int) -> list[Path]:
    """One file, or for more sheets `din-1.svg`, `din-2.svg`, …"""
    if count == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{sheet}{out.suffix}") for sheet in range(1, count + 1)]
