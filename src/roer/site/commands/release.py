"""`roer release`: ask the gates, then measure, protect, attack, seal and publish, and state what it was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from roer.core.programme.refusals import NotAllowed
from roer.core.programme.rules import check_may_release
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.core.values.errors import RoerError
from roer.data.workspace import Workspace
from roer.site.commands.figures import checked_catalogue, release_in
from roer.site.commands.place import HERE, Folder, open_site
from roer.site.commands.stating import check_can_be_stated, look_again, state_made
from roer.site.commands.steps import Steps

if TYPE_CHECKING:
    from roer.data.releases.release import Release


class OffTheAir(RoerError):
    """The release is there and was stated, and what the ledger now knows of it keeps it from being shown."""


def release(
    product: Annotated[str, typer.Argument(help="Het product, zoals jeugdmonitor.", metavar="PRODUCT")],
    folder: Folder = HERE,
    by: Annotated[
        str, typer.Option("--by", help="Wie de vrijgave in het grootboek meldt, uit data- of programmateam.")
    ] = "",
) -> None:
    """Meet, bescherm, val aan en geef vrij, voor elke gemeente waarvoor alle vier poorten open zijn.

    Met --by komt in het grootboek wat de vrijgave echt is: drempels, doelgroep, velden en wat er nog bewaard wordt.
    Daaraan houdt Roer de maatregelen uit de DPIA die het zelf nakijkt. Zijn die er, dan is --by nodig.
    """
    steps = Steps()
    made = release_admitted(open_site(folder), product, steps, by=by)
    steps.tell_times()
    typer.echo(f"{made.product}: vrijgave {made.id} {'staat klaar' if made.fresh else 'was er al en blijft staan'}.")


def release_admitted(workspace: Workspace, product: str, steps: Steps, *, by: str = "") -> Release:
    """Release a product for the municipalities whose gates are open, and state in the ledger what it was.

    Raises NotAllowed when there are none, or when `by` may not state it: then nothing is released. Raises NotStated or
    OffTheAir when the ledger changed in the meantime, or minds what was released: then the release is there.
    """
    from roer.office.monitors.warming import warm

    with steps.step(f"Poorten van {product} nagaan"):
        if by:
            look_again(workspace, product, by, steps)
        admitted = _admitted(workspace, product, steps, by)
    made = release_in(workspace, product, admitted, steps)
    if by:
        with steps.step("Vrijgave melden in het grootboek"):
            _state(made, workspace, by, steps)
    with steps.step("Figuren tekenen"):
        warm(product, steps.say)
    return made


def _admitted(workspace: Workspace, product: str, steps: Steps, by: str) -> list[str]:
    """The municipalities for which all may be released and stated. Raises NotAllowed when there are none."""
    from roer.office.ledger.door import today
    from roer.office.ledger.history import programme as programme_now

    catalogue = checked_catalogue(workspace)
    contract = catalogue.contract_hash(catalogue.product(product))
    programme = programme_now()
    refusals = _refusals(programme, product, contract, on=today())
    admitted = [town for town, refusal in refusals.items() if refusal is None]
    if not admitted:
        raise _refused(programme, product, refusals, steps)
    check_can_be_stated(programme, programme.result_of_product(product) or "", by, contract)
    for town, refusal in refusals.items():
        if refusal is not None:
            steps.say(f"Niet voor {_name(programme, town)}: {refusal}")
    steps.say(f"Alle poorten zijn open voor {listing([_name(programme, town) for town in admitted])}.")
    return admitted


def _state(made: Release, workspace: Workspace, by: str, steps: Steps) -> None:
    """State what was made, and ask once more whether it may be shown. Raises NotStated or OffTheAir."""
    from roer.data.releases.reader import ReleaseStore
    from roer.office.ledger.door import today
    from roer.office.ledger.history import programme as programme_now

    sealed = ReleaseStore(workspace.releases).open(made.product, made.id)
    state_made(sealed, workspace, programme_now().result_of_product(made.product) or "", by, steps)
    refusals = _refusals(programme_now(), made.product, made.contract_hash, on=today())
    minded = next((refusals[town] for town in made.municipalities if refusals.get(town)), None)
    if minded is not None:
        raise OffTheAir(f"Vrijgave {made.id} is gemeld en blijft daardoor verborgen. {minded}") from minded


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
