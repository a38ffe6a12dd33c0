"""Random sequences of acts on the network: whatever people try, what must hold holds (programme.md 3.8: 9, 10, 11)."""

from __future__ import annotations

from datetime import datetime
from graphlib import TopologicalSorter

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.core.programme.conftest import founded

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.decisions import ApproveLineage
from roer.core.programme.elements import Effort, Element, Goal, Link, LinkKind, Phase, Result, SmartText, canonical_json
from roer.core.programme.entries import Entry
from roer.core.programme.folding import fold
from roer.core.programme.gates import gates_of
from roer.core.programme.means import Booking, BookingKind
from roer.core.programme.network_state import Network
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.spending import booked
from roer.core.programme.state import Programme

TOWNS = ("GM0534", "GM0553")
PICKS = st.integers(0, 10_000)
"""Picks one of what is there, whatever that is by then."""
CHANCES = st.sampled_from((True, True, True, True, False))
"""Mostly right, so that histories go somewhere; sometimes wrong, so that refusals are met."""
TIES = st.lists(st.tuples(PICKS, PICKS, st.sampled_from((1, 2, 3, None))), max_size=4)


def element(code: str, title: str = "Titel", phase: Phase = Phase.IDEA) -> Element:
    """The kind follows from the letter of the code."""
    match code[0]:
        case "D":
            return Goal(code=code, title=title)
        case "R":
            return Result(code=code, title=title, municipalities=TOWNS, client="client")
        case _:
            return Effort(code=code, title=title, phase=phase)


