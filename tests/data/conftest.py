"""A small town to build and release: two municipalities, a register of persons, published figures and boundaries."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from roer.data.workspace import Workspace, WorkspaceSettings

AREAS = {
    "GM0534": "Hillegom",
    "WK053401": "Centrum",
    "BU05340101": "Dorp",
    "BU05340102": "Haven",
    "WK053402": "Buiten",
    "BU05340201": "Bollenveld",
    "GM0553": "Lisse",
    "WK055301": "Kern",
    "BU05530101": "Kerk",
    "BU05530102": "Park",
}
IN_CARE = {
    ("BU05340101", 2010): 40,
    ("BU05340101", 2000): 25,
    ("BU05340102", 2010): 30,
    ("BU05340102", 2000): 3,
    ("BU05340201", 2010): 6,
    ("BU05340201", 2000): 12,
    ("BU05530101", 2010): 50,
    ("BU05530101", 2000): 21,
    ("BU05530102", 2010): 17,
    ("BU05530102", 2000): 9,
}
YOUNG = {"BU05340101": 500, "BU05340102": 300, "BU05340201": 0, "BU05530101": 600, "BU05530102": 200}

CATALOGUE = {
    "sources/personen.yml": """
        id: personen
        title: Register jeugdhulp, personen
        connector: csv
        location: deliveries/personen.csv
        columns:
          - {name: persoon, type: text, key: true}
          - {name: buurt, type: region, required: true}
          - {name: geboortejaar, type: integer, required: true}
        owner: Team Jeugd
        licence: niet openbaar
        attribution: Register jeugdhulp (fictief)
        frequency: per jaar
        expected: "05-15"
        retention: {months: 24, ground: Jeugdwet}
        data_level: P3
        origin: fictief
        """,
    "sources/hulp.yml": """
        id: hulp
        title: Register jeugdhulp, hulp
        connector: csv
        location: deliveries/hulp.csv
        columns:
          - {name: hulp, type: text, key: true}
          - {name: persoon, type: text, required: true, references: personen.persoon}
          - {name: jaar, type: integer, required: true}
        owner: Team Jeugd
        licence: niet openbaar
        attribution: Register jeugdhulp (fictief)
        frequency: per jaar
        expected: "05-15"
        retention: {months: 24, ground: Jeugdwet}
        data_level: P3
        origin: fictief
        """,
    "sources/kerncijfers.yml": """
        id: kerncijfers
        title: Kerncijfers
        connector: csv
        location: deliveries/kerncijfers.csv
        columns:
          - {name: region, type: region, key: true}
          - {name: period, type: period, key: true}
          - {name: naam, type: text, required: true}
          - {name: inwoners, type: integer, empty: not_yet_published}
          - {name: jongeren, type: integer, empty: not_yet_published}
        owner: CBS
        licence: CC BY 4.0
        attribution: CBS (fictief)
        frequency: per jaar
        expected: "04-01"
        retention: {months: 120, ground: Archiefwet}
        data_level: P0
        origin: fictief
        """,
    "sources/grenzen.yml": """
        id: grenzen
        title: Grenzen van buurten
        connector: geojson
        location: deliveries/grenzen.geojson
        geojson: {crs: "EPSG:4326"}
        columns:
          - {name: code, type: region, key: true}
        owner: CBS
        licence: CC BY 4.0
        attribution: CBS (fictief)
        frequency: per jaar
        expected: "04-01"
        retention: {months: 120, ground: Archiefwet}
        data_level: P0
        origin: fictief
        """,
    "models/gebieden.sql": """
        /*
        description: Gemeenten, wijken en buurten.
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
        FROM kerncijfers
        """,
    "models/kern.sql": """
        /*
        description: Openbare cijfers per gebied en jaar.
        key: [region, period]
        level: P0
        tests:
          references: {region: gebieden.code}
          range: {inwoners: {low: 0, high: 1000000}}
        */
        SELECT region, period, inwoners, inwoners__status, jongeren, jongeren__status
        FROM kerncijfers
        """,
    "models/jeugd/hulp_per_persoon.sql": """
        /*
        description: Eén rij per jongere en jaar met hulp.
        key: [persoon, jaar]
        level: P3
        */
        SELECT DISTINCT personen.persoon, personen.buurt, hulp.jaar, hulp.jaar - personen.geboortejaar AS leeftijd
        FROM hulp
        JOIN personen ON hulp.persoon = personen.persoon
        """,
    "models/jeugd/hulp_per_buurt.sql": """
        /*
        description: Jongeren met hulp per buurt, jaar en leeftijd.
        key: [region, period, leeftijd]
        level: P1
        tests:
          not_null: [jongeren]
          accepted: {leeftijd: ["0-14", "15-22"]}
          references: {region: gebieden.code}
        */
        SELECT
            buurt AS region,
            jaar || 'JJ00' AS period,
            CASE WHEN leeftijd < 15 THEN '0-14' ELSE '15-22' END AS leeftijd,
            COUNT(DISTINCT persoon) AS jongeren,
            CASE WHEN jaar = 2020 THEN 'provisional' END AS mark
        FROM hulp_per_persoon
        GROUP BY buurt, jaar, CASE WHEN leeftijd < 15 THEN '0-14' ELSE '15-22' END
        """,
    "indicators/hulp_aantal.yml": """
        code: hulp_aantal
        version: 1
        lifecycle: {state: published, since: 2026-01-01}
        label: {nl: Jongeren met jeugdhulp, en: Young people in youth care}
        definition: Aantal jongeren met jeugdhulp in het jaar.
        type: count
        numerator: {table: hulp_per_buurt, contributors: jongeren, mark: mark}
        scale: {unit: jongeren}
        time: {grains: [JJ], kind: flow}
        region: {levels: [municipality, district, neighbourhood], additive: true}
        breakdowns:
          - name: leeftijd
            label: {nl: Leeftijd, en: Age}
            column: leeftijd
            total: {code: totaal, label: {nl: Alle leeftijden, en: All ages}}
            nodes:
              - {code: "0-14", label: {nl: 0 tot 15 jaar, en: 0 to 15}}
              - {code: "15-22", label: {nl: 15 tot 23 jaar, en: 15 to 23}}
        sources: [personen, hulp]
        policy: streng
        data_level: P1
        purpose: {goals: [beleid], legal_basis: Jeugdwet, audience: [raad, openbaar]}
        owner: Team Jeugd
        origin: fictief
        """,
    "indicators/hulp_aandeel.yml": """
        code: hulp_aandeel
        version: 1
        lifecycle: {state: published, since: 2026-01-01}
        label: {nl: Aandeel jongeren met jeugdhulp, en: Share of young people in youth care}
        definition: Jongeren met jeugdhulp per 100 jongeren.
        type: ratio
        numerator: {table: hulp_per_buurt, contributors: jongeren, mark: mark, sum_over: [leeftijd]}
        denominator: {table: kern, value: jongeren, status: jongeren__status}
        scale: {unit: "%", multiplier: 100, decimals: 1}
        time: {grains: [JJ], kind: flow}
        region:
          levels: [municipality, district, neighbourhood]
          additive: false
          reason: Een aandeel wordt per gebied opnieuw berekend.
        sources: [personen, hulp, kerncijfers]
        policy: streng
        data_level: P1
        purpose: {goals: [beleid], legal_basis: Jeugdwet, audience: [raad, openbaar]}
        owner: Team Jeugd
        origin: fictief
        """,
    "indicators/inwoners.yml": """
        code: inwoners
        version: 1
        lifecycle: {state: published, since: 2026-01-01}
        label: {nl: Inwoners, en: Inhabitants}
        definition: Inwoners op 1 januari.
        type: count
        numerator: {table: kern, value: inwoners, status: inwoners__status}
        scale: {unit: inwoners}
        time: {grains: [JJ], kind: stock}
        region:
          levels: [municipality, district, neighbourhood]
          additive: false
          reason: Het CBS rondt buurten en wijken af op vijf.
        sources: [kerncijfers]
        policy: openbaar
        data_level: P0
        purpose: {goals: [beleid], legal_basis: CBS-wet, audience: [raad, openbaar]}
        owner: Team Onderzoek
        origin: fictief
        """,
    "products/jeugd.yml": """
        slug: jeugd
        title: {nl: Jeugdmonitor, en: Youth monitor}
        summary: {nl: "Hoe gaat het met de jeugd?", en: "How are our young people?"}
        result: R01
        areas: {table: gebieden, total: {code: HL, name: Hillegom en Lisse}}
        boundaries: grenzen
        cubes:
          - indicator: hulp_aantal
            levels: [municipality, district, neighbourhood]
            breakdowns: [leeftijd]
            periods: {first: 2019JJ00}
          - indicator: hulp_aandeel
            levels: [municipality, district, neighbourhood]
            periods: {first: 2019JJ00}
          - indicator: inwoners
            levels: [municipality, district, neighbourhood]
            periods: {first: 2019JJ00}
        pages:
          - slug: overzicht
            title: {nl: Overzicht, en: Overview}
            indicators: [hulp_aandeel, inwoners]
            text: uitleg.md
        purpose: [beleid]
        legal_basis: Jeugdwet
        audience: [raad, openbaar]
        retention: {releases_years: 7, raw_months: 24, ground: Archiefwet}
        data_level: P1
        origin: fictief
        """,
    "policies/streng.yml": """
        name: streng
        threshold: 8
        zeros: secret
        rounding: 5
        """,
    "policies/openbaar.yml": """
        name: openbaar
        published: Deze cijfers zijn door het CBS beveiligd en openbaar gemaakt.
        """,
    "texts/uitleg.md": "Deze cijfers zijn fictief.\n",
}

Edit = Callable[[str, str, str], None]


def write(folder: Path, name: str, text: str) -> None:
    """Put `text`, less its indentation, in a file of the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


