"""The pages on which an element is added, beside another if one likes, and changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from pydantic import TypeAdapter

from roer.core.programme.acts import Act
from roer.core.programme.elements import Effort, Element, Goal, Result
from roer.core.programme.entries import Entry
from roer.core.programme.labels import TYPES
from roer.core.programme.network_acts import AddEffort, AddGoal, AddResult, ChangeElement, LinkElements
from roer.core.programme.refusals import Conflict
from roer.office.steering.editing.conflicts import Overtaken, element_as_seen
from roer.office.steering.editing.element_forms import AddForm, ChangeForm
from roer.office.steering.editing.page import EditPage, ElementPage, element_here
from roer.office.steering.people_named import names_in

ELEMENT: TypeAdapter[Element] = TypeAdapter(Element)
TYPE_OF = {word: type for type, word in TYPES.items()}
"""The type for the Dutch word in an address."""


def addition(element: Element) -> AddGoal | AddResult | AddEffort:
    """The act that adds this element."""
    match element:
        case Goal():
            return AddGoal(goal=element)
        case Result():
            return AddResult(result=element)
        case Effort():
            return AddEffort(effort=element)


class Add(EditPage):
    """`/din/toevoegen/<soort>/?naast=<code>`: a new element, and the links with which it starts."""

    def prepare(self, word: str, **_kwargs: Any) -> None:
        """The type that the address names, and the neighbour. Raises Http404."""
        if word not in TYPE_OF:
            raise Http404
        self.word, self.type = word, TYPE_OF[word]
        self.neighbour = element_here(self.desk, self.request.GET.get("naast"))
        self.code = ""

    @property
    def title(self) -> str:
        """Which kind, and beside what."""
        if self.neighbour is None:
            return _("Voeg een %(word)s toe") % {"word": self.word}
        return _("Voeg een %(word)s toe naast %(code)s") % {"word": self.word, "code": self.neighbour}

    def samples(self) -> Sequence[Act]:
        """An element with a new code."""
        said = {"type": self.type, "code": self.desk.free_code(self.type), "title": self.word}
        towns = tuple(self.desk.programme.municipalities)
        return [addition(ELEMENT.validate_python(said | ({"municipalities": towns} if self.type == "result" else {})))]

    def form(self, data: Any) -> AddForm:
        """Everything about the new element, with a code that is free."""
        return AddForm(self.desk, self.type, data, neighbour=self.neighbour)

    def acts(self, form: AddForm, parts: list[Any]) -> Iterable[Act]:
        """The element, and each link that was chosen."""
        element = ELEMENT.validate_python(form.said())
        self.code = element.code
        return [addition(element), *(LinkElements(link=link) for link in form.links())]

    def told(self, entries: Sequence[Entry]) -> str:
        """'R07 Jeugdmonitor is toegevoegd, met 2 relaties.'"""
        first, *links = entries
        named = f"{self.code} ‘{self.desk_title(first)}’"
        if not links:
            return _("%(named)s is toegevoegd.") % {"named": named}
        return _("%(named)s is toegevoegd. Relaties: %(count)s.") % {"named": named, "count": len(links)}

    @staticmethod
    def desk_title(entry: Entry) -> str:
        """The title of the element that an entry added."""
        act = entry.draft.act
        return next(
            getattr(act, name).title for name in ("goal", "result", "effort") if getattr(act, name, None) is not None
        )

    def onward(self) -> str:
        """To the new element, or back to where one came from."""
        here = self.code or self.neighbour
        return self.desk.address("element", here) if here else self.desk.address("din")


class Change(ElementPage):
    """`/din/<code>/wijzigen/`: everything that is said of an element."""

    @property
    def title(self) -> str:
        """Which element."""
        return _("Wijzig %(code)s ‘%(title)s’") % {"code": self.element.code, "title": self.element.title}

    def samples(self) -> Sequence[Act]:
        """The element as it is."""
        expects = self.record.seq
        return [ChangeElement(element=self.element, expects=expects)]

    def form(self, data: Any) -> ChangeForm:
        """Everything about the element, as it is."""
        return ChangeForm(self.desk, self.element, data, initial={"expects": self.desk.seen(self.element.code)})

    def acts(self, form: ChangeForm, parts: list[Any]) -> Iterable[Act]:
        """The element as it is to be."""
        element = ELEMENT.validate_python(form.changed())
        return [ChangeElement(element=element, expects=next(iter(form.versions()), 0))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it was changed."""
        return _("%(code)s is gewijzigd.") % {"code": self.element.code}

    def overtaken(self, conflict: Conflict) -> Overtaken:
        """What another changed, field by field."""
        data = self.request.POST
        told = data.get("expects", "")
        seen = element_as_seen(self.element.code, int(told)) if told.isdecimal() and len(told) < 15 else None
        return Overtaken.by_entry(conflict).with_values(seen, self.element, values_named(self), data)

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """My changes on top of theirs."""
        again = overtaken.on_top(data)
        again["expects"] = str(self.desk.seen(self.element.code))
        return again


def values_named(page: EditPage) -> dict[str, str]:
    """The names that go with codes in fields: persons, municipalities and policy fields."""
    programme = page.desk.programme
    return {
        **names_in(programme),
        **{code: town.name for code, town in programme.municipalities.items()},
        **{code: item.name for code, item in programme.policy_fields.items()},
    }
