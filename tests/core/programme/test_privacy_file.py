"""The privacy file: who adopts, which risks and measures hold gate 3 up, and what the software sees for itself."""

from __future__ import annotations

from datetime import date

import pytest

from roer.core.programme import acts
from roer.core.programme.acts import Controller
from roer.core.programme.dpia import Dpia, RiskLevel, level_of
from roer.core.programme.dpia_findings import DPIA_RULES, SECTIONS, check_dpia
from roer.core.programme.elements import Contract, content_hash
from roer.core.programme.gates import GateStatus, gates_of
from roer.core.programme.measure_checks import told
from roer.core.programme.measures import Measure
from roer.core.programme.privacy_acts import RecordConsultation, ReportOperation
from roer.core.programme.rules import NotAllowed, check_may_release

TOWN = ("GM0534",)


def _gate(world):
    return gates_of(world.programme, "R01", "GM0534", on=world.today)[2]


def _dpia(parts: dict, **changes: object) -> Dpia:
    said = {"result": "R01", "contract_hash": "c" * 64, "summary": "Samenvatting.", "review_by": date(2023, 1, 1)}
    return Dpia.model_validate({**said, **parts, **changes})


def _adopt(world, **more: object) -> acts.AdoptDpia:
    dpia = world.programme.privacy["R01"].dpia.hash
    return acts.AdoptDpia(result="R01", dpia_hash=dpia, municipality="GM0534", **more)


def _assessed(world, **parts: object):
    """A DPIA with these parts, with the officer's advice."""
    world.declare()
    world.write_dpia(**parts)
    world.advise_privacy()
    return world


@pytest.mark.parametrize(
    ("chance", "impact", "level"),
    [
        ("low", "low", "low"), ("low", "middle", "low"), ("low", "high", "middle"),
        ("middle", "low", "low"), ("middle", "middle", "middle"), ("middle", "high", "high"),
        ("high", "low", "middle"), ("high", "middle", "high"), ("high", "high", "high"),
    ],
)  # fmt: skip
def test_a_risk_is_chance_times_impact(chance, impact, level):
    assert level_of(RiskLevel(chance), RiskLevel(impact)) is RiskLevel(level)


def test_a_dpia_of_before_the_sections_keeps_its_hash():
    old = Dpia(
        result="R01",
        contract_hash="c" * 64,
        summary="Beoordeling.",
        measures=(Measure(code="M1", text="Sluit af."),),
        review_by=date(2023, 1, 1),
    )
    assert content_hash(old) == "9f8e8ab8d08b345a021331cc00f1be98385990357489ac50164e15cc9df4afc8"


def test_a_whole_dpia_lacks_nothing(whole_dpia):
    assert check_dpia(_dpia(whole_dpia), None) == ()


@pytest.mark.parametrize(
    ("changes", "section"),
    [
        ({"proposal": ""}, 1),
        ({"data": []}, 2),
        ({"processings": []}, 3),
        ({"techniques": ""}, 4),
        ({"parties": []}, 6),
        ({"locations": []}, 8),
        ({"locations": [{"place": "elders", "outside_eea": True}]}, 8),
        ({"special_ground": ""}, 12),
        ({"national_id_ground": ""}, 12),
        ({"subsidiarity": ""}, 14),
        ({"proportionality": ""}, 14),
        ({"rights": []}, 15),
        ({"risks": []}, 16),
        ({"security": ""}, 17),
        ({"measures": [{"code": "M1", "text": "Zonder eigenaar."}]}, 17),
    ],
)
def test_what_is_left_out_is_told_at_its_section(whole_dpia, changes, section):
    assert section in {finding.section for finding in check_dpia(_dpia(whole_dpia, **changes))}


@pytest.mark.parametrize(
    ("field", "value", "section"),
    [("purposes", [], 5), ("retention", "", 10), ("ground", None, 11), ("law", "", 11), ("further_use", "", 13)],
)
def test_what_a_processing_leaves_out_is_told_at_its_section(whole_dpia, field, value, section):
    processing = {**whole_dpia["processings"][0], field: value}
    found = check_dpia(_dpia(whole_dpia, processings=[processing]))
    assert section in {finding.section for finding in found}


