"""A result reaches the roadmap through evidence and the right decision, and loses its air when evidence lapses."""

from __future__ import annotations

import re
from datetime import date

import pytest

from roer.core.programme.entries import Entry
from roer.core.programme.folding import fold
from roer.core.programme.gates import gates_of
from roer.core.programme.state import Programme

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TEAM, OFFICER, ALDERMAN = "Noor Dekker", "Sem de Wit", "Joost Verhagen"
CARE, YOUTH = "R02", "R01"


def ledger_of(roer, folder) -> tuple[Entry, ...]:
    told = roer("ledger", "export", "--dir", folder)
    assert told.code == 0, told.err
    return tuple(Entry.model_validate_json(line) for line in told.out.splitlines())


def text_of(visit) -> str:
    return re.sub(r"\s+", " ", visit.page.locator("main").inner_text())


def placing(programme: Programme, code: str) -> dict[str, object]:
    """The steering group's decision to place a result, as a program would record it."""
    advice = max((one for one in programme.advices.values() if code in one.advice.subjects), key=lambda one: one.seq)
    effect = {
        "type": "place",
        "result": code,
        "subject_hash": programme.network.elements[code].hash,
        "municipalities": ["GM0534", "GM0553", "GM1525"],
        "start": "2021KW02",
        "end": "2021KW04",
    }
    decision = {
        "code": "B-2021-90",
        "body": "stuurgroep",
        "decided_on": "2021-04-12",
        "title": "Plaatsing op de roadmap",
        "advice": advice.advice.code,
        "outcome": "adopted",
        "effects": [effect],
    }
    return {"act": {"kind": "take_decision", "decision": decision}, "holds_from": "2021-04-12"}


def test_a_result_with_three_gates_open_is_placed_after_the_fourth_and_not_before(roer, somebody, own_folder):
    team = somebody(TEAM)
    page = team.visit(f"/resultaten/{CARE}/")
    told = text_of(page)
    assert "Poorten: 3 van 4 open" in told
    assert "5 van 6 maatregelen ingevoerd" in told
    button = page.page.get_by_role("button", name="Plaats op de roadmap")
    assert button.count() == 0, "nothing is to be placed while a gate is closed"
    refusal = text_of(team.visit(f"/roadmap/{CARE}/plaatsen/"))
    assert "DPIA gereed en maatregelen geïmplementeerd" in refusal
    assert "Aan zet: de eigenaar van maatregel M6" in refusal
    waits = text_of(team.visit("/poorten/dpia/"))
    assert re.search(r"Monitor Jeugdzorg.{0,400}wacht [\d.]+ dagen", waits)

    programme = fold(ledger_of(roer, own_folder))
    status, problem = team.record(placing(programme, CARE))
    assert (status, problem["rule"], problem["gate"]["code"]) == (403, "gate", "dpia_done")
    assert "maatregel M6" in problem["turn"]["label"]

    measure = {"kind": "implement_measure", "result": CARE, "measure": "M6", "proof": "Controle van de logboeken."}
    assert team.record({"act": measure, "holds_from": "2021-04-10"})[0] == 201
    assert "toelaatbaar" in text_of(team.visit(f"/resultaten/{CARE}/"))
    assert "Monitor Jeugdzorg" in text_of(team.visit("/aan-zet/stuurgroep/"))
    assert CARE not in fold(ledger_of(roer, own_folder)).placements, "open gates place nothing by themselves"

    form = team.visit(f"/roadmap/{CARE}/plaatsen/").page
    form.get_by_role("button", name="Leg").click()
    form.wait_for_load_state("networkidle")
    assert "staat op de roadmap" in form.locator("body").inner_text()
    assert fold(ledger_of(roer, own_folder)).placements[CARE].municipalities == ("GM0534", "GM0553", "GM1525")


def test_a_new_source_takes_a_placed_product_off_the_air_until_it_is_gone_again(roer, somebody, own_folder):
    team, officer, visitor = somebody(TEAM), somebody(OFFICER), somebody("")
    programme = fold(ledger_of(roer, own_folder))
    contract = programme.contracts[YOUTH].contract
    assert "Kerncijfers" in text_of(visitor.visit("/monitors/jeugdmonitor/"))

    other = contract.model_copy(update={"hash": "d" * 64, "sources": (*contract.sources, "Burgerservicenummers")})
    status, told = team.record({"act": {"kind": "declare_contract", "contract": other.model_dump(mode="json")}})
    assert status == 201
    lapsed_at = told["entries"][0]["seq"]

    page = text_of(team.visit(f"/resultaten/{YOUTH}/"))
    assert "op de roadmap, onder voorbehoud" in page
    assert "Poorten: 2 van 4 open" in page
    assert "Deze monitor is nu niet te zien." in text_of(visitor.visit("/monitors/jeugdmonitor/"))
    assert roer("release", "jeugdmonitor", "--dir", own_folder).code == 1
    for who in (officer, somebody(ALDERMAN)):
        assert "Onder voorbehoud" in text_of(who.visit("/")), "the steering group and the officer are told"

    back = {"act": {"kind": "declare_contract", "contract": contract.model_dump(mode="json")}}
    assert team.record(back)[0] == 201
    assert "onder voorbehoud" not in text_of(team.visit(f"/resultaten/{YOUTH}/"))
    assert "Kerncijfers" in text_of(visitor.visit("/monitors/jeugdmonitor/"))

    entries = ledger_of(roer, own_folder)
    before, during = fold(entries[: lapsed_at - 1]), fold(entries[:lapsed_at])
    on = date(2021, 4, 12)
    assert all(state.passes for state in gates_of(before, YOUTH, on=on))
    assert [state.passes for state in gates_of(during, YOUTH, on=on)] == [True, True, False, False]


def test_the_next_letter_says_what_stands_under_reservation(somebody):
    letter = text_of(somebody(TEAM).visit("/brieven/RIB-2/"))
    assert "Onder voorbehoud" in letter
    assert "Dashboards Dienstverlening" in letter
