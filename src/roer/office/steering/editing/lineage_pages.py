"""The pages on which elements are split, merged, removed and restored: every link that stays is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.entries import Entry
from roer.core.programme.labels import TYPES
from roer.core.programme.network_acts import MergeElements, RemoveElement, RestoreElement, SplitElement
from roer.core.programme.network_state import ElementRecord
from roer.core.values.dutch import listing
from roer.office.ledger.history import programme as programme_at
from roer.office.steering.editing import choosing
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.element_forms import LineageForm, PartForm, RestoreForm
from roer.office.steering.editing.element_pages import ELEMENT
from roer.office.steering.editing.page import EditPage, ElementPage, element_here

MOST_PARTS = 6
MOTIVE = "Een voorbeeld."
"""What stands in an act of which only is asked whether somebody may do it."""


class LineagePage(EditPage):
    """A page that closes or opens elements; `codes` are those about which the steering group may have decided."""

    codes: tuple[Code, ...] = ()

    def decided(self) -> Code | None:
        """The latest decision about these elements."""
        return next((code for code, _words in choosing.decisions(self.desk.programme, self.codes)), None)

    def form(self, data: Any) -> LineageForm:
        """Why, and by which decision."""
        return LineageForm(self.desk, self.codes, data, initial=self.seen())

    def seen(self) -> dict[str, str]:
        """The versions that the form shows."""
        return {"expects": ",".join(str(self.desk.seen(code)) for code in self.codes)}

    def decision(self, form: LineageForm) -> dict[str, Any]:
        """The circumstances of an act of lineage, as its fields."""
        return {"decision": form.cleaned_data["decision"] or None, "motive": form.cleaned_data["motive"]}


class OneElement(LineagePage, ElementPage):
    """Such a page about one element."""

    def prepare(self, code: Code, **kwargs: Any) -> None:
        """The element with this code. Raises Http404."""
        super().prepare(code=code, **kwargs)
        self.codes = (code,)

    def named(self) -> dict[str, str]:
        """Code and title, for sentences."""
        return {"code": self.element.code, "title": self.element.title}


class Split(OneElement):
    """`/din/<code>/splitsen/?aantal=2`: one element goes on as several."""

    template = "steering/edit/split.html"

    @property
    def title(self) -> str:
        """What is split."""
        return _("Splits %(code)s ‘%(title)s’") % self.named()

    def count(self) -> int:
        """Into how many."""
        wanted = self.request.GET.get("aantal", "")
        return min(MOST_PARTS, max(2, int(wanted))) if wanted.isdecimal() and len(wanted) < 3 else 2

    def samples(self) -> Sequence[Act]:
        """Two bare parts."""
        return [
            SplitElement(
                predecessor=self.element.code,
                successors=tuple(_parts(self.desk, self.element, 2)),
                decision=self.decided(),
                motive=MOTIVE,
                expects=self.record.seq,
            )
        ]

    def parts(self, data: Any) -> list[tuple[str, forms.Form]]:
        """A form for each part."""
        old = choosing.links_of(self.desk.programme.network, self.codes)
        return [
            (
                _("Deel %(number)s") % {"number": number},
                PartForm(self.desk, part.model_copy(update={"title": ""}), old, data, f"deel{number}"),
            )
            for number, part in enumerate(_parts(self.desk, self.element, self.count()), start=1)
        ]

    def acts(self, form: LineageForm, parts: list[Any]) -> Iterable[Act]:
        """The split."""
        return [
            SplitElement(
                predecessor=self.element.code,
                successors=tuple(ELEMENT.validate_python(part.said()) for part in parts),
                links=_laid(parts),
                expects=next(iter(form.versions()), 0),
                **self.decision(form),
            )
        ]

    def told(self, entries: Sequence[Entry]) -> str:
        """Into what it went."""
        codes = [element.code for element in entries[0].draft.act.successors]
        return _("%(code)s is gesplitst in %(codes)s.") % {"code": self.element.code, "codes": listing(codes)}

    def more(self) -> dict[str, Any]:
        """In how many parts it can be split."""
        return {**super().more(), "counts": range(2, MOST_PARTS + 1), "count": self.count()}


class Merge(LineagePage):
    """`/din/samenvoegen/?van=R01&van=R02`: several elements go on as one."""

    template = "steering/edit/merge.html"

    def prepare(self, **_kwargs: Any) -> None:
        """The elements that were chosen. Raises Http404."""
        wanted = dict.fromkeys(self.request.GET.getlist("van"))
        self.codes = tuple(code for code in wanted if element_here(self.desk, code))
        self.records = [self.desk.element(code) for code in self.codes]

    @property
    def title(self) -> str:
        """What is merged."""
        return _("Voeg samen: %(codes)s") % {"codes": listing(self.codes)} if self.codes else _("Voeg elementen samen")

    @property
    def chosen(self) -> bool:
        """Whether enough was chosen to merge."""
        return len(self.codes) >= 2

    def samples(self) -> Sequence[Act]:
        """A bare merger; with too little chosen, the removal of what is there asks the same right."""
        if not self.chosen:
            return []
        (part,) = _parts(self.desk, self.records[0].element, 1)
        expects = tuple(record.seq for record in self.records)
        return [
            MergeElements(
                predecessors=self.codes, successor=part, decision=self.decided(), motive=MOTIVE, expects=expects
            )
        ]

    def verdict(self) -> Any:
        """Before two are chosen only whether somebody may work on the network."""
        return super().verdict() if self.chosen else self.desk.verdict

    def parts(self, data: Any) -> list[tuple[str, forms.Form]]:
        """A form for the element that they become."""
        if not self.chosen:
            return []
        first = self.records[0].element
        fields = dict.fromkeys(code for record in self.records for code in record.element.policy_fields)
        (part,) = _parts(self.desk, first.model_copy(update={"policy_fields": tuple(fields)}), 1)
        old = choosing.links_of(self.desk.programme.network, self.codes)
        return [(_("Dit wordt het nieuwe element"), PartForm(self.desk, part, old, data, "deel1"))]

    def acts(self, form: LineageForm, parts: list[Any]) -> Iterable[Act]:
        """The merger."""
        if not self.chosen:
            return []
        return [
            MergeElements(
                predecessors=self.codes,
                successor=ELEMENT.validate_python(parts[0].said()),
                links=_laid(parts),
                expects=form.versions(),
                **self.decision(form),
            )
        ]

    def told(self, entries: Sequence[Entry]) -> str:
        """What they became."""
        self.became = entries[0].draft.act.successor.code
        return _("%(codes)s zijn samengevoegd tot %(code)s.") % {"codes": listing(self.codes), "code": self.became}

    def onward(self) -> str:
        """To what they became."""
        became = getattr(self, "became", "")
        return self.desk.address("element", became) if became else self.desk.address("din")

    def more(self) -> dict[str, Any]:
        """What can be chosen, per type."""
        groups: dict[str, list[ElementRecord]] = {type: [] for type in TYPES}
        for record in self.desk.programme.network.open_elements():
            groups[record.element.type].append(record)
        return {"groups": groups, "codes": self.codes, "chosen": self.chosen}


class Remove(OneElement):
    """`/din/<code>/verwijderen/`: close an element without successor."""

    template = "steering/edit/remove.html"

    @property
    def title(self) -> str:
        """What goes."""
        return _("Verwijder %(code)s ‘%(title)s’") % self.named()

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Verwijder")

    def samples(self) -> Sequence[Act]:
        """The removal."""
        return [RemoveElement(code=self.element.code, decision=self.decided(), motive=MOTIVE, expects=self.record.seq)]

    def acts(self, form: LineageForm, parts: list[Any]) -> Iterable[Act]:
        """The removal."""
        expects = next(iter(form.versions()), 0)
        return [RemoveElement(code=self.element.code, expects=expects, **self.decision(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is closed, and stays to be read."""
        return _("%(code)s is verwijderd. Het blijft in oude versies en in het grootboek staan.") % self.named()

    def more(self) -> dict[str, Any]:
        """What goes with it."""
        links = choosing.links_of(self.desk.programme.network, self.codes)
        return {**super().more(), "ending": [words for _link, words in links.values()]}


