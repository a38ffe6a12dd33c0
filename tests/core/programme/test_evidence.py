"""The evidence of the gates: who may say what about which version (AVG art. 35, 39; programme.md 3.8: 7 and 8)."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.programme import acts
from roer.core.programme.measures import Measure
from roer.core.programme.rules import Conflict, NotAllowed


def test_the_client_does_not_judge_a_text_that_the_client_wrote(monitor):
    monitor.change("R01", client="team")
    with pytest.raises(NotAllowed) as refusal:
        monitor.write_smart()
    assert refusal.value.rule == "judge_is_author"


def test_a_member_of_the_programme_team_does_not_agree_as_client(monitor):
    monitor.change("R01", client="team-two")
    monitor.write_smart()
    with pytest.raises(NotAllowed) as refusal:
        monitor.agree(by="team-two")
    assert refusal.value.rule == "judge_is_author"


def test_who_wrote_the_text_does_not_agree_after_becoming_the_client(monitor):
    monitor.write_smart()
    monitor.change("R01", client="team")
    with pytest.raises(NotAllowed, match="zelf geschreven") as refusal:
        monitor.agree(by="team")
    assert refusal.value.rule == "judge_is_author"


def test_evidence_binds_to_the_last_version_only(monitor):
    monitor.declare()
    monitor.write_smart()
    monitor.write_dpia()
    monitor.describe_architecture()
    old = {
        "smart": monitor.programme.smart["R01"][-1].hash,
        "dpia": monitor.programme.privacy["R01"].dpia.hash,
        "architecture": monitor.programme.architectures["R01"][-1].hash,
    }
    monitor.write_smart(target=8.0)
    monitor.write_dpia(summary="Opnieuw beoordeeld.")
    monitor.describe_architecture(storage="elders")
    refused = [
        (acts.AgreeSmartText(result="R01", text_hash=old["smart"]), "client"),
        (
            acts.AdviseOnPrivacy(result="R01", subject_hash=old["dpia"], positive=True, text="Goed."),
            "data-protection-officer",
        ),
        (acts.AdoptDpia(result="R01", dpia_hash=old["dpia"], municipality="GM0534"), "executive-hillegom"),
        (acts.AdoptArchitecture(result="R01", architecture_hash=old["architecture"]), "architecture-board"),
    ]
    for act, by in refused:
        with pytest.raises(Conflict) as conflict:
            monitor.try_it(act, by)
        assert conflict.value.by == "team"


def test_an_architecture_covers_every_source_of_the_contract(monitor):
    monitor.declare(sources=("Register", "Kerncijfers"))
    with pytest.raises(NotAllowed, match="Kerncijfers") as refusal:
        monitor.describe_architecture(sources=("Register",))
    assert refusal.value.rule == "sources_covered"


def test_a_contract_is_that_of_the_results_own_product(monitor):
    monitor.add_result("R02", product=None)
    contract = {"result": "R02", "product": "p-r01", "hash": "c" * 64}
    with pytest.raises(NotAllowed) as refusal:
        monitor.do(acts.DeclareContract.model_validate({"contract": contract}))
    assert refusal.value.rule == "other_product"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"review_by": date(2020, 7, 2)}, "review_date"),
        ({"contract_hash": "d" * 64}, "other_contract"),
        ({"measures": (Measure(code="M1", text="Eerst."), Measure(code="M1", text="Nog een."))}, "measure_codes"),
    ],
)
def test_a_dpia_fits_the_contract_and_the_calendar(monitor, changes, rule):
    monitor.declare()
    with pytest.raises(NotAllowed) as refusal:
        monitor.write_dpia(**changes)
    assert refusal.value.rule == rule


def test_nothing_is_approved_twice(monitor):
    monitor.open_all_gates()
    dpia = monitor.programme.privacy["R01"].dpia.hash
    again = [
        lambda: monitor.agree(),
        lambda: monitor.declare(),
        lambda: monitor.do(acts.AdoptDpia(result="R01", dpia_hash=dpia, municipality="GM0534"), "executive-hillegom"),
        lambda: monitor.implement("R01", "M1"),
        lambda: monitor.adopt_architecture(),
    ]
    for repeat in again:
        with pytest.raises(NotAllowed) as refusal:
            repeat()
        assert refusal.value.rule == "no_change"


def test_only_what_was_in_place_can_be_reopened(monitor):
    monitor.declare()
    monitor.write_dpia()
    with pytest.raises(NotAllowed) as refusal:
        monitor.do(acts.ReopenMeasure(result="R01", measure="M2", motive="Toch open."))
    assert refusal.value.rule == "no_change"
    with pytest.raises(NotAllowed) as refusal:
        monitor.implement("R01", "M9")
    assert refusal.value.rule == "unknown_measure"


def test_two_people_never_write_the_same_next_version(monitor):
    monitor.declare()
    monitor.write_smart()
    monitor.write_dpia()
    monitor.describe_architecture()
    programme = monitor.programme
    smart, dpia = programme.smart["R01"][-1], programme.privacy["R01"].dpia
    architecture = programme.architectures["R01"][-1]
    nexts = [
        (acts.WriteSmartText, {"text": smart.text}, smart.seq),
        (acts.WriteDpia, {"dpia": dpia.dpia}, dpia.seq),
        (acts.DescribeArchitecture, {"architecture": architecture.architecture}, architecture.seq),
    ]
    for act, said, seen in nexts:
        monitor.try_it(act(**said, expects=seen), "team-two")
        for wrong in (None, seen - 1):
            with pytest.raises(Conflict) as conflict:
                monitor.try_it(act(**said, expects=wrong), "team-two")
            assert (conflict.value.by, conflict.value.seq) == ("team", seen)


def test_a_first_version_follows_nothing(monitor):
    text = {"element": "R01", "sentence": "Van 10 naar 9."}
    with pytest.raises(NotAllowed) as refusal:
        monitor.try_it(acts.WriteSmartText.model_validate({"text": text, "expects": 3}), "team")
    assert refusal.value.rule == "nothing_to_follow"
