"""A small release, made by the release itself: two towns, three years, hidden and empty areas, awkward names."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.reader import ReleaseReader, ReleaseStore
from roer.data.releases.release import release
from roer.data.warehouse.build import build
from roer.data.workspace import Workspace, WorkspaceSettings

CANARY = 4321
"""Young people in care in one neighbourhood: hidden, because with the district it would give three others away."""
TOWNS = {"GM0534": "Hillegom", "GM0553": "Lisse"}
NAMES = {
    **TOWNS,
    "WK053401": "Centrum",
    "BU05340101": "Dorp",
    "BU05340102": "Kerk & <b>Plein</b>",
    "BU05340103": "Leegveld",
    "WK055301": "Kern",
    "BU05530101": "=1+1 Park",
    "BU05530102": "Haven",
    "BU05530103": "Oever",
}
IN_CARE = {
    "BU05340101": (300, 310, 330),
    "BU05340102": (200, 150, 160),
    "BU05340103": (0, 0, 0),
    "BU05530101": (9500, 9510, 9600),
    "BU05530102": (CANARY, CANARY, CANARY),
    "BU05530103": (3, 3, 3),
}
YOUNG = {
    "BU05340101": 3000,
    "BU05340102": 2000,
    "BU05340103": 0,
    "BU05530101": 95_000,
    "BU05530102": 40_000,
    "BU05530103": 300,
}
TERMS = """
owner: Team Onderzoek
licence: CC BY 4.0
attribution: Bureau voor voorbeelden
frequency: per jaar
expected: "04-01"
retention: {months: 24, ground: Archiefwet}
data_level: P1
origin: fictief
"""
PURPOSE = "purpose: {goals: [beleid], legal_basis: Jeugdwet, audience: [raad, openbaar]}\nowner: Team Jeugd\n"
LEVELS = "levels: [municipality, district, neighbourhood]"
CATALOGUE = {
    "sources/hulp.yml": f"""\
id: hulp
title: Register jeugdhulp
connector: csv
location: deliveries/hulp.csv
columns:
  - {{name: region, type: region, key: true}}
  - {{name: period, type: period, key: true}}
  - {{name: leeftijd, type: text, key: true}}
  - {{name: jongeren, type: integer, required: true}}
{TERMS}""",
    "sources/kern.yml": f"""\
id: kern
title: Kerncijfers
connector: csv
location: deliveries/kern.csv
columns:
  - {{name: region, type: region, key: true}}
  - {{name: period, type: period, key: true}}
  - {{name: naam, type: text, required: true}}
  - {{name: inwoners, type: integer, empty: not_yet_published}}
  - {{name: jongeren, type: integer, empty: not_yet_published}}
{TERMS}""",
    "sources/grenzen.yml": f"""\
id: grenzen
title: Grenzen
connector: geojson
location: deliveries/grenzen.geojson
geojson: {{crs: "EPSG:4326"}}
columns:
  - {{name: code, type: region, key: true}}
{TERMS}""",
    "models/gebieden.sql": """\
/*
description: Gebieden.
key: [code]
level: P0
*/
SELECT DISTINCT
    region AS code,
    naam AS name,
    CASE
        WHEN region LIKE 'BU%' THEN 'WK' || SUBSTRING(region, 3, 6)
        WHEN region LIKE 'WK%' THEN 'GM' || SUBSTRING(region, 3, 4)
    END AS parent
FROM kern
""",
    "models/cijfers.sql": """\
/*
description: Openbare cijfers.
key: [region, period]
level: P0
*/
SELECT region, period, inwoners, inwoners__status, jongeren, jongeren__status
FROM kern
""",
    "models/hulp_per_buurt.sql": """\
/*
description: Jongeren met hulp.
key: [region, period, leeftijd]
level: P1
*/
SELECT region, period, leeftijd, jongeren, CASE WHEN period = '2021JJ00' THEN 'provisional' END AS mark
FROM hulp
""",
    "indicators/aandeel.yml": f"""\
code: aandeel
version: 2
lifecycle: {{state: published, since: 2026-01-01}}
label: {{nl: Aandeel jongeren met jeugdhulp, en: Share of young people in care}}
definition: Jongeren met jeugdhulp per 100 jongeren.
not_included: [hulp die ouders zelf betalen]
type: ratio
numerator: {{table: hulp_per_buurt, contributors: jongeren, mark: mark, sum_over: [leeftijd]}}
denominator: {{table: cijfers, value: jongeren, status: jongeren__status}}
scale: {{unit: "%", multiplier: 100, decimals: 1}}
time: {{grains: [JJ], kind: flow}}
region: {{{LEVELS}, additive: false, reason: Een aandeel telt niet op.}}
sources: [hulp, kern]
policy: streng
data_level: P1
caveats: [Samenhang is geen oorzaak.]
origin: fictief
{PURPOSE}""",
    "indicators/hulp.yml": f"""\
