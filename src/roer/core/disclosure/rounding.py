"""Deterministic rounding to a base: the same figure always gets the same rounded figure, and the total is rounded too.

Rounding at random would be undone by asking twice; rounding to the nearest multiple of a base cannot. Rounded figures
do not add up, by design, as those of the national office (CBS 84799NED).
"""

from __future__ import annotations

import numpy as np

from roer.core.disclosure.cube import Kind
from roer.core.disclosure.lattice import Floats
from roer.core.disclosure.policy import Policy


def rounded(figures: Floats, base: int | None) -> Floats:
    """The nearest multiples of `base`, halves up; the figures themselves without a base."""
    return figures.copy() if base is None else np.floor(figures / base + 0.5) * base


def room(figures: Floats, policy: Policy, kind: Kind) -> tuple[Floats, Floats]:
    """The least and greatest value that a reader may suppose behind each open figure, who sees it rounded.

    He knows the rule: an open count is not under the threshold, unless it is an open zero.
    """
    if policy.rounding is None:
        return figures.copy(), figures.copy()
    shown = rounded(figures, policy.rounding)
    if kind == "magnitude":
        return np.maximum(shown - policy.rounding / 2, 0.0), shown + policy.rounding / 2
    least = shown - policy.rounding // 2
    greatest = shown + (policy.rounding + 1) // 2 - 1
    zero_possible = (policy.zeros == "open") & (least <= 0)
    least = np.where(zero_possible, 0.0, np.maximum(least, policy.threshold))
    greatest = np.where((shown == 0) & (greatest < policy.threshold), 0.0, greatest)
    # What is behind a figure is never excluded (a threshold of 1 leaves an open zero with zeros secret).
    return np.minimum(least, figures), np.maximum(greatest, figures)
