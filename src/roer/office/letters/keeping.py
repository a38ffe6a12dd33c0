"""The texts of offered letters, kept as they were offered: one file per text, named after its hash, never changed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from roer.core.programme.elements import Code, Digest, canonical_json
from roer.core.writing.blocks import LetterBody


@dataclass(frozen=True, slots=True)
class LetterShelf:
    """Brievenkast: the folder in which the texts stand, `<code of the letter>/<hash>.json`."""

    folder: Path

    def keep(self, code: Code, body: LetterBody) -> Path:
        """Keep a text. Keeping it twice is harmless: the same hash is the same text."""
        path = self._path(code, body.hash)
        path.parent.mkdir(parents=True, exist_ok=True)
        mine = path.with_suffix(f".{os.getpid()}")
        mine.write_text(canonical_json(body), encoding="utf-8")
        mine.replace(path)
        return path

    def find(self, code: Code, digest: Digest) -> LetterBody | None:
        """The text with this hash; None when it is not here, or not what it says it is."""
        try:
            body = LetterBody.model_validate_json(self._path(code, digest).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None
        return body if body.hash == digest else None

    def _path(self, code: Code, digest: Digest) -> Path:
        return self.folder / code / f"{digest}.json"
