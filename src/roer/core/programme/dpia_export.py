"""A DPIA as answers to the national model, in the exchange format of the government's own DPIA form.

The keys are the numbers of the questions; a question that may be answered more often stands in a list under the number
of its group, and one repeated within such a group has its place in brackets behind its number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from roer.core.programme.dpia import DataKind, Dpia, LegalGround, Party, Processing, Right, RiskLevel, TransferMechanism
from roer.core.programme.dpia_findings import SECTIONS, check_dpia
from roer.core.programme.labels import label
from roer.core.programme.privacy import DpiaRecord

SCHEMA = "https://github.com/MinBZK/par-dpia-form/blob/main/schemas/assessment-output.v2.schema.json"
"""The name of the format: the answer to 'which schema', never an address that is fetched."""
MODEL = "urn:nl:dpia:3.0"
_SIGNED = 20
# One code of the format lacks its last letter; readers of the format look for it as it is.
_GROUNDS = {
    LegalGround.CONSENT: "Rechtsgrond toestemming",
    LegalGround.CONTRACT: "Rechtsgrond noodzakelijk voor de uitvoering van een overeenkoms",
    LegalGround.LEGAL_OBLIGATION: "Rechtsgrond wettelijke verplichting",
    LegalGround.VITAL_INTEREST: "Rechtsgrond vitaal belang",
    LegalGround.PUBLIC_TASK: "Rechtsgrond taak van algemeen belang",
    LegalGround.LEGITIMATE_INTEREST: "Rechtsgrond gerechtvaardigd belang",
}
_MECHANISMS = {
    TransferMechanism.ADEQUACY: "Adequaatheidsbesluit",
    TransferMechanism.STANDARD_CLAUSES: "Standaard contractsbepaling (SCC)",
    TransferMechanism.BINDING_RULES: "binding corporate rules/bindend bedrijfsvoorschrift (bcr)",
    TransferMechanism.CERTIFICATION: "Goedgekeurde certificeringsmechanisme",
    TransferMechanism.CODE_OF_CONDUCT: "Goedgekeurde gedragscode",
    TransferMechanism.LEGAL_INSTRUMENT: "Juridisch bindend en afdwingbaar instrument",
    TransferMechanism.DEROGATION: "uitzondering artikel 49 avg",
    TransferMechanism.OTHER: "Overig mechanisme",
}
"""The codes of the exchange format for what it does not leave to free text."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is exported beside the DPIA itself: when it was written, its versions, and the words for who signed."""

    moment: datetime
    versions: Sequence[tuple[int, datetime]] = ()
    signed: Sequence[tuple[str, datetime]] = ()


def as_assessment(record: DpiaRecord, told: Told) -> dict[str, Any]:
    """The answers of a DPIA as one JSON object of the exchange format."""
    dpia, moment = record.dpia, _iso(told.moment)
    answers = {
        key: _group(value, moment) if isinstance(value, list) else _answer(value, moment)
        for key, value in _answers(record, told)
        if value
    }
    open_sections = {finding.section for finding in check_dpia(dpia)}
    done = [str(section.number) for section in SECTIONS if section.number not in open_sections]
    metadata: dict[str, Any] = {"urn": MODEL, "createdAt": moment}
    if done:
        metadata["completedTasks"] = done
    return {"$schema": SCHEMA, "metadata": metadata, "answers": answers}


Value = str | Sequence[str] | None
Row = Mapping[str, Value]


def _answers(record: DpiaRecord, told: Told) -> Iterator[tuple[str, Any]]:
    dpia = record.dpia
    yield "1.1", dpia.proposal
    yield from _facts(dpia)
    yield from _lawfulness(dpia)
    yield from _risks(dpia)
    yield "18", dpia.summary
    yield "19.1", [{"19.1.1": str(number), "19.1.2": _day(at)} for number, at in told.versions]
    yield "19.2", "definitief" if told.signed else "concept"
    if record.advice is not None:
        yield "19.5.6", _day(record.advice.stamp.recorded_at)
        yield "19.5.7", record.advice.text
    yield str(_SIGNED) + ".1", [{"20.1.1": name, "20.1.6": _day(at)} for name, at in told.signed]


