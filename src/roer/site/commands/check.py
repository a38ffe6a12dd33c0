"""`roer check`: the definitions of the catalogue, and which approvals they would void as they stand now."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer

from roer.core.values.errors import InputRefused
from roer.data.workspace import Workspace
from roer.site.commands.approvals import forecasts, lines, told
from roer.site.commands.figures import checked_catalogue, counted
from roer.site.commands.place import HERE, Folder

Json = Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")]
Schemas = Annotated[bool, typer.Option("--schemas", help="Schrijf ook JSON-schema's voor uw editor.")]
Strict = Annotated[bool, typer.Option("--strict", help="Uitgangscode 1 als er goedkeuringen zouden vervallen.")]


def check(folder: Folder = HERE, schemas: Schemas = False, strict: Strict = False, as_json: Json = False) -> None:
    """Controleer alle definities, en zeg welke goedkeuringen zij laten vervallen."""
    workspace = Workspace.open(folder)
    try:
        catalogue = checked_catalogue(workspace)
    except InputRefused as refusal:
        if not as_json:
            raise
        problems = [{"rule": p.rule, "where": p.where, "what": p.what, "cure": p.cure} for p in refusal.problems]
        _say({"ok": False, "problems": problems})
        raise typer.Exit(1) from None
    if schemas:
        from roer.data.catalogue.schemas import write_schemas

        write_schemas(workspace.catalogue / ".schemas")
    contracts = {slug: catalogue.contract_hash(product) for slug, product in catalogue.products.items()}
    programme, ahead = forecasts(workspace, catalogue)
    if as_json:
        approvals = [told(one, programme) for one in ahead]
        _say({"ok": True, "problems": [], "contracts": contracts, "approvals": approvals})
    else:
        typer.echo(f"De catalogus klopt: {counted(catalogue)}.")
        if not catalogue.sources:
            where = "catalogue/sources en deliveries"
            typer.echo(f"Begin met een bron: haal .txt van de naam van een voorbeeld in {where}.")
        for slug, contract in contracts.items():
            typer.echo(f"Contract van {slug}: {contract}")
        for line in (line for one in ahead for line in lines(one, programme)):
            typer.echo(line)
    if strict and any(one.warns for one in ahead):
        raise typer.Exit(1)


def _say(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False))
