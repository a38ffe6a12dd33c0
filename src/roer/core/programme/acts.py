"""Acts (handelingen): the only ways in which the programme can change. One act says one thing in the domain's words.

The same class validates a form, an API body and a line of an import. An act that changes something existing names
in `expects` the sequence number of the entry that last changed it, so that two people cannot overwrite each other.
What an act does is in `state`; whether it may be done is in `rules`.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from roer.core.programme.architecture import Architecture
from roer.core.programme.decisions import Advice, Decision, LetterCopy
from roer.core.programme.dpia import Dpia
from roer.core.programme.elements import (
    Body,
    BodyCode,
    Charter,
    Code,
    Contract,
    Digest,
    Municipality,
    MunicipalityCode,
    PersonId,
    PolicyField,
    Reason,
    Seat,
    SmartText,
    Text,
    Title,
    Value,
)
from roer.core.programme.escalation_acts import EscalationAct
from roer.core.programme.idea_acts import (
    IdeaAct,
)
from roer.core.programme.means import Allocation, Booking, Ceiling
from roer.core.programme.meeting_acts import MeetingAct
from roer.core.programme.network_acts import (
    AddEffort,
    AddGoal,
    AddResult,
    ArrangeNetwork,
    ChangeElement,
    ChangeLink,
    DiscussVersion,
    FreezeNetwork,
    LinkElements,
    MergeElements,
    RemoveElement,
    RestoreElement,
    SplitElement,
    UnlinkElements,
)
from roer.core.programme.organisation_acts import OrganisationAct
from roer.core.programme.prescan import PrescanAnswers
from roer.core.programme.preview_acts import (
    PreviewAct,
)
from roer.core.programme.privacy_acts import RecordConsultation, ReportOperation, ReportRelease

Follows = Annotated[int, Field(ge=1)] | None
"""The entry of the version that this one follows, as its author saw it; None for the first version."""


class FoundProgramme(Value):
    """Start the programme with its charter; the first act of every ledger."""

    kind: Literal["found_programme"] = "found_programme"
    charter: Charter


class AddMunicipality(Value):
    """A municipality joins the programme."""

    kind: Literal["add_municipality"] = "add_municipality"
    municipality: Municipality


class AddPolicyField(Value):
    """Name a policy field."""

    kind: Literal["add_policy_field"] = "add_policy_field"
    policy_field: PolicyField


class RenamePolicyField(Value):
    """Give a policy field another name; `was` is the name that its author saw."""

    kind: Literal["rename_policy_field"] = "rename_policy_field"
    policy_field: BodyCode
    was: Title
    name: Title


class EstablishBody(Value):
    """Establish a body of the governance."""

    kind: Literal["establish_body"] = "establish_body"
    body: Body


class RetireBody(Value):
    """Retire a body; it stays in the register ('VERVALLEN', bijlage 1)."""

    kind: Literal["retire_body"] = "retire_body"
    body: BodyCode
    motive: Reason


class GiveSeat(Value):
    """Seat a person in a body."""

    kind: Literal["give_seat"] = "give_seat"
    seat: Seat


class EndSeat(Value):
    """End a person's seat as of `end`."""

    kind: Literal["end_seat"] = "end_seat"
    body: BodyCode
    person: PersonId
    end: date


class WriteSmartText(Value):
    """Write the next SMART text of a result or of a measurable goal; earlier agreement lapses."""

    kind: Literal["write_smart_text"] = "write_smart_text"
    text: SmartText
    expects: Follows = None


class AgreeSmartText(Value):
    """The client agrees with exactly this SMART text (gate 1)."""

    kind: Literal["agree_smart_text"] = "agree_smart_text"
    result: Code
    text_hash: Digest


class DeclareContract(Value):
    """State the product contract that the catalogue holds for a result; approvals bind to its hash."""

    kind: Literal["declare_contract"] = "declare_contract"
    contract: Contract


class ScreenPrivacy(Value):
    """Pre-scan: is a DPIA needed for this contract? 'Not needed' wants a motive and the officer's advice (gate 3).

    With `answers` the outcome follows from them; 'needed' may be said anyway, never the other way round.
    """

    kind: Literal["screen_privacy"] = "screen_privacy"
    result: Code
    contract_hash: Digest
    dpia_needed: bool
    motive: Reason
    answers: PrescanAnswers | None = None
    expects: Follows = None


class WriteDpia(Value):
    """Write the next DPIA of a result; earlier advice, adoption and measures do not carry over."""

    kind: Literal["write_dpia"] = "write_dpia"
    dpia: Dpia
    expects: Follows = None


class AdviseOnPrivacy(Value):
    """The data protection officer advises on exactly this screening or DPIA (AVG art. 35 lid 2, art. 39)."""

    kind: Literal["advise_on_privacy"] = "advise_on_privacy"
    result: Code
    subject_hash: Digest
    positive: bool
    text: Reason


