"""A small programme with two network versions and two letters, made by acts; and figures as a release gives them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from roer.core.programme.acts import ACT
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import applied
from roer.core.programme.state import Programme
from roer.core.values.status import Absence, Mark
from roer.core.writing.released import ReleasedCell, ReleasedFigure

TOWNS = {"GM0534": "Hillegom", "GM0553": "Lisse", "GM1525": "Teylingen"}
HASH = "a" * 64


class Story:
    """A programme that grows by acts, day by day. Acts are given as their JSON; rules are not asked."""

    def __init__(self) -> None:
        self.programme = Programme.empty()
        self.moment = datetime(2020, 7, 1, 8, tzinfo=UTC)

    def on(self, day: str) -> Story:
        self.moment = datetime.combine(date.fromisoformat(day), self.moment.timetz())
        return self

    def tell(self, kind: str, *, on_behalf_of: str | None = None, reason: str = "", **said: object) -> Story:
        draft = Draft.model_validate(
            {
                "act": ACT.validate_python({"kind": kind, **said}),
                "by": "secretaris",
                "on_behalf_of": on_behalf_of,
                "holds_from": self.moment.date(),
                "reason": reason,
                "origin": "fictief",
            }
        )
        seq = self.programme.seq + 1
        entry = Entry.chain(draft, seq=seq, id=UUID(int=seq), recorded_at=self.moment, previous=self.programme.head)
        self.programme = applied(self.programme, entry)
        self.moment += timedelta(minutes=1)
        return self

    def seen(self, code: str) -> int:
        return self.programme.network.elements[code].seq

    def hash_of(self, code: str) -> str:
        return self.programme.network.elements[code].hash


def result(code: str, title: str, **more: object) -> dict[str, object]:
    return {"type": "result", "code": code, "title": title, "municipalities": list(TOWNS), **more}


def begin() -> Story:
    """The programme with its bodies, people and first network."""
    story = Story()
    charter = {"code": "DgS", "name": "Datagedreven Sturing", "start": "2020-07-01", "end": "2023-07-01"}
    story.tell("found_programme", charter={**charter, "yearly_budget_cents": 43_815_100})
    for code, name in TOWNS.items():
        story.tell("add_municipality", municipality={"code": code, "name": name})
    for code, name, kind in (
        ("stuurgroep", "Stuurgroep", "steering_group"),
        ("team", "Programmateam", "programme_team"),
        ("klankbord", "Klankbordgroep", "sounding_board"),
        ("architecten", "Architectuurgroep", "architecture_board"),
    ):
        story.tell("establish_body", body={"code": code, "name": name, "kind": kind})
    story.tell(
        "give_seat",
        seat={"body": "team", "person": "secretaris", "role": "programme_manager", "start": "2020-07-01"},
    )
    for index, town in enumerate(TOWNS):
        seat = {"body": "stuurgroep", "person": f"wethouder-{index}", "role": "alderman", "municipality": town}
        story.tell("give_seat", seat={**seat, "start": "2020-07-01"})
    story.tell("add_goal", goal={"code": "D1", "title": "Jongeren groeien veilig op"})
    for code, title in (
        ("R01", "Jeugdmonitor"),
        ("R02", "Monitor Jeugdzorg"),
        ("R03", "SD-monitor"),
        ("R04", "Wijkkaart"),
        ("R05", "Monitor Wonen"),
    ):
        story.tell("add_result", result=result(code, title, client="klant"))
    story.tell("add_effort", effort={"code": "I01", "title": "Bouw", "phase": "idea"})
    story.tell("link_elements", link={"source": "R01", "target": "D1"})
    story.on("2020-11-18").tell(
        "freeze_network", number=1, version_date="2020-11-18", author="secretaris", audience="x"
    )
    return story


def copies(embargo: str | None = None) -> list[dict[str, object]]:
    return [
        {
            "municipality": town,
            "case_number": f"Z-21-{index}",
            "executive_date": "2021-01-19",
            "portfolio_holder": f"wethouder-{index}",
            "handling_officer": "secretaris",
            "embargo_until": embargo,
        }
        for index, town in enumerate(TOWNS)
    ]


def with_first_letter(story: Story) -> Story:
    story.on("2021-01-12").tell(
        "draft_letter", code="RIB-1", number=1, title="Eerste brief", letter_date="2021-01-19", to_version=1,
        copies=copies(),
    )  # fmt: skip
    return story.on("2021-01-19").tell("offer_letter", letter="RIB-1", body_hash=HASH, on_behalf_of="stuurgroep")


def with_changes(story: Story) -> Story:
    """What happens after the first letter: a decision, then one change of every kind, then a version."""
    decision = {
        "code": "B-2021-01", "body": "stuurgroep", "decided_on": "2021-02-25", "title": "Wijzigingen in het DIN",
        "outcome": "adopted", "effects": [{"type": "approve_lineage", "elements": ["R01", "R03", "R04"]}],
        "reservations": [{"municipality": "GM0553", "text": "Lisse wil meer tijd."}],
    }  # fmt: skip
    story.on("2021-02-25").tell("take_decision", decision=decision, on_behalf_of="stuurgroep")
    story.on("2021-03-02").tell("add_result", result=result("R06", "Wijkprofielen"), reason="Idee van een raadslid.")
    story.tell(
        "merge_elements", predecessors=["R01", "R02"], successor=result("R07", "Jeugdmonitor 2.0"),
        decision="B-2021-01", motive="Dezelfde bronnen.", expects=[story.seen("R01"), story.seen("R02")],
    )  # fmt: skip
    story.tell(
        "split_element", predecessor="R03", successors=[result("R08", "Wmo"), result("R09", "Participatie")],
        decision="B-2021-01", motive="Andere gebruikers.", expects=story.seen("R03"),
    )  # fmt: skip
    story.tell("remove_element", code="R04", motive="De politie maakt dit al.", expects=story.seen("R04"))
    story.tell(
        "change_element",
        element=result("R05", "Woonmonitor", client="klant", product="wonen"),
        expects=story.seen("R05"),
    )
    effort = {"type": "effort", "code": "I01", "title": "Bouw", "phase": "execution"}
    story.tell("change_element", element=effort, expects=story.seen("I01"))
    return story.on("2021-03-10").tell(
        "freeze_network", number=2, version_date="2021-03-10", author="secretaris", audience="x"
    )


def with_second_letter(story: Story, **more: object) -> Story:
    said = {
        "code": "RIB-2", "number": 2, "title": "Tweede brief van 2021", "letter_date": "2021-04-13",
        "from_version": 1, "to_version": 2, "copies": copies(), **more,
    }  # fmt: skip
    return story.on("2021-03-30").tell("draft_letter", **said)


@pytest.fixture
def story() -> Story:
    """The programme up to and with the draft of its second letter."""
    return with_second_letter(with_changes(with_first_letter(begin())))


@pytest.fixture
def before_changes() -> Story:
    """The programme with its first letter offered; nothing happened since."""
    return with_first_letter(begin())


@pytest.fixture
def begun() -> Story:
    """The programme with its first network version and no letter."""
    return begin()


@pytest.fixture
def second_letter() -> Callable[..., Story]:
    """Draft the second letter, with other particulars where wanted."""
    return with_second_letter


@pytest.fixture
def changed() -> Callable[[Story], Story]:
    """Let the changes of early 2021 happen."""
    return with_changes


@pytest.fixture
def figure() -> ReleasedFigure:
    """A share for two towns and two years: one provisional, one hidden."""
    cells = (
        ReleasedCell(area="GM0534", area_name="Hillegom", period="2019JJ00", value=10.44),
        ReleasedCell(area="GM0534", area_name="Hillegom", period="2020JJ00", value=9.7, marks={Mark.PROVISIONAL}),
        ReleasedCell(area="GM0553", area_name="Lisse", period="2019JJ00", value=8.1),
        ReleasedCell(area="GM0553", area_name="Lisse", period="2020JJ00", value=None, absence=Absence.SECRET),
    )
    return ReleasedFigure(
        product="jeugdmonitor", product_title="Jeugdmonitor", release="20210301-ab", released_on=date(2021, 3, 1),
        indicator="jeugdhulp", version=1, label="Jeugdigen met jeugdhulp", unit="%", decimals=1,
        attribution=("CBS, eigen bewerking",), origin="fictief", cells=cells,
    )  # fmt: skip
