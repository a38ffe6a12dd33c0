"""The register of decisions in an address: `/besluiten/?zoek=jeugd&uitkomst=adopted`, and what was found as files."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from roer.core.programme.decision_register import Standing, Wanted, elements_of, standing_of_decision
from roer.core.programme.decisions import Outcome
from roer.core.programme.elements import content_hash
from roer.core.programme.governance import DecisionRecord
from roer.core.programme.labels import EFFECTS, label
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.core.values.spreadsheets import harmless

HEADINGS = (
    "Nummer", "Besloten op", "Besloten door", "Titel", "Uitkomst", "Stand", "Onderwerpen", "Soort", "Overleg",
    "Agendapunt", "Advies", "Ingang", "Voor", "Tegen", "Onthouden", "Voorbehoud", "Vervangt", "Toelichting", "Hash",
)  # fmt: skip
Kind = TypeVar("Kind", bound=StrEnum)


def wanted_by(asked: Mapping[str, str], programme: Programme) -> Wanted:
    """What an address asks for; what makes no sense is left out."""
    return Wanted(
        words=asked.get("zoek", "").strip()[:200],
        body=_known(asked.get("gremium", ""), programme.bodies),
        outcome=_member(Outcome, asked.get("uitkomst", "")),
        municipality=_known(asked.get("gemeente", ""), programme.municipalities),
        effect=_known(asked.get("soort", ""), EFFECTS),
        element=_known(asked.get("element", ""), programme.network.elements),
        since=_day(asked.get("van", "")),
        until=_day(asked.get("tot", "")),
        standing=_member(Standing, asked.get("stand", "")),
    )


def address_of(wanted: Wanted) -> str:
    """What is wanted, as the tail of an address; empty when nothing is."""
    told = {
        "zoek": wanted.words, "gremium": wanted.body, "uitkomst": wanted.outcome, "gemeente": wanted.municipality,
        "soort": wanted.effect, "element": wanted.element, "van": wanted.since, "tot": wanted.until,
        "stand": wanted.standing,
    }  # fmt: skip
    return urlencode({name: str(value) for name, value in told.items() if value})


def as_csv(programme: Programme, records: Sequence[DecisionRecord]) -> bytes:
    """The decisions for Dutch spreadsheets: semicolons, and a byte order mark so that accents survive."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows([harmless(cell) for cell in _row(programme, record)] for record in records)
    return text.getvalue().encode("utf-8-sig")


def as_json(programme: Programme, records: Sequence[DecisionRecord], wanted: Wanted) -> str:
    """The decisions in the programme's own codes, with what was asked, the count and the state they come from."""
    told = {
        "wanted": address_of(wanted),
        "programme": {"seq": programme.seq, "head": programme.head},
        "count": len(records),
        "decisions": [_told(record) for record in records],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _told(record: DecisionRecord) -> dict[str, Any]:
    return {
        **record.decision.model_dump(mode="json"),
        "hash": content_hash(record.decision),
        "standing": standing_of_decision(record).value,
        "recorded": {"seq": record.seq, "at": record.stamp.recorded_at.isoformat(), "origin": record.origin},
        "confirmed_on": record.confirmed.holds_from.isoformat() if record.confirmed else None,
        "withdrawn_on": record.withdrawn.holds_from.isoformat() if record.withdrawn else None,
        "replaced_by": record.replaced.decision if record.replaced else None,
        "reservations_in_force": list(record.reserved),
    }


def _row(programme: Programme, record: DecisionRecord) -> Iterator[str]:
    decision = record.decision
    yield from (decision.code, decision.decided_on.isoformat(), programme.bodies[decision.body].body.name)
    yield from (decision.title, label(decision.outcome), label(standing_of_decision(record)))
    yield ", ".join(code for effect in decision.effects for code in elements_of(effect))
    yield "; ".join(dict.fromkeys(EFFECTS[effect.type] for effect in decision.effects))
    yield from (decision.meeting or "", str(decision.item or ""), decision.advice or "")
    yield decision.effective.isoformat() if decision.effective else ""
    for position in ("for", "against", "abstained", "reserved"):
        towns = [programme.municipalities[town].name for town, said, _ in decision.positions if said == position]
        yield listing(towns)
    yield from (", ".join(decision.replaces), decision.motive, content_hash(decision))


def _known(value: str, known: Any) -> str | None:
    return value if value in known else None


def _member(kind: type[Kind], value: str) -> Kind | None:
    return next((member for member in kind if member.value == value), None)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
