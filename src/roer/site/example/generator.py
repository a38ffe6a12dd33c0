"""Makes the deliveries of the example: one invented world, told by a register, by key figures and by a map."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from roer.core.values.dutch import number
from roer.site.example.keyfigures import World, table_name, write_key_figures
from roer.site.example.people import YEARS, care_of, people_of, write_care, write_people
from roer.site.example.places import HLT, MunicipalityPlan, places_of
from roer.site.example.shapes import shapes_of, write_boundaries

PERSONS_FILE = "jeugdhulp/personen.csv"
CARE_FILE = "jeugdhulp/trajecten.csv"
KEY_FIGURES_FOLDER = "kerncijfers"
BOUNDARIES_FILE = "grenzen/buurten.geojson"


def generate(
    deliveries: Path,
    *,
    seed: int,
    persons: int = 60_000,
    plans: Sequence[MunicipalityPlan] = HLT,
    progress: Callable[[str], None] = lambda told: None,
) -> None:
    """Write the example's deliveries into a folder. The same seed, persons and plans give the same bytes.

    Everything is invented: nobody in it exists and no figure is of the statistics office. Key figures and boundaries
    are marked as fictional in the files; the register's keys begin with `fic-`.
    """

    def dice(what: str) -> np.random.Generator:
        return np.random.default_rng([seed, zlib.crc32(what.encode())])

    progress("Voorbeelddata maken: gebieden en grenzen (fictief)")
    places = places_of(plans, dice("places"))
    shapes = shapes_of(plans, dice("shapes"))
    write_boundaries(deliveries / BOUNDARIES_FILE, places, shapes)
    progress(f"Voorbeelddata maken: {number(persons)} inwoners en hun jeugdhulp (fictief)")
    people = people_of(plans, places, shapes, persons=persons, rng=dice("people"))
    care = care_of(people, places, dice("care"))
    write_people(deliveries / PERSONS_FILE, people, places)
    write_care(deliveries / CARE_FILE, care, people)
    world = World(places, shapes, people, care)
    for year in YEARS:
        progress(f"Voorbeelddata maken: kerncijfers {year} (fictief)")
        folder = deliveries / KEY_FIGURES_FOLDER / table_name(year)
        write_key_figures(folder, world, year=year, rng=dice(f"figures {year}"))
