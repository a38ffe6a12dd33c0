"""What every specification has in common: the font, the ground, no frame; and no checking while it is built."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import altair as alt
from altair.utils.schemapi import debug_mode

from roer.core.figures.palette import FONT, INK, MUTED, PAPER


def finished(layers: Callable[[], Iterable[alt.Chart]], *, width: int, height: int, padding: int) -> dict[str, Any]:
    """The layers as one Vega-Lite specification of this size.

    Altair checks every part against its schema while it is made, which takes longer than drawing. The tests check
    whole specifications instead.
    """
    with debug_mode(False):
        drawing = (
            alt.layer(*layers())
            .properties(width=width, height=height, padding=dict.fromkeys(("left", "top", "right", "bottom"), padding))
            .configure(font=FONT, aria=False, background=PAPER)
            .configure_view(stroke=None)
            .configure_axis(
                labelFontSize=14, labelColor=INK, titleColor=MUTED, titleFontSize=14, titleFontWeight="normal"
            )
        )
        spec: dict[str, Any] = drawing.to_dict(validate=False)
    return spec
