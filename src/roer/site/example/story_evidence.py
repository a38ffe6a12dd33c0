"""How the people of the example bring the evidence of the gates and take decisions: one function per step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from roer.core.programme.acts import (
    AdoptArchitecture,
    AdoptDpia,
    AdviseOnPrivacy,
    AgreeSmartText,
    DeclareContract,
    DescribeArchitecture,
    GiveAdvice,
    ImplementMeasure,
    ScreenPrivacy,
    TakeDecision,
    WriteDpia,
    WriteSmartText,
)
from roer.core.programme.decisions import (
    Advice,
    Decision,
    Effect,
    Outcome,
    Place,
    Prioritise,
    PriorityClass,
    Reservation,
    Vote,
)
from roer.core.programme.dpia import Dpia
from roer.core.programme.elements import Contract, Result, SmartText
from roer.core.programme.measures import Measure
from roer.site.example.story_architecture import described
from roer.site.example.story_chronicle import FICTION, Chronicle
from roer.site.example.story_organisation import STEERING
from roer.site.example.story_people import (
    ANALYST,
    ARCHITECT,
    OFFICER,
    SECRETARY,
    TOWN_SECRETARIES,
    TOWNS,
)
from roer.site.example.story_privacy_texts import DPIA_PARTS

REVIEW_BY = date(2030, 12, 31)
"""Far ahead, so that the example still stands in later years."""


@dataclass(frozen=True, slots=True)
class Minutes:
    """What a decision of the example says beside its effects."""

    code: str
    title: str
    advice: str | None = None
    outcome: Outcome = Outcome.ADOPTED
    motive: str = ""
    reservations: tuple[Reservation, ...] = ()
    votes: tuple[Vote, ...] = ()
    origin: str = FICTION
    meeting: str | None = None
    item: int | None = None


def describe(story: Chronicle, text: SmartText) -> None:
    """The programme team writes a SMART text."""
    earlier = story.programme.smart.get(text.element)
    story.tell(WriteSmartText(text=text, expects=earlier[-1].seq if earlier else None), by=SECRETARY)


def agree(story: Chronicle, code: str) -> None:
    """The client agrees with the last SMART text."""
    client = _result(story, code).client
    assert client is not None, f"{code} has a client in the example"
    story.tell(AgreeSmartText(result=code, text_hash=story.programme.smart[code][-1].hash), by=client)


def declare(
    story: Chronicle,
    code: str,
    contract_hash: str,
    sources: Iterable[str],
    words: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """The analyst declares the product contract as the catalogue states it; `words` is what it says beside sources."""
    product = _result(story, code).product
    assert product is not None, f"{code} has a product in the example"
    told = {"result": code, "product": product, "hash": contract_hash, "sources": tuple(sources), **words}
    contract = Contract.model_validate(told)
    story.tell(DeclareContract(contract=contract), by=ANALYST)


def screen(story: Chronicle, code: str, motive: str, *, dpia_needed: bool) -> None:
    """The programme team does the pre-scan."""
    act = ScreenPrivacy(result=code, contract_hash=_contract(story, code), dpia_needed=dpia_needed, motive=motive)
    story.tell(act, by=SECRETARY)


def assess(story: Chronicle, code: str, summary: str, measures: tuple[Measure, ...]) -> None:
    """The programme team writes the DPIA, with every section of the national model."""
    dpia = Dpia(
        result=code,
        contract_hash=_contract(story, code),
        summary=summary,
        measures=measures,
        review_by=REVIEW_BY,
        **DPIA_PARTS[code],
    )
    story.tell(WriteDpia(dpia=dpia), by=SECRETARY)


def advise_on_privacy(story: Chronicle, code: str, text: str, *, positive: bool = True) -> None:
    """The data protection officer advises on the last DPIA, or on the pre-scan where there is none."""
    file = story.programme.privacy[code]
    subject = file.dpia or file.screening
    assert subject is not None, f"{code} has something to advise on"
    story.tell(AdviseOnPrivacy(result=code, subject_hash=subject.hash, positive=positive, text=text), by=OFFICER)


def adopt_dpia(story: Chronicle, code: str, towns: Iterable[str] = TOWNS, *, motive: str = "") -> None:
    """The executives adopt the last DPIA; the secretary of each records it."""
    dpia = story.programme.privacy[code].dpia
    assert dpia is not None, f"{code} has a DPIA in the example"
    for town in towns:
        body = next(
            record.body.code
            for record in story.programme.bodies.values()
            if record.body.municipality == town and record.body.code.startswith("college-")
        )
        act = AdoptDpia(result=code, dpia_hash=dpia.hash, municipality=town, motive=motive)
        story.tell(act, by=TOWN_SECRETARIES[town], on_behalf_of=body)


def implement(story: Chronicle, code: str, proofs: dict[str, str]) -> None:
    """Measures come into place; the owner of each reports it with its proof."""
    dpia = story.programme.privacy[code].dpia
    assert dpia is not None, f"{code} has a DPIA in the example"
    for measure, proof in proofs.items():
        owner = dpia.measures[measure].measure.owner or SECRETARY
        story.tell(ImplementMeasure(result=code, measure=measure, proof=proof), by=owner)


def draw(story: Chronicle, code: str) -> None:
    """The analyst describes the target architecture for the contract of now."""
    architecture = described(story.programme.contracts[code].contract)
    story.tell(DescribeArchitecture(architecture=architecture), by=ANALYST)


def adopt_architecture(story: Chronicle, code: str) -> None:
    """The architects adopt the last target architecture."""
    version = story.programme.architectures[code][-1]
    act = AdoptArchitecture(result=code, architecture_hash=version.hash)
    story.tell(act, by=ARCHITECT, on_behalf_of="architectuurgroep")


def advise(story: Chronicle, code: str, text: str, subjects: Iterable[str]) -> None:
    """The programme team advises the steering group."""
    advice = Advice(code=code, subjects=tuple(subjects), text=text)
    story.tell(GiveAdvice(advice=advice), by=SECRETARY, on_behalf_of="programmateam")


def decide(story: Chronicle, minutes: Minutes, effects: Iterable[Effect]) -> None:
    """The steering group decides; the secretary of the programme records it."""
    decision = Decision(
        code=minutes.code,
        body=STEERING,
        decided_on=story.today,
        title=minutes.title,
        advice=minutes.advice,
        outcome=minutes.outcome,
        motive=minutes.motive,
        reservations=minutes.reservations,
        effects=tuple(effects),
        meeting=minutes.meeting,
        item=minutes.item,
        votes=minutes.votes,
    )
    story.tell(TakeDecision(decision=decision), by=SECRETARY, on_behalf_of=STEERING, origin=minutes.origin)


def priority(story: Chronicle, code: str, given: PriorityClass) -> Prioritise:
    """A priority for the result as it stands."""
    return Prioritise(result=code, subject_hash=story.hash_of(code), priority=given)


def placement(story: Chronicle, code: str, start: str, end: str) -> Place:
    """A place on the roadmap for the result as it stands, in all its municipalities."""
    towns = _result(story, code).municipalities
    return Place(result=code, subject_hash=story.hash_of(code), municipalities=towns, start=start, end=end)


def _result(story: Chronicle, code: str) -> Result:
    found = story.programme.network.result(code)
    assert found is not None, f"{code} is a result of the example"
    return found


def _contract(story: Chronicle, code: str) -> str:
    return story.programme.contracts[code].hash
