"""What stands in the columns of a picture: each element as a box with its words wrapped, and how high a column becomes.

Scenes are made of this, and whoever looks for good sizes asks only how high the columns would be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from roer.core.network.colouring import Colouring
from roer.core.network.measuring import width_of, wrapped
from roer.core.network.placing import LAST, Order
from roer.core.network.sizes import Sizes
from roer.core.programme.elements import Code, Element, PolicyField, Result
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing
from roer.core.values.frozen import replace

BOLDER = 1.12
"""How much wider bold letters are."""
NEAR_ALL = 0.6
"""An effort that serves more than this share of the results gets a chip instead of a fan of lines."""
MOST_NAMED = 6
"""How many results, at most, such a chip names as those that the effort does not serve."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a picture must know of the network that it shows a part of, or all.

    `fans` are the efforts that serve nearly every result, with how many; `chips` what their boxes say of it;
    `elsewhere` says of what stands on other sheets too on which.
    """

    fans: Mapping[Code, int]
    chips: Mapping[Code, str]
    elsewhere: Mapping[Code, str] = field(default_factory=dict)

    @classmethod
    def of(cls, network: Network) -> Share:
        """The share that is the whole."""
        fans = near_universal(network)
        codes = [result.code for result in network.results] if fans else []
        return cls(fans, {code: _chip(code, network, codes) for code in fans})


@dataclass(frozen=True, slots=True)
class Box:
    """An element's box: its place, its wrapped lines, and its caption below them or `aside` on the last.

    `chip` is what it says instead of lines when it serves nearly everything; `elsewhere` on which other sheets it is.
    """

    element: Element
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    caption: tuple[str, ...] = ()
    chip: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    aside: str = ""

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Band:
    """The ground behind the results of one policy field."""

    title: str
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Columns:
    """The elements of the columns from top to bottom, with all that their boxes say."""

    goals: tuple[Element, ...]
    bands: tuple[tuple[str, tuple[Result, ...]], ...]
    """Per band its title and its results."""
    efforts: tuple[Element, ...]
    words: Mapping[Code, str]
    share: Share

    @classmethod
    def of(
        cls,
        network: Network,
        order: Order,
        *,
        colouring: Colouring,
        policy_fields: Mapping[str, PolicyField],
        share: Share,
    ) -> Columns:
        """The columns of a network in this order; unknown codes in it are passed over."""
        standing = [[network.elements[code].element for code in column if network.is_open(code)] for column in order]
        standing += [[]] * (3 - len(standing))
        results = [element for element in standing[1] if isinstance(element, Result)]
        bands = tuple((_band_title(name, policy_fields), found) for name, found in _by_band(results))
        said = {result.code: title for title, found in bands for result in found}
        words = {code: word for code, word in colouring.words.items() if said.get(code) != word}
        return cls(tuple(standing[0]), bands, tuple(standing[2]), words, share)

    def within(self, sizes: Sizes) -> Sizes:
        """These sizes, without room for a column in which nothing stands (but for all of them in an empty picture)."""
        filled = (bool(self.goals), bool(self.bands), bool(self.efforts))
        goals, results, efforts = (
            sizes.width_of(number) if full or not any(filled) else 0.0 for number, full in enumerate(filled)
        )
        return replace(sizes, goals=goals, results=results, efforts=efforts)

    def boxes(self, number: int, sizes: Sizes) -> list[Box]:
        """The boxes of the goals (0) or the efforts (2), all at the top for now."""
        elements = self.efforts if number else self.goals
        return [self._box(element, sizes.left_of(number), sizes.width_of(number), sizes) for element in elements]

    def results(self, sizes: Sizes) -> tuple[dict[Code, Box], tuple[Band, ...], float]:
        """The boxes of the results and the bands behind them, in their places, and how deep they reach."""
        boxes: dict[Code, Box] = {}
        bands: list[Band] = []
        top, left = sizes.heading, sizes.left_of(1)
        for title, results in self.bands:
            start, top = top, top + sizes.band_head
            for result in results:
                box = replace(self._box(result, left, sizes.results, sizes), top=top)
                boxes[result.code] = box
                top += box.height + sizes.gap
            top += sizes.band_foot - sizes.gap
            bands.append(Band(title, start, top - start))
            top += sizes.band_gap
        return boxes, tuple(bands), top - sizes.band_gap if bands else top

    def depth(self, number: int, sizes: Sizes) -> tuple[float, int]:
        """How deep a column reaches with these sizes, and how many lines of text stand in it."""
        if number == 1:
            placed, _, deep = self.results(sizes)
            return deep, sum(len(box.lines) + len(box.caption) for box in placed.values())
        boxes = self.boxes(number, sizes)
        return stacked(boxes, sizes), sum(len(box.lines) + len(box.caption) for box in boxes)

    def _box(self, element: Element, left: float, width: float, sizes: Sizes) -> Box:
        """A box with its text, at the top for now."""
        inner, small = width - sizes.stripe - 2 * sizes.padding - 6, sizes.caption
        lines = wrapped(f"{element.code} {element.title}", width=inner, size=sizes.title)
        word = self.words.get(element.code, "")
        beside = sizes.caption_beside and _fits_beside(word, lines[-1], inner, sizes)
        caption = wrapped(word, width=inner, size=small) if word and not beside else ()
        told, where = self.share.chips.get(element.code), self.share.elsewhere.get(element.code)
        chip = wrapped(told, width=inner / BOLDER, size=small) if told else ()
        elsewhere = wrapped(where, width=inner - small, size=small) if where else ()
        below = len(caption) + len(chip) + len(elsewhere)
        height = 2 * sizes.padding + len(lines) * sizes.title_line + below * sizes.caption_line
        return Box(element, left, 0, width, height, lines, caption, chip, elsewhere, word if beside else "")


def _fits_beside(word: str, line: str, inner: float, sizes: Sizes) -> bool:
    return width_of(word, sizes.caption) <= inner - width_of(line, sizes.title) - 1.5 * sizes.caption


def stacked(boxes: Iterable[Box], sizes: Sizes) -> float:
    """How deep boxes reach when each stands below the one before."""
    return sizes.heading + sum(box.height + sizes.gap for box in boxes)


def band_of(result: Result) -> str:
    """The band that a result stands in: its policy field (empty for none), or that of the connecting products."""
    return LAST if result.is_connecting else "".join(result.policy_fields)


def near_universal(network: Network) -> dict[Code, int]:
    """Efforts that serve nearly every result, with how many: the biggest cure against spaghetti."""
    results, efforts = {result.code for result in network.results}, {effort.code for effort in network.efforts}
    served = Counter(source for source, target in network.links if target in results and source in efforts)
    least = max(6, NEAR_ALL * len(results))
    return {code: count for code, count in sorted(served.items()) if count >= least}


def _by_band(results: Sequence[Result]) -> list[tuple[str, tuple[Result, ...]]]:
    """The bands as they are met from above, each with all its results."""
    names = {name: index for index, name in enumerate(dict.fromkeys(map(band_of, results)))}
    ordered = sorted(results, key=lambda result: names[band_of(result)])
    return [(name, tuple(found)) for name, found in groupby(ordered, key=band_of)]


def _band_title(name: str, policy_fields: Mapping[str, PolicyField]) -> str:
    if name == LAST:
        return "Verbindende informatieproducten"
    return policy_fields[name].name if name in policy_fields else "Zonder beleidsterrein"


def _chip(effort: Code, network: Network, results: Sequence[Code]) -> str:
    """'randvoorwaarde voor 38 van de 40 resultaten, niet voor R03 en R17'."""
    without = [code for code in results if (effort, code) not in network.links]
    if not without:
        return f"randvoorwaarde voor alle {len(results)} resultaten"
    told = f"randvoorwaarde voor {len(results) - len(without)} van de {len(results)} resultaten"
    return told if len(without) > MOST_NAMED else f"{told}, niet voor {listing(without)}"
