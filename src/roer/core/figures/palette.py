"""The colours and forms of every figure. Colour never tells alone: form, dash, pattern or words say the same."""

from __future__ import annotations

INK = "#1a2730"
MUTED = "#52606a"
GRID = "#dfe3e6"
PAPER = "#ffffff"
FOCUS = "#12436D"
CATEGORICAL = (FOCUS, "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
"""Six colours that people with any colour vision tell apart (Analysis Function, GSS)."""
FORMS = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
SEQUENTIAL = ("#DCE9F3", "#A6C8E2", "#669FCB", "#2C6FA6", "#12436D")
"""From light to dark, for five classes."""
LAND = "#eef0f1"
FONT = "Source Sans Pro, Source Sans 3, sans-serif"


def ramp(classes: int) -> tuple[str, ...]:
    """So many colours from light to dark."""
    chosen = {1: (2,), 2: (1, 3), 3: (0, 2, 4), 4: (0, 1, 3, 4), 5: (0, 1, 2, 3, 4)}[classes]
    return tuple(SEQUENTIAL[at] for at in chosen)
