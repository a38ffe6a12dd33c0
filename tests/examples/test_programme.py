"""The programme of the example: facts of the letter, marked inventions, and a history that keeps every rule."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import canonical_json
from roer.core.programme.entries import Entry
from roer.core.programme.folding import applied, fold
from roer.core.programme.gates import GateStatus, gate_table, gates_of, under_reservation
from roer.core.programme.lines import GENESIS, hash_of, tail_of
from roer.core.programme.rules import check, may_release
from roer.data.catalogue.reading import read_catalogue
from roer.site.example.programme import contracts_of, drafts, entries, example_ledger, ledger_lines, people

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hlt"
LEDGER = EXAMPLE / "programme" / "ledger.jsonl"
TOWNS = ("GM0534", "GM0553", "GM1525")
REAL = {"lucas-kuijpers", "j-van-rijn"}


@pytest.fixture(scope="module")
def contracts():
    return contracts_of(read_catalogue(EXAMPLE / "catalogue"))


@pytest.fixture(scope="module")
def told(contracts) -> tuple[Entry, ...]:
    return entries(contracts)


@pytest.fixture(scope="module")
def programme(told):
    return fold(told)


def _gates(programme, code: str) -> list[str]:
    return [state.status.value for state in gates_of(programme, code)]


def test_the_shipped_ledger_is_fresh():
    assert LEDGER.read_bytes().decode() == example_ledger(EXAMPLE), "run `make docs`"


def test_every_entry_passes_the_rules_on_its_day(told):
    programme = fold(())
    for entry in told:
        check(programme, entry.draft, today=entry.recorded_at.date())
        programme = applied(programme, entry)


def test_the_ledger_is_one_chain_in_order_of_time(contracts):
    read = [Entry.model_validate_json(line) for line in ledger_lines(contracts)]
    previous = [GENESIS, *(entry.hash for entry in read)]
    assert [entry.previous for entry in read] == previous[:-1]
    assert all(hash_of(line, tail_of(line)) == tail_of(line).hash for line in ledger_lines(contracts))
    assert [entry.seq for entry in read] == list(range(1, len(read) + 1))
    moments = [entry.recorded_at for entry in read]
    assert moments == sorted(moments)
    assert moments[0] >= datetime(2020, 7, 1, tzinfo=UTC)


def test_the_same_contracts_tell_the_same_story(contracts, told):
    assert [canonical_json(entry) for entry in told] == list(ledger_lines(contracts))
    assert [draft for _, draft in drafts(contracts)] == [entry.draft for entry in told]


def test_every_entry_says_where_it_comes_from(told):
    origin = re.compile(r"^(fictief|openbare bron|brief(, | §).+)$")
    assert [entry.seq for entry in told if not origin.match(entry.draft.origin)] == []
    assert {entry.draft.origin for entry in told} >= {"brief §2", "brief §5", "brief, bijlage 2", "openbare bron"}


def test_the_facts_of_the_letter_are_there(programme):
    charter = programme.charter
    assert (charter.start, charter.end) == (date(2020, 7, 1), date(2023, 7, 1))
    assert charter.yearly_budget_cents == 43_815_100
    assert [town.name for _, town in sorted(programme.municipalities.items())] == ["Hillegom", "Lisse", "Teylingen"]
    governance = programme.decisions["B-2020-01"]
    assert (governance.decision.body, governance.decision.decided_on) == ("stuurgroep", date(2020, 9, 10))
    assert programme.bodies["stakeholderoverleg"].retired is not None
    titles = {record.element.title: record for record in programme.network.elements.values()}
    for named in (
        "Jeugdmonitor",
        "Monitor Jeugdzorg",
        "Dashboards Dienstverlening",
        "Monitor Ondermijnende Criminaliteit",
        "Monitor Integrale Toegang",
        "SD-monitor",
        "DGS: Realiseren en harmoniseren DGS Infrastructuur en Architectuur",
    ):
        assert titles[named].origin.startswith("brief")


def test_the_first_letter_has_the_header_of_the_letter(programme):
    letter = programme.letters["RIB-1"]
    assert (letter.draft.letter_date, letter.offered.holds_from) == (date(2021, 1, 19), date(2021, 1, 19))
    assert letter.offered.on_behalf_of == "stuurgroep"
    copy = next(copy for copy in letter.draft.copies if copy.municipality == "GM0534")
    assert copy.case_number == "Z-21-163431"
    assert copy.executive_date == date(2021, 1, 19)
    assert (copy.portfolio_holder, copy.handling_officer) == ("j-van-rijn", "lucas-kuijpers")
    assert copy.embargo_until is None
    invented = [copy.case_number for copy in letter.draft.copies if copy.municipality != "GM0534"]
    assert all("fictief" in number for number in invented)


def test_the_second_letter_waits_in_draft(programme):
    letter = programme.letters["RIB-2"]
    assert letter.offered is None
    assert (letter.draft.from_version, letter.draft.to_version) == (2, 3)


def test_the_two_real_people_record_nothing_and_sign_in_nowhere(told):
    assert not {entry.draft.by for entry in told} & REAL
    assert {person.id for person in people() if person.origin != "fictief"} == REAL
    assert not [person.id for person in people() if person.persona and person.id in REAL]


def test_everybody_in_the_ledger_has_a_name(told, programme):
    known = {person.id for person in people()}
    text = "".join(canonical_json(entry) for entry in told)
    named = set(re.findall(r'"(?:by|person|owner|client|author|portfolio_holder|handling_officer)":"([^"]+)"', text))
    assert named <= known | set(programme.bodies)
    assert len(known) == len(people())


def test_three_networks_were_frozen(programme):
    versions = programme.versions
    assert [versions[number].version_date for number in (1, 2, 3)] == [
        date(2020, 9, 10),
        date(2020, 11, 18),
        date(2021, 3, 10),
    ]
    assert [versions[number].status for number in (1, 2, 3)] == [
        VersionStatus.DISCUSSED,
        VersionStatus.LAPSED,
        VersionStatus.ADOPTED,
    ]
    for version in versions.values():
        network = version.network
        assert len(network.goals) == 8
        assert 20 <= len(network.results) <= 25
        assert 16 <= len(network.efforts) <= 20
        assert 70 <= len(network.links) <= 100


@pytest.mark.parametrize(("older", "newer"), [(1, 2), (2, 3)])
def test_between_two_frozen_networks_everything_happens(programme, older, newer):
    before, after = programme.versions[older].network, programme.versions[newer].network
    new_lines = after.lineage[len(before.lineage) :]
    assert {line.op for line in new_lines} == {"split", "merged", "removed"}
    assert all(line.decision in programme.decisions for line in new_lines)
    born = {code for line in new_lines for code in line.successors}
    assert {code for code in after.elements if code not in before.elements} - born
    shared = [code for code in before.elements if before.is_open(code) and after.is_open(code)]
    renamed = [code for code in shared if before.elements[code].element.title != after.elements[code].element.title]
    assert renamed
    untouched = set(shared)
    gone = [pair for pair in before.links if pair not in after.links and set(pair) <= untouched]
    assert gone


def test_every_result_serves_a_goal_and_every_effort_something(programme):
    for version in programme.versions.values():
        network = version.network
        for result in network.results:
            assert any(record.link.target.startswith("D") for record in network.links_from(result.code)), result.code
        for effort in network.efforts:
            assert network.links_from(effort.code), effort.code


def test_the_youth_monitor_is_placed_and_may_be_released_everywhere(programme, contracts):
    digest = contracts["jeugdmonitor"][0]
    assert _gates(programme, "R01") == ["met"] * 4
    assert set(gate_table(programme, "R01")) == set(TOWNS)
    assert programme.placements["R01"].decision == "B-2021-03"
    assert under_reservation(programme, "R01", on=programme.moment.date()) == ()
    for town in TOWNS:
        assert may_release(programme, "jeugdmonitor", town, digest, on=date(2026, 1, 1)).ok
    assert not may_release(programme, "jeugdmonitor", "GM0534", "0" * 64, on=date(2021, 4, 1)).ok


def test_youth_care_waits_for_one_measure(programme):
    assert _gates(programme, "R02") == ["met", "met", "in_progress", "met"]
    state = gates_of(programme, "R02")[2]
    assert "5 van 6 maatregelen" in state.reason
    assert state.turn.who == "kees-timmer"
    assert "R02" not in programme.placements


def test_one_placed_product_is_under_reservation_and_one_needed_no_dpia(programme):
    assert _gates(programme, "R23") == ["met", "met", "lapsed", "lapsed"]
    assert {state.gate.code for state in under_reservation(programme, "R23", on=programme.moment.date())} == {
        "dpia_done",
        "architecture_adopted",
    }
    assert gates_of(programme, "R10")[2].status is GateStatus.NOT_APPLICABLE
    assert "R10" in programme.placements


def test_one_town_did_not_adopt_the_dpia_of_the_connecting_product(programme):
    adopted = set(programme.privacy["R09"].dpia.adoptions)
    assert adopted == {"GM0534", "GM0553"}
    assert all(record.motive for record in programme.privacy["R09"].dpia.adoptions.values())
    assert "Teylingen" in gate_table(programme, "R09")["GM1525"][2].reason


def test_every_way_in_which_a_gate_can_stand_is_shown(programme):
    shown = {state.status for result in programme.network.results for state in gates_of(programme, result.code)}
    assert shown == set(GateStatus)


def test_there_is_a_provisional_a_held_and_a_withdrawn_decision(programme):
    decisions = programme.decisions
    assert decisions["B-2021-05"].confirmed is None
    assert decisions["B-2020-04"].decision.outcome.value == "held"
    assert decisions["B-2020-05"].withdrawn is not None
