"""Undoing: nothing recorded is ever taken out, so a mistake is put right by further acts that say the opposite.

They are acts as any other, through the same rules. Undoing is refused when something else changed since, because it
would throw away what somebody did after.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from roer.core.programme import acts, network_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.entries import Entry
from roer.core.programme.labels import ACTS
from roer.core.programme.means import Booking
from roer.core.programme.network_state import Network
from roer.core.programme.organisation_acts import ChangeBody, EndInterface, RecordInterface
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.spending import next_booking_code
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing

Ends = tuple[Code, Code]


@dataclass(frozen=True, slots=True)
class _Undoing:
    """What is to be undone, with the programme just before it and as it is now."""

    seq: int
    before: Programme
    now: Programme
    decision: Code | None

    @property
    def motive(self) -> str:
        return f"Regel {self.seq} van het grootboek is ongedaan gemaakt."


def correction_of(entry: Entry, before: Programme, now: Programme, *, decision: Code | None = None) -> tuple[Act, ...]:
    """The acts that undo an entry, in the order in which they must be recorded. `before` is the programme without it.

    Closing and opening goals and results asks a `decision` of the steering group; without one the acts name none, and
    the rules tell so. Raises NotAllowed when it cannot be undone, or something else changed since.
    """
    undo = _UNDO.get(type(entry.draft.act))
    if undo is None:
        reason = (
            f"Dit is niet met één handeling terug te draaien ({ACTS[entry.draft.act.kind]}). Leg vast wat nu wel klopt."
        )
        raise NotAllowed("not_undone", reason)
    return undo(entry.draft.act, _Undoing(entry.seq, before, now, decision))


def has_opposite(act: Act) -> bool:
    """Whether there is an act that says the opposite of this one."""
    return type(act) in _UNDO


def _addition(act: Any, undoing: _Undoing) -> tuple[Act, ...]:
    code = _added(act).code
    return (_closing(code, undoing, laid=frozenset()),)


def _added(act: network_acts.AddGoal | network_acts.AddResult | network_acts.AddEffort) -> Element:
    match act:
        case network_acts.AddGoal():
            return act.goal
        case network_acts.AddResult():
            return act.result
        case network_acts.AddEffort():
            return act.effort


def _change(act: network_acts.ChangeElement, undoing: _Undoing) -> tuple[Act, ...]:
    code = act.element.code
    _check_untouched(code, undoing)
    return (network_acts.ChangeElement(element=undoing.before.network.elements[code].element, expects=undoing.seq),)


def _link(act: network_acts.LinkElements, undoing: _Undoing) -> tuple[Act, ...]:
    ends = act.link.source, act.link.target
    _check_link_untouched(ends, undoing)
    return (network_acts.UnlinkElements(source=ends[0], target=ends[1], expects=undoing.seq),)


def _link_change(act: network_acts.ChangeLink, undoing: _Undoing) -> tuple[Act, ...]:
    ends = act.link.source, act.link.target
    _check_link_untouched(ends, undoing)
    earlier = undoing.before.network.links[ends].link
    if earlier == act.link:
        raise NotAllowed("not_undone", "Dit was een bevestiging. Een bevestiging blijft staan tot de volgende.")
    return (network_acts.ChangeLink(link=earlier, expects=undoing.seq),)


def _unlinking(act: network_acts.UnlinkElements, undoing: _Undoing) -> tuple[Act, ...]:
    ends = act.source, act.target
    network = undoing.now.network
    if ends in network.links:
        raise _changed(f"er is intussen weer een relatie van {act.source} naar {act.target}")
    if closed := [code for code in ends if not network.is_open(code)]:
        raise _changed(f"{listing(closed)} is intussen gesloten")
    return (network_acts.LinkElements(link=undoing.before.network.links[ends].link),)


def _split(act: network_acts.SplitElement, undoing: _Undoing) -> tuple[Act, ...]:
    laid = frozenset((link.source, link.target) for link in act.links)
    closing = [_closing(element.code, undoing, laid=laid) for element in act.successors]
    return (*closing, *_restored([act.predecessor], undoing))


def _merger(act: network_acts.MergeElements, undoing: _Undoing) -> tuple[Act, ...]:
    laid = frozenset((link.source, link.target) for link in act.links)
    return (_closing(act.successor.code, undoing, laid=laid), *_restored(act.predecessors, undoing))


def _removal(act: network_acts.RemoveElement, undoing: _Undoing) -> tuple[Act, ...]:
    return _restored([act.code], undoing)


def _restoration(act: network_acts.RestoreElement, undoing: _Undoing) -> tuple[Act, ...]:
    return (_closing(act.code, undoing, laid=frozenset((link.source, link.target) for link in act.links)),)


def _arrangement(act: network_acts.ArrangeNetwork, undoing: _Undoing) -> tuple[Act, ...]:
    network, order = undoing.now.network, undoing.before.network.order
    if network.order != act.order:
        raise _changed("het netwerk is intussen opnieuw geschikt")
    if not order:
        reason = "Dit was de eerste keer dat iemand een volgorde koos; daarvóór was er geen. Kies een nieuwe volgorde."
        raise NotAllowed("not_undone", reason)
    if {code for column in order for code in column} != {record.element.code for record in network.open_elements()}:
        raise _changed("er zijn elementen bijgekomen of gesloten")
    return (
        network_acts.ArrangeNetwork(
            order=order, crossings_before=act.crossings_after, crossings_after=act.crossings_before
        ),
    )


def _renaming(act: acts.RenamePolicyField, undoing: _Undoing) -> tuple[Act, ...]:
    if undoing.now.policy_fields[act.policy_field].name != act.name:
        raise _changed(f"beleidsterrein {act.policy_field} heeft intussen weer een andere naam")
    return (acts.RenamePolicyField(policy_field=act.policy_field, was=act.name, name=act.was),)


def _body(act: ChangeBody, undoing: _Undoing) -> tuple[Act, ...]:
    code = act.body.code
    if undoing.now.bodies[code].seq != undoing.seq:
        raise _changed(f"{act.body.name} is intussen opnieuw gewijzigd")
    return (ChangeBody(body=undoing.before.bodies[code].body, expects=undoing.seq),)


def _interface(act: RecordInterface, undoing: _Undoing) -> tuple[Act, ...]:
    code = act.interface.code
    if undoing.now.organisation.interfaces[code].ended is not None:
        raise _changed(f"raakvlak {code} is intussen beëindigd")
    return (EndInterface(interface=code, motive=undoing.motive),)


def _text(act: acts.WriteSmartText, undoing: _Undoing) -> tuple[Act, ...]:
    code = act.text.element
    earlier = undoing.before.smart.get(code, ())
    if not earlier:
        raise NotAllowed("not_undone", f"{code} had nog geen SMART-omschrijving. Schrijf een betere.")
    if undoing.now.smart[code][-1].seq != undoing.seq:
        raise _changed(f"er is intussen een nieuwere SMART-omschrijving van {code}")
    return (acts.WriteSmartText(text=earlier[-1].text, expects=undoing.seq),)


def _booking(act: acts.BookAmount, undoing: _Undoing) -> tuple[Act, ...]:
    """The same amount with the opposite sign, on the same day: both stay in the books."""
    was, books = act.booking, undoing.now.bookings
    opposite = Booking(
        code=next_booking_code(books, was.booked_on.year),
        element=was.element,
        kind=was.kind,
        cents=-was.cents,
        booked_on=was.booked_on,
        text=f"Tegenboeking van {was.code}",
    )
    for code, record in books.items():
        if record.booking == opposite.model_copy(update={"code": code}):
            raise _changed(f"boeking {was.code} is al teruggedraaid met {code}")
    return (acts.BookAmount(booking=opposite),)


def _architecture(act: acts.DescribeArchitecture, undoing: _Undoing) -> tuple[Act, ...]:
    code = act.architecture.result
    earlier = undoing.before.architectures.get(code, ())
    if not earlier:
        raise NotAllowed("not_undone", f"{code} had nog geen doelarchitectuur. Beschrijf een betere.")
    if undoing.now.architectures[code][-1].seq != undoing.seq:
        raise _changed(f"er is intussen een nieuwere doelarchitectuur van {code}")
    return (acts.DescribeArchitecture(architecture=earlier[-1].architecture, expects=undoing.seq),)


def _allocation(act: acts.AllocateCapacity, undoing: _Undoing) -> tuple[Act, ...]:
    place = act.allocation.effort, act.allocation.quarter
    earlier = undoing.before.allocations.get(place)
    if earlier is None:
        reason = f"Voor {place[0]} was in dit kwartaal nog geen inzet vastgelegd. Leg de juiste inzet vast."
        raise NotAllowed("not_undone", reason)
    if undoing.now.allocations[place].seq != undoing.seq:
        raise _changed(f"de inzet van {place[0]} is intussen weer gewijzigd")
    return (acts.AllocateCapacity(allocation=earlier.allocation, expects=undoing.seq),)


def _closing(code: Code, undoing: _Undoing, *, laid: Collection[Ends]) -> network_acts.RemoveElement:
    """Close an element that the entry opened, unless more was hung on it than the links that the entry laid."""
    _check_untouched(code, undoing)
    links = {ends: record.seq for ends, record in undoing.now.network.links.items() if code in ends}
    mine = {ends: undoing.seq for ends in laid if code in ends}
    if links != mine:
        raise _changed(f"er zijn intussen relaties van {code} gelegd, gewijzigd of weggehaald")
    decision = undoing.decision if _is_decided(undoing.now.network, code) else None
    return network_acts.RemoveElement(code=code, decision=decision, motive=undoing.motive, expects=undoing.seq)


def _restored(codes: Iterable[Code], undoing: _Undoing) -> tuple[Act, ...]:
    """Open again what the entry closed, each with the links it had; links among them come with the last of both."""
    network, opened, restored = undoing.now.network, set[Code](), []
    codes = tuple(codes)
    for code in codes:
        record = network.elements[code]
        if record.closed is None or record.closed.seq != undoing.seq:
            raise _changed(f"{code} is intussen weer hersteld")
        opened.add(code)
        waiting = set(codes) - opened
        links = tuple(link for link in _links_of(undoing.before.network, code) if not waiting & _ends(link))
        absent = {end for link in links for end in _ends(link) if end not in opened and not network.is_open(end)}
        if absent:
            raise _changed(f"{listing(sorted(absent))} is intussen gesloten")
        restored.append(
            network_acts.RestoreElement(
                code=code,
                links=links,
                decision=undoing.decision if _is_decided(network, code) else None,
                motive=undoing.motive,
                expects=record.seq,
            )
        )
    return tuple(restored)


def _links_of(network: Network, code: Code) -> tuple[Link, ...]:
    return tuple(record.link for record in (*network.links_from(code), *network.links_to(code)))


def _ends(link: Link) -> set[Code]:
    return {link.source, link.target}


def _is_decided(network: Network, code: Code) -> bool:
    return network.elements[code].element.type != "effort"


def _check_untouched(code: Code, undoing: _Undoing) -> None:
    record = undoing.now.network.elements[code]
    if record.closed is not None:
        raise _changed(f"{code} is intussen gesloten")
    if record.seq != undoing.seq:
        raise _changed(f"{code} is intussen opnieuw gewijzigd")


def _check_link_untouched(ends: Ends, undoing: _Undoing) -> None:
    record = undoing.now.network.links.get(ends)
    if record is None or record.seq != undoing.seq:
        raise _changed(f"de relatie van {ends[0]} naar {ends[1]} is intussen gewijzigd of weggehaald")


def _changed(what: str) -> NotAllowed:
    return NotAllowed(
        "changed_since", f"Dit is niet meer zomaar ongedaan te maken: {what}. Kijk eerst wat er nu staat."
    )


_UNDO: dict[type[Act], Callable[[Any, _Undoing], tuple[Act, ...]]] = {
    network_acts.AddGoal: _addition,
    network_acts.AddResult: _addition,
    network_acts.AddEffort: _addition,
    network_acts.ChangeElement: _change,
    network_acts.LinkElements: _link,
    network_acts.ChangeLink: _link_change,
    network_acts.UnlinkElements: _unlinking,
    network_acts.SplitElement: _split,
    network_acts.MergeElements: _merger,
    network_acts.RemoveElement: _removal,
    network_acts.RestoreElement: _restoration,
    network_acts.ArrangeNetwork: _arrangement,
    acts.RenamePolicyField: _renaming,
    acts.WriteSmartText: _text,
    acts.BookAmount: _booking,
    acts.AllocateCapacity: _allocation,
    ChangeBody: _body,
    RecordInterface: _interface,
    acts.DescribeArchitecture: _architecture,
}