def test_a_source_of_the_contract_that_no_data_come_from_is_told(whole_dpia):
    contract = Contract(result="R01", product="p-r01", hash="c" * 64, sources=("Register", "Huurmeldingen"))
    assert "Huurmeldingen" in check_dpia(_dpia(whole_dpia), contract)[0].reason


def test_the_sections_and_rules_are_those_of_the_national_model():
    assert [section.number for section in SECTIONS] == list(range(1, 18))
    assert len({rule.code for rule in DPIA_RULES}) == len(DPIA_RULES)


def test_a_dpia_with_gaps_is_not_adopted(monitor, whole_dpia):
    _assessed(monitor, **{**whole_dpia, "subsidiarity": ""})
    with pytest.raises(NotAllowed, match="onderdeel 14") as refusal:
        monitor.try_it(_adopt(monitor), "executive-hillegom")
    assert refusal.value.rule == "dpia_incomplete"


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"risks": [{"code": "K1", "text": "abc", "chance": "low", "impact": "low"}] * 2}, "risk_codes"),
        (
            {"risks": [{"code": "K1", "text": "abc", "chance": "low", "impact": "low", "measures": ["M9"]}]},
            "risk_measures",
        ),
        ({"data": [{"name": "bsn"}, {"name": "BSN"}]}, "data_names"),
        ({"processings": [{"name": "a"}, {"name": "a"}]}, "processing_names"),
        ({"processings": [{"name": "a", "data": ["wat er niet is"]}]}, "processing_data"),
    ],
)
def test_the_parts_of_a_dpia_name_what_is_there(monitor, changes, rule):
    monitor.declare()
    with pytest.raises(NotAllowed) as refusal:
        monitor.write_dpia(**changes)
    assert refusal.value.rule == rule


def test_where_public_order_is_concerned_the_mayor_adopts_as_well(monitor):
    _assessed(monitor, public_order=True)
    monitor.adopt_dpia()
    assert "de burgemeester van Hillegom" in _gate(monitor).reason
    assert _gate(monitor).turn.who == "b-mayor-hillegom"
    monitor.do(_adopt(monitor, controller=Controller.MAYOR), "mayor-hillegom")
    monitor.implement()
    assert _gate(monitor).status is GateStatus.MET
    assert any("burgemeester van Hillegom" in item.text for item in _gate(monitor).evidence)


def test_elsewhere_the_mayor_has_nothing_to_adopt(monitor):
    _assessed(monitor)
    with pytest.raises(NotAllowed, match="openbare orde") as refusal:
        monitor.try_it(_adopt(monitor, controller=Controller.MAYOR), "mayor-hillegom")
    assert refusal.value.rule == "not_a_controller"


@pytest.mark.parametrize(
    ("who", "controller"),
    [
        ("mayor-hillegom", Controller.EXECUTIVE),
        ("executive-hillegom", Controller.MAYOR),
        ("mayor-lisse", Controller.MAYOR),
    ],
)
def test_nobody_adopts_for_a_controller_in_which_they_have_no_seat(monitor, who, controller):
    _assessed(monitor, public_order=True)
    with pytest.raises(NotAllowed) as refusal:
        monitor.try_it(_adopt(monitor, controller=controller), who)
    assert refusal.value.rule == "permission"


def test_a_mayor_who_goes_against_the_officer_says_why(monitor):
    monitor.declare()
    monitor.write_dpia(public_order=True)
    monitor.advise_privacy(positive=False)
    with pytest.raises(NotAllowed, match="waarom de burgemeester afwijkt"):
        monitor.try_it(_adopt(monitor, controller=Controller.MAYOR), "mayor-hillegom")


HIGH = {"code": "K1", "text": "Iemand wordt herkend.", "chance": "high", "impact": "high", "motive": "Klein."}


