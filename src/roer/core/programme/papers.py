"""Papers (stukken): what a meeting reads and an advice is about, bound to exact content by its hash (3.8 no. 3)."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field, StringConstraints

from roer.core.programme.elements import Digest, Title, Value


class PaperKind(StrEnum):
    """What a paper is: a file, or something in the programme itself."""

    FILE = "file"
    RESULT = "result"
    SMART_TEXT = "smart_text"
    DPIA = "dpia"
    ARCHITECTURE = "architecture"
    VERSION = "version"
    ADVICE = "advice"
    MINUTES = "minutes"


class Paper(Value):
    """Stuk: its name and the SHA-256 of its content; of a thing in the programme `code` says which (a version: 2)."""

    name: Title
    hash: Digest
    kind: PaperKind = PaperKind.FILE
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]+(-[A-Z0-9]+)*$", max_length=24)] | None = None


Papers = Annotated[tuple[Paper, ...], Field(max_length=40)]
