"""The officer and three controllers: a product that joins three policy fields opens for two municipalities, not three.

Nobody opens gate 3 for a municipality but its own controller: no page, no program and no import does.
"""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from roer.core.programme.entries import Draft, Entry, line_of
from roer.core.programme.folding import fold
from roer.core.programme.gates import gate_table
from roer.core.programme.rules import may_release
from roer.core.programme.state import Programme

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
TEAM_ID = "noor-dekker"
JOINED, PRODUCT = "R09", "wonen-migratie-ondermijning"
HILLEGOM, LISSE, TEYLINGEN = "GM0534", "GM0553", "GM1525"
TEAM, OFFICER, ARCHITECT, SECRETARY, ALDERMAN = (
    "Noor Dekker", "Sem de Wit", "Iris Kok", "Petra Haan", "Joost Verhagen",
)  # fmt: skip
AGAINST = "Negatief over huurmeldingen naast signalen van ondermijning: dat doel past niet bij die bron."
MOTIVE = "Het college koppelt alleen bij een lopend onderzoek en kijkt dit na zes maanden na."
ADMINISTRATOR = "bo-beheer"


def stored(folder: Path) -> tuple[Entry, ...]:
    """What stands in the ledger of a folder, read past the program."""
    with closing(sqlite3.connect(folder / "var" / "db.sqlite3")) as database:
        rows = database.execute("SELECT body FROM ledger_ledgerentry ORDER BY seq").fetchall()
    return tuple(Entry.model_validate_json(body) for (body,) in rows)


def text_of(page) -> str:
    return re.sub(r"\s+", " ", page.locator("main").inner_text())


def press(page, name: str) -> str:
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state("networkidle")
    return text_of(page)


def adoption(programme: Programme, town: str, motive: str = "") -> dict[str, object]:
    """What a controller records who adopts the last DPIA."""
    digest = programme.privacy[JOINED].dpia.hash
    return {"kind": "adopt_dpia", "result": JOINED, "dpia_hash": digest, "municipality": town, "motive": motive}


def placing(programme: Programme, *towns: str) -> dict[str, object]:
    """The steering group's decision to place the product for these municipalities."""
    place = {
        "type": "place",
        "result": JOINED,
        "subject_hash": programme.network.elements[JOINED].hash,
        "municipalities": towns,
        "start": "2021KW02",
        "end": "2021KW04",
    }
    decision = {
        "code": f"B-2021-9{len(towns)}",
        "body": "stuurgroep",
        "decided_on": "2021-04-12",
        "title": "Plaatsing op de roadmap",
        "advice": next(code for code, one in programme.advices.items() if JOINED in one.advice.subjects),
        "outcome": "adopted",
        "effects": [place],
    }
    return {"act": {"kind": "take_decision", "decision": decision}}


def releasable(programme: Programme) -> set[str]:
    """The municipalities for which the product may be delivered."""
    digest, on = programme.contracts[JOINED].hash, programme.moment.date()
    return {town for town in (HILLEGOM, LISSE, TEYLINGEN) if may_release(programme, PRODUCT, town, digest, on=on).ok}


def test_two_municipalities_go_on_against_the_officers_advice_and_the_third_waits(somebody, own_folder):
    team, officer, secretary = somebody(TEAM), somebody(OFFICER), somebody(SECRETARY)
    known = fold(stored(own_folder)).privacy[JOINED].dpia
    written = known.dpia.model_copy(update={"summary": f"{known.dpia.summary} Met een pseudoniem per onderzoek."})
    act = {"kind": "write_dpia", "dpia": written.model_dump(mode="json"), "expects": known.seq}
    assert team.record({"act": act})[0] == 201

    programme = fold(stored(own_folder))
    status, told = secretary.record({"act": adoption(programme, HILLEGOM), "on_behalf_of": "college-hillegom"})
    assert (status, told["rule"]) == (403, "advice_first")

    page = officer.visit(f"/privacy/{JOINED}/advies/").page
    page.get_by_label("Advies", exact=True).select_option("nee")
    page.get_by_label("Tekst").fill(AGAINST)
    assert "De verwerkingsverantwoordelijken besluiten." in press(page, "Leg vast")

    status, told = secretary.record({"act": adoption(programme, HILLEGOM), "on_behalf_of": "college-hillegom"})
    assert (status, told["rule"]) == (403, "motive_against_advice")
    page = secretary.visit(f"/privacy/{JOINED}/vaststellen/").page
    assert AGAINST in text_of(page), "whoever adopts reads the advice first"
    page.get_by_label("Namens").select_option(label="College van Hillegom")
    press(page, "Leg vast")
    assert page.get_by_label("Waarom wijkt u af van het advies?").get_attribute("aria-invalid") == "true"
    page.get_by_label("Waarom wijkt u af van het advies?").fill(MOTIVE)
    assert "De DPIA is vastgesteld." in press(page, "Leg vast")
    adopted = {"act": adoption(programme, LISSE, MOTIVE), "on_behalf_of": "college-lisse"}
    assert somebody(ALDERMAN).record(adopted)[0] == 201, "an alderman sits in the executive of Lisse"

    said = {"kind": "implement_measure", "result": JOINED, "proof": "Zie dossier."}
    measures = [{**said, "measure": measure.code} for measure in written.measures]
    assert team.record(*({"act": act} for act in measures))[0] == 201
    drawn = programme.architectures[JOINED][-1].hash
    approved = {"kind": "adopt_architecture", "result": JOINED, "architecture_hash": drawn}
    assert somebody(ARCHITECT).record({"act": approved})[0] == 201

    programme = fold(stored(own_folder))
    gates = gate_table(programme, JOINED)
    closed = {town: [state.gate.code for state in states if not state.passes] for town, states in gates.items()}
    assert closed == {HILLEGOM: [], LISSE: [], TEYLINGEN: ["dpia_done"]}
    for path in ("/poorten/dpia/", f"/resultaten/{JOINED}/", f"/privacy/{JOINED}/"):
        assert "nog niet vastgesteld door het college van Teylingen" in text_of(team.visit(path).page), path

    status, told = team.record(placing(programme, HILLEGOM, LISSE, TEYLINGEN))
    assert (status, told["rule"], told["gate"]["code"]) == (403, "gate", "dpia_done")
    assert told["turn"]["label"] == "college van Teylingen"
    assert releasable(fold(stored(own_folder))) == set()

    form = team.visit(f"/roadmap/{JOINED}/plaatsen/").page
    boxes = form.locator("input[name=effect-municipalities]").all()
    assert [box.get_attribute("value") for box in boxes if box.is_enabled()] == [HILLEGOM, LISSE]
    assert [box.get_attribute("value") for box in boxes if box.is_checked()] == [HILLEGOM, LISSE]
    assert "Teylingen: nog niet. De DPIA is nog niet vastgesteld" in text_of(form)
    assert team.record(placing(programme, HILLEGOM, LISSE))[0] == 201
    assert releasable(fold(stored(own_folder))) == {HILLEGOM, LISSE}


