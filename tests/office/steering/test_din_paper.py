"""What comes out of the printer, read back from the file: all there, large enough, nothing cut or overprinted."""

from __future__ import annotations

import ctypes
import io
import random
import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from uuid import UUID

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from roer.core.network.drawing import Caption, Picture, draw
from roer.core.network.facts import Facts
from roer.core.network.fitting import A3, A4, SMALLEST, Paper
from roer.core.network.known_views import VIEWS
from roer.core.network.roadmap import gate_counts, roadmap_items
from roer.core.network.scene import order_of, scene
from roer.core.network.sheets import sheets
from roer.core.programme import acts
from roer.core.programme.elements import Effort, Goal, Link, PolicyField, Result
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import applied
from roer.core.programme.state import Programme
from roer.office.steering.din_paper import MOST_PIXELS, TooLargeForImage, network_pdf, network_png

SVG = "{http://www.w3.org/2000/svg}"
FOOTER = "Datagedreven sturing · versie 3 van 10 maart 2021, besproken · Stand van de poorten · kenmerk 0123abcd"
FIELDS = ("Arbeid", "Dienstverlening", "Jeugd", "Ondermijning", "Sociaal domein", "Veiligheid", "Wonen")
WORDS = (
    "arbeidsongeschiktheidsverzekeringen", "jeugdhulpvoorzieningen", "schuldhulpverlening", "ondermijnende",
    "criminaliteit", "leerlingenvervoer", "gemeentegrensoverschrijdend", "inwoners", "met een laag inkomen",
    "per wijk", "en buurt", "dashboard", "monitor", "van de", "verwachte ontwikkeling", "arbeidsmigranten",
    "huisvesting",
)  # fmt: skip
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><svg onload="alert(1)">',
    "{{ 7*7 }} {% csrf_token %} ${7*7}",
    '=HYPERLINK("http://example.org")',
    '#eval(read("/etc/passwd")) @x *y* $z$',
)
POINT = 25.4 / 72


def grown(found: list[acts.Act]) -> Programme:
    """The programme after these acts, one a minute, without asking the rules."""
    programme = Programme.empty()
    for act in found:
        seq = programme.seq + 1
        moment = datetime(2020, 9, 1, tzinfo=UTC) + timedelta(minutes=seq)
        draft = Draft(act=act, by="noor-dekker", holds_from=date(2020, 9, 1))
        entry = Entry.chain(draft, seq=seq, id=UUID(int=seq), recorded_at=moment, previous=programme.head)
        programme = applied(programme, entry)
    return programme


def long_titled(seed: int, goals: int, results: int, efforts: int) -> Programme:
    """A programme with long Dutch titles, the same for the same seed; its first effort serves nearly everything."""
    chance = random.Random(seed)
    codes = [
        [f"{letter}{n:02}" for n in range(1, many + 1)]
        for letter, many in zip("DRI", (goals, results, efforts), strict=True)
    ]
    made: list[acts.Act] = [
        acts.AddPolicyField(policy_field=PolicyField(code=f"t{n}", name=name)) for n, name in enumerate(FIELDS)
    ]
    made += [acts.AddGoal(goal=Goal(code=code, title=_title(chance))) for code in codes[0]]
    for code in codes[1]:
        fields = tuple(sorted(f"t{n}" for n in chance.sample(range(7), chance.choice((1, 1, 1, 2)))))
        result = Result(code=code, title=_title(chance), policy_fields=fields, municipalities=("GM0534",))
        made.append(acts.AddResult(result=result))
    made += [acts.AddEffort(effort=Effort(code=code, title=_title(chance))) for code in codes[2]]
    ends = {(code, goal) for code in codes[1] for goal in chance.sample(codes[0], chance.randint(1, 2))}
    ends |= {(effort, code) for code in codes[1] for effort in chance.sample(codes[2], chance.randint(1, 3))}
    ends |= {(codes[2][0], code) for code in codes[1][:-2]} | {(codes[2][-1], codes[0][0])}
    made += [
        acts.LinkElements(link=Link(source=source, target=target, contribution=chance.choice((None, 1, 2, 3))))
        for source, target in sorted(ends)
    ]
    return grown(made)


def _title(chance: random.Random) -> str:
    words = chance.sample(WORDS, chance.randint(3, 5))
    return " ".join(words).capitalize()[:100].strip()


