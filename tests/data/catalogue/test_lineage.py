"""What a query lets through: rows of persons and columns that tell who they are never reach a table for figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from roer.core.values.errors import InputRefused
from roer.data.catalogue.lineage import TableShape, shape_of
from roer.data.catalogue.model import read_model

TABLES = {
    "people": TableShape(("person", "area", "born"), frozenset({"person"}), of_persons=True),
    "care": TableShape(("person", "kind", "year"), frozenset({"person"}), of_persons=True),
    "figures": TableShape(("region", "period", "young")),
}


@pytest.fixture
def shape(tmp_path: Path) -> object:
    def of(query: str) -> tuple[set[str], bool]:
        path = tmp_path / "made.sql"
        path.write_text(f"/*\ndescription: test\nkey: [x]\nlevel: P1\n*/\n{query}", encoding="utf-8")
        made = shape_of(read_model(path, "models/made.sql"), TABLES).table
        return set(made.identifying), made.of_persons

    return of


@pytest.mark.parametrize(
    ("query", "identifying", "of_persons"),
    [
        ("SELECT region, young FROM figures", set(), False),
        ("SELECT * FROM people", {"person"}, True),
        ("SELECT area, COUNT(DISTINCT person) AS n FROM people GROUP BY area", set(), False),
        ("SELECT area, COUNT(*) AS n FROM people GROUP BY 1", set(), False),
        ("SELECT area, COUNT(*) AS n FROM people GROUP BY area, person", set(), True),
        ("SELECT person, COUNT(*) AS n FROM care GROUP BY person", {"person"}, True),
        ("SELECT area, MAX(person) AS n FROM people GROUP BY area", {"n"}, False),
        ("SELECT area, LIST(person) AS n FROM people GROUP BY area", {"n"}, False),
        ("SELECT area, LIST(people) AS n FROM people GROUP BY area", {"n"}, False),
        ("SELECT area, UPPER(person) AS n FROM people", {"n"}, True),
        ("SELECT area, ROW_NUMBER() OVER () AS n FROM people", set(), True),
        ("SELECT area, COUNT(*) OVER () AS n FROM people", set(), True),
        ("SELECT DISTINCT area, born FROM people", set(), True),
        ("SELECT area AS a FROM people UNION ALL SELECT person FROM care", {"a"}, True),
        ("SELECT COUNT(*) AS n, (SELECT MAX(person) FROM care) AS who FROM people", {"who"}, False),
        ("WITH p AS (SELECT person AS who, area FROM people) SELECT who FROM p", {"who"}, True),
        ("WITH p AS (SELECT area, COUNT(*) AS n FROM people GROUP BY area) SELECT area, n FROM p", set(), False),
        ("SELECT x.area, COUNT(*) AS n FROM (SELECT * FROM people) AS x GROUP BY x.area", set(), False),
        ("SELECT region, young, COUNT(person) AS n FROM figures LEFT JOIN people ON area = region GROUP BY 1, 2",
         set(), False),
        ("SELECT region, young, person FROM figures LEFT JOIN people ON area = region", {"person"}, True),
        ("SELECT area, COUNT(*) AS n FROM people WHERE EXISTS (SELECT 1 FROM care WHERE care.person = people.person) "
         "GROUP BY area", set(), False),
    ],
)  # fmt: skip
def test_persons_are_followed_through_the_query(
    shape: object, query: str, identifying: set[str], of_persons: bool
) -> None:
    assert shape(query) == (identifying, of_persons)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT area, COUNT(*) AS n FROM people GROUP BY ALL",
        "SELECT COLUMNS('p.*') FROM people",
        "SELECT made.who FROM people, LATERAL (SELECT people.person AS who) AS made",
        "SELECT * FROM care PIVOT (COUNT(person) FOR kind IN ('a', 'b'))",
    ],
)
def test_a_query_that_cannot_be_followed_is_refused(shape: object, query: str) -> None:
    with pytest.raises(InputRefused, match="model_unclear"):
        shape(query)


def test_the_fields_used_are_those_that_the_query_touches(tmp_path: Path) -> None:
    path = tmp_path / "made.sql"
    query = "SELECT area, COUNT(*) AS n FROM people JOIN care USING (person) WHERE year > 2019 GROUP BY area"
    path.write_text(f"/*\ndescription: test\nkey: [area]\nlevel: P1\n*/\n{query}", encoding="utf-8")
    fields = shape_of(read_model(path, "models/made.sql"), TABLES).fields
    assert fields == {"people": {"person", "area"}, "care": {"person", "year"}}