class Controller(StrEnum):
    """Verwerkingsverantwoordelijke within a municipality: the executive; for public order the mayor as well."""

    EXECUTIVE = "executive"
    MAYOR = "mayor"


class AdoptDpia(Value):
    """A controller of one municipality adopts exactly this DPIA. Against the officer's advice it needs a motive."""

    kind: Literal["adopt_dpia"] = "adopt_dpia"
    result: Code
    dpia_hash: Digest
    municipality: MunicipalityCode
    motive: Text = ""
    controller: Controller = Controller.EXECUTIVE


class ImplementMeasure(Value):
    """Report a measure as implemented, with its proof."""

    kind: Literal["implement_measure"] = "implement_measure"
    result: Code
    measure: Code
    proof: Reason


class ReopenMeasure(Value):
    """A measure turns out not to hold."""

    kind: Literal["reopen_measure"] = "reopen_measure"
    result: Code
    measure: Code
    motive: Reason


class DescribeArchitecture(Value):
    """Write the next target architecture of a result."""

    kind: Literal["describe_architecture"] = "describe_architecture"
    architecture: Architecture
    expects: Follows = None


class AdoptArchitecture(Value):
    """The architecture board adopts exactly this target architecture (gate 4)."""

    kind: Literal["adopt_architecture"] = "adopt_architecture"
    result: Code
    architecture_hash: Digest


class GiveAdvice(Value):
    """The programme team advises the steering group."""

    kind: Literal["give_advice"] = "give_advice"
    advice: Advice


class TakeDecision(Value):
    """A body decides; provisional until its minutes are confirmed."""

    kind: Literal["take_decision"] = "take_decision"
    decision: Decision


class ConfirmDecision(Value):
    """The minutes confirm a decision."""

    kind: Literal["confirm_decision"] = "confirm_decision"
    decision: Code


class WithdrawDecision(Value):
    """The body withdraws its decision; its effects end."""

    kind: Literal["withdraw_decision"] = "withdraw_decision"
    decision: Code
    motive: Reason


class LiftReservation(Value):
    """A municipality lifts the reservation that it made with a decision: the decision then holds there too."""

    kind: Literal["lift_reservation"] = "lift_reservation"
    decision: Code
    municipality: MunicipalityCode
    text: Reason


class SetCeiling(Value):
    """Say how many people there are for what has priority, from a quarter on."""

    kind: Literal["set_ceiling"] = "set_ceiling"
    ceiling: Ceiling
    expects: Follows = None


class BookAmount(Value):
    """Book an amount on an effort or a result; a mistake is corrected by a further booking, never by a change."""

    kind: Literal["book_amount"] = "book_amount"
    booking: Booking


class AllocateCapacity(Value):
    """Say how much of an effort's people is needed and found in a quarter; a later allocation replaces an earlier."""

    kind: Literal["allocate_capacity"] = "allocate_capacity"
    allocation: Allocation
    expects: Follows = None


class DraftLetter(Value):
    """Draft a council letter from one frozen network version to another, one copy per council; anew until offered."""

    kind: Literal["draft_letter"] = "draft_letter"
    code: Code
    number: int = Field(ge=1)
    title: Title
    letter_date: date
    from_version: int | None = None
    to_version: int = Field(ge=1)
    copies: tuple[LetterCopy, ...] = Field(min_length=1)
    expects: Follows = None


class OfferLetter(Value):
    """Offer the letter to the councils on behalf of the steering group; its body is fixed by hash."""

    kind: Literal["offer_letter"] = "offer_letter"
    letter: Code
    body_hash: Digest


Act = Annotated[
    FoundProgramme | AddMunicipality | AddPolicyField | RenamePolicyField | EstablishBody | RetireBody
    | GiveSeat | EndSeat
    | AddGoal | AddResult | AddEffort | ChangeElement | LinkElements | ChangeLink | UnlinkElements
    | SplitElement | MergeElements | RemoveElement | RestoreElement | ArrangeNetwork
    | WriteSmartText | AgreeSmartText | DeclareContract | ScreenPrivacy | WriteDpia | AdviseOnPrivacy | AdoptDpia
    | ImplementMeasure | ReopenMeasure | DescribeArchitecture | AdoptArchitecture
    | GiveAdvice | TakeDecision | ConfirmDecision | WithdrawDecision
    | FreezeNetwork | DiscussVersion | BookAmount | AllocateCapacity | DraftLetter | OfferLetter
    | OrganisationAct
    | LiftReservation | SetCeiling | MeetingAct | EscalationAct
    | IdeaAct | PreviewAct
    | RecordConsultation | ReportOperation | ReportRelease,
    Field(discriminator="kind"),
]  # fmt: skip

ACT: TypeAdapter[Act] = TypeAdapter(Act)
"""Parses any act: `ACT.validate_python({'kind': 'add_goal', ...})`."""
