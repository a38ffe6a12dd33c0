"""`roer ledger contract`, and what `roer check` says about approvals: the catalogue held against the ledger.

Only here do the two meet: the catalogue knows no programme, and the programme no catalogue.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from roer.core.programme.acts import DeclareContract
from roer.core.programme.contract_changes import words_of
from roer.core.programme.contract_forecast import Forecast, forecast
from roer.core.programme.elements import Contract
from roer.core.programme.entries import Draft
from roer.core.programme.gates import UnknownResult
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.data.workspace import Workspace
from roer.site.commands.figures import checked_catalogue
from roer.site.commands.place import HERE, Folder, open_site

if TYPE_CHECKING:
    from roer.data.catalogue.catalogue import Catalogue

Json = Annotated[bool, typer.Option("--json", help="Antwoord voor een machine.")]


def contract(
    product: Annotated[str, typer.Argument(help="Het product, zoals jeugdmonitor.", metavar="PRODUCT")],
    folder: Folder = HERE,
    by: Annotated[str, typer.Option("--by", help="Wie vastlegt; zonder wie ziet u alleen wat er verandert.")] = "",
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Vanaf wanneer het geldt; anders vandaag.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Leg het productcontract vast zoals de catalogus het nu beschrijft, of kijk eerst wat dat verandert."""
    workspace = open_site(folder)
    from roer.office.ledger.door import record_as_named, today
    from roer.office.ledger.history import programme as programme_now

    programme = programme_now()
    stated = _stated(checked_catalogue(workspace), product, programme)
    ahead = forecast(programme, stated, on=today())
    if not by:
        typer.echo(json.dumps(told(ahead, programme), ensure_ascii=False) if as_json else _seen(ahead, programme))
        return
    entries = record_as_named([_draft(stated, by, since.date() if since else today())])
    if as_json:
        typer.echo(entries[0].model_dump_json())
        return
    typer.echo(f"Vastgelegd als regel {entries[0].seq}: het productcontract van {stated.result}, hash {stated.hash}.")
    for line in lines(ahead, programme):
        typer.echo(line)


def forecasts(workspace: Workspace, catalogue: Catalogue) -> tuple[Programme, tuple[Forecast, ...]]:
    """The programme, and for each product that a result of it names what the catalogue would change.

    A workspace without a ledger has an empty programme: then nothing can lapse.
    """
    if not workspace.database.exists() and not os.environ.get("DATABASE_URL"):
        return Programme.empty(), ()
    open_site(workspace.root)
    from roer.office.ledger.door import today
    from roer.office.ledger.history import programme as programme_now
    from roer.site.contracts import declaration

    programme = programme_now()
    named = {slug: programme.result_of_product(slug) for slug in catalogue.products}
    stated = [declaration(catalogue, catalogue.product(slug), code) for slug, code in named.items() if code]
    return programme, tuple(forecast(programme, one, on=today()) for one in stated)


def lines(ahead: Forecast, programme: Programme) -> Iterator[str]:
    """What a forecast says, for people; nothing when the ledger holds exactly this contract."""
    if ahead.is_new:
        yield (
            f"{ahead.contract.product}: het productcontract ligt nog niet vast. "
            f"Doe dat met: roer ledger contract {ahead.contract.product} --by UW-NAAM"
        )
    elif ahead.changes:
        yield f"Let op: {ahead.contract.product} ({ahead.result}) verschilt van het productcontract dat is vastgelegd."
        yield from (f"  {change}" for change in ahead.changes)
        yield from (f"  {sentence}" for sentence in _costs(ahead, programme))
    for sentence in ahead.fit.sentences if ahead.fit else ():
        yield f"Doelarchitectuur van {ahead.contract.product} ({ahead.result}): {sentence}"


def told(ahead: Forecast, programme: Programme) -> dict[str, Any]:
    """The same for a machine."""
    return {
        "product": ahead.contract.product,
        "result": ahead.result,
        "contract": ahead.contract.hash,
        "declared": not ahead.is_new,
        "changed": bool(ahead.changes),
        "changes": [
            {"part": one.part, "added": list(one.added), "removed": list(one.removed)} for one in ahead.changes
        ],
        "lapses": [
            {
                "municipality": one.municipality,
                "name": _name(programme, one.municipality),
                "gates": [gate.code for gate in one.gates],
                "releases_stop": one.stops_releases,
            }
            for one in ahead.lapses
        ],
        "architecture": list(ahead.fit.sentences) if ahead.fit else [],
    }


def _costs(ahead: Forecast, programme: Programme) -> Iterator[str]:
    """Which gates lapse where, and that releases stop."""
    where: dict[tuple[str, ...], list[str]] = {}
    for lapse in ahead.lapses:
        if lapse.gates:
            labels = tuple(f"'{gate.label}'" for gate in lapse.gates)
            where.setdefault(labels, []).append(_name(programme, lapse.municipality))
    for labels, towns in where.items():
        yield f"Voor {listing(towns)} moet opnieuw: {listing(labels)}."
    if stopped := [_name(programme, one.municipality) for one in ahead.lapses if one.stops_releases]:
        yield f"Vrijgaven van dit product stoppen voor {listing(stopped)}, tot alles opnieuw is vastgesteld."
    if not ahead.lapses:
        yield "Er vervalt geen goedkeuring."


def _seen(ahead: Forecast, programme: Programme) -> str:
    words = [f"  {part}: {'; '.join(said)}" for part, said in words_of(ahead.contract).items()]
    change = list(lines(ahead, programme)) or ["Dit contract ligt zo al vast."]
    return "\n".join((f"Contract van {ahead.contract.product}: {ahead.contract.hash}", *words, *change))


def _stated(catalogue: Catalogue, slug: str, programme: Programme) -> Contract:
    from roer.site.contracts import declaration

    product = catalogue.product(slug)
    code = programme.result_of_product(slug)
    if code is None:
        reason = f"Geen resultaat in het DIN noemt product {slug}. Zet de code van het product bij het resultaat."
        if product.result in programme.network.elements:
            raise NotAllowed("unknown_product", f"{reason} De catalogus zegt: {product.result}.")
        raise UnknownResult(reason)
    return declaration(catalogue, product, code)


def _draft(stated: Contract, by: str, since: date) -> Draft:
    return Draft(act=DeclareContract(contract=stated), by=by, holds_from=since)


def _name(programme: Programme, town: str) -> str:
    known = programme.municipalities.get(town)
    return known.name if known else town
