"""The relations as a matrix."""

from __future__ import annotations

from roer.core.network.matrix import matrices


def small(growth):
    growth.goals("D1", "D2")
    growth.results("R1", "R2", "R3")
    growth.efforts("I1", "I2")
    growth.link("R1", "D1", contribution=1)
    growth.link("R2", "D1", contribution=3)
    growth.link("R3", "D1")
    growth.link("I1", "R2", contribution=2)
    growth.link("I2", "R1", kind="precondition")
    growth.link("I2", "D2", contribution=1)
    growth.link("R3", "R1", kind="depends_on")
    return growth.network


def words(matrix) -> list[list[str]]:
    return [[weight.word if weight else "" for _, weight in row.cells] for row in matrix.rows]


def test_a_cell_holds_the_weight_of_the_relation_between_its_row_and_its_column(growth):
    found = matrices(small(growth))
    assert words(found.goals) == [["klein", ""], ["groot", ""], ["onbekend", ""]]
    assert words(found.efforts) == [["", "is randvoorwaarde voor"], ["middel", ""], ["", ""]]


def test_a_row_can_be_read_as_a_sentence(growth):
    row = matrices(small(growth)).efforts.rows[1]
    assert [(column.code, weight.word, weight.strength) for column, weight in row.filled] == [("I1", "middel", 2)]


def test_no_relation_is_left_out(hlt, growth):
    for network in (hlt.network, small(growth)):
        found = matrices(network)
        inside = sum(len(row.filled) for matrix in (found.goals, found.efforts) for row in matrix.rows)
        assert inside + len(found.others) == len(network.links)


def test_what_fits_in_neither_matrix_stands_apart(growth):
    others = matrices(small(growth)).others
    assert [(record.link.source, record.link.target) for record in others] == [("I2", "D2"), ("R3", "R1")]


def test_rows_sort_by_their_weight_in_a_column(growth):
    goals = matrices(small(growth)).goals
    assert [row.element.code for row in goals.sorted_by("D1").rows] == ["R2", "R1", "R3"]
    assert goals.sorted_by("D9") == goals
