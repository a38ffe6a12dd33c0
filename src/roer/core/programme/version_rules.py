"""What must hold for frozen network versions and for the order of drawing (programme.md 3.8: 11)."""

from __future__ import annotations

from roer.core.programme import network_acts
from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import BodyKind
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed
from roer.core.values.dutch import day, listing

COLUMNS = ("goal", "result", "effort")
"""What stands in the columns of the network, from left to right."""


def freezing_fits(question: Question, act: network_acts.FreezeNetwork) -> None:
    """Versions are numbered on, dated in order and not ahead of today; only a decision adopts one."""
    versions = question.programme.versions
    following = max(versions, default=0) + 1
    if act.number != following:
        raise NotAllowed("version_number", f"De volgende DIN-versie heeft nummer {following}, niet {act.number}.")
    if act.version_date > question.today:
        raise NotAllowed("version_date", "De versiedatum ligt in de toekomst. Kies vandaag of eerder.")
    last = versions.get(act.number - 1)
    if last is not None and act.version_date < last.version_date:
        reason = f"De vorige DIN-versie is van {day(last.version_date)}. Kies een versiedatum daarna."
        raise NotAllowed("version_date", reason)
    if act.status not in (VersionStatus.DRAFT, VersionStatus.DISCUSSED):
        reason = "Vaststellen doet de stuurgroep met een besluit. Bevries de versie als concept of als besproken."
        raise NotAllowed("version_status", reason)
    if BodyKind.PROGRAMME_TEAM not in question.kinds_of(act.author, on=act.version_date):
        raise NotAllowed("version_author", "De auteur van een DIN-versie zat toen in het programmateam.")
    if not question.programme.network.open_elements():
        raise NotAllowed("empty_network", "Het DIN is nog leeg. Voeg eerst doelen, resultaten of inspanningen toe.")


def discussion_fits(question: Question, act: network_acts.DiscussVersion) -> None:
    """Only a version that is still a draft has yet to be discussed."""
    version = question.programme.versions.get(act.number)
    if version is None:
        raise NotAllowed("unknown_version", f"Er is geen DIN-versie {act.number}.")
    if version.status is not VersionStatus.DRAFT:
        raise NotAllowed("version_status", f"DIN-versie {act.number} is geen concept meer.")


def arrangement_fits(question: Question, act: network_acts.ArrangeNetwork) -> None:
    """An order names every open element once, in its own column, and is another one than the last."""
    network = question.programme.network
    wanted = {(number, code) for number, column in enumerate(act.order) for code in column}
    known = {(COLUMNS.index(record.element.type), record.element.code) for record in network.open_elements()}
    if len(wanted) < sum(map(len, act.order)) or wanted != known:
        odd = sorted({code for _, code in wanted ^ known})
        about = f" Kijk naar {listing(odd[:5])}." if odd else ""
        reason = f"De volgorde noemt niet elk open element precies één keer, in zijn eigen kolom.{about}"
        raise NotAllowed("order_incomplete", reason)
    if act.order == network.order:
        raise NotAllowed("no_change", "Het netwerk staat al in deze volgorde.")
