"""Drawings are made once, kept under a name that follows from what they show, and fit for a page."""

from __future__ import annotations

import os
import re
import time
import xml.etree.ElementTree as ET

import pytest

from roer.core.figures.area_map import Fill, LegendLine
from roer.core.figures.observations import Quantity
from roer.office.monitors import rendering
from roer.office.monitors.rendering import Drawing, drawn
from roer.office.monitors.svg import finished, line_sign, swatch
from roer.office.monitors.warming import KEPT_DAYS, forget_old, warm

SIMPLE = {"mark": "point", "data": {"values": [{"a": 1}]}, "encoding": {"x": {"field": "a", "type": "quantitative"}}}
RAW = (
    '<svg xmlns="http://www.w3.org/2000/svg" class="marks" width="20" height="10" viewBox="0 0 20 10">'
    '<g role="graphics-symbol" aria-roledescription="x"><g class="mark-shape layer_0_marks">'
    '<path class="background" d="M0,0"/><path d="M0.123456,0L1,1" fill="url(#hatched)" pointer-events="none"/>'
    '<path d="M2,2" fill="#fff"/></g></g></svg>'
)


def drawing(name: str, asked: list[str] | None = None, title: str = "Titel") -> Drawing:
    def specification() -> dict:
        if asked is not None:
            asked.append(name)
        return SIMPLE

    return Drawing(("test", name), specification, title, "Wat u ziet")


@pytest.fixture(autouse=True)
def _apart(settings, tmp_path, monkeypatch):
    settings.ROER_FIGURES = tmp_path / "figures"
    monkeypatch.setattr(rendering, "_memory", rendering._Memory(8))


def forget(monkeypatch) -> None:
    """As another process, that remembers nothing."""
    monkeypatch.setattr(rendering, "_memory", rendering._Memory(8))


def test_a_drawing_is_made_once(monkeypatch):
    asked: list[str] = []
    first = drawn(drawing("once", asked))
    assert drawn(drawing("once", asked)) == first
    forget(monkeypatch)
    assert drawn(drawing("once", asked)) == first
    assert asked == ["once"]


def test_without_a_workspace_drawings_live_in_memory(settings):
    settings.ROER_FIGURES = None
    asked: list[str] = []
    assert drawn(drawing("nowhere", asked)) == drawn(drawing("nowhere", asked))
    assert asked == ["nowhere"]


def test_a_full_disk_costs_no_page(settings, tmp_path, caplog):
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder")
    settings.ROER_FIGURES = blocked / "figures"
    with pytest.raises(NotADirectoryError):
        (blocked / "figures").mkdir(parents=True)
    assert "<svg" in drawn(drawing("blocked"))
    assert "could not be kept" in caplog.text


def test_other_words_or_other_code_make_another_drawing(monkeypatch):
    asked: list[str] = []
    drawn(drawing("same", asked))
    drawn(drawing("same", asked, title="Andere titel"))
    monkeypatch.setattr(rendering, "_code", lambda: "other code")
    drawn(drawing("same", asked))
    assert len(asked) == 3


def test_memory_forgets_what_was_used_longest_ago():
    memory = rendering._Memory(2)
    for name in ("a", "b"):
        memory.put(name, name)
    memory.get("a")
    memory.put("c", "c")
    assert [memory.get(name) for name in ("a", "b", "c")] == ["a", None, "c"]


def test_numbers_on_axes_are_dutch():
    spec = {**SIMPLE, "data": {"values": [{"a": 1000}, {"a": 2000}]}}
    text = drawn(Drawing(("test", "dutch"), lambda: spec, "Titel", "Wat u ziet"))
    assert "2.000" in text
    assert "2,000" not in text


def test_a_drawing_tells_who_cannot_see_it_what_it_shows():
    root = ET.fromstring(finished(RAW, key="k", title="Kaart <van> iets", description="Zin & meer"))
    assert root.get("role") == "img"
    title, description = root.get("aria-labelledby").split()
    texts = {element.get("id"): element.text for element in root if element.get("id")}
    assert (texts[title], texts[description]) == ("Kaart <van> iets", "Zin & meer")
    assert root.get("viewBox") == "0 0 20 10"
    assert root.get("width") is None


def test_a_drawing_is_small_and_has_its_patterns():
    text = finished(RAW, key="k", title="t", description="d")
    assert 'fill="url(#k-hatched)"' in text
    assert re.findall(r'<pattern id="([^"]+)"', text) == ["k-hatched"]
    assert "M0.12,0L1,1" in text
    for noise in ("class=", "graphics-symbol", "pointer-events", "aria-roledescription"):
        assert noise not in text


def test_areas_are_named_for_a_mouse_and_their_number_is_checked():
    named = RAW.replace('<path class="background" d="M0,0"/>', "")
    text = finished(named, key="k", title="t", description="d", hover=["Dorp: x", "<Park>: 3"])
    assert text.count("<title") == 3
    assert "&lt;Park&gt;: 3" in text
    assert "data-borders" in text
    with pytest.raises(ValueError, match="are drawn"):
        finished(named, key="k", title="t", description="d", hover=["Dorp"])


@pytest.mark.parametrize("fill", list(Fill))
def test_the_legend_shows_the_pattern_itself(fill):
    text = swatch(LegendLine("x", 3, fill=fill), key="s1")
    assert f'id="s1-{fill.value}"' in text
    assert f'fill="url(#s1-{fill.value})"' in text
    ET.fromstring(text)


def test_the_legend_shows_colours_circles_and_forms():
    assert 'fill="#123456"' in swatch(LegendLine("a", 1, colour="#123456"), key="s")
    assert 'r="20.0"' in swatch(LegendLine("a", None, diameter=40.0), key="s")
    assert len({line_sign(at) for at in range(6)}) == 6


def test_hidden_empty_and_unknown_areas_have_patterns_of_their_own():
    texts = {swatch(LegendLine("x", 1, fill=fill), key="s").replace(fill.value, "") for fill in Fill}
    assert len(texts) == len(Fill)


@pytest.mark.django_db
def test_warming_draws_what_readers_see_first(settings, town, tmp_path, client, monkeypatch):
    settings.ROER_RELEASES = town.releases
    told: list[str] = []
    assert warm("jeugdmonitor", told.append) == 2 + 3 + 2 + 2 + 2 + 2
    assert told == ["13 figuren getekend"]
    forget(monkeypatch)
    monkeypatch.setattr(rendering, "_made", lambda *_: pytest.fail("the first page draws nothing itself"))
    for query in ({}, {"indicator": "hulp"}, {"gebied": "GM0553"}):
        assert client.get("/monitors/jeugdmonitor/", query).status_code == 200


def test_warming_what_was_never_released_does_nothing(settings, tmp_path):
    settings.ROER_RELEASES = tmp_path
    assert warm("bestaat-niet") == 0
    settings.ROER_RELEASES = None
    assert warm("jeugdmonitor") == 0


def test_old_drawings_are_thrown_away(settings):
    drawn(drawing("old"))
    drawn(drawing("new"))
    old, new = sorted(settings.ROER_FIGURES.glob("*/*.svg"))
    now = time.time()
    os.utime(old, (now, now - (KEPT_DAYS + 1) * 86_400))
    forget_old(now=now)
    assert not old.exists()
    assert new.exists()


def test_units_need_no_space_of_their_own():
    assert Quantity(label="a", unit="%").told(3.0) == "3\u00a0%"
