"""What was recorded, in one line each: for 'wat is er nieuw' and for the page of an entry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import get_args

from django.urls import reverse

from roer.core.programme import acts
from roer.core.programme.acts import Act
from roer.core.programme.elements import BodyCode, Code
from roer.core.programme.entries import Entry
from roer.core.programme.idea_acts import IdeaAct, idea_of
from roer.core.programme.labels import ACTS
from roer.core.programme.network_state import Network
from roer.core.programme.organisation_acts import (
    AssignQuestion,
    ChangeBody,
    EndInterface,
    EndSubstitute,
    NameSubstitute,
    RaiseQuestion,
    RecordInterface,
    SettleQuestion,
)
from roer.core.programme.preview_acts import PreviewAct, preview_of
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing
from roer.office.steering.news_of_meetings import told_of

_IDEA_ACTS, _PREVIEW_ACTS = get_args(IdeaAct), get_args(PreviewAct)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One recorded act: what happened (`what`), to what (`subject`, with its address when it has a page)."""

    entry: Entry
    what: str
    subject: str
    address: str
    count: int = 1


def newest(entries: Iterable[Entry], programme: Programme, *, lines: int) -> list[NewsItem]:
    """The first of these entries as news. The same act by the same person on the same day is told once, counted."""
    alike = groupby(entries, key=lambda entry: (entry.draft.act.kind, entry.draft.holds_from, entry.draft.by))
    told = []
    for _kind, group in islice(alike, lines):
        first, *others = group
        told.append(replace(news_item(first, programme), count=1 + len(others)))
    return told


def news_item(entry: Entry, programme: Programme) -> NewsItem:
    """The line for an entry, with the names that things have in `programme`."""
    act = entry.draft.act
    what = ACTS[act.kind]
    subject, address = told_of(act, programme) or _subject(act, programme)
    return NewsItem(entry, what[:1].upper() + what[1:], subject, address)


def _subject(act: Act, programme: Programme) -> tuple[str, str]:
    network = programme.network
    match act:
        case acts.FoundProgramme():
            return act.charter.name, "/"
        case acts.AddMunicipality():
            return act.municipality.name, ""
        case acts.AddPolicyField():
            return act.policy_field.name, ""
        case acts.RenamePolicyField():
            return f"{act.was} → {act.name}", ""
        case acts.EstablishBody() | ChangeBody():
            return act.body.name, _body_page(act.body.code)
        case acts.RetireBody() | acts.EndSeat() | EndSubstitute():
            return _body(act.body, programme), _body_page(act.body)
        case acts.GiveSeat():
            return _body(act.seat.body, programme), _body_page(act.seat.body)
        case NameSubstitute():
            return _body(act.substitution.body, programme), _body_page(act.substitution.body)
        case RecordInterface() | EndInterface():
            code = act.interface if isinstance(act, EndInterface) else act.interface.code
            return _interface(code, programme), "/besturing/"
        case RaiseQuestion():
            return act.question.text, "/besturing/"
        case AssignQuestion() | SettleQuestion():
            return _question(act.question, programme), "/besturing/"
        case acts.LinkElements() | acts.ChangeLink():
            return f"{_title(act.link.source, network)} → {_title(act.link.target, network)}", ""
        case acts.UnlinkElements():
            return f"{_title(act.source, network)} → {_title(act.target, network)}", ""
        case acts.GiveAdvice():
            return f"{act.advice.code} over {listing([*act.advice.subjects, *act.advice.ideas])}", ""
        case acts.TakeDecision():
            return f"{act.decision.title} ({act.decision.code})", _decision(act.decision.code)
        case acts.ConfirmDecision() | acts.WithdrawDecision() | acts.LiftReservation():
            return f"{programme.decisions[act.decision].decision.title} ({act.decision})", _decision(act.decision)
        case acts.ArrangeNetwork():
            return f"{act.crossings_before} → {act.crossings_after} kruisende lijnen", "/din/"
        case acts.FreezeNetwork() | acts.DiscussVersion():
            return f"versie {act.number}", "/din/"
        case acts.DraftLetter():
            return act.title, "/brieven/"
        case acts.OfferLetter():
            return programme.letters[act.letter].draft.title, "/brieven/"
        case act if isinstance(act, _IDEA_ACTS):
            code = idea_of(act)
            return f"{programme.ideas.records[code].idea.title} ({code})", reverse("steering:idea", args=[code])
        case act if isinstance(act, _PREVIEW_ACTS):
            code = preview_of(act)
            return f"{programme.previews.records[code].preview.title} ({code})", f"/voorvertoningen/{code}/"
        case _:
            return _about_element(_element_code(act), network)


def _element_code(act: Act) -> Code:
    match act:
        case acts.AddGoal():
            return act.goal.code
        case acts.AddResult():
            return act.result.code
        case acts.AddEffort():
            return act.effort.code
        case acts.ChangeElement():
            return act.element.code
        case acts.SplitElement():
            return act.predecessor
        case acts.MergeElements():
            return act.successor.code
        case acts.RemoveElement() | acts.RestoreElement():
            return act.code
        case acts.BookAmount():
            return act.booking.element
        case acts.AllocateCapacity():
            return act.allocation.effort
        case acts.WriteSmartText():
            return act.text.element
        case acts.DeclareContract():
            return act.contract.result
        case acts.WriteDpia():
            return act.dpia.result
        case acts.DescribeArchitecture():
            return act.architecture.result
        case _:
            return act.result


def _about_element(code: Code, network: Network) -> tuple[str, str]:
    return f"{_title(code, network)} ({code})", address_of(code, network)


def address_of(code: Code, network: Network) -> str:
    """Where an element is shown: a result on its own page, anything else in the network."""
    if network.result(code) is not None:
        return reverse("steering:result", args=[code])
    return f"/din/?element={code}"


def _title(code: Code, network: Network) -> str:
    record = network.elements.get(code)
    return record.element.title if record else code


def _body(code: str, programme: Programme) -> str:
    record = programme.bodies.get(code)
    return record.body.name if record else code


def _body_page(code: BodyCode) -> str:
    return reverse("steering:body", args=[code])


def _interface(code: Code, programme: Programme) -> str:
    record = programme.organisation.interfaces.get(code)
    return record.interface.title if record else code


def _question(code: Code, programme: Programme) -> str:
    record = programme.organisation.questions.get(code)
    return record.question.text if record else code


def _decision(code: Code) -> str:
    return reverse("steering:decision", args=[code])
