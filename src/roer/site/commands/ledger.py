"""`roer ledger`: the programme as a ledger: verify, export, import, record, contracts, and how its gates stand."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from roer.core.programme.entries import Draft
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.values.dutch import plural
from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.complaints import parsed
from roer.data.catalogue.placed import read_all_placed
from roer.site.commands.approvals import contract
from roer.site.commands.gates import gates
from roer.site.commands.place import HERE, Folder, open_site, set_up

app = typer.Typer(
    help="Het grootboek van het programma: controleren, exporteren, inlezen, vastleggen, en de stand van de poorten.",
    no_args_is_help=True,
)
app.command()(gates)
app.command()(contract)

File = Annotated[Path, typer.Argument(help="Een geëxporteerd grootboek: JSON-regels.", exists=True, dir_okay=False)]
Json = Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")]


AnchorFile = Annotated[
    Path | None,
    typer.Option("--anchor", help="Ankers die elders zijn bewaard (roer ledger anchor).", exists=True, dir_okay=False),
]


@app.command()
def verify(
    file: Annotated[Path | None, typer.Argument(help="Een geëxporteerd grootboek; anders dat van de werkmap.")] = None,
    anchor: AnchorFile = None,
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Controleer dat geen regel veranderd is en geen regel ontbreekt.

    Een afgekapt einde en een geschiedenis die van voor tot achter is herschreven, zijn alleen met --anchor te zien.
    """
    if file is None:
        open_site(folder)
    else:
        set_up()
    from roer.office.ledger.anchors import anchors_in
    from roer.office.ledger.verify import verify as verify_stored
    from roer.office.ledger.verify import verify_lines

    anchors = anchors_in(_lines(anchor)) if anchor else ()
    report = verify_stored(anchors) if file is None else verify_lines(_lines(file), anchors)
    if as_json:
        problems = [{"rule": problem.rule, "where": problem.where, "what": problem.what} for problem in report.problems]
        told = {"ok": report.ok, "entries": report.entries, "head": report.head, "problems": problems}
        typer.echo(json.dumps(told, ensure_ascii=False))
        raise typer.Exit(0 if report.ok else 1)
    if not report.ok:
        raise InputRefused(report.problems)
    typer.echo(f"Het grootboek is heel: {plural(report.entries, 'regel', 'regels')}, laatste hash {report.head}.")


@app.command()
def anchor(
    file: Annotated[Path, typer.Argument(help="Hier komt een regel bij; zet dit bestand op een andere machine.")],
    folder: Folder = HERE,
) -> None:
    """Schrijf nummer en hash van de laatste regel elders op, zodat later blijkt dat er niets is herschreven.

    Eerst wordt gecontroleerd dat het grootboek heel is en bij de eerdere ankers past.
    """
    open_site(folder)
    from roer.office.ledger.anchors import Anchor, anchors_in
    from roer.office.ledger.verify import verify as verify_stored

    report = verify_stored(anchors_in(_lines(file)) if file.exists() and file.stat().st_size else ())
    if not report.ok:
        raise InputRefused(report.problems)
    if not report.entries:
        raise InputRefused([Problem("empty", "Het grootboek is nog leeg.", "", "Veranker het na de eerste handeling.")])
    with file.open("a", encoding="utf-8", newline="\n") as anchors:
        anchors.write(Anchor.now(seq=report.entries, hash=report.head).line + "\n")
    typer.echo(f"Verankerd: {plural(report.entries, 'regel', 'regels')}, laatste hash {report.head}.")


@app.command()
def export(
    out: Annotated[Path | None, typer.Option("--out", help="Het bestand; anders de uitvoer.", dir_okay=False)] = None,
    folder: Folder = HERE,
) -> None:
    """Schrijf het hele programma als JSON-regels; steeds dezelfde bytes."""
    open_site(folder)
    from roer.office.ledger.transfer import export_lines

    if out is None:
        for line in export_lines():
            sys.stdout.buffer.write(f"{line}\n".encode())
        sys.stdout.buffer.flush()
        return
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in export_lines())


@app.command("import")
def import_file(file: File, folder: Folder = HERE) -> None:
    """Lees een geëxporteerd grootboek in: alle regels of geen, elk langs dezelfde regels als op de pagina's."""
    open_site(folder)
    from roer.office.ledger.transfer import import_lines

    outcome = import_lines(_lines(file), progress=lambda line: typer.echo(line, err=True))
    typer.echo(f"Ingelezen: {plural(outcome.added, 'nieuwe regel', 'nieuwe regels')}; {outcome.known} waren er al.")


@app.command()
def record(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Handelingen, in YAML of JSON: act, by, holds_from. Meer in één bestand: zet er --- tussen.",
            metavar="BESTAND...",
            exists=True,
            dir_okay=False,
        ),
    ],
    folder: Folder = HERE,
    as_json: Json = False,
) -> None:
    """Leg handelingen vast, in deze volgorde: alle, of geen."""
    open_site(folder)
    from roer.office.ledger.door import record_as_named

    placed = [one for file in files for one in read_all_placed(file, file.name)]
    drafts = [parsed(Draft, one) for one in placed]
    try:
        entries = record_as_named(drafts)
    except (NotAllowed, Conflict) as refusal:
        where = placed[refusal.step].where(())
        raise InputRefused([Problem(refusal.rule, str(refusal), where, "Er is niets vastgelegd.")]) from refusal
    if as_json:
        for entry in entries:
            typer.echo(entry.model_dump_json())
    elif len(entries) == 1:
        typer.echo(f"Vastgelegd als regel {entries[0].seq}.")
    else:
        typer.echo(f"{len(entries)} handelingen vastgelegd, regel {entries[0].seq} tot en met {entries[-1].seq}.")


def _lines(file: Path) -> Iterator[str]:
    cure = "Kies een bestand dat met 'roer ledger export' is gemaakt."
    line = None
    try:
        with file.open("rb") as lines:
            for line in lines:
                yield line.decode("utf-8").removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputRefused([Problem("unreadable", "Dit bestand is niet te lezen.", str(file), cure)]) from error
    if line is None:
        raise InputRefused([Problem("empty", "Het bestand is leeg.", str(file), cure)])
