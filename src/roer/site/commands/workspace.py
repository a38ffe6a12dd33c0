"""`roer init` and `roer serve`: make a workspace, and show it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Annotated

import typer

from roer.core.values.errors import InputRefused, Problem
from roer.data.workspace import Workspace, WorkspaceMunicipality, WorkspaceSettings
from roer.site.commands.place import HERE, Folder, open_site
from roer.site.commands.serving import LOOPBACK, check_port_free, collect_static, serve_forever

Port = Annotated[int, typer.Option("--port", envvar="ROER_PORT", min=1, max=65535, help="De poort.")]
WELCOME = Path(__file__).resolve().parents[1] / "welcome"
"""What a new workspace holds: a page to read, and a commented example in each folder of the catalogue."""
_MUNICIPALITY = re.compile(r"(GM\d{4})=(.+)")


def init(
    folder: Annotated[Path, typer.Argument(help="De nieuwe map.", metavar="DIR")],
    programme: Annotated[str, typer.Option("--programme", help="De naam van het programma.")] = "Datagedreven sturing",
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", help="Een gemeente, zoals GM0534=Hillegom; mag vaker.")
    ] = None,
) -> None:
    """Maak een lege werkmap voor een nieuwe groep gemeenten; de map legt zichzelf uit."""
    towns = tuple(_town(told) for told in municipality or ["GM0000=Voorbeeldgemeente"])
    workspace = Workspace.create(folder, WorkspaceSettings(programme=programme, municipalities=towns))
    shutil.copytree(WELCOME, workspace.root, dirs_exist_ok=True)
    typer.echo(f"Klaar: {workspace.root}\nLees eerst {workspace.root / 'LEESMIJ.md'}.")


def serve(
    folder: Folder = HERE,
    port: Port = 8000,
    host: Annotated[str, typer.Option("--host", help="Het adres waarop de site luistert.")] = LOOPBACK,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Hoeveel processen antwoorden.")] = 1,
) -> None:
    """Toon de site van een werkmap, op deze computer."""
    check_port_free(port, host)
    workspace = open_site(folder)
    collect_static(workspace)
    serve_forever(host=host, port=port, workers=workers)


def _town(told: str) -> WorkspaceMunicipality:
    if match := _MUNICIPALITY.fullmatch(told):
        return WorkspaceMunicipality(code=match[1], name=match[2])
    cure = "Schrijf de CBS-code en de naam zo: GM0534=Hillegom."
    raise InputRefused([Problem("municipality", f"'{told}' is geen gemeente.", "--municipality", cure)])
