"""Who hears the network instead of seeing it: with the keyboard and what the browser tells a screen reader alone.

The question of every council member: which efforts serve goal 3, and which of its results are on the roadmap?
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

GOAL, RESULTS = "D3", {"R09", "R21"}
EFFORTS = {"I01", "I07", "I12", "I15"}
MOST_KEYS = 120


@dataclass(frozen=True)
class Heard:
    """What a screen reader says of one thing: its role and its name."""

    role: str
    name: str


def tree_of(page: Page) -> list[Heard]:
    """Everything that the browser tells a screen reader, in reading order, without what it passes over."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}

    def read(node: dict) -> Iterator[Heard]:
        if not node.get("ignored"):
            yield Heard(node["role"]["value"], node.get("name", {}).get("value", ""))
        for child in node.get("childIds", ()):
            yield from read(by_id[child])

    return list(read(nodes[0]))


def focused(page: Page) -> Heard:
    """What is said of what has the focus."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    for node in reversed(nodes):
        if any(one["name"] == "focused" and one["value"].get("value") for one in node.get("properties", ())):
            return Heard(node["role"]["value"], node.get("name", {}).get("value", ""))
    return Heard("", "")


def tab_to(page: Page, start: str, key: str = "Tab") -> Heard:
    """Press a key until what has the focus begins with these words."""
    for _ in range(MOST_KEYS):
        page.keyboard.press(key)
        name = page.evaluate("document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.innerText")
        if (name or "").startswith(start):
            return focused(page)
    pytest.fail(f"no {start} within {MOST_KEYS} times {key}")


def codes(letter: str, words: str) -> set[str]:
    return set(re.findall(rf"\b{letter}\d\d\b", words))


def test_from_the_outline_the_question_is_answered(reader):
    page = reader.visit("/din/?weergave=lijst").page
    tree = tree_of(page)
    at = next(i for i, one in enumerate(tree) if one.role == "heading" and one.name.startswith(GOAL))
    until = next(i for i, one in enumerate(tree) if i > at and one.role == "heading")
    summary = next(one.name for one in tree[at:until] if one.role == "StaticText" and "resultaten" in one.name)
    assert summary.startswith("2 resultaten, nog niets op de roadmap.")
    assert codes("I", summary) == EFFORTS
    links = [one.name for one in tree[at:until] if one.role == "link"]
    assert {name[:3] for name in links if name.startswith("R")} == RESULTS
    assert {name[:3] for name in links if name.startswith("I")} == EFFORTS
    assert all(len(name) > 4 for name in links), "every link says the title beside the code"
    told = " ".join(one.name for one in tree[at:until] if one.role == "StaticText")
    assert told.count("nog niet op de roadmap, ") == len(RESULTS)


def test_in_the_outline_the_goal_is_reached_and_opened_by_keyboard(reader):
    page = reader.visit("/din/?weergave=lijst").page
    heard = tab_to(page, GOAL)
    assert (heard.role, heard.name) == ("link", "D3 Minder ondermijnende criminaliteit")
    page.keyboard.press("Enter")
    page.wait_for_url("**element=D3**")
    assert any(one.role == "heading" and one.name.startswith("Het pad van D3") for one in tree_of(page))


def test_from_the_picture_the_question_is_answered_by_one_name(reader):
    page = reader.visit("/din/").page
    heard = tab_to(page, f"Doel {GOAL}")
    assert heard.role == "link"
    assert codes("R", heard.name) == RESULTS
    assert codes("I", heard.name) == EFFORTS
    assert heard.name.count("(nog niet op de roadmap)") == len(RESULTS)
    assert "resultaat R21 Monitor Ondermijnende Criminaliteit" in heard.name
    assert "inspanning I07 Business- en data-analyse ondermijning" in heard.name


def test_in_the_picture_a_goal_tells_since_when_its_results_are_on_the_roadmap(reader):
    page = reader.visit("/din/").page
    heard = tab_to(page, "Doel D6")
    assert "resultaat R10 Monitor Openbare Ruimte (op de roadmap vanaf 2e kwartaal 2021)" in heard.name
    assert "R23 Dashboards Dienstverlening (op de roadmap vanaf 1e kwartaal 2021, onder voorbehoud)" in heard.name


def test_arrow_keys_follow_the_goal_to_its_results_and_their_efforts_and_back(reader):
    page = reader.visit("/din/").page
    tab_to(page, f"Doel {GOAL}")
    page.keyboard.press("ArrowRight")
    result = focused(page)
    assert result.name.startswith("Resultaat R")
    assert codes("R", result.name) & RESULTS
    assert "doel D3 Minder ondermijnende criminaliteit" in result.name
    page.keyboard.press("ArrowRight")
    assert codes("I", focused(page).name[:20]) <= EFFORTS
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert focused(page).name.startswith("Doel")


def test_with_page_keys_all_that_serves_the_same_goal_is_passed(reader):
    page = reader.visit("/din/").page
    tab_to(page, f"Doel {GOAL}")
    page.keyboard.press("ArrowRight")
    passed = {focused(page).name[10:13]}
    page.keyboard.press("PageDown")
    passed.add(focused(page).name[10:13])
    assert passed == RESULTS


def test_lines_are_not_heard_but_every_box_is(reader):
    tree = tree_of(reader.visit("/din/").page)
    names = [one.name for one in tree if one.role == "link" and re.match(r"(Doel|Resultaat|Inspanning) ", one.name)]
    assert len(names) == len({name.split(":")[0] for name in names}) >= 40


def test_the_matrix_is_heard_as_a_table_with_row_and_column_headers(reader):
    tree = tree_of(reader.visit("/din/?weergave=matrix").page)
    heads = [one.name for one in tree if one.role == "columnheader"]
    assert any(name.startswith("D3 Minder ondermijnende") for name in heads)
    assert sum(one.role == "rowheader" for one in tree) >= 40
    assert {"groot", "middel", "klein"} <= {one.name for one in tree if one.role == "StaticText"}


def test_a_sorted_column_says_so(reader):
    page = reader.visit("/din/?weergave=doelen&sorteer=titel").page
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Titel")


def test_the_slider_tells_the_day_and_what_happened_and_changes_the_picture_without_a_reload(reader):
    visit = reader.visit("/din/")
    page = visit.page
    page.evaluate("window.stayed = true")
    slider = page.get_by_role("slider", name="Moment in de tijd")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**op=*")
    first = slider.get_attribute("aria-valuetext")
    assert re.match(r"\d+ \w+ 20\d\d: ", first)
    assert page.locator("#tijd-nu").inner_text().startswith(first)
    page.keyboard.press("ArrowRight")
    expect(slider).not_to_have_attribute("aria-valuetext", first)
    assert page.evaluate("window.stayed === true && document.activeElement.id === 'stap'")
    assert visit.errors == []
    page.keyboard.press("End")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("^Nu"))
    page.locator("#din-D3").focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).name.startswith("Resultaat R"), "the new picture answers to keys as well"


def test_without_script_the_slider_is_sent_with_its_button(plain):
    page = plain.visit("/din/?op=2020-10-20&kleur=fase").page
    before = page.locator("#tijd-nu").inner_text()
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Ga naar dit moment").click()
    assert page.locator("#tijd-nu").inner_text() != before
    assert "kleur=fase" in page.url
    page.get_by_role("link", name="Volgende wijziging").click()
    assert page.locator("#tijd-nu").inner_text() == before
