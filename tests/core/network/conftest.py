"""Networks to try: grown by real acts one by one, drawn by chance, and that of the example."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

import pytest
from immutables import Map

from roer.core.network.colouring import Colouring
from roer.core.network.drawing import Caption, Emphasis, Picture, draw
from roer.core.network.facts import Facts
from roer.core.network.known_views import VIEWS
from roer.core.network.roadmap import gate_counts, roadmap_items
from roer.core.network.scene import RoadmapItem, Scene, order_of, scene
from roer.core.network.sizes import SCREEN, Sizes
from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import Effort, Goal, Link, Phase, PolicyField, Result
from roer.core.programme.entries import Draft, Entry, Stamp
from roer.core.programme.folding import applied, fold
from roer.core.programme.network_state import Network
from roer.core.programme.state import Programme
from roer.site.example.programme import entries

TOWNS = ("GM0534", "GM0553", "GM1525")
FIELDS = ("arbeid", "dienstverlening", "jeugd", "ondermijning", "sociaal", "veiligheid", "wonen")
WORDS = (
    "monitor",
    "dashboard",
    "inwoners",
    "ondermijnende criminaliteit",
    "wijkgericht",
    "samenwerking",
    "van de",
    "jeugd",
)
STAMP = Stamp(
    seq=1,
    recorded_at=datetime(2020, 9, 1, tzinfo=UTC),
    by="noor-dekker",
    on_behalf_of=None,
    holds_from=date(2020, 9, 1),
    reason="",
    origin="fictief",
)


class Growth:
    """A network that grows by acts, one a day, without asking the rules."""

    def __init__(self) -> None:
        self.programme = Programme.empty()
        self.day = date(2020, 9, 1)

    @property
    def network(self) -> Network:
        return self.programme.network

    def do(self, act: Act, reason: str = "") -> None:
        self.day += timedelta(days=1)
        moment = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=UTC)
        draft = Draft(act=act, by="noor-dekker", holds_from=self.day, reason=reason)
        seq = self.programme.seq + 1
        entry = Entry.chain(draft, seq=seq, id=UUID(int=seq), recorded_at=moment, previous=self.programme.head)
        self.programme = applied(self.programme, entry)

    def goals(self, *codes: str, **more: object) -> None:
        for code in codes:
            self.do(acts.AddGoal(goal=Goal.model_validate({"code": code, "title": f"Doel {code}", **more})))

    def results(self, *codes: str, **more: object) -> None:
        for code in codes:
            self.do(acts.AddResult(result=self.a_result(code, **more)))

    def a_result(self, code: str, **more: object) -> Result:
        return Result.model_validate({"code": code, "title": f"Monitor {code}", "municipalities": TOWNS, **more})

    def efforts(self, *codes: str, **more: object) -> None:
        for code in codes:
            self.do(acts.AddEffort(effort=Effort.model_validate({"code": code, "title": f"Werk {code}", **more})))

    def field(self, code: str, name: str) -> None:
        self.do(acts.AddPolicyField(policy_field=PolicyField(code=code, name=name)))

    def link(self, source: str, target: str, **more: object) -> None:
        link = Link.model_validate({"source": source, "target": target, **more})
        self.do(acts.LinkElements(link=link))

    def relink(self, source: str, target: str, **more: object) -> None:
        link = Link.model_validate({"source": source, "target": target, **more})
        self.do(acts.ChangeLink(link=link, expects=self.network.links[source, target].seq))

    def unlink(self, source: str, target: str) -> None:
        seq = self.network.links[source, target].seq
        self.do(acts.UnlinkElements(source=source, target=target, expects=seq))

    def change(self, code: str, *, reason: str = "", **changes: object) -> None:
        record = self.network.elements[code]
        element = record.element.model_copy(update=changes)
        self.do(acts.ChangeElement(element=element, expects=record.seq), reason)

    def split(self, code: str, *into: str) -> None:
        successors = tuple(self.a_result(successor) for successor in into)
        self.do(
            acts.SplitElement(
                predecessor=code,
                successors=successors,
                links=(),
                motive="Twee doelgroepen.",
                decision="B-2021-01",
                expects=self.network.elements[code].seq,
            )
        )

    def merge(self, *codes: str, into: str) -> None:
        self.do(
            acts.MergeElements(
                predecessors=codes,
                successor=self.a_result(into),
                links=(),
                motive="Eén product volstaat.",
                decision="B-2021-02",
                expects=tuple(self.network.elements[code].seq for code in codes),
            )
        )

    def remove(self, code: str) -> None:
        seq = self.network.elements[code].seq
        self.do(acts.RemoveElement(code=code, motive="Niet meer nodig.", decision="B-2021-03", expects=seq))

    def restore(self, code: str) -> None:
        seq = self.network.elements[code].seq
        self.do(acts.RestoreElement(code=code, motive="Toch nodig.", expects=seq))


@pytest.fixture
def growth() -> Growth:
    """A programme without anything in its network."""
    return Growth()


@pytest.fixture(scope="session")
def growing() -> type[Growth]:
    """For tests that grow many networks."""
    return Growth


@pytest.fixture(scope="session")
def by_chance() -> Callable[..., Programme]:
    """A programme with a network drawn by chance: the same for the same seed and sizes."""

    @lru_cache(maxsize=64)
    def grown(seed: int, goals: int = 6, results: int = 28, efforts: int = 16) -> Programme:
        chance, network = random.Random(seed), Network()
        codes = {"D": _numbered("D", goals), "R": _numbered("R", results), "I": _numbered("I", efforts)}
        for code in codes["D"]:
            network = network.after(acts.AddGoal(goal=Goal(code=code, title=_title(chance))), STAMP)
        for code in codes["R"]:
            fields = tuple(sorted(chance.sample(FIELDS, chance.choice((0, 1, 1, 1, 2, 3)))))
            result = Result(code=code, title=_title(chance), policy_fields=fields, municipalities=TOWNS)
            network = network.after(acts.AddResult(result=result), STAMP)
        for code in codes["I"]:
            effort = Effort(code=code, title=_title(chance), phase=chance.choice(list(Phase)))
            network = network.after(acts.AddEffort(effort=effort), STAMP)
        for source, target in _ends(chance, codes):
            link = Link(source=source, target=target, contribution=chance.choice((None, 1, 2, 3)))
            network = network.after(acts.LinkElements(link=link), STAMP)
        fields = Map({code: PolicyField(code=code, name=code.capitalize()) for code in FIELDS})
        return replace(Programme.empty(), network=network, policy_fields=fields)

    return grown


def _numbered(letter: str, count: int) -> list[str]:
    return [f"{letter}{number:02}" for number in range(count)]


def _ends(chance: random.Random, codes: dict[str, list[str]]) -> set[tuple[str, str]]:
    """Most results serve a goal or two and are served by two efforts; the first effort serves them all."""
    ends = {(result, goal) for result in codes["R"] for goal in _some(chance, codes["D"], 2)}
    ends |= {(effort, result) for result in codes["R"] for effort in _some(chance, codes["I"], 3)}
    ends |= {(effort, goal) for effort in _some(chance, codes["I"], 2) for goal in _some(chance, codes["D"], 1)}
    return ends | {(effort, result) for effort in codes["I"][:1] for result in codes["R"]}


def _some(chance: random.Random, codes: list[str], most: int) -> list[str]:
    return chance.sample(codes, min(len(codes), chance.randint(0, most)))


def _title(chance: random.Random) -> str:
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, 7))).capitalize()
    return words[:160].strip()


@pytest.fixture(scope="session")
def hlt() -> Programme:
    """The programme of the example, with three frozen versions of its network."""
    return fold(entries({"jeugdmonitor": ("a" * 64, ("Register jeugdhulp",))}))


@pytest.fixture(scope="session")
def roadmap_of() -> Callable[[Programme], tuple[RoadmapItem, ...]]:
    """The roadmap of a programme in the spring of 2021."""
    return lambda programme: roadmap_items(programme, on=date(2021, 4, 12))


@pytest.fixture(scope="session")
def coloured(roadmap_of: Callable) -> Callable[..., Colouring]:
    """The network of a programme in the colours of a view."""

    def colouring(programme: Programme, view: int = 0) -> Colouring:
        gates = gate_counts(roadmap_of(programme))
        return VIEWS[view].colour(Facts(programme.network, programme.policy_fields, gates))

    return colouring


@pytest.fixture(scope="session")
def set_out(roadmap_of: Callable) -> Callable[..., Scene]:
    """The scene of a programme, on a screen unless other sizes are asked."""

    def made(programme: Programme, colouring: Colouring, sizes: Sizes = SCREEN) -> Scene:
        return scene(
            programme.network,
            order=order_of(programme.network),
            colouring=colouring,
            policy_fields=programme.policy_fields,
            roadmap=roadmap_of(programme),
            sizes=sizes,
        )

    return made


@pytest.fixture(scope="session")
def drawn() -> Callable[..., Picture]:
    """A scene as a picture, with addresses of the form /e/CODE."""

    def made(found: Scene, colouring: Colouring, emphasis: Emphasis | None = None) -> Picture:
        return draw(
            found,
            colouring=colouring,
            caption=Caption("Het netwerk", "Voettekst"),
            address=lambda element: f"/e/{element.code}",
            emphasis=emphasis,
        )

    return made
