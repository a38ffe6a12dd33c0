"""The governance as a picture (bijlage 1): where each body stands, by level, and what stands beside and below it.

Rows of boxes run from those who check to those around the programme, with a column per municipality at the top; who
advises stands aside. Between the rows, and between them and those aside, is room for the wires of the interfaces, so
no wire ever runs through a box. Everything follows from the register: the same register gives the same picture.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from roer.core.network.governance_wires import Plan, Side, Wire, Wiring, plan_of, wires_of
from roer.core.network.measuring import wrapped
from roer.core.network.sizes import Sizes
from roer.core.programme.elements import BodyKind, SeatRole
from roer.core.programme.governance import SeatRecord
from roer.core.programme.labels import MANY, label
from roer.core.programme.register import AskedQuestion, BodyEntry, GovernanceLevel, Register
from roer.core.values.dutch import day, listing

Look = Literal["body", "advising", "outside", "retired", "question"]
LANES: Mapping[GovernanceLevel, str] = {
    GovernanceLevel.CONTROLLING: "Controlerend",
    GovernanceLevel.STEERING: "Besturend",
    GovernanceLevel.ADVISING: "Adviserend",
    GovernanceLevel.EXECUTING: "Uitvoerend",
    GovernanceLevel.AROUND: "Lijn en partners",
}
"""The levels as the picture and the page call them."""
QUESTIONS, RETIRED = "Open vragen", "Vervallen"
LABELS, ASIDE, NARROWEST, COLUMN = 124.0, 236.0, 112.0, 240.0
"""The widths of the names of the lanes, of what stands aside, of the narrowest box, and of a municipality."""
_EDGE = 9.0
_LOCAL = frozenset({BodyKind.COUNCIL, BodyKind.CLERKS, BodyKind.EXECUTIVE, BodyKind.MAYOR})
_PARTLY = _LOCAL | {BodyKind.LINE, BodyKind.PARTNER}
"""Bodies that are more than who of them has a seat here: a council has more members than the register knows."""
BOLDER = 1.06
"""How much wider bold letters are."""


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A placed box: a body, a programme outside, or a question; `code` is empty for what has no page."""

    key: str
    code: str
    look: Look
    title: tuple[str, ...]
    words: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Lane:
    """A level with its name and the ground behind its boxes."""

    title: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The placed governance of a day, in pixels."""

    boxes: tuple[ChartBox, ...]
    lanes: tuple[Lane, ...]
    wires: tuple[Wire, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Content:
    """What a box says, before it has a place."""

    key: str
    code: str
    look: Look
    title: str
    words: tuple[str, ...] = ()
    column: int | None = None
    """In which column of a municipality it stands."""


Row = tuple[str, tuple[_Content, ...]]
"""A row of boxes and the name of its lane."""


def usual_width(register: Register) -> float:
    """How wide the rows are on a screen: wide enough for a column per municipality."""
    return max(4.0, len(_towns(register))) * COLUMN


def chart(register: Register, *, width: float, sizes: Sizes) -> Chart:
    """The governance with rows of this width, or wider where the narrowest boxes ask it."""
    rows = _rows(register, width)
    aside = {entry.body.code: _rank(rows, entry.body.kind) for entry in register.at(GovernanceLevel.ADVISING)}
    wide = max([width, *(_least(row) for row in rows)])
    ranks = {content.key: index for index, (_, contents) in enumerate(rows) for content in contents}
    plan = plan_of(register, ranks, aside)
    left = sizes.margin + LABELS
    placed, depth = _placed_rows(rows, plan, left=left, width=wide, sizes=sizes)
    trunk = left + wide + _EDGE
    beside = trunk + plan.trunk_width
    edges = _row_edges(rows, placed)
    standing = _standing(register, [edges[rank][0] if edges else 0.0 for rank in aside.values()], beside, sizes)
    boxes = {**placed, **standing}
    total = beside + ASIDE + sizes.margin if standing else trunk + sizes.margin
    low = max([depth, *(box.bottom + _EDGE for box in boxes.values())])
    lanes = _lanes(rows, placed, (sizes.margin, trunk - sizes.margin), sizes)
    ends = {key: Side(box.left, box.right, box.top, box.bottom) for key, box in boxes.items()}
    wires = wires_of(plan, Wiring(ends, edges, trunk))
    return Chart(tuple(boxes.values()), (*lanes, *_lane_aside(standing, sizes)), wires, total, low + sizes.margin)


def _towns(register: Register) -> tuple[str, ...]:
    return tuple(sorted({entry.body.municipality for entry in register.bodies if entry.body.municipality}))


def _rows(register: Register, width: float) -> tuple[Row, ...]:
    """The rows from top to bottom: local bodies by municipality, then those of all together."""
    rows: list[Row] = []
    for level in LANES:
        local, joint = _divided(register, level) if level is not GovernanceLevel.ADVISING else ([], [])
        if level is GovernanceLevel.AROUND:
            joint += [_outside(name) for name in register.outside]
        rows += [(LANES[level], part) for part in ([tuple(local)] if local else []) + _chunks(joint, width)]
    asked = [_asked(item) for item in register.questions if item.is_open]
    retired = [_body(entry, "retired") for entry in register.retired]
    rows += [(QUESTIONS, part) for part in _chunks(asked, width)]
    return (*rows, *((RETIRED, part) for part in _chunks(retired, width)))


def _outside(name: str) -> _Content:
    return _Content(f"outside:{name}", "", "outside", name, ("buiten dit programma",))


def _divided(register: Register, level: GovernanceLevel) -> tuple[list[_Content], list[_Content]]:
    """The bodies of a level that stand in the column of a municipality, in that order, and the others."""
    towns = _towns(register)
    local, joint = [], []
    for entry in register.at(level):
        town = entry.body.municipality
        if town is not None and entry.body.kind in _LOCAL:
            local.append((towns.index(town), _body(entry, "body", towns.index(town))))
        else:
            joint.append(_body(entry, "body"))
    return [content for _, content in sorted(local, key=lambda pair: pair[0])], joint


def _chunks(contents: Sequence[_Content], width: float) -> list[tuple[_Content, ...]]:
    """Rows of about equal length, with boxes that are not too narrow."""
    if not contents:
        return []
    most = max(1, int(width / (NARROWEST * 1.6)))
    count = -(-len(contents) // most)
    each = -(-len(contents) // count)
    return [tuple(contents[start : start + each]) for start in range(0, len(contents), each)]


def _body(entry: BodyEntry, look: Look, column: int | None = None) -> _Content:
    if look == "retired":
        assert entry.record.retired is not None, "a body that is not in office was retired"
        words: tuple[str, ...] = (f"sinds {day(entry.record.retired.date)}",)
        return _Content(entry.body.code, entry.body.code, look, f"VERVALLEN: {entry.body.name}", words)
    who = "" if entry.body.kind in _PARTLY else composition(entry.seats)
    words = tuple(told for told in (who, entry.body.rhythm) if told)
    return _Content(entry.body.code, entry.body.code, look, entry.body.name, words, column)


def composition(seats: Iterable[SeatRecord]) -> str:
    """Who sits in a body, by role and without names: '3 wethouders en 1 directeur'."""
    counts = Counter(record.seat.role for record in seats)
    told = [(number, label(role) if number == 1 else MANY[role]) for role in SeatRole if (number := counts[role])]
    return listing([f"{number} {word}" for number, word in told])


def _asked(item: AskedQuestion) -> _Content:
    since = f"{item.question.code}, open sinds {day(item.record.raised.since)}"
    return _Content(f"question:{item.question.code}", "", "question", f"? {item.question.text}", (since,))


def _least(row: Row) -> float:
    """How wide a row must be so that none of its boxes is too narrow."""
    counts = Counter(content.column for content in row[1])
    if None in counts:
        return len(row[1]) * (NARROWEST + _EDGE)
    return max(counts.values()) * (NARROWEST + _EDGE) * (1 + max(content.column or 0 for content in row[1]))


def _rank(rows: Sequence[Row], kind: BodyKind) -> int:
    """Beside which row a body stands that only advises: the sounding board at the top, others beside the work."""
    work = LANES[GovernanceLevel.EXECUTING]
    executing = [index for index, (lane, _) in enumerate(rows) if lane == work]
    return 0 if kind is BodyKind.SOUNDING_BOARD or not executing else executing[0]


def _placed_rows(
    rows: Sequence[Row], plan: Plan, *, left: float, width: float, sizes: Sizes
) -> tuple[dict[str, ChartBox], float]:
    """The boxes of all rows, each row as high as its highest box, and how deep they reach."""
    placed: dict[str, ChartBox] = {}
    top = sizes.margin
    for index, row in enumerate(rows):
        top += plan.depth(index)
        boxes = [_box(content, x, top, wide, sizes) for content, x, wide in _spread(row[1], left, width)]
        height = max(box.height for box in boxes)
        placed |= {box.key: replace(box, height=height) for box in boxes}
        top += height
    return placed, top + plan.depth(len(rows))


def _spread(contents: Sequence[_Content], left: float, width: float) -> Iterable[tuple[_Content, float, float]]:
    """Each box of a row with its left edge and its width: within its municipality, or in equal parts of the row."""
    columns = 1 + max(content.column or 0 for content in contents)
    shared = Counter(content.column for content in contents)
    seen: Counter[int | None] = Counter()
    for content in contents:
        room = width / columns
        each = room / shared[content.column]
        x = left + room * (content.column or 0) + each * seen[content.column]
        seen[content.column] += 1
        yield content, x + _EDGE / 2, each - _EDGE


def _box(content: _Content, left: float, top: float, width: float, sizes: Sizes) -> ChartBox:
    room = width - 2 * sizes.padding - 4
    title = wrapped(content.title, width=room / BOLDER, size=sizes.title)
    words = tuple(line for told in content.words for line in wrapped(told, width=room, size=sizes.caption))
    height = 2 * sizes.padding + len(title) * sizes.title_line + len(words) * sizes.caption_line + 4
    return ChartBox(content.key, content.code, content.look, title, words, left, top, width, height)


def _standing(register: Register, wanted: Sequence[float], left: float, sizes: Sizes) -> dict[str, ChartBox]:
    """What stands aside, one below the other, each at its wanted height where there is room."""
    placed: dict[str, ChartBox] = {}
    free = sizes.margin + sizes.title_line + 2
    for entry, height in zip(register.at(GovernanceLevel.ADVISING), wanted, strict=True):
        box = _box(_body(entry, "advising"), left, max(free, height), ASIDE, sizes)
        placed[box.key] = box
        free = box.bottom + 2 * _EDGE
    return placed


def _lane_aside(standing: Mapping[str, ChartBox], sizes: Sizes) -> tuple[Lane, ...]:
    boxes = list(standing.values())
    if not boxes:
        return ()
    top = sizes.margin - _EDGE
    left, low = boxes[0].left - _EDGE, boxes[-1].bottom + _EDGE
    return (Lane(LANES[GovernanceLevel.ADVISING], left, top, ASIDE + 2 * _EDGE, low - top),)


def _lanes(
    rows: Sequence[Row], placed: Mapping[str, ChartBox], sides: tuple[float, float], sizes: Sizes
) -> tuple[Lane, ...]:
    """The ground of each level, around its rows."""
    lanes = []
    for title in dict.fromkeys(title for title, _ in rows):
        boxes = [placed[content.key] for found, contents in rows if found == title for content in contents]
        name = wrapped(title, width=(LABELS - 2 * sizes.padding) / BOLDER, size=sizes.title)
        top = min(box.top for box in boxes) - _EDGE
        low = max(box.bottom for box in boxes) + _EDGE
        high = max(low - top, len(name) * sizes.title_line + 2 * sizes.padding)
        lanes.append(Lane(title, sides[0], top, sides[1], high))
    return tuple(lanes)


def _row_edges(rows: Sequence[Row], placed: Mapping[str, ChartBox]) -> tuple[tuple[float, float], ...]:
    return tuple(
        (placed[contents[0].key].top, max(placed[content.key].bottom for content in contents)) for _, contents in rows
    )
