"""The form of a target architecture: rows of components, data objects and flows, without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.architecture import PRODUCT, Architecture, ComponentKind
from roer.core.programme.elements import Contract
from roer.office.steering.editing import choosing
from roer.office.steering.editing.forms import ActForm, one, text

SPARE = 3
"""How many empty rows stand below what is there."""
MOST = 200
"""More rows than this are not read."""


class ArchitectureForm(ActForm):
    """What is said of the whole: storage and tools in words, and sources beside those of the contract."""

    FIRST = ("storage", "tools", "reason")
    contract_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    storage = text(gettext_lazy("Opslag, in een paar zinnen"))
    tools = text(gettext_lazy("Hulpmiddelen, in een paar zinnen"))
    others = text(
        gettext_lazy("Andere bronnen"),
        help_text=gettext_lazy("Eén per regel. De bronnen van het productcontract staan er vanzelf in."),
    )

    def sources(self, contract: Contract) -> tuple[str, ...]:
        """The sources of the contract, and the others that were named."""
        return tuple(dict.fromkeys((*contract.sources, *_lines_of(self.cleaned_data["others"]))))


class Rows(forms.Form):
    """Regels: so many rows of the same fields; a row in which nothing is filled in does not count."""

    def __init__(
        self,
        data: Any,
        prefix: str,
        fields: Mapping[str, Callable[[], forms.Field]],
        initial: Sequence[Mapping[str, Any]],
    ) -> None:
        super().__init__(data, prefix=prefix, label_suffix="")
        self.names = tuple(fields)
        self.count = max(len(initial), self._sent(data, prefix)) + (SPARE if data is None else 0)
        for at in range(self.count):
            for name, made in fields.items():
                field = made()
                field.required = False
                field.initial = initial[at].get(name) if at < len(initial) else field.initial
                self.fields[f"{at}-{name}"] = field

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields, row by row."""
        return [[self[f"{at}-{name}"] for name in self.names] for at in range(self.count)]

    def add_rows(self) -> str:
        """The value that asks for more rows of this kind."""
        return f"meer-{self.prefix}"

    def said(self) -> list[dict[str, Any]]:
        """The rows in which something is filled in."""
        told = [{name: self.cleaned_data.get(f"{at}-{name}") for name in self.names} for at in range(self.count)]
        return [row for row in told if any(row[name] for name in self.names if name not in ("kind", "personal"))]

    @staticmethod
    def _sent(data: Any, prefix: str) -> int:
        """How many rows a browser sent."""
        if data is None:
            return 0
        tails = (key.removeprefix(f"{prefix}-").partition("-")[0] for key in data if key.startswith(f"{prefix}-"))
        return min(MOST, max((int(tail) + 1 for tail in tails if tail.isdecimal() and len(tail) < 4), default=0))


def component_rows(data: Any, architecture: Architecture) -> Rows:
    """A component in each row."""
    fields = {
        "name": _word(_("Naam")),
        "kind": lambda: one(_("Soort"), choosing.words_of(ComponentKind), initial=ComponentKind.APPLICATION.value),
        "reference": _word(_("Object ID in GEMMA")),
    }
    initial = [component.model_dump(mode="json") for component in architecture.components]
    return Rows(data, "componenten", fields, initial)


def object_rows(data: Any, architecture: Architecture) -> Rows:
    """A data object in each row, its fields with commas between."""
    fields = {
        "name": _word(_("Naam")),
        "source": lambda: _named(_("Uit bron"), "bronnen"),
        "fields": lambda: text(_("Velden, met komma's ertussen"), rows=1),
    }
    initial = [
        {"name": one_.name, "source": one_.source, "fields": ", ".join(one_.fields)} for one_ in architecture.objects
    ]
    return Rows(data, "gegevens", fields, initial)


def flow_rows(data: Any, architecture: Architecture) -> Rows:
    """A flow in each row."""
    fields = {
        "source": lambda: _named(_("Van"), "plaatsen"),
        "target": lambda: _named(_("Naar"), "plaatsen"),
        "what": _word(_("Wat")),
        "personal": lambda: forms.BooleanField(label=_("Persoonsgegevens")),
    }
    return Rows(data, "stromen", fields, [flow.model_dump(mode="json") for flow in architecture.flows])


def places(architecture: Architecture) -> tuple[str, ...]:
    """What a flow may run from or to, as suggestions."""
    return (*architecture.sources, *(component.name for component in architecture.components), PRODUCT)


def field_names(told: str | None) -> tuple[str, ...]:
    """The fields in a cell: commas or new lines between them."""
    return tuple(dict.fromkeys(_lines_of((told or "").replace(",", "\n"))))


def _word(label: Any) -> Callable[[], forms.Field]:
    return lambda: forms.CharField(label=label, max_length=160)


def _named(label: Any, suggestions: str) -> forms.Field:
    return forms.CharField(label=label, max_length=160, widget=forms.TextInput(attrs={"list": suggestions}))


def _lines_of(told: str) -> Iterable[str]:
    return (line.strip() for line in told.splitlines() if line.strip())
