"""The network as tables: everything that is known of it, sortable."""

from __future__ import annotations

import pytest

from roer.core.network.listings import TABLES, Known, Table, table_of

NAMES = {"noor-dekker": "Noor Dekker"}


@pytest.fixture(scope="module")
def tables(hlt, roadmap_of) -> dict[str, Table]:
    known = Known.of(hlt.network, hlt, roadmap_of(hlt), NAMES)
    return {name: table_of(name, known) for name in TABLES}


def column(table: Table, name: str) -> list[str]:
    at = list(table.columns).index(name)
    return [row.cells[at].words for row in table.rows]


def test_every_element_and_every_relation_has_one_row(hlt, tables):
    for name, elements in (
        ("doelen", hlt.network.goals), ("resultaten", hlt.network.results), ("inspanningen", hlt.network.efforts),
    ):  # fmt: skip
        assert column(tables[name], "code") == [element.code for element in elements]
    assert [row.codes for row in tables["relaties"].rows] == sorted(hlt.network.links)


def test_every_row_has_a_cell_for_every_column(tables):
    for table in tables.values():
        assert {len(row.cells) for row in table.rows} == {len(table.columns)}


def test_a_goal_tells_its_results_which_are_on_the_roadmap_and_its_efforts(tables):
    told = {row.codes[0]: dict(zip(tables["doelen"].columns, row.cells, strict=True)) for row in tables["doelen"].rows}
    assert told["D6"]["roadmap"].words == "R10 en R23"
    assert told["D6"]["inspanningen"].words == "I01, I04, I08, I13 en I14"


def test_a_result_tells_its_gates_and_its_quarter(tables):
    table = tables["resultaten"]
    row = next(row for row in table.rows if row.codes == ("R10",))
    told = dict(zip(table.columns, row.cells, strict=True))
    assert len(told["poorten"].gates) == 4
    assert told["poorten"].gates[0][2].endswith(": voldaan")
    assert told["kwartaal"].words == "2e kwartaal 2021"
    assert "Hillegom" in told["gemeenten"].words


def test_a_relation_tells_who_last_stood_for_it_when(tables):
    assert all(column(tables["relaties"], "bevestigd"))
    assert "Noor Dekker" in column(tables["relaties"], "door")


@pytest.mark.parametrize("name", TABLES)
def test_each_column_sorts_both_ways_with_what_is_empty_last(tables, name):
    table = tables[name]
    for wanted in table.columns:
        up, down = column(table.sorted_by(wanted), wanted), column(table.sorted_by(f"-{wanted}"), wanted)
        assert sorted(up) == sorted(down) == sorted(column(table, wanted))
        filled = [words for words in up if words]
        assert up[: len(filled)] == filled
        assert all(down[: len(filled)])


def test_numbers_in_codes_sort_as_numbers(growth):
    growth.goals("D10", "D9", "D1")
    known = Known.of(growth.network, growth.programme, (), {})
    assert column(table_of("doelen", known).sorted_by("code"), "code") == ["D1", "D9", "D10"]


def test_phases_sort_by_how_far_they_are_and_days_by_the_calendar(tables):
    phases = column(tables["inspanningen"].sorted_by("fase"), "fase")
    order = ["idee", "voorbereiding", "uitvoering", "nazorg", "afgerond", "gestopt"]
    assert phases == sorted(phases, key=order.index)
    years = [words.split()[-1] for words in column(tables["relaties"].sorted_by("bevestigd"), "bevestigd")]
    assert years == sorted(years)


def test_a_column_that_is_not_there_sorts_nothing(tables):
    assert tables["doelen"].sorted_by("onbekend") == tables["doelen"].sorted_by("") == tables["doelen"]
