"""What the permission matrix tries: each act as somebody who looked well at the world would record it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.core.programme.test_permissions import SAMPLES

from roer.core.programme import acts
from roer.core.programme.acts import ACT, Act, Controller
from roer.core.programme.decisions import General, Outcome

H = "0" * 64


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


def made(kind: str, **said: Any) -> Act:
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


def _adopt_as_mayor(world: Any) -> Act:
    file = world.programme.privacy.get("R02")
    digest = _hash(file.dpia if file else None)
    said = {"result": "R02", "dpia_hash": digest, "municipality": "GM0534", "controller": Controller.MAYOR}
    return made("adopt_dpia", **said)


def _ceiling(world: Any) -> int | None:
    return _seq(world.programme.ceilings.get("2020KW03"))


def _seq(record: Any, otherwise: int | None = None) -> int | None:
    return record.seq if record else otherwise


def _idea(world: Any, code: str = "ID-1") -> int | None:
    return _seq(world.programme.ideas.get(code), 1)


def _of_meeting(world: Any, paper: str) -> int | None:
    return _seq(getattr(world.programme.meetings.records["OV-1"], paper))


def _raised(world: Any) -> Act:
    """One step up from where the escalation is."""
    known = world.programme.escalations.records.get("E-1")
    to = (known.step.level.following if known else None) or "executives"
    return made("raise_escalation", escalation="E-1", to=to, motive="Te lang.", expects=_seq(known, 1))


def _sample(kind: str, expects: Callable[[Any], int | list[int] | None]) -> Callable[[Any], Act]:
    """The sample of the truth table, by somebody who saw the thing as it stands."""
    return lambda world: made(kind, **{**SAMPLES[kind], "expects": expects(world)})


def _remark(world: Any) -> Act:
    known = world.programme.previews.get("V-1")
    remark = known.remarks[0].seq if known and known.remarks else 1
    return made("answer_remark", preview="V-1", remark=remark, text="Dat wordt groter.")


def _confirm_minutes(world: Any) -> Act:
    digest = _hash(world.programme.meetings.records["OV-1"].minutes)
    return made("confirm_minutes", meeting="OV-1", minutes_hash=digest, at="OV-2")


def _question(world: Any) -> int | None:
    return _seq(world.programme.organisation.questions.get("Q-1"), 1)


def _escalation(world: Any) -> int | None:
    return _seq(world.programme.escalations.records.get("E-1"), 1)


GENERAL = General(text="Wij doen het zo.")
LINK = {"source": "I01", "target": "R01"}
_NOW: dict[str, Callable[[Any], Act]] = {
    "change_element": lambda w: made("change_element", element=_result(), expects=_seen(w)),
    "link_elements": lambda w: made("link_elements", link={"source": "R01", "target": "D1"}),
    "change_link": lambda w: made("change_link", link={**LINK, "contribution": 3}, expects=_link_seen(w)),
    "unlink_elements": lambda w: made("unlink_elements", **LINK, expects=_link_seen(w)),
    "split_element": lambda w: made(
        "split_element", predecessor="R01", successors=[_result("R11"), _result("R12")], motive="Te groot.",
        expects=_seen(w), decision=_lineage_decision(w),
    ),
    "merge_elements": lambda w: made(
        "merge_elements", predecessors=["R01", "R02"], successor=_result("R11"), motive="Hoort samen.",
        expects=[_seen(w), _seen(w, "R02")], decision=_lineage_decision(w),
    ),
    "remove_element": lambda w: made(
        "remove_element", code="R01", motive="Klaar.", expects=_seen(w), decision=_lineage_decision(w)
    ),
    "restore_element": lambda w: made(
        "restore_element", code="R01", motive="Toch nodig.", expects=_seen(w), decision=_lineage_decision(w)
    ),
    "arrange_network": lambda w: made("arrange_network", order=_order(w), crossings_before=1, crossings_after=0),
    "write_smart_text": lambda w: made(
        "write_smart_text", text={"element": "R01", "sentence": "Anders gezegd."},
        expects=getattr(_last(w.programme.smart.get("R01")), "seq", None),
    ),
    "agree_smart_text": lambda w: made(
        "agree_smart_text", result="R01", text_hash=_hash(_last(w.programme.smart.get("R01")))
    ),
    "declare_contract": lambda w: made(
        "declare_contract", contract={"result": "R01", "product": "p-r01", "hash": "e" * 64}
    ),
    "screen_privacy": lambda w: made(
        "screen_privacy", result="R01", contract_hash=_contract(w), dpia_needed=True, motive="Gevoelig."
    ),
    "write_dpia": lambda w: made(
        "write_dpia", expects=getattr(_dpia(w), "seq", None),
        dpia={"result": "R01", "contract_hash": _contract(w), "summary": "Opnieuw.", "review_by": "2025-01-01"},
    ),
    "report_release": lambda w: made(
        "report_release", result="R01",
        release={**SAMPLES["report_release"]["release"], "contract_hash": _contract(w)},
    ),
    "advise_on_privacy": lambda w: made(
        "advise_on_privacy", result="R01", subject_hash=_hash(_dpia(w)), positive=True, text="Gelezen."
    ),
    "adopt_dpia": lambda w: made("adopt_dpia", result="R01", dpia_hash=_hash(_dpia(w)), municipality="GM0534"),
    "describe_architecture": lambda w: made(
        "describe_architecture", expects=getattr(_last(w.programme.architectures.get("R01")), "seq", None),
        architecture={"result": "R01", "contract_hash": _contract(w), "sources": ["Register", "Nieuw"]},
    ),
    "adopt_architecture": lambda w: made(
        "adopt_architecture", result="R01", architecture_hash=_hash(_last(w.programme.architectures.get("R01")))
    ),
    "take_decision": lambda w: _decision(w, GENERAL),
    "take_decision: priority": _priority,
    "take_decision: place": _place,
    "take_decision: an executive": lambda w: _decision(w, GENERAL, body="b-executive-hillegom"),
    "take_decision: a council": lambda w: _decision(w, GENERAL, body="b-council-hillegom"),
    "take_decision: the architects": lambda w: _decision(w, GENERAL, body="b-architecture-board"),
    "take_decision: the sounding board": lambda w: _decision(w, GENERAL, body="b-sounding-board"),
    "freeze_network": lambda w: made(
        "freeze_network", number=len(w.programme.versions) + 1, version_date=w.today, author="team", audience="raden"
    ),
    "draft_letter": _letter,
    "adopt_dpia: a mayor": _adopt_as_mayor,
    "change_body": _sample("change_body", lambda w: w.programme.bodies["b-line"].seq),
    "assign_question": _sample("assign_question", _question),
    "settle_question": _sample("settle_question", _question),
    "lift_reservation": lambda w: made("lift_reservation", decision="B-5", municipality="GM0534", text="Akkoord."),
    "set_ceiling": _sample("set_ceiling", _ceiling),
    "set_agenda": _sample("set_agenda", lambda w: _of_meeting(w, "agenda")),
    "record_attendance": _sample("record_attendance", lambda w: _of_meeting(w, "attendance")),
    "write_minutes": _sample("write_minutes", lambda w: _of_meeting(w, "minutes")),
    "confirm_minutes": _confirm_minutes,
    "raise_escalation": _raised,
    "settle_escalation": _sample("settle_escalation", _escalation),
    "close_escalation": _sample("close_escalation", _escalation),
    **{
        kind: _sample(kind, _idea)
        for kind in ("amend_idea", "take_up_idea", "investigate_idea", "answer_idea", "elaborate_idea", "realise_idea")
    },
    "merge_ideas": _sample("merge_ideas", lambda w: [_idea(w), _idea(w, "ID-2")]),
    "end_preview": lambda w: made(
        "end_preview", preview="V-1", end=w.today, motive="Klaar.", expects=_seq(w.programme.previews.get("V-1"), 1)
    ),
    "answer_remark": _remark,
}  # fmt: skip
SENDERS = {"offer_letter": "b-steering-group"}
"""Acts that are recorded on behalf of a body."""
VARIANTS = tuple(name for name in _NOW if ":" in name)
