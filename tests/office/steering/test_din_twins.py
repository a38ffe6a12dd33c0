"""The twins of the picture: the same content and the same actions as a list, a matrix and tables."""

from __future__ import annotations

import re
from datetime import date

import pytest

from roer.core.programme.acts import AddGoal
from roer.core.programme.elements import Goal
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
from roer.office.ledger.history import programme

pytestmark = pytest.mark.usefixtures("example")
TABLES = ("doelen", "resultaten", "inspanningen", "relaties")
FORMS = ("lijst", "matrix", *TABLES)


def page(client, **asked: str) -> str:
    return client.get("/din/", asked).content.decode()


def rows(text: str) -> list[str]:
    return re.findall(r"<tr>(.*?)</tr>", text[text.index("<tbody>") :], re.S)


@pytest.mark.parametrize("form", FORMS)
def test_a_twin_leaves_the_picture_out_and_leads_to_all_other_forms(client, form):
    text = page(client, weergave=form)
    assert 'class="din"' not in text
    for other in FORMS:
        assert f"weergave={other}" in text
    chosen = re.findall(r'weergave=(\w+)" aria-current="page"', text)
    assert chosen == [form]


@pytest.mark.parametrize("form", FORMS)
def test_a_twin_keeps_colours_and_moment_in_its_links(client, form):
    text = page(client, weergave=form, op="2020-10-20", kleur="fase")
    assert f"?op=2020-10-20&amp;kleur=fase&amp;weergave={form}" in text


def test_a_twin_of_an_earlier_moment_shows_what_was_there_then(client):
    for form in ("resultaten", "matrix"):
        then, now = (" ".join(rows(page(client, weergave=form, versie=version))) for version in ("1", ""))
        assert "R06" in then
        assert "R06" not in now


def test_each_table_has_a_row_for_each_thing(client):
    network = programme().network
    for form, count in zip(
        TABLES,
        (len(network.goals), len(network.results), len(network.efforts), len(network.links)),
        strict=True,
    ):
        assert len(rows(page(client, weergave=form))) == count


@pytest.mark.parametrize("form", TABLES)
def test_a_heading_sorts_and_the_sorted_one_says_how(client, form):
    text = page(client, weergave=form)
    assert "aria-sort" not in text
    names = re.findall(r"sorteer=(\w+)#tabel", text)
    for name in (names[0], names[-1]):
        up, down = (page(client, weergave=form, sorteer=wanted) for wanted in (name, f"-{name}"))
        assert up.count('aria-sort="ascending"') == down.count('aria-sort="descending"') == 1
        assert f"sorteer=-{name}#tabel" in up
        assert sorted(rows(up)) == sorted(rows(down))


def test_each_result_opens_its_own_page_from_its_row(client):
    for row in rows(page(client, weergave="resultaten")):
        code = re.search(r'<th scope="row".*?>(R\d+)<', row)[1]
        assert f'href="/resultaten/{code}/"' in row


def test_the_matrix_holds_every_relation(client):
    text = page(client, weergave="matrix")
    told = len(re.findall(r"din-weight--\d", text))
    others = text.count("<li>", text.index('id="overige"')) if 'id="overige"' in text else 0
    assert told + others >= len(programme().network.links)
    assert 'aria-sort="descending"' in page(client, weergave="matrix", sorteer="D3")


def test_hostile_words_stay_words_in_every_twin(client):
    hostile = "</td><script>alert(1)</script>{{ 7|add:7 }} =1+1"
    record(Draft(act=AddGoal(goal=Goal(code="D9", title=hostile)), by="noor-dekker", holds_from=date(2021, 4, 12),
                 origin='"><script>'), by="noor-dekker")  # fmt: skip
    for form in FORMS:
        assert "<script>alert" not in page(client, weergave=form)
        assert "{{ 7|add:7 }}" in page(client, weergave=form)
    assert '"><script>' not in page(client, weergave="doelen", sorteer='"><script>')


@pytest.mark.parametrize("form", FORMS)
def test_a_twin_is_light_and_asks_the_database_little(client, form, django_assert_max_num_queries):
    page(client, weergave=form)
    with django_assert_max_num_queries(8):
        assert len(page(client, weergave=form)) < 200_000
