"""`/prioriteiten/`: the list under its ceiling, what it would be with other classes, and the ceiling itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.decisions import PriorityClass
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.means import Ceiling
from roer.core.programme.priority_list import PriorityList, priority_list, quarter_of
from roer.core.values.dutch import number
from roer.core.values.periods import Period
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import ActForm, one
from roer.office.steering.meetings.acting import BodyPage, button
from roer.office.steering.meetings.decision_page import sample
from roer.office.steering.people_named import names_in
from roer.office.steering.placing import quarters_of_programme


@require_safe
def priorities(request: HttpRequest) -> HttpResponse:
    """The list in a quarter; `?R01=now` shows R01 in another class, and stores nothing."""
    desk = Desk.of(request)
    programme = desk.working
    quarter, changes = _quarter(request, desk), _changes(request, desk)
    told = priority_list(programme, quarter, on=desk.on, changes=changes)
    query = urlencode({"soort": "prioriteit", **changes})
    groups = [(priority, told.of_class(priority)) for priority in (*PriorityClass, None)]
    deciding = button(desk, _("Maak hier een besluit van"), sample(desk), "decide")
    shown = {
        "told": told,
        "groups": groups,
        "classes": list(PriorityClass),
        "changes": changes,
        "period": Period(quarter),
        "quarters": quarters_of_programme(programme, also=[Period(quarter)]),
        "advices": {code for record in programme.advices.values() for code in record.advice.subjects},
        "names": names_in(programme),
        "town_names": {code: town.name for code, town in programme.municipalities.items()},
        "bars": _bars(told),
        "actions": [
            replace(deciding, address=f"{deciding.address}?{query}"),
            button(desk, _("Wijzig het plafond"), _sample_ceiling(desk, quarter), "ceiling"),
        ],
    }
    return render(request, "steering/meetings/priorities.html", shown)


class CeilingForm(ActForm):
    """How many people there are from a quarter on."""

    FIRST = ("quarter", "capacity", "reason")

    def __init__(self, offered: list[tuple[str, str]], data: Any = None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["quarter"] = one(_("Vanaf kwartaal"), offered)
        self.fields["capacity"] = forms.DecimalField(
            label=_("Plafond in fte"), min_value=0, max_value=1000, max_digits=6, decimal_places=2, localize=True,
            help_text=_("Zoals 4,5. Het geldt tot het volgende plafond."),
        )  # fmt: skip


class SetCeiling(BodyPage):
    """`/prioriteiten/plafond/?kwartaal=2021KW02`: how many people there are for what has priority."""

    parent_name = "priorities"

    @property
    def parent(self) -> str:
        """The list."""
        return _("Prioriteiten")

    @property
    def title(self) -> str:
        """What is done."""
        return _("Capaciteitsplafond")

    def samples(self) -> Sequence[Act]:
        """A ceiling."""
        return [_sample_ceiling(self.desk, quarter_of(self.desk.on))]

    def form(self, data: Any) -> ActForm:
        """From when, how many."""
        quarter = _quarter(self.request, self.desk)
        offered = quarters_of_programme(self.desk.programme, also=[Period(quarter)])
        known = self.desk.programme.ceilings.get(quarter)
        start = {
            "quarter": quarter,
            "capacity": Decimal(known.ceiling.capacity) / 100 if known else None,
            "expects": ",".join(f"{record.seq}" for record in self.desk.programme.ceilings.values()),
        }
        return CeilingForm([(item.code, item.label) for item in offered], data, initial=start)

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The ceiling, after the one that the form showed for that quarter."""
        told = form.cleaned_data
        last = self.desk.programme.ceilings.get(told["quarter"])
        seen = last.seq if last is not None and last.seq in form.versions() else None
        ceiling = Ceiling(quarter=told["quarter"], capacity=int(told["capacity"] * 100))
        return [acts.SetCeiling(ceiling=ceiling, expects=seen)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded."""
        ceiling = entries[0].draft.act.ceiling
        told = {"fte": number(ceiling.capacity / 100, 2), "quarter": Period(ceiling.quarter).label}
        return _("Het plafond is %(fte)s fte vanaf het %(quarter)s.") % told


def _bars(told: PriorityList) -> dict[str, int]:
    """How long the bar of what is asked and the mark of the ceiling are, in hundredths of the longest."""
    longest = max(told.asked, told.ceiling or 0, 1)
    return {"asked": round(100 * told.asked / longest), "ceiling": round(100 * (told.ceiling or 0) / longest)}


def _sample_ceiling(desk: Desk, quarter: str) -> acts.SetCeiling:
    known = desk.programme.ceilings.get(quarter)
    ceiling = Ceiling(quarter=quarter, capacity=(known.ceiling.capacity + 1 if known else 100))
    return acts.SetCeiling(ceiling=ceiling, expects=known.seq if known else None)


def _quarter(request: HttpRequest, desk: Desk) -> str:
    """The quarter that the address names, or the last one of which is known what is needed, or this one."""
    asked = request.GET.get("kwartaal", "")
    offered = {item.code for item in quarters_of_programme(desk.programme)}
    if asked in offered:
        return asked
    here = quarter_of(desk.on)
    known = sorted(quarter for _effort, quarter in desk.programme.allocations)
    return here if here in offered or not known else known[-1]


def _changes(request: HttpRequest, desk: Desk) -> dict[Code, PriorityClass]:
    """What the address puts in another class than was decided."""
    classes = {item.value: item for item in PriorityClass}
    found = {}
    for result in desk.working.network.results:
        wanted = classes.get(request.GET.get(result.code, ""))
        record = desk.working.priority_of(result.code, on=desk.on)
        if wanted is not None and (record is None or record.priority is not wanted):
            found[result.code] = wanted
    return found