class Restore(OneElement):
    """`/din/<code>/herstellen/`: open a closed element again, with the links that are named."""

    @property
    def title(self) -> str:
        """What comes back."""
        return _("Herstel %(code)s ‘%(title)s’") % self.named()

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Herstel")

    def samples(self) -> Sequence[Act]:
        """The restoration, without links."""
        return [RestoreElement(code=self.element.code, decision=self.decided(), motive=MOTIVE, expects=self.record.seq)]

    def old(self) -> Mapping[str, tuple[Link, str]]:
        """The links it had when it closed, as far as their other ends are open."""
        closed, network = self.record.closed, self.desk.programme.network
        if closed is None or closed.seq > self.desk.working.seq:
            return {}
        links = choosing.links_of(programme_at(before=closed.seq).network, self.codes)
        return {
            key: (link, words)
            for key, (link, words) in links.items()
            if all(end == choosing.NEW or network.is_open(end) for end in (link.source, link.target))
        }

    def form(self, data: Any) -> RestoreForm:
        """Why, by which decision, and with which links."""
        form = RestoreForm(self.desk, self.element.code, self.old(), data)
        form.fields["expects"].initial = self.seen()["expects"]
        return form

    def acts(self, form: RestoreForm, parts: list[Any]) -> Iterable[Act]:
        """The restoration."""
        expects = next(iter(form.versions()), 0)
        links = tuple(form.links())
        return [RestoreElement(code=self.element.code, links=links, expects=expects, **self.decision(form))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is open again, and what that is worth."""
        return _("%(code)s is hersteld. Eerdere goedkeuringen tellen niet meer mee.") % self.named()


def _parts(desk: Desk, element: Element, count: int) -> list[Element]:
    """New elements like this one, each with a free code of its own; a product goes to none of them."""
    start = desk.free_code(element.type)
    number, width = int(start[1:]), len(start) - 1
    bare: dict[str, Any] = {"aliases": ()}
    if element.type == "result":
        bare["product"] = None
    codes = [f"{start[0]}{number + step:0{width}d}" for step in range(count)]
    return [element.model_copy(update={**bare, "code": code}) for code in codes]


def _laid(parts: Iterable[PartForm]) -> tuple[Link, ...]:
    found: dict[tuple[Code, Code], Link] = {}
    for part in parts:
        for link in part.links():
            found.setdefault((link.source, link.target), link)
    return tuple(found.values())
