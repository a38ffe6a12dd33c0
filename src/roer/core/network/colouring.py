"""Colour views (kleurenviews): which colours, patterns and words an element gets, and the legend that explains them.

A view never mixes colours: an element with several values gets several stripes. Colour is never alone: each value has
its own pattern and its word stands in the box. Colours are those of Okabe and Ito, safe for colour-blind readers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from roer.core.network.compare import KINDS, Comparison
from roer.core.network.paths import path_of
from roer.core.programme.elements import Code, Effort, Element, Phase, PolicyField
from roer.core.programme.labels import label
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing, plural

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800", "#5a5a5a")
PATTERNS = ("solid", "diagonal", "dots", "bars", "cross", "counter")
PLAIN = "#8a949c"
MOST_CHOSEN = 6
"""How many elements at once can be told apart by their colours."""
_CONTRIBUTION = "Welke inspanning draagt bij aan welke resultaten"


@dataclass(frozen=True, slots=True)
class Swatch:
    """One value of a view: its key, its word, its colour and its pattern."""

    key: str
    label: str
    colour: str
    pattern: str = "solid"


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A line of the legend: a value and how many elements have it."""

    swatch: Swatch
    count: int


@dataclass(frozen=True, slots=True)
class Colouring:
    """How one view colours one network: per code its swatches (none is plain) and the words in its box."""

    title: str
    swatches: Mapping[Code, tuple[Swatch, ...]]
    words: Mapping[Code, str] = field(default_factory=dict)

    def legend(self) -> tuple[LegendLine, ...]:
        """Every value that occurs, in the order of the view, with its count."""
        counts = Counter(swatch for swatches in self.swatches.values() for swatch in swatches)
        order = {
            swatch: index for index, swatch in enumerate(dict.fromkeys(s for v in self.swatches.values() for s in v))
        }
        return tuple(LegendLine(swatch, counts[swatch]) for swatch in sorted(counts, key=lambda s: (s.key, order[s])))


@dataclass(frozen=True, slots=True)
class GateCount:
    """What a view needs to know of a result's gates: how many of the four are open, and whether one lapsed since."""

    open: int
    reserved: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """What a view may look at: the network, the names of policy fields, the gates, and which elements were chosen."""

    network: Network
    policy_fields: Mapping[str, PolicyField]
    gates: Mapping[Code, GateCount] = field(default_factory=dict)
    chosen: tuple[Code, ...] = ()


@dataclass(frozen=True, slots=True)
class ColourView:
    """Kleurenview: a code for the address, a title for the screen, and the rule."""

    code: str
    title: str
    colour: Callable[[Facts], Colouring]


def _swatch(order: int, key: str, word: str) -> Swatch:
    """The value in place `order`: 24 different pairs of colour and pattern before one comes back."""
    return Swatch(f"{order:02d}-{key}", word, PALETTE[order % len(PALETTE)], PATTERNS[order % len(PATTERNS)])


def _elements(facts: Facts) -> Iterable[Element]:
    return (record.element for record in facts.network.open_elements())


def by_phase(facts: Facts) -> Colouring:
    """Efforts by how far they are (bijlage 2: 'fase van de inspanningen')."""
    steps = {phase: _swatch(order, phase.value, label(phase)) for order, phase in enumerate(Phase)}
    efforts = [element for element in _elements(facts) if isinstance(element, Effort)]
    return Colouring(
        "Fase van de inspanningen",
        {effort.code: (steps[effort.phase],) for effort in efforts},
        {effort.code: label(effort.phase) for effort in efforts},
    )


def by_policy_field(facts: Facts) -> Colouring:
    """All elements by their policy fields; a connecting product has a stripe for each."""
    fields = {
        code: _swatch(order, code, item.name) for order, (code, item) in enumerate(sorted(facts.policy_fields.items()))
    }
    elements = list(_elements(facts))
    return Colouring(
        "Beleidsterrein",
        {e.code: tuple(fields[code] for code in e.policy_fields if code in fields) for e in elements},
        {e.code: ", ".join(fields[code].label for code in e.policy_fields if code in fields) for e in elements},
    )


