"""The pages of results: all of them, and everything about one."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.decisions import Place, Prioritise
from roer.core.programme.elements import Code
from roer.core.programme.gates import Evidence, UnknownResult
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.idea_access import visible_ideas
from roer.core.programme.measure_checks import lacking
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.privacy_gate import facts_of
from roer.core.programme.privacy_standing import stage_of
from roer.core.programme.smart import check_smart, smart_context
from roer.core.programme.smart_rules import Finding
from roer.core.programme.state import Programme
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import reader_of
from roer.office.steering.architecture.pages import contract_in_words
from roer.office.steering.people_named import names_in
from roer.office.steering.placing import may_be_placed_by
from roer.office.steering.readable import readable_lines
from roer.office.steering.standing import Standing, standing_of, standings


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """All results with their gates; `?beleidsterrein=` shows one policy field."""
    programme = programme_now()
    field = request.GET.get("beleidsterrein", "")
    if field and field not in programme.policy_fields:
        raise Http404(_("Dit beleidsterrein is er niet."))
    shown = [
        standing for standing in standings(programme, on=today()) if not field or field in standing.result.policy_fields
    ]
    closed = [
        record
        for _code, record in sorted(programme.network.elements.items())
        if record.element.type == "result" and not record.is_open
    ]
    told = {
        "standings": shown,
        "closed": [] if field else closed,
        "fields": [item for _code, item in sorted(programme.policy_fields.items())],
        "field": programme.policy_fields.get(field),
        "field_names": _field_names(programme),
    }
    return render(request, "steering/results.html", told)


@require_safe
def result(request: HttpRequest, code: Code) -> HttpResponse:
    """Everything about one result, open or closed."""
    programme, on = programme_now(), today()
    try:
        standing = standing_of(programme, code, on=on)
    except UnknownResult as unknown:
        raise Http404(str(unknown)) from unknown
    who = reader_of(request)
    network, privacy = programme.network, programme.privacy.get(code, PrivacyFile())
    measures = privacy.dpia.measures.values() if privacy.dpia else ()
    told = {
        "standing": standing,
        "result": standing.result,
        "record": standing.record,
        "names": names_in(programme),
        "field_names": _field_names(programme),
        "town_names": {town: item.name for town, item in programme.municipalities.items()},
        "smart": list(reversed(programme.smart.get(code, ()))),
        "findings": _findings_on(programme, code),
        "serves": [(link, network.elements[link.link.target]) for link in network.links_from(code)],
        "served_by": [(link, network.elements[link.link.source]) for link in network.links_to(code)],
        "before": [line for line in network.lineage if code in line.successors],
        "elements": network.elements,
        "decisions": _decisions_on(programme, code),
        "ideas": [idea for idea in visible_ideas(programme, who, on=on) if idea.result == code],
        "dpia": privacy.dpia,
        "measures_done": len(measures) - len(lacking(measures, facts_of(programme, code, on=on))),
        "privacy_stage": stage_of(privacy, standing.result),
        "contract": programme.contracts.get(code),
        "architectures": programme.architectures.get(code, ()),
        **contract_in_words(programme.contracts.get(code)),
        "readable": readable_lines(request, programme, _evidence_of(standing)),
        "verdict": may_be_placed_by(programme, standing, who, on=on),
    }
    return render(request, "steering/result.html", told)


def _evidence_of(standing: Standing) -> list[Evidence]:
    """All evidence behind the gates of a result, and the line that last changed it."""
    gates = [item for line in standing.lines for answer in line.answers for item in answer.state.evidence]
    return [*gates, Evidence("", standing.record.seq)]


def _findings_on(programme: Programme, code: Code) -> tuple[Finding, ...]:
    """What the checker says of the last SMART text."""
    versions = programme.smart.get(code)
    return check_smart(versions[-1].text, smart_context(programme, code)) if versions else ()


def _decisions_on(programme: Programme, code: Code) -> list[DecisionRecord]:
    def concerns(record: DecisionRecord) -> bool:
        lineage = any(
            line.decision == record.decision.code and code in (*line.predecessors, *line.successors)
            for line in programme.network.lineage
        )
        return lineage or any(
            isinstance(effect, Prioritise | Place) and effect.result == code for effect in record.decision.effects
        )

    records = [record for record in programme.decisions.values() if concerns(record)]
    return sorted(records, key=lambda record: (record.decision.decided_on, record.seq), reverse=True)


def _field_names(programme: Programme) -> dict[str, str]:
    return {code: item.name for code, item in programme.policy_fields.items()}
