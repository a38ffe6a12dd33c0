"""The PDF of a letter: tagged, in Dutch, with its annexes on A3; and nothing that people wrote is ever executed."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roer.core.writing.blocks import LetterBody, Section, Table, paragraph
from roer.core.writing.facts import Source, SourceKind, name
from roer.office.ledger.history import programme
from roer.office.letters.annexes import Annexes, network_sheets
from roer.office.letters.copies import Head
from roer.office.letters.glyphs import PLACEHOLDER, showable
from roer.office.letters.governance import chart_sheets
from roer.office.letters.pdf import Cover, letter_pdf
from roer.office.letters.printing import copy_as_pdf
from roer.office.letters.texts import programme_for

SOURCE = Source(kind=SourceKind.ENTRY, reference="1", text="grootboek, regel 1")
COVER = Cover(programme="DgS", sender="Stuurgroep", letter_date=date(2021, 4, 13), code="RIB-2", is_draft=True)
NO_ANNEXES = Annexes(governance=(), sheets=(), described="", network=())
A4, A3 = (595, 842), (1191, 842)


@pytest.fixture
def made(letter):
    """The PDF of the second letter for Hillegom."""
    record = letter("RIB-2")
    return copy_as_pdf(record, record.draft.copies[0])


def text_of(made):
    document = pypdfium2.PdfDocument(made)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")


def tags_of(made):
    """All structure tags in the order of reading."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node["/S"]), node))
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(io.BytesIO(made)) as document:
        walk(document.Root.StructTreeRoot.K)
        return [(tag, str(node.get("/Alt", ""))) for tag, node in found]


def test_the_pdf_says_what_it_is_and_in_which_language(made):
    with pikepdf.open(io.BytesIO(made)) as document:
        root = document.Root
        assert str(root.Lang) in ("nl", "nl-NL")
        assert bool(root.MarkInfo.Marked)
        assert "/StructTreeRoot" in root
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]) == "Tweede voortgangsrapportage Programma Datagedreven Sturing (DgS)"
        assert document.open_metadata()["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert all("/Font" in page.Resources for page in document.pages)


def test_the_tags_tell_headings_lists_tables_and_the_picture(made):
    tags = tags_of(made)
    names = [tag for tag, _ in tags]
    assert names.count("/H1") == 1
    assert names.count("/H2") >= 9
    assert {"/L", "/LI", "/Table", "/TH", "/TR", "/P", "/Link", "/Figure"} <= set(names)
    pictures = [alt for tag, alt in tags if tag == "/Figure"]
    assert pictures[0].startswith("Schema van de besturing")
    assert all("8 doelen" in alt and "10 maart 2021" in alt for alt in pictures[1:])


def test_the_header_and_the_text_can_be_read_and_selected(made):
    text = text_of(made)
    for said in (
        "de raad van de gemeente Hillegom",
        "13 april 2021",
        "Z-21-900003 (fictief)",
        "Karin Postma",
        "Noor Dekker",
        "tot 13 april 2021, 18.00 uur",
        "Dataplatform HLT",
        "€ 438.151".replace(" ", "\N{NO-BREAK SPACE}"),
        "Waar komt dit vandaan?",
        "Bijlage 1: Besturing van het programma",
    ):
        assert said in text or said.replace("\N{NO-BREAK SPACE}", " ") in text, said


def test_the_letter_is_on_a4_and_the_network_on_a3_landscape(made, letter):
    sizes = [tuple(round(side) for side in page.get_size()) for page in pypdfium2.PdfDocument(made)]
    network = len(network_sheets(programme_for(letter("RIB-2")), letter("RIB-2")))
    governance = len(chart_sheets(programme_for(letter("RIB-2")), letter("RIB-2")))
    assert (sizes.count(A3), governance) == (network + governance, 1)
    assert set(sizes) == {A4, A3}


def test_an_offered_letter_does_not_call_itself_a_draft(letter, made):
    record = letter("RIB-1")
    assert "CONCEPT" in text_of(made)
    assert "CONCEPT" not in text_of(copy_as_pdf(record, record.draft.copies[0]))


def test_the_same_copy_gives_the_same_bytes(letter, made):
    record = letter("RIB-2")
    assert copy_as_pdf(record, record.draft.copies[0]) == made


def test_copies_differ_in_their_header_only(letter):
    record = letter("RIB-2")
    texts = []
    for copy in record.draft.copies:
        text = text_of(copy_as_pdf(record, copy)).partition("Geachte raadsleden,")[2]
        footer = f"{programme().municipalities[copy.municipality].name} · RIB-2"
        texts.append(text.replace(footer, "… · RIB-2"))
    assert len(set(texts)) == 1
    assert len(texts[0]) > 5000


def hostile_body(words):
    said = name(words, SOURCE)
    table = Table(caption=(said,), head=((said,), (said,)), rows=(((said,), (said,)),))
    section = Section(code="x", heading="Kop", blocks=(paragraph(said), table))
    return LetterBody(title=said, opening=(), sections=(section,))


def printed(words):
    head = Head("GM0534", words, (("aan", words), ("zaaknummer", words)))
    seat = {"name": words, "role": words, "town": words}
    annexes = Annexes(
        governance=[{"name": words, "kind": words, "mandate": words, "rhythm": words, "seats": [seat]}],
        sheets=(),
        described=words,
        network=[{"result": words, "goals": words, "efforts": words, "remark": words}],
    )
    return letter_pdf(hostile_body(words), head, replace(COVER, programme=words, sender=words, code=words), annexes)


@pytest.mark.parametrize(
    "words",
    [
        '#eval("1+1")',
        '#read("/etc/passwd")',
        '#image("/etc/passwd")',
        '"] #panic() [',
        "$ x $ _a_ *b* `c` @ref <label> = kop",
        "<script>alert(1)</script>",
        "{{ 7*7 }} {% include 'x' %}",
        "=HYPERLINK(1)",
        "../../../etc/passwd",
        "https://example.org/x.png",
    ],
)
def test_hostile_words_are_printed_as_words(words):
    assert text_of(printed(words)).count(words) >= 5


@pytest.mark.parametrize(
    "words", ["\u202eomgekeerd", "een\x07bel", "\x00", "emoji 😀", "中文", "\ufeff", "a\nb", "e\u0301"]
)
def test_what_cannot_be_shown_does_not_stop_the_printer(words):
    text = text_of(printed(words))
    assert "\u202e" not in text


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=40))
def test_any_text_at_all_can_be_printed_for_everybody(words):
    assert printed(words).startswith(b"%PDF")


@pytest.mark.parametrize(("given_", "shown"), [("é ≤ € – ✓ ✗ ↺", "é ≤ € – ✓ ✗ ↺"), ("a😀b", f"a{PLACEHOLDER}b")])
def test_only_what_the_typeface_lacks_is_replaced(given_, shown):
    assert showable(given_) == shown


@pytest.mark.parametrize("href", ["{}", "file://{}", "../secret.svg", "http://127.0.0.1:9/x.png"])
def test_a_picture_can_point_to_no_other_file_and_no_address(tmp_path, href):
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">GEHEIM</text></svg>')
    link = f'<image href="{href.format(secret)}" width="9" height="9"/>'
    sheet = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 297" width="420mm" height="297mm">{link}</svg>'
    annexes = replace(NO_ANNEXES, sheets=(sheet,), described="x")
    with pytest.raises(typst.TypstError, match="failed to load linked image"):
        letter_pdf(hostile_body("x"), Head("GM0534", "x", ()), COVER, annexes)
