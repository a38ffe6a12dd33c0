"""How well and how fast the network is placed: crossings and times, beside Graphviz dot and igraph's Sugiyama.

Random networks of 6 goals, 28 results in 7 bands and 16 efforts with about 100 links, and of ten times that size, of
two kinds. In the even ones a result is linked to any goal and any effort. In the leaning ones three in four links of a
band go to one goal and three efforts of its own, as those of a policy field do. Everybody gets the same networks, in
the order in which they were entered, and every order is counted by `Board.crossings`. Run it with
`make bench NAME=layout`; the last line is JSON.

How each is treated:

- Roer: `placed`, without an order that stood.
- dot: from left to right, each band a cluster. Every result has a goal and an effort, so the ranks are the columns
  without being forced to (this is checked); what has no links crosses nothing. The order is read from the positions.
  No lines are drawn (splines=false). Once with its own settings, once with a hundred times the effort (mclimit,
  searchsize). Its times include starting the program and passing the text.
- igraph: `layout_sugiyama` with the columns as layers. It knows no bands, so these are brought together afterwards, by
  their mean position; inside a band, and in the other columns, its order stays.
- Columns only: what both find when bands need not stay together. That is an easier task, so it is a remark.
- Long search: the fewest that Roer finds when the elements are entered in many other orders too. It is a remark as
  well: what it leaves is about all there is to gain with these bands.

Then one result is added, with and without the order that stood.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import mean, median

from roer.core.network.placing import Board, Order, Slot, placed
from roer.core.values.dutch import number

try:
    import igraph
except ImportError:
    sys.exit("igraph is missing. `make bench NAME=layout` puts it beside the environment: run the benchmark that way.")
if not shutil.which("dot"):
    sys.exit("Graphviz is missing: there is no program called dot. Install the system package graphviz and run again.")

Way = Callable[[Board], Order]
REPEATS = 3
"""Each placing is timed so often, and the fastest counts: the others tell what else the machine was doing."""


@dataclass(frozen=True)
class Kind:
    """Which networks: how many, how many times the usual size, whether bands lean, how long the long search is."""

    name: str
    networks: int
    size: int
    leaning: bool
    searches: int


KINDS = (
    Kind("usual", 20, 1, leaning=False, searches=100),
    Kind("ten_times", 10, 10, leaning=False, searches=10),
    Kind("usual_leaning", 20, 1, leaning=True, searches=100),
    Kind("ten_times_leaning", 10, 10, leaning=True, searches=10),
)


def network(seed: int, size: int, leaning: bool) -> Board:
    """A random network of `size` times 6 goals, 28 results in 7 bands and 16 efforts."""
    chance = random.Random(seed)
    goals, results, efforts = (
        [f"{name}{n:04}" for n in range(count * size)] for name, count in (("D", 6), ("R", 28), ("I", 16))
    )
    band = {code: n % (7 * size) for n, code in enumerate(results)}
    home = [(chance.sample(goals, 1), chance.sample(efforts, 3)) if leaning else ((), ()) for _ in range(7 * size)]

    def chosen(codes: Sequence[str], near: Sequence[str], counts: Sequence[int]) -> list[str]:
        if not near:
            return chance.sample(codes, chance.choice(counts))
        weight = 3 * (len(codes) - len(near)) / len(near)
        by_luck = sorted(codes, key=lambda code: chance.random() ** (1 / weight if code in near else 1))
        return by_luck[-chance.choice(counts) :]

    lines = {(goal, code) for code in results for goal in chosen(goals, home[band[code]][0], (1, 1, 2, 2))}
    lines |= {(code, effort) for code in results for effort in chosen(efforts, home[band[code]][1], (1, 2, 2, 3))}
    slots = [Slot(code, 0) for code in goals]
    slots += [Slot(code, 1, f"band {band[code]}") for code in results]
    return Board((*slots, *(Slot(code, 2) for code in efforts)), tuple(sorted(lines)))


def with_one_more(board: Board, seed: int) -> Board:
    """The network with a result added, linked to a goal and two efforts."""
    chance = random.Random(seed)
    goals, _, efforts = columns_of(board)
    ends = (chance.choice(goals), *chance.sample(efforts, 2))
    lines = ((ends[0], "R9999"), ("R9999", ends[1]), ("R9999", ends[2]))
    return Board((*board.slots, Slot("R9999", 1, "band 0")), (*board.lines, *lines))


def columns_of(board: Board) -> list[list[str]]:
    """The codes per column as entered."""
    return [[slot.code for slot in board.slots if slot.column == column] for column in range(3)]


def bands_of(board: Board) -> list[list[str]]:
    """The codes of the results per band."""
    bands: dict[str, list[str]] = {}
    for slot in board.slots:
        if slot.band:
            bands.setdefault(slot.band, []).append(slot.code)
    return list(bands.values())


def by_height(board: Board, height: dict[str, float]) -> Order:
    """The order that positions give, from top to bottom."""
    return tuple(tuple(sorted(column, key=height.__getitem__)) for column in columns_of(board))


def by_dot(board: Board, settings: str = "", banded: bool = True) -> Order:
    """The order that Graphviz dot gives."""
    text = ["digraph {", "rankdir=LR; splines=false;", settings, *(f"{slot.code};" for slot in board.slots)]
    if banded:
        text += [f"subgraph cluster_{n} {{ {'; '.join(band)} }}" for n, band in enumerate(bands_of(board))]
    text += [*(f"{start} -> {end};" for start, end in board.lines), "}"]
    told = subprocess.run(["dot", "-Tplain"], input="\n".join(text), capture_output=True, text=True, check=True)
    nodes = [line.split() for line in told.stdout.splitlines() if line.startswith("node ")]
    linked = {code for line in board.lines for code in line}
    if len({(code[0], across) for _, code, across, *_ in nodes if code in linked}) != 3:
        sys.exit("dot put the elements of a column in different ranks, so its order cannot be compared.")
    return by_height(board, {code: -float(up) for _, code, _, up, *_ in nodes})


def by_igraph(board: Board) -> Order:
    """The order that igraph's Sugiyama gives, without regard for bands."""
    place = {slot.code: index for index, slot in enumerate(board.slots)}
    graph = igraph.Graph(len(place), [(place[start], place[end]) for start, end in board.lines], directed=True)
    layout = graph.layout_sugiyama(layers=[slot.column for slot in board.slots])
    return by_height(board, {code: layout[index][0] for code, index in place.items()})


