"""Invented people and the youth care that they had. Nobody in it exists; every key says so by its first letters."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from roer.site.example.places import MunicipalityPlan, Place
from roer.site.example.shapes import Shape

FIRST_YEAR, LAST_YEAR = 2018, 2022
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
FIRST_START = 2016
OLDEST_IN_CARE = 22
KINDS = ("jeugdhulp zonder verblijf", "jeugdhulp met verblijf", "jeugdbescherming", "jeugdreclassering")
PROVIDERS = 24
INCIDENCE = 0.068

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class People:
    """Everyone who lived here: the number of their neighbourhood, the year of birth, the sex and a pseudonym."""

    place: Whole
    birth_year: Whole
    sex: npt.NDArray[np.str_]
    key: tuple[str, ...]

    def age_on_new_year(self, year: int) -> Whole:
        """The age on 1 January; negative for those not yet born."""
        return year - 1 - self.birth_year


@dataclass(frozen=True, slots=True)
class Care:
    """Youth care: the number of the person, kind, form, provider, first day and last day (none while it runs)."""

    person: Whole
    kind: Whole
    in_kind: npt.NDArray[np.bool_]
    provider: Whole
    start: tuple[date, ...]
    end: tuple[date | None, ...]

    def had_in(self, year: int) -> npt.NDArray[np.bool_]:
        """Which episodes ran on some day of the year."""
        first, last = date(year, 1, 1), date(year, 12, 31)
        pairs = zip(self.start, self.end, strict=True)
        return np.array([start <= last and (end is None or end >= first) for start, end in pairs], dtype=bool)


def people_of(
    plans: Sequence[MunicipalityPlan],
    places: Sequence[Place],
    shapes: Sequence[Shape],
    *,
    persons: int,
    rng: np.random.Generator,
) -> People:
    """`persons` inhabitants, spread unevenly: full streets, hamlets of a few, and business parks where nobody lives."""
    shares = np.array([plan.share for plan in plans])
    per_plan = _shared_out(persons, shares / shares.sum())
    counts = np.concatenate(
        [_inhabitants(plan, places, shapes, total, rng) for plan, total in zip(plans, per_plan, strict=True)]
    )
    place = np.repeat(np.arange(len(places)), counts)
    youth = rng.uniform(0.75, 1.35, len(places))[place]
    return People(
        place=place,
        birth_year=_birth_years(youth, rng),
        sex=np.where(rng.random(persons) < 0.497, "M", "V"),
        key=tuple(_pseudonym(rng.bytes(8)) for _ in range(persons)),
    )


def care_of(people: People, places: Sequence[Place], rng: np.random.Generator) -> Care:
    """Episodes of youth care up to the end of the last year: more in some places, and not the same each year."""
    municipalities = sorted({place.municipality for place in places})
    of_place = np.array([municipalities.index(place.municipality) for place in places])
    level = np.exp(rng.normal(0.0, 0.32, len(places)))
    course = _courses(len(municipalities), rng)
    person, started = [], []
    for year in range(FIRST_START, LAST_YEAR + 1):
        age = people.age_on_new_year(year)
        trend = course[of_place, max(year, FIRST_YEAR) - FIRST_YEAR]
        chance = INCIDENCE * _by_age(age) * (level * trend)[people.place]
        found = np.nonzero(rng.random(len(age)) < chance)[0]
        person.append(found)
        started.append(np.full(len(found), year))
    return _episodes(people, np.concatenate(person), np.concatenate(started), rng)


def write_people(path: Path, people: People, places: Sequence[Place]) -> None:
    """The register of persons as the example's supplier delivers it: one person per line."""
    codes = [place.code for place in places]
    rows = sorted(zip(people.key, people.birth_year, people.sex, people.place, strict=True), key=itemgetter(0))
    _write(
        path,
        ("persoon", "geboortejaar", "geslacht", "buurtcode"),
        ((key, int(born), str(sex), codes[int(at)]) for key, born, sex, at in rows),
    )


def write_care(path: Path, care: Care, people: People) -> None:
    """The episodes as the example's supplier delivers them: one episode per line, in the order of their start."""
    order = sorted(range(len(care.start)), key=lambda at: (care.start[at], people.key[int(care.person[at])]))
    _write(
        path,
        ("traject", "persoon", "soort_hulp", "vorm", "begindatum", "einddatum", "aanbieder"),
        (
            (
                f"T{number:06d}",
                people.key[int(care.person[at])],
                KINDS[int(care.kind[at])],
                "natura" if care.in_kind[at] else "pgb",
                care.start[at].isoformat(),
                end.isoformat() if (end := care.end[at]) else "",
                f"FIC{int(care.provider[at]) + 1:02d}",
            )
            for number, at in enumerate(order, start=1)
        ),
    )


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _pseudonym(drawn: bytes) -> str:
    return f"fic-{hashlib.sha256(drawn).hexdigest()[:14]}"