def test_a_high_risk_without_measure_and_without_acceptance_keeps_the_gate_closed(monitor):
    low = {"residual_chance": "low", "residual_impact": "low"}
    monitor.declare()
    monitor.write_dpia(risks=[{**HIGH, **low}])
    world = monitor
    world.advise_privacy()
    dpia = world.programme.privacy["R01"].dpia
    assert [finding.section for finding in check_dpia(dpia.dpia) if finding.section == 17]
    with pytest.raises(NotAllowed) as refusal:
        world.try_it(_adopt(world), "executive-hillegom")
    assert refusal.value.rule == "dpia_incomplete"


def test_a_high_risk_that_is_accepted_with_a_motive_opens_the_gate(monitor, whole_dpia):
    risk = {**HIGH, "acceptance": "Het belang is groot.", "residual_impact": "low", "residual_chance": "low"}
    _assessed(monitor, **{**whole_dpia, "risks": [risk], "measures": []})
    monitor.adopt_dpia()
    assert _gate(monitor).status is GateStatus.MET


def test_a_high_risk_whose_only_measure_waits_for_later_keeps_the_gate_closed(monitor, whole_dpia):
    later = {"code": "M1", "text": "Verberg kleine aantallen.", "owner": "owner", "due": "use"}
    _assessed(monitor, **{**whole_dpia, "measures": [later], "staged": True})
    monitor.adopt_dpia()
    assert _gate(monitor).status is GateStatus.NOT_MET
    assert "hoge risico K1" in _gate(monitor).reason


def test_a_high_risk_that_remains_asks_the_supervisor_first(monitor, whole_dpia):
    _assessed(monitor, **{**whole_dpia, "risks": [{**HIGH, "measures": ["M1"], "residual_chance": "high"}]})
    monitor.adopt_dpia()
    monitor.implement("R01", "M1")
    assert "Autoriteit Persoonsgegevens" in _gate(monitor).reason
    digest = monitor.programme.privacy["R01"].dpia.hash
    said = {"result": "R01", "dpia_hash": digest, "reference": "AP-12", "text": "Akkoord onder voorwaarden."}
    monitor.do(RecordConsultation.model_validate({**said, "objects": True}), "data-protection-officer")
    assert _gate(monitor).status is GateStatus.NOT_MET
    monitor.do(RecordConsultation.model_validate(said))
    assert _gate(monitor).status is GateStatus.MET


def test_without_a_remaining_high_risk_there_is_nothing_to_consult_about(monitor):
    _assessed(monitor)
    digest = monitor.programme.privacy["R01"].dpia.hash
    with pytest.raises(NotAllowed) as refusal:
        monitor.try_it(RecordConsultation(result="R01", dpia_hash=digest, reference="AP", text="abc"), "team")
    assert refusal.value.rule == "no_high_risk"


def test_staged_measures_wait_for_their_moment_and_no_longer(monitor):
    measures = [
        {"code": "M1", "text": "Vooraf."},
        {"code": "M2", "text": "Bij ingebruikname.", "due": "use"},
    ]
    for gate in ("client_agreed", "prioritised"):
        monitor.open_gate(gate)
    _assessed(monitor, measures=measures, staged=True)
    monitor.open_gate("architecture_adopted")
    monitor.adopt_dpia()
    monitor.implement("R01", "M1")
    assert _gate(monitor).status is GateStatus.MET
    monitor.advise("A-9", ("R01",))
    monitor.decide("B-9", monitor.place(), advice="A-9")
    asked = {"on": monitor.today}
    with pytest.raises(NotAllowed, match="maatregel M2") as refusal:
        check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, **asked)
    assert refusal.value.rule == "measures_for_use"
    monitor.implement("R01", "M2")
    check_may_release(monitor.programme, "p-r01", "GM0534", "c" * 64, **asked)


CHECKS = {
    "threshold": {"type": "threshold", "minimum": 10},
    "audience": {"type": "audience", "audience": ["raad", "college"]},
    "fields": {"type": "fields_absent", "fields": ["BSN"]},
    "retention": {"type": "retention", "days": 31},
    "logging": {"type": "logging"},
}
GOOD = {
    "fields": [{"source": "Register", "field": "buurtcode"}],
    "audience": ["Raad"],
    "policies": [{"name": "streng", "minimum": 10}],
}
BAD = {
    "threshold": {"policies": [{"name": "ruim", "minimum": 5}]},
    "audience": {"audience": ["Raad", "openbaar"]},
    "fields": {"fields": [{"source": "Register", "field": "bsn"}]},
}


