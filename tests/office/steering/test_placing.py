"""A result gets on the roadmap by a decision of the steering group, with all four gates open, and in no other way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from roer.core.programme.acts import TakeDecision
from roer.core.programme.elements import canonical_json
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.refusals import NotAllowed
from roer.core.values.errors import InputRefused
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.ledger.models import LedgerEntry
from roer.office.ledger.transfer import export_lines, import_lines
from roer.office.steering.placing import may_be_placed_by, placing_of
from roer.office.steering.standing import standing_of

pytestmark = pytest.mark.django_db
TEAM = "noor-dekker"
PLACE = "/roadmap/R02/plaatsen/"


def _draft(by: str = TEAM) -> Draft:
    now = programme()
    standing = standing_of(now, "R02", on=today())
    act = TakeDecision(decision=placing_of(now, standing, on=today()))
    return Draft(act=act, by=by, holds_from=today())


def _refusal() -> str:
    now = programme()
    return may_be_placed_by(now, standing_of(now, "R02", on=today()), TEAM, on=today()).reason


def test_with_one_measure_open_the_refusal_names_the_gate_and_whose_turn_it_is(example):
    assert "DPIA gereed en maatregelen geïmplementeerd" in _refusal()
    assert "Aan zet: de eigenaar van maatregel M6" in _refusal()


def test_the_page_refuses_with_that_reason(as_person, placement_form):
    browser, before = as_person(TEAM), LedgerEntry.objects.count()
    for answer in (browser.get(PLACE), browser.post(PLACE, placement_form())):
        assert answer.status_code == 403
        assert "Aan zet: de eigenaar van maatregel M6" in answer.text
    assert LedgerEntry.objects.count() == before


def test_the_door_refuses_with_that_reason(example):
    with pytest.raises(NotAllowed) as refused:
        record(_draft(), by=TEAM)
    assert refused.value.gate.code == "dpia_done"
    assert "maatregel M6" in refused.value.turn.label


def test_an_import_refuses_with_that_reason(example):
    lines = list(export_lines())
    now = programme()
    entry = Entry.chain(_draft(), seq=now.seq + 1, id=uuid4(), recorded_at=datetime.now(UTC), previous=now.head)
    with pytest.raises(InputRefused) as refused:
        import_lines([*lines, canonical_json(entry)])
    assert refused.value.problems[0].rule == "gate"
    assert "Aan zet: de eigenaar van maatregel M6" in refused.value.problems[0].what
    assert list(export_lines()) == lines


def test_with_all_gates_open_it_is_admissible_and_not_yet_placed(client, last_measure_done):
    page = client.get("/roadmap/").text
    assert "Toelaatbaar, wacht op een besluit" in page
    assert programme().placements.get("R02") is None


def test_who_is_not_signed_in_sees_the_button_greyed_with_the_reason(client, last_measure_done):
    page = client.get("/roadmap/").text
    assert 'aria-disabled="true"' in page
    assert "Meld u aan om een besluit" in page
    assert client.post(PLACE, {}).status_code == 403


@pytest.mark.parametrize("person", ["ria-meijer", "daan-mulder"])
def test_the_sounding_board_never_decides(as_person, last_measure_done, placement_form, person):
    browser = as_person(person)
    assert "denken mee maar beslissen en sturen niet" in browser.get("/roadmap/").text
    answer = browser.post(PLACE, placement_form())
    assert answer.status_code == 403
    assert "denken mee maar beslissen en sturen niet" in answer.text
    assert programme().placements.get("R02") is None


@pytest.mark.parametrize("person", ["noor-dekker", "joost-verhagen"])
def test_the_team_and_the_steering_group_record_the_decision(as_person, last_measure_done, placement_form, person):
    browser = as_person(person)
    assert browser.get(PLACE).status_code == 200
    answer = browser.post(PLACE, placement_form(), follow=True)
    assert "staat op de roadmap" in answer.text
    placement = programme().placements["R02"]
    assert (placement.place.start, placement.place.end) == ("2021KW02", "2021KW04")
    assert (placement.by, placement.decision, placement.since) == (person, "B-2021-90", date(2021, 4, 12))


@pytest.mark.parametrize(
    ("changes", "status", "words"),
    [
        ({"code": "klein"}, 400, "Er klopt nog iets niet"),
        ({"effect-municipalities": []}, 400, "Er klopt nog iets niet"),
        ({"effect-municipalities": ["GM9999"]}, 400, "Er klopt nog iets niet"),
        ({"decided_on": "morgen"}, 400, "Er klopt nog iets niet"),
        ({"effect-gezien": "x"}, 400, "Hier staan tekens die niet kunnen"),
        ({"advice": ""}, 400, "op advies van het programmateam"),
        ({"code": "B-2020-03"}, 400, "Er is al een besluit"),
        ({"decided_on": "2999-01-01"}, 400, "in de toekomst"),
        ({"effect-start": "2021KW04", "effect-end": "2021KW02"}, 400, "vóór het eerste"),
    ],
)
def test_what_is_filled_in_wrong_is_told_and_nothing_is_recorded(
    as_person, last_measure_done, placement_form, changes, status, words
):
    answer = as_person(TEAM).post(PLACE, placement_form(**changes))
    assert answer.status_code == status
    assert words in answer.text
    assert programme().placements.get("R02") is None


def test_who_saw_an_older_version_of_the_result_hears_who_changed_it(as_person, last_measure_done, placement_form):
    answer = as_person(TEAM).post(PLACE, placement_form(**{"effect-gezien": "0" * 64 + ":0"}))
    assert answer.status_code == 409
    assert "Noor Dekker" in answer.text


def test_the_form_names_the_meeting_in_which_was_decided(as_person, last_measure_done):
    page = as_person(TEAM).get(PLACE).text
    assert "In welk overleg, bij welk agendapunt" in page
    assert "Poorten:" in page


def test_the_same_form_sent_twice_is_one_decision(as_person, last_measure_done, placement_form):
    browser, told = as_person(TEAM), placement_form()
    assert browser.post(PLACE, told).status_code == 302
    before = programme().seq
    assert "Dit lag al vast" in browser.post(PLACE, told, follow=True).text
    assert programme().seq == before


def test_who_did_not_know_of_an_earlier_placing_hears_who_decided(as_person, last_measure_done, placement_form):
    browser = as_person(TEAM)
    assert browser.post(PLACE, placement_form()).status_code == 302
    assert browser.post(PLACE, placement_form(code="B-2021-91")).status_code == 409
