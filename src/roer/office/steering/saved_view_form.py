"""The form of a saved view: a name and up to a handful of rules, chosen from lists, so that it works without script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from roer.core.network.colouring import HUES
from roer.core.network.facts import Facts
from roer.core.network.sources import SOURCES, SourceName
from roer.core.network.views import ColourRule, ColourView

ROWS = 6
"""How many rules the form offers; more colours than that are hard to tell apart."""
_SORTS = {"attribute": gettext_lazy("kenmerk"), "relation": gettext_lazy("relatie"), "live": gettext_lazy("stand nu")}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of the form: its fields, to draw them on a line."""

    number: int
    what: forms.BoundField
    colour: forms.BoundField
    word: forms.BoundField


class SavedViewForm(forms.Form):
    """What a person fills in; what may be chosen follows from the facts of the network."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=80)
    shared = forms.BooleanField(label=gettext_lazy("Deel deze weergave met iedereen"), required=False)
    several = forms.BooleanField(
        label=gettext_lazy("Geef een vak meer strepen als er meer regels passen"), required=False
    )
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)

    def __init__(self, *args: Any, facts: Facts, rows: int = ROWS, **kwargs: Any) -> None:
        """The form for some facts, with this many rules."""
        super().__init__(*args, label_suffix="", **kwargs)
        self.numbers = range(1, rows + 1)
        self.words: dict[str, str] = {}
        offered = self._offered(facts)
        colours = [(colour.value, colour.label) for colour in HUES]
        for number in self.numbers:
            self.fields[f"what_{number}"] = forms.ChoiceField(
                label=_("Wat"), choices=[("", _("geen regel")), *offered], required=False
            )
            self.fields[f"colour_{number}"] = forms.ChoiceField(
                label=_("Kleur"), choices=colours, required=False, initial=colours[(number - 1) % len(colours)][0]
            )
            self.fields[f"word_{number}"] = forms.CharField(label=_("Woord"), max_length=60, required=False)

    def _offered(self, facts: Facts) -> list[tuple[str, list[tuple[str, str]]]]:
        groups = []
        for name, source in SOURCES.items():
            if name in (SourceName.CHOSEN, SourceName.CHANGED):
                continue  # of what somebody follows at the moment, or compares with: no lasting rule
            lines = {f"{name}:{value}": word for value, word in source.words(facts).items()}
            if lines:
                anything = {f"{name}:": _("een waarde, welke dan ook")}
                self.words |= lines | {f"{name}:": source.title.lower()}
                groups.append((f"{source.title} ({_SORTS[source.sort]})", list((lines | anything).items())))
        return groups

    def rows(self) -> list[Row]:
        """The rules to draw."""
        return [Row(n, self[f"what_{n}"], self[f"colour_{n}"], self[f"word_{n}"]) for n in self.numbers]

    def clean(self) -> dict[str, Any]:
        """Make the rules into a view; what cannot be is said in the words of the rule that it breaks."""
        told: dict[str, Any] = super().clean() or {}
        self.definition: ColourView | None = None
        if self.errors:
            return told
        try:
            rules = tuple(self._rule(told, number) for number in self.numbers if told.get(f"what_{number}"))
            if rules:
                self.definition = ColourView(name=told["name"], rules=rules, several=told["several"])
        except ValidationError as refused:
            for problem in refused.errors():
                self.add_error(None, problem["msg"].removeprefix("Value error, "))
        return told

    def _rule(self, told: dict[str, Any], number: int) -> ColourRule:
        what = told[f"what_{number}"]
        source, _colon, value = what.partition(":")
        return ColourRule.model_validate(
            {
                "source": source,
                "values": (value,) if value else (),
                "colour": told[f"colour_{number}"] or None,
                "word": told[f"word_{number}"] or self.words[what],
            }
        )


def filled_in(definition: ColourView | None) -> dict[str, Any]:
    """The rules of a view as the form shows them: a line for each value."""
    told: dict[str, Any] = {"several": definition.several} if definition else {}
    for number, (rule, value) in enumerate(lines_of(definition), 1):
        told[f"what_{number}"] = f"{rule.source}:{value}"
        told[f"word_{number}"] = rule.word
        if rule.colour:
            told[f"colour_{number}"] = rule.colour.value
    return told


def lines_of(definition: ColourView | None) -> Sequence[tuple[ColourRule, str]]:
    """Every rule with each of its values."""
    rules = definition.rules if definition else ()
    return [(rule, value) for rule in rules for value in rule.values or ("",)]
