"""How long something waits, in words."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roer.core.programme.gates import GateState
from roer.core.values.dutch import number
from roer.office.steering.turns.items import Pile, WorkItem

register = template.Library()


@register.filter
def waits(item: WorkItem | Pile | GateState, on: date) -> str:
    """'23 dagen', 'sinds vandaag'; empty when it is not known since when."""
    if item.since is None:
        return ""
    days = max(0, (on - item.since).days)
    return ngettext("wacht %(n)s dag", "wacht %(n)s dagen", days) % {"n": number(days)} if days else _("sinds vandaag")


@register.filter
def late(item: WorkItem, on: date) -> bool:
    """Whether it should have been done."""
    return item.is_late(on)
