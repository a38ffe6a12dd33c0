"""How a picture is looked at: its caption, its colours, where links lead, and what is brought forward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from roer.core.network.colouring import Colouring
from roer.core.network.compare import Comparison, Ends, Kind
from roer.core.network.paths import Path
from roer.core.programme.elements import Code, Element


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands around a picture: its name for those who hear it, and the footer (version date, view, hash)."""

    title: str
    footer: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """What a picture brings forward: a path (the rest fades), marks of change, and what is no longer there.

    `descent` are pairs of an element that was split or merged and what it became; `indirect` are the links that run
    through a column that is not shown.
    """

    path: Path = field(default_factory=Path)
    marks: Mapping[Code, Kind] = field(default_factory=dict)
    gone: frozenset[Code] = frozenset()
    link_marks: Mapping[Ends, Kind] = field(default_factory=dict)
    descent: tuple[tuple[Code, Code], ...] = ()
    indirect: frozenset[Ends] = frozenset()

    @classmethod
    def on_change(cls, comparison: Comparison) -> Emphasis:
        """Bring forward what differs between two networks."""
        events = (*comparison.of("split"), *comparison.of("merged"))
        descent = tuple((before, after) for event in events for before in event.before for after in event.after)
        return cls(marks=comparison.marks, gone=comparison.gone, link_marks=comparison.link_marks, descent=descent)

    def fades(self, code: Code) -> bool:
        """Whether an element steps back."""
        return bool(self.path.codes) and code not in self.path.codes


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of a picture, the address of each element, and what is brought forward."""

    colouring: Colouring
    address: Callable[[Element], str]
    emphasis: Emphasis = field(default_factory=Emphasis)