code: hulp
version: 1
lifecycle: {{state: published, since: 2026-01-01}}
label: {{nl: Jongeren met jeugdhulp, en: Young people in care}}
definition: Aantal jongeren met jeugdhulp in het jaar.
type: count
numerator: {{table: hulp_per_buurt, contributors: jongeren, mark: mark}}
scale: {{unit: jongeren}}
time: {{grains: [JJ], kind: flow}}
region: {{{LEVELS}, additive: true}}
breakdowns:
  - name: leeftijd
    label: {{nl: Leeftijd, en: Age}}
    column: leeftijd
    total: {{code: totaal, label: {{nl: Alle leeftijden, en: All ages}}}}
    nodes:
      - {{code: jong, label: {{nl: 0 tot 15 jaar, en: 0 to 15}}}}
      - {{code: oud, label: {{nl: 15 tot 23 jaar, en: 15 to 23}}}}
sources: [hulp]
policy: streng
data_level: P1
origin: fictief
{PURPOSE}""",
    "indicators/inwoners.yml": f"""\
code: inwoners
version: 1
lifecycle: {{state: published, since: 2026-01-01}}
label: {{nl: Inwoners, en: Inhabitants}}
definition: Inwoners op 1 januari.
type: count
numerator: {{table: cijfers, value: inwoners, status: inwoners__status}}
scale: {{unit: inwoners}}
time: {{grains: [JJ], kind: stock}}
region: {{{LEVELS}, additive: false, reason: De bron rondt buurten en wijken af op vijf.}}
breaks: [{{at: 2020JJ00, kind: area, text: de buurten zijn opnieuw ingedeeld}}]
sources: [kern]
policy: openbaar
data_level: P0
{PURPOSE}""",
    "indicators/bevolking.yml": f"""\
code: bevolking
version: 1
lifecycle: {{state: published, since: 2026-01-01}}
label: {{nl: Bevolking per gemeente, en: Population}}
definition: Inwoners, alleen per gemeente.
type: count
numerator: {{table: cijfers, value: inwoners, status: inwoners__status}}
scale: {{unit: inwoners}}
time: {{grains: [JJ], kind: stock}}
region: {{levels: [municipality], additive: false, reason: De bron telt gemeenten apart.}}
sources: [kern]
policy: openbaar
data_level: P0
{PURPOSE}""",
    "products/jeugdmonitor.yml": """\
slug: jeugdmonitor
title: {nl: Jeugdmonitor, en: Youth monitor}
summary: {nl: "Hoeveel jongeren hebben hulp?", en: "How many young people are in care?"}
result: R01
areas: {table: gebieden, total: {code: HL, name: Hillegom en Lisse}}
boundaries: grenzen
cubes:
  - {indicator: aandeel, levels: [municipality, district, neighbourhood], periods: {first: 2019JJ00}}
  - indicator: hulp
    levels: [municipality, district, neighbourhood]
    breakdowns: [leeftijd]
    periods: {first: 2019JJ00}
  - {indicator: inwoners, levels: [municipality, district, neighbourhood], periods: {first: 2019JJ00}}
  - {indicator: bevolking, levels: [municipality], periods: {first: 2019JJ00}}
pages:
  - slug: overzicht
    title: {nl: Overzicht, en: Overview}
    indicators: [aandeel, hulp, inwoners]
    text: uitleg.md