def _checked(world, check: str, **contract: object):
    said = {"result": "R01", "product": "p-r01", "hash": "c" * 64, "sources": ["Register"], **contract}
    world.do(acts.DeclareContract(contract=Contract.model_validate(said)))
    world.write_dpia(measures=[{"code": "M1", "text": "Roer kijkt.", "check": CHECKS[check]}])
    world.advise_privacy()
    world.adopt_dpia()
    return world


@pytest.mark.parametrize("check", ["threshold", "audience", "fields"])
def test_what_the_contract_shows_counts_without_being_ticked(monitor, check):
    assert _gate(_checked(monitor, check, **GOOD)).status is GateStatus.MET


@pytest.mark.parametrize("check", ["threshold", "audience", "fields"])
def test_what_the_contract_contradicts_does_not_count(monitor, check):
    state = _gate(_checked(monitor, check, **{**GOOD, **BAD[check]}))
    assert state.status is GateStatus.IN_PROGRESS
    assert "Maatregel M1 geldt niet" in state.reason


@pytest.mark.parametrize("check", list(CHECKS))
def test_what_cannot_be_seen_does_not_count(monitor, check):
    assert "niet te zien" in _gate(_checked(monitor, check)).reason


@pytest.mark.parametrize("check", list(CHECKS))
def test_nobody_ticks_what_the_software_sees(monitor, check):
    _checked(monitor, check, **GOOD)
    for act in (
        acts.ImplementMeasure(result="R01", measure="M1", proof="Echt waar."),
        acts.ReopenMeasure(result="R01", measure="M1", motive="Toch niet."),
    ):
        with pytest.raises(NotAllowed) as refusal:
            monitor.try_it(act, "team")
        assert refusal.value.rule == "checked_measure"


def test_logging_and_retention_count_by_what_was_seen_of_the_product_in_use(monitor):
    _checked(monitor, "logging")
    monitor.do(ReportOperation(result="R01", logging_on=True, evidence="logregel 1"), "data-team")
    assert _gate(monitor).status is GateStatus.MET
    monitor.do(ReportOperation(result="R01", logging_on=False, evidence="logregel 2"), "data-team")
    assert "niet bijgehouden" in _gate(monitor).reason


def test_retention_that_was_not_carried_out_in_time_makes_the_gate_lapse(monitor):
    _checked(monitor, "retention")
    done = ReportOperation(result="R01", retention_done=monitor.today, evidence="logregel 3")
    monitor.do(done, "data-team")
    assert _gate(monitor).status is GateStatus.MET
    monitor.wait(31)
    assert _gate(monitor).status is GateStatus.MET
    monitor.wait()
    assert _gate(monitor).status is GateStatus.LAPSED


def test_what_is_yet_to_happen_is_not_reported(monitor):
    monitor.declare()
    with pytest.raises(NotAllowed) as refusal:
        monitor.try_it(ReportOperation(result="R01", retention_done=date(2030, 1, 1), evidence="straks"), "data-team")
    assert refusal.value.rule == "seen_later"


@pytest.mark.parametrize("check", list(CHECKS.values()), ids=list(CHECKS))
def test_every_check_says_in_dutch_what_it_looks_at(check):
    assert told(Measure.model_validate({"code": "M1", "text": "abc", "check": check}).check).startswith("Roer kijkt of")


def test_the_file_keeps_everything_that_happened(monitor):
    monitor.declare()
    monitor.screen(needed=True)
    monitor.write_dpia()
    monitor.advise_privacy()
    monitor.adopt_dpia(towns=TOWN)
    monitor.implement("R01", "M1")
    kinds = [event.act.kind for event in monitor.programme.privacy["R01"].events]
    assert kinds == ["screen_privacy", "write_dpia", "advise_on_privacy", "adopt_dpia", "implement_measure"]
