"""`roer din`: draw the goals-efforts network into a file, and tell what changed between two versions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from roer.core.network.compare import Change, Comparison, compare
from roer.core.network.known_views import VIEWS, KnownView
from roer.core.values.dutch import listing
from roer.core.values.errors import InputRefused, Problem
from roer.site.commands.place import HERE, Folder, open_site

if TYPE_CHECKING:
    from roer.office.steering.din_sight import Sight

FORMS = (".svg", ".pdf", ".png")
"""What a drawing can be, told by the end of its name."""


def draw_command(
    out: Annotated[
        Path,
        typer.Option("--out", help="Het bestand: din.svg, din.pdf of din.png.", dir_okay=False, show_default=False),
    ],
    folder: Folder = HERE,
    version: Annotated[int | None, typer.Option("--version", help="Een bevroren versie; anders de werkversie.")] = None,
    view: Annotated[str, typer.Option("--view", help="De kleuren, zoals poorten.")] = VIEWS[0].code,
    paper: Annotated[
        Literal["a3", "a4"] | None, typer.Option("--paper", help="Om af te drukken; zo nodig over meer bladen.")
    ] = None,
    a3: Annotated[bool, typer.Option("--a3", help="Hetzelfde als --paper a3.")] = False,
) -> None:
    """Teken het netwerk als SVG, PDF of PNG, naar de naam van het bestand. Een PDF is A3, tenzij u A4 kiest.

    Past een SVG voor papier niet leesbaar op één blad, dan krijgt elk blad een eigen bestand.
    """
    chosen, paper = _view(view), paper or ("a3" if a3 else None)
    _check_form(out, paper)
    check_folder(out)
    open_site(folder)
    from roer.office.steering.din_picture import moment_of
    from roer.office.steering.din_sight import Sight

    sight = Sight.by(moment_of("" if version is None else str(version)), chosen)
    for path, content in _drawn(sight, out, paper):
        path.write_bytes(content)
        typer.echo(str(path))


def _check_form(out: Path, paper: str | None) -> None:
    if out.suffix.lower() not in FORMS:
        cure = f"Noem het bestand naar wat u wilt: {listing([f'din{form}' for form in FORMS], 'of')}."
        raise InputRefused([Problem("unknown_form", f"Van {out.name} is niet te zien wat het wordt.", "--out", cure)])
    if paper and out.suffix.lower() == ".png":
        cure = "Kies een PDF of een SVG, of laat --paper weg."
        raise InputRefused([Problem("no_paper", "Een PNG heeft geen formaat van papier.", "--paper", cure)])


def _drawn(sight: Sight, out: Path, paper: str | None) -> list[tuple[Path, bytes]]:
    """The files with what must be in them."""
    from roer.office.steering.din_paper import DESCRIBED, PAPERS, network_pdf, network_png
    from roer.office.steering.din_picture import TITLE
    from roer.office.steering.din_sight import picture_of, sheets_of

    form = out.suffix.lower()
    if form == ".png":
        return [(out, network_png(picture_of(sight, linked=False)))]
    if form == ".pdf":
        chosen = PAPERS[paper or "a3"]
        return [(out, network_pdf(sheets_of(sight, chosen), title=TITLE, described=DESCRIBED, paper=chosen))]
    documents = sheets_of(sight, PAPERS[paper]) if paper else (picture_of(sight, linked=False).document(),)
    return [(path, document.encode()) for path, document in zip(_paths(out, len(documents)), documents, strict=True)]


def compare_command(
    since: Annotated[str, typer.Option("--from", help="Een versie of een dag, zoals 2 of 2020-10-12.")],
    folder: Folder = HERE,
    until: Annotated[str, typer.Option("--to", help="Een latere versie of dag; anders de werkversie (nu).")] = "nu",
    as_json: Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")] = False,
) -> None:
    """Vertel wat er veranderde in het netwerk tussen twee versies of dagen, of tussen toen en nu."""
    open_site(folder)
    from roer.office.steering.din_comparison import as_json as plain
    from roer.office.steering.din_comparison import in_time_order, names_for

    first, last = in_time_order(since, until)
    if first.named != last.named and since == last.named:
        cure = f"Draai ze om: --from {until} --to {since}."
        raise InputRefused([Problem("order", "Het eerste moment is later dan het tweede.", "--from", cure)])
    comparison = compare(first.network, last.network, names_for(last.programme, first, last))
    if as_json:
        typer.echo(json.dumps(plain(first, last, comparison), ensure_ascii=False))
        return
    typer.echo(f"Van {first.called} tot {last.called}.")
    for line in told(comparison):
        typer.echo(line)


def told(comparison: Comparison) -> Iterator[str]:
    """A comparison as lines: the kinds of change, each with its sentences."""
    if not comparison.changes:
        yield "Er is niets veranderd."
    for heading, changes in comparison.grouped():
        yield f"\n{heading} ({len(changes)})"
        for change in changes:
            yield f"  - {_sentence(change)}"


def _sentence(change: Change) -> str:
    decision = f"Besluit {change.decision}." if change.decision else ""
    return " ".join(part for part in (change.sentence, change.motive, decision) if part)


def _view(code: str) -> KnownView:
    for view in VIEWS:
        if view.code == code:
            return view
    cure = f"Kies uit: {listing([view.code for view in VIEWS], 'of')}."
    raise InputRefused([Problem("unknown_view", f"Er is geen weergave '{code}'.", "--view", cure)])


def check_folder(out: Path) -> None:
    """Raise InputRefused when the folder in which a file is to be written is not there."""
    if not out.absolute().parent.is_dir():
        raise InputRefused([Problem("no_folder", f"De map van {out} is er niet.", "--out", "Maak haar eerst.")])


def _paths(out: Path, count: int) -> list[Path]:
    """One file, or for more sheets `din-1.svg`, `din-2.svg`, …"""
    if count == 1:
        return [out]
    return [out.with_name(f"{out.stem}-{sheet}{out.suffix}") for sheet in range(1, count + 1)]