purpose: [beleid]
legal_basis: Jeugdwet
audience: [raad, openbaar]
retention: {releases_years: 7, raw_months: 24, ground: Archiefwet}
data_level: P1
origin: fictief
""",
    "policies/streng.yml": "name: streng\ndescription: Minder dan 8 is geheim.\nthreshold: 8\nzeros: secret\n",
    "policies/openbaar.yml": "name: openbaar\npublished: De bron heeft deze cijfers zelf beveiligd.\n",
    "texts/uitleg.md": "## Wat ziet u?\n\nDeze cijfers zijn *verzonnen*. <script>alert(1)</script>\n\n![weg](https://elders.nl/x.png)\n",
}


def _deliver(workspace: Workspace) -> None:
    care, figures = ["region;period;leeftijd;jongeren"], ["region;period;naam;inwoners;jongeren"]
    for at, year in enumerate((2019, 2020, 2021)):
        for code, many in IN_CARE.items():
            for band, share in (("jong", many[at] - many[at] // 3), ("oud", many[at] // 3)):
                if share:
                    care.append(f"{code};{year}JJ00;{band};{share}")
        for code, name in NAMES.items():
            young = sum(many for area, many in YOUNG.items() if area[2:].startswith(code[2:]))
            later = code == "BU05340102" and year == 2021
            off = 3 if code.startswith("GM") else 0
            figures.append(f"{code};{year}JJ00;{name};{'' if later else young * 4 + off};{young}")
    (workspace.deliveries / "hulp.csv").write_text("\n".join(care) + "\n", encoding="utf-8")
    (workspace.deliveries / "kern.csv").write_text("\n".join(figures) + "\n", encoding="utf-8")
    shapes = [_shape(code, at) for at, code in enumerate(IN_CARE)]
    (workspace.deliveries / "grenzen.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": shapes}))


def _shape(code: str, at: int) -> dict[str, object]:
    """A square beside the one before; two neighbourhoods have an empty boundary, as in the national file."""
    west, south, step = 4.5 + at / 100, 52.25, 0.01
    ring = [[west, south], [west + step, south], [west + step, south + step], [west, south + step], [west, south]]
    empty = code in ("BU05340103", "BU05530103")
    geometry = {"type": "MultiPolygon", "coordinates": []} if empty else {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def make_release(folder: Path, municipalities: tuple[str, ...], *, policy: str = "", **changes: str) -> Workspace:
    """A workspace with a release for these municipalities.

    `policy` is added to our own policy; `changes` names keys of the product and their new value.
    """
    told = {"programme": "Hillegom en Lisse", "municipalities": [{"code": c, "name": n} for c, n in TOWNS.items()]}
    workspace = Workspace.create(folder, WorkspaceSettings.model_validate(told))
    for name, text in CATALOGUE.items():
        path = workspace.catalogue / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for key, value in changes.items() if name.startswith("products/") else ():
            text = re.sub(rf"^{key}: .*$", f"{key}: {value}", text, flags=re.M)
        path.write_text(text + policy * (name == "policies/streng.yml"), encoding="utf-8")
    _deliver(workspace)
    catalogue = read_catalogue(workspace.catalogue)
    moments = iter(range(1000))
    clock = lambda: datetime(2026, 11, 24, 12, next(moments), tzinfo=UTC)  # noqa: E731 a clock is one line
    build(workspace, catalogue, progress=lambda _: None, clock=clock)
    release("jeugdmonitor", workspace, catalogue, municipalities=municipalities, progress=lambda _: None, clock=clock)
    return workspace


def reader_of(workspace: Workspace) -> ReleaseReader:
    """The release of such a workspace, opened."""
    found = ReleaseStore(workspace.releases).current("jeugdmonitor")
    assert found is not None
    return found


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Both municipalities, released."""
    return make_release(tmp_path_factory.mktemp("monitors") / "town", tuple(TOWNS))


@pytest.fixture(scope="session")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Lisse only; Hillegom is excluded."""
    return make_release(tmp_path_factory.mktemp("monitors") / "narrow", ("GM0553",))


@pytest.fixture(scope="session")
def council(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Both municipalities, for the council only."""
    return make_release(tmp_path_factory.mktemp("monitors") / "council", tuple(TOWNS), audience="[raad]")


@pytest.fixture(scope="session")
def rounded(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Both municipalities, with our own counts rounded to fives."""
    return make_release(tmp_path_factory.mktemp("monitors") / "rounded", tuple(TOWNS), policy="rounding: 5\n")


@pytest.fixture(scope="session")
def without_borders(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """Both municipalities, without any boundaries."""
    return make_release(tmp_path_factory.mktemp("monitors") / "flat", tuple(TOWNS), boundaries="null")


@pytest.fixture
def released(town: Workspace) -> ReleaseReader:
    """The release of both."""
    return reader_of(town)


@pytest.fixture
def canary() -> int:
    """The hidden number that must be nowhere."""
    return CANARY


@pytest.fixture
def visit(settings, town: Workspace, client: Client) -> Client:
    """A reader of the site that shows the release of both."""
    settings.ROER_RELEASES, settings.ROER_FIGURES = town.releases, town.figures
    return client
