"""What was released is stated in the ledger by the command, and measures that nobody ticks follow from it."""

from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from roer.core.programme import acts
from roer.core.programme.entries import Draft, Entry
from roer.core.programme.folding import fold
from roer.core.programme.gates import gates_of
from roer.core.programme.measures import AudienceCheck, FieldsAbsentCheck, Measure, RetentionCheck
from roer.core.programme.state import Programme

pytestmark = [pytest.mark.xdist_group("browser")]
RESULT, PRODUCT = "R01", "jeugdmonitor"
TEAM, ANALYST, OFFICER = "noor-dekker", "fatima-aydin", "sem-de-wit"
TODAY = datetime.now(UTC).date()


def programme_of(roer, folder: Path) -> Programme:
    told = roer("ledger", "export", "--dir", folder)
    return fold(Entry.model_validate_json(line) for line in told.out.splitlines())


def recorded(roer, folder: Path, act: acts.Act, by: str, on_behalf_of: str | None = None) -> None:
    file = folder / "act.json"
    file.write_text(Draft(act=act, by=by, holds_from=TODAY, on_behalf_of=on_behalf_of).model_dump_json())
    told = roer("ledger", "record", file, "--dir", folder)
    assert told.code == 0, told.err


def with_checked_measures(roer, folder: Path) -> None:
    """The DPIA anew, with measures that Roer checks by itself, adopted by all as the one before it."""
    programme = programme_of(roer, folder)
    before = programme.privacy[RESULT].dpia
    measures = (
        Measure(
            code="M1", text="Voor wie.", check=AudienceCheck(audience=programme.contracts[RESULT].contract.audience)
        ),
        Measure(code="M2", text="Zonder nummers.", check=FieldsAbsentCheck(fields=("bsn",))),
        Measure(code="M3", text="Niet te lang.", check=RetentionCheck()),
        Measure(code="M4", text="Zonder namen.", check=FieldsAbsentCheck(fields=("naam",))),
    )
    dpia = before.dpia.model_copy(update={"measures": measures})
    recorded(roer, folder, acts.WriteDpia(dpia=dpia, expects=before.seq), TEAM)
    subject = programme_of(roer, folder).privacy[RESULT].dpia.hash
    advice = acts.AdviseOnPrivacy(result=RESULT, subject_hash=subject, positive=True, text="Akkoord.")
    recorded(roer, folder, advice, OFFICER)
    for town, adoption in sorted(before.adoptions.items()):
        act = acts.AdoptDpia(result=RESULT, dpia_hash=subject, municipality=town)
        recorded(roer, folder, act, adoption.by, f"college-{programme.municipalities[town].name.lower()}")


def gate(programme: Programme):
    return gates_of(programme, RESULT, "GM0534", on=TODAY)[2]


def delivered_on(folder: Path, day: str) -> None:
    """Let the deliveries about persons have come in on this day."""
    for receipt in (folder / "var" / "landing").glob("jeugdhulp_*/*/receipt.json"):
        told = json.loads(receipt.read_text()) | {"fetched_at": f"{day}T08:00:00Z"}
        receipt.write_text(json.dumps(told))


def test_measures_hold_or_fall_by_what_was_released(roer, own_folder):
    def release(*more: str):
        return roer("release", PRODUCT, *more, "--dir", own_folder)

    assert release().code == 0, "where Roer checks no measure nobody has to state it"
    assert programme_of(roer, own_folder).privacy[RESULT].release is None
    assert "Dit mag alleen een lid van het programmateam" in release("--by", OFFICER).everything

    assert re.search(r"is gemeld als regel \d+", release("--by", ANALYST).everything)
    programme = programme_of(roer, own_folder)
    stated, contract = programme.privacy[RESULT].release.facts, programme.contracts[RESULT].contract
    assert (stated.policies, stated.audience, stated.fields) == (contract.policies, contract.audience, contract.fields)
    assert stated.contract_hash == contract.hash
    assert (own_folder / "var" / "releases" / PRODUCT / stated.id).is_dir()
    assert stated.withstood_attack
    assert stated.cells_attacked > 0
    assert {kept.what.value for kept in stated.kept if kept.oldest} == {"releases", "deliveries"}

    with_checked_measures(roer, own_folder)
    refused = release()
    assert refused.code == 1
    assert "--by UW-NAAM" in refused.everything
    before = programme_of(roer, own_folder)
    assert gate(before).passes, gate(before).reason
    assert "zo al gemeld" in release("--by", ANALYST).everything
    assert programme_of(roer, own_folder).seq == before.seq, "nothing changed, so nothing was recorded"

    delivered_on(own_folder, "2021-03-01")
    late = release("--by", ANALYST)
    assert late.code == 1
    assert "lag er wat uiterlijk op 1 maart 2023 weg moest" in late.everything
    assert "de oudste levering met personen is van 1 maart 2021" in gate(programme_of(roer, own_folder)).reason

    delivered_on(own_folder, TODAY.isoformat())
    assert release("--by", ANALYST).code == 0
    assert gate(programme_of(roer, own_folder)).passes

    shutil.rmtree(own_folder / "var" / "releases" / PRODUCT)
    delivered_on(own_folder, "2021-03-01")
    hidden = release("--by", ANALYST)
    assert hidden.code == 1
    assert "is gemeld en blijft daardoor verborgen" in hidden.everything
    assert not gate(programme_of(roer, own_folder)).passes
