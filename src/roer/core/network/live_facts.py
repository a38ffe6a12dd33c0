"""What the live facts say of an element (levende feiten): gates, target, freshness, health, capacity, costs, changes.

For each a reading (the values, as codes) and a telling (what stands in the box).
"""

from __future__ import annotations

from datetime import date

from roer.core.network.compare import KINDS, Comparison
from roer.core.network.facts import Facts, Reading, Telling, Values
from roer.core.programme.elements import Code, Element
from roer.core.programme.findings import Severity
from roer.core.programme.gates import GATES
from roer.core.programme.network_state import Network
from roer.core.programme.targets import TargetStatus
from roer.core.values.dutch import day, listing, money, number, plural
from roer.core.values.money import Euro

HALF_YEAR, YEAR = 183, 365
NEARLY_SPENT = 0.8
"""From this share of its budget on, an effort has nearly spent it."""

GATES_WORDS = {"reserved": "op de roadmap, onder voorbehoud"} | {
    str(count): f"{count} van {len(GATES)} poorten open" for count in range(len(GATES) + 1)
}
TARGETS_WORDS = {status.value: status.label for status in TargetStatus}
FRESHNESS_WORDS = {
    "half_year": "in het laatste half jaar bevestigd",
    "year": "een half tot een heel jaar geleden",
    "long_ago": "langer dan een jaar geleden",
}
CAPACITY_WORDS = {"enough": "genoeg toegewezen", "short": "te weinig toegewezen", "nobody": "niemand toegewezen"}
SPEND_WORDS = {
    "within": "ruim binnen de begroting",
    "nearly": "meer dan 80% besteed of verplicht",
    "over": "boven de begroting",
    "unbudgeted": "kosten zonder begroting",
}
ATTENTION_WORDS = {severity.value: f"aandachtspunt: {severity.label}" for severity in Severity} | {
    "healthy": "geen aandachtspunten"
}
CHANGED_WORDS: dict[str, str] = {
    kind: word.lower() for kind, word in KINDS.items() if kind not in ("linked", "unlinked", "reweighed")
}


def gate_values(facts: Facts) -> Reading:
    """How many gates of a result are open; first of all whether it stands on the roadmap under reservation."""

    def read(element: Element) -> Values:
        gates = facts.gates.get(element.code)
        if gates is None:
            return ()
        return ("reserved", str(gates.open)) if gates.reserved else (str(gates.open),)

    return read


def gates_told(facts: Facts) -> Telling:
    """'3 van 4 poorten, voorbehoud'."""

    def told(element: Element) -> str:
        gates = facts.gates.get(element.code)
        if gates is None:
            return ""
        return f"{gates.open} van {len(GATES)} poorten" + (", voorbehoud" if gates.reserved else "")

    return told


def target_values(facts: Facts) -> Reading:
    """How a measured result stands to its target."""
    return lambda element: (facts.targets[element.code].status.value,) if element.code in facts.targets else ()


def target_told(facts: Facts) -> Telling:
    """'loopt achter: 11 op 31 december 2020, streefwaarde 10,5'."""

    def told(element: Element) -> str:
        state = facts.targets.get(element.code)
        if state is None:
            return ""
        why = f": {state.reason.removesuffix('.')}" if state.status.is_known else ""
        return state.status.label + why

    return told


def _oldest(network: Network) -> dict[Code, date]:
    """Of each element with relations, when the one that was confirmed longest ago was."""
    found: dict[Code, date] = {}
    for ends, record in network.links.items():
        for code in ends:
            found[code] = min(found.get(code, date.max), record.confirmed_on)
    return found


def freshness_values(facts: Facts) -> Reading:
    """How long ago the relation of an element that was confirmed longest ago was confirmed."""
    oldest = _oldest(facts.network)

    def read(element: Element) -> Values:
        if facts.on is None or element.code not in oldest:
            return ()
        age = (facts.on - oldest[element.code]).days
        return ("half_year" if age <= HALF_YEAR else "year" if age <= YEAR else "long_ago",)

    return read


def freshness_told(facts: Facts) -> Telling:
    """'oudste: 3 maart 2020'."""
    oldest = _oldest(facts.network)
    return lambda element: f"oudste: {day(oldest[element.code])}" if element.code in oldest else ""


def capacity_values(facts: Facts) -> Reading:
    """Whether an effort that asks for people has enough of them."""

    def read(element: Element) -> Values:
        found = facts.capacity.get(element.code)
        if found is None or found.needed <= 0:
            return ()
        if found.missing == 0:
            return ("enough",)
        return ("short",) if found.assigned > 0 else ("nobody",)

    return read


def capacity_told(facts: Facts) -> Telling:
    """'0,50 van 1,20 fte'."""

    def told(element: Element) -> str:
        found = facts.capacity.get(element.code)
        if found is None or found.needed <= 0:
            return ""
        return f"{number(found.assigned / 100, 2)} van {number(found.needed / 100, 2)} fte"

    return told


def spend_values(facts: Facts) -> Reading:
    """How what was spent on an element, or promised, stands to its budget."""

    def read(element: Element) -> Values:
        found = facts.spend.get(element.code)
        if found is None or (not found.budgeted and not found.used):
            return ()
        if not found.budgeted:
            return ("unbudgeted",)
        if found.used > found.budgeted:
            return ("over",)
        return ("nearly",) if found.used > NEARLY_SPENT * found.budgeted else ("within",)

    return read


def spend_told(facts: Facts) -> Telling:
    """'€ 12.000 van € 20.000'."""

    def told(element: Element) -> str:
        found = facts.spend.get(element.code)
        if found is None or (not found.budgeted and not found.used):
            return ""
        return f"{money(Euro(found.used))} van {money(Euro(found.budgeted))}"

    return told


def attention_values(facts: Facts) -> Reading:
    """How much the heaviest point of attention weighs; 'healthy' for an element without any."""
    found = facts.attention
    if found is None:
        return lambda _element: ()
    return lambda element: (found[element.code].heaviest.value if element.code in found else "healthy",)


def attention_told(facts: Facts) -> Telling:
    """'2 aandachtspunten'."""
    found = facts.attention or {}
    return lambda element: (
        plural(found[element.code].count, "aandachtspunt", "aandachtspunten") if element.code in found else ""
    )


def changed_values(facts: Facts) -> Reading:
    """What happened to an element since the version that the facts compare with."""
    marks = facts.changes.marks if facts.changes else {}
    return lambda element: (marks[element.code],) if element.code in marks else ()


def changed_told(facts: Facts) -> Telling:
    """What became of the old, where the new came from; else what happened, in a word."""
    words = {code: CHANGED_WORDS[kind] for code, kind in facts.changes.marks.items()} if facts.changes else {}
    words |= _descent(facts.changes) if facts.changes else {}
    return lambda element: words.get(element.code, "")


def _descent(comparison: Comparison) -> dict[Code, str]:
    words: dict[Code, str] = {}
    for change in (*comparison.of("split"), *comparison.of("merged")):
        words |= dict.fromkeys(change.after, f"ontstaan uit {listing(change.before)}")
    for change in (*comparison.of("split"), *comparison.of("merged")):
        verb = "gesplitst in" if change.kind == "split" else "opgegaan in"
        words |= dict.fromkeys(change.before, f"{verb} {listing(change.after)}")
    return words
