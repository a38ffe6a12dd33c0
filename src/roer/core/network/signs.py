"""The signs beside the colours: how a gate stands and what changed. Drawn, not typed: no font has them all."""

from __future__ import annotations

from roer.core.network.svg import tag

_PATHS = {
    "met": "M-4 .5L-1 3.5L4.5-3.5",
    "in_progress": "M-4 0h.1M0 0h.1M4 0h.1",
    "not_met": "M-3.5-3.5L3.5 3.5M3.5-3.5L-3.5 3.5",
    "lapsed": "M3.6-2A4.1 4.1 0 1 0 4 1.2M4.3-5.2V-1.6H.8",
    "not_applicable": "M-4 0H4",
    "added": "M-4.5 0H4.5M0-4.5V4.5",
    "removed": "M-4.5 0H4.5",
    "restored": "M-4.5 0A4.5 4.5 0 1 1 0 4.5M-4.5 0L-6.6 -2.6M-4.5 0L-1.6 -1.6",
    "split": "M-5 0H-1.5L4.5-4M-1.5 0L4.5 4",
    "merged": "M5 0H1.5L-4.5-4M1.5 0L-4.5 4",
    "renamed": "M-4.5 4.5L-3.4 1L2.2-4.6L4.6-2.2L-1 3.4Z",
    "changed": "M-4.5-1.9H4.5M-4.5 1.9H4.5M2.4-4.8L-2.4 4.8",
}
"""Lines of a pen around (0, 0), five pixels to each side."""

GATE_COLOURS = {
    "met": ("#17603c", "#e2f1e8"),
    "in_progress": ("#7a4a00", "#fdf0d5"),
    "not_met": ("#4b5761", "#edeff0"),
    "lapsed": ("#9a2015", "#fbe7e4"),
    "not_applicable": ("#44407a", "#ecebf6"),
}
"""Ink and ground for each status of a gate; the ink reads on its ground and on white."""


def sign(name: str, x: float, y: float, *, ink: str) -> str:
    """The sign of a gate's status or of a kind of change, its middle at (x, y)."""
    return tag(
        "path", d=_PATHS[name], transform=f"translate({x:.1f} {y:.1f})", fill="none", stroke=ink,
        stroke_width=2.6 if name == "in_progress" else 1.9, stroke_linecap="round", stroke_linejoin="round",
    )  # fmt: skip


def has_sign(name: str) -> bool:
    """Whether there is a sign with this name."""
    return name in _PATHS


def gate_box(status: str, x: float, y: float, side: float) -> str:
    """How a gate stands, as a small box with its left upper corner at (x, y)."""
    ink, ground = GATE_COLOURS[status]
    box = tag("rect", x=x, y=y, width=side, height=side, rx=4, fill=ground, stroke=ink, stroke_width=1.2)
    return box + sign(status, x + side / 2, y + side / 2, ink=ink)
