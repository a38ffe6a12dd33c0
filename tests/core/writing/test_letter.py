"""The letter says what happened, all of it and nothing else, and every number in it has a source."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roer.core.values.dutch import NBSP
from roer.core.writing.blocks import Bullets, Heading, Item, LetterBody, Paragraph, Section, Table, paragraph, text_of
from roer.core.writing.facts import Fact, FactKind, Source, SourceKind, name, plain, told
from roer.core.writing.letter import draft
from roer.core.writing.material import cut_off
from roer.core.writing.notes import Notes


def body_of(story, code="RIB-2", figures=()):
    return draft(story.programme, story.programme.letters[code], figures=figures)


def section(body, code):
    return next(section for section in body.sections if section.code == code)


def words(section):
    return "\n".join(text_of(runs) for runs in LetterBody(title=TITLE, opening=(), sections=(section,)).lines())


def told_under(section, heading):
    """The texts of the list that follows a heading."""
    blocks = iter(section.blocks)
    for block in blocks:
        if isinstance(block, Heading) and block.text == heading:
            following = next(blocks)
            assert isinstance(following, Bullets)
            return [text_of(item.runs) for item in following.items]
    return []


SOURCE = Source(kind=SourceKind.ENTRY, reference="7", text="grootboek, regel 7")
TITLE = name("Brief", SOURCE)


def test_every_digit_of_a_letter_stands_in_a_fact(story, figure):
    body = body_of(story, figures=[figure])
    loose = [run for runs in body.lines() for run in runs if isinstance(run, str) and re.search(r"\d", run)]
    assert loose == []
    assert sum(bool(re.search(r"\d", fact.text)) for fact in body.facts()) > 30


@pytest.mark.parametrize(
    "make",
    [
        lambda text: paragraph(text),
        lambda text: Item(runs=(text,)),
        lambda text: Item(runs=("x",), under=((text,),)),
        lambda text: Heading(text=text),
        lambda text: Section(code="x", heading=text, blocks=(paragraph("x"),)),
        lambda text: Table(caption=(text,), head=(("a",), ("b",)), rows=((("c",), ("d",)),)),
        lambda text: Table(caption=("x",), head=((text,), ("b",)), rows=((("c",), ("d",)),)),
        lambda text: Table(caption=("x",), head=(("a",), ("b",)), rows=((("c",), (text,)),)),
        lambda text: Table(caption=("x",), head=(("a",), ("b",)), rows=((("c",), ("d",)),), notes=((text,),)),
    ],
)
@pytest.mark.parametrize("text", ["wel 3 keer", "٣ keer"])
def test_a_number_typed_by_hand_cannot_be_put_into_a_letter(make, text):
    with pytest.raises(ValidationError, match="without a source"):
        make(text)


def test_every_source_leads_to_something_that_exists(story, figure):
    programme, body = story.programme, body_of(story, figures=[figure])
    for source in body.sources():
        match source.kind:
            case SourceKind.ENTRY:
                assert 1 <= int(source.reference) <= programme.seq
            case SourceKind.DECISION:
                assert source.reference in programme.decisions
            case SourceKind.VERSION:
                assert int(source.reference) in programme.versions
            case SourceKind.COMPARISON:
                assert {int(number) for number in source.reference.split("-")} <= set(programme.versions)
            case SourceKind.STATE:
                what, _, code = source.reference.partition("/")
                assert what in {"municipalities", "results", "roadmap"} or (
                    code in programme.network.elements if what == "gates" else code in programme.bodies
                )
            case SourceKind.RELEASE:
                assert source.reference == "jeugdmonitor/20210301-ab/jeugdhulp"
    assert {source.kind for source in body.sources()} == set(SourceKind)


def test_the_letter_names_exactly_what_was_added_merged_split_and_removed(story):
    network = section(body_of(story), "network")
    assert told_under(network, "Toegevoegd") == [
        "Resultaat ‘Wijkprofielen’ is toegevoegd op 2 maart 2021 door het Programmateam."
    ]
    assert told_under(network, "Samengevoegd") == [
        "Resultaten ‘Jeugdmonitor’ en ‘Monitor Jeugdzorg’ zijn op 2 maart 2021 samengevoegd tot ‘Jeugdmonitor 2.0’. "
        "De Stuurgroep besloot dit op 25 februari 2021 (besluit B-2021-01)."
    ]
    assert told_under(network, "Gesplitst") == [
        "Resultaat ‘SD-monitor’ is op 2 maart 2021 gesplitst in ‘Wmo’ en ‘Participatie’. "
        "De Stuurgroep besloot dit op 25 februari 2021 (besluit B-2021-01)."
    ]
    assert told_under(network, "Verwijderd") == [
        "Resultaat ‘Wijkkaart’ is op 2 maart 2021 verwijderd door het Programmateam."
    ]
    assert told_under(network, "Andere naam") == ["Resultaat ‘Monitor Wonen’ heet sinds 2 maart 2021 ‘Woonmonitor’."]
    assert told_under(network, "Gewijzigd") == [
        "De fase van inspanning ‘Bouw’ ging op 2 maart 2021 van idee naar uitvoering."
    ]
    assert "1 element toegevoegd, 2 samengevoegd, 1 gesplitst en 1 verwijderd" in words(network)
    assert "Reden: Dezelfde bronnen." in words(network)


def test_a_letter_between_two_equal_networks_says_that_nothing_changed(before_changes, second_letter):
    before_changes.on("2021-03-10").tell(
        "freeze_network", number=2, version_date="2021-03-10", author="secretaris", audience="x"
    )
    network = section(body_of(second_letter(before_changes)), "network")
    assert "Er is geen element toegevoegd, samengevoegd, gesplitst of verwijderd." in words(network)
    assert not any(isinstance(block, Bullets) for block in network.blocks)


def test_a_first_letter_shows_the_network_as_it_stands(story):
    network = section(body_of(story, "RIB-1"), "network")
    assert "telt 1 doel, 5 resultaten en 1 inspanning." in words(network)
    assert "‘Jeugdmonitor’" in words(network)


def test_decisions_of_the_letter_before_are_not_told_again(story, second_letter):
    assert "B-2021-01" in words(section(body_of(story), "decisions"))
    assert "Lisse bij besluit B-2021-01: Lisse wil meer tijd." in words(section(body_of(story), "decisions"))
    story.on("2021-04-13").tell("offer_letter", letter="RIB-2", body_hash="b" * 64, on_behalf_of="stuurgroep")
    story.tell("freeze_network", number=3, version_date="2021-04-13", author="secretaris", audience="x")
    second_letter(story, code="RIB-3", number=3, letter_date="2021-07-01", from_version=2, to_version=3)
    third = body_of(story, "RIB-3")
    assert not [section for section in third.sections if section.code == "decisions"]
    assert "B-2021-01" not in "".join(fact.text for fact in third.facts())


def test_a_decision_recorded_between_the_date_of_a_letter_and_its_offering_is_in_the_next_one(begun, second_letter):
    letter = {"code": "RIB-1", "number": 1, "title": "Een", "letter_date": "2021-01-19", "to_version": 1}
    town = {"municipality": "GM0534", "executive_date": "2021-01-19"}
    town = {**town, "portfolio_holder": "wethouder-0", "handling_officer": "secretaris"}
    begun.on("2021-01-12").tell("draft_letter", **letter, copies=[town])
    decision = {"code": "B-2021-09", "body": "stuurgroep", "decided_on": "2021-01-22", "title": "Tussendoor"}
    decision = {**decision, "outcome": "adopted", "effects": [{"type": "general", "text": "Doen."}]}
    begun.on("2021-01-22").tell("take_decision", decision=decision)
    begun.on("2021-01-26").tell("offer_letter", letter="RIB-1", body_hash="a" * 64, on_behalf_of="stuurgroep")
    begun.tell("freeze_network", number=2, version_date="2021-01-26", author="secretaris", audience="x")
    assert "B-2021-09" in words(section(body_of(second_letter(begun)), "decisions"))


def test_a_withdrawn_decision_is_told_with_its_reason(story):
    story.on("2021-04-01").tell("withdraw_decision", decision="B-2021-01", motive="Te vroeg genomen.")
    decisions = words(section(body_of(story), "decisions"))
    assert "is ingetrokken op 1 april 2021." in decisions
    assert "Reden: Te vroeg genomen." in decisions


def place_r05(story):
    """All evidence of the four gates for R05, and its place on the roadmap."""
    contract = "c" * 64
    smart = {
        "element": "R05", "sentence": "Van 400 naar 450 woningen.", "indicator": "woningen", "unit": "woningen",
        "baseline": 400.0, "baseline_date": "2019-12-31", "target": 450.0, "target_date": "2022-12-31",
    }  # fmt: skip
    story.on("2021-03-12").tell("declare_contract", contract={"result": "R05", "product": "wonen", "hash": contract})
    story.tell("write_smart_text", text=smart)
    story.tell("screen_privacy", result="R05", contract_hash=contract, dpia_needed=False, motive="Geen personen.")
    story.tell("describe_architecture", architecture={"result": "R05", "contract_hash": contract})
    subject = story.hash_of("R05")
    effects = [
        {"type": "prioritise", "result": "R05", "subject_hash": subject, "priority": "now"},
        {
            "type": "place", "result": "R05", "subject_hash": subject, "municipalities": ["GM0534", "GM0553"],
            "start": "2021KW02", "end": "2021KW03",
        },
    ]  # fmt: skip
    decision = {"code": "B-2021-02", "body": "stuurgroep", "decided_on": "2021-03-25", "title": "Plaatsing"}
    story.on("2021-03-25").tell("take_decision", decision={**decision, "outcome": "adopted", "effects": effects})
    return story


def test_a_result_that_came_on_the_roadmap_is_told_with_its_decision_and_its_gates(story):
    roadmap = section(body_of(place_r05(story)), "roadmap")
    assert told_under(roadmap, "Nieuw op de roadmap") == [
        "‘Woonmonitor’ voor Hillegom en Lisse, gepland van het 2e kwartaal 2021 tot en met het 3e kwartaal 2021. "
        "De Stuurgroep besloot dit op 25 maart 2021."
    ]
    assert "Op de roadmap staat nu 1 resultaat. Sinds de vorige brief kwam er 1 resultaat bij." in words(roadmap)
    assert "De stuurgroep gaf op 25 maart 2021 prioriteit ‘nu’" in words(roadmap)


def test_a_gate_that_closed_again_puts_a_placed_result_under_reservation(story):
    place_r05(story).on("2021-03-28").tell(
        "declare_contract", contract={"result": "R05", "product": "wonen", "hash": "d" * 64, "sources": ["BSN"]}
    )
    roadmap = section(body_of(story), "roadmap")
    headings = [block.text for block in roadmap.blocks if isinstance(block, Heading)]
    assert "Onder voorbehoud" in headings
    assert "Het productcontract is op 28 maart 2021 gewijzigd" in words(roadmap)


def test_a_candidate_is_shown_with_what_is_missing_and_whose_turn_it_is(story):
    story.on("2021-04-02").tell("give_advice", advice={"code": "A-1", "subjects": ["R06"], "text": "Begin ermee."})
    table = next(block for block in section(body_of(story), "roadmap").blocks if isinstance(block, Table))
    assert [[text_of(cell).replace(NBSP, " ") for cell in row] for row in table.rows] == [
        [
            "Wijkprofielen",
            "0 van 4",
            "klant; prioriteit (in behandeling); DPIA; architectuur",
            "Programmateam en Stuurgroep",
        ]
    ]


def test_the_frame_of_the_budget_is_told_to_the_cent(story):
    text = words(section(body_of(story), "budget")).replace(NBSP, " ")
    assert "per jaar € 438.151" in text
    assert "van 1 juli 2020 tot 1 juli 2023" in text
    assert "Over 3 jaar samen is dat € 1.314.453." in text


def test_released_figures_come_with_period_source_and_signs(story, figure):
    figures = section(body_of(story, figures=[figure]), "figures")
    table = next(block for block in figures.blocks if isinstance(block, Table))
    assert [text_of(cell) for cell in table.head] == ["Cijfer", "Periode", "Hillegom", "Lisse"]
    assert [[text_of(cell) for cell in row] for row in table.rows] == [
        ["Jeugdigen met jeugdhulp (%)", "2019", "10,4", "8,1"],
        ["Jeugdigen met jeugdhulp (%)", "2020", "9,7*", "x"],
    ]
    assert [text_of(note) for note in table.notes] == [
        "* = voorlopig cijfer; x = geheim (te kleine aantallen).",
        "Bron: CBS, eigen bewerking.",
    ]
    hidden = next(fact for fact in LetterBody(title=TITLE, opening=(), sections=(figures,)).facts() if fact.text == "x")
    assert hidden.value is None
    assert hidden.at == "GM0553/2020JJ00"


def test_without_releases_the_letter_has_no_figures(story):
    assert not [section for section in body_of(story).sections if section.code == "figures"]


def test_the_same_material_gives_the_same_text_and_hash(story, figure):
    once, again = body_of(story, figures=[figure]), body_of(story, figures=[figure])
    assert once == again
    assert once.hash == again.hash
    assert once.hash != body_of(story).hash


def test_a_letter_survives_being_kept_as_json(story, figure):
    body = body_of(story, figures=[figure])
    kept = LetterBody.model_validate_json(body.model_dump_json())
    assert kept == body
    assert kept.hash == body.hash


def test_no_persons_id_stands_in_the_text_of_a_letter(story):
    text = "\n".join(text_of(runs) for runs in body_of(story).lines())
    assert "secretaris" not in text
    assert "wethouder-" not in text


def test_a_letter_tells_up_to_the_end_of_its_day_in_dutch_time(story):
    summer, winter = story.programme.letters["RIB-2"], story.programme.letters["RIB-1"]
    assert cut_off(summer).isoformat() == "2021-04-13T21:59:59.999999+00:00"
    assert cut_off(winter).date() == date(2021, 1, 19)
    assert cut_off(winter) == winter.offered.recorded_at


def test_each_source_is_marked_once_in_a_sentence_and_numbered_in_order_of_reading():
    other = SOURCE.model_copy(update={"reference": "8"})
    first, second, third = (Fact(text=text, value=text, source=SOURCE) for text in ("1", "2", "3"))
    sentence = ("Van ", first, " naar ", second, ", niet ", third.model_copy(update={"source": other}), ".")
    body = LetterBody(title=TITLE, opening=(Paragraph(runs=sentence),), sections=(ONE,))
    notes = Notes.of(body)
    assert [marked.marks for marked in notes.marked(sentence)] == [(), (), (), (1,), (), (2,), ()]
    assert [source.reference for source in notes.sources] == ["7", "8"]
    assert [cell[0].marks for cell in notes.row(((first,), (second,)))] == [(1,), ()]


ONE = Section(code="x", heading="Kop", blocks=(paragraph("x"),))


@pytest.mark.parametrize(
    ("words", "at", "kind"),
    [
        ("Monitor", "", FactKind.NAME),
        ("Monitor 2.0", "R01", FactKind.NAME),  # leads to its own page
        ("DIN van 10 maart 2021 vastgesteld", "", FactKind.FIGURE),
    ],
)
def test_a_name_is_marked_only_when_it_holds_a_number_and_leads_nowhere_else(words, at, kind):
    fact = name(words, SOURCE, at=at)
    body = LetterBody(title=TITLE, opening=(paragraph(fact),), sections=(ONE,))
    assert fact.kind is kind
    assert len(Notes.of(body).sources) == (kind is FactKind.FIGURE)


@given(st.text())
def test_what_somebody_else_wrote_comes_out_in_plain_reading_direction(text):
    shown = plain(text)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\x00\x07\x1b\n\r\t")
    assert plain(shown) == shown


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("De klant ging op 28 oktober 2020 akkoord.", ["28 oktober 2020"]),
        ("4 maatregelen zijn ingevoerd (B-2020-03).", ["4", "(B-2020-03"]),
        ("Er is nog geen advies.", []),
    ],
)
def test_the_dates_and_numbers_of_a_reason_become_facts(sentence, figures):
    assert [run.text for run in told(sentence, SOURCE) if isinstance(run, Fact)] == figures


@given(st.text(alphabet="ab 12.,;()³٣\t"))
def test_a_reason_loses_no_word_and_leaves_no_number_loose(text):
    runs = told(text, SOURCE)
    assert text_of(runs) == plain(text)
    paragraph(*runs)


@pytest.mark.parametrize("hostile", ['#eval("1")', "<script>alert(1)</script>", "{{ 7*7 }}", "{% include 'x' %}"])
def test_hostile_words_are_words(hostile):
    assert name(hostile, SOURCE).text == hostile


def test_a_title_of_nothing_but_invisible_marks_is_named_as_such():
    assert name("\u202e\u202d", SOURCE).text == "(zonder naam)"


def test_a_body_that_changed_is_told_once_and_not_as_a_new_one(before_changes, changed, second_letter):
    body = before_changes.programme.bodies["stuurgroep"]
    said = {**body.body.model_dump(mode="json"), "rhythm": "elke maand"}
    before_changes.on("2021-02-01").tell("change_body", body=said, expects=body.seq)
    governance = section(body_of(second_letter(changed(before_changes))), "governance")
    assert f"{body.body.name} is gewijzigd op 1 februari 2021." in words(governance)
    assert "is ingesteld op" not in words(governance)


def test_a_substitute_is_told_as_one_and_not_as_a_new_member(before_changes, changed, second_letter):
    substitution = {"body": "stuurgroep", "person": "wethouder-0", "substitute": "ander", "start": "2021-04-01"}
    story = before_changes.on("2021-02-01").tell("name_substitute", substitution=substitution)
    governance = words(section(body_of(second_letter(changed(story))), "governance"))
    assert "Op de datum van deze brief wordt 1 lid vervangen." in governance
    assert "telt 3 leden." in governance
    assert "bij gekomen" in governance
