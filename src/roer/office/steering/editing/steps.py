"""An act that is not recorded yet, in one Dutch line: for the steps of a proposal and of an undoing."""

from __future__ import annotations

from django.utils.translation import gettext as _

from roer.core.programme import acts, network_acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Code, Link
from roer.core.programme.labels import ACTS, CONTRIBUTIONS, TYPES, label
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing


def step_told(act: Act, programme: Programme) -> str:
    """'Voeg resultaat R07 ‘Jeugdmonitor’ toe'; what has no sentence of its own is told by what it will be called."""
    match act:
        case network_acts.AddGoal() | network_acts.AddResult() | network_acts.AddEffort():
            element = next(getattr(act, name) for name in ("goal", "result", "effort") if hasattr(act, name))
            told = {"word": TYPES[element.type], "code": element.code, "title": element.title}
            return _("Voeg %(word)s %(code)s ‘%(title)s’ toe") % told
        case network_acts.ChangeElement(element=element):
            old = _title(programme, element.code)
            if old and old != element.title:
                told = {"code": element.code, "old": old, "title": element.title}
                return _("Wijzig %(code)s ‘%(old)s’; het heet dan ‘%(title)s’") % told
            return _("Wijzig %(code)s ‘%(title)s’") % {"code": element.code, "title": element.title}
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
            return _("Verwijder %(code)s ‘%(title)s’") % {"code": code, "title": _title(programme, code)}
        case network_acts.RestoreElement(code=code):
            return _("Herstel %(code)s ‘%(title)s’") % {"code": code, "title": _title(programme, code)}
        case acts.AddPolicyField():
            return _("Voeg beleidsterrein ‘%(name)s’ toe") % {"name": act.policy_field.name}
        case acts.RenamePolicyField():
            return _("Noem beleidsterrein ‘%(was)s’ voortaan ‘%(name)s’") % {"was": act.was, "name": act.name}
        case _:
            said = ACTS[act.kind]
            return said[:1].upper() + said[1:]


def _title(programme: Programme, code: Code) -> str:
    record = programme.network.elements.get(code)
    return record.element.title if record else ""


def _link(link: Link) -> str:
    weight = (
        "" if link.contribution is None else _(", bijdrage %(weight)s") % {"weight": CONTRIBUTIONS[link.contribution]}
    )
    return f"{link.source} {label(link.kind)} {link.target}{weight}"
