"""One way to write a definition as bytes, so that equal meaning gives an equal hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence


def canonical_json(thing: Mapping[str, object] | Sequence[object]) -> bytes:
    """`thing` as UTF-8 JSON with sorted keys and no spaces; equal things give equal bytes."""
    return json.dumps(thing, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def canonical_hash(thing: Mapping[str, object] | Sequence[object]) -> str:
    """The sha256 of `canonical_json(thing)`, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(thing)).hexdigest()
