"""The rule under which figures may leave, as an analyst writes it in `catalogue/policies/*.yml`."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Percent = Annotated[float, Field(gt=0, le=100)]


class Dominance(BaseModel):
    """The dominance rule (n,k) (dominantieregel): at risk when the `largest` contributors hold over `share` percent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    largest: Literal[1, 2]
    share: Percent


class Group(BaseModel):
    """Group disclosure (groepsonthulling): who belongs to a group is nearly surely in one category of `dimension`.

    At risk when one child along `dimension` holds at least `share` percent of its parent: then all children are hidden.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    dimension: str
    share: Annotated[float, Field(gt=50, le=100)] = 90


class Policy(BaseModel):
    """A disclosure policy (onthullingsbeleid): what is at risk, how wide a hidden figure must stay, how figures are
    shown.

    The national office's rule for youth care, "0 tot en met 7 geheim, afgerond op 5" (CBS 84799NED), is
    `threshold: 8, zeros: secret, rounding: 5`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    description: str = ""
    threshold: int = Field(1, ge=1)
    """A cell with fewer contributors than this is at risk; 1 switches the rule off."""
    zeros: Literal["open", "secret"] = "secret"
    """May an empty cell be shown as 0 ('open'), or does emptiness tell something too ('secret')?"""
    width: float | None = Field(None, gt=0)
    """Counts: how far apart the least and the greatest value must stay that a reader can prove for a cell at risk.
    Left out: as wide as the rule itself tells (8, zeros secret: 0-7, so 7; 5, zeros open: 1-4, so 3)."""
    rounding: int | None = Field(None, ge=2)
    """Shown values are rounded to a multiple of this."""
    dominance: Dominance | None = None
    p_percent: Percent | None = None
    """Magnitudes: at risk when the second largest contributor can estimate the largest within this percentage."""
    protect_percent: Percent = 15
    """Magnitudes at risk by the threshold alone: nobody may estimate them closer than this percentage, up or down."""
    group: Group | None = None
    lone_contributors: bool = True
    """Somebody alone in a cell knows that cell: protect the others against him as well."""
    minimum_denominator: int = Field(0, ge=0)
    """A ratio over fewer than this many is not shown (used where ratios are made)."""
    published: str | None = Field(None, min_length=10)
    """Waiver: why these figures need no protection of ours, for instance that their publisher protected them
    already.
    """

    @model_validator(mode="after")
    def _is_one_rule(self) -> Self:
        rules = self.threshold > 1 or self.dominance or self.p_percent or self.group
        if self.published and (rules or self.rounding):
            raise ValueError("'published' sluit drempel, dominantie, groep en afronding uit")
        if not self.published and not rules:
            raise ValueError(
                "geef een drempel (threshold), dominance, p_percent of group, of leg uit waarom niet: published"
            )
        return self

    @property
    def least_hidden(self) -> int:
        """The least value that a reader who knows this policy must expect behind a hidden figure."""
        # A group rule hides empty cells too, so nobody can exclude a zero.
        return 1 if self.zeros == "open" and self.group is None and self.threshold > 1 else 0

    @property
    def count_width(self) -> float:
        """How wide a hidden count stays, as asked or as the threshold itself tells (at least 1)."""
        if self.width is not None:
            return self.width
        return max(1, self.threshold - 1 - (1 if self.zeros == "open" else 0))
