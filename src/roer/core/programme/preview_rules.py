"""What must hold for previews: known guests, a period that runs forward, remarks and answers that have a subject."""

from __future__ import annotations

from roer.core.programme.elements import Code
from roer.core.programme.preview_acts import AnswerRemark, EndPreview, InviteToPreview, RemarkOnPreview
from roer.core.programme.preview_state import PreviewRecord
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed, check_follows
from roer.core.values.dutch import day, listing


def invitation_fits(question: Question, act: InviteToPreview) -> None:
    """A new code, a product of the network, somebody to look at it, and a period that runs forward."""
    preview = act.preview
    if question.programme.previews.get(preview.code) is not None:
        raise NotAllowed("code_used", f"Er is al een voorvertoning {preview.code}. Kies een nieuwe code.")
    if question.programme.result_of_product(preview.product) is None:
        reason = f"Product {preview.product} hoort bij geen enkel resultaat in het DIN. Kies een ander product."
        raise NotAllowed("unknown_product", reason)
    if not preview.persons and not preview.bodies:
        raise NotAllowed("nobody_invited", "Nodig ten minste één persoon of gremium uit.")
    bodies = question.programme.bodies
    if unknown := [code for code in preview.bodies if code not in bodies or not bodies[code].exists_on(question.today)]:
        raise NotAllowed("unknown_body", f"Er is nu geen gremium met code {listing(unknown)}.")
    if preview.until <= preview.start:
        raise NotAllowed("preview_period", "De laatste dag ligt voor de eerste. Controleer de periode.")


def ending_fits(question: Question, act: EndPreview) -> None:
    """A preview that is not over yet ends earlier than was told."""
    record = _known(question, act.preview)
    check_follows(record, act.expects, f"voorvertoning {act.preview}")
    if record.until <= question.today:
        raise NotAllowed("preview_over", f"Voorvertoning {act.preview} is al gesloten.")
    if not question.today <= act.end < record.until:
        reason = f"Kies een dag vanaf vandaag en voor {day(record.until)}."
        raise NotAllowed("preview_period", reason)


def remark_fits(question: Question, act: RemarkOnPreview) -> None:
    """Somebody says the same of the same part once."""
    record = _known(question, act.preview)
    if any((one.by, one.part, one.text) == (question.by, act.part, act.text) for one in record.remarks):
        raise NotAllowed("no_change", "U heeft deze opmerking al gemaakt.")


def remark_answer_fits(question: Question, act: AnswerRemark) -> None:
    """The remark is there."""
    if _known(question, act.preview).remark(act.remark) is None:
        raise NotAllowed("unknown_remark", f"Bij voorvertoning {act.preview} is er geen opmerking {act.remark}.")


def _known(question: Question, code: Code) -> PreviewRecord:
    record = question.programme.previews.get(code)
    if record is None:
        raise NotAllowed("unknown_preview", f"Er is geen voorvertoning {code}.")
    return record
