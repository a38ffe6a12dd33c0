"""The pages of the programme team: investigate an idea, answer it, work it out, put it forward, let it go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, GiveAdvice, TakeDecision
from roer.core.programme.decisions import Advice, Decision, Outcome, PrioritiseIdea, PriorityClass
from roer.core.programme.elements import BodyCode, BodyKind, Code
from roer.core.programme.idea_acts import (
    AnswerIdea,
    ElaborateIdea,
    InvestigateIdea,
    MergeIdeas,
    RealiseIdea,
    TakeUpIdea,
)
from roer.core.programme.ideas import TAKES_IN, TRANSITIONS, IdeaVerdict, Investigation
from roer.office.steering.ideas.forms import (
    AnswerForm,
    DecisionForm,
    FindingsForm,
    MergeForm,
    PutForwardForm,
    RealiseForm,
    TextForm,
    WordsForm,
)
from roer.office.steering.ideas.own_pages import IdeaPage

_FOUND = Investigation(feasibility="Nog open.", privacy="Nog open.", data="Nog open.", architecture="Nog open.")


class TakeUp(IdeaPage):
    """`/ideeen/<code>/in-onderzoek/`: start to investigate."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Neem in onderzoek: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """The act itself."""
        return [TakeUpIdea(idea=self.code, expects=self.record.seq)]

    def form(self, data: Any) -> WordsForm:
        """Nothing to fill in."""
        return WordsForm(data, expects=str(self.record.seq))

    def acts(self, form: WordsForm, parts: list[Any]) -> Iterable[Act]:
        """The step."""
        return [TakeUpIdea(idea=self.code, expects=self.seen(form))]


class Investigate(IdeaPage):
    """`/ideeen/<code>/onderzoek/`: what was found."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Leg het onderzoek vast: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """Some findings."""
        return [InvestigateIdea(idea=self.code, investigation=_FOUND, expects=self.record.seq)]

    def form(self, data: Any) -> FindingsForm:
        """What was found before."""
        form = FindingsForm(data, expects=str(self.record.seq))
        if self.record.investigation is not None:
            form.initial = self.record.investigation.investigation.model_dump()
        return form

    def acts(self, form: FindingsForm, parts: list[Any]) -> Iterable[Act]:
        """The findings."""
        found = Investigation.model_validate({name: form.cleaned_data[name] for name in FindingsForm.FIRST})
        return [InvestigateIdea(idea=self.code, investigation=found, expects=self.seen(form))]


class Answer(IdeaPage):
    """`/ideeen/<code>/antwoord/`: answer whoever brought the idea."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Beantwoord: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """The first answer that is possible."""
        verdict = (*self._verdicts(), IdeaVerdict.HELD)[0]
        return [AnswerIdea(idea=self.code, verdict=verdict, text="Antwoord.", expects=self.record.seq)]

    def form(self, data: Any) -> AnswerForm:
        """How it goes on, and the words."""
        return AnswerForm(data, verdicts=self._verdicts(), expects=str(self.record.seq))

    def acts(self, form: AnswerForm, parts: list[Any]) -> Iterable[Act]:
        """The answer."""
        told = form.cleaned_data
        verdict = IdeaVerdict(told["verdict"])
        return [AnswerIdea(idea=self.code, verdict=verdict, text=told["text"], expects=self.seen(form))]

    def _verdicts(self) -> list[IdeaVerdict]:
        possible = [one for one in IdeaVerdict if one.status in TRANSITIONS[self.record.status]]
        return [one for one in possible if self._fits(one)]

    def _fits(self, verdict: IdeaVerdict) -> bool:
        act = AnswerIdea(idea=self.code, verdict=verdict, text="Antwoord.", expects=self.record.seq)
        return self.desk.may(act).ok


class Elaborate(IdeaPage):
    """`/ideeen/<code>/uitwerking/`: work a promising idea out."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Werk uit: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """Some text."""
        return [ElaborateIdea(idea=self.code, text="Uitwerking.", expects=self.record.seq)]

    def form(self, data: Any) -> TextForm:
        """What was worked out before."""
        known = self.record.elaboration.text if self.record.elaboration else ""
        return TextForm(data, label=_("Uitwerking"), expects=str(self.record.seq), text_now=known)

    def acts(self, form: TextForm, parts: list[Any]) -> Iterable[Act]:
        """The text."""
        return [ElaborateIdea(idea=self.code, text=form.cleaned_data["text"], expects=self.seen(form))]


class Merge(IdeaPage):
    """`/ideeen/<code>/samenvoegen/`: this idea goes on in another that says the same."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Voeg samen: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """With the first other idea, or with itself when there is none."""
        ideas = self.desk.programme.ideas
        into = ideas.records[(*(code for code, _title in self._others()), self.code)[0]]
        seen = self.record.seq, into.seq
        return [MergeIdeas(idea=self.code, into=into.code, motive="Hetzelfde idee.", expects=seen)]

    def form(self, data: Any) -> MergeForm:
        """The other idea; every version that is shown counts."""
        return MergeForm(data, others=self._others(), expects=str(self.record.seq))

    def acts(self, form: MergeForm, parts: list[Any]) -> Iterable[Act]:
        """The merger, with the other idea as it is now."""
        told = form.cleaned_data
        seen = self.seen(form), self.desk.programme.ideas.records[told["into"]].seq
        return [MergeIdeas(idea=self.code, into=told["into"], motive=told["motive"], expects=seen)]

    def _others(self) -> list[tuple[Code, str]]:
        records = self.desk.programme.ideas.in_order()
        fit = [record for record in records if record.status in TAKES_IN and record.code != self.code]
        return [(record.code, f"{record.code} {record.idea.title}") for record in fit]


class PutForward(IdeaPage):
    """`/ideeen/<code>/voorleggen/`: advise the steering group about the idea."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Leg voor aan de stuurgroep: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """Some advice."""
        return [self._advice(_free("A-ID", self.desk.programme.advices), "Advies.")]

    def form(self, data: Any) -> PutForwardForm:
        """Words and code."""
        return PutForwardForm(data, code=_free("A-ID", self.desk.programme.advices))

    def acts(self, form: PutForwardForm, parts: list[Any]) -> Iterable[Act]:
        """The advice that names the idea."""
        return [self._advice(form.cleaned_data["code"], form.cleaned_data["text"])]

    def _advice(self, code: Code, text: str) -> GiveAdvice:
        return GiveAdvice(advice=Advice(code=code, subjects=(), ideas=(self.code,), text=text))


class Decide(IdeaPage):
    """`/ideeen/<code>/besluit/`: what the steering group decided, recorded by a person."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Leg het besluit vast: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """Adopted today."""
        told = {"outcome": Outcome.ADOPTED, "priority": PriorityClass.NEXT, "decided_on": self.desk.on, "motive": ""}
        return [self._decision({**told, "code": _free("B-ID", self.desk.programme.decisions)})]

    def form(self, data: Any) -> DecisionForm:
        """Outcome, priority, day, code, motive."""
        code = _free("B-ID", self.desk.programme.decisions)
        return DecisionForm(data, code=code, on=self.desk.on, expects=self.record.hash)

    def acts(self, form: DecisionForm, parts: list[Any]) -> Iterable[Act]:
        """The decision about the idea as it was shown."""
        return [self._decision(form.cleaned_data)]

    def _decision(self, told: dict[str, Any]) -> TakeDecision:
        effect = PrioritiseIdea(
            idea=self.code, subject_hash=told.get("expects") or self.record.hash, priority=told["priority"]
        )
        decision = Decision(
            code=told["code"],
            body=self._steering_group(),
            decided_on=told["decided_on"],
            title=_("Prioriteit van idee %(code)s") % {"code": self.code},
            advice=self.record.advice,
            outcome=told["outcome"],
            motive=told["motive"],
            effects=(effect,),
        )
        return TakeDecision(decision=decision)

    def _steering_group(self) -> BodyCode:
        bodies = self.desk.programme.bodies_of(BodyKind.STEERING_GROUP, on=self.desk.on)
        return bodies[0].code if bodies else "stuurgroep"


class Realise(IdeaPage):
    """`/ideeen/<code>/resultaat/`: the idea goes on as a result of the network."""

    @property
    def title(self) -> str:
        """Which idea."""
        return _("Ga verder als resultaat: %(title)s") % {"title": self.record.idea.title}

    def samples(self) -> Sequence[Act]:
        """With the first result."""
        codes = [code for code, _title in self._results()]
        return [RealiseIdea(idea=self.code, result=(*codes, "R0")[0], expects=self.record.seq)]

    def form(self, data: Any) -> RealiseForm:
        """Which result."""
        return RealiseForm(data, results=self._results(), expects=str(self.record.seq))

    def acts(self, form: RealiseForm, parts: list[Any]) -> Iterable[Act]:
        """The step."""
        return [RealiseIdea(idea=self.code, result=form.cleaned_data["result"], expects=self.seen(form))]

    def _results(self) -> list[tuple[Code, str]]:
        results = sorted(self.desk.programme.network.results, key=lambda result: result.code, reverse=True)
        return [(result.code, f"{result.code} {result.title}") for result in results]


def _free(start: str, taken: Any) -> Code:
    """The first code of this kind that nobody took."""
    number = 1
    while f"{start}-{number:02d}" in taken:
        number += 1
    return f"{start}-{number:02d}"
