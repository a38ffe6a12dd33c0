"""The relations as a matrix: what serves what, in rows and columns, with the weight in the cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roer.core.network.compare import Ends
from roer.core.programme.elements import Code, Element, Link, LinkKind
from roer.core.programme.labels import CONTRIBUTIONS, label
from roer.core.programme.network_state import LinkRecord, Network

_NEIGHBOURS = frozenset({("result", "goal"), ("effort", "result")})


@dataclass(frozen=True, slots=True)
class Weight:
    """What stands where a row and a column meet: the word of the weight, and 1, 2, 3, or 0 when it is unknown."""

    word: str
    strength: int

    @classmethod
    def of(cls, link: Link) -> Weight:
        """'groot'; for another kind of relation than a contribution, what it says."""
        if link.kind is not LinkKind.CONTRIBUTES:
            return cls(label(link.kind), 0)
        return cls(CONTRIBUTIONS[link.contribution], link.contribution or 0)


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row: its element, and per column the weight, None where there is no relation."""

    element: Element
    cells: tuple[tuple[Element, Weight | None], ...]

    @property
    def filled(self) -> tuple[tuple[Element, Weight], ...]:
        """The columns in which something stands, for who reads the row as a sentence."""
        return tuple((column, weight) for column, weight in self.cells if weight is not None)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Relatiematrix: rows of one type of element against columns of another."""

    columns: tuple[Element, ...]
    rows: tuple[MatrixRow, ...]

    def sorted_by(self, code: Code) -> Matrix:
        """The rows with the greatest weight in this column first; as they were for a column that is not there."""
        places = [place for place, element in enumerate(self.columns) if element.code == code]
        if not places:
            return self
        return Matrix(self.columns, tuple(sorted(self.rows, key=lambda row: -_rank(row.cells[places[0]][1]))))


@dataclass(frozen=True, slots=True)
class Matrices:
    """All relations of a network: results against goals, results against efforts, and those that fit in neither."""

    goals: Matrix
    efforts: Matrix
    others: tuple[LinkRecord, ...]


def matrices(network: Network) -> Matrices:
    """The relations between the open elements, rows and columns in code order."""
    weights = {ends: Weight.of(record.link) for ends, record in network.links.items()}
    goals, results, efforts = network.goals, network.results, network.efforts
    first = _matrix(results, goals, weights)
    second = _matrix(results, efforts, {(target, source): weight for (source, target), weight in weights.items()})
    neighbours = {("result", "goal"), ("effort", "result")}
    others = (
        ends for ends in sorted(weights) if tuple(network.elements[end].element.type for end in ends) not in neighbours
    )
    return Matrices(first, second, tuple(network.links[ends] for ends in others))


def _matrix(rows: Sequence[Element], columns: Sequence[Element], weights: Mapping[Ends, Weight]) -> Matrix:
    lines = (MatrixRow(row, tuple((one, weights.get((row.code, one.code))) for one in columns)) for row in rows)
    return Matrix(tuple(columns), tuple(lines))


def _rank(weight: Weight | None) -> int:
    return -1 if weight is None else weight.strength