def by_contribution(facts: Facts) -> Colouring:
    """Which effort serves which result (bijlage 2): results in their own colours, efforts striped with what they serve.

    With elements chosen: each of them has a colour, and everything on its path a stripe of it.
    """
    chosen = tuple(code for code in dict.fromkeys(facts.chosen) if facts.network.is_open(code))
    if chosen:
        return _around(facts, chosen[:MOST_CHOSEN])
    results = {
        result.code: _swatch(order, result.code, f"{result.code} {result.title}")
        for order, result in enumerate(facts.network.results)
    }
    served: dict[Code, list[Code]] = {effort.code: [] for effort in facts.network.efforts}
    for source, target in sorted(facts.network.links):
        if source in served and target in results:
            served[source].append(target)
    swatches: dict[Code, tuple[Swatch, ...]] = {code: (swatch,) for code, swatch in results.items()}
    words = {}
    for source, targets in served.items():
        many = len(targets) > len(PALETTE)
        words[source] = f"→ {plural(len(targets), 'resultaat', 'resultaten')}" if many else "→ " + ", ".join(targets)
        swatches[source] = () if many else tuple(results[target] for target in targets)
    return Colouring(_CONTRIBUTION, swatches, {code: word for code, word in words.items() if served[code]})


def _around(facts: Facts, chosen: tuple[Code, ...]) -> Colouring:
    colours = {
        code: _swatch(order, code, f"{code} {facts.network.elements[code].element.title}")
        for order, code in enumerate(chosen)
    }
    paths = {code: path_of(facts.network, code).codes for code in chosen}
    found: dict[Code, list[Code]] = {}
    for element in _elements(facts):
        found[element.code] = [code for code in chosen if element.code in paths[code]]
    return Colouring(
        f"{_CONTRIBUTION}: {listing(chosen)}",
        {code: tuple(colours[other] for other in others) for code, others in found.items()},
        {code: _beside(code, others) for code, others in found.items() if others},
    )


def _beside(code: Code, others: list[Code]) -> str:
    rest = [other for other in others if other != code]
    parts = ["gekozen"] if code in others else []
    return " · ".join([*parts, f"met {listing(rest)}"] if rest else parts)


def by_gates(facts: Facts) -> Colouring:
    """Results by how many of the four gates are open; 'onder voorbehoud' when one closed after placement."""
    shades = ("#e8eef2", "#bcd3e2", "#7fb0d0", "#2f7fb5", "#0b4f7d")
    steps = [
        Swatch(f"{count}", f"{count} van 4 poorten open", shades[count], PATTERNS[(count + 1) % 5 if count < 4 else 0])
        for count in range(5)
    ]
    reserved = Swatch("9-reserved", "op de roadmap, onder voorbehoud", "#d55e00", "cross")
    swatches, words = {}, {}
    for result in facts.network.results:
        if (gates := facts.gates.get(result.code)) is not None:
            swatches[result.code] = (reserved,) if gates.reserved else (steps[gates.open],)
            words[result.code] = f"{gates.open} van 4 poorten" + (", voorbehoud" if gates.reserved else "")
    return Colouring("Stand van de poorten", swatches, words)


def by_change(comparison: Comparison, network: Network) -> Colouring:
    """Elements by what happened to them between two networks."""
    kinds = [kind for kind in KINDS if kind not in ("linked", "unlinked", "reweighed")]
    swatches = {kind: _swatch(order, kind, KINDS[kind].lower()) for order, kind in enumerate(kinds)}
    marks = {code: kind for code, kind in comparison.marks.items() if network.is_open(code)}
    return Colouring(
        "Gewijzigd tussen twee versies",
        {code: (swatches[kind],) for code, kind in marks.items()},
        {code: swatches[kind].label for code, kind in marks.items()} | _descent(comparison),
    )


def _descent(comparison: Comparison) -> dict[Code, str]:
    """What stands in the boxes of a split or a merger: what became of the old, where the new came from."""
    words: dict[Code, str] = {}
    for change in (*comparison.of("split"), *comparison.of("merged")):
        words |= dict.fromkeys(change.after, f"ontstaan uit {listing(change.before)}")
    for change in (*comparison.of("split"), *comparison.of("merged")):
        verb = "gesplitst in" if change.kind == "split" else "opgegaan in"
        words |= dict.fromkeys(change.before, f"{verb} {listing(change.after)}")
    return words


VIEWS = (
    ColourView("beleidsterrein", "Beleidsterrein", by_policy_field),
    ColourView("fase", "Fase van de inspanningen", by_phase),
    ColourView("bijdrage", "Welke inspanning, welk resultaat", by_contribution),
    ColourView("poorten", "Stand van de poorten", by_gates),
)
"""The views that every programme has; the first is the usual one."""


def view_by(code: str | None) -> ColourView:
    """The view with this code; the usual one when there is none such."""
    return next((view for view in VIEWS if view.code == code), VIEWS[0])
