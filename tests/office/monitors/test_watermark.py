"""The watermark: in every picture of a preview and over the page, with the name as text and never as markup."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from roer.office.monitors.previews.watermark import in_picture, over_page, words_for

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300" role="img"><title>Lijn</title></svg>'


def texts(drawing: str) -> list[str]:
    return [node.text for node in ET.fromstring(drawing).iter() if node.tag.endswith("text")]


def test_the_words_name_who_looked_and_when():
    assert words_for("Ria Meijer", date(2021, 1, 19)) == "Voorvertoning · Ria Meijer · 19 januari 2021"


def test_a_picture_carries_the_words_several_times_and_keeps_what_it_was():
    marked = in_picture(PICTURE, "Voorvertoning · Ria")
    assert texts(marked) == ["Voorvertoning · Ria"] * 6
    assert "<title>Lijn</title>" in marked


@pytest.mark.parametrize("name", ["<script>", '"&', "O'Neill <b>"])
def test_a_name_is_text(name):
    assert texts(in_picture(PICTURE, name)) == [name] * 6
    assert texts(over_page(name)) == [name]


def test_the_mark_is_not_read_out():
    assert 'aria-hidden="true"' in in_picture(PICTURE, "Ria")
    assert 'aria-hidden="true"' in over_page("Ria")


def test_what_is_no_picture_is_not_shown_unmarked():
    for drawing in ("", "<svg></svg>", '<p viewBox="0 0 1 1">'):
        with pytest.raises(ValueError, match="cannot be marked"):
            in_picture(drawing, "Ria")
