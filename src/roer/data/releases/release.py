"""A release on one screen: measure → protect → attack → seal → store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from roer.core.disclosure import AttackReport, SafeTable, ShownTable, attack, protect
from roer.core.values.dutch import listing, number, plural
from roer.core.values.errors import InputRefused, Problem, RoerError
from roer.core.values.periods import Period
from roer.data.catalogue.catalogue import Catalogue
from roer.data.engines.door import Warehouse
from roer.data.engines.duckdb_engine import DuckDBWarehouse
from roer.data.releases.areas import AreaTree, read_areas
from roer.data.releases.measure import Figure, RawCube, figures_of, identity, measure
from roer.data.releases.past import shown_before, write_risks
from roer.data.releases.reader import POINTER, ReleaseStore
from roer.data.releases.request import Request, check_built, check_measurable, check_unchanged
from roer.data.releases.seal import Sealing
from roer.data.releases.shaping import Denominators, Shaping, read_denominators
from roer.data.warehouse.arrivals import Clock, Progress
from roer.data.warehouse.build import current_build
from roer.data.warehouse.switch import making, point, put_in_place
from roer.data.workspace import Workspace


class AttackFound(RoerError):
    """The attacker computed back what should stay hidden; nothing was released. `report` names cells, no values."""

    def __init__(self, product: str, report: AttackReport) -> None:
        self.report = report
        super().__init__(
            f"{product} is niet vrijgegeven: de aanval vond {number(len(report.found))} van "
            f"{number(report.cells_tried)} geheime cellen terug. De vorige vrijgave blijft staan. "
            "Neem een grovere indeling of een strenger beleid."
        )


@dataclass(frozen=True, slots=True)
class Release:
    """A release (vrijgave): the sealed folder; `fresh` tells whether it was made just now."""

    folder: Path
    product: str
    municipalities: tuple[str, ...]
    contract_hash: str
    fresh: bool

    @property
    def id(self) -> str:
        """The name of the release."""
        return self.folder.name


def release(
    product: str,
    workspace: Workspace,
    catalogue: Catalogue,
    *,
    municipalities: Sequence[str],
    progress: Progress,
    clock: Clock,
) -> Release:
    """Measure, protect, attack, seal and publish a product for these municipalities.

    Raises NoBuild or StaleBuild when there is nothing to measure in, InputRefused when definitions and data do not
    fit, UnsafeTable or CannotProtect when protecting fails, AttackFound when the attacker wins. Then nothing changed.
    The current release is given back when everything that goes in is the same.
    """
    definition, build = catalogue.product(product), current_build(workspace.warehouse)
    request = Request(definition, tuple(municipalities), workspace, catalogue, build)
    store = ReleaseStore(workspace.releases)
    check_built(request)
    check_measurable(request)
    check_unchanged(catalogue.indicators_of(definition), store)
    fingerprint = request.fingerprint()
    standing = store.current(product)
    if standing is not None and standing.manifest["fingerprint"] == fingerprint:
        progress("Definities, magazijn en gemeenten zijn niet veranderd: de vrijgave blijft zoals zij is.")
        return Release(standing.folder, product, standing.municipalities, standing.contract_hash, fresh=False)
    raw = _measured(request)
    _check_filled(request, raw)
    past = shown_before(workspace.releases, request.risks, raw.names)
    safe = _protected(raw, past=past, progress=progress)
    tables = [table for periods in safe.values() for found in periods.values() for table in found]
    report = attack(tables, past=past)
    if not report.ok:
        raise AttackFound(definition.title.nl, report)
    progress(f"Aanval op {number(report.cells_tried)} geheime cellen: niets gevonden")
    sealing = Sealing(request, raw.tree, _shaped(request, raw, safe), tables, report)
    return _stored(sealing, fingerprint=fingerprint, clock=clock)


@dataclass(frozen=True)
class _Raw:
    """What was measured, not yet safe: lives only as long as the call that protects it."""

    tree: AreaTree
    figures: dict[str, Figure]
    cubes: dict[str, list[RawCube]]
    denominators: dict[str, Denominators]

    @property
    def names(self) -> list[str]:
        return [one.cube.name for cubes in self.cubes.values() for one in cubes]


_Safe = dict[str, dict[str, tuple[SafeTable, ...]]]


def _measured(request: Request) -> _Raw:
    figures = figures_of(request.pairs, request.catalogue, request.product.areas.compare)
    warehouse: Warehouse = DuckDBWarehouse(request.build.folder)
    try:
        tree = read_areas(warehouse, request.product.areas, request.municipalities, file=request.file)
        cubes = {key: measure(figure, warehouse, tree) for key, figure in figures.items()}
        denominators = {
            indicator.code: read_denominators(indicator.denominator, warehouse, tree)
            for _, indicator in request.pairs
            if indicator.denominator is not None
        }
    finally:
        warehouse.close()
    return _Raw(tree, figures, cubes, denominators)


def _check_filled(request: Request, raw: _Raw) -> None:
    """Refuse a cube that shows nothing because no period that was delivered belongs to it."""
    problems = []
    for at, (cube, indicator) in enumerate(request.pairs, start=1):
        there = sorted({one.period for one in raw.cubes[identity(indicator.numerator)]})
        if not any(cube.periods.holds(period) for period in there):
            what = f"van {indicator.code} is er geen enkele periode in de reeks"
            cure = f"Pas `periods` aan; in het magazijn staan: {listing(there) or 'geen perioden'}."
            problems.append(Problem("no_period", what, f"{request.file}, veld cubes.{at}.periods", cure))
    if problems:
        raise InputRefused(problems)


def _protected(raw: _Raw, *, past: Sequence[ShownTable], progress: Progress) -> _Safe:
    safe: _Safe = {}
    for key, cubes in raw.cubes.items():
        safe[key] = {}
        for one in cubes:
            table = protect(one.cube, raw.figures[key].policy, past=past)
            safe[key][one.period] = (*safe[key].get(one.period, ()), table)
            progress(f"{raw.figures[key].label}, {Period(one.period).label}: {_how(table)}")
    return safe


def _how(table: SafeTable) -> str:
    if table.policy.published:
        return "overgenomen van de bron"
    return f"beveiligd, {plural(len(table.shown.hidden), 'cel', 'cellen')} geheim"


def _shaped(request: Request, raw: _Raw, safe: _Safe) -> list[Shaping]:
    return [
        Shaping(
            indicator=indicator,
            cube=cube,
            policy=request.catalogue.policies[indicator.policy],
            tables=safe[identity(indicator.numerator)],
            denominators=raw.denominators.get(indicator.code, {}),
            tree=raw.tree,
        )
        for cube, indicator in request.pairs
    ]


def _stored(sealing: Sealing, *, fingerprint: str, clock: Clock) -> Release:
    request, moment = sealing.request, clock()
    name = f"{moment:%Y%m%dT%H%M%SZ}-{fingerprint[:8]}"
    with making(request.home, name) as folder:
        sealing.write(folder, name=name, fingerprint=fingerprint, moment=moment)
        folder.chmod(0o755)
        # before the release itself: without it a later attack would take every hidden cell for risky
        write_risks(request.risks / request.product.slug / f"{name}.json", sealing.guarded)
        put_in_place(folder, request.home / name)
        point(request.home / POINTER, name)
    contract = request.catalogue.contract_hash(request.product)
    return Release(request.home / name, request.product.slug, sealing.tree.released, contract, fresh=True)
