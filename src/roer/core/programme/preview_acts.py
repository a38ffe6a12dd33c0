"""What can happen around a preview (raadsbrief §2): invite, end, remark, answer."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from roer.core.programme.elements import Code, Reason, Value
from roer.core.programme.previews import PartOfScreen, Preview, ReleaseId


class InviteToPreview(Value):
    """Invite persons and bodies to look at a product before it is there for everybody."""

    kind: Literal["invite_to_preview"] = "invite_to_preview"
    preview: Preview


class EndPreview(Value):
    """Close a preview earlier: `end` is the first day on which nobody sees it."""

    kind: Literal["end_preview"] = "end_preview"
    preview: Code
    end: date
    motive: Reason
    expects: int = Field(ge=1)


class RemarkOnPreview(Value):
    """Somebody who was invited says something about a part of the screen, of the release that she saw."""

    kind: Literal["remark_on_preview"] = "remark_on_preview"
    preview: Code
    part: PartOfScreen
    text: Reason
    release: ReleaseId = ""


class AnswerRemark(Value):
    """The makers answer a remark, named by the entry in which it was made; a later answer stands beside an earlier."""

    kind: Literal["answer_remark"] = "answer_remark"
    preview: Code
    remark: int = Field(ge=1)
    text: Reason


PreviewAct = InviteToPreview | EndPreview | RemarkOnPreview | AnswerRemark