def _facts(dpia: Dpia) -> Iterator[tuple[str, Any]]:
    yield (
        "2.1",
        [
            {
                "2.1.1": item.name,
                "2.1.2": item.subjects,
                "2.1.3": item.category,
                "2.1.4": label(item.kind),
                "2.1.5": item.original_purpose,
                "2.1.7": item.source,
            }
            for item in dpia.data
        ],
    )
    yield "3.1", [{"3.1.1": item.name, "3.1.2": item.description, "3.1.3": item.data} for item in dpia.processings]
    yield "4", dpia.techniques
    yield "5.1", [_repeated("5.1.1", item.purposes) for item in dpia.processings]
    yield "6.1", [_parties(dpia.parties) for _item in dpia.processings[:1] or ([None] if dpia.parties else [])]
    yield "7.1", [{"7.1.1[0]": f"{party.name}: {party.interest}"} for party in dpia.parties if party.interest]
    yield "8.1", [_locations(dpia)] if dpia.locations else []
    yield "9.1", [{"9.1.1.1[0]": dpia.framework, "9.1.1.2[0]": item.law} for item in dpia.processings]
    yield "10.2", _lines(f"{item.name}: {item.retention}. {item.retention_motive}" for item in _kept(dpia))


def _kept(dpia: Dpia) -> Iterable[Processing]:
    return (item for item in dpia.processings if item.retention)


def _lawfulness(dpia: Dpia) -> Iterator[tuple[str, Any]]:
    yield (
        "11.1",
        [
            {
                "11.1.1.1[0]": _GROUNDS[item.ground] if item.ground else "",
                "11.1.1.2[0]": " ".join(part for part in (item.law, item.ground_motive) if part),
            }
            for item in dpia.processings
        ],
    )
    grounds = ((DataKind.SPECIAL, "12.1", dpia.special_ground), (DataKind.CRIMINAL, "12.2", dpia.criminal_ground),
               (DataKind.NATIONAL_ID, "12.3", dpia.national_id_ground))  # fmt: skip
    for kind, number, ground in grounds:
        named = [item.name for item in dpia.data if item.kind is kind]
        yield f"{number}.1", "true" if named else "false"
        last = "5" if kind is DataKind.SPECIAL else "4"
        yield f"{number}.2", [{f"{number}.2.3": named, f"{number}.2.{last}": ground}] if named else []
    yield "13.2", _lines(f"{item.name}: {item.further_use}" for item in dpia.processings if item.further_use)
    yield "14.1", dpia.subsidiarity
    yield "14.2", dpia.proportionality
    for answer in dpia.rights:
        number = f"15.{list(Right).index(answer.right) + 1}"
        yield f"{number}.1", "true" if answer.procedure else "false"
        yield f"{number}.2", answer.procedure
        yield f"{number}.3", "true" if answer.restriction else ""
        yield f"{number}.4", answer.restriction


def _risks(dpia: Dpia) -> Iterator[tuple[str, Any]]:
    yield (
        "16.1",
        [
            {
                "16.1.1": risk.text,
                "16.1.2": risk.origin,
                "16.1.3": label(risk.chance),
                "16.1.5": label(risk.impact),
                "16.1.7": label(risk.level),
                "16.1.8": risk.motive,
            }
            for risk in dpia.risks
        ],
    )
    yield (
        "17.1",
        [
            {
                "17.1.1": [risk.text for risk in dpia.risks if measure.code in risk.measures],
                "17.1.3": measure.text,
                "17.1.4": _remaining(dpia, measure.code),
                "17.1.7": measure.owner,
            }
            for measure in dpia.measures
        ],
    )
    yield "17.2", dpia.security
    yield "17.3", _lines(f"{risk.code}: {risk.acceptance}" for risk in dpia.risks if risk.acceptance)


def _remaining(dpia: Dpia, measure: str) -> str:
    """The highest risk that remains of those that a measure is about."""
    left = [risk.residual for risk in dpia.risks if measure in risk.measures]
    return label(max(left, key=lambda level: level.rank)) if left else label(RiskLevel.LOW)


def _parties(parties: Iterable[Party]) -> Row:
    row: dict[str, Value] = {}
    for number, party in enumerate(parties):
        row[f"6.1.1.1[{number}]"] = party.name
        row[f"6.1.1.2[{number}]"] = [label(role).capitalize() for role in party.roles]
        row[f"6.1.1.3[{number}]"] = party.departments
    return row


def _locations(dpia: Dpia) -> Row:
    row: dict[str, Value] = {}
    for number, location in enumerate(dpia.locations):
        row[f"8.1.1.1[{number}]"] = location.place
        row[f"8.1.1.2[{number}]"] = _MECHANISMS[location.mechanism] if location.mechanism else ""
        row[f"8.1.1.3[{number}]"] = location.safeguards
    return row


def _repeated(key: str, values: Iterable[str]) -> Row:
    return {f"{key}[{number}]": value for number, value in enumerate(values)}


def _group(rows: Iterable[Row], moment: str) -> list[dict[str, Any]]:
    return [
        {"_index": number, **{key: _answer(value, moment) for key, value in row.items() if value}}
        for number, row in enumerate(rows)
    ]


def _answer(value: Value, moment: str) -> dict[str, Any]:
    told = value if isinstance(value, str) else list(value or ())
    return {"value": told, "lastEditedAt": moment}


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(part.strip() for part in parts)


def _iso(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