def brought_together(board: Board, order: Order) -> Order:
    """The order with its bands together at their mean position."""
    place = {code: index for index, code in enumerate(order[1])}
    bands = sorted(bands_of(board), key=lambda band: mean(place[code] for code in band))
    return order[0], tuple(code for band in bands for code in sorted(band, key=place.__getitem__)), order[2]


def by_long_search(board: Board, searches: int) -> Order:
    """The best that comes out when the elements are entered in many orders."""
    chance = random.Random(0)
    others = (Board(tuple(chance.sample(board.slots, len(board.slots))), board.lines) for _ in range(searches))
    return min((placed(other) for other in (board, *others)), key=board.crossings)


PEERS: dict[str, Way] = {
    "dot": by_dot,
    "dot_more_effort": lambda board: by_dot(board, "mclimit=100; searchsize=1000;"),
    "igraph": lambda board: brought_together(board, by_igraph(board)),
}
COLUMNS_ONLY: dict[str, Way] = {
    "dot_columns_only": lambda board: by_dot(board, banded=False),
    "igraph_columns_only": by_igraph,
}


def swapped(before: Order, after: Order) -> float:
    """The share of pairs in a column that stand the other way round."""
    turned = total = 0
    for old, new in zip(before, after, strict=True):
        place = {code: index for index, code in enumerate(new)}
        for upper, lower in combinations(old, 2):
            total += 1
            turned += place[upper] > place[lower]
    return turned / total


