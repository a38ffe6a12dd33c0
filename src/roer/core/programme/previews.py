"""The nouns of previews (voorvertoningen, raadsbrief §2): who may look at which product, from when until when."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import StringConstraints

from roer.core.programme.elements import BodyCode, Code, PersonId, Text, Title, Value

ReleaseId = Annotated[str, StringConstraints(pattern=r"^([A-Za-z0-9][A-Za-z0-9_-]{0,80})?$")]
"""The name of a release; empty for whichever counts on the day."""
PartOfScreen = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,40}$")]
"""A part of the page that is shown: `kaart`, `verloop`, or `geheel` for all of it."""


class Preview(Value):
    """Voorvertoning: these persons and bodies may see a product from `start` up to and without `until`."""

    code: Code
    title: Title
    product: BodyCode
    release: ReleaseId = ""
    question: Text = ""
    persons: tuple[PersonId, ...] = ()
    bodies: tuple[BodyCode, ...] = ()
    start: date
    until: date
