"""Where a colour view takes its values from (bronnen): attributes of elements, relations between them, live facts.

Each source says of which types of elements it speaks, which values they have, what each value is called, and what it
would write in the box. Values are codes; words are for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from roer.core.network import live_facts as live
from roer.core.network.facts import Facts, Reading, Telling, Values
from roer.core.network.paths import Ways
from roer.core.programme.elements import (
    Audience,
    Code,
    DataLevel,
    EffortKind,
    Element,
    GoalKind,
    Phase,
    Result,
    ResultKind,
    Umbrella,
)
from roer.core.programme.labels import TYPES, label
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing, plural

Sort = Literal["attribute", "relation", "live"]
MOST_TOLD = 8
"""How many codes a box names before it says how many there are."""


class SourceName(StrEnum):
    """Bron of a rule: what it looks at."""

    TYPE = "type"
    POLICY_FIELD = "policy_field"
    OWNER = "owner"
    GOAL_KIND = "goal_kind"
    RESULT_KIND = "result_kind"
    CLIENT = "client"
    AUDIENCE = "audience"
    DATA_LEVEL = "data_level"
    MUNICIPALITY = "municipality"
    CONNECTING = "connecting"
    EFFORT_KIND = "effort_kind"
    PHASE = "phase"
    UMBRELLA = "umbrella"
    SERVES_RESULT = "serves_result"
    SERVES_GOAL = "serves_goal"
    CHOSEN = "chosen"
    GATES = "gates"
    TARGET = "target"
    FRESHNESS = "freshness"
    CAPACITY = "capacity"
    SPEND = "spend"
    ATTENTION = "attention"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Source:
    """Bron: `read` gives the values of elements, `words` every value with its word, in the order of a legend.

    `vocabulary` is the closed list of values of a source that has one; `tell` what such a view writes in a box.
    """

    title: str
    sort: Sort
    types: tuple[str, ...]
    read: Callable[[Facts], Reading]
    words: Callable[[Facts], Mapping[str, str]]
    vocabulary: frozenset[str] | None = None
    tell: Callable[[Facts], Telling] | None = None


def _of_enum(title: str, kind: type[StrEnum], types: tuple[str, ...], field: str) -> Source:
    """A source that reads one field with a closed list of values."""
    words = {member.value: label(member) for member in kind}
    return Source(
        title,
        "attribute",
        types,
        lambda _facts: lambda element: _texts(getattr(element, field)),
        lambda _facts: words,
        frozenset(words),
    )


def _of_field(title: str, types: tuple[str, ...], field: str, words: Callable[[Facts], Mapping[str, str]]) -> Source:
    """A source that reads one field whose values the programme names itself."""
    return Source(title, "attribute", types, lambda _facts: lambda element: _texts(getattr(element, field)), words)


def _texts(value: object) -> Values:
    if value is None:
        return ()
    return tuple(str(part) for part in value) if isinstance(value, tuple) else (str(value),)


def _fields(facts: Facts) -> Mapping[str, str]:
    return {code: item.name for code, item in sorted(facts.policy_fields.items())}


def _towns(facts: Facts) -> Mapping[str, str]:
    return {code: item.name for code, item in sorted(facts.municipalities.items())}


def _persons(field: str) -> Callable[[Facts], Mapping[str, str]]:
    def words(facts: Facts) -> Mapping[str, str]:
        found = {person for element in _elements(facts.network) if (person := getattr(element, field, None))}
        named = {person: facts.people.get(person, person) for person in found}
        return dict(sorted(named.items(), key=lambda pair: (pair[1].casefold(), pair[0])))

    return words


def _elements(network: Network) -> Iterable[Element]:
    return (record.element for record in network.open_elements())


def _titles(elements: Iterable[Element]) -> dict[str, str]:
    return {element.code: f"{element.code} {element.title}" for element in elements}


def _chosen(facts: Facts) -> Mapping[str, str]:
    return _titles(facts.network.elements[code].element for code in facts.chosen if facts.network.is_open(code))


def _served_results(facts: Facts) -> Reading:
    """Of an effort the results that it serves itself; a result has the colour of its own code."""
    results = {result.code for result in facts.network.results}
    served: dict[Code, list[Code]] = {code: [code] for code in results}
    for source, target in sorted(facts.network.links):
        if target in results and source not in results:
            served.setdefault(source, []).append(target)
    return lambda element: tuple(served.get(element.code, ()))


def _served_goals(facts: Facts) -> Reading:
    """The goals that an element serves in the end; a goal has the colour of its own code."""
    goals, ways = {goal.code for goal in facts.network.goals}, Ways.of(facts.network)
    return lambda element: tuple(sorted(({element.code} | ways.above(element.code)) & goals))


def _on_paths(facts: Facts) -> Reading:
    """The chosen elements on whose path an element lies."""
    ways = Ways.of(facts.network)
    paths = {code: ways.path_of(code).codes for code in facts.chosen if facts.network.is_open(code)}
    return lambda element: tuple(code for code, path in paths.items() if element.code in path)


def _arrow(read: Callable[[Facts], Reading], one: str, many: str) -> Callable[[Facts], Telling]:
    """'→ R01, R03' of what an element serves, or how many when there are too many to name."""

    def tell(facts: Facts) -> Telling:
        reading = read(facts)

        def told(element: Element) -> str:
            others = [code for code in reading(element) if code != element.code]
            if not others:
                return ""
            return f"→ {plural(len(others), one, many)}" if len(others) > MOST_TOLD else "→ " + ", ".join(others)

        return told

    return tell


def _beside(facts: Facts) -> Telling:
    reading = _on_paths(facts)

    def told(element: Element) -> str:
        found = reading(element)
        rest = [code for code in found if code != element.code]
        parts = ["gekozen"] if element.code in found else []
        return " · ".join([*parts, f"met {listing(rest)}"] if rest else parts)

    return told


def _connecting(element: Element) -> Values:
    return ("yes" if isinstance(element, Result) and element.is_connecting else "no",)


def _live(
    title: str,
    types: tuple[str, ...],
    read: Callable[[Facts], Reading],
    tell: Callable[[Facts], Telling],
    words: Mapping[str, str],
) -> Source:
    return Source(title, "live", types, read, lambda _facts: words, frozenset(words), tell)


_CONNECTING = {"yes": "verbindend product", "no": "niet verbindend"}
GOAL, RESULT, EFFORT, ALL = ("goal",), ("result",), ("effort",), ("goal", "result", "effort")
SOURCES: Mapping[SourceName, Source] = {
    SourceName.TYPE: Source(
        "Doel, resultaat of inspanning", "attribute", ALL,
        lambda _facts: lambda element: (element.type,), lambda _facts: TYPES, frozenset(TYPES),
    ),
    SourceName.POLICY_FIELD: _of_field("Beleidsterrein", ALL, "policy_fields", _fields),
    SourceName.OWNER: _of_field("Eigenaar", ALL, "owner", _persons("owner")),
    SourceName.GOAL_KIND: _of_enum("Soort doel", GoalKind, GOAL, "kind"),
    SourceName.RESULT_KIND: _of_enum("Soort resultaat", ResultKind, RESULT, "kind"),
    SourceName.CLIENT: _of_field("Klant", RESULT, "client", _persons("client")),
    SourceName.AUDIENCE: _of_enum("Doelgroep", Audience, RESULT, "audience"),
    SourceName.DATA_LEVEL: _of_enum("Gegevensniveau", DataLevel, RESULT, "data_level"),
    SourceName.MUNICIPALITY: _of_field("Gemeente", RESULT, "municipalities", _towns),
    SourceName.CONNECTING: Source(
        "Verbindend product", "attribute", RESULT,
        lambda _facts: _connecting, lambda _facts: _CONNECTING, frozenset(_CONNECTING),
    ),
    SourceName.EFFORT_KIND: _of_enum("Soort inspanning", EffortKind, EFFORT, "kind"),
    SourceName.PHASE: _of_enum("Fase van de inspanning", Phase, EFFORT, "phase"),
    SourceName.UMBRELLA: _of_enum("Paraplu van de inspanning", Umbrella, EFFORT, "umbrella"),
    SourceName.SERVES_RESULT: Source(
        "Dient resultaat", "relation", (*RESULT, *EFFORT),
        _served_results, lambda facts: _titles(facts.network.results),
        tell=_arrow(_served_results, "resultaat", "resultaten"),
    ),
    SourceName.SERVES_GOAL: Source(
        "Dient doel", "relation", ALL,
        _served_goals, lambda facts: _titles(facts.network.goals), tell=_arrow(_served_goals, "doel", "doelen"),
    ),
    SourceName.CHOSEN: Source("Op het pad van een gekozen element", "relation", ALL, _on_paths, _chosen, tell=_beside),
    SourceName.GATES: _live("Stand van de poorten", RESULT, live.gate_values, live.gates_told, live.GATES_WORDS),
    SourceName.TARGET: _live(
        "Stand van het streefdoel", (*GOAL, *RESULT), live.target_values, live.target_told, live.TARGETS_WORDS
    ),
    SourceName.FRESHNESS: _live(
        "Bevestiging van relaties", ALL, live.freshness_values, live.freshness_told, live.FRESHNESS_WORDS
    ),
    SourceName.CAPACITY: _live(
        "Capaciteit in dit kwartaal", EFFORT, live.capacity_values, live.capacity_told, live.CAPACITY_WORDS
    ),
    SourceName.SPEND: _live("Kosten", (*RESULT, *EFFORT), live.spend_values, live.spend_told, live.SPEND_WORDS),
    SourceName.ATTENTION: _live(
        "Aandachtspunten", ALL, live.attention_values, live.attention_told, live.ATTENTION_WORDS
    ),
    SourceName.CHANGED: _live("Wijziging", ALL, live.changed_values, live.changed_told, live.CHANGED_WORDS),
}  # fmt: skip
"""Every source. Of which types it speaks decides who counts as 'without a value'."""
