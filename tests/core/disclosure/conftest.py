"""Small tables for the tests of disclosure control."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from roer.core.disclosure import Contribution, Cube, Dimension, Node

Tree = Callable[..., Dimension]
Counted = Callable[..., Cube]


@pytest.fixture(scope="session")
def tree() -> Tree:
    """`tree("region", "T", T="ab", a="cd")`: a dimension from its root and the children of each inner node."""

    def make(name: str, root: str, **children: str) -> Dimension:
        nodes = [Node(root)]
        for parent, codes in children.items():
            nodes += [Node(code, parent) for code in codes]
        return Dimension(name, tuple(nodes))

    return make


@pytest.fixture(scope="session")
def counted() -> Counted:
    """A cube of counts from the persons per leaf cell."""

    def make(dimensions: tuple[Dimension, ...], persons: Mapping[tuple[str, ...], int], name: str = "table") -> Cube:
        return Cube(name, dimensions, {codes: Contribution(n) for codes, n in persons.items() if n})

    return make
