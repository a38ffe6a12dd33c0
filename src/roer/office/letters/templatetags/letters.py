"""Filters that write the pieces of a letter's sentences as HTML: names as links, figures as links to their source."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def sentence(runs: Iterable[dict[str, Any]]) -> SafeString:
    """The runs of a sentence, escaped: a figure leads to its source and shows its number where it is marked."""
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: dict[str, Any]) -> SafeString | str:
    if "note" in run:
        marks = format_html_join("", "<sup>[{}]</sup>", ((mark,) for mark in run["marks"]))
        return format_html('<a class="roer-fact" href="#bron-{}">{}{}</a>', run["note"], run["text"], marks)
    if run.get("address"):
        return format_html('<a class="roer-fact-name" href="{}">{}</a>', run["address"], run["text"])
    return str(run["text"])