def timed(way: Callable[[], Order], repeats: int) -> tuple[Order, float]:
    """What comes out, and the milliseconds it took at best."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        order = way()
        times.append(1000 * (time.perf_counter() - start))
    return order, min(times)


def compared(boards: Sequence[Board], way: Way, repeats: int = 1) -> dict[str, float]:
    """Mean crossings and the times of one way of placing."""
    found = [timed(lambda board=board: way(board), repeats) for board in boards]
    crossings = mean(board.crossings(order) for board, (order, _) in zip(boards, found, strict=True))
    times = [milliseconds for _, milliseconds in found]
    return {
        "crossings": round(crossings, 1),
        "median_ms": round(median(times), 2),
        "slowest_ms": round(max(times), 2),
    }


def added(boards: Sequence[Board]) -> dict[str, float]:
    """What happens when one result is added, with the order that stood and without."""
    rows = []
    for seed, board in enumerate(boards):
        before, more = placed(board), with_one_more(board, seed)
        kept, milliseconds = timed(lambda more=more, before=before: placed(more, before), REPEATS)
        anew = placed(more)
        rows.append((more.crossings(kept), more.crossings(anew), swapped(before, kept), swapped(before, anew)))
        rows[-1] += (milliseconds,)
    kept, anew, swaps_kept, swaps_anew, times = zip(*rows, strict=True)
    return {
        "crossings_kept": round(mean(kept), 1),
        "crossings_anew": round(mean(anew), 1),
        "swapped_kept": round(mean(swaps_kept), 6),
        "swapped_anew": round(mean(swaps_anew), 4),
        "slowest_ms": round(max(times), 2),
    }


def measure(kind: Kind) -> dict[str, object]:
    """Place the networks of one kind in every way; print what came out, and give it."""
    boards = [network(seed, kind.size, kind.leaning) for seed in range(kind.networks)]
    links, leaning = number(mean(len(board.lines) for board in boards)), "leaning" if kind.leaning else "even"
    print(f"{kind.networks} {leaning} networks of {50 * kind.size} elements, {links} links on average")
    print(f"  {'':<24}{'crossings':>10}{'median ms':>12}{'slowest ms':>12}  Roer against it")
    placed(boards[0])
    roer = compared(boards, placed, REPEATS)
    entered = compared(boards, Board.entered)
    tell("as entered", entered, roer)
    tell("Roer", roer)
    others = {name: compared(boards, way) for name, way in (PEERS | COLUMNS_ONLY).items()}
    others["long_search"] = compared(boards, lambda board: by_long_search(board, kind.searches))
    for name, row in others.items():
        tell(name.replace("_", " "), row, roer)
    more = added(boards)
    print(
        f"  One more: {number(100 * more['swapped_kept'], 1)} % of pairs swapped with the order kept"
        f" ({number(more['crossings_kept'])} crossings, {number(more['slowest_ms'], 1)} ms at most),"
        f" {number(100 * more['swapped_anew'], 1)} % placed anew ({number(more['crossings_anew'])} crossings)\n"
    )
    ratios = {name: round(roer["crossings"] / row["crossings"], 3) for name, row in others.items()}
    return {"entered": entered["crossings"], "roer": roer, **others, "ratio_to": ratios, "one_more": more}


def tell(name: str, row: dict[str, float], roer: dict[str, float] | None = None) -> None:
    """One line of figures."""
    against = f"{number(100 * (roer['crossings'] / row['crossings'] - 1), 1):>6} %" if roer else ""
    times = f"{number(row['median_ms'], 1):>12}{number(row['slowest_ms'], 1):>12}"
    print(f"  {name:<24}{number(row['crossings']):>10}{times}  {against}", flush=True)


if __name__ == "__main__":
    print(json.dumps({kind.name: measure(kind) for kind in KINDS}))
