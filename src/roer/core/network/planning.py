"""From what a file asks to the acts that would bring it about: what is new is added, what differs is changed.

What a file does not tell of stays as it is; nothing is ever closed or unlinked by leaving it out. The same file twice
asks nothing the second time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from roer.core.network.cells import echo, has_control_sign, nearest
from roer.core.network.wishes import LINK, Place, WantedElement, WantedLink, Wish
from roer.core.programme.elements import Code, Effort, Element, Goal, Link, Result, Value
from roer.core.programme.entries import Stamp
from roer.core.programme.labels import OPERATIONS, TYPES
from roer.core.programme.network_acts import AddEffort, AddGoal, AddResult, ChangeElement, ChangeLink, LinkElements
from roer.core.programme.network_state import ElementRecord, Network, NetworkAct
from roer.core.values.dutch import day, listing
from roer.core.values.errors import Problem

Ends = tuple[Code, Code]
Kind = TypeVar("Kind", bound=Value)
MODELS: Mapping[str, type[Goal] | type[Result] | type[Effort]] = {"goal": Goal, "result": Result, "effort": Effort}


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be recorded, in this order, each act with the place that asks for it; and what stands in the way.

    `absent` are the open elements and links of the types that the file tells of, but which it does not name.
    """

    acts: tuple[NetworkAct, ...] = ()
    places: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    absent: tuple[Code, ...] = ()
    absent_links: tuple[Ends, ...] = ()

    @property
    def says(self) -> tuple[str, ...]:
        """What stays as it is, in sentences."""
        return tuple(_told(self))


def planned(network: Network, wish: Wish) -> Plan:
    """The acts that make of this network what the wish asks."""
    making = _Making(network)
    for wanted in sorted(wish.elements, key=lambda wanted: list(MODELS).index(wanted.type)):
        making.element(wanted)
    for link in wish.links:
        making.link(link)
    steps = [*making.added, *making.changed, *making.linked]
    return Plan(
        acts=tuple(act for act, _ in steps),
        places=tuple(place.where for _, place in steps),
        problems=(*wish.problems, *making.problems),
        unchanged=making.unchanged,
        absent=tuple(
            record.element.code
            for record in network.open_elements()
            if record.element.type in wish.covers and record.element.code not in making.named
        ),
        absent_links=tuple(ends for ends in sorted(network.links) if LINK in wish.covers and ends not in making.tied),
    )


def brought_about(network: Network, plan: Plan, stamp: Stamp) -> Network:
    """The network after a plan, whether or not the rules allow it: to show what was asked."""
    for act in plan.acts:
        network = network.after(act, stamp)
    return network


