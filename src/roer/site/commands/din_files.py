"""`roer din export` and `roer din import`: the network out of Roer into a file, and a file into the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from roer.core.network.compare import compare
from roer.core.network.known_views import VIEWS
from roer.core.network.planning import Plan, brought_about
from roer.core.programme.entries import Draft, Stamp
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.state import Programme
from roer.core.programme.together import rehearse
from roer.core.values.dutch import listing, plural
from roer.core.values.errors import InputRefused, Problem
from roer.site.commands.din import check_folder, told
from roer.site.commands.place import HERE, Folder, open_site

if TYPE_CHECKING:
    from roer.office.steering.din_sight import Sight

NOBODY = "niemand"
"""By whom what a file asks is shown, as long as nobody stands for it."""
FORMS = (".json", ".xlsx", ".zip", ".csv", ".xml")


def export_command(
    folder: Folder = HERE,
    version: Annotated[int | None, typer.Option("--version", help="Een bevroren versie; anders de werkversie.")] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="Het bestand; anders JSON naar de uitvoer. De vorm volgt uit het einde van de naam: .json, .xlsx, "
            ".zip (alle tabellen als CSV), .csv (de tabel waar het bestand naar heet, zoals relaties.csv) "
            "of .xml (ArchiMate).",
            dir_okay=False,
        ),
    ] = None,
) -> None:
    """Schrijf het netwerk in een bestand; hetzelfde netwerk geeft steeds dezelfde bytes."""
    if out is not None:
        check_folder(out)
        if out.suffix.lower() not in FORMS:
            cure = f"Kies uit: {listing(FORMS, 'of')}."
            raise InputRefused([Problem("unknown_form", f"'{out.suffix}' kennen we niet.", "--out", cure)])
    open_site(folder)
    from roer.office.steering.din_picture import moment_of
    from roer.office.steering.din_sight import Sight

    sight = Sight.by(moment_of("" if version is None else str(version)), VIEWS[0])
    content = _content(sight, out or Path("din.json"))
    if out is None:
        sys.stdout.buffer.write(content)
        return
    out.write_bytes(content)
    typer.echo(str(out))


def import_command(
    file: Annotated[
        Path,
        typer.Argument(
            help="Een werkmap (.xlsx), CSV (.csv of .zip), JSON of ArchiMate (.xml).", exists=True, dir_okay=False
        ),
    ],
    folder: Folder = HERE,
    by: Annotated[str | None, typer.Option("--by", help="Wie het vastlegt, zoals noor-dekker.")] = None,
    reason: Annotated[str, typer.Option("--reason", help="Waarom; staat bij elke wijziging.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er zou gebeuren.")] = False,
) -> None:
    """Vertel wat een bestand aan het netwerk zou veranderen; met --by wordt het vastgelegd: alles, of niets."""
    open_site(folder)
    from roer.office.ledger.history import programme as programme_now
    from roer.office.steering.network_reading import LARGEST, plan_of
    from roer.office.steering.strangers import strangers_in

    with file.open("rb") as opened:
        content = opened.read(LARGEST + 1)
    programme = programme_now()
    plan = plan_of(content, file.name, programme)
    if problems := plan.problems or strangers_in(plan, programme):
        raise InputRefused(problems)
    for line in (*_asked(programme, plan, by or NOBODY), "", *plan.says):
        typer.echo(line)
    if by is None or not plan.acts:
        if plan.acts:
            typer.echo("Er is niets vastgelegd. Met --by PERSOON legt u dit vast.")
        return
    drafts = _drafts(plan, by, reason)
    if dry_run:
        _check(programme, drafts, plan)
        typer.echo("Er is niets vastgelegd. Zonder --dry-run wordt dit vastgelegd.")
    else:
        _record(drafts, plan, by)


def _content(sight: Sight, out: Path) -> bytes:
    from roer.office.steering import network_files

    match out.suffix.lower():
        case ".json":
            return network_files.as_json(sight.moment).encode()
        case ".xlsx":
            return network_files.workbook_of(sight.moment)
        case ".xml":
            return network_files.as_archimate(sight).encode()
        case ".zip":
            return network_files.as_csv_map(network_files.network_tables(sight.moment))
    tables = {table.name.casefold(): table for table in network_files.network_tables(sight.moment)}
    if out.stem.casefold() not in tables:
        cure = f"Noem het bestand {listing([f'{name}.csv' for name in tables], 'of')}, of kies .zip voor alle."
        raise InputRefused([Problem("unknown_table", "Eén CSV-bestand is één tabel.", "--out", cure)])
    return network_files.as_csv(tables[out.stem.casefold()])


def _asked(programme: Programme, plan: Plan, by: str) -> list[str]:
    """What the file asks, as the page of a proposal tells it."""
    from roer.office.ledger.door import today
    from roer.office.steering.proposals import moment_now

    stamp = Stamp(
        seq=programme.seq + 1,
        recorded_at=moment_now(programme),
        by=by,
        on_behalf_of=None,
        holds_from=today(),
        reason="",
        origin="",
    )
    return list(told(compare(programme.network, brought_about(programme.network, plan, stamp))))


def _drafts(plan: Plan, by: str, reason: str) -> tuple[Draft, ...]:
    from roer.office.ledger.door import today

    on = today()
    try:
        return tuple(Draft(act=act, by=by, holds_from=on, reason=reason) for act in plan.acts)
    except ValidationError as error:
        option = "--reason" if error.errors()[0]["loc"][0] == "reason" else "--by"
        cure = "Noem een persoon zoals noor-dekker; een reden is ten hoogste 8.000 tekens."
        raise InputRefused([Problem("circumstances", "Dit past niet.", option, cure)]) from error


def _check(programme: Programme, drafts: tuple[Draft, ...], plan: Plan) -> None:
    """Raise InputRefused with everything that the rules would refuse."""
    from roer.office.ledger.door import today
    from roer.office.steering.proposals import moment_now

    rehearsal = rehearse(programme, drafts, today=today(), moment=moment_now(programme))
    refused = [
        Problem(refusal.rule, str(refusal), place)
        for refusal, place in zip(rehearsal.refusals, plan.places, strict=True)
        if refusal is not None
    ]
    if refused:
        raise InputRefused(refused)


def _record(drafts: tuple[Draft, ...], plan: Plan, by: str) -> None:
    from roer.office.ledger.door import record_together

    try:
        entries = record_together(drafts, by=by)
    except (NotAllowed, Conflict) as refusal:
        problem = Problem(refusal.rule, str(refusal), plan.places[refusal.step], "Er is niets vastgelegd.")
        raise InputRefused([problem]) from refusal
    number = plural(len(entries), "wijziging", "wijzigingen")
    typer.echo(f"Vastgelegd: {number}, regel {entries[0].seq} tot en met {entries[-1].seq}.")