TICKING = {
    # who tries to open gate 3 for Teylingen: the name on the button, and the rule that refuses
    TEAM_ID: (TEAM, "permission"),
    "joost-verhagen": (ALDERMAN, "permission"),
    "petra-haan": (SECRETARY, "permission"),
    "sem-de-wit": (OFFICER, "permission"),
    "pieter-brand": ("Pieter Brand", "permission"),
    "daan-mulder": ("Daan Mulder", "sounding_board_never_decides"),
}

CONTROLLERS = {"joost-verhagen", "petra-haan"}
"""Those who adopted it for their own municipality, and are told who is still to come."""


@pytest.mark.parametrize("who", TICKING)
def test_gate_3_is_ticked_by_nobody_on_a_page_or_through_the_interface(reader, demo_folder, who):
    (name, rule), before = TICKING[who], stored(demo_folder)
    reader.sign_in(name)
    page = reader.visit(f"/privacy/{JOINED}/").page
    assert page.locator(f"a[href='/privacy/{JOINED}/vaststellen/']").count() == 0
    assert page.locator("main form input[type=checkbox]").count() == 0
    page = reader.visit(f"/privacy/{JOINED}/vaststellen/").page
    refusal = text_of(page)
    token = next(one["value"] for one in reader.context.cookies() if one["name"] == "csrftoken")
    sent = reader.context.request.post(
        page.url,
        form={"csrfmiddlewaretoken": token, "controller": f"{TEYLINGEN} executive", "motive": MOTIVE},
        headers={"Referer": page.url},
    )
    assert sent.status == 403
    status, told = reader.record({"act": adoption(fold(before), TEYLINGEN, MOTIVE)})
    assert (status, told["rule"]) == (403, rule)
    own = "De DPIA wacht nog op: College van Teylingen."
    assert (own if who in CONTROLLERS else told["detail"]) in refusal, "the page says who may, in the same words"
    status, told = reader.record({"act": {"kind": "open_gate", "result": JOINED, "gate": "dpia_done"}})
    assert (status, told["rule"]) == (400, "invalid"), "there is no act that opens a gate"
    assert stored(demo_folder) == before


@pytest.mark.parametrize("who", [TEAM_ID, "lucas-kuijpers", "joost-verhagen", ADMINISTRATOR])
def test_gate_3_is_ticked_by_nobody_through_an_import(roer, demo_folder, tmp_path, who):
    before = stored(demo_folder)
    draft = {"act": adoption(fold(before), TEYLINGEN, MOTIVE), "by": who, "holds_from": date(2021, 6, 8)}
    forged = Entry.chain(
        Draft.model_validate(draft),
        seq=len(before) + 1,
        id=uuid4(),
        recorded_at=datetime.now(UTC),
        previous=before[-1].hash,
    )
    file = tmp_path / "forged.jsonl"
    file.write_text("".join(f"{line_of(entry)}\n" for entry in (*before, forged)), encoding="utf-8")
    told = roer("ledger", "import", file, "--dir", demo_folder)
    assert told.code == 1
    assert f"regel {forged.seq}: Dit mag alleen" in told.everything
    assert "het college van die gemeente" in told.everything
    assert "[permission]" in told.everything
    assert stored(demo_folder) == before


def test_an_administrator_without_a_seat_may_sign_in_and_decides_nothing(somebody, own_folder):
    roer_command = Path(sys.executable).with_name("roer")
    entered = subprocess.run(
        [roer_command, "people", "enter", ADMINISTRATOR, "--name", "Bo Beheer", "--dir", own_folder],
        input="een-lang-wachtwoord-9\neen-lang-wachtwoord-9\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert entered.returncode == 0, entered.stderr
    before = stored(own_folder)
    reader = somebody("Bo Beheer")
    assert "Dit mag alleen" in text_of(reader.visit(f"/privacy/{JOINED}/vaststellen/").page)
    status, told = reader.record({"act": adoption(fold(before), TEYLINGEN, MOTIVE)})
    assert (status, told["rule"]) == (403, "permission")
    assert stored(own_folder) == before
