"""`roer init` and `roer serve`: make a workspace, and show it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
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
SOME_TOWN = WorkspaceMunicipality(code="GM0000", name="Voorbeeldgemeente")
"""The municipality that the examples are about, until `roer init` says which ones they are."""
_NEXT_ACT = "\n---\n"
_MUNICIPALITY = re.compile(r"(GM\d{4})=(.+)")


def init(
    folder: Annotated[Path, typer.Argument(help="De nieuwe map.", metavar="DIR")],
    programme: Annotated[str, typer.Option("--programme", help="De naam van het programma.")] = "Datagedreven sturing",
    municipality: Annotated[
        list[str] | None, typer.Option("--municipality", help="Een gemeente, zoals GM0534=Hillegom; mag vaker.")
    ] = None,
) -> None:
    """Maak een lege werkmap voor een nieuwe groep gemeenten; de map legt zichzelf uit."""
    towns = tuple(_town(told) for told in municipality or ()) or (SOME_TOWN,)
    workspace = Workspace.create(folder, WorkspaceSettings(programme=programme, municipalities=towns))
    shutil.copytree(WELCOME, workspace.root, dirs_exist_ok=True)
    _tell_towns(workspace, towns)
    _tell_name(workspace, programme)
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


def _tell_towns(workspace: Workspace, towns: tuple[WorkspaceMunicipality, ...]) -> None:
    """Let the examples be about these municipalities: what is about one of them is said of each."""
    for acts in sorted(workspace.programme.glob("*.yml")):
        parts = acts.read_text(encoding="utf-8").split(_NEXT_ACT)
        acts.write_text(_NEXT_ACT.join(_of_each(parts, towns)), encoding="utf-8")
    for delivery in sorted(workspace.deliveries.iterdir()):
        lines = delivery.read_text(encoding="utf-8").split("\n")
        delivery.write_text("\n".join(_of_each(lines, towns)), encoding="utf-8")


def _tell_name(workspace: Workspace, programme: str) -> None:
    """Let the first act found the programme under the name that it was given."""
    first = workspace.programme / "eerste-handeling.yml"
    text = first.read_text(encoding="utf-8")
    told = text.replace("name: Datagedreven sturing", f"name: {json.dumps(programme, ensure_ascii=False)}")
    first.write_text(told, encoding="utf-8")


def _of_each(parts: list[str], towns: tuple[WorkspaceMunicipality, ...]) -> Iterator[str]:
    every = f"[{', '.join(town.code for town in towns)}]"
    for part in (part.replace(f"[{SOME_TOWN.code}]", every) for part in parts):
        about_one = SOME_TOWN.code[2:] in part
        yield from (_of(part, town) for town in towns) if about_one else (part,)


def _of(part: str, town: WorkspaceMunicipality) -> str:
    number = SOME_TOWN.code[2:]
    for prefix in ("GM", "WK", "gm"):
        part = part.replace(f"{prefix}{number}", f"{prefix}{town.code[2:]}")
    return part.replace(SOME_TOWN.name, town.name)


def _town(told: str) -> WorkspaceMunicipality:
    if match := _MUNICIPALITY.fullmatch(told):
        return WorkspaceMunicipality(code=match[1], name=match[2])
    cure = "Schrijf de CBS-code en de naam zo: GM0534=Hillegom."
    raise InputRefused([Problem("municipality", f"'{told}' is geen gemeente.", "--municipality", cure)])
