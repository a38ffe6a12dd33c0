"""The network in words on its page: what contributes to each goal, line by line."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.programme.acts import AddEffort, AddGoal, AddResult, LinkElements
from roer.core.programme.elements import Effort, Goal, Link, Result
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record

pytestmark = pytest.mark.usefixtures("example")
HOSTILE = "</a><script>alert(1)</script> {0} %s"
ESCAPED = "&lt;/a&gt;&lt;script&gt;alert(1)&lt;/script&gt; {0} %s"


@pytest.fixture
def lines(client):
    """What stands under a new goal with one result and two efforts, of which one serves the goal itself."""
    done(AddGoal(goal=Goal(code="D9", title="Een doel")))
    done(AddResult(result=Result(code="R90", title=HOSTILE, municipalities=("GM0534",))))
    done(AddEffort(effort=Effort(code="I90", title=HOSTILE)))
    done(AddEffort(effort=Effort(code="I91", title="Rechtstreeks")))
    for source, target, contribution in (("R90", "D9", 3), ("I90", "R90", None), ("I91", "D9", 1)):
        done(LinkElements(link=Link(source=source, target=target, contribution=contribution, rationale="Omdat.")))
    page = client.get("/din/").content.decode()
    return page[page.index("Wat draagt bij aan D9</summary>") :].partition("</details>")[0].partition("</summary>")[2]


def done(act: AddGoal | AddResult | AddEffort | LinkElements) -> None:
    record(Draft(act=act, by="noor-dekker", holds_from=date(2021, 4, 12)), by="noor-dekker")


def test_every_line_has_its_link_its_share_and_the_efforts_below_it(lines):
    assert lines == (
        f'<ul><li><a class="utrecht-link" href="/din/?element=I91">I91 Rechtstreeks</a> '
        f'<span class="roer-small">(bijdrage klein)</span></li>'
        f'<li><a class="utrecht-link" href="/resultaten/R90/">R90 {ESCAPED}</a> '
        f'<span class="roer-small">(bijdrage groot; nog niet op de roadmap, 0 van 4 poorten open)</span>'
        f'<ul><li><a class="utrecht-link" href="/din/?element=I90">I90 {ESCAPED}</a> '
        f'<span class="roer-small">(bijdrage onbekend)</span></li></ul></li></ul>'
    )
