"""The network as tables and back: what a file asks, what is wrong with it, and that asking twice asks nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roer.core.network.cells import joined, parted, trimmed
from roer.core.network.planning import brought_about
from roer.core.network.table_reading import changes_in, table_named
from roer.core.network.tables import Table, tables_of
from roer.core.programme import acts
from roer.core.programme.elements import (
    Audience,
    DataLevel,
    Effort,
    EffortKind,
    Goal,
    GoalKind,
    Link,
    Municipality,
    Phase,
    PolicyField,
    Result,
    ResultKind,
    Umbrella,
)

TOWNS = {"GM0534": "Hillegom", "GM0553": "Lisse", "GM1525": "Teylingen"}
FIELDS = {"jeugd": "Jeugd; en gezin", "wonen": "Wonen", "sociaal": "Wonen"}
"""A name with a semicolon, and one that two policy fields share."""


@pytest.fixture
def world(growing):
    """A programme with municipalities, policy fields, a goal, two results and an effort."""
    return _world(growing)


def _bare(growing):
    found = growing()
    for code, name in TOWNS.items():
        found.do(acts.AddMunicipality(municipality=Municipality(code=code, name=name)))
    for code, name in FIELDS.items():
        found.do(acts.AddPolicyField(policy_field=PolicyField(code=code, name=name)))
    return found


def _world(growing):
    found = _bare(growing)
    found.goals("D1")
    found.results("R1", "R2", policy_fields=("jeugd",), owner="an-vos")
    found.efforts("I1", phase="execution")
    found.link("R1", "D1", contribution=2, rationale="Zonder cijfers geen beleid.")
    found.link("I1", "R1", evidence=("Rapport; deel 2",))
    return found


def _sheet(tables, name):
    return next(table for table in tables if table.name == name)


def _with(table, row, column, text):
    """The table with another text in one cell; rows are counted from 0."""
    at, rows = table.headings.index(column), [list(one) for one in table.rows]
    rows[row][at] = text
    return replace(table, rows=tuple(tuple(one) for one in rows))


def _apply(found, plan):
    assert not plan.problems
    for act in plan.acts:
        found.do(act)


# --- what is told


def test_codes_are_told_in_the_words_of_the_pages(world):
    results = _sheet(tables_of(world.programme), "Resultaten")
    told = dict(zip(results.headings, results.rows[0], strict=True))
    assert told["Soort"] == "informatieproduct"
    assert told["Gegevensniveau"] == "anonieme aantallen"
    assert told["Gemeenten"] == "Hillegom; Lisse; Teylingen"
    assert told["Beleidsterreinen"] == "Jeugd\\; en gezin"
    assert told["Eigenaar"] == "an-vos"


def test_a_name_that_two_policy_fields_share_stands_for_neither(world):
    world.change("R1", policy_fields=("sociaal",))
    table = _sheet(tables_of(world.programme), "Resultaten")
    assert table.rows[0][table.headings.index("Beleidsterreinen")] == "sociaal"
    assert changes_in(world.programme, [table]).acts == ()


def test_descent_is_told_and_never_read_back(world):
    world.split("R1", "R3", "R4")
    tables = tables_of(world.programme)
    assert _sheet(tables, "Afstamming").rows[0][:3] == ("gesplitst", "R1", "R3; R4")
    assert not changes_in(world.programme, tables).problems


def test_an_earlier_network_is_told_with_the_words_of_today(world):
    before = world.network
    world.change("R1", title="Nu anders")
    assert _sheet(tables_of(world.programme, before), "Resultaten").rows[0][1] == "Monitor R1"


# --- the same file twice


def test_what_was_written_asks_nothing(world):
    plan = changes_in(world.programme, tables_of(world.programme))
    assert (plan.acts, plan.problems, plan.unchanged, plan.absent) == ((), (), 6, ())


def test_the_network_of_the_example_comes_back_as_it_is(hlt):
    plan = changes_in(hlt, tables_of(hlt))
    assert (plan.acts, plan.problems) == ((), ())


SIGNS = st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
WORD = st.text(SIGNS, min_size=1, max_size=30).map(trimmed).filter(bool)
TITLE = st.one_of(
    WORD, st.sampled_from(("=1+1", "'=x", "a;b", "a\\", "\\;", "@SUM(A1)", "een\nregel", "\u00a0x\u00a0"))
)
TEXT = st.one_of(st.just(""), TITLE)
TITLES = st.lists(TITLE, max_size=3, unique_by=lambda title: title.strip()).map(tuple)
PERSON = st.sampled_from((None, "an-vos", "piet-bos"))
POLICIES = st.lists(st.sampled_from(sorted(FIELDS)), unique=True, max_size=3).map(tuple)
GOAL = st.builds(
    Goal, code=st.just("D9"), title=TITLE, description=TEXT, kind=st.sampled_from(GoalKind),
    policy_fields=POLICIES, owner=PERSON, aliases=TITLES,
)  # fmt: skip
RESULT = st.builds(
    Result, code=st.just("R9"), title=TITLE, description=TEXT, kind=st.sampled_from(ResultKind),
    policy_fields=POLICIES, owner=PERSON, client=PERSON, data_level=st.sampled_from(DataLevel),
    audience=st.lists(st.sampled_from(Audience), unique=True, max_size=3).map(tuple),
    municipalities=st.lists(st.sampled_from(sorted(TOWNS)), unique=True, min_size=1).map(tuple),
    product=st.sampled_from((None, "jeugdmonitor")), aliases=TITLES,
)  # fmt: skip
EFFORT = st.builds(
    Effort, code=st.just("I9"), title=TITLE, description=TEXT, kind=st.sampled_from(EffortKind),
    umbrella=st.sampled_from(Umbrella), phase=st.sampled_from(Phase), policy_fields=POLICIES, owner=PERSON,
    aliases=TITLES,
)  # fmt: skip
LINK = st.builds(
    Link, source=st.just("R9"), target=st.just("D9"), contribution=st.sampled_from((None, 1, 2, 3)), rationale=TEXT,
    assumption=TEXT, evidence=st.lists(WORD.filter(lambda text: len(text) >= 3), max_size=2, unique=True).map(tuple),
)  # fmt: skip


@given(goal=GOAL, result=RESULT, effort=EFFORT, link=LINK)
def test_whatever_is_in_a_network_survives_writing_and_reading(growing, goal, result, effort, link):
    there = _bare(growing)
    for act in (acts.AddGoal(goal=goal), acts.AddResult(result=result), acts.AddEffort(effort=effort)):
        there.do(act)
    there.do(acts.LinkElements(link=link))
    tables = tables_of(there.programme)
    assert changes_in(there.programme, tables).acts == ()
    elsewhere = _bare(growing)
    _apply(elsewhere, changes_in(elsewhere.programme, tables))
    assert _told(elsewhere) == _told(there)


def _told(found):
    """What is said of the network; another name equal to the title says nothing, and a file leaves it out."""
    elements = [record.element for record in found.network.open_elements()]
    elements = [
        one.model_copy(update={"aliases": tuple(name for name in one.aliases if name != one.title)}) for one in elements
    ]
    return elements, [record.link for _, record in sorted(found.network.links.items())]


@given(title=TITLE, names=TITLES, phase=st.sampled_from(Phase), text=TEXT)
def test_a_file_that_was_recorded_asks_nothing_the_second_time(growing, title, names, phase, text):
    found = _world(growing)
    tables = list(tables_of(found.programme))
    told = {"Titel": title, "Andere namen": joined(names), "Fase": phase.value, "Omschrijving": text}
    for column, cell in told.items():
        tables[2] = _with(tables[2], 0, column, cell)
    tables[3] = _with(tables[3], 0, "Bijdrage", "groot")
    _apply(found, changes_in(found.programme, tables))
    again = changes_in(found.programme, tables)
    assert (again.acts, again.problems) == ((), ())


@given(st.lists(WORD, unique=True))
def test_several_values_in_one_cell_come_apart_again(values):
    assert list(parted(joined(values))) == values


# --- what is asked


def test_a_new_code_is_added_and_a_different_field_changed(world):
    results = _sheet(tables_of(world.programme), "Resultaten")
    new = list(results.rows[0])
    new[:2] = ["R7", "Nieuwe monitor"]
    changed = _with(results, 1, "Gemeenten", "lisse; Hillegom")
    plan = changes_in(world.programme, [replace(changed, rows=(*changed.rows, tuple(new)))])
    assert [act.kind for act in plan.acts] == ["add_result", "change_element"]
    assert plan.acts[0].result.title == "Nieuwe monitor"
    assert plan.acts[1].element.municipalities == ("GM0553", "GM0534")
    assert plan.acts[1].expects == world.network.elements["R2"].seq
    assert plan.places == ("Resultaten, rij 4", "Resultaten, rij 3")


def test_elements_come_before_what_links_them(world):
    links = Table("Relaties", ("Van", "Naar", "Bijdrage"), (("R7", "D1", "groot"), ("I1", "R1", "klein")))
    results = Table("Resultaten", ("Code", "Titel", "Gemeenten"), (("R7", "Nieuw", "Lisse"),))
    plan = changes_in(world.programme, [links, results])
    assert [act.kind for act in plan.acts] == ["add_result", "link_elements", "change_link"]
    assert plan.acts[2].expects == world.network.links["I1", "R1"].seq
    assert plan.acts[2].link.evidence == ("Rapport; deel 2",)


def test_a_column_that_is_missing_leaves_its_field_as_it_is(world):
    plan = changes_in(world.programme, [Table("Resultaten", ("Titel", "CODE"), (("Anders", "r1"),))])
    assert plan.acts[0].element.owner == "an-vos"
    assert plan.acts[0].element.aliases == ("Monitor R1",)


def test_the_title_that_was_is_kept_among_the_other_names(world):
    world.change("R1", title="Tweede naam", aliases=("Oer",))
    plan = changes_in(
        world.programme, [Table("Resultaten", ("Code", "Titel", "Andere namen"), (("R1", "Derde naam", "Nog een"),))]
    )
    assert plan.acts[0].element.aliases == ("Oer", "Nog een", "Tweede naam")


def test_an_emptied_cell_empties_a_text_but_never_a_kind(world):
    world.change("I1", description="Wat het is")
    plan = changes_in(world.programme, [Table("Inspanningen", ("Code", "Omschrijving", "Fase"), (("I1", "", ""),))])
    effort = plan.acts[0].element
    assert (effort.description, effort.phase) == ("", "execution")


def test_what_the_file_does_not_name_stays_and_is_told(world):
    plan = changes_in(
        world.programme,
        [
            Table("Resultaten", ("Code",), (("R1",),)),
            Table("Relaties", ("Van", "Naar"), (("R1", "D1"),)),
        ],
    )
    assert (plan.acts, plan.absent, plan.absent_links) == ((), ("R2",), (("I1", "R1"),))
    assert plan.says == (
        "2 elementen en relaties staan er al precies zo in.",
        "1 element staat niet in het bestand en blijft: R2.",
        "1 relatie staat niet in het bestand en blijft: I1 naar R1.",
    )


def test_many_that_are_not_named_are_counted(world):
    world.results(*(f"R{number}" for number in range(10, 22)))
    plan = changes_in(world.programme, [Table("Resultaten", ("Code",), (("R1",),))])
    assert plan.says[1].startswith("13 elementen staan niet in het bestand en blijven: R10, R11,")
    assert plan.says[1].endswith("R17 en nog 5.")


def test_rooms_and_capitals_in_headings_words_and_codes_do_not_count(world):
    table = Table(
        "  resultaten ",
        ("gegevensNIVEAU", " code", "titel\u00a0"),
        (("\u00a0Anonieme\u00a0 Aantallen ", " r1\u00a0", " Monitor R1 "), ("", "", "  ")),
    )
    plan = changes_in(world.programme, [table])
    assert (plan.acts, plan.problems, plan.unchanged) == ((), (), 1)


# --- what is wrong


@pytest.mark.parametrize(
    ("table", "rule", "where", "cure"),
    [
        (Table("Resultatn", ("Code",), ()), "unknown_table", "", "Bedoelde u ‘Resultaten’?"),
        (Table("Resultaten", ("Code", "Titl"), ()), "unknown_column", "Resultaten, rij 1", "Bedoelde u ‘Titel’?"),
        (Table("Resultaten", ("Titel",), ()), "missing_column", "Resultaten, rij 1", "Zonder"),
        (Table("Resultaten", ("Code", "code "), ()), "duplicate_column", "Resultaten, rij 1", "Houd er één over."),
        (
            Table("Inspanningen", ("Code", "Fase"), (("I1", "uitvoerng"),)),
            "unknown_word",
            "Inspanningen, rij 2, kolom Fase",
            "Bedoelde u ‘uitvoering’?",
        ),
        (
            Table("Resultaten", ("Code", "Gemeenten"), (("R1", "Leiden"),)),
            "unknown_word",
            "Resultaten, rij 2, kolom Gemeenten",
            "Kies uit: Hillegom, Lisse of Teylingen.",
        ),
        (
            Table("Resultaten", ("Code", "Titel"), (("R8", "Zonder gemeenten"),)),
            "missing",
            "Resultaten, rij 2, kolom Gemeenten",
            "Voeg de kolom toe",
        ),
        (
            Table("Resultaten", ("Code", "Gemeenten"), (("R1", ""),)),
            "too_short",
            "Resultaten, rij 2, kolom Gemeenten",
            "Vul er een in.",
        ),
        (
            Table("Doelen", ("Code", "Titel"), (("1.0", "Een getal"),)),
            "string_pattern_mismatch",
            "Doelen, rij 2, kolom Code",
            "Een element heeft hoofdletters",
        ),
        (
            Table("Doelen", ("Code", "Titel"), (("D1", "a" * 161),)),
            "string_too_long",
            "Doelen, rij 2, kolom Titel",
            "Schrijf ten hoogste 160 tekens.",
        ),
        (Table("Doelen", ("Code", "Titel"), (("", "Wees"),)), "no_code", "Doelen, rij 2, kolom Code", "Vul haar in"),
        (Table("Doelen", ("Code", "Titel"), (("D1", "a\x00b"),)), "control_sign", "Doelen, rij 2, kolom Titel", "Typ"),
        (Table("Doelen", ("Code",), (("D1",), ("d1",))), "named_twice", "Doelen, rij 3", "Houd één van beide over."),
        (Table("Doelen", ("Code",), (("R1",),)), "type_stays", "Doelen, rij 2, kolom Code", "Geef het een eigen code."),
        (Table("Doelen", ("Code", ""), (("D1", "x"),)), "cell_without_heading", "Doelen, rij 2", "Geef elke kolom"),
        (Table("Doelen", ("Code",), (("D1", "", "x"),)), "cell_without_heading", "Doelen, rij 2", "Geef elke kolom"),
        (Table("Doelen", ("Code",), (("D1",),) * 20_001), "too_many_rows", "Doelen", "Verdeel haar"),
        (
            Table("Relaties", ("Van", "Naar"), (("R1", "D2"),)),
            "unknown_code",
            "Relaties, rij 2, kolom Naar",
            "Kies uit: D1, I1, R1 of R2.",
        ),
        (
            Table("Relaties", ("Van", "Naar"), (("R1", "D1"), ("R1", "D1"))),
            "named_twice",
            "Relaties, rij 3",
            "Houd één van beide over.",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place_and_what_to_do(world, table, rule, where, cure):
    plan = changes_in(world.programme, [table])
    (problem,) = plan.problems
    assert (problem.rule, problem.where) == (rule, where)
    assert problem.cure.startswith(cure)


def test_a_closed_element_is_told_with_when_it_closed_and_what_came_of_it(world):
    tables = tables_of(world.programme)
    world.split("R1", "R3", "R4")
    plan = changes_in(world.programme, tables)
    rules = [(problem.rule, problem.where) for problem in plan.problems]
    assert ("closed_element", "Resultaten, rij 2, kolom Code") in rules
    assert ("closed_element", "Relaties, rij 2, kolom Naar") in rules
    assert "gesplitst in R3 en R4" in plan.problems[0].what


def test_a_link_of_a_code_that_is_no_code_is_told_without_repeating_all_of_it(world):
    (problem,) = changes_in(world.programme, [Table("Relaties", ("Van", "Naar"), (("R1", "x" * 999),))]).problems
    assert problem.what == f"Er is geen element {'X' * 40}…."


def test_what_would_come_of_a_plan_can_be_shown_before_it_is_asked_of_the_rules(world):
    plan = changes_in(world.programme, [Table("Relaties", ("Van", "Naar"), (("R2", "R1"), ("R1", "R2")))])
    assert set(brought_about(world.network, plan, world.network.elements["R1"].stamp).links) >= {
        ("R2", "R1"),
        ("R1", "R2"),
    }


def test_nothing_at_all_is_a_problem_too(world):
    assert changes_in(world.programme, []).problems[0].rule == "no_table"


def test_a_row_says_the_file_that_it_came_from(world):
    table = Table("Doelen", ("Code", "Titel"), (("D1", ""),), file="doelen 2021.csv", first=4)
    assert changes_in(world.programme, [table]).problems[0].where == "doelen 2021.csv, rij 4, kolom Titel"


@pytest.mark.parametrize(
    ("stem", "headings", "name"),
    [
        ("din-resultaten", (), "Resultaten"),
        ("export (2) Relaties", (), "Relaties"),
        ("uit-de-mail", ("Naar", "van"), "Relaties"),
        ("uit-de-mail", ("Code", "Gemeenten"), "Resultaten"),
        ("uit-de-mail", ("Code", "Fase"), "Inspanningen"),
        ("uit-de-mail", ("Code", "Titel"), "Doelen"),
        ("uit-de-mail", ("Naam",), "uit-de-mail"),
    ],
)
def test_a_file_on_its_own_is_known_by_its_name_or_its_headings(stem, headings, name):
    assert table_named(stem, headings) == name
