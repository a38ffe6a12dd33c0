"""The measures of a DPIA: who sees to them, before which moment, and what the software can check of them itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from roer.core.programme.elements import Code, PersonId, Reason, Title, Value


class Due(StrEnum):
    """Vóór welk moment a measure must be in place; the strictest first (raadsbrief, bijlage 2)."""

    DECISION = "decision"
    BUILD = "build"
    USE = "use"


class ThresholdCheck(Value):
    """Every policy of the product hides figures about fewer than `minimum` persons."""

    type: Literal["threshold"] = "threshold"
    minimum: int = Field(ge=1, le=1000)


class AudienceCheck(Value):
    """The product is for nobody but these groups, as its contract names them."""

    type: Literal["audience"] = "audience"
    audience: tuple[Title, ...] = Field(min_length=1)


class FieldsAbsentCheck(Value):
    """None of these fields is taken from any source; a field is named as the contract names it, in any case."""

    type: Literal["fields_absent"] = "fields_absent"
    fields: tuple[Title, ...] = Field(min_length=1)


class RetentionCheck(Value):
    """What is past its term was destroyed at most `days` days ago (AVG art. 5 lid 1e)."""

    type: Literal["retention"] = "retention"
    days: int = Field(default=31, ge=1, le=366)


class LoggingCheck(Value):
    """Who consults the data is logged."""

    type: Literal["logging"] = "logging"


MeasureCheck = Annotated[
    ThresholdCheck | AudienceCheck | FieldsAbsentCheck | RetentionCheck | LoggingCheck, Field(discriminator="type")
]
"""What the software can see by itself; a measure with a check is never ticked."""


class Measure(Value):
    """Maatregel: what must be in place before the data may flow (AVG art. 35 lid 7d)."""

    code: Code
    text: Reason
    owner: PersonId | None = None
    due: Due = Due.DECISION
    check: MeasureCheck | None = None
