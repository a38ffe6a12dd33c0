"""Why a value is absent, and how far a value that is there can be trusted (design 5)."""

from __future__ import annotations

from enum import StrEnum


class Absence(StrEnum):
    """The typed reason why a value is not there. Never 0, never blank."""

    SECRET = "secret"
    UNKNOWN = "unknown"
    IMPOSSIBLE = "impossible"
    NOT_YET_PUBLISHED = "not_yet_published"
    NOT_APPLICABLE = "not_applicable"
    EXCLUDED = "excluded"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return _LABELS[self]

    @property
    def sign(self) -> str:
        """The short sign in a table cell; the legend gives `label`."""
        return _SIGNS[self]


_LABELS = {
    Absence.SECRET: "geheim (te kleine aantallen)",
    Absence.UNKNOWN: "onbekend",
    Absence.IMPOSSIBLE: "kan niet voorkomen",
    Absence.NOT_YET_PUBLISHED: "nog niet gepubliceerd",
    Absence.NOT_APPLICABLE: "niet van toepassing",
    Absence.EXCLUDED: "niet meegeteld",
}
_SIGNS = {
    Absence.SECRET: "x",
    Absence.UNKNOWN: "?",
    Absence.IMPOSSIBLE: "–",
    Absence.NOT_YET_PUBLISHED: "nnb",
    Absence.NOT_APPLICABLE: "n.v.t.",
    Absence.EXCLUDED: "n.m.",
}


class Mark(StrEnum):
    """A remark on a value that is there."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    ESTIMATED = "estimated"
    REBASED = "rebased"
    BREAK = "break"

    @property
    def label(self) -> str:
        """The word on the screen."""
        return _MARK_LABELS[self]

    @property
    def sign(self) -> str:
        """The sign behind the figure; the legend gives `label`."""
        return "*" if self is Mark.PROVISIONAL else _MARK_LABELS[self][0]


_MARK_LABELS = {
    Mark.PROVISIONAL: "voorlopig cijfer",
    Mark.REVISED: "herzien",
    Mark.ESTIMATED: "geschat",
    Mark.REBASED: "omgerekend",
    Mark.BREAK: "breuk in de reeks",
}
