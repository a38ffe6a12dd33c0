"""The narrow door to an engine: all that the other rooms ask of whatever computes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import pyarrow as pa
from sqlglot import exp

from roer.core.indicators.plan import Plan
from roer.core.values.errors import RoerError


class EngineRefused(RoerError):
    """The engine could not do what was asked; `cause` tells why without showing data."""


class Warehouse(Protocol):
    """A finished build (warehouse), opened to read: it answers plans and lists tables, and can change nothing."""

    def measure(self, plan: Plan) -> pa.Table:
        """What the plan asks for, one row per key, in the order of the keys."""
        ...

    def rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """These columns of a table, in the order of these columns."""
        ...

    def close(self) -> None:
        """Let go of the build."""
        ...


class Workbench(Protocol):
    """A build in the making: tables are made from landed files and from each other, and nothing else is in reach."""

    def make(self, table: str, query: exp.Query, *, persons: bool) -> None:
        """Make `table` from `query`; with `persons` it is kept in the file apart that no reader opens."""
        ...

    def columns(self, table: str) -> Mapping[str, str]:
        """Column name → type of a landed or made table."""
        ...

    def count(self, query: exp.Query) -> int:
        """The single number that `query` gives."""
        ...

    def rows(self, table: str) -> int:
        """How many rows a made table has."""
        ...

    def finish(self) -> None:
        """Write everything to disk and let go."""
        ...

    def close(self) -> None:
        """Let go, finished or not; once is as good as twice."""
        ...
