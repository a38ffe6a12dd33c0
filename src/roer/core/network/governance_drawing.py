"""The governance chart as SVG, with the list of what its numbered wires say; on a screen, and on sheets of paper.

Only presentation attributes, no style and no script. No name of a person is in it: who sits somewhere stands in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from roer.core.network.drawing import Picture
from roer.core.network.fitting import A3, POINTS_PER_MILLIMETRE, SMALLEST, Paper
from roer.core.network.governance_chart import BOLDER, LABELS, Chart, ChartBox, Lane, chart, usual_width
from roer.core.network.governance_wires import Wire
from roer.core.network.look import Caption
from roer.core.network.measuring import wrapped
from roer.core.network.sheets import TooLargeForPaper, on_paper
from roer.core.network.sizes import PAPER, SCREEN, Sizes
from roer.core.network.svg import GROUND, INK, LINE, MUTED, escaped, tag, text
from roer.core.programme.elements import BodyCode
from roer.core.programme.labels import label
from roer.core.programme.organisation import Interface, InterfaceLevel
from roer.core.programme.register import Register
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, listing, plural

Address = Callable[[BodyCode], str]
"""Where the page of a body is; empty where nothing may lead anywhere."""
WIRE, RADIUS = "#355c70", 8.0
_DASHES = {"advising": "6 4", "outside": "2 3", "retired": "5 4", "question": "3 3"}
_GROUNDS = {"question": "#fff8e1", "retired": "#f3f3f1", "outside": "#fbfbfa"}
_WIDER = (0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.7, 1.9, 2.2)
"""How much wider than on a screen the chart is tried on paper."""
_COLUMNS = 2
_PAPER = replace(PAPER, padding=5.0, margin=10.0)
"""On paper all text is equally large, and what has no text takes little room."""


def interface_told(interface: Interface, names: Mapping[str, str]) -> str:
    """'Stuurgroep → Gemeenteraad van Lisse: raadsinformatiebrief (rapportage; besturend; eens per twee maanden)'."""
    others = interface.outside or listing([names.get(code, code) for code in interface.bodies])
    arrow = "met" if interface.is_mutual else "→"
    about = listing([label(subject) for subject in interface.subjects])
    more = "; ".join(part for part in (about, label(interface.level), interface.rhythm) if part)
    return f"{names.get(interface.body, interface.body)} {arrow} {others}: {interface.title} ({more})"


def names_in(register: Register) -> dict[str, str]:
    """The names of the bodies on the day of the register."""
    return {entry.body.code: entry.body.name for entry in (*register.bodies, *register.retired)}


def caption_of(programme: Programme, register: Register) -> Caption:
    """What stands around the chart: its name, and of which programme, day and state of the ledger it is."""
    name = programme.charter.name if programme.charter else "Datagedreven sturing"
    footer = f"{name} · stand op {day(register.on)} · kenmerk {programme.head[:8]}"
    return Caption(f"Besturing op {day(register.on)}", footer)


def governance_picture(register: Register, caption: Caption, address: Address) -> Picture:
    """The chart for a screen, with what its numbers say below it."""
    return _picture(register, caption, address, width=usual_width(register), sizes=SCREEN)


def governance_sheets(register: Register, caption: Caption, *, paper: Paper = A3) -> tuple[str, ...]:
    """The chart on paper with text of at least 7 points; what the numbers say on a sheet of its own if it must.

    Raises TooLargeForPaper.
    """
    points, whole = _best(register, caption, paper, listed=True)
    if points >= SMALLEST:
        return (on_paper(whole, paper),)
    points, bare = _best(register, caption, paper, listed=False)
    if points < SMALLEST:
        raise TooLargeForPaper(paper, points)
    return tuple(on_paper(picture, paper) for picture in (bare, *_lists(register, caption, paper)))


def _best(register: Register, caption: Caption, paper: Paper, *, listed: bool) -> tuple[float, Picture]:
    """The width of the rows that makes the text largest, and how many points that is."""
    usual = usual_width(register)
    tried = [
        _picture(register, caption, lambda _: "", width=usual * wider, sizes=_PAPER, listed=listed) for wider in _WIDER
    ]
    return max(((_points(picture, paper), picture) for picture in tried), key=lambda pair: pair[0])


def _points(picture: Picture, paper: Paper) -> float:
    scale = min(paper.room_wide / picture.width, paper.room_high / picture.height)
    return _PAPER.smallest_text * scale * POINTS_PER_MILLIMETRE


def _lists(register: Register, caption: Caption, paper: Paper) -> list[Picture]:
    """What the numbers say, on as many sheets as that takes."""
    width = _PAPER.smallest_text * POINTS_PER_MILLIMETRE * paper.room_wide / (SMALLEST + 2)
    height = width * paper.room_high / paper.room_wide
    room = width - 2 * _PAPER.margin
    told = _told(register)
    each = int((height - 90) / _PAPER.caption_line)
    lines = [line for item in told for line in wrapped(item, width=room, size=_PAPER.caption)]
    made = []
    for start in range(0, len(lines), each):
        parts = [text("Lijnen", _PAPER.margin, 30, 15, font_weight="700", fill=INK)]
        for index, line in enumerate(lines[start : start + each]):
            parts.append(text(line, _PAPER.margin, 54 + index * _PAPER.caption_line, _PAPER.caption, fill=INK))
        parts.append(text(caption.footer, _PAPER.margin, height - 12, _PAPER.caption, fill=MUTED))
        made.append(Picture("".join(parts), width, height, caption.title))
    return made


def _picture(
    register: Register, caption: Caption, address: Address, *, width: float, sizes: Sizes, listed: bool = True
) -> Picture:
    placed = chart(register, width=width, sizes=sizes)
    below, depth = _foot(register, caption, placed, sizes, listed=listed)
    names = {box.key: _said(box) for box in placed.boxes}
    parts = [
        tag("title", escaped(caption.title)),
        tag("desc", escaped(_described(register))),
        *(_lane(lane, sizes, above=lane.left > sizes.margin) for lane in placed.lanes),
        tag("g", "".join(_wire(wire) for wire in placed.wires), fill="none", aria_hidden="true"),
        *(_box(box, sizes, address, names[box.key]) for box in placed.boxes),
        tag("g", "".join(_mark(wire) for wire in placed.wires), aria_hidden="true"),
        below,
    ]
    return Picture("".join(parts), placed.width, placed.height + depth, caption.title)


def _described(register: Register) -> str:
    """The picture in one sentence, for those who hear it."""
    counts = [
        plural(len(register.bodies), "gremium", "gremia"),
        plural(len(register.interfaces), "raakvlak", "raakvlakken"),
        plural(sum(item.is_open for item in register.questions), "open vraag", "open vragen"),
    ]
    return f"Van boven naar beneden: wie controleert, bestuurt en uitvoert; opzij wie adviseert. {listing(counts)}."


def _said(box: ChartBox) -> str:
    return " ".join((*box.title, *box.words))


def _lane(lane: Lane, sizes: Sizes, *, above: bool) -> str:
    ground = tag("rect", x=lane.left, y=lane.top, width=lane.width, height=lane.height, rx=8, fill=GROUND)
    room = (lane.width if above else LABELS) - 2 * sizes.padding
    lines = wrapped(lane.title, width=room / BOLDER, size=sizes.title)
    x, y = lane.left + sizes.padding + 2, lane.top + sizes.padding + sizes.title - 2
    words = (
        text(line, x, y + index * sizes.title_line, sizes.title, font_weight="600", fill=MUTED)
        for index, line in enumerate(lines)
    )
    return ground + "".join(words)


def _box(box: ChartBox, sizes: Sizes, address: Address, said: str) -> str:
    frame = tag(
        "rect", x=box.left, y=box.top, width=box.width, height=box.height, rx=6, fill=_GROUNDS.get(box.look, "#fff"),
        stroke="#7d8a93" if box.look != "body" else LINE, stroke_width=1.4, stroke_dasharray=_DASHES.get(box.look),
        _class="din-frame",
    )  # fmt: skip
    x, y = box.left + sizes.padding + 2, box.top + sizes.padding + sizes.title
    parts = [frame]
    for line in box.title:
        parts.append(text(line, x, y, sizes.title, font_weight="700", fill=INK))
        y += sizes.title_line
    for line in box.words:
        parts.append(text(line, x, y, sizes.caption, fill=MUTED))
        y += sizes.caption_line
    href = address(box.code) if box.code else ""
    if not href:
        return tag("g", "".join(parts))
    return tag("a", "".join(parts), href=href, aria_label=said, _class="din-element")


def _wire(wire: Wire) -> str:
    dashes = None if wire.level is InterfaceLevel.STEERING else "7 4"
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in wire.points)
    drawn = tag("path", d=path, stroke=WIRE, stroke_width=1.5, stroke_dasharray=dashes, stroke_linejoin="round")
    heads = _head(wire.points[-2], wire.points[-1])
    return drawn + heads + (_head(wire.points[1], wire.points[0]) if wire.both else "")


def _head(before: tuple[float, float], at: tuple[float, float]) -> str:
    """An arrowhead that points as the last stretch of the wire does."""
    (x, y), across = at, at[0] - before[0]
    if abs(across) > abs(at[1] - before[1]):
        back = -7 if across > 0 else 7
        corners = f"M{x:.1f} {y:.1f}l{back} -4v8z"
    else:
        back = -7 if at[1] > before[1] else 7
        corners = f"M{x:.1f} {y:.1f}l-4 {back}h8z"
    return tag("path", d=corners, fill=WIRE)


def _mark(wire: Wire) -> str:
    if wire.mark is None:
        return ""
    x, y = wire.mark
    ring = tag("circle", cx=x, cy=y, r=RADIUS, fill="#fff", stroke=WIRE, stroke_width=1.2)
    return ring + text(str(wire.number), x, y + 3.8, 10.5, text_anchor="middle", font_weight="700", fill=INK)


def _told(register: Register) -> list[str]:
    names = names_in(register)
    return [
        f"{number}. {interface_told(record.interface, names)}" for number, record in enumerate(register.interfaces, 1)
    ]


def _foot(register: Register, caption: Caption, placed: Chart, sizes: Sizes, *, listed: bool) -> tuple[str, float]:
    """What stands under the chart, and how high that is."""
    room = placed.width - 2 * sizes.margin
    parts, y = _key(register, sizes)
    told = _told(register) if listed else []
    drawn, depth = _listed(told, room, y + 6, sizes)
    y = depth + 10
    for line in wrapped(caption.footer, width=room, size=sizes.caption):
        y += sizes.caption_line
        drawn += text(line, 0, y, sizes.caption, fill=MUTED)
    place = f"translate({sizes.margin} {placed.height:.0f})"
    return tag("g", parts + drawn, transform=place, _class="din-legend"), y + sizes.margin


def _key(register: Register, sizes: Sizes) -> tuple[str, float]:
    """What the two kinds of line and the dashed frame mean."""
    if not register.interfaces:
        return "", 0.0
    parts, x, y = [], 0.0, sizes.caption
    for words, dashes in (("op besturend niveau", None), ("op uitvoerend niveau", "7 4")):
        parts.append(tag("path", d=f"M{x} {y - 4}h34", stroke=WIRE, stroke_width=1.5, stroke_dasharray=dashes))
        parts.append(text(words, x + 42, y, sizes.caption, fill=INK))
        x += 230.0
    parts.append(text("pijl aan twee kanten: stemmen met elkaar af", x, y, sizes.caption, fill=INK))
    return "".join(parts), y + 4


def _listed(told: Sequence[str], room: float, top: float, sizes: Sizes) -> tuple[str, float]:
    """The lines in two columns, the first as long as the second or one longer."""
    width = (room - 24) / _COLUMNS
    lines = [wrapped(item, width=width, size=sizes.caption) for item in told]
    each = -(-len(lines) // _COLUMNS)
    parts: list[str] = []
    low = top
    for column in range(_COLUMNS):
        y = top
        for item in lines[column * each : (column + 1) * each]:
            for line in item:
                y += sizes.caption_line
                parts.append(text(line, column * (width + 24), y, sizes.caption, fill=INK))
            y += 3
        low = max(low, y)
    return "".join(parts), low