def printed(programme: Programme, view: int, paper: Paper) -> tuple[tuple[str, ...], bytes]:
    """The sheets of a programme, and the file in which they are printed."""
    items = roadmap_items(programme, on=date(2021, 4, 12))
    made = sheets(
        programme.network,
        order=order_of(programme.network),
        colouring=VIEWS[view].colour(Facts(programme.network, programme.policy_fields, gate_counts(items))),
        policy_fields=programme.policy_fields,
        roadmap=items,
        caption=Caption("Het netwerk", FOOTER),
        address=lambda _: "",
        paper=paper,
    )
    return made, network_pdf(made, title="Het netwerk", described="Het netwerk", paper=paper)


@dataclass(frozen=True)
class Run:
    """A piece of text on one line of a page: what it says, its box in points, and the size of its letters."""

    words: str
    left: float
    bottom: float
    right: float
    top: float
    size: float

    def covers(self, other: Run) -> bool:
        """Whether it is printed over another, by more than the roundings of a typeface."""
        across = min(self.right, other.right) - max(self.left, other.left)
        up = min(self.top, other.top) - max(self.bottom, other.bottom)
        return across > 0.5 and up > 0.5


def runs(page: pypdfium2.PdfPage) -> list[Run]:
    """The text of a page in pieces: letters that stand beside each other on one line."""
    found: list[list[tuple[str, tuple[float, ...], float, float]]] = []
    for letter in letters(page.get_textpage()):
        before = found[-1][-1] if found else None
        if before and abs(before[3] - letter[3]) < 0.1 and -1 < letter[1][0] - before[1][2] < 0.6 * letter[2]:
            found[-1].append(letter)
        else:
            found.append([letter])
    return [_run(run) for run in found]


def letters(text: pypdfium2.PdfTextPage) -> Iterator[tuple[str, tuple[float, ...], float, float]]:
    """Each printed letter with its box, its size in points and its base line."""
    for index in range(text.count_chars()):
        sign, box = text.get_text_range(index, 1), text.get_charbox(index)
        if not sign.strip() or box[2] - box[0] < 1e-3:
            continue
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        x, base = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetCharOrigin(text, index, x, base)
        yield sign, box, pdfium.FPDFText_GetFontSize(text, index) * matrix.d, base.value


def _run(run: list[tuple[str, tuple[float, ...], float, float]]) -> Run:
    lefts, bottoms, rights, tops = zip(*(box for _, box, _, _ in run), strict=True)
    words = "".join(sign for sign, *_ in run)
    return Run(words, min(lefts), min(bottoms), max(rights), max(tops), min(size for _, _, size, _ in run))


def squeezed(words: str) -> str:
    """Words without what wrapping may add or take away: spaces and hyphens."""
    return re.sub(r"[\s\-\u00ad\x02\ufffe]", "", words)


PRINTS = (
    (1, 3, A3, 1), (2, 0, A3, 1), (3, 1, A3, 1), (4, 3, A3, 1), (5, 0, A3, 1), (3, 2, A3, 2), (1, 0, A4, 5),
)  # fmt: skip
"""Which network, in which view, on which paper, and over how many sheets at most."""


@pytest.fixture(scope="module", params=PRINTS, ids=lambda print: f"{print[0]}-{VIEWS[print[1]].code}-{print[2].name}")
def sheet(request: pytest.FixtureRequest) -> tuple[Programme, tuple, tuple[str, ...], pypdfium2.PdfDocument]:
    """Eight goals, forty results and 25 efforts with long titles, printed."""
    seed, view, paper, _ = request.param
    programme = long_titled(seed, 8, 40, 25)
    made, file = printed(programme, view, paper)
    return programme, request.param, made, pypdfium2.PdfDocument(file)


def test_the_network_that_a_programme_has_stands_on_one_a3_or_on_few_a4(sheet):
    _, (_, _, paper, most), made, document = sheet
    assert len(document) == len(made) <= most
    for page in document:
        assert tuple(round(side * POINT) for side in page.get_size()) == (paper.wide, paper.high)


