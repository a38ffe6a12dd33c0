"""Gates are pure: whatever happened, the gates of a past moment are what they were then (programme.md 3.8: 6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.core.programme.conftest import TOWNS, World, founded

from roer.core.programme import acts
from roer.core.programme.decisions import ApproveLineage, PriorityClass
from roer.core.programme.elements import Audience, Result
from roer.core.programme.folding import fold
from roer.core.programme.gates import GateState, gates_of, under_reservation
from roer.core.programme.measures import AudienceCheck, Measure
from roer.core.programme.privacy_acts import ReportRelease
from roer.core.programme.refusals import Conflict, NotAllowed
from roer.core.programme.releases import ReleaseFacts
from roer.core.programme.rules import may_place, may_release
from roer.core.programme.state import Programme

RESULTS = st.sampled_from(("R01", "R02"))
TOWN = st.sampled_from(tuple(TOWNS))
Seen = dict[str, tuple[tuple[GateState, ...], ...]]


def shown(programme: Programme, on: date) -> Seen:
    """What pages show of every result: the gates as a whole and per municipality, and what stands in doubt."""
    return {
        code: (
            gates_of(programme, code, on=on),
            *(gates_of(programme, code, town, on=on) for town in TOWNS),
            under_reservation(programme, code, on=on),
        )
        for code, record in programme.network.elements.items()
        if isinstance(record.element, Result)
    }


class HistoryOfEvidence(RuleBasedStateMachine):
    """Everybody brings and takes away evidence; refusals are fine."""

    @initialize()
    def start(self) -> None:
        """Two results, of which one is ready to be placed."""
        self.world = founded()
        self.numbered = 0
        self.kept: list[tuple[int, date, Seen]] = []
        self.world.add_result()
        self.world.add_result("R02")
        self.world.open_all_gates()

    def attempt(self, step: Callable[[World], object]) -> None:
        """Take the step when the rules allow it, and keep what is shown after it."""
        try:
            step(self.world)
        except (NotAllowed, Conflict, KeyError, AttributeError, IndexError):
            return
        event(self.world.entries[-1].draft.act.kind)
        self.keep()

    def keep(self) -> None:
        """Remember what is shown at this moment."""
        seen = shown(self.world.programme, self.world.today)
        self.kept.append((self.world.programme.seq, self.world.today, seen))

    def number(self) -> str:
        """A code that was never used."""
        self.numbered += 1
        return str(self.numbered)

    @rule(code=RESULTS, aim=st.sampled_from((8.0, 9.0)))
    def write(self, code: str, aim: float) -> None:
        """A SMART text, sometimes the one that was there before."""
        self.attempt(lambda world: world.write_smart(code, target=aim))

    @rule(code=RESULTS)
    def agree(self, code: str) -> None:
        """The client agrees."""
        self.attempt(lambda world: world.agree(code))

    @rule(code=RESULTS, given=st.sampled_from(PriorityClass))
    def prioritise(self, code: str, given: PriorityClass) -> None:
        """The team advises and the steering group decides."""
        at = self.number()
        self.attempt(lambda world: world.advise(f"A-{at}", (code,)))
        self.attempt(lambda world: world.decide(f"B-X{at}", world.priority(code, given), advice=f"A-{at}"))

    @rule(pick=st.integers(0, 50))
    def withdraw(self, pick: int) -> None:
        """A decision is withdrawn."""
        codes = sorted(self.world.programme.decisions)
        act = acts.WithdrawDecision(decision=codes[pick % len(codes)], motive="Ander plan.")
        self.attempt(lambda world: world.do(act))

    @rule(code=RESULTS, digest=st.sampled_from("cd"))
    def declare(self, code: str, digest: str) -> None:
        """Another contract, or the earlier one again."""
        self.attempt(lambda world: world.declare(code, digest))

    @rule(code=RESULTS, needed=st.booleans())
    def screen(self, code: str, needed: bool) -> None:
        """A pre-scan."""
        self.attempt(lambda world: world.screen(code, needed=needed))

    @rule(code=RESULTS, audience=st.sampled_from(((), ("raad",), ("raad", "openbaar"))))
    def release(self, code: str, audience: tuple[str, ...]) -> None:
        """A release is stated, which may be for others than its DPIA allows."""
        told = {"made_at": self.world.moment, "manifest": "0" * 64, "withstood_attack": True, "audience": audience}

        def state(world: World) -> None:
            contract = world.programme.contracts[code].hash
            facts = ReleaseFacts.model_validate({**told, "id": self.number(), "contract_hash": contract})
            world.do(ReportRelease(result=code, release=facts))

        self.attempt(state)

    @rule(code=RESULTS)
    def assess_checked(self, code: str) -> None:
        """A DPIA of which Roer checks the measure by itself, advised on and adopted."""
        check = AudienceCheck(audience=("raad",))
        measures = (Measure(code="M1", text="Alleen de raad.", check=check),)
        self.attempt(lambda world: world.write_dpia(code, f"Beoordeling {self.number()}.", measures=measures))
        self.attempt(lambda world: world.advise_privacy(code))
        self.attempt(lambda world: world.adopt_dpia(code))

    @rule(code=RESULTS, review=st.sampled_from((date(2020, 8, 1), date(2023, 1, 1))))
    def assess(self, code: str, review: date) -> None:
        """A DPIA that may fall due soon."""
        self.attempt(lambda world: world.write_dpia(code, f"Beoordeling {self.number()}.", review_by=review))

    @rule(code=RESULTS, positive=st.booleans())
    def advise(self, code: str, positive: bool) -> None:
        """The officer advises."""
        self.attempt(lambda world: world.advise_privacy(code, positive=positive))

    @rule(code=RESULTS, town=TOWN, motive=st.sampled_from(("", "Wij wegen dit anders.")))
    def adopt(self, code: str, town: str, motive: str) -> None:
        """A controller adopts."""
        self.attempt(lambda world: world.adopt_dpia(code, (town,), motive))

    @rule(code=RESULTS, measure=st.sampled_from(("M1", "M2")), back=st.booleans())
    def measure(self, code: str, measure: str, back: bool) -> None:
        """A measure is put in place, or turns out not to hold."""
        reopened = acts.ReopenMeasure(result=code, measure=measure, motive="Toch open.")
        self.attempt(lambda world: world.do(reopened) if back else world.implement(code, measure))

    @rule(code=RESULTS, storage=st.sampled_from(("hier", "daar")))
    def describe(self, code: str, storage: str) -> None:
        """A target architecture."""
        self.attempt(lambda world: world.describe_architecture(code, storage=storage))

    @rule(code=RESULTS)
    def adopt_architecture(self, code: str) -> None:
        """The board adopts it."""
        self.attempt(lambda world: world.adopt_architecture(code))

    @rule(code=RESULTS, towns=st.sets(TOWN, min_size=1))
    def place(self, code: str, towns: set[str]) -> None:
        """The steering group places a result; the answer beside the button and the rule agree."""
        at = self.number()
        self.attempt(lambda world: world.advise(f"A-{at}", (code,)))
        told = tuple(sorted(towns))
        may = may_place(self.world.programme, code, told, on=self.world.today).ok
        before = self.world.programme.placements.get(code)
        self.attempt(lambda world: world.decide(f"B-X{at}", world.place(code, told), advice=f"A-{at}"))
        assert may or self.world.programme.placements.get(code) == before

    @rule(code=RESULTS, audience=st.sampled_from(Audience), client=st.sampled_from(("client", "line")))
    def change(self, code: str, audience: Audience, client: str) -> None:
        """The result itself changes."""
        self.attempt(lambda world: world.change(code, audience=(audience,), client=client))

    @rule(code=RESULTS)
    def remove(self, code: str) -> None:
        """The result goes, by a decision."""
        at = self.number()
        self.attempt(lambda world: world.decide(f"B-X{at}", ApproveLineage(elements=(code,))))
        self.attempt(
            lambda world: world.do(
                acts.RemoveElement(code=code, motive="Niet meer nodig.", decision=f"B-X{at}", expects=world.seen(code))
            )
        )

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        """Time passes: a DPIA can fall due without any act."""
        self.world.wait(days)
        self.keep()

    @invariant()
    def a_closed_gate_lets_nothing_out(self) -> None:
        """Nothing is released for a municipality where a gate is closed."""
        if not hasattr(self, "world"):
            return
        programme, on = self.world.programme, self.world.today
        for town in TOWNS:
            if may_release(programme, "p-r01", town, "c" * 64, on=on).ok:
                assert all(state.passes for state in gates_of(programme, "R01", town, on=on))
                assert town in programme.placements["R01"].municipalities

    def teardown(self) -> None:
        """Fold the entries anew up to each kept moment: it shows what it showed then."""
        for seq, on, seen in getattr(self, "kept", []):
            assert shown(fold(self.world.entries[:seq]), on) == seen


TestGatesOfAnyHistory = HistoryOfEvidence.TestCase
TestGatesOfAnyHistory.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
