"""The picture: well-formed, hostile words stay words, and everything in it can be reached and heard."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.compare import compare, union
from roer.core.network.drawing import Caption, Emphasis, draw
from roer.core.network.known_views import VIEWS, by_change
from roer.core.network.measuring import width_of
from roer.core.network.paths import path_of
from roer.core.network.scene import near_universal, order_of, scene

SVG = "{http://www.w3.org/2000/svg}"
PAYLOADS = (
    "<script>alert(1)</script>",
    '"><svg onload="alert(1)">',
    "' onclick='alert(1)",
    "&lt;b&gt; &amp; &#x41; &eacute;",
    "{{ 7*7 }} {% csrf_token %} ${7*7}",
    "]]> <!-- x --> <?php ?>",
    "javascript:alert(1)",
    "beeld\x00\x0b\x1b\ufffe van de wijk",
)


def parsed(picture) -> ET.Element:
    return ET.fromstring(picture.document())


def links(root: ET.Element, kind: str = "din-element") -> dict[str, ET.Element]:
    """The links of one class by the code of their element."""
    return {a.get("data-code"): a for a in root.iter(f"{SVG}a") if kind in (a.get("class") or "").split()}


def lines(root: ET.Element) -> list[ET.Element]:
    return [path for path in root.iter(f"{SVG}path") if path.get("data-from")]


@pytest.fixture(scope="module")
def pictured(coloured, set_out, drawn):
    """A programme as the parsed picture of one of the views."""

    def made(programme, view: int = 0, **more) -> ET.Element:
        colouring = coloured(programme, view)
        return parsed(drawn(set_out(programme, colouring), colouring, **more))

    return made


@settings(max_examples=12)
@given(st.integers(0, 10**6), st.sampled_from(range(len(VIEWS))))
def test_any_network_in_any_view_is_well_formed_and_passive(by_chance, pictured, seed, view):
    root = pictured(by_chance(seed), view)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "defs", "pattern", "g", "a", "rect", "path", "circle", "text", "tspan",
    }  # fmt: skip
    names = {name for element in root.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on") or name == "style"]
    ids = Counter(element.get("id") for element in root.iter() if element.get("id"))
    assert set(ids.values()) == {1}
    used = set(re.findall(r"url\(#([^)]+)\)", ET.tostring(root, "unicode")))
    assert used <= set(ids)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_words_stay_words(growth, pictured, payload):
    growth.field("jeugd", payload)
    growth.goals("D1", title=payload)
    growth.results("R01", title=payload, policy_fields=("jeugd",))
    growth.efforts("I01", title=payload)
    growth.link("R01", "D1", rationale=payload)
    root = pictured(growth.programme)
    heard = re.sub("[\x00-\x1f\ufffe]", "\ufffd", payload)
    for code, link in links(root).items():
        assert heard in link.get("aria-label")
        assert heard in link.find(f"{SVG}title").text
        assert link.get("href") == f"/e/{code}"
    assert not [element for element in root.iter() if element.tag.endswith("script")]
    assert heard in [text.text for text in root.iter(f"{SVG}text")]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_captions_and_addresses_stay_what_they_are(hlt, coloured, set_out, payload):
    colouring = coloured(hlt)
    picture = draw(
        set_out(hlt, colouring),
        colouring=colouring,
        caption=Caption(payload, payload),
        address=lambda element: f"/e/?q={payload}",
    )
    root = parsed(picture)
    heard = re.sub("[\x00-\x1f\ufffe]", "\ufffd", payload)
    assert root.get("aria-label") == root.find(f"{SVG}title").text == heard
    assert {a.get("href") for a in root.iter(f"{SVG}a")} == {f"/e/?q={heard}"}


def test_every_open_element_is_a_link_in_reading_order(hlt, pictured, set_out, coloured):
    codes = [code for column in set_out(hlt, coloured(hlt)).order for code in column]
    assert list(links(pictured(hlt))) == codes
    assert sorted(codes) == [record.element.code for record in hlt.network.open_elements()]


def test_each_link_tells_what_it_is_and_what_it_is_tied_to(growth, pictured):
    growth.goals("D1", title="Zicht op jeugd")
    growth.results("R01", "R02")
    growth.efforts("I01", "I02")
    for ends in (("R01", "D1"), ("R02", "D1"), ("I01", "R01"), ("I02", "R01")):
        growth.link(*ends)
    heard = {code: a.get("aria-label") for code, a in links(pictured(growth.programme)).items()}
    assert heard["D1"].startswith("Doel D1: Zicht op jeugd.")
    assert heard["D1"].endswith(
        "Krijgt bijdragen van resultaat R01 Monitor R01 (nog niet op de roadmap) en resultaat R02 Monitor R02 "
        "(nog niet op de roadmap). Via die resultaten ook van inspanning I01 Werk I01 en inspanning I02 Werk I02."
    )
    assert heard["R01"].endswith(
        "Nog niet op de roadmap. Draagt bij aan doel D1 Zicht op jeugd. "
        "Krijgt bijdragen van inspanning I01 Werk I01 en inspanning I02 Werk I02."
    )
    assert heard["I01"].endswith("Draagt bij aan resultaat R01 Monitor R01 (nog niet op de roadmap).")


def test_a_result_on_the_roadmap_says_since_when_also_to_the_goals_that_it_serves(hlt, pictured):
    heard = {code: a.get("aria-label") for code, a in links(pictured(hlt)).items()}
    assert "Op de roadmap vanaf 2e kwartaal 2021." in heard["R10"]
    assert "resultaat R10 Monitor Openbare Ruimte (op de roadmap vanaf 2e kwartaal 2021)" in heard["D6"]


def test_the_lines_are_those_between_neighbouring_columns_with_their_weight(growth, pictured):
    growth.goals("D1")
    growth.results("R01", "R02")
    growth.efforts("I01")
    growth.link("R01", "D1", contribution=1)
    growth.link("R02", "D1", contribution=3)
    growth.link("I01", "R01")
    growth.link("I01", "D1", contribution=2)
    found = {(path.get("data-from"), path.get("data-to")): path for path in lines(pictured(growth.programme))}
    assert set(found) == {("R01", "D1"), ("R02", "D1"), ("I01", "R01")}
    assert float(found["R02", "D1"].get("stroke-width")) > float(found["R01", "D1"].get("stroke-width"))
    dashed = {ends for ends, path in found.items() if path.get("stroke-dasharray")}
    assert dashed == {("I01", "R01")}


@settings(max_examples=12)
@given(st.integers(0, 10**6))
def test_lines_run_from_box_to_box_and_leave_a_box_in_the_order_of_their_ends(
    by_chance, coloured, set_out, drawn, seed
):
    programme = by_chance(seed)
    colouring = coloured(programme)
    found = set_out(programme, colouring)
    leaving: dict[str, list[tuple[float, float]]] = {}
    for path in lines(parsed(drawn(found, colouring))):
        x1, y1, *_, x2, y2 = map(float, re.findall(r"-?\d+(?:\.\d+)?", path.get("d")))
        source, target = found.boxes[path.get("data-from")], found.boxes[path.get("data-to")]
        assert (x1, x2) == pytest.approx((source.left, target.left + target.width), abs=0.1)
        assert source.top <= y1 <= source.top + source.height
        assert target.top <= y2 <= target.top + target.height
        leaving.setdefault(path.get("data-from"), []).append((target.middle, y1))
    for ends in leaving.values():
        assert [y for _, y in sorted(ends)] == sorted(y for _, y in ends)


def test_an_effort_that_serves_nearly_everything_has_a_chip_and_no_lines(by_chance, pictured):
    programme = by_chance(1)
    fans = near_universal(programme.network)
    assert fans
    root = pictured(programme)
    assert not {path.get("data-from") for path in lines(root)} & set(fans)
    for code, count in fans.items():
        words = " ".join(links(root)[code].itertext())
        assert f"randvoorwaarde voor alle {count} resultaten" in words


def test_such_a_chip_names_the_few_results_that_the_effort_does_not_serve(growth, pictured):
    growth.results(*[f"R{number:02}" for number in range(1, 21)])
    growth.efforts("I01", "I02")
    for number in range(1, 19):
        growth.link("I01", f"R{number:02}")
    for number in range(1, 13):
        growth.link("I02", f"R{number:02}")
    boxes = links(pictured(growth.programme))
    first, second = (" ".join(" ".join(boxes[code].itertext()).split()) for code in ("I01", "I02"))
    assert "randvoorwaarde voor 18 van de 20 resultaten, niet voor R19 en R20" in first
    assert second.endswith("randvoorwaarde voor 12 van de 20 resultaten")


@pytest.fixture
def dependent(growth):
    """A result that depends on another, an effort that is a precondition, and one that serves a goal directly."""
    growth.goals("D1")
    growth.results("R01", "R02")
    growth.efforts("I01")
    growth.link("R01", "R02", kind="depends_on")
    growth.link("I01", "R01", kind="precondition")
    growth.link("I01", "D1")
    return growth.programme


def test_what_depends_on_another_is_tied_to_it_by_an_arc_and_says_so(dependent, pictured):
    root = pictured(dependent)
    (arc,) = (path for path in lines(root) if path.get("class") == "din-dependence")
    assert (arc.get("data-from"), arc.get("data-to")) == ("R01", "R02")
    heard = {code: a.get("aria-label") for code, a in links(root).items()}
    assert "Heeft als randvoorwaarde inspanning I01 Werk I01. Hangt af van resultaat R02" in heard["R01"]
    assert "Is nodig voor resultaat R01" in heard["R02"]
    assert "hangt af van" in " ".join(root.find(f"{SVG}g[@class='din-legend']").itertext())


def test_a_relation_that_skips_a_column_is_told_below_until_its_path_is_in_focus(dependent, pictured):
    told = "Niet getekend, want zij slaan een kolom over: I01 → D1."
    assert told in " ".join(pictured(dependent).itertext())
    focused = pictured(dependent, emphasis=Emphasis(path_of(dependent.network, "I01")))
    assert told not in " ".join(focused.itertext())
    assert ("I01", "D1") in {(path.get("data-from"), path.get("data-to")) for path in lines(focused)}


def test_the_lines_of_such_an_effort_come_back_on_its_own_path(by_chance, pictured):
    programme = by_chance(1)
    code, count = next(iter(near_universal(programme.network).items()))
    root = pictured(programme, emphasis=Emphasis(path_of(programme.network, code)))
    assert len([path for path in lines(root) if path.get("data-from") == code]) == count


def test_what_is_not_on_the_path_fades_and_its_lines_go(hlt, pictured):
    path = path_of(hlt.network, "R01")
    root = pictured(hlt, emphasis=Emphasis(path))
    faded = {code for code, a in links(root).items() if a.get("opacity")}
    assert faded == {record.element.code for record in hlt.network.open_elements()} - path.codes
    assert lines(root)
    assert all((line.get("data-from"), line.get("data-to")) in path.ends for line in lines(root))


@pytest.fixture(scope="module")
def compared(hlt, drawn):
    """The first and the last version of the example in one picture."""
    before, after = hlt.versions[1].network, hlt.versions[3].network
    comparison, both = compare(before, after), union(before, after)
    colouring = by_change(comparison, both)
    found = scene(both, order=order_of(both), colouring=colouring, policy_fields=hlt.policy_fields)
    return comparison, parsed(drawn(found, colouring, Emphasis.on_change(comparison)))


def test_what_is_gone_stands_there_dashed_and_is_heard(compared):
    comparison, root = compared
    assert comparison.gone
    frames = {code: a.find(f"{SVG}rect[@class='din-frame']") for code, a in links(root).items()}
    assert {code for code, frame in frames.items() if frame.get("stroke-dasharray")} == comparison.gone
    for code in comparison.gone:
        assert re.search("Verwijderd|Samengevoegd|Gesplitst", links(root)[code].get("aria-label"))


def test_whatever_changed_has_a_sign_and_what_did_not_has_none(compared):
    comparison, root = compared
    signed = {code for code, a in links(root).items() if a.find(f"{SVG}circle") is not None}
    assert signed == {code for code in comparison.marks if code in links(root)}


def test_the_legend_counts_what_is_drawn(compared, hlt):
    comparison, root = compared
    told = " ".join(root.find(f"{SVG}g[@class='din-legend']").itertext())
    shown = Counter(kind for code, kind in comparison.marks.items() if code in links(root))
    assert f"({shown['added']})" in told
    assert f"verwijderd ({shown['removed']})" in told


@pytest.mark.parametrize("view", range(len(VIEWS)))
def test_no_words_of_the_legend_lie_over_others(hlt, pictured, view):
    legend = pictured(hlt, view).find(f"{SVG}g[@class='din-legend']")
    rows: dict[float, list[tuple[float, float]]] = {}
    for text in legend.iter(f"{SVG}text"):
        left, size = float(text.get("x")), float(text.get("font-size"))
        rows.setdefault(float(text.get("y")), []).append((left, left + width_of("".join(text.itertext()), size)))
    for row in rows.values():
        assert all(right <= left for (_, right), (left, _) in pairwise(sorted(row)))


def test_the_roadmap_tells_each_gate_in_words(hlt, pictured, roadmap_of):
    rows = links(pictured(hlt), "din-roadmap")
    assert list(rows) == [item.code for item in roadmap_of(hlt)]
    for item in roadmap_of(hlt):
        heard = rows[item.code].get("aria-label")
        assert all(word in heard for _, _, word in item.gates)
        assert (item.when or "nog niet geplaatst") in heard
        signs = rows[item.code].findall(f"{SVG}g/{SVG}path")
        assert len(signs) == 4


def test_the_list_of_fonts_is_one_that_every_reader_understands(hlt, pictured):
    for name in pictured(hlt).get("font-family").split(", "):
        assert re.fullmatch("'[^']+'|[A-Za-z-]+( [A-Za-z-]+)*", name)


def test_an_empty_network_is_drawn(growth, pictured):
    assert links(pictured(growth.programme)) == {}


def test_a_picture_fits_in_another(hlt, coloured, set_out, drawn):
    colouring = coloured(hlt)
    picture = drawn(set_out(hlt, colouring), colouring)
    inner = ET.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{picture.within(10, 10, 400, 277)}</svg>')[0]
    assert inner.get("viewBox") == f"0 0 {picture.width:.0f} {picture.height:.0f}"
    assert (inner.get("width"), inner.get("height")) == ("400", "277")


def test_the_same_scene_is_drawn_in_the_same_bytes(hlt, coloured, set_out, drawn):
    colouring = coloured(hlt, 3)
    found = set_out(hlt, colouring)
    assert drawn(found, colouring) == drawn(replace(found), colouring)