def test_all_words_are_there_within_the_margins_in_letters_of_seven_points(sheet):
    programme, (_, _, paper, _), _, document = sheet
    found = [(page, run) for page in document for run in runs(page)]
    for page, run in found:
        wide, high = page.get_size()
        edge = paper.margin / POINT - 0.5
        assert run.left >= edge, run
        assert run.right <= wide - edge, run
        assert run.bottom >= edge, run
        assert run.top <= high - edge, run
        assert run.size >= SMALLEST - 0.01, run
    told = squeezed(" ".join(run.words for _, run in found))
    for record in programme.network.open_elements():
        assert squeezed(f"{record.element.code}{record.element.title}") in told
    for words in (FOOTER, "randvoorwaarde voor 38 van de 40 resultaten, niet voor R39 en R40", "blad 1 van"):
        assert squeezed(words) in told


def test_no_words_are_printed_over_others(sheet):
    *_, document = sheet
    for page in document:
        assert not [(one, other) for one, other in combinations(runs(page), 2) if one.covers(other)]


def test_in_grey_the_values_of_the_legend_stay_apart(sheet):
    _, (_, view, _, _), made, _ = sheet
    if VIEWS[view].code == "bijdrage":
        pytest.skip("as many values as results: there the words in the boxes tell them apart")
    for document in made:
        (legend,) = (g for g in ET.fromstring(document).iter(f"{SVG}g") if g.get("class") == "din-legend")
        looks = list(swatches(legend))
        assert looks
        for one, other in combinations(looks, 2):
            assert one[1] != other[1] or abs(one[0] - other[0]) > 0.07


def swatches(legend: ET.Element) -> Iterator[tuple[float, str]]:
    """How light each swatch is, from 0 to 1, and its pattern."""
    fills = [rect.get("fill") for rect in legend.iter(f"{SVG}rect") if rect.get("width") == "18"]
    for fill, following in zip(fills, [*fills[1:], ""], strict=True):
        if fill.startswith("#"):
            red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (1, 3, 5))
            yield 0.299 * red + 0.587 * green + 0.114 * blue, following if following.startswith("url") else ""


def test_the_same_network_is_printed_in_the_same_bytes():
    programme = long_titled(4, 3, 8, 5)
    assert printed(programme, 0, A4) == printed(programme, 0, A4)


def hostile() -> Programme:
    """A programme in which every title tries to be something else."""
    made: list[acts.Act] = []
    for number, payload in enumerate(PAYLOADS, 1):
        made.append(acts.AddPolicyField(policy_field=PolicyField(code=f"t{number}", name=payload)))
        made.append(acts.AddGoal(goal=Goal(code=f"D{number}", title=payload)))
        told = {"policy_fields": (f"t{number}",), "municipalities": ("GM0534",)}
        made.append(acts.AddResult(result=Result(code=f"R{number}", title=payload, **told)))
        made.append(acts.LinkElements(link=Link(source=f"R{number}", target=f"D{number}")))
    return grown(made)


def picture(programme: Programme) -> Picture:
    """The picture of a programme for a screen."""
    network, fields = programme.network, programme.policy_fields
    colouring = VIEWS[0].colour(Facts(network, fields))
    found = scene(network, order=order_of(network), colouring=colouring, policy_fields=fields)
    return draw(found, colouring=colouring, caption=Caption("Het netwerk", FOOTER), address=lambda _: "")


def test_hostile_words_are_printed_as_words():
    _, file = printed(hostile(), 0, A3)
    (page,) = pypdfium2.PdfDocument(file)
    told = squeezed(" ".join(run.words for run in runs(page)))
    for payload in PAYLOADS:
        assert squeezed(payload) in told
    assert b"/JavaScript" not in file
    assert b"/URI" not in file


def size_of(image: bytes) -> tuple[int, int]:
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", io.BytesIO(image[16:24]).read())


def test_an_image_is_sharp_enough_to_print_and_the_same_each_time():
    small = picture(hostile())
    image = network_png(small)
    wide, high = size_of(image)
    assert (wide, high) == pytest.approx((3 * small.width, 3 * small.height), abs=2)
    assert image == network_png(small)


def test_an_image_of_a_large_network_is_less_sharp_rather_than_too_large():
    large = Picture("", 2000, 4000, "")
    wide, high = size_of(network_png(large))
    assert 0.95 * MOST_PIXELS < wide * high <= 1.01 * MOST_PIXELS


def test_what_is_too_large_for_an_image_is_refused_with_what_to_choose_instead():
    with pytest.raises(TooLargeForImage, match="Kies SVG"):
        network_png(Picture("", 2000, 60_000, ""))
