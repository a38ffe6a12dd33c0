"""The lines of the outline on the page of the network. Made here: a template would take longer than all the rest."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from roer.core.network.outline import Branch, Outline
from roer.core.programme.elements import Code, Element, Result
from roer.core.programme.network_state import Network

_LINK = '<a class="utrecht-link" href="{}">{} {}</a>'
_RESULT = '<li>{} <span class="roer-small">({} {}{})</span>{}</li>'
_EFFORT = '<li>{} <span class="roer-small">({} {})</span></li>'
Links = dict[Code, SafeString]


def in_words(outline: Outline, network: Network) -> Iterator[tuple[Branch, SafeString]]:
    """Every goal of the outline with the lines of what contributes to it, their own efforts below them."""
    links, share = _links(network), _("bijdrage")
    for goal in outline.goals:
        yield goal, format_html_join("\n", _RESULT, (_line(branch, links, share) for branch in goal.branches))


def _line(branch: Branch, links: Links, share: str) -> tuple[str, ...]:
    remark = f"; {branch.remark}" if branch.remark else ""
    efforts = format_html_join(
        "", _EFFORT, ((links[below.element.code], share, below.contribution) for below in branch.branches)
    )
    below = format_html("<ul>{}</ul>", efforts) if efforts else ""
    return links[branch.element.code], share, branch.contribution, remark, below


def _links(network: Network) -> Links:
    """The link of each element, made once for all the places where it stands."""
    page, results = reverse("steering:din"), reverse("steering:results")
    elements = (record.element for record in network.open_elements())
    return {
        element.code: format_html(_LINK, _address(element, page, results), element.code, element.title)
        for element in elements
    }


def _address(element: Element, page: str, results: str) -> str:
    return f"{results}{element.code}/" if isinstance(element, Result) else f"{page}?element={element.code}"