@dataclass(slots=True)
class _Making:
    """A plan in the making."""

    network: Network
    added: list[tuple[NetworkAct, Place]] = field(default_factory=list)
    changed: list[tuple[NetworkAct, Place]] = field(default_factory=list)
    linked: list[tuple[NetworkAct, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0
    named: dict[Code, Place] = field(default_factory=dict)
    tied: dict[Ends, Place] = field(default_factory=dict)

    def element(self, wanted: WantedElement) -> None:
        if wanted.code in self.named:
            self._twice(wanted.place, f"{echo(wanted.code)} staat ook op {self.named[wanted.code].where}")
            return
        self.named[wanted.code] = wanted.place
        record = self.network.elements.get(wanted.code)
        if record is None:
            self._new(wanted)
        elif problem := _unfit(record, wanted):
            self.problems.append(problem)
        else:
            self._changed(record, wanted)

    def _new(self, wanted: WantedElement) -> None:
        if not self._clean(wanted, None):
            return
        element = self._valid(MODELS[wanted.type], {"code": wanted.code, **wanted.fields}, wanted.place)
        if element is not None:
            self.added.append((_addition(element), wanted.place))

    def _changed(self, record: ElementRecord, wanted: WantedElement) -> None:
        said = {**dict(record.element), **wanted.fields}
        element = self._valid(MODELS[wanted.type], said, wanted.place) if self._clean(wanted, record.element) else None
        if element is None:
            return
        element = _with_names(record.element, element)
        if element == record.element:
            self.unchanged += 1
        else:
            self.changed.append((ChangeElement(element=element, expects=record.seq), wanted.place))

    def link(self, wanted: WantedLink) -> None:
        ends = (wanted.source, wanted.target)
        if ends in self.tied:
            pair = f"{echo(ends[0])} naar {echo(ends[1])}"
            self._twice(wanted.place, f"De relatie van {pair} staat ook op {self.tied[ends].where}")
            return
        self.tied[ends] = wanted.place
        loose = list(self._loose(wanted))
        self.problems += loose
        record = self.network.links.get(ends)
        said = {**(dict(record.link) if record else {}), **wanted.fields, "source": ends[0], "target": ends[1]}
        clean = not loose and self._clean(wanted, record.link if record else None)
        link = self._valid(Link, said, wanted.place) if clean else None
        if link is None:
            return
        if record is None:
            self.linked.append((LinkElements(link=link), wanted.place))
        elif link == record.link:
            self.unchanged += 1
        else:
            self.linked.append((ChangeLink(link=link, expects=record.seq), wanted.place))

    def _loose(self, wanted: WantedLink) -> Iterator[Problem]:
        for name, code in (("source", wanted.source), ("target", wanted.target)):
            record = self.network.elements.get(code)
            if record is not None and not record.is_open:
                yield _closed(record, wanted.place.at(name))
            elif record is None and code not in self.named:
                known = [*(found.element.code for found in self.network.open_elements()), *self.named]
                yield Problem(
                    "unknown_code", f"Er is geen element {echo(code)}.", wanted.place.at(name), nearest(code, known)
                )

    def _clean(self, wanted: WantedElement | WantedLink, known: Value | None) -> bool:
        """Whether nothing that the file changes holds signs that cannot be seen."""
        for name, value in wanted.fields.items():
            texts = value if isinstance(value, tuple) else (value,)
            new = known is None or getattr(known, name, None) != value
            if new and any(isinstance(text, str) and has_control_sign(text) for text in texts):
                what, cure = "Er staat een onzichtbaar teken in.", "Typ de tekst opnieuw, of plak haar zonder opmaak."
                self.problems.append(Problem("control_sign", what, wanted.place.at(name), cure))
                return False
        return True

    def _twice(self, place: Place, what: str) -> None:
        self.problems.append(Problem("named_twice", f"{what}.", place.where, "Houd één van beide over."))

    def _valid(self, model: type[Kind], said: Mapping[str, object], place: Place) -> Kind | None:
        try:
            return model.model_validate(dict(said))
        except ValidationError as error:
            self.problems += _complaints(error, place)
            return None


def _addition(element: Element) -> NetworkAct:
    match element:
        case Goal():
            return AddGoal(goal=element)
        case Result():
            return AddResult(result=element)
        case Effort():
            return AddEffort(effort=element)


def _with_names(was: Element, now: Element) -> Element:
    """Under which other names it is known is never forgotten: a file adds names, and the title that it had."""
    names = dict.fromkeys(was.aliases)
    names |= dict.fromkeys(name for name in now.aliases if name != now.title)
    if was.title != now.title:
        names.pop(now.title, None)
        names[was.title] = None
    return now.model_copy(update={"aliases": tuple(names)})


def _unfit(record: ElementRecord, wanted: WantedElement) -> Problem | None:
    """Why this row cannot be about the element with its code."""
    if not record.is_open:
        return _closed(record, wanted.place.at("code"))
    if record.element.type == wanted.type:
        return None
    what = f"{wanted.code} is een {TYPES[record.element.type]} en geen {TYPES[wanted.type]}."
    return Problem("type_stays", what, wanted.place.at("code"), "Geef het een eigen code.")


def _closed(record: ElementRecord, where: str) -> Problem:
    closed = record.closed
    assert closed is not None, "only what is closed is told to be"
    into = f" in {listing(closed.successors)}" if closed.successors else ""
    what = f"{record.element.code} is op {day(closed.date)} {OPERATIONS[closed.op]}{into}."
    return Problem("closed_element", what, where, "Haal de rij weg, of noem een element dat er nog is.")


def _complaints(error: ValidationError, place: Place) -> Iterator[Problem]:
    for fault in error.errors(include_url=False, include_input=False):
        name = str(fault["loc"][0]) if fault["loc"] else ""
        what, cure = _FAULTS.get(fault["type"], ("De waarde past hier niet.", ""))
        context = fault.get("ctx", {})
        yield Problem(fault["type"], what.format(**context), place.at(name), cure.format(**context))


_FAULTS = {
    "missing": ("Dit ontbreekt, en een nieuw element kan niet zonder.", "Voeg de kolom toe en vul haar in."),
    "string_too_short": ("Dit is leeg of te kort.", "Schrijf ten minste {min_length} teken(s)."),
    "string_too_long": ("De tekst is te lang.", "Schrijf ten hoogste {max_length} tekens."),
    "string_pattern_mismatch": (
        "Zo ziet deze code er niet uit.",
        "Een element heeft hoofdletters, cijfers en streepjes (R01); een persoon of product kleine letters (an-vos).",
    ),
    "too_short": ("Hier hoort ten minste één waarde.", "Vul er een in."),
    "extra_forbidden": ("Dit veld kennen we niet.", "Haal het weg."),
    "literal_error": ("De waarde past hier niet.", "Kies 1, 2, 3 of niets."),
}
"""What the library says of a value, and how we say it."""


def _told(plan: Plan) -> Iterator[str]:
    if plan.unchanged:
        verb = "staat" if plan.unchanged == 1 else "staan"
        noun = "element of relatie" if plan.unchanged == 1 else "elementen en relaties"
        yield f"{plan.unchanged} {noun} {verb} er al precies zo in."
    if plan.absent:
        yield f"{_not_there(len(plan.absent), 'element', 'elementen')}: {_some(plan.absent)}."
    if plan.absent_links:
        pairs = [f"{source} naar {target}" for source, target in plan.absent_links]
        yield f"{_not_there(len(pairs), 'relatie', 'relaties')}: {_some(pairs)}."


def _not_there(count: int, one: str, many: str) -> str:
    if count == 1:
        return f"1 {one} staat niet in het bestand en blijft"
    return f"{count} {many} staan niet in het bestand en blijven"


def _some(names: Sequence[str]) -> str:
    shown = list(names[:8])
    return listing(shown) if len(names) <= len(shown) else f"{', '.join(shown)} en nog {len(names) - len(shown)}"
