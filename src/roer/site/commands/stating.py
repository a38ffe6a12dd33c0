"""Stating in the ledger what a release really was, by whoever runs it: measures are held against that, not ticked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from roer.core.programme.entries import Draft
from roer.core.programme.measure_checks import is_checked
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.privacy_acts import ReportRelease
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.releases import ReleaseFacts
from roer.core.programme.rules import check
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.core.values.errors import RoerError
from roer.data.workspace import Workspace
from roer.site.commands.figures import checked_catalogue
from roer.site.commands.steps import Steps

if TYPE_CHECKING:
    from roer.data.releases.reader import ReleaseReader


class NotStated(RoerError):
    """The release is there and the ledger does not know it; the text says why, and what to do."""


def check_can_be_stated(programme: Programme, code: str, by: str, contract: str) -> None:
    """Raise NotAllowed, before anything is released, for who may not state it; and for nobody where it must be."""
    from roer.office.ledger.door import today

    if by:
        made_at = datetime.now(UTC)
        facts = ReleaseFacts(
            id="nieuw", made_at=made_at, manifest="0" * 64, contract_hash=contract, withstood_attack=True
        )
        check(programme, _draft(code, facts, by), today=today())
        return
    dpia = programme.privacy.get(code, PrivacyFile()).dpia
    if dpia and any(is_checked(measure) for measure in dpia.dpia.measures):
        reason = (
            f"De DPIA van {code} heeft maatregelen die Roer aan de vrijgave nakijkt. "
            "Zeg wie de vrijgave in het grootboek meldt: --by UW-NAAM. Er is niets vrijgegeven."
        )
        raise NotAllowed("nobody_states", reason)


def look_again(workspace: Workspace, product: str, by: str, steps: Steps) -> None:
    """State the release that stands, when it is of the contract of now and was not stated as it is now.

    Before the gates are asked: what was removed opens them again, and what stayed too long closes them.
    """
    from roer.data.releases.reader import ReleaseStore
    from roer.office.ledger.history import programme as programme_now

    standing, programme = ReleaseStore(workspace.releases).current(product), programme_now()
    code = programme.result_of_product(product)
    contract = programme.contracts.get(code) if code else None
    if code and standing and contract and standing.contract_hash == contract.hash:
        state(standing, workspace, code, by, steps)


def state_made(made: ReleaseReader, workspace: Workspace, code: str, by: str, steps: Steps) -> None:
    """State a release that was just made. Raises NotStated when the ledger refuses it after all."""
    try:
        state(made, workspace, code, by, steps)
    except RoerError as refusal:
        reason = (
            f"Vrijgave {made.id} staat klaar, maar het grootboek kent haar niet: {refusal} "
            f"Los dat op en zeg opnieuw: roer release {made.slug} --by {by}"
        )
        raise NotStated(reason) from refusal


def state(release: ReleaseReader, workspace: Workspace, code: str, by: str, steps: Steps) -> None:
    """State a release in the ledger, unless it was stated just so. Raises NotAllowed or Conflict."""
    from roer.office.ledger.door import record_as_named
    from roer.office.ledger.history import programme as programme_now
    from roer.site.released import facts_of

    facts = facts_of(release, workspace, checked_catalogue(workspace))
    last = programme_now().privacy.get(code, PrivacyFile()).release
    if last is not None and last.facts == facts:
        steps.say(f"{facts.id} is zo al gemeld op {day(last.since)} (regel {last.seq}).")
        return
    entries = record_as_named([_draft(code, facts, by)])
    steps.say(f"{facts.id} is gemeld als regel {entries[0].seq}.")


def _draft(code: str, facts: ReleaseFacts, by: str) -> Draft:
    from roer.office.ledger.door import today

    return Draft(act=ReportRelease(result=code, release=facts), by=by, holds_from=today())
