"""`roer protect` and `roer attack`: protect any table without a workspace, and attack what was shown."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from roer.core.values.dutch import number, plural
from roer.core.values.errors import InputRefused, Problem
from roer.site.commands.steps import Steps

if TYPE_CHECKING:
    from roer.core.disclosure import AttackReport, ShownTable

FOUND = 3
"""The exit code when the attacker found something."""

Json = Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")]


def protect_command(
    folder: Annotated[
        Path,
        typer.Argument(
            help="De map met cells.parquet of cells.csv, hier_<dimensie>.csv en policy.yml.",
            metavar="MAP",
            exists=True,
            file_okay=False,
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="Waar safe.parquet en report.json komen.", file_okay=False)],
    as_json: Json = False,
) -> None:
    """Beveilig een tabel, zonder werkmap: verberg wat te klein is en wat dat zou verraden, en val het resultaat aan."""
    from roer.core.disclosure import protect_and_attack
    from roer.data.releases.folder import read_folder, write_result

    steps = Steps()
    with steps.step("Cellen, indelingen en beleid lezen"):
        given = read_folder(folder)
        steps.say(f"{plural(given.cube.size, 'cel', 'cellen')}, met alle totalen.")
    start = time.perf_counter()
    with steps.step("Beveiligen en aanvallen"):
        table, report = protect_and_attack(given.cube, given.policy)
    seconds = time.perf_counter() - start
    with steps.step("Resultaat opslaan"):
        write_result(out, table, report)
    steps.tell_times()
    if as_json:
        told = {
            "cells": len(table.cells),
            "primary": len(table.primary),
            "secondary": len(table.secondary),
            "found": len(report.found),
            "seconds": round(seconds, 2),
        }
        typer.echo(json.dumps(told))
        return
    typer.echo(
        f"{number(len(table.cells))} cellen: {number(len(table.primary))} verborgen omdat zij iets verraden, "
        f"{number(len(table.secondary))} om die te beschermen. De aanval vond niets. Het resultaat staat in {out}."
    )


def attack_command(
    target: Annotated[
        Path,
        typer.Argument(
            help="Een resultaat van 'roer protect', een vrijgave, of een map met vrijgaven.",
            metavar="MAP",
            exists=True,
            file_okay=False,
        ),
    ],
    as_json: Json = False,
) -> None:
    """Val aan wat getoond is: probeer verborgen cijfers terug te rekenen. Eindigt met 3 als dat lukt."""
    from roer.core.disclosure import attack

    tables = _shown_at(target)
    steps = Steps()
    with steps.step(f"Aanvallen: {plural(len(tables), 'tabel', 'tabellen')}"):
        report = attack(tables)
    typer.echo(json.dumps(_told(report), ensure_ascii=False) if as_json else _sentence(report))
    if not report.ok:
        raise typer.Exit(FOUND)


def _shown_at(target: Path) -> list[ShownTable]:
    from roer.data.releases.folder import REPORT, SAFE, read_result
    from roer.data.releases.past import SHOWN_TABLES, shown_in
    from roer.data.releases.reader import MANIFEST

    if (target / SAFE).is_file() or (target / REPORT).is_file():
        return [read_result(target)]
    releases = [target] if (target / MANIFEST).is_file() else sorted(m.parent for m in target.glob(f"**/{MANIFEST}"))
    shown = [folder for folder in releases if (folder / SHOWN_TABLES).is_file()]
    if not shown:
        what = "hier staat geen resultaat van 'roer protect' en geen vrijgave"
        cure = f"Kies een map met {SAFE}, of een vrijgave onder var/releases."
        raise InputRefused([Problem("nothing_to_attack", what, str(target), cure)])
    tables: list[ShownTable] = []
    for folder in shown:
        # Releases often repeat what was there.
        tables += [table for table in shown_in(folder, _risks_of(folder)) if table not in tables]
    return tables


def _risks_of(release: Path) -> Path:
    """Where the builder keeps which cells of this release are risky, beside the folder of all releases."""
    release = release.resolve()
    return release.parents[2] / "protection" / release.parent.name / f"{release.name}.json"


def _told(report: AttackReport) -> dict[str, object]:
    found = [{"table": one.table, "codes": list(one.codes), "rule": one.rule} for one in report.found]
    return {"ok": report.ok, "cells_tried": report.cells_tried, "programmes": report.programmes, "found": found}


def _sentence(report: AttackReport) -> str:
    tried = plural(report.cells_tried, "verborgen cel", "verborgen cellen")
    if report.ok:
        return f"De aanval probeerde {tried} en vond niets."
    lines = [f"  {one.table}: {' · '.join(one.codes)} [{one.rule}]" for one in report.found[:20]]
    more = len(report.found) - len(lines)
    tail = [f"  en nog {more}"] if more > 0 else []
    won = plural(len(report.found), "cel is", "cellen zijn")
    return "\n".join([f"De aanval probeerde {tried}; {won} te nauw terug te rekenen:", *lines, *tail])