class RandomHistory(RuleBasedStateMachine):
    """The programme team tries whatever comes up; refusals are fine, broken states are not."""

    @initialize()
    def start(self) -> None:
        """A founded programme with a small network, and what is remembered to compare with."""
        self.world = founded()
        self.seen: dict[int, Programme] = {}
        self.moments: dict[int, datetime] = {}
        self.frozen: dict[int, Network] = {}
        self.realised = self.numbered = 0
        for letter in "DDRRRIII":
            self.add(letter)
        for link in (("R3", "D1"), ("R4", "D2"), ("I6", "R3"), ("I7", "R4"), ("I8", "R5")):
            self.attempt(acts.LinkElements(link=Link(source=link[0], target=link[1], contribution=2)))

    def attempt(self, act: Act, by: str = "team") -> bool:
        """Record it when the rules allow it."""
        try:
            self.world.do(act, by)
        except (NotAllowed, Conflict):
            return False
        event(act.kind)
        programme = self.world.programme
        self.seen[programme.seq] = programme
        self.moments[programme.seq] = self.world.entries[-1].recorded_at
        return True

    def new_code(self, letter: str) -> str:
        """A code that was never used."""
        self.numbered += 1
        return f"{letter}{self.numbered}"

    def known(self, pick: int, *, is_open: bool) -> str:
        """One of the elements that are open, or closed; of all when there is none such."""
        records = self.world.programme.network.elements
        codes = sorted(code for code, record in records.items() if record.is_open is is_open) or sorted(records)
        return codes[pick % len(codes)]

    def version(self, code: str) -> int:
        """The version of an element that its author saw."""
        return self.world.programme.network.elements[code].seq

    def ties(self, picks: list[tuple[int, int, int | None]], fresh: list[str]) -> tuple[Link, ...]:
        """Links between fresh elements and others, mostly in a direction that is allowed."""
        found = {}
        for one, other, weight in picks:
            near, far = fresh[one % len(fresh)], self.known(other, is_open=True)
            source, target = (near, far) if "IRD".index(near[0]) < "IRD".index(far[0]) else (far, near)
            found[source, target] = Link(source=source, target=target, contribution=weight, rationale="Omdat.")
        return tuple(found.values())

    def approve(self, *codes: str) -> str | None:
        """A decision on the lineage of these elements; None when it is refused."""
        code = f"B-{len(self.world.programme.decisions) + 1}"
        effect = ApproveLineage(elements=tuple(dict.fromkeys(codes)))
        return code if self.attempt(self.world.decision(code, effect)) else None

    @rule(letter=st.sampled_from("DRI"), new=CHANCES)
    def add(self, letter: str, new: bool = True) -> None:
        """Add an element, sometimes with a code that was used."""
        added = element(self.new_code(letter) if new else f"{letter}1")
        match added:
            case Goal():
                self.attempt(acts.AddGoal(goal=added))
            case Result():
                self.attempt(acts.AddResult(result=added))
            case Effort():
                self.attempt(acts.AddEffort(effort=added))

    @rule(pick=PICKS, title=st.sampled_from(("Een", "Twee", "Drie")), phase=st.sampled_from(Phase), fresh=CHANCES)
    def change(self, pick: int, title: str, phase: Phase, fresh: bool) -> None:
        """Change an element, sometimes on an old version."""
        code = self.known(pick, is_open=True)
        expects = self.version(code) if fresh else 1
        self.attempt(acts.ChangeElement(element=element(code, title, phase), expects=expects))

    @rule(one=PICKS, other=PICKS, kind=st.sampled_from(LinkKind), weight=st.sampled_from((1, 2, 3, None)))
    def link(self, one: int, other: int, kind: LinkKind, weight: int | None) -> None:
        """Link two elements, in any direction."""
        source, target = self.known(one, is_open=True), self.known(other, is_open=True)
        said = {"source": source, "target": target, "kind": kind, "contribution": weight, "evidence": ("Evaluatie.",)}
        self.attempt(acts.LinkElements(link=Link.model_validate(said)))

    @rule(pick=PICKS, weight=st.sampled_from((1, 2, 3, None)))
    def reweigh(self, pick: int, weight: int | None) -> None:
        """Change a link that is there."""
        if links := sorted(self.world.programme.network.links.items()):
            _, record = links[pick % len(links)]
            changed = record.link.model_copy(update={"contribution": weight})
            self.attempt(acts.ChangeLink(link=changed, expects=record.seq))

    @rule(pick=PICKS)
    def unlink(self, pick: int) -> None:
        """Take a link away."""
        if links := sorted(self.world.programme.network.links.items()):
            (source, target), record = links[pick % len(links)]
            self.attempt(acts.UnlinkElements(source=source, target=target, expects=record.seq))

    @rule(pick=PICKS, count=st.integers(2, 3), picks=TIES, decided=CHANCES)
    def split(self, pick: int, count: int, picks: list[tuple[int, int, int | None]], decided: bool) -> None:
        """Split an element."""
        code = self.known(pick, is_open=True)
        fresh = [self.new_code(code[0]) for _ in range(count)]
        said = {"predecessor": code, "motive": "Twee doelgroepen.", "expects": self.version(code)}
        decision = self.approve(code) if decided else None
        successors = tuple(element(successor) for successor in fresh)
        self.attempt(acts.SplitElement(**said, successors=successors, links=self.ties(picks, fresh), decision=decision))

    @rule(one=PICKS, other=PICKS, picks=TIES)
    def merge(self, one: int, other: int, picks: list[tuple[int, int, int | None]]) -> None:
        """Merge two elements, sometimes of different kinds."""
        codes = (self.known(one, is_open=True), self.known(other, is_open=True))
        into = self.new_code(codes[0][0])
        said = {"predecessors": codes, "motive": "Hetzelfde.", "expects": tuple(self.version(code) for code in codes)}
        decision = self.approve(*codes)
        self.attempt(
            acts.MergeElements(**said, successor=element(into), links=self.ties(picks, [into]), decision=decision)
        )

    @rule(pick=PICKS, approved=CHANCES)
    def remove(self, pick: int, approved: bool) -> None:
        """Remove an element, often a result that its client agreed with."""
        if approved:
            self.agree(pick)
        code = self.known(pick, is_open=True)
        decision = self.approve(code)
        self.attempt(acts.RemoveElement(code=code, decision=decision, motive="Weg.", expects=self.version(code)))

    @rule(pick=PICKS, picks=TIES)
    def restore(self, pick: int, picks: list[tuple[int, int, int | None]]) -> None:
        """Open an element again."""
        code = self.known(pick, is_open=False)
        said = {"code": code, "motive": "Toch.", "expects": self.version(code), "decision": self.approve(code)}
        self.attempt(acts.RestoreElement(**said, links=self.ties(picks, [code])))

    @rule(pick=PICKS)
    def agree(self, pick: int) -> None:
        """Write a SMART text of a result and let the client agree."""
        if not (results := self.world.programme.network.results):
            return
        code = results[pick % len(results)].code
        text = SmartText.model_validate({
            "element": code, "sentence": "Van 10 naar 9.", "indicator": "aandeel", "unit": "%", "baseline": 10,
            "baseline_date": "2019-12-31", "target": 9, "target_date": "2022-12-31", "measured_by": "register",
        })  # fmt: skip
        versions = self.world.programme.smart.get(code)
        if self.attempt(acts.WriteSmartText(text=text, expects=versions[-1].seq if versions else None)):
            digest = self.world.programme.smart[code][-1].hash
            self.attempt(acts.AgreeSmartText(result=code, text_hash=digest), "client")

    @rule(pick=PICKS, cents=st.integers(-10_000, 1_000_000))
    def book(self, pick: int, cents: int) -> None:
        """Book an amount."""
        code, number = self.known(pick, is_open=True), f"K-{len(self.world.programme.bookings) + 1}"
        said = {"code": number, "element": code, "kind": "realised", "cents": cents, "booked_on": "2020-09-01"}
        if self.attempt(acts.BookAmount(booking=Booking.model_validate(said))):
            self.realised += cents

    @rule()
    def freeze(self) -> None:
        """Freeze a version."""
        number = len(self.world.programme.versions) + 1
        said = {"number": number, "version_date": self.world.today, "author": "team", "audience": "Stuurgroep"}
        if self.attempt(acts.FreezeNetwork.model_validate(said)):
            self.frozen[number] = self.world.programme.network

    @invariant()
    def no_link_dangles_and_none_closes_a_circle(self) -> None:
        """Both ends of every link are open."""
        network = self.world.programme.network
        assert all(network.is_open(source) and network.is_open(target) for source, target in network.links)
        targets: dict[str, set[str]] = {}
        for source, target in network.links:
            targets.setdefault(source, set()).add(target)
        TopologicalSorter(targets).prepare()

    @invariant()
    def nothing_that_was_is_ever_gone(self) -> None:
        """Elements stay, closed ones with how and into what; nothing closed is planned."""
        programme = self.world.programme
        network = programme.network
        before = self.seen.get(programme.seq - 1)
        assert before is None or set(before.network.elements) <= set(network.elements)
        for code, record in network.elements.items():
            if record.closed is not None:
                line = next(line for line in network.lineage if line.seq == record.closed.seq)
                assert code in line.predecessors
                assert set(record.closed.successors) == set(line.successors) <= set(network.elements)
                assert code not in programme.priorities
                assert code not in programme.placements

    @invariant()
    def nothing_is_open_beside_what_came_of_it(self) -> None:
        """Else the same would count twice."""
        network = self.world.programme.network
        for record in network.open_elements():
            waiting = list(network.predecessors_of(record.element.code))
            while waiting:
                code = waiting.pop()
                assert not network.is_open(code)
                waiting += network.predecessors_of(code)

    @invariant()
    def an_approval_is_never_older_than_the_life_of_its_result(self) -> None:
        """Successors and restored results start without any gate open."""
        programme = self.world.programme
        for result in programme.network.results:
            record = programme.network.elements[result.code]
            life = max(turn.seq for turn in (record.added, record.restored) if turn is not None)
            for state in gates_of(programme, result.code):
                assert not state.passes or all(item.seq >= life for item in state.evidence)

    @invariant()
    def money_is_counted_once_and_stays(self) -> None:
        """The total is what was booked, to the cent, whatever became of the elements."""
        assert booked(self.world.programme.bookings.values(), BookingKind.REALISED) == self.realised

    @invariant()
    def frozen_versions_never_change(self) -> None:
        """What was frozen stays as it was, and so does its hash."""
        for number, network in self.frozen.items():
            version = self.world.programme.versions[number]
            assert version.network == network
            assert version.hash == version.network.content_hash()

    def teardown(self) -> None:
        """Replay gives every state that was; written and read again the history is the same."""
        if not hasattr(self, "world"):
            return
        entries = self.world.entries
        for seq, moment in list(self.moments.items())[-5:]:
            assert fold(entries, until=moment) == self.seen[seq]
        lines = [canonical_json(entry) for entry in entries]
        again = [Entry.model_validate_json(line) for line in lines]
        assert again == entries
        assert [canonical_json(entry) for entry in again] == lines
        assert fold(again) == self.world.programme


TestRandomHistories = RandomHistory.TestCase
TestRandomHistories.settings = settings(max_examples=150, stateful_step_count=50)
