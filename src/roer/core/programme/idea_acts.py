"""What can happen to an idea (raadsbrief §2; programme.md 3.7). The steering group's part is advice and decision."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from roer.core.programme.elements import Code, Reason, Value
from roer.core.programme.ideas import Idea, IdeaVerdict, Investigation

Seen = Field(ge=1)


class SubmitIdea(Value):
    """Bring in an idea."""

    kind: Literal["submit_idea"] = "submit_idea"
    idea: Idea


class AmendIdea(Value):
    """Whoever brought the idea writes the next version of her text; the first one stays and is shown."""

    kind: Literal["amend_idea"] = "amend_idea"
    idea: Code
    text: Reason
    expects: int = Seen


class TakeUpIdea(Value):
    """The programme team starts to investigate an idea."""

    kind: Literal["take_up_idea"] = "take_up_idea"
    idea: Code
    expects: int = Seen


class InvestigateIdea(Value):
    """The programme team records what it found; a later investigation replaces an earlier one."""

    kind: Literal["investigate_idea"] = "investigate_idea"
    idea: Code
    investigation: Investigation
    expects: int = Seen


class AnswerIdea(Value):
    """The programme team answers whoever brought the idea, and says how it goes on."""

    kind: Literal["answer_idea"] = "answer_idea"
    idea: Code
    verdict: IdeaVerdict
    text: Reason
    expects: int = Seen


class ElaborateIdea(Value):
    """The programme team works a promising idea out into a proposal."""

    kind: Literal["elaborate_idea"] = "elaborate_idea"
    idea: Code
    text: Reason
    expects: int = Seen


class MergeIdeas(Value):
    """Two ideas say the same: `idea` goes on in `into`. Everybody who brought one of them stays named."""

    kind: Literal["merge_ideas"] = "merge_ideas"
    idea: Code
    into: Code
    motive: Reason
    expects: tuple[int, int]


class RealiseIdea(Value):
    """A prioritised idea goes on as a result of the network."""

    kind: Literal["realise_idea"] = "realise_idea"
    idea: Code
    result: Code
    expects: int = Seen


IdeaAct = SubmitIdea | AmendIdea | TakeUpIdea | InvestigateIdea | AnswerIdea | ElaborateIdea | MergeIdeas | RealiseIdea
