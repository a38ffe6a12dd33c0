"""What can be chosen in a form: persons, policy fields, decisions, and the links that the rules allow."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum

from django.utils.translation import gettext as _

from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import Code, Link, LinkKind
from roer.core.programme.labels import CONTRIBUTIONS, label
from roer.core.programme.network_rules import DIRECTIONS
from roer.core.programme.network_state import Network
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.people.models import Person

Choice = tuple[str, str]
NEW = "*"
"""Stands for the code of an element that is not there yet."""


def words_of(kind: type[StrEnum]) -> list[Choice]:
    """The members of an enum with their Dutch words."""
    return [(member.value, label(member)) for member in kind]


def weights() -> list[Choice]:
    """How much a link can contribute."""
    return [("" if weight is None else str(weight), word) for weight, word in CONTRIBUTIONS.items()]


def persons(*kept: str | None) -> list[Choice]:
    """Everybody who is active, and who is named already."""
    known = Person.objects.filter(active=True) | Person.objects.filter(id__in=[person for person in kept if person])
    named = [(person.id, person.name) for person in known.distinct().order_by("name")]
    told = {person for person, _name in named}
    return [("", _("nog niet bekend")), *named, *((id, id) for id in kept if id and id not in told)]


def policy_fields(programme: Programme) -> list[Choice]:
    """The policy fields by name."""
    return sorted(((code, item.name) for code, item in programme.policy_fields.items()), key=lambda pair: pair[1])


def municipalities(programme: Programme) -> list[Choice]:
    """The municipalities of the programme."""
    return [(code, town.name) for code, town in sorted(programme.municipalities.items())]


def decisions(programme: Programme, codes: Collection[Code]) -> list[Choice]:
    """The decisions that approve splitting, merging, removing or restoring all of these elements, the latest first."""
    found = [
        record
        for record in programme.decisions.values()
        if record.has_effect and set(codes) <= _approved(record.decision.effects)
    ]
    found.sort(key=lambda record: record.seq, reverse=True)
    told = [(item.decision.code, f"{item.decision.code} {item.decision.title}") for item in found]
    dates = [day(item.decision.decided_on) for item in found]
    return [(code, f"{name} ({on})") for (code, name), on in zip(told, dates, strict=True)]


def _approved(effects: Iterable[object]) -> set[Code]:
    return {code for effect in effects if isinstance(effect, ApproveLineage) for code in effect.elements}


def partners(network: Network, code: Code) -> list[tuple[str, list[Choice]]]:
    """With which open elements this one can be linked, in groups; `R01>D1` is a link from R01 to D1."""
    here = network.elements[code].element
    above, below = _reach(network, code, forward=True), _reach(network, code, forward=False)
    groups: dict[str, list[Choice]] = {}
    for record in network.open_elements():
        other = record.element
        if other.code == code:
            continue
        name = f"{other.code} {other.title}"
        if _allowed(here.type, other.type) and other.code not in below and (code, other.code) not in network.links:
            title = _("%(code)s hangt af van") if here.type == other.type else _("%(code)s draagt bij aan")
            groups.setdefault(title % {"code": code}, []).append((f"{code}>{other.code}", name))
        if _allowed(other.type, here.type) and other.code not in above and (other.code, code) not in network.links:
            title = _("hangt af van %(code)s") if here.type == other.type else _("draagt bij aan %(code)s")
            groups.setdefault(title % {"code": code}, []).append((f"{other.code}>{code}", name))
    return list(groups.items())


def _allowed(source: str, target: str) -> bool:
    return any((source, target) in pairs for pairs in DIRECTIONS.values())


def kinds_between(source: str, target: str) -> tuple[LinkKind, ...]:
    """What a link between these types can say."""
    return tuple(kind for kind, pairs in DIRECTIONS.items() if (source, target) in pairs)


def _reach(network: Network, code: Code, *, forward: bool) -> set[Code]:
    ties: dict[Code, list[Code]] = {}
    for source, target in network.links:
        here, there = (source, target) if forward else (target, source)
        ties.setdefault(here, []).append(there)
    found: set[Code] = set()
    waiting = [code]
    while waiting:
        for other in ties.get(waiting.pop(), ()):
            if other not in found:
                found.add(other)
                waiting.append(other)
    return found


def links_beside(network: Network, neighbour: Code, type: str) -> list[Choice]:
    """The links that a new element of this type can start with: with its neighbour, and like those of its neighbour."""
    here = network.elements[neighbour].element
    links = [
        Link.model_construct(source=source, target=target, kind=kind)
        for source, target in ((NEW, neighbour), (neighbour, NEW))
        for kind in kinds_between(*((type, here.type) if source == NEW else (here.type, type)))[:1]
        if (type, here.type) != ("effort", "goal")
    ]
    if here.type == type:
        links += _moved(_links_of(network, [neighbour]), {neighbour: NEW})
    links.sort(key=lambda link: (link.kind is LinkKind.DEPENDS_ON, link.source != NEW))
    return [(key_of(link), told(network, link)) for link in links]


def links_of(network: Network, codes: Collection[Code]) -> dict[str, tuple[Link, str]]:
    """The links of elements that close, as links of one that opens (`*`), each with its key and in words."""
    moved = _moved(_links_of(network, codes), dict.fromkeys(codes, NEW))
    return {key_of(link): (link, told(network, link)) for link in moved if (link.source, link.target) != (NEW, NEW)}


def _links_of(network: Network, codes: Collection[Code]) -> list[Link]:
    links = (record.link for record in network.links_in_order())
    return [link for link in links if link.source in codes or link.target in codes]


def _moved(links: Iterable[Link], codes: dict[Code, str]) -> Iterator[Link]:
    for link in links:
        ends = {"source": codes.get(link.source, link.source), "target": codes.get(link.target, link.target)}
        yield link.model_copy(update=ends)


def key_of(link: Link) -> str:
    """How a form names a link: 'contributes:*>D1'."""
    return f"{link.kind}:{link.source}>{link.target}"


def link_of(key: str, code: Code) -> Link:
    """The link that a form names, for the element with this code."""
    kind, _sep, ends = key.partition(":")
    source, _sep, target = (code if end == NEW else end for end in ends.partition(">"))
    return Link(source=source, target=target, kind=LinkKind(kind))


def told(network: Network, link: Link) -> str:
    """'draagt bij aan D1 Jongeren groeien veilig op'; the element that is not there yet is left out."""
    says = label(link.kind)
    if link.source == NEW:
        return f"{says} {_named(network, link.target)}"
    return f"{_named(network, link.source)} {says} " + _("dit element")


def _named(network: Network, code: Code) -> str:
    return f"{code} {network.elements[code].element.title}"
