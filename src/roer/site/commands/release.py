"""`roer release`: ask the gates, then measure, protect, attack, seal and publish."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from roer.core.programme.refusals import NotAllowed
from roer.core.programme.rules import check_may_release
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.data.workspace import Workspace
from roer.site.commands.figures import checked_catalogue, release_in
from roer.site.commands.place import HERE, Folder, open_site
from roer.site.commands.steps import Steps

if TYPE_CHECKING:
    from roer.data.releases.release import Release


def release(
    product: Annotated[str, typer.Argument(help="Het product, zoals jeugdmonitor.", metavar="PRODUCT")],
    folder: Folder = HERE,
) -> None:
    """Meet, bescherm, val aan en geef vrij, voor elke gemeente waarvoor alle vier poorten open zijn."""
    steps = Steps()
    made = release_admitted(open_site(folder), product, steps)
    steps.tell_times()
    typer.echo(f"{made.product}: vrijgave {made.id} {'staat klaar' if made.fresh else 'was er al en blijft staan'}.")


def release_admitted(workspace: Workspace, product: str, steps: Steps) -> Release:
    """Release a product for the municipalities whose gates are open. Raises NotAllowed when there are none."""
    from roer.office.ledger.door import today
    from roer.office.ledger.history import programme as programme_now
    from roer.office.monitors.warming import warm

    with steps.step(f"Poorten van {product} nagaan"):
        catalogue = checked_catalogue(workspace)
        contract = catalogue.contract_hash(catalogue.product(product))
        programme = programme_now()
        refusals = _refusals(programme, product, contract, on=today())
        admitted = [town for town, refusal in refusals.items() if refusal is None]
        if not admitted:
            raise _refused(programme, product, refusals, steps)
        for town, refusal in refusals.items():
            if refusal is not None:
                steps.say(f"Niet voor {_name(programme, town)}: {refusal}")
        steps.say(f"Alle poorten zijn open voor {listing([_name(programme, town) for town in admitted])}.")
    made = release_in(workspace, product, admitted, steps)
    with steps.step("Figuren tekenen"):
        warm(product, steps.say)
    return made


def _refusals(programme: Programme, product: str, contract: str, *, on: date) -> dict[str, NotAllowed | None]:
    """For each municipality why the product may not be released there; None where it may."""

    def refusal_for(town: str) -> NotAllowed | None:
        try:
            check_may_release(programme, product, town, contract, on=on)
        except NotAllowed as refusal:
            return refusal
        return None

    return {town: refusal_for(town) for town in _towns(programme, product)}


def _refused(programme: Programme, product: str, refusals: dict[str, NotAllowed | None], steps: Steps) -> NotAllowed:
    """The first refusal, after telling the others and where to see all gates."""
    first, *others = {str(refusal): refusal for refusal in refusals.values() if refusal is not None}.values()
    for refusal in others:
        steps.say(str(refusal))
    if code := programme.result_of_product(product):
        steps.say(f"Alle poorten, en wie aan zet is: roer ledger gates {code}")
    return first


def _towns(programme: Programme, product: str) -> tuple[str, ...]:
    """The municipalities that the product is meant for; those of the programme when no result names the product."""
    code = programme.result_of_product(product)
    result = programme.network.result(code) if code else None
    return result.municipalities if result else tuple(sorted(programme.municipalities)) or ("",)


def _name(programme: Programme, town: str) -> str:
    known = programme.municipalities.get(town)
    return known.name if known else town
