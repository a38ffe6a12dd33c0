"""The governance chart: nothing overlaps, nothing is cut, no wire runs through a box, whatever the register says."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from itertools import combinations, pairwise
from uuid import UUID
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roer.core.network.fitting import A3, A4
from roer.core.network.governance_chart import Chart, ChartBox, chart, usual_width
from roer.core.network.governance_drawing import RADIUS, caption_of, governance_picture, governance_sheets
from roer.core.network.measuring import width_of
from roer.core.network.sheets import TooLargeForPaper
from roer.core.network.sizes import SCREEN
from roer.core.programme import acts
from roer.core.programme.elements import Body, BodyKind, Municipality
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import applied, fold
from roer.core.programme.organisation import GovernanceQuestion, Interface, InterfaceLevel, InterfaceSubject
from roer.core.programme.organisation_acts import RaiseQuestion, RecordInterface
from roer.core.programme.register import Register, register_on
from roer.core.programme.state import Programme
from roer.site.example.programme import entries

LOCAL = (BodyKind.COUNCIL, BodyKind.CLERKS, BodyKind.EXECUTIVE, BodyKind.MAYOR)
JOINT = tuple(kind for kind in BodyKind if kind not in LOCAL)
ON = date(2021, 1, 19)
WORDS = st.lists(st.sampled_from(("Klankbordgroep", "van", "Noordwijkerhout", "data", "I&A", "Gegevensbescherming")),
                 min_size=1, max_size=9).map(" ".join)  # fmt: skip


def grown(said: list[object]) -> Programme:
    """A programme after these acts, whoever might have recorded them."""
    programme, moment = Programme.empty(), datetime(2020, 7, 1, 8, tzinfo=UTC)
    for number, act in enumerate(said, 1):
        draft = Draft.model_validate({"act": act, "by": "team", "holds_from": moment.date()})
        made = moment + timedelta(minutes=number)
        entry = Entry.chain(draft, seq=number, id=UUID(int=number), recorded_at=made, previous=programme.head)
        programme = applied(programme, entry)
    return programme


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Three to six municipalities with their bodies, some joint ones, and whatever goes on between them."""
    towns = [f"GM000{number}" for number in range(draw(st.integers(3, 6)))]
    said: list[object] = [acts.AddMunicipality(municipality=Municipality(code=town, name=town)) for town in towns]
    local = [(kind, town) for town in towns for kind in LOCAL if draw(st.booleans()) or kind is BodyKind.COUNCIL]
    joint = [(kind, None) for kind in draw(st.lists(st.sampled_from(JOINT), max_size=12))]
    codes = [f"b-{number}" for number in range(len(local) + len(joint))]
    for code, (kind, town) in zip(codes, [*local, *joint], strict=True):
        body = Body(code=code, name=draw(WORDS), kind=kind, municipality=town, rhythm=draw(st.just("") | WORDS))
        said.append(acts.EstablishBody(body=body))
    said += [RecordInterface(interface=draw(interfaces(codes, number))) for number in range(draw(st.integers(0, 14)))]
    for number in range(draw(st.integers(0, 5))):
        said.append(RaiseQuestion(question=GovernanceQuestion(code=f"Q-{number}", text=draw(WORDS) + " ??")))
    said += [acts.RetireBody(body=code, motive="abc") for code in draw(st.sets(st.sampled_from(codes), max_size=3))]
    return grown(said)


@st.composite
def interfaces(draw: st.DrawFn, codes: list[str], number: int) -> Interface:
    """Between one body and others, or something outside."""
    mine, *others = draw(st.lists(st.sampled_from(codes), min_size=2, max_size=5, unique=True))
    outside = draw(st.sampled_from(("", "", "Andere programma's", "Omgevingswet")))
    return Interface(
        code=f"V-{number}",
        body=mine,
        bodies=() if outside else tuple(others),
        outside=outside,
        title=draw(WORDS),
        level=draw(st.sampled_from(InterfaceLevel)),
        subjects=(draw(st.sampled_from(InterfaceSubject)),),
    )


def placed(register: Register) -> Chart:
    return chart(register, width=usual_width(register), sizes=SCREEN)


def overlap(one: ChartBox, other: ChartBox) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom


def crosses(box: ChartBox, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a straight stretch runs through the inside of a box."""
    left, right = sorted((start[0], end[0]))
    top, low = sorted((start[1], end[1]))
    return left < box.right - 0.5 and right > box.left + 0.5 and top < box.bottom - 0.5 and low > box.top + 0.5


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_nothing_overlaps_and_everything_lies_within_the_picture(programme):
    found = placed(register_on(programme, ON))
    assert not [(one.key, other.key) for one, other in combinations(found.boxes, 2) if overlap(one, other)]
    for box in found.boxes:
        assert 0 <= box.left < box.right <= found.width
        assert 0 <= box.top < box.bottom <= found.height


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_every_body_and_open_question_is_drawn_with_all_its_words(programme):
    register = register_on(programme, ON)
    found = {box.key: box for box in placed(register).boxes}
    wanted = {entry.body.code for entry in (*register.bodies, *register.retired)}
    wanted |= {f"question:{item.question.code}" for item in register.questions}
    wanted |= {f"outside:{name}" for name in register.outside}
    assert set(found) == wanted
    for entry in register.bodies:
        box = found[entry.body.code]
        assert re.sub(r"[- ]", "", "".join(box.title)) == re.sub(r"[- ]", "", entry.body.name)
    for box in found.values():
        assert all(width_of(line, SCREEN.title) <= box.width - 2 * SCREEN.padding for line in box.title)
        lines = len(box.title) * SCREEN.title_line + len(box.words) * SCREEN.caption_line
        assert lines + 2 * SCREEN.padding <= box.height


@given(programmes())
@settings(max_examples=60, deadline=None)
def test_no_wire_runs_through_a_box_and_each_number_is_told_once(programme):
    register = register_on(programme, ON)
    found = placed(register)
    marks = [wire.mark for wire in found.wires if wire.mark]
    assert len(marks) == len({wire.number for wire in found.wires}) == len(register.interfaces)
    for wire in found.wires:
        for start, end in pairwise(wire.points):
            assert start[0] == end[0] or start[1] == end[1]
            assert not [box.key for box in found.boxes if crosses(box, start, end)]
    for box in found.boxes:
        for x, y in marks:
            assert not (box.left - RADIUS < x < box.right + RADIUS and box.top - RADIUS < y < box.bottom + RADIUS)
    for (x, y), (right, low) in combinations(marks, 2):
        assert abs(x - right) >= 2 * RADIUS or abs(y - low) >= 2 * RADIUS


@given(programmes())
@settings(max_examples=25, deadline=None)
def test_on_paper_the_text_is_large_enough_or_the_sheet_is_refused(programme):
    register = register_on(programme, ON)
    caption = caption_of(programme, register)
    for paper in (A3, A4):
        try:
            made = governance_sheets(register, caption, paper=paper)
        except TooLargeForPaper:
            assert paper is A4 or len(programme.bodies) > 20
            continue
        assert made == governance_sheets(register, caption, paper=paper)
        for sheet in made:
            root = ElementTree.fromstring(sheet)
            assert root.get("width") == f"{paper.wide}mm"


@pytest.fixture(scope="module")
def example() -> Programme:
    return fold(entries({"jeugdmonitor": ("a" * 64, ("Kerncijfers wijken en buurten", "Register jeugdhulp"))}))


def test_the_chart_of_the_letter_has_what_its_first_annex_shows(example):
    register = register_on(example, ON)
    picture = governance_picture(register, caption_of(example, register), lambda code: f"/besturing/{code}/")
    svg = picture.document()
    for words in ("Gemeenteraad", "Stuurgroep", "Klankbordgroep", "VERVALLEN: Stakeholder-overleg", "raadsinformatie",
                  "Andere projecten", "burgemeesters", "Bestuur van HLTsamen", "19 januari 2021"):  # fmt: skip
        assert words in svg
    assert 'href="/besturing/stuurgroep/"' in svg
    assert not re.search(r"\b(style|class=\"[^d]|script)\b", svg)
    assert "Verhagen" not in svg
    assert len(governance_sheets(register, caption_of(example, register))) == 1


def test_an_empty_register_is_an_empty_chart():
    register = register_on(Programme.empty(), ON)
    assert placed(register).boxes == ()
    assert "0" in governance_picture(register, caption_of(Programme.empty(), register), lambda _: "").document()
