"""The register of processing activities of one controller (verwerkingsregister, AVG art. 30 lid 1 a-g)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from roer.core.programme.dpia import Dpia, PartyRole
from roer.core.programme.elements import BodyKind, Code, Contract, DataLevel, MunicipalityCode, Result
from roer.core.programme.labels import label
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing

OBLIGATORY = {
    "controller": "verantwoordelijke en contact (a)",
    "purposes": "doelen (b)",
    "subjects": "betrokkenen (c)",
    "data": "persoonsgegevens (c)",
    "recipients": "ontvangers (d)",
    "transfers": "doorgifte buiten de EER (e)",
    "retention": "bewaartermijnen (f)",
    "security": "beveiliging (g)",
}
"""What the law asks, by field, with the Dutch heading and its letter in art. 30 lid 1."""
FURTHER = {
    "grounds": "rechtsgronden",
    "sources": "bronnen",
    "owner": "eigenaar",
    "review_by": "herziening",
}
"""What Dutch practice adds."""
_WITH_PERSONS = frozenset({DataLevel.PERSONAL, DataLevel.PSEUDONYMISED})


@dataclass(frozen=True, slots=True)
class Activity:
    """Verwerkingsactiviteit: a line of the register; an obligatory field that is empty is lacking."""

    code: Code
    title: str
    controller: str = ""
    purposes: str = ""
    subjects: str = ""
    data: str = ""
    recipients: str = ""
    transfers: str = ""
    retention: str = ""
    security: str = ""
    grounds: str = ""
    sources: str = ""
    owner: str = ""
    review_by: date | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """The obligatory fields that are empty, by their Dutch headings."""
        return tuple(heading for field, heading in OBLIGATORY.items() if not getattr(self, field))


def register_of(programme: Programme, municipality: MunicipalityCode, *, on: date) -> tuple[Activity, ...]:
    """Every processing of personal data by the results of one municipality, in the order of their codes."""
    results = sorted(programme.network.results, key=lambda result: result.code)
    own = (result for result in results if municipality in result.municipalities)
    return tuple(_activity(programme, result, municipality, on) for result in own if _processes(programme, result))


def _processes(programme: Programme, result: Result) -> bool:
    """Whether a result processes personal data: it has a DPIA, or a pre-scan or its level says so."""
    file = programme.privacy.get(result.code, PrivacyFile())
    if screening := file.exempting_screening:
        return bool(screening.answers and screening.answers.has_personal_data)
    needed = file.screening is not None and file.screening.dpia_needed
    return file.dpia is not None or needed or result.data_level in _WITH_PERSONS


def _activity(programme: Programme, result: Result, municipality: MunicipalityCode, on: date) -> Activity:
    record = programme.privacy.get(result.code, PrivacyFile()).dpia
    contract = programme.contracts.get(result.code)
    known = _known(record.dpia if record else None, contract.contract if contract else None)
    public_order = record is not None and record.dpia.public_order
    controller = _controller(programme, result, municipality, on, public_order=public_order)
    return Activity(
        code=result.code,
        title=result.title,
        controller=controller,
        owner=result.owner or "",
        review_by=record.dpia.review_by if record else None,
        **known,
    )


def _controller(
    programme: Programme, result: Result, municipality: MunicipalityCode, on: date, *, public_order: bool
) -> str:
    """The executive, the mayor for public order, the other municipalities together, and whom to ask."""
    kinds = (BodyKind.EXECUTIVE, BodyKind.MAYOR) if public_order else (BodyKind.EXECUTIVE,)
    own = [
        body.name for kind in kinds for body in programme.bodies_of(kind, on=on) if body.municipality == municipality
    ]
    officers = [body.name for body in programme.bodies_of(BodyKind.DATA_PROTECTION_OFFICER, on=on)]
    if not own or not officers:
        return ""
    others = [programme.municipalities[town].name for town in result.municipalities if town != municipality]
    joint = f" Samen met {listing(others)}." if others else ""
    return f"{listing(own)}.{joint} Contact: {listing(officers)}."


def _known(dpia: Dpia | None, contract: Contract | None) -> dict[str, str]:
    """The fields that the DPIA tells, or else the contract of the product."""
    told = dict(_told(dpia)) if dpia else {}
    fallback = dict(_stated(contract)) if contract else {}
    return {field: told.get(field) or fallback.get(field, "") for field in (*told, *fallback)}


def _told(dpia: Dpia) -> Iterator[tuple[str, str]]:
    yield "purposes", _joined(purpose for item in dpia.processings for purpose in item.purposes)
    yield "subjects", _joined(item.subjects for item in dpia.data)
    yield "data", _joined(item.category or item.name for item in dpia.data)
    yield "recipients", _joined(party.name for party in dpia.parties if PartyRole.RECIPIENT in party.roles)
    yield "transfers", _transfers(dpia)
    yield "retention", _joined(item.retention for item in dpia.processings)
    yield "security", dpia.security
    yield "grounds", _joined(_ground(dpia))
    yield "sources", _joined(item.source for item in dpia.data)


def _ground(dpia: Dpia) -> Iterator[str]:
    for item in dpia.processings:
        if item.ground is not None:
            yield f"{label(item.ground)} ({item.law})" if item.law else label(item.ground)


def _transfers(dpia: Dpia) -> str:
    """'Geen' only when the places were told and none lies outside the EEA."""
    outside = [location for location in dpia.locations if location.outside_eea]
    if dpia.locations and not outside:
        return "geen"
    return _joined(
        f"{location.place}: {label(location.mechanism) if location.mechanism else 'grond ontbreekt'}"
        f"{f', {location.safeguards}' if location.safeguards else ''}"
        for location in outside
    )


def _stated(contract: Contract) -> Iterator[tuple[str, str]]:
    yield "purposes", _joined(contract.purposes)
    yield "recipients", _joined(contract.audience)
    yield "retention", contract.retention
    yield "grounds", contract.legal_basis
    yield "sources", _joined(contract.sources)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(part for part in parts if part))
