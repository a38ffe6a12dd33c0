"""The seal: what left through `protect`, and what anybody can see of it.

A `SafeTable` is a permit: charts, files, API and letters accept nothing else, and only `protect` can make one.
A `ShownTable` is no permit: it is what was shown, read back from a folder, so that it can be attacked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, NoReturn, final

from roer.core.disclosure.cube import Codes, Dimension, Kind
from roer.core.disclosure.policy import Policy
from roer.core.values.errors import RoerError
from roer.core.values.status import Absence, Mark

_SEAL = object()
"""Held by this module and `protect`; whoever shows it may make a SafeTable. A house test watches who imports it."""


class SealBroken(RoerError):
    """Somebody tried to make a safe table outside `protect`."""


def _refuse() -> NoReturn:
    raise SealBroken("Alleen de beveiliging (protect) mag een veilige tabel maken.")


@dataclass(frozen=True)
class ShownTable:
    """A table as shown (getoonde tabel): the values, the hidden cells, and the cells absent for another reason.

    `at_risk` and `alone` are the analyst's, to judge an attack. `at_risk`: the hidden cells that the policy called
    risky, each with how wide it must stay (counts: in persons; magnitudes: as a share of its value); None means
    unknown, then every hidden cell counts. `alone`: the hidden cells of one contributor, who knows his own.
    """

    name: str
    dimensions: tuple[Dimension, ...]
    kind: Kind
    additive: bool
    policy: Policy
    values: Mapping[Codes, float]
    hidden: frozenset[Codes]
    absent: Mapping[Codes, Absence]
    at_risk: Mapping[Codes, float] | None = None
    alone: frozenset[Codes] = frozenset()


class _Sealed:
    """Made once, with the seal in hand, never changed, copied or pickled into being."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> NoReturn:
        _refuse()

    def __delattr__(self, name: str) -> NoReturn:
        _refuse()

    def __copy__(self) -> Any:
        return self

    def __deepcopy__(self, memo: object) -> Any:
        return self

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        _refuse()

    def __replace__(self, **changes: object) -> NoReturn:
        _refuse()


@final
class SafeCell(_Sealed):
    """A safe cell (veilige cel): where it stands, and its value or the reason why there is none. `secret` says no
    more.
    """

    __slots__ = ("absence", "codes", "marks", "value")
    codes: Codes
    value: float | None
    absence: Absence | None
    marks: frozenset[Mark]

    def __new__(
        cls, codes: Codes, value: float | None, absence: Absence | None, marks: frozenset[Mark], *, seal: object = None
    ) -> SafeCell:
        if seal is not _SEAL:
            _refuse()
        if (value is None) == (absence is None):
            raise ValueError("a cell has a value or a reason why it has none")
        cell = object.__new__(cls)
        for name, given in (("codes", codes), ("value", value), ("absence", absence), ("marks", marks)):
            object.__setattr__(cell, name, given)
        return cell

    def __repr__(self) -> str:
        return f"SafeCell({self.codes}, {'open' if self.absence is None else self.absence.value})"


@final
class SafeTable(_Sealed):
    """A safe table (veilige tabel): every cell of the crossed table, each with a value or a typed reason for none.

    `cells` is what a reader may see. `primary` (at risk by the policy) and `secondary` (hidden to protect those) are
    for the analyst's report only and never leave the house.
    """

    __slots__ = ("cells", "primary", "secondary", "shown", "unit")
    cells: Mapping[Codes, SafeCell]
    primary: frozenset[Codes]
    secondary: frozenset[Codes]
    shown: ShownTable
    unit: str

    def __new__(
        cls, shown: ShownTable, cells: Mapping[Codes, SafeCell], *, unit: str, seal: object = None
    ) -> SafeTable:
        if seal is not _SEAL:
            _refuse()
        primary = frozenset(shown.at_risk or ())
        table = object.__new__(cls)
        for name, given in (
            ("shown", shown),
            ("cells", MappingProxyType(dict(cells))),
            ("primary", primary),
            ("secondary", shown.hidden - primary),
            ("unit", unit),
        ):
            object.__setattr__(table, name, given)
        return table

    @property
    def name(self) -> str:
        return self.shown.name

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return self.shown.dimensions

    @property
    def kind(self) -> Kind:
        return self.shown.kind

    @property
    def additive(self) -> bool:
        return self.shown.additive

    @property
    def policy(self) -> Policy:
        return self.shown.policy

    def __repr__(self) -> str:
        # Never a value: reprs end up in logs.
        return f"SafeTable({self.name}, {len(self.cells)} cells, {len(self.shown.hidden)} hidden)"
