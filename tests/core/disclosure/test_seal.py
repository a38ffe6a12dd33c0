"""Nobody but protect makes a safe table."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest

from roer.core.disclosure import Policy, SafeCell, SafeTable, protect
from roer.core.disclosure.seal import SealBroken


@pytest.fixture
def safe(tree, counted) -> SafeTable:
    cube = counted((tree("sex", "T", T="mv"),), {("m",): 12, ("v",): 30})
    return protect(cube, Policy(name="p", threshold=5))


def test_a_safe_table_or_cell_cannot_be_made_by_hand(safe: SafeTable) -> None:
    with pytest.raises(SealBroken):
        SafeTable(safe.shown, safe.cells, unit="")
    with pytest.raises(SealBroken):
        SafeCell(("m",), 3, None, frozenset())
    with pytest.raises(SealBroken):
        SafeCell(("m",), 3, None, frozenset(), seal=object())


def test_pickling_copying_and_changing_forge_nothing(safe: SafeTable) -> None:
    cell = safe.cells["m",]
    for sealed in (safe, cell):
        with pytest.raises(SealBroken):
            pickle.dumps(sealed)
        assert copy.copy(sealed) is sealed
        assert copy.deepcopy(sealed) is sealed
        with pytest.raises(SealBroken):
            sealed.__replace__(value=3)
    with pytest.raises(SealBroken):
        cell.value = 4
    with pytest.raises(SealBroken):
        del cell.value
    with pytest.raises(TypeError):
        safe.cells["m",] = cell  # type: ignore[index]


def test_no_representation_shows_a_value(safe: SafeTable) -> None:
    assert "12" not in repr(safe)
    assert "12" not in repr(safe.cells["m",])


def test_only_protect_holds_the_seal() -> None:
    source = Path(__file__).resolve().parents[3] / "src" / "roer"
    holders = set()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else []
            if "_SEAL" in names or (isinstance(node, ast.Attribute) and node.attr == "_SEAL"):
                holders.add(path.relative_to(source).as_posix())
    assert holders == {"core/disclosure/protect.py"}
