"""The lines of the outline on the page of the network. Made here: a template would take longer than all the rest.

What stands in many lines is escaped once: the link of an element, and the word for a contribution.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from roer.core.network.outline import Branch, Outline
from roer.core.programme.elements import Code, Element, Result
from roer.core.programme.labels import CONTRIBUTIONS
from roer.core.programme.network_state import Network

_LINK = '<a class="utrecht-link" href="{}">{} {}</a>'


def in_words(outline: Outline, network: Network) -> Iterator[tuple[Branch, SafeString]]:
    """Every goal of the outline with the lines of what contributes to it, their own efforts below them."""
    pieces = _Pieces.of(network)
    for goal in outline.goals:
        yield goal, mark_safe("".join(map(pieces.line, goal.branches)))  # noqa: S308 every piece was escaped


@dataclass(frozen=True, slots=True)
class _Pieces:
    """What the lines are put together from, as HTML: the link of each element, the word for each contribution."""

    links: Mapping[Code, SafeString]
    shares: Mapping[str, SafeString]

    @classmethod
    def of(cls, network: Network) -> _Pieces:
        page, results, share = reverse("steering:din"), reverse("steering:results"), _("bijdrage")
        elements = [record.element for record in network.open_elements()]
        return cls(
            {one.code: format_html(_LINK, _address(one, page, results), one.code, one.title) for one in elements},
            {word: format_html("{} {}", share, word) for word in CONTRIBUTIONS.values()},
        )

    def line(self, branch: Branch) -> str:
        """One line of the outline, with those below it."""
        told = self.shares[branch.contribution] + (f"; {escape(branch.remark)}" if branch.remark else "")
        below = f"<ul>{''.join(map(self.line, branch.branches))}</ul>" if branch.branches else ""
        return f'<li>{self.links[branch.element.code]} <span class="roer-small">({told})</span>{below}</li>'


def _address(element: Element, page: str, results: str) -> str:
    return f"{results}{element.code}/" if isinstance(element, Result) else f"{page}?element={element.code}"
