"""The worlds of the permission matrix: who there is, how far result R01 is, and what is tried on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from tests.core.programme.test_permissions import SAMPLES

from roer.core.programme import acts
from roer.core.programme.acts import ACT, Act
from roer.core.programme.decisions import AdoptVersion, ApproveLineage, General, Outcome
from roer.core.programme.elements import Seat
from roer.core.programme.measures import Measure

TOWNS = {"own": "GM0534", "other": "GM0553", "none": None}
"""The municipality that the acts are about, another one of the programme, and none."""
HIRED_UNTIL = date(2021, 1, 1)
H = "0" * 64

# Role → the body it sits in and the capacity; a body with {} is one per municipality of the programme.
SEATED = {
    "councillor": ("b-council-{}", "councillor"),
    "clerk": ("b-clerks-{}", "member"),
    "sounding_board_member": ("b-sounding-board", "councillor"),
    "alderman": ("b-steering-group", "alderman"),
    "director": ("b-steering-group", "director"),
    "programme_manager": ("b-programme-team", "programme_manager"),
    "team_member": ("b-programme-team", "member"),
    "analyst": ("b-data-team", "analyst"),
    "hired_analyst": ("b-data-team", "analyst"),
    "former_analyst": ("b-data-team", "analyst"),
    "client": ("b-line", "policy_adviser"),
    "youth_worker": ("b-line", "member"),
    "measure_owner": ("b-line", "member"),
    "officer": ("b-data-protection-officer", "officer"),
    "auditor": ("b-auditor", "member"),
    "consultant": ("b-partner", "member"),
    "guest": ("b-partner", "member"),
    "executive_secretary": ("b-executive-{}", "member"),
    "mayor": ("b-mayor-{}", "member"),
    "architect": ("b-architecture-board", "architect"),
    "joint_director": ("b-joint-organisation", "member"),
}
UNSEATED = ("resident", "functional_administrator", "technical_administrator", "founder")
ROLES = (*SEATED, *UNSEATED)
SLUGS = {"own": "hillegom", "other": "lisse"}


def person(role: str, town: str) -> str:
    """Who has this role; the founder is one person whatever the municipality."""
    return role if role == "founder" else f"{role.replace('_', '-')}-{town}"


def populated(world: Any) -> Any:
    """The founded programme with everybody of the matrix in it."""
    for role, (body, capacity) in SEATED.items():
        for town, code in TOWNS.items():
            local = "{}" in body or role == "alderman"
            if local and town == "none":
                continue
            seat = {"body": body.format(SLUGS.get(town)), "person": person(role, town), "role": capacity}
            seat |= {"start": date(2020, 7, 1), "municipality": code}
            if role == "hired_analyst":
                seat["end"] = HIRED_UNTIL
            if role == "former_analyst":
                seat["end"] = date(2020, 7, 2)
            world.do(acts.GiveSeat(seat=Seat.model_validate(seat)))
    world.convene("OV-1")
    world.agree_action("AP-1", "OV-1", owner=person("youth_worker", "own"))
    world.wait()
    return world


def nothing(world: Any) -> None:
    """Nobody wrote anything yet."""


def draft(world: Any) -> None:
    """Everything about R01 is written, and nobody agreed with anything."""
    world.add_goal()
    world.add_effort()
    world.add_result("R01", client=person("client", "own"))
    world.add_result("R02", client=person("client", "other"))
    world.do(ACT.validate_python({"kind": "link_elements", "link": {"source": "I01", "target": "R01"}}))
    world.write_smart()
    world.declare()
    world.screen(needed=True)
    owner = person("measure_owner", "own")
    world.write_dpia(measures=(Measure(code="M1", text="Sluit af."), Measure(code="M2", text="Kijk na.", owner=owner)))
    world.describe_architecture()
    world.advise()
    world.do(acts.FreezeNetwork(number=1, version_date=world.today, author="team", audience="raden"))


def agreed(world: Any) -> None:
    """Client, steering group, officer and architects said yes; controllers and measures are still to come."""
    draft(world)
    world.agree(by=person("client", "own"))
    world.decide("B-1", world.priority(), advice="A-1")
    world.advise_privacy()
    world.adopt_architecture()
    world.do(acts.DiscussVersion(number=1))
    world.do(_letter(world))


def admissible(world: Any) -> None:
    """All four gates are open."""
    agreed(world)
    world.adopt_dpia()
    world.implement()


def placed(world: Any) -> None:
    """The steering group placed R01, adopted the network version and offered a letter."""
    admissible(world)
    adopted = AdoptVersion(number=1, subject_hash=world.programme.versions[1].hash)
    world.decide("B-2", world.place(), adopted, advice="A-1")
    world.decide("B-3", ApproveLineage(elements=("R01", "R02")))
    world.do(acts.ConfirmDecision(decision="B-1"), "team-two")
    world.do(acts.OfferLetter(letter="RIB-1", body_hash=H), "team", on_behalf_of="b-steering-group")


def under_reservation(world: Any) -> None:
    """After the placement the contract changed: gates closed again."""
    placed(world)
    world.declare(digest="d", sources=("Register", "Nieuw"))


def withdrawn(world: Any) -> None:
    """The placement was withdrawn."""
    placed(world)
    world.do(acts.WithdrawDecision(decision="B-2", motive="Toch niet."))


def closed(world: Any) -> None:
    """R01 was removed, and the steering group agrees that it may come back."""
    placed(world)
    world.do(
        ACT.validate_python(
            {
                "kind": "remove_element",
                "code": "R01",
                "motive": "Klaar.",
                "expects": world.seen("R01"),
                "decision": "B-3",
            }
        )
    )
    world.decide("B-4", ApproveLineage(elements=("R01",)))


def ended(world: Any) -> None:
    """Three years later: the programme is over, the DPIA is due for review, who was hired is gone."""
    placed(world)
    world.moment = datetime(2023, 8, 1, 8, tzinfo=UTC)


STATES: dict[str, Callable[[Any], None]] = {
    state.__name__: state
    for state in (nothing, draft, agreed, admissible, placed, under_reservation, withdrawn, closed, ended)
}


def _letter(world: Any) -> Act:
    copies = [
        {
            "municipality": code, "executive_date": world.today, "handling_officer": "team",
            "portfolio_holder": f"alderman-{name}",
        }
        for code, name in (("GM0534", "hillegom"), ("GM0553", "lisse"), ("GM1525", "teylingen"))
    ]  # fmt: skip
    known = world.programme.letters.get("RIB-1")
    told = {"code": "RIB-1", "number": 1, "title": "Brief", "letter_date": world.today, "to_version": 1}
    return ACT.validate_python(
        {"kind": "draft_letter", **told, "copies": copies, "expects": known.seq if known else None}
    )


def tried(name: str, world: Any) -> Act:
    """The act of this name as somebody who looked well would record it now."""
    make = _NOW.get(name)
    if make is not None:
        return make(world)
    return ACT.validate_python({"kind": name, **SAMPLES[name]})


def _act(kind: str, **said: Any) -> Act:
    return ACT.validate_python({"kind": kind, **said})


def _seen(world: Any, code: str = "R01") -> int:
    record = world.programme.network.elements.get(code)
    return record.seq if record else 1


def _hash(record: Any) -> str:
    return record.hash if record else H


def _last(versions: Any) -> Any:
    return versions[-1] if versions else None


def _contract(world: Any) -> str:
    return _hash(world.programme.contracts.get("R01"))


def _dpia(world: Any) -> Any:
    file = world.programme.privacy.get("R01")
    return file.dpia if file else None


def _result(code: str = "R01", **more: Any) -> dict[str, Any]:
    return {"type": "result", "code": code, "title": "Anders", "municipalities": ["GM0534"], **more}


def _lineage_decision(world: Any) -> str | None:
    known = world.programme.decisions
    return "B-4" if "B-4" in known else "B-3" if "B-3" in known else None


def _link_seen(world: Any) -> int:
    record = world.programme.network.links.get(("I01", "R01"))
    return record.seq if record else 1


def _order(world: Any) -> list[list[str]]:
    columns: dict[str, list[str]] = {"goal": [], "result": [], "effort": []}
    for record in world.programme.network.open_elements():
        columns[record.element.type].append(record.element.code)
    return [sorted(columns[kind], reverse=True) for kind in ("goal", "result", "effort")]


def _decision(world: Any, *effects: Any, advice: str | None = None, body: str = "b-steering-group") -> Act:
    told = {"code": "B-9", "body": body, "decided_on": world.today, "title": "Besluit", "advice": advice}
    return acts.TakeDecision.model_validate({"decision": {**told, "outcome": Outcome.ADOPTED, "effects": effects}})


def _place(world: Any) -> Act:
    period = {"start": "2021KW01", "end": "2021KW02", "municipalities": ["GM0534"]}
    subject = _hash(world.programme.network.elements.get("R01"))
    return _decision(world, {"type": "place", "result": "R01", "subject_hash": subject, **period}, advice="A-1")


def _priority(world: Any) -> Act:
    subject = _hash(world.programme.network.elements.get("R01"))
    effect = {"type": "prioritise", "result": "R01", "subject_hash": subject, "priority": "next"}
    return _decision(world, effect, advice="A-1")


_GENERAL = General(text="Wij doen het zo.")
LINK = {"source": "I01", "target": "R01"}
_NOW: dict[str, Callable[[Any], Act]] = {
    "change_element": lambda w: _act("change_element", element=_result(), expects=_seen(w)),
    "link_elements": lambda w: _act("link_elements", link={"source": "R01", "target": "D1"}),
    "change_link": lambda w: _act("change_link", link={**LINK, "contribution": 3}, expects=_link_seen(w)),
    "unlink_elements": lambda w: _act("unlink_elements", **LINK, expects=_link_seen(w)),
    "split_element": lambda w: _act(
        "split_element", predecessor="R01", successors=[_result("R11"), _result("R12")], motive="Te groot.",
        expects=_seen(w), decision=_lineage_decision(w),
    ),
    "merge_elements": lambda w: _act(
        "merge_elements", predecessors=["R01", "R02"], successor=_result("R11"), motive="Hoort samen.",
        expects=[_seen(w), _seen(w, "R02")], decision=_lineage_decision(w),
    ),
    "remove_element": lambda w: _act(
        "remove_element", code="R01", motive="Klaar.", expects=_seen(w), decision=_lineage_decision(w)
    ),
    "restore_element": lambda w: _act(
        "restore_element", code="R01", motive="Toch nodig.", expects=_seen(w), decision=_lineage_decision(w)
    ),
    "arrange_network": lambda w: _act("arrange_network", order=_order(w), crossings_before=1, crossings_after=0),
    "write_smart_text": lambda w: _act(
        "write_smart_text", text={"element": "R01", "sentence": "Anders gezegd."},
        expects=getattr(_last(w.programme.smart.get("R01")), "seq", None),
    ),
    "agree_smart_text": lambda w: _act(
        "agree_smart_text", result="R01", text_hash=_hash(_last(w.programme.smart.get("R01")))
    ),
    "declare_contract": lambda w: _act(
        "declare_contract", contract={"result": "R01", "product": "p-r01", "hash": "e" * 64}
    ),
    "screen_privacy": lambda w: _act(
        "screen_privacy", result="R01", contract_hash=_contract(w), dpia_needed=True, motive="Gevoelig."
    ),
    "write_dpia": lambda w: _act(
        "write_dpia", expects=getattr(_dpia(w), "seq", None),
        dpia={"result": "R01", "contract_hash": _contract(w), "summary": "Opnieuw.", "review_by": "2025-01-01"},
    ),
    "advise_on_privacy": lambda w: _act(
        "advise_on_privacy", result="R01", subject_hash=_hash(_dpia(w)), positive=True, text="Gelezen."
    ),
    "report_release": lambda w: _act(
        "report_release", result="R01",
        release={**SAMPLES["report_release"]["release"], "contract_hash": _contract(w)},
    ),
    "adopt_dpia": lambda w: _act("adopt_dpia", result="R01", dpia_hash=_hash(_dpia(w)), municipality="GM0534"),
    "describe_architecture": lambda w: _act(
        "describe_architecture", expects=getattr(_last(w.programme.architectures.get("R01")), "seq", None),
        architecture={"result": "R01", "contract_hash": _contract(w), "sources": ["Register", "Nieuw"]},
    ),
    "adopt_architecture": lambda w: _act(
        "adopt_architecture", result="R01", architecture_hash=_hash(_last(w.programme.architectures.get("R01")))
    ),
    "take_decision": lambda w: _decision(w, _GENERAL),
    "take_decision: priority": _priority,
    "take_decision: place": _place,
    "take_decision: an executive": lambda w: _decision(w, _GENERAL, body="b-executive-hillegom"),
    "take_decision: a council": lambda w: _decision(w, _GENERAL, body="b-council-hillegom"),
    "take_decision: the architects": lambda w: _decision(w, _GENERAL, body="b-architecture-board"),
    "take_decision: the sounding board": lambda w: _decision(w, _GENERAL, body="b-sounding-board"),
    "freeze_network": lambda w: _act(
        "freeze_network", number=len(w.programme.versions) + 1, version_date=w.today, author="team", audience="raden"
    ),
    "draft_letter": _letter,
}  # fmt: skip
SENDERS = {"offer_letter": "b-steering-group"}
"""Acts that are recorded on behalf of a body."""
VARIANTS = tuple(name for name in _NOW if ":" in name)
