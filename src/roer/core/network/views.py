"""Colour views as data (kleurenviews): rules in priority order over attributes, relations and live facts.

One engine colours every view, those that each programme has and those that people make: `coloured(view, facts)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import StringConstraints, field_validator, model_validator

from roer.core.network.colouring import MOST_STRIPES, TOO_MANY, Colour, Colouring, Swatch, swatch_at
from roer.core.network.facts import Facts
from roer.core.network.sources import SOURCES, SourceName
from roer.core.programme.elements import Element, Title, Value

Word = Annotated[str, StringConstraints(max_length=200)]


class ColourRule(Value):
    """Kleurregel: what an element must be (one of `values`; without them: have any), and its colour and word then.

    Without a colour it gets that of its place among the rules.
    """

    source: SourceName
    values: tuple[str, ...] = ()
    colour: Colour | None = None
    word: Word

    @field_validator("source", mode="before")
    @classmethod
    def _known_source(cls, source: Any) -> Any:
        if source not in list(SourceName):
            raise ValueError(f"‘{str(source)[:40]}’ is geen bron voor kleuren.")
        return source

    @field_validator("colour", mode="before")
    @classmethod
    def _known_colour(cls, colour: Any) -> Any:
        if colour is not None and colour not in list(Colour):
            raise ValueError(f"‘{str(colour)[:40]}’ is geen kleur van het palet.")
        return colour

    @field_validator("word")
    @classmethod
    def _has_a_word(cls, word: str) -> str:
        if not word:
            raise ValueError("Een kleur zonder woord kan niet iedereen lezen. Geef elke regel een woord.")
        return word

    @model_validator(mode="after")
    def _known_values(self) -> ColourRule:
        source = SOURCES[self.source]
        unknown = set(self.values) - (source.vocabulary or set(self.values))
        if unknown:
            raise ValueError(f"‘{min(unknown)[:40]}’ is geen waarde van ‘{source.title}’.")
        return self


class ColourView(Value):
    """Kleurenview: named rules in priority order. The first that fits gives the colour; with `several` all that fit.

    `tells` is the source that says what stands in the boxes; without it those are the words of the rules. `rest` is
    what the legend calls the elements of which the view speaks but that no rule fits.
    """

    name: Title
    rules: tuple[ColourRule, ...] = ()
    several: bool = False
    tells: SourceName | None = None
    rest: Word = "zonder waarde"

    @model_validator(mode="after")
    def _every_rule_can_be_used(self) -> ColourView:
        seen: set[tuple[SourceName, str]] = set()
        for number, rule in enumerate(self.rules, 1):
            asked = {(rule.source, value) for value in rule.values or ("",)}
            if asked <= seen or (rule.values and (rule.source, "") in seen and not self.several):
                raise ValueError(f"Regel {number} wordt nooit gebruikt: een regel erboven past al op hetzelfde.")
            seen |= asked
        return self

    @model_validator(mode="after")
    def _a_word_has_one_colour(self) -> ColourView:
        colours: dict[str, Colour | None] = {}
        for rule in self.rules:
            if colours.setdefault(rule.word, rule.colour) != rule.colour:
                raise ValueError(f"Het woord ‘{rule.word}’ heeft twee kleuren. Geef het er één.")
        return self

    @property
    def sources(self) -> frozenset[SourceName]:
        """Everything that it looks at."""
        return frozenset({rule.source for rule in self.rules} | ({self.tells} if self.tells else set()))

    def swatches(self) -> tuple[Swatch, ...]:
        """The swatch of each rule; rules with the same word share one."""
        found: dict[str, Swatch] = {}
        for rule in self.rules:
            if rule.word not in found:
                found[rule.word] = swatch_at(len(found), rule.word, rule.colour)
        return tuple(found[rule.word] for rule in self.rules)


def coloured(view: ColourView, facts: Facts) -> Colouring:
    """The colours that a view gives to the open elements of the network."""
    engine = _Engine(view, facts)
    spoken_of = {type_ for rule in view.rules for type_ in SOURCES[rule.source].types}
    elements = [record.element for record in facts.network.open_elements() if record.element.type in spoken_of]
    swatches = {element.code: engine.swatches_of(element) for element in elements}
    tell = SOURCES[view.tells].tell if view.tells else None
    told = tell(facts) if tell else lambda element: ", ".join(engine.words_of(element))
    words = ((element.code, told(element)) for element in elements)
    return Colouring(view.name, swatches, {code: word for code, word in words if word}, view.rest)


class _Engine:
    """The rules of a view by source and value, so that a large network is coloured as fast as it has values."""

    def __init__(self, view: ColourView, facts: Facts) -> None:
        self.several = view.several
        self.readings = {name: SOURCES[name].read(facts) for name in dict.fromkeys(rule.source for rule in view.rules)}
        self.places: dict[tuple[SourceName, str], list[tuple[int, Swatch]]] = {}
        for place, (rule, swatch) in enumerate(zip(view.rules, view.swatches(), strict=True)):
            for value in rule.values or ("",):
                self.places.setdefault((rule.source, value), []).append((place, swatch))

    def swatches_of(self, element: Element) -> tuple[Swatch, ...]:
        """What the box shows; one sign for more than it can hold."""
        found = self._fitting(element)
        return found if len(found) <= MOST_STRIPES else (TOO_MANY,)

    def words_of(self, element: Element) -> list[str]:
        """The words of the rules that fit."""
        return [swatch.label for swatch in self._fitting(element)]

    def _fitting(self, element: Element) -> tuple[Swatch, ...]:
        fitting: list[tuple[int, Swatch]] = []
        for name, reading in self.readings.items():
            if element.type in SOURCES[name].types and (values := reading(element)):
                for value in ("", *values):
                    fitting += self.places.get((name, value), ())
        ordered = [swatch for _place, swatch in sorted(fitting, key=lambda pair: pair[0])]
        return tuple(dict.fromkeys(ordered if self.several else ordered[:1]))


def spread(
    source: SourceName,
    facts: Facts,
    *,
    name: str,
    several: bool = False,
    colours: Iterable[Colour] = (),
) -> ColourView:
    """A view with a rule for every value of one source, in the order of its legend."""
    given = dict(enumerate(colours))
    rules = tuple(
        ColourRule(source=source, values=(value,), colour=given.get(place), word=word)
        for place, (value, word) in enumerate(SOURCES[source].words(facts).items())
    )
    tells = source if SOURCES[source].tell else None
    return ColourView(name=name, rules=rules, several=several, tells=tells)
