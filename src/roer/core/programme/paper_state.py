"""What a paper in the programme is now: its hash today beside the hash to which an agenda or an advice bound it."""

from __future__ import annotations

from collections.abc import Iterable

from roer.core.programme.elements import Digest, content_hash
from roer.core.programme.evidence import ArchitectureRecord, SmartRecord
from roer.core.programme.papers import Paper, PaperKind
from roer.core.programme.question import Question
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.state import Programme


def hash_now(programme: Programme, paper: Paper) -> Digest | None:
    """The hash of what the paper is about as it stands; None when it is not there. A file is what it was."""
    code = paper.code or ""
    match paper.kind:
        case PaperKind.FILE:
            return paper.hash
        case PaperKind.RESULT:
            element = programme.network.elements.get(code)
            return element.hash if element else None
        case PaperKind.SMART_TEXT:
            return _last(programme.smart.get(code, ()))
        case PaperKind.DPIA:
            file = programme.privacy.get(code)
            return file.dpia.hash if file and file.dpia else None
        case PaperKind.ARCHITECTURE:
            return _last(programme.architectures.get(code, ()))
        case PaperKind.VERSION:
            version = programme.versions.get(int(code)) if code.isdecimal() else None
            return version.hash if version else None
        case PaperKind.ADVICE:
            advice = programme.advices.get(code)
            return content_hash(advice.advice) if advice else None
        case PaperKind.MINUTES:
            meeting = programme.meetings.records.get(code)
            return meeting.minutes.hash if meeting and meeting.minutes else None


def has_changed(programme: Programme, paper: Paper) -> bool:
    """Whether what the paper is about is another thing now than what was bound."""
    return hash_now(programme, paper) != paper.hash


def check_papers(question: Question, papers: Iterable[Paper]) -> None:
    """Refuse a paper of the programme that is not there, or is another version than the one that stands."""
    for paper in papers:
        now = hash_now(question.programme, paper)
        if now is None or (paper.kind is not PaperKind.FILE and paper.code is None):
            raise NotAllowed("unknown_paper", f"Het stuk ‘{paper.name}’ is er niet. Kies een stuk uit de lijst.")
        if now != paper.hash:
            reason = f"Het stuk ‘{paper.name}’ is intussen veranderd. Kies de versie die er nu is."
            raise NotAllowed("other_version", reason)


def _last(versions: tuple[SmartRecord, ...] | tuple[ArchitectureRecord, ...]) -> Digest | None:
    return versions[-1].hash if versions else None
