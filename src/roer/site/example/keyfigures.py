"""Invented key figures in the form of the statistics office: a table per year, rounded as the office rounds."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from roer.site.example.people import LAST_YEAR, OLDEST_IN_CARE, Care, People
from roer.site.example.places import FICTIONAL, Place
from roer.site.example.shapes import Shape

AREA_WIDTH, NAME_WIDTH, KIND_WIDTH, POSTCODE_WIDTH = 10, 40, 10, 10
SECRET_UP_TO = 7
STEP = 5

Figure = int | float | str | None


def table_name(year: int) -> str:
    """The identifier of the invented table over a year: `90018FIC` for 2018."""
    return f"900{year % 100:02d}FIC"


@dataclass(frozen=True, slots=True)
class Topic:
    """A column of the invented table: key without number, title, heading, type, unit and explanation."""

    stem: str
    title: str
    group: str
    datatype: str
    unit: str
    text: str = ""
    decimals: int = 0
    since: int = 0


_GROUPS: Mapping[str, str] = {
    "Regioaanduiding": "Naam, soort en code van het gebied. Alle gebieden in deze tabel zijn verzonnen.",
    "Bevolking": (
        "Verzonnen inwoners op 1 januari. Aantallen van wijken en buurten zijn aselect afgerond op veelvouden van 5; "
        "die van gemeenten zijn niet afgerond. Daardoor tellen de delen niet op tot het totaal."
    ),
    "Wonen": "Verzonnen cijfers over woningen.",
    "Zorg": (
        "De aantallen zijn afgerond op vijftallen. Om onthulling te voorkomen zijn de waarden 0 tot en met 7 "
        "weergegeven als geheim. Percentages zijn berekend na afronding."
    ),
    "Sociale zekerheid": "De aantallen zijn afgerond op tientallen. Het betreft voorlopige cijfers.",
    "Oppervlakte": "Afgeleid van de verzonnen grenzen.",
}
_TOPICS = (
    Topic("Gemeentenaam", "Gemeentenaam", "Regioaanduiding", "String", "naam"),
    Topic("SoortRegio", "Soort regio", "Regioaanduiding", "String", "omschrijving"),
    Topic("Codering", "Codering", "Regioaanduiding", "String", "code"),
    Topic(
        "IndelingswijzigingWijkenEnBuurten",
        "Indelingswijziging wijken en buurten",
        "Regioaanduiding",
        "String",
        "code",
        "1: niet gewijzigd ten opzichte van het jaar ervoor. Een punt: niet van toepassing.",
    ),
    Topic("AantalInwoners", "Aantal inwoners", "Bevolking", "Long", "aantal"),
    Topic("Mannen", "Mannen", "Bevolking", "Long", "aantal"),
    Topic("Vrouwen", "Vrouwen", "Bevolking", "Long", "aantal"),
    Topic("k_0Tot15Jaar", "0 tot 15 jaar", "Bevolking", "Long", "aantal"),
    Topic("k_15Tot25Jaar", "15 tot 25 jaar", "Bevolking", "Long", "aantal"),
    Topic("k_25Tot45Jaar", "25 tot 45 jaar", "Bevolking", "Long", "aantal"),
    Topic("k_45Tot65Jaar", "45 tot 65 jaar", "Bevolking", "Long", "aantal"),
    Topic("k_65JaarOfOuder", "65 jaar of ouder", "Bevolking", "Long", "aantal"),
    Topic("k_0Tot23Jaar", "0 tot 23 jaar", "Bevolking", "Long", "aantal", "Jongeren van 0 tot en met 22 jaar."),
    Topic("Laadpalen", "Laadpalen", "Wonen", "Long", "aantal", since=2020),
    Topic("GemiddeldeWoningwaarde", "Gemiddelde woningwaarde", "Wonen", "Long", "1 000 euro"),
    Topic(
        "JongerenMetJeugdzorgInNatura",
        "Jongeren met jeugdzorg in natura",
        "Zorg",
        "Long",
        "aantal",
        "Jongeren tot 23 jaar die op enig moment in het jaar jeugdzorg in natura hadden.",
    ),
    Topic("PercentageJongerenMetJeugdzorg", "Percentage jongeren met jeugdzorg", "Zorg", "Double", "%", decimals=1),
    Topic(
        "PersonenPerSoortUitkeringBijstand",
        "Personen per soort uitkering; Bijstand",
        "Sociale zekerheid",
        "Long",
        "aantal",
    ),
    Topic("Bevolkingsdichtheid", "Bevolkingsdichtheid", "Oppervlakte", "Long", "aantal inwoners per km²"),
    Topic("OppervlakteTotaal", "Oppervlakte totaal", "Oppervlakte", "Long", "ha"),
    Topic("MeestVoorkomendePostcode", "Meest voorkomende postcode", "Oppervlakte", "String", "postcode"),
)
_FILLED_LATER = {
    "GemiddeldeWoningwaarde",
    "JongerenMetJeugdzorgInNatura",
    "PercentageJongerenMetJeugdzorg",
    "PersonenPerSoortUitkeringBijstand",
}
"""Columns for which the newest table keeps a place but has no figures yet, as first releases do."""


@dataclass(frozen=True, slots=True)
class Area:
    """An area of any level with the numbers of the neighbourhoods in it."""

    code: str
    name: str
    kind: str
    municipality: str
    municipality_name: str
    members: tuple[int, ...]
    told: str


def areas_of(places: Sequence[Place]) -> tuple[Area, ...]:
    """Municipalities, their districts and their neighbourhoods, each followed by what lies in it."""
    found: dict[str, Area] = {}
    for at, place in enumerate(places):
        home = (place.municipality, place.municipality_name)
        inside = f"in de gemeente '{place.municipality_name}'"
        levels = (
            (place.municipality, place.municipality_name, "Gemeente", f"Gemeente '{place.municipality_name}'"),
            (place.district, place.district_name, "Wijk", f"'{place.district_name}' {inside}"),
            (place.code, place.name, "Buurt", f"Buurt '{place.name}' {inside}"),
        )
        for code, name, kind, told in levels:
            before = found[code].members if code in found else ()
            found[code] = Area(code, name, kind, *home, (*before, at), f"{told} ({FICTIONAL})")
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class World:
    """The invented world that all deliveries tell of."""

    places: Sequence[Place]
    shapes: Sequence[Shape]
    people: People
    care: Care


def write_key_figures(folder: Path, world: World, *, year: int, rng: np.random.Generator) -> None:
    """The recorded table over one year: its description, its list of areas, and its figures."""
    areas = areas_of(world.places)
    topics = [topic for topic in _TOPICS if topic.since <= year]
    counted = _Counted(world, year, rng)
    rows = [counted.row(number, area, topics) for number, area in enumerate(areas)]
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder, "TableInfos", year, [_infos(year, len(rows), len(topics))])
    _write(folder, "DataProperties", year, _properties(year, topics))
    _write(folder, "WijkenEnBuurten", year, [_listed(area) for area in areas])
    _write(folder, "TypedDataSet", year, rows)


class _Counted:
    """The figures of one year, counted from the people themselves and then rounded as the office does."""

    def __init__(self, world: World, year: int, rng: np.random.Generator) -> None:
        self._year = year
        self._rng = rng
        size = len(world.places)
        self._hectares = np.array([shape.hectares for shape in world.shapes])
        self._value = np.round(rng.normal(330, 60, size)).clip(140)
        self._postcode = [str(2100 + at) for at in range(size)]
        place = world.people.place
        self._counts = {
            name: np.bincount(place[chosen], minlength=size) for name, chosen in _groups(world, year, rng).items()
        }

    def row(self, number: int, area: Area, topics: Sequence[Topic]) -> dict[str, Figure]:
        """The row of one area, with padded codes and a number behind every key."""
        figures = self._figures(area)
        if self._year == LAST_YEAR:
            figures |= dict.fromkeys(_FILLED_LATER)
        row: dict[str, Figure] = {"ID": number, "WijkenEnBuurten": area.code.ljust(AREA_WIDTH)}
        return row | {_key(at, topic): figures[topic.stem] for at, topic in enumerate(topics, start=1)}

    def _figures(self, area: Area) -> dict[str, Figure]:
        exact = {name: int(counts[list(area.members)].sum()) for name, counts in self._counts.items()}
        whole = area.kind == "Gemeente"
        shown: dict[str, Figure] = {name: n if whole else self._at_random(n) for name, n in exact.items()}
        hectares = max(1, round(float(self._hectares[list(area.members)].sum())))
        inhabitants = shown["AantalInwoners"]
        in_care = _to_five(exact["JongerenMetJeugdzorgInNatura"])
        young = shown["k_0Tot23Jaar"]
        value = float(np.mean(self._value[list(area.members)]))
        return shown | {
            "Gemeentenaam": area.municipality_name.ljust(NAME_WIDTH),
            "SoortRegio": area.kind.ljust(KIND_WIDTH),
            "Codering": area.code.ljust(AREA_WIDTH),
            "IndelingswijzigingWijkenEnBuurten": "." if whole else "1",
            "JongerenMetJeugdzorgInNatura": in_care,
            "PercentageJongerenMetJeugdzorg": round(100 * in_care / float(young), 1) if in_care and young else None,
            "PersonenPerSoortUitkeringBijstand": _to_ten(exact["PersonenPerSoortUitkeringBijstand"]),
            "GemiddeldeWoningwaarde": round(value) if inhabitants else None,
            "Bevolkingsdichtheid": round(100 * float(inhabitants or 0) / hectares) if inhabitants else None,
            "OppervlakteTotaal": hectares,
            "MeestVoorkomendePostcode": self._most_common_postcode(area, exact["AantalInwoners"]),
        }

    def _at_random(self, count: int) -> int:
        """Up or down to a multiple of five by lot, so that on average the count stays what it is."""
        down = count - count % STEP
        return down + STEP * int(self._rng.random() < (count % STEP) / STEP)

    def _most_common_postcode(self, area: Area, inhabitants: int) -> str:
        told = self._postcode[area.members[0]] if inhabitants >= 10 else "."
        return told.rjust(POSTCODE_WIDTH)


def _groups(world: World, year: int, rng: np.random.Generator) -> dict[str, npt.NDArray[np.bool_]]:
    """Per column that counts people: who is in it."""
    people, care = world.people, world.care
    age = people.age_on_new_year(year)
    here, young = age >= 0, (age >= 0) & (age <= OLDEST_IN_CARE)
    in_care = np.zeros(len(age), dtype=bool)
    in_care[np.unique(care.person[care.had_in(year) & care.in_kind])] = True
    return {
        "AantalInwoners": here,
        "Mannen": here & (people.sex == "M"),
        "Vrouwen": here & (people.sex == "V"),
        "k_0Tot15Jaar": here & (age < 15),
        "k_15Tot25Jaar": (age >= 15) & (age < 25),
        "k_25Tot45Jaar": (age >= 25) & (age < 45),
        "k_45Tot65Jaar": (age >= 45) & (age < 65),
        "k_65JaarOfOuder": age >= 65,
        "k_0Tot23Jaar": young,
        "JongerenMetJeugdzorgInNatura": in_care & young,
        "PersonenPerSoortUitkeringBijstand": (age >= 18) & (age < 67) & (rng.random(len(age)) < 0.018),
        "Laadpalen": here & (rng.random(len(age)) < 0.004 * (year - 2018)),
    }


def _to_five(count: int) -> int | None:
    return None if count <= SECRET_UP_TO else STEP * round(count / STEP)


def _to_ten(count: int) -> int | None:
    return None if count < 5 else 10 * round(count / 10)


def _key(at: int, topic: Topic) -> str:
    return f"{topic.stem}_{at}"


def _listed(area: Area) -> dict[str, Figure]:
    return {
        "Key": area.code.ljust(AREA_WIDTH),
        "Title": area.name,
        "Description": area.told,
        "Municipality": area.municipality,
        "DetailRegionCode": area.code,
    }


def _infos(year: int, rows: int, columns: int) -> dict[str, object]:
    return {
        "ID": 0,
        "Title": f"Fictieve kerncijfers wijken en buurten {year} (voorbeeld van Roer, niet van het CBS)",
        "ShortTitle": f"Fictieve kerncijfers {year}",
        "Identifier": table_name(year),
        "Summary": "Verzonnen cijfers in de vorm waarin het CBS kerncijfers publiceert.",
        "Modified": f"{year + 1}-03-26T02:00:00",
        "ReasonDelivery": "Nieuw" if year == LAST_YEAR else "Actualisering",
        "OutputStatus": "Regulier",
        "Source": FICTIONAL,
        "Catalog": "FIC",
        "Frequency": "Perjaar",
        "Period": str(year),
        "Language": "nl",
        "RecordCount": rows,
        "ColumnCount": columns + 1,
    }


def _properties(year: int, topics: Sequence[Topic]) -> list[dict[str, object]]:
    groups = list(dict.fromkeys(topic.group for topic in topics))
    rows: list[dict[str, object]] = [
        {
            "odata.type": "Cbs.OData.GeoDetail",
            "ID": 0,
            "Position": 0,
            "ParentID": None,
            "Type": "GeoDetail",
            "Key": "WijkenEnBuurten",
            "Title": "Wijken en buurten",
            "Description": f"Verzonnen gebieden ({FICTIONAL}).",
            "MapYear": year,
        }
    ]
    for at, group in enumerate(groups, start=1):
        kind: dict[str, object] = {
            "odata.type": "Cbs.OData.TopicGroup",
            "Type": "TopicGroup",
            "Position": None,
            "ParentID": None,
        }
        rows.append(kind | {"ID": at, "Key": "", "Title": group, "Description": _GROUPS[group]})
    for at, topic in enumerate(topics, start=1):
        kind = {"odata.type": "Cbs.OData.Topic", "Type": "Topic", "Position": at}
        rows.append(
            kind
            | {
                "ID": len(groups) + at,
                "ParentID": groups.index(topic.group) + 1,
                "Key": _key(at, topic),
                "Title": topic.title,
                "Description": topic.text or None,
                "Datatype": topic.datatype,
                "Unit": topic.unit,
                "Decimals": topic.decimals,
                "Default": "Impossible",
                "PresentationType": "Relative" if topic.unit == "%" else "Absolute",
            }
        )
    return rows


def _write(folder: Path, entity_set: str, year: int, rows: Sequence[Mapping[str, object]]) -> None:
    metadata = f"https://voorbeeld.invalid/OData/{table_name(year)}/$metadata#Cbs.OData.WebAPI.{entity_set}"
    document = {"odata.metadata": metadata, "value": list(rows)}
    (folder / f"{entity_set}.json").write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
