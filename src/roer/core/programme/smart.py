"""When a SMART text is complete enough to agree with ('rekenkamerproof' in its smallest form)."""

from __future__ import annotations

from roer.core.programme.elements import SmartText

_PARTS = (
    ("indicator", "de indicator"),
    ("unit", "de eenheid"),
    ("baseline", "de nulmeting"),
    ("baseline_date", "de datum van de nulmeting"),
    ("target", "de streefwaarde"),
    ("target_date", "de streefdatum"),
)


def missing_parts(text: SmartText) -> tuple[str, ...]:
    """What the text still lacks, in Dutch: ('de nulmeting', 'de streefdatum'); empty when it can be agreed with."""
    return tuple(word for name, word in _PARTS if getattr(text, name) in (None, ""))
