"""How well and how fast the network is placed: crossings and times, against the order in which it was entered.

Random networks as programmes have them: 6 goals, 28 results in 7 bands, 16 efforts, about 100 links; and ten times
that size. Then one result is added, with and without the order that stood. Run it with `make bench NAME=layout`.
The last line is JSON.
"""

from __future__ import annotations

import json
import random
import time
from itertools import combinations
from statistics import mean, median

from roer.core.network.placing import Board, Order, Slot, placed
from roer.core.values.dutch import number


def network(seed: int, size: int) -> Board:
    """A random network of `size` times 6 goals, 28 results in 7 bands and 16 efforts."""
    chance = random.Random(seed)
    goals, results, efforts = (
        [f"{name}{n:04}" for n in range(count * size)] for name, count in (("D", 6), ("R", 28), ("I", 16))
    )
    lines = {(goal, result) for result in results for goal in chance.sample(goals, chance.choice((1, 1, 2, 2)))}
    lines |= {(result, effort) for result in results for effort in chance.sample(efforts, chance.choice((1, 2, 2, 3)))}
    slots = [Slot(code, 0) for code in goals]
    slots += [Slot(code, 1, f"band {n % (7 * size)}") for n, code in enumerate(results)]
    return Board((*slots, *(Slot(code, 2) for code in efforts)), tuple(sorted(lines)))


def with_one_more(board: Board, seed: int) -> Board:
    """The network with a result added, linked to a goal and two efforts."""
    chance = random.Random(seed)
    by_column = [[slot.code for slot in board.slots if slot.column == column] for column in range(3)]
    ends = (chance.choice(by_column[0]), *chance.sample(by_column[2], 2))
    lines = ((ends[0], "R9999"), ("R9999", ends[1]), ("R9999", ends[2]))
    return Board((*board.slots, Slot("R9999", 1, "band 0")), (*board.lines, *lines))


def swapped(before: Order, after: Order) -> float:
    """The share of pairs in a column that stand the other way round."""
    turned = total = 0
    for old, new in zip(before, after, strict=True):
        place = {code: index for index, code in enumerate(new)}
        for upper, lower in combinations(old, 2):
            total += 1
            turned += place[upper] > place[lower]
    return turned / total


def measure(size: int, networks: int) -> dict[str, float]:
    """Place that many networks of one size; print what came out, and give it."""
    entered, found, milliseconds, swaps_anew, swaps_kept, anew, kept = ([] for _ in range(7))
    for seed in range(networks):
        board = network(seed, size)
        start = time.perf_counter()
        order = placed(board)
        milliseconds.append(1000 * (time.perf_counter() - start))
        entered.append(board.crossings(board.entered()))
        found.append(board.crossings(order))
        more = with_one_more(board, seed)
        fresh, inserted = placed(more), placed(more, order)
        anew.append(more.crossings(fresh))
        kept.append(more.crossings(inserted))
        swaps_anew.append(swapped(order, fresh))
        swaps_kept.append(swapped(order, inserted))
    lines = mean(len(network(seed, size).lines) for seed in range(networks))
    print(f"{networks} networks of {50 * size} elements, {number(lines)} links on average")
    tell("crossings as entered", number(mean(entered)))
    tell("crossings placed", number(mean(found)), f"{number(100 * mean(found) / mean(entered), 1)} %")
    tell("one more, placed anew", number(mean(anew)), f"{number(100 * mean(swaps_anew), 1)} % of pairs swapped")
    tell("one more, order kept", number(mean(kept)), f"{number(100 * mean(swaps_kept), 1)} % of pairs swapped")
    tell("milliseconds, median", number(median(milliseconds), 1), f"{number(max(milliseconds), 1)} slowest")
    return {
        "networks": networks,
        "links": round(lines, 1),
        "crossings_entered": round(mean(entered), 1),
        "crossings_placed": round(mean(found), 1),
        "crossings_one_more_anew": round(mean(anew), 1),
        "crossings_one_more_kept": round(mean(kept), 1),
        "swapped_anew": round(mean(swaps_anew), 4),
        "swapped_kept": round(mean(swaps_kept), 4),
        "median_ms": round(median(milliseconds), 2),
        "slowest_ms": round(max(milliseconds), 2),
    }


def tell(what: str, figure: str, remark: str = "") -> None:
    """One line of figures."""
    print(f"  {what:<24}{figure:>10}   {remark}")


if __name__ == "__main__":
    print(json.dumps({"usual": measure(1, 20), "ten_times": measure(10, 5)}))
