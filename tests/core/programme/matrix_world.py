"""The worlds of the permission matrix: who there is, how far result R01 is, and what goes on around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from tests.core.programme.matrix_acts import GENERAL, H, made, tried
from tests.core.programme.test_permissions import SAMPLES

from roer.core.programme import acts
from roer.core.programme.acts import ACT
from roer.core.programme.decisions import AdoptVersion, ApproveLineage, PrioritiseIdea, Reservation
from roer.core.programme.elements import Seat
from roer.core.programme.idea_acts import AnswerIdea, ElaborateIdea, InvestigateIdea, TakeUpIdea
from roer.core.programme.measures import Measure
from roer.core.programme.preview_acts import RemarkOnPreview

TOWNS = {"own": "GM0534", "other": "GM0553", "none": None}
"""The municipality that the acts are about, another one of the programme, and none."""
HIRED_UNTIL = date(2021, 1, 1)

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
    _draft_around(world)


def _draft_around(world: Any) -> None:
    """R02 touches public order; an idea, a preview, an escalation, a question, an interface, a substitute are new."""
    world.declare("R02", digest="b")
    world.screen("R02", needed=True)
    world.write_dpia("R02", public_order=True)
    world.submit_idea("ID-1", by=person("youth_worker", "own"))
    world.submit_idea("ID-2")
    world.invite("V-1", days=60, persons=(person("resident", "own"),))
    world.convene("OV-2")
    for name in ("name_substitute", "record_interface", "raise_question"):
        world.do(made(name, **SAMPLES[name]))
    world.do(made("report_escalation", escalation={"code": "E-1", "title": "Wachten", "cause": "Geen mensen."}))


def agreed(world: Any) -> None:
    """Client, steering group, officer and architects said yes; controllers and measures are still to come."""
    draft(world)
    world.agree(by=person("client", "own"))
    world.decide("B-1", world.priority(), advice="A-1")
    world.advise_privacy()
    world.adopt_architecture()
    world.do(acts.DiscussVersion(number=1))
    world.do(tried("draft_letter", world))
    _agreed_around(world)


def _agreed_around(world: Any) -> None:
    """What was new is on its way; a municipality made a reservation, a meeting has minutes, a quarter a ceiling."""
    world.advise_privacy("R02")
    reserved = (Reservation(municipality="GM0534", text="Eerst de raad."),)
    world.decide("B-5", GENERAL, reservations=reserved)
    world.idea(TakeUpIdea)
    world.do(RemarkOnPreview(preview="V-1", part="kaart", text="Te klein."), person("resident", "own"))
    for name in ("raise_escalation", "assign_question", "set_ceiling"):
        world.do(tried(name, world))
    world.attend("OV-1")
    world.minute("OV-1")


def admissible(world: Any) -> None:
    """All four gates are open."""
    agreed(world)
    world.adopt_dpia()
    world.implement()
    world.do(tried("adopt_dpia: a mayor", world), "mayor-hillegom")
    world.idea(InvestigateIdea, investigation=dict.fromkeys(("feasibility", "privacy", "data", "architecture"), "Kan."))
    world.idea(AnswerIdea, verdict="promising", text="Goed idee.")
    world.do(tried("settle_escalation", world))


def placed(world: Any) -> None:
    """The steering group placed R01, adopted the network version and offered a letter."""
    admissible(world)
    adopted = AdoptVersion(number=1, subject_hash=world.programme.versions[1].hash)
    world.decide("B-2", world.place(), adopted, advice="A-1")
    world.decide("B-3", ApproveLineage(elements=("R01", "R02")))
    world.do(acts.ConfirmDecision(decision="B-1"), "team-two")
    world.do(acts.OfferLetter(letter="RIB-1", body_hash=H), "team", on_behalf_of="b-steering-group")
    _placed_around(world)


def _placed_around(world: Any) -> None:
    """What was on its way is done: the idea prioritised, the reservation lifted, everything else closed."""
    world.idea(ElaborateIdea, text="Een kaart per buurt.")
    world.do(made("give_advice", advice={"code": "A-2", "subjects": [], "text": "Doen.", "ideas": ["ID-1"]}))
    subject = world.programme.ideas.records["ID-1"].hash
    world.decide("B-6", PrioritiseIdea(idea="ID-1", subject_hash=subject, priority="now"), advice="A-2")
    world.do(tried("lift_reservation", world), person("alderman", "own"))
    for name in ("close_escalation", "settle_question", "settle_action", "end_interface", "end_substitute"):
        world.do(tried(name, world))
    world.do(tried("end_preview", world))
    world.do(tried("confirm_minutes", world), "team-two")
    seen = world.programme.ceilings["2020KW03"].seq
    world.do(made("set_ceiling", ceiling={"quarter": "2020KW03", "capacity": 120}, expects=seen))


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
