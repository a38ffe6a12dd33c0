"""An act that is not recorded yet, in one Dutch line: for the steps of a proposal and of an undoing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roer.core.programme import acts, network_acts
from roer.core.programme.acts import Act
from roer.core.programme.architecture import Architecture
from roer.core.programme.architecture_fit import version_changes
from roer.core.programme.elements import Code, Element, Link
from roer.core.programme.labels import ACTS, CONTRIBUTIONS, FIELDS, TYPES, label
from roer.core.programme.means import Allocation, Booking
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing, money
from roer.core.values.money import Euro
from roer.core.values.periods import Period
from roer.office.steering.editing.typed_fields import fte


def step_told(act: Act, programme: Programme) -> str:
    """'Voeg resultaat R07 ‘Jeugdmonitor’ toe'; what has no sentence of its own is told by what it will be called."""
    match act:
        case network_acts.AddGoal() | network_acts.AddResult() | network_acts.AddEffort():
            element = next(getattr(act, name) for name in ("goal", "result", "effort") if hasattr(act, name))
            told = {"word": TYPES[element.type], "code": element.code, "title": element.title}
            return _("Voeg %(word)s %(code)s ‘%(title)s’ toe") % told
        case network_acts.ChangeElement(element=element):
            return _change(element, programme)
        case network_acts.LinkElements(link=link):
            return _("Leg de relatie: %(link)s") % {"link": _link(link)}
        case network_acts.ChangeLink(link=link):
            return _("Wijzig de relatie: %(link)s") % {"link": _link(link)}
        case network_acts.UnlinkElements():
            return _("Verbreek de relatie van %(source)s naar %(target)s") % {
                "source": act.source,
                "target": act.target,
            }
        case network_acts.SplitElement():
            into = listing([f"{element.code} ‘{element.title}’" for element in act.successors])
            return _("Splits %(code)s in %(into)s") % {"code": act.predecessor, "into": into}
        case network_acts.MergeElements():
            told = {"codes": listing(act.predecessors), "code": act.successor.code, "title": act.successor.title}
            return _("Voeg %(codes)s samen tot %(code)s ‘%(title)s’") % told
        case network_acts.RemoveElement(code=code):
            return _("Verwijder %(named)s") % {"named": _named(programme, code)}
        case network_acts.RestoreElement(code=code):
            return _("Herstel %(named)s") % {"named": _named(programme, code)}
        case acts.WriteSmartText(text=text):
            return _("Schrijf de SMART-omschrijving van %(named)s") % {"named": _named(programme, text.element)}
        case acts.BookAmount(booking=booking):
            return _("Boek %(amount)s (%(kind)s) op %(named)s") % _booked(booking, programme)
        case acts.AllocateCapacity(allocation=place):
            told = _allocated(place, programme)
            return _("Leg inzet van %(named)s vast, %(quarter)s: %(needed)s fte nodig, %(found)s gevonden") % told
        case acts.AddPolicyField():
            return _("Voeg beleidsterrein ‘%(name)s’ toe") % {"name": act.policy_field.name}
        case acts.RenamePolicyField():
            return _("Noem beleidsterrein ‘%(was)s’ voortaan ‘%(name)s’") % {"was": act.was, "name": act.name}
        case acts.DescribeArchitecture(architecture=architecture):
            return _description(architecture, programme)
        case _:
            said = ACTS[act.kind]
            return said[:1].upper() + said[1:]


def _description(architecture: Architecture, programme: Programme) -> str:
    """Which parts of a target architecture would be told anew."""
    versions = programme.architectures.get(architecture.result)
    named = _named(programme, architecture.result)
    if not versions:
        return _("Beschrijf de doelarchitectuur van %(named)s") % {"named": named}
    parts = [change.part for change in version_changes(versions[-1].architecture, architecture)]
    told = {"named": named, "parts": listing(parts) or _("niets anders")}
    return _("Beschrijf de doelarchitectuur van %(named)s opnieuw (%(parts)s)") % told


def _change(element: Element, programme: Programme) -> str:
    """Which fields change, and the new title when that is one of them."""
    record = programme.network.elements.get(element.code)
    old = record.element if record and record.element.type == element.type else element
    told = [FIELDS[name] for name in FIELDS if getattr(old, name, None) != getattr(element, name, None)]
    named = {"code": element.code, "title": old.title, "fields": listing(told)}
    if old.title != element.title:
        return _("Wijzig %(code)s ‘%(title)s’ (%(fields)s); het heet dan ‘%(new)s’") % {**named, "new": element.title}
    return _("Wijzig %(code)s ‘%(title)s’ (%(fields)s)") % named if told else _("Wijzig %(code)s ‘%(title)s’") % named


def _booked(booking: Booking, programme: Programme) -> dict[str, str]:
    amount = money(Euro(booking.cents))
    return {"amount": amount, "kind": label(booking.kind), "named": _named(programme, booking.element)}


def _allocated(place: Allocation, programme: Programme) -> dict[str, str]:
    return {
        "named": _named(programme, place.effort),
        "quarter": Period(place.quarter).label,
        "needed": fte(place.needed),
        "found": fte(place.assigned),
    }


def _named(programme: Programme, code: Code) -> str:
    record = programme.network.elements.get(code)
    return f"{code} ‘{record.element.title}’" if record else code


def _link(link: Link) -> str:
    weight = (
        "" if link.contribution is None else _(", bijdrage %(weight)s") % {"weight": CONTRIBUTIONS[link.contribution]}
    )
    return f"{link.source} {label(link.kind)} {link.target}{weight}"