def _shared_out(total: int, shares: Real) -> Whole:
    """`total` in whole parts after `shares`; what is left over goes to the largest remainders."""
    exact = shares * total
    counts = np.floor(exact).astype(np.int64)
    for at in np.argsort(counts - exact, kind="stable")[: total - int(counts.sum())]:
        counts[at] += 1
    return counts


def _inhabitants(
    plan: MunicipalityPlan, places: Sequence[Place], shapes: Sequence[Shape], total: int, rng: np.random.Generator
) -> Whole:
    """People per neighbourhood of one municipality: fewer further out, hamlets and an empty one at the edge."""
    own = [shape for place, shape in zip(places, shapes, strict=True) if place.municipality == plan.code]
    out = np.array([np.hypot(shape.middle[0] - plan.centre[0], shape.middle[1] - plan.centre[1]) for shape in own])
    weights = np.exp(rng.normal(0.0, 0.45, len(own))) * np.exp(-out / (1.1 * out.max() + 1.0))
    rim = np.argsort(-out)
    empty, hamlets = len(own) // 20, len(own) // 6
    weights[rim[:empty]] = 0.0
    fixed = np.zeros(len(own), dtype=np.int64)
    small = rim[empty : empty + hamlets]
    fixed[small] = rng.integers(6, 90, len(small))
    fixed = np.minimum(fixed, total // (10 * max(1, hamlets)))
    weights[small] = 0.0
    return fixed + _shared_out(total - int(fixed.sum()), weights / weights.sum())


def _birth_years(youth: Real, rng: np.random.Generator) -> Whole:
    """Years of birth up to the last year; `youth` is how many young people the neighbourhood has, 1 being usual."""
    age = np.arange(0, 98)
    density = np.where(age < 23, 1.0, np.where(age < 60, 1.12, np.exp(-(((age - 60) / 24.0) ** 2))))
    young = density[:23].sum() / density.sum() * youth
    is_young = rng.random(len(youth)) < young
    ages = np.where(
        is_young,
        rng.integers(0, 23, len(youth)),
        rng.choice(age[23:], size=len(youth), p=density[23:] / density[23:].sum()),
    )
    return LAST_YEAR - ages


def _courses(municipalities: int, rng: np.random.Generator) -> Real:
    """How care goes per municipality and year: some rise, some fall, and fewer start in 2020."""
    slope = np.linspace(0.08, -0.06, municipalities) if municipalities > 1 else np.array([0.04])
    years = np.arange(len(YEARS))
    dip = np.where(np.array(YEARS) == 2020, 0.88, 1.0)
    noise = rng.normal(1.0, 0.02, (municipalities, len(YEARS)))
    course: Real = (1 + slope[:, None] * years[None, :]) * dip[None, :] * noise
    return course


def _by_age(age: Whole) -> Real:
    """How likely care starts at an age, 1 on average: most between eight and seventeen, none after twenty-two."""
    chance = 0.35 + 1.35 * np.exp(-(((age - 12.5) / 5.5) ** 2))
    return np.where((age >= 0) & (age <= OLDEST_IN_CARE), chance, 0.0)


def _episodes(people: People, person: Whole, year: Whole, rng: np.random.Generator) -> Care:
    day = rng.integers(0, 365, len(person))
    length = np.clip(rng.lognormal(5.5, 0.75, len(person)), 21, 1500).astype(np.int64)
    starts = [date(int(y), 1, 1) + timedelta(days=int(d)) for y, d in zip(year, day, strict=True)]
    ends = [start + timedelta(days=int(days)) for start, days in zip(starts, length, strict=True)]
    age = year - 1 - people.birth_year[person]
    kind = np.where(
        (age >= 12) & (rng.random(len(person)) < 0.03),
        3,
        rng.choice(3, size=len(person), p=(0.86, 0.08, 0.06)),
    )
    kept = np.array([end >= date(FIRST_YEAR, 1, 1) for end in ends], dtype=bool)
    cut = date(LAST_YEAR, 12, 31)
    return Care(
        person=person[kept],
        kind=kind[kept],
        in_kind=rng.random(len(person))[kept] < 0.94,
        provider=rng.zipf(1.6, len(person))[kept] % PROVIDERS,
        start=tuple(start for start, stays in zip(starts, kept, strict=True) if stays),
        end=tuple(end if end <= cut else None for end, stays in zip(ends, kept, strict=True) if stays),
    )
