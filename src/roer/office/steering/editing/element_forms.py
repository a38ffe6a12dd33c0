"""The forms of goals, results and efforts: new, changed, and what they are split into or merged to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from roer.core.programme.elements import (
    Audience,
    DataLevel,
    EffortKind,
    Element,
    GoalKind,
    Link,
    Phase,
    ResultKind,
    Umbrella,
)
from roer.core.programme.labels import FIELDS
from roer.office.steering.editing import choosing
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import SHORT, ActForm, one, several, text

CODE = r"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$"


class ElementForm(ActForm):
    """Everything that is said of a goal, a result or an effort; the `type` decides which fields there are."""

    FIRST = ("code", "title", "keep_title", "description", "phase", "links", "reason")

    def __init__(self, desk: Desk, type: str, data: Any = None, *, element: Element | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.type = type
        said = element.model_dump(mode="json") if element else {}
        fields = {"code": _code(), "title": _title(), **self._fields(desk, said), **self.fields}
        self.fields = {name: fields[name] for name in fields}
        said["aliases"] = "\n".join(said.get("aliases", ()))
        for name, value in said.items():
            if name in self.fields:
                self.fields[name].initial = value

    def _fields(self, desk: Desk, said: Mapping[str, Any]) -> dict[str, forms.Field]:
        programme = desk.programme
        owner = one(_word("owner"), choosing.persons(said.get("owner")), required=False)
        start = {"description": text(_word("description"))}
        end = {
            "policy_fields": several(_word("policy_fields"), choosing.policy_fields(programme)),
            "owner": owner,
            "aliases": text(_word("aliases"), help_text=_("Eén per regel.")),
        }
        match self.type:
            case "goal":
                return {**start, "kind": one(_word("kind"), choosing.words_of(GoalKind)), **end}
            case "effort":
                return {
                    **start,
                    "phase": one(_word("phase"), choosing.words_of(Phase)),
                    "kind": one(_word("kind"), choosing.words_of(EffortKind)),
                    "umbrella": one(_word("umbrella"), choosing.words_of(Umbrella)),
                    **end,
                }
            case _:
                towns = choosing.municipalities(programme)
                return {
                    **start,
                    "kind": one(_word("kind"), choosing.words_of(ResultKind)),
                    "municipalities": several(
                        _word("municipalities"), towns, required=True, initial=[code for code, _name in towns]
                    ),
                    "client": one(_word("client"), choosing.persons(said.get("client")), required=False),
                    "audience": several(_word("audience"), choosing.words_of(Audience)),
                    "data_level": one(
                        _word("data_level"), choosing.words_of(DataLevel), initial=DataLevel.AGGREGATE.value
                    ),
                    "product": forms.RegexField(
                        SHORT,
                        label=_word("product"),
                        help_text=_("Kleine letters en streepjes, zoals jeugdmonitor."),
                        required=False,
                    ),
                    **end,
                }

    def said(self, **fixed: Any) -> dict[str, Any]:
        """What was filled in, as the values of an element; `fixed` is what the form does not ask."""
        told = {name: value for name, value in self.cleaned_data.items() if name in _ELEMENT_FIELDS}
        for name in ("owner", "client", "product"):
            if name in told:
                told[name] = told[name] or None
        told["aliases"] = tuple(line.strip() for line in told.get("aliases", "").splitlines() if line.strip())
        return {"type": self.type, **told, **fixed}


_ELEMENT_FIELDS = frozenset(
    {
        "code",
        "title",
        "description",
        "kind",
        "policy_fields",
        "owner",
        "client",
        "audience",
        "data_level",
        "municipalities",
        "product",
        "aliases",
        "umbrella",
        "phase",
    }
)


def _word(field: str) -> str:
    return FIELDS[field].capitalize()


def _code() -> forms.RegexField:
    return forms.RegexField(
        CODE,
        label=_("Code"),
        min_length=2,
        max_length=24,
        help_text=_("Hoofdletters, cijfers en streepjes, zoals R07."),
        error_messages={"invalid": _("Gebruik hoofdletters, cijfers en streepjes, zoals R07.")},
    )


def _title() -> forms.CharField:
    return forms.CharField(label=_word("title"), max_length=160)


class AddForm(ElementForm):
    """A new element, and the links that it starts with."""

    def __init__(self, desk: Desk, type: str, data: Any = None, *, neighbour: str | None = None, **more: Any) -> None:
        super().__init__(desk, type, data, **more)
        self.fields["code"].initial = desk.free_code(type)
        if neighbour is None:
            return
        record = desk.element(neighbour)
        self.fields["policy_fields"].initial = list(record.element.policy_fields)
        if choices := choosing.links_beside(desk.programme.network, neighbour, type):
            self.fields["links"] = several(_("Verbind meteen"), choices)

    def links(self) -> list[Link]:
        """The links that were chosen."""
        code = self.cleaned_data["code"]
        return [choosing.link_of(key, code) for key in self.cleaned_data.get("links", ())]


class ChangeForm(ElementForm):
    """An element that is there: its code stays, and its old title can stay as another name."""

    keep_title = forms.BooleanField(
        label=gettext_lazy("Bij een nieuwe titel: bewaar de oude bij ‘andere namen’"), required=False, initial=True
    )

    def __init__(self, desk: Desk, element: Element, data: Any = None, **more: Any) -> None:
        super().__init__(desk, element.type, data, element=element, **more)
        self.element = element
        del self.fields["code"]

    def changed(self) -> dict[str, Any]:
        """The element as it is to be."""
        said = self.said(code=self.element.code)
        old = self.element.title
        kept = self.cleaned_data.get("keep_title") and said["title"] != old
        if kept and old not in said["aliases"]:
            said["aliases"] = (*said["aliases"], old)
        return said


class PartForm(ElementForm):
    """One of the elements into which others go; every link that it takes over is named."""

    def __init__(self, desk: Desk, element: Element, old: Mapping[str, tuple[Link, str]], data: Any, prefix: str):
        super().__init__(desk, element.type, data, element=element, prefix=prefix)
        for name in ("reason", "holds_from", "expects"):
            del self.fields[name]
        self.old = old
        if old:
            choices = [(key, words) for key, (_link, words) in old.items()]
            self.fields["links"] = several(_("Neemt deze relaties over"), choices)

    def links(self) -> list[Link]:
        """The links that were chosen, with the weight and the words that they had."""
        code = self.cleaned_data["code"]
        return [_placed(self.old[key][0], code) for key in self.cleaned_data.get("links", ())]


def _placed(link: Link, code: str) -> Link:
    ends = {end: code for end in ("source", "target") if getattr(link, end) == choosing.NEW}
    return link.model_copy(update=ends)


class LineageForm(ActForm):
    """Why elements close or open, and by which decision."""

    FIRST = ("links", "motive", "decision")
    motive = forms.CharField(
        label=gettext_lazy("Waarom?"), min_length=3, max_length=8000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, desk: Desk, codes: tuple[str, ...], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        del self.fields["reason"]
        choices = choosing.decisions(desk.programme, codes)
        nothing = _("geen besluit") if choices else _("er is geen besluit hierover")
        self.fields["decision"] = one(_("Besluit van de stuurgroep"), [("", nothing), *choices], required=False)
        self.fields["decision"].initial = choices[0][0] if choices else ""
        self.fields["holds_from"] = self.fields.pop("holds_from")


class RestoreForm(LineageForm):
    """Opening a closed element again, with the links that are named."""

    def __init__(self, desk: Desk, code: str, old: Mapping[str, tuple[Link, str]], data: Any = None) -> None:
        super().__init__(desk, (code,), data)
        self.old, self.code = old, code
        if old:
            choices = [(key, words) for key, (_link, words) in old.items()]
            self.fields["links"] = several(_("Leg deze relaties opnieuw"), choices)

    def links(self) -> list[Link]:
        """The links that were chosen."""
        return [_placed(self.old[key][0], self.code) for key in self.cleaned_data.get("links", ())]
