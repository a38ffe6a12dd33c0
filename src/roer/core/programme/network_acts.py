"""Acts on the goals-efforts network: elements, links, lineage, frozen versions, the order of drawing."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import Code, Effort, Element, Goal, Link, PersonId, Reason, Result, Title, Value

Expects = Annotated[int, Field(ge=1)]
"""The entry that last changed what this act changes, as its author saw it."""


class AddGoal(Value):
    """Add a goal to the network."""

    kind: Literal["add_goal"] = "add_goal"
    goal: Goal


class AddResult(Value):
    """Add a result to the network."""

    kind: Literal["add_result"] = "add_result"
    result: Result


class AddEffort(Value):
    """Add an effort to the network."""

    kind: Literal["add_effort"] = "add_effort"
    effort: Effort


class ChangeElement(Value):
    """Change or rename a goal, result or effort: replace what is said of it; code and type stay."""

    kind: Literal["change_element"] = "change_element"
    element: Element
    expects: Expects


class LinkElements(Value):
    """Say that an effort serves a result, or a result a goal."""

    kind: Literal["link_elements"] = "link_elements"
    link: Link


class ChangeLink(Value):
    """Reweigh a link, or confirm it again by saying the same: the day on which somebody last stood for it is kept."""

    kind: Literal["change_link"] = "change_link"
    link: Link
    expects: Expects


class UnlinkElements(Value):
    """Take a link away."""

    kind: Literal["unlink_elements"] = "unlink_elements"
    source: Code
    target: Code
    expects: Expects


class SplitElement(Value):
    """Split an element into two or more new ones. `links` are all links of the successors: none is inherited."""

    kind: Literal["split_element"] = "split_element"
    predecessor: Code
    successors: tuple[Element, ...] = Field(min_length=2)
    links: tuple[Link, ...] = ()
    decision: Code | None = None
    motive: Reason
    expects: Expects


class MergeElements(Value):
    """Merge two or more elements into one new one. `links` are all links of the successor."""

    kind: Literal["merge_elements"] = "merge_elements"
    predecessors: tuple[Code, ...] = Field(min_length=2)
    successor: Element
    links: tuple[Link, ...] = ()
    decision: Code | None = None
    motive: Reason
    expects: tuple[Expects, ...] = Field(min_length=2)


class RemoveElement(Value):
    """Close an element without successor; it stays in old versions, lineage and letters."""

    kind: Literal["remove_element"] = "remove_element"
    code: Code
    decision: Code | None = None
    motive: Reason
    expects: Expects


class RestoreElement(Value):
    """Open a closed element again, when nothing that came of it is open. `links` are all its links: none comes back.

    Whatever was approved before it closed counts no more.
    """

    kind: Literal["restore_element"] = "restore_element"
    code: Code
    links: tuple[Link, ...] = ()
    decision: Code | None = None
    motive: Reason
    expects: Expects


class ArrangeNetwork(Value):
    """Draw the network in another order from now on; `order` holds per column (goals, results, efforts) the codes.

    The count of crossing lines before and after is kept, so that everybody sees what the change was worth.
    """

    kind: Literal["arrange_network"] = "arrange_network"
    order: tuple[tuple[Code, ...], ...] = Field(min_length=1, max_length=3)
    crossings_before: int = Field(ge=0)
    crossings_after: int = Field(ge=0)


class FreezeNetwork(Value):
    """Freeze the network as it is now into a numbered version that never changes (bijlage 2: 'Versiedatum')."""

    kind: Literal["freeze_network"] = "freeze_network"
    number: int = Field(ge=1)
    version_date: date
    author: PersonId
    audience: Title
    status: VersionStatus = VersionStatus.DRAFT


class DiscussVersion(Value):
    """A frozen version that was a draft has been discussed with its audience."""

    kind: Literal["discuss_version"] = "discuss_version"
    number: int = Field(ge=1)
