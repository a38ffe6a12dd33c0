"""What each act does to the programme. Nothing is checked here; who may do what is in `rules`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, get_args

from immutables import Map

from roer.core.programme import acts, deciding, network_acts
from roer.core.programme.acts import Act
from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import Code, PolicyField, content_hash
from roer.core.programme.entries import Entry, Recorded, Stamp
from roer.core.programme.escalation_acts import EscalationAct
from roer.core.programme.evidence import ArchitectureRecord, ContractRecord, Signature, SmartRecord
from roer.core.programme.governance import (
    AdviceRecord,
    BodyRecord,
    BodyVersion,
    Retirement,
    SeatRecord,
)
from roer.core.programme.idea_acts import IdeaAct
from roer.core.programme.meeting_acts import ConfirmMinutes, MeetingAct
from roer.core.programme.organisation_acts import ChangeBody
from roer.core.programme.organisation_state import OrganisingAct
from roer.core.programme.preview_acts import PreviewAct
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.privacy_acts import PrivacyMoreAct
from roer.core.programme.records import LetterRecord, NetworkVersion
from roer.core.programme.spending import AllocationRecord, BookingRecord, CeilingRecord
from roer.core.programme.state import Programme
from roer.core.values.errors import RoerError
from roer.core.values.frozen import replace


class BrokenChain(RoerError):
    """An entry does not follow the one before: the ledger was cut, reordered or mixed with another."""


def applied(programme: Programme, entry: Entry) -> Programme:
    """The programme after this entry. Raises BrokenChain when the entry does not follow the last one."""
    if entry.seq != programme.seq + 1 or entry.previous != programme.head:
        raise BrokenChain(
            f"Regel {entry.seq} van het grootboek sluit niet aan op regel {programme.seq}. "
            "Controleer het bestand met `roer ledger verify`."
        )
    changed = _AFTER[type(entry.draft.act)](programme, entry.draft.act, Stamp.of(entry))
    return replace(changed, seq=entry.seq, head=entry.hash, moment=entry.recorded_at)


def fold(entries: Iterable[Entry], *, until: datetime | None = None) -> Programme:
    """The programme after these entries, or after those recorded up to and with the moment `until`."""
    programme = Programme.empty()
    for entry in entries:
        if until is not None and entry.recorded_at > until:
            break
        programme = applied(programme, entry)
    return programme


def _founded(programme: Programme, act: acts.FoundProgramme, stamp: Stamp) -> Programme:
    return replace(programme, charter=act.charter, founder=stamp.by)


def _with_municipality(programme: Programme, act: acts.AddMunicipality, _: Stamp) -> Programme:
    added = act.municipality
    return replace(programme, municipalities=programme.municipalities.set(added.code, added))


def _with_policy_field(programme: Programme, act: acts.AddPolicyField, _: Stamp) -> Programme:
    added = act.policy_field
    return replace(programme, policy_fields=programme.policy_fields.set(added.code, added))


def _renamed_field(programme: Programme, act: acts.RenamePolicyField, _: Stamp) -> Programme:
    renamed = PolicyField(code=act.policy_field, name=act.name)
    return replace(programme, policy_fields=programme.policy_fields.set(act.policy_field, renamed))


def _with_body(programme: Programme, act: acts.EstablishBody, stamp: Stamp) -> Programme:
    record = BodyRecord(stamp=stamp, body=act.body, versions=(BodyVersion(stamp=stamp, body=act.body),))
    return replace(programme, bodies=programme.bodies.set(act.body.code, record))


def _without_body(programme: Programme, act: acts.RetireBody, stamp: Stamp) -> Programme:
    record = replace(programme.bodies[act.body], retired=Retirement(stamp=stamp, motive=act.motive), stamp=stamp)
    return replace(programme, bodies=programme.bodies.set(act.body, record))


def _with_changed_body(programme: Programme, act: ChangeBody, stamp: Stamp) -> Programme:
    known = programme.bodies[act.body.code]
    versions = (*known.versions, BodyVersion(stamp=stamp, body=act.body))
    record = replace(known, body=act.body, versions=versions, stamp=stamp)
    return replace(programme, bodies=programme.bodies.set(act.body.code, record))


def _organised(programme: Programme, act: OrganisingAct, stamp: Stamp) -> Programme:
    return replace(programme, organisation=programme.organisation.after(act, stamp))


def _seated(programme: Programme, act: acts.GiveSeat, stamp: Stamp) -> Programme:
    return replace(programme, seats=(*programme.seats, SeatRecord(stamp=stamp, seat=act.seat)))


def _unseated(programme: Programme, act: acts.EndSeat, stamp: Stamp) -> Programme:
    def ended(record: SeatRecord) -> SeatRecord:
        seat = record.seat
        if (seat.body, seat.person) != (act.body, act.person) or (seat.end is not None and seat.end <= act.end):
            return record
        return SeatRecord(stamp=stamp, seat=seat.model_copy(update={"end": act.end}))

    return replace(programme, seats=tuple(ended(record) for record in programme.seats))


def _networked(programme: Programme, act: Any, stamp: Stamp) -> Programme:
    network = programme.network.after(act, stamp)
    closed = network.lineage[-1].predecessors if len(network.lineage) > len(programme.network.lineage) else ()
    priorities, placements = _without(programme.priorities, closed), _without(programme.placements, closed)
    return replace(programme, network=network, priorities=priorities, placements=placements)


def _with_smart_text(programme: Programme, act: acts.WriteSmartText, stamp: Stamp) -> Programme:
    record = SmartRecord(stamp=stamp, text=act.text, hash=content_hash(act.text))
    versions = (*programme.smart.get(act.text.element, ()), record)
    return replace(programme, smart=programme.smart.set(act.text.element, versions))


def _agreed(programme: Programme, act: acts.AgreeSmartText, stamp: Stamp) -> Programme:
    *earlier, last = programme.smart[act.result]
    result = programme.network.result(act.result)
    signature = Signature(stamp=stamp, audience=result.audience if result else ())
    return replace(programme, smart=programme.smart.set(act.result, (*earlier, replace(last, agreed=signature))))


def _contracted(programme: Programme, act: acts.DeclareContract, stamp: Stamp) -> Programme:
    before = programme.contracts.get(act.contract.result)
    earlier = (*before.earlier, replace(before, earlier=())) if before else ()
    record = ContractRecord(stamp=stamp, contract=act.contract, earlier=earlier)
    return replace(programme, contracts=programme.contracts.set(act.contract.result, record))


def _private(programme: Programme, act: Any, stamp: Stamp) -> Programme:
    code = act.dpia.result if isinstance(act, acts.WriteDpia) else act.result
    file = programme.privacy.get(code, PrivacyFile()).after(act, stamp)
    return replace(programme, privacy=programme.privacy.set(code, file))


def _with_architecture(programme: Programme, act: acts.DescribeArchitecture, stamp: Stamp) -> Programme:
    record = ArchitectureRecord(stamp=stamp, architecture=act.architecture, hash=content_hash(act.architecture))
    code = act.architecture.result
    versions = (*programme.architectures.get(code, ()), record)
    return replace(programme, architectures=programme.architectures.set(code, versions))


def _architecture_adopted(programme: Programme, act: acts.AdoptArchitecture, stamp: Stamp) -> Programme:
    *earlier, last = programme.architectures[act.result]
    adopted = replace(last, adopted=Recorded(stamp=stamp))
    return replace(programme, architectures=programme.architectures.set(act.result, (*earlier, adopted)))


def _advised(programme: Programme, act: acts.GiveAdvice, stamp: Stamp) -> Programme:
    record = AdviceRecord(stamp=stamp, advice=act.advice)
    ideas = programme.ideas.put_forward(act.advice.ideas, act.advice.code, stamp)
    return replace(programme, advices=programme.advices.set(act.advice.code, record), ideas=ideas)


def _met(programme: Programme, act: Any, stamp: Stamp) -> Programme:
    """A meeting goes on; when its minutes are confirmed, so are the decisions that were taken in it."""
    met = replace(programme, meetings=programme.meetings.after(act, stamp))
    if not isinstance(act, ConfirmMinutes):
        return met
    decisions = programme.decisions
    for code, record in programme.decisions.items():
        if record.decision.meeting == act.meeting and record.confirmed is None and record.withdrawn is None:
            decisions = decisions.set(code, replace(record, confirmed=stamp))
    return replace(met, decisions=decisions)


def _escalated(programme: Programme, act: Any, stamp: Stamp) -> Programme:
    return replace(programme, escalations=programme.escalations.after(act, stamp))


def _capped(programme: Programme, act: acts.SetCeiling, stamp: Stamp) -> Programme:
    record = CeilingRecord(stamp=stamp, ceiling=act.ceiling)
    return replace(programme, ceilings=programme.ceilings.set(act.ceiling.quarter, record))


def _frozen(programme: Programme, act: network_acts.FreezeNetwork, stamp: Stamp) -> Programme:
    version = NetworkVersion(
        stamp=stamp,
        number=act.number,
        version_date=act.version_date,
        author=act.author,
        audience=act.audience,
        status=act.status,
        hash=programme.network.content_hash(),
        network=programme.network,
    )
    return replace(programme, versions=programme.versions.set(act.number, version))


def _discussed(programme: Programme, act: network_acts.DiscussVersion, _: Stamp) -> Programme:
    version = replace(programme.versions[act.number], status=VersionStatus.DISCUSSED)
    return replace(programme, versions=programme.versions.set(act.number, version))


def _booked(programme: Programme, act: acts.BookAmount, stamp: Stamp) -> Programme:
    record = BookingRecord(stamp=stamp, booking=act.booking)
    return replace(programme, bookings=programme.bookings.set(act.booking.code, record))


def _allocated(programme: Programme, act: acts.AllocateCapacity, stamp: Stamp) -> Programme:
    record, place = AllocationRecord(stamp=stamp, allocation=act.allocation), act.allocation
    return replace(programme, allocations=programme.allocations.set((place.effort, place.quarter), record))


def _drafted(programme: Programme, act: acts.DraftLetter, stamp: Stamp) -> Programme:
    return replace(programme, letters=programme.letters.set(act.code, LetterRecord(stamp=stamp, draft=act)))


def _offered(programme: Programme, act: acts.OfferLetter, stamp: Stamp) -> Programme:
    record = replace(programme.letters[act.letter], offered=stamp, body_hash=act.body_hash)
    return replace(programme, letters=programme.letters.set(act.letter, record))


def _with_ideas(programme: Programme, act: Any, stamp: Stamp) -> Programme:
    return replace(programme, ideas=programme.ideas.after(act, stamp))


def _with_previews(programme: Programme, act: Any, stamp: Stamp) -> Programme:
    return replace(programme, previews=programme.previews.after(act, stamp))


def _without(records: Map[Code, Any], codes: Iterable[Code]) -> Map[Code, Any]:
    for code in codes:
        if code in records:
            records = records.delete(code)
    return records


_AFTER: dict[type[Act], Callable[[Programme, Any, Stamp], Programme]] = {
    acts.FoundProgramme: _founded,
    acts.AddMunicipality: _with_municipality,
    acts.AddPolicyField: _with_policy_field,
    acts.RenamePolicyField: _renamed_field,
    acts.EstablishBody: _with_body,
    acts.RetireBody: _without_body,
    acts.GiveSeat: _seated,
    acts.EndSeat: _unseated,
    network_acts.AddGoal: _networked,
    network_acts.AddResult: _networked,
    network_acts.AddEffort: _networked,
    network_acts.ChangeElement: _networked,
    network_acts.LinkElements: _networked,
    network_acts.ChangeLink: _networked,
    network_acts.UnlinkElements: _networked,
    network_acts.SplitElement: _networked,
    network_acts.MergeElements: _networked,
    network_acts.RemoveElement: _networked,
    network_acts.RestoreElement: _networked,
    network_acts.ArrangeNetwork: _networked,
    acts.WriteSmartText: _with_smart_text,
    acts.AgreeSmartText: _agreed,
    acts.DeclareContract: _contracted,
    acts.ScreenPrivacy: _private,
    acts.WriteDpia: _private,
    acts.AdviseOnPrivacy: _private,
    acts.AdoptDpia: _private,
    acts.ImplementMeasure: _private,
    acts.ReopenMeasure: _private,
    **dict.fromkeys(get_args(PrivacyMoreAct), _private),
    acts.DescribeArchitecture: _with_architecture,
    acts.AdoptArchitecture: _architecture_adopted,
    acts.GiveAdvice: _advised,
    acts.TakeDecision: deciding.decided,
    acts.ConfirmDecision: deciding.confirmed,
    acts.WithdrawDecision: deciding.withdrawn,
    network_acts.FreezeNetwork: _frozen,
    network_acts.DiscussVersion: _discussed,
    acts.BookAmount: _booked,
    acts.AllocateCapacity: _allocated,
    acts.DraftLetter: _drafted,
    acts.OfferLetter: _offered,
    ChangeBody: _with_changed_body,
    **dict.fromkeys(get_args(OrganisingAct), _organised),
    acts.LiftReservation: deciding.lifted,
    acts.SetCeiling: _capped,
    **dict.fromkeys(get_args(MeetingAct), _met),
    **dict.fromkeys(get_args(EscalationAct), _escalated),
    **dict.fromkeys(get_args(IdeaAct), _with_ideas),
    **dict.fromkeys(get_args(PreviewAct), _with_previews),
}