def deliver(workspace: Workspace) -> None:
    """The four deliveries of the town."""
    persons, help_given = ["persoon;buurt;geboortejaar"], ["hulp;persoon;jaar"]
    for (area, born), many in IN_CARE.items():
        for number in range(many):
            person = f"P{area[2:]}{born}{number:03}"
            persons.append(f"{person};{area};{born}")
            help_given.extend(f"H{year}{person};{person};{year}" for year in (2019, 2020) if year == 2020 or number % 3)
    figures = ["region;period;naam;inwoners;jongeren"]
    for year in (2019, 2020):
        for code, name in AREAS.items():
            young = sum(many for area, many in YOUNG.items() if area[2:].startswith(code[2:]))
            told = "" if year == 2020 and code == "BU05530102" else str(young)
            figures.append(f"{code};{year}JJ00;{name};{young * 4 + (3 if code.startswith('GM') else 0)};{told}")
    write(workspace.root, "deliveries/personen.csv", "\n".join(persons) + "\n")
    write(workspace.root, "deliveries/hulp.csv", "\n".join(help_given) + "\n")
    write(workspace.root, "deliveries/kerncijfers.csv", "\n".join(figures) + "\n")
    squares = [_square(code, at) for at, code in enumerate(AREAS) if code.startswith("BU")]
    write(workspace.root, "deliveries/grenzen.geojson", json.dumps({"type": "FeatureCollection", "features": squares}))


def _square(code: str, at: int) -> dict[str, object]:
    west, south, step = 4.5 + at / 100, 52.25, 0.01
    ring = [[west, south], [west + step, south], [west + step, south + step], [west, south + step], [west, south]]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


@pytest.fixture
def town(tmp_path: Path) -> Workspace:
    """A workspace with a sound catalogue and its deliveries."""
    settings = WorkspaceSettings.model_validate(
        {
            "programme": "Hillegom en Lisse",
            "municipalities": [{"code": "GM0534", "name": "Hillegom"}, {"code": "GM0553", "name": "Lisse"}],
        }
    )
    workspace = Workspace.create(tmp_path / "town", settings)
    for name, text in CATALOGUE.items():
        write(workspace.catalogue, name, text)
    deliver(workspace)
    return workspace


@pytest.fixture
def edit(town: Workspace) -> Edit:
    """Replace a piece of text in a file of the town, which must be there."""

    def replace(name: str, old: str, new: str) -> None:
        path = town.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on one second with each look, from 24 November 2026, noon."""
    seconds = iter(range(1, 10_000))
    return lambda: datetime.fromtimestamp(1_795_521_600 + next(seconds), UTC)
