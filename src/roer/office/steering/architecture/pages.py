"""The page of a target architecture: drawn, in tables, held against the contract, and beside another version."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from roer.core.programme.acts import AdoptArchitecture, DescribeArchitecture
from roer.core.programme.architecture_fit import version_changes
from roer.core.programme.contract_changes import changes, words_of
from roer.core.programme.elements import Code, Result
from roer.core.programme.evidence import ContractRecord
from roer.core.programme.gates import gates_of
from roer.core.programme.refusals import Verdict
from roer.office.steering.architecture.sight import Version, result_named, version_asked, versions_of
from roer.office.steering.din_picture import svg_file
from roer.office.steering.editing.desk import Desk
from roer.office.steering.people_named import names_in


@require_safe
def architecture(request: HttpRequest, code: Code) -> HttpResponse:
    """`/resultaten/<code>/architectuur/?versie=2&naast=1`: a version, and what differs from the one beside it."""
    desk = Desk.of(request)
    result = result_named(desk.programme, code)
    versions = versions_of(desk.programme, result)
    contract = desk.programme.contracts.get(code)
    told: dict[str, Any] = {
        "result": result,
        "desk": desk,
        "names": names_in(desk.programme),
        "versions": list(reversed(versions)),
        "gate": gates_of(desk.programme, code, on=desk.on)[3],
        "contract": contract,
        "describing": describing(desk, result, contract, versions),
        **contract_in_words(contract),
    }
    if versions:
        shown = version_asked(versions, request.GET.get("versie", ""))
        told |= _about(shown, versions, request.GET.get("naast", ""))
        told["adopting"] = _adopting(desk, shown)
    return render(request, "steering/architecture/architecture.html", told)


@require_safe
def architecture_svg(request: HttpRequest, code: Code) -> HttpResponse:
    """`/resultaten/<code>/architectuur.svg?versie=2`: the drawing as a file."""
    desk = Desk.of(request)
    shown = version_asked(
        versions_of(desk.programme, result_named(desk.programme, code)), request.GET.get("versie", "")
    )
    return svg_file(shown.picture, f"doelarchitectuur-{code}-versie-{shown.number}")


@require_safe
def architecture_archimate(request: HttpRequest, code: Code) -> HttpResponse:
    """`/resultaten/<code>/architectuur.archimate.xml?versie=2`: the exchange file for an architect's own tool."""
    desk = Desk.of(request)
    shown = version_asked(
        versions_of(desk.programme, result_named(desk.programme, code)), request.GET.get("versie", "")
    )
    answer = HttpResponse(shown.exchange_file, content_type="application/xml; charset=utf-8")
    name = f"doelarchitectuur-{code}-versie-{shown.number}.archimate.xml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def contract_in_words(record: ContractRecord | None) -> dict[str, Any]:
    """The declared contract in words, and what differs from the one before it."""
    if record is None:
        return {}
    before = record.earlier[-1] if record.earlier else None
    return {
        "contract_words": words_of(record.contract),
        "contract_before": before,
        "contract_changes": changes(before.contract, record.contract) if before else (),
    }


def _about(shown: Version, versions: tuple[Version, ...], wanted: str) -> dict[str, Any]:
    beside = version_asked(versions, wanted) if wanted else versions[shown.number - 2] if shown.number > 1 else None
    return {
        "version": shown,
        "beside": beside,
        "changes": version_changes(beside.architecture, shown.architecture) if beside else (),
        "svg": shown.picture.document(),
    }


def describing(desk: Desk, result: Result, contract: ContractRecord | None, versions: tuple[Version, ...]) -> Verdict:
    """Whether this person may describe the next version, and otherwise why not."""
    if contract is None:
        reason = _("%(code)s heeft nog geen productcontract. Leg dat eerst vast met: roer ledger contract.")
        return Verdict(ok=False, reason=reason % {"code": result.code}, rule="no_contract")
    last = versions[-1].architecture if versions else None
    sources = tuple(dict.fromkeys((*contract.contract.sources, *(last.sources if last else ()))))
    told = {"result": result.code, "contract_hash": contract.hash, "sources": sources}
    expects = versions[-1].record.seq if versions else None
    return desk.may(DescribeArchitecture.model_validate({"architecture": told, "expects": expects}))


def _adopting(desk: Desk, shown: Version) -> Verdict | None:
    """Whether this person may adopt what is shown; None when that is over."""
    if not shown.is_last or shown.record.adopted is not None:
        return None
    return desk.may(AdoptArchitecture(result=shown.result.code, architecture_hash=shown.record.hash))
