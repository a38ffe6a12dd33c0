"""A small programme to try rules on: three towns, every kind of body, one person in each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.architecture import Architecture
from roer.core.programme.decisions import Advice, Decision, Effect, Outcome, Place, Prioritise, PriorityClass
from roer.core.programme.dpia import Dpia, Right
from roer.core.programme.elements import (
    Body,
    BodyKind,
    Charter,
    Contract,
    Effort,
    Goal,
    Municipality,
    PolicyField,
    Result,
    Seat,
    SeatRole,
    SmartText,
)
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import applied
from roer.core.programme.idea_acts import SubmitIdea
from roer.core.programme.ideas import Idea
from roer.core.programme.measures import Measure
from roer.core.programme.meeting_acts import (
    AgreeAction,
    ConfirmMinutes,
    ConveneMeeting,
    RecordAttendance,
    SetAgenda,
    WriteMinutes,
)
from roer.core.programme.meetings import ActionPoint, AgendaItem, Attendee, ItemKind, Meeting
from roer.core.programme.preview_acts import InviteToPreview
from roer.core.programme.previews import Preview
from roer.core.programme.rules import check
from roer.core.programme.state import Programme

TOWNS = {"GM0534": "Hillegom", "GM0553": "Lisse", "GM1525": "Teylingen"}
ROLES = {
    BodyKind.SOUNDING_BOARD: SeatRole.COUNCILLOR,
    BodyKind.COUNCIL: SeatRole.COUNCILLOR,
    BodyKind.DATA_PROTECTION_OFFICER: SeatRole.OFFICER,
}


class World:
    """A programme that grows by acts through the rules, one day at a time."""

    def __init__(self) -> None:
        self.programme = Programme.empty()
        self.entries: list[Entry] = []
        self.moment = datetime(2020, 7, 1, 8, tzinfo=UTC)

    @property
    def today(self) -> date:
        return self.moment.date()

    def draft(self, act: Act, by: str, **more: object) -> Draft:
        return Draft.model_validate({"act": act, "by": by, "holds_from": self.today, "origin": "fictief", **more})

    def try_it(self, act: Act, by: str, **more: object) -> None:
        """Ask the rules and record nothing."""
        check(self.programme, self.draft(act, by, **more), today=self.today)

    def do(self, act: Act, by: str = "team", **more: object) -> None:
        self.try_it(act, by, **more)
        self.append(self.draft(act, by, **more))

    def append(self, draft: Draft) -> None:
        seq = self.programme.seq + 1
        entry = Entry.chain(draft, seq=seq, id=UUID(int=seq), recorded_at=self.moment, previous=self.programme.head)
        self.programme = applied(self.programme, entry)
        self.entries.append(entry)
        self.moment += timedelta(minutes=1)

    def wait(self, days: int = 1) -> None:
        self.moment += timedelta(days=days)

    def seen(self, code: str) -> int:
        return self.programme.network.elements[code].seq

    def hash_of(self, code: str) -> str:
        return self.programme.network.elements[code].hash

    def add_result(self, code: str = "R01", **more: object) -> None:
        said = {"code": code, "title": f"Monitor {code}", "municipalities": tuple(TOWNS), "client": "client"}
        self.do(acts.AddResult(result=Result.model_validate({**said, "product": f"p-{code.lower()}", **more})))

    def add_goal(self, code: str = "D1") -> None:
        self.do(acts.AddGoal(goal=Goal(code=code, title=f"Doel {code}")))

    def add_effort(self, code: str = "I01") -> None:
        self.do(acts.AddEffort(effort=Effort(code=code, title=f"Inspanning {code}")))

    def change(self, code: str, **changes: object) -> None:
        record = self.programme.network.elements[code]
        self.do(acts.ChangeElement(element=record.element.model_copy(update=changes), expects=record.seq))

    def write_smart(self, code: str = "R01", **more: object) -> None:
        said = {
            "element": code,
            "sentence": "Van 10 naar 9 procent.",
            "indicator": "aandeel",
            "unit": "%",
            "baseline": 10.0,
            "baseline_date": date(2019, 12, 31),
            "target": 9.0,
            "target_date": date(2022, 12, 31),
        }
        text = SmartText.model_validate({**said, **more})
        self.do(acts.WriteSmartText(text=text, expects=_last(self.programme.smart.get(code))))

    def agree(self, code: str = "R01", by: str = "client") -> None:
        self.do(acts.AgreeSmartText(result=code, text_hash=self.programme.smart[code][-1].hash), by)

    def advise(self, code: str = "A-1", subjects: tuple[str, ...] = ("R01",)) -> None:
        self.do(acts.GiveAdvice(advice=Advice(code=code, subjects=subjects, text="Doe het.")))

    def decide(self, code: str, *effects: Effect, advice: str | None = None, by: str = "team", **more: object) -> None:
        self.do(self.decision(code, *effects, advice=advice, **more), by)

    def decision(self, code: str, *effects: Effect, advice: str | None = None, **more: object) -> acts.TakeDecision:
        said = {
            "code": code,
            "body": "b-steering-group",
            "decided_on": self.today,
            "title": "Besluit",
            "advice": advice,
            "outcome": Outcome.ADOPTED,
            "effects": effects,
        }
        return acts.TakeDecision(decision=Decision.model_validate({**said, **more}))

    def priority(self, code: str = "R01", given: PriorityClass = PriorityClass.NOW) -> Prioritise:
        return Prioritise(result=code, subject_hash=self.hash_of(code), priority=given)

    def place(self, code: str = "R01", towns: tuple[str, ...] = tuple(TOWNS)) -> Place:
        return Place(
            result=code, subject_hash=self.hash_of(code), municipalities=towns, start="2021KW01", end="2021KW02"
        )

    def prioritise(self, code: str = "R01", decision: str = "B-1") -> None:
        self.advise(f"A-{decision}", (code,))
        self.decide(decision, self.priority(code), advice=f"A-{decision}")

    def declare(self, code: str = "R01", digest: str = "c", sources: tuple[str, ...] = ("Register",)) -> None:
        product = self.programme.network.result(code).product
        self.do(
            acts.DeclareContract(contract=Contract(result=code, product=product, hash=digest * 64, sources=sources))
        )

    def screen(self, code: str = "R01", *, needed: bool = False) -> None:
        contract = self.programme.contracts[code].hash
        self.do(acts.ScreenPrivacy(result=code, contract_hash=contract, dpia_needed=needed, motive="Omdat het zo is."))

    def write_dpia(self, code: str = "R01", summary: str = "Beoordeling.", **more: object) -> None:
        said = {
            "result": code,
            "contract_hash": self.programme.contracts[code].hash,
            "summary": summary,
            "measures": (Measure(code="M1", text="Sluit af."), Measure(code="M2", text="Kijk na.", owner="owner")),
            "review_by": date(2023, 1, 1),
        }
        file = self.programme.privacy.get(code)
        dpia = Dpia.model_validate({**said, **more})
        self.do(acts.WriteDpia(dpia=dpia, expects=_last(file.dpias if file else ())))

    def advise_privacy(self, code: str = "R01", *, positive: bool = True) -> None:
        file = self.programme.privacy[code]
        subject = (file.dpia or file.screening).hash
        act = acts.AdviseOnPrivacy(result=code, subject_hash=subject, positive=positive, text="Gelezen.")
        self.do(act, "data-protection-officer")

    def adopt_dpia(self, code: str = "R01", towns: tuple[str, ...] = tuple(TOWNS), motive: str = "") -> None:
        for town in towns:
            dpia = self.programme.privacy[code].dpia.hash
            act = acts.AdoptDpia(result=code, dpia_hash=dpia, municipality=town, motive=motive)
            self.do(act, f"executive-{TOWNS[town].lower()}")

    def implement(self, code: str = "R01", *measures: str) -> None:
        for measure in measures or ("M1", "M2"):
            self.do(acts.ImplementMeasure(result=code, measure=measure, proof="Zie dossier."))

    def describe_architecture(
        self, code: str = "R01", sources: tuple[str, ...] = ("Register",), **more: object
    ) -> None:
        contract = self.programme.contracts[code].hash
        architecture = Architecture(result=code, contract_hash=contract, sources=sources, **more)
        earlier = _last(self.programme.architectures.get(code))
        self.do(acts.DescribeArchitecture(architecture=architecture, expects=earlier))

    def adopt_architecture(self, code: str = "R01") -> None:
        digest = self.programme.architectures[code][-1].hash
        self.do(acts.AdoptArchitecture(result=code, architecture_hash=digest), "architecture-board")

    def convene(self, code: str = "OV-1", body: str = "b-steering-group", *kinds: ItemKind) -> None:
        """A body meets today; its agenda has an item for each kind, by default one to decide on."""
        by = "team" if body in ("b-steering-group", "b-sounding-board") else body.removeprefix("b-")
        self.do(ConveneMeeting(meeting=Meeting(code=code, body=body, held_on=self.today)), by)
        items = tuple(AgendaItem(kind=kind, title=f"Punt {kind}") for kind in kinds or (ItemKind.DECISION,))
        self.do(SetAgenda(meeting=code, items=items), by)

    def attend(self, code: str, *persons: str, by: str = "team") -> None:
        """These were there: by default the whole steering group."""
        there = persons or ("steering-group", *(f"alderman-{name.lower()}" for name in TOWNS.values()))
        record = self.programme.meetings.records[code].attendance
        present = tuple(Attendee(person=person) for person in there)
        self.do(RecordAttendance(meeting=code, present=present, expects=record.seq if record else None), by)

    def hold(self, code: str = "OV-1") -> None:
        """The steering group meets today and everybody is there."""
        self.convene(code)
        self.attend(code)

    def minute(self, code: str = "OV-1", text: str = "Er is besloten.", by: str = "team") -> None:
        record = self.programme.meetings.records[code].minutes
        self.do(WriteMinutes(meeting=code, text=text, expects=record.seq if record else None), by)

    def confirm_minutes(self, code: str = "OV-1", by: str = "steering-group", at: str | None = None) -> None:
        digest = self.programme.meetings.records[code].minutes.hash
        self.do(ConfirmMinutes(meeting=code, minutes_hash=digest, at=at), by)

    def agree_action(self, code: str, meeting: str, owner: str = "team") -> None:
        action = ActionPoint(code=code, meeting=meeting, text="Zoek uit.", owner=owner, due=self.today)
        self.do(AgreeAction(action=action))

    def submit_idea(self, code: str = "ID-1", by: str = "sounding-board", text: str = "Graag een kaart.") -> None:
        self.do(SubmitIdea(idea=Idea(code=code, title=f"Idee {code}", text=text)), by)

    def idea(self, act: type[Any], code: str = "ID-1", by: str = "team", **said: object) -> None:
        """Record an act about an idea as it stands."""
        self.do(act.model_validate({"idea": code, "expects": self.programme.ideas.records[code].seq, **said}), by)

    def invite(self, code: str = "V-1", days: int = 14, **said: object) -> None:
        until = self.today + timedelta(days=days)
        told = {"code": code, "title": "Kijk mee", "product": "p-r01", "start": self.today, "until": until, **said}
        self.do(InviteToPreview(preview=Preview.model_validate(told)))

    def open_gate(self, gate: str, code: str = "R01") -> None:
        """Bring all evidence that opens one gate."""
        match gate:
            case "client_agreed":
                self.write_smart(code)
                self.agree(code)
            case "prioritised":
                self.prioritise(code)
            case "dpia_done":
                self.write_dpia(code)
                self.advise_privacy(code)
                self.adopt_dpia(code)
                self.implement(code)
            case "architecture_adopted":
                self.describe_architecture(code)
                self.adopt_architecture(code)

    def open_all_gates(self, code: str = "R01") -> None:
        self.declare(code)
        for gate in ("client_agreed", "prioritised", "dpia_done", "architecture_adopted"):
            self.open_gate(gate, code)


def _last(versions) -> int | None:
    return versions[-1].seq if versions else None


def founded() -> World:
    """A programme with every kind of body, one person in each (named after the kind), and a complete steering group."""
    world = World()
    start = world.today
    charter = Charter(code="P", name="Programma", start=start, end=date(2023, 7, 1), yearly_budget_cents=1)
    world.do(acts.FoundProgramme(charter=charter), "founder")
    for code, name in TOWNS.items():
        world.do(acts.AddMunicipality(municipality=Municipality(code=code, name=name)), "founder")
    for code in ("jeugd", "wonen"):
        world.do(acts.AddPolicyField(policy_field=PolicyField(code=code, name=code)), "founder")
    local = {BodyKind.COUNCIL, BodyKind.EXECUTIVE, BodyKind.MAYOR, BodyKind.CLERKS}
    for kind in BodyKind:
        for town, name in TOWNS.items() if kind in local else [(None, "")]:
            slug = kind.value.replace("_", "-") + (f"-{name.lower()}" if name else "")
            body = Body(code=f"b-{slug}", name=slug, kind=kind, municipality=town)
            world.do(acts.EstablishBody(body=body), "founder")
            if kind not in (BodyKind.STEERING_GROUP, BodyKind.PROGRAMME_TEAM):
                role = ROLES.get(kind, SeatRole.MEMBER)
                seat = Seat(body=f"b-{slug}", person=slug, role=role, municipality=town, start=start)
                world.do(acts.GiveSeat(seat=seat), "founder")
    for town, name in TOWNS.items():
        seat = Seat(
            body="b-steering-group",
            person=f"alderman-{name.lower()}",
            role=SeatRole.ALDERMAN,
            municipality=town,
            start=start,
        )
        world.do(acts.GiveSeat(seat=seat), "founder")
    director = Seat(body="b-steering-group", person="steering-group", role=SeatRole.DIRECTOR, start=start)
    world.do(acts.GiveSeat(seat=director), "founder")
    team = Seat(body="b-programme-team", person="team", role=SeatRole.MEMBER, start=start)
    world.do(acts.GiveSeat(seat=team), "founder")
    second = Seat(body="b-programme-team", person="team-two", role=SeatRole.MEMBER, start=start)
    world.do(acts.GiveSeat(seat=second))
    world.wait()
    return world


@pytest.fixture
def world() -> World:
    """A founded programme without goals, results or efforts."""
    return founded()


@pytest.fixture
def monitor(world: World) -> World:
    """A founded programme with result R01 and nothing proven yet."""
    world.add_result()
    return world


@pytest.fixture(scope="session")
def new_world() -> Callable[[], World]:
    """Makes founded programmes, for tests that need many."""
    return founded


@pytest.fixture(scope="session")
def whole_dpia() -> dict[str, object]:
    """What a DPIA says that lacks nothing: every section filled in, one high risk with a measure."""
    return {
        "proposal": "Een monitor voor het beleid.",
        "data": [
            {"name": "bsn", "subjects": "inwoners", "category": "nummers", "kind": "national_id", "source": "Register"},
            {"name": "diagnose", "subjects": "inwoners", "kind": "special", "original_purpose": "hulp"},
        ],
        "processings": [
            {
                "name": "tellen",
                "description": "Optellen per buurt.",
                "data": ["bsn", "diagnose"],
                "purposes": ["beleid maken"],
                "ground": "public_task",
                "law": "Jeugdwet art. 7.4.0",
                "further_use": "Past bij het doel.",
                "retention": "twee jaar",
            }
        ],
        "techniques": "Geen algoritme.",
        "parties": [
            {"name": "College", "roles": ["controller"], "interest": "goed beleid"},
            {"name": "Raad", "roles": ["recipient"]},
        ],
        "locations": [{"place": "rekencentrum"}],
        "framework": "Jeugdwet",
        "special_ground": "AVG art. 9 lid 2h",
        "national_id_ground": "UAVG art. 46",
        "subsidiarity": "Het kan niet met minder.",
        "proportionality": "Het is evenredig.",
        "rights": [{"right": right.value, "procedure": "Via het loket."} for right in Right],
        "risks": [
            {
                "code": "K1",
                "text": "Iemand wordt herkend.",
                "chance": "high",
                "impact": "high",
                "motive": "Kleine buurten.",
                "measures": ["M1"],
                "residual_chance": "low",
            }
        ],
        "measures": [{"code": "M1", "text": "Verberg kleine aantallen.", "owner": "owner"}],
        "security": "Alles is versleuteld.",
    }


@pytest.fixture
def approved(monitor) -> World:
    """Result R01 is approved by everybody, placed and on the air; R02 has nothing yet."""
    monitor.add_result("R02")
    monitor.open_all_gates()
    monitor.advise("A-2", ("R01", "R02"))
    monitor.decide("B-2", monitor.place(), advice="A-2")
    monitor.wait()
    return monitor
