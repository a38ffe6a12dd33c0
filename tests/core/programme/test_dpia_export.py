"""A DPIA in the exchange format of the government's form: valid, and every answer under its own number."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml

from roer.core.programme.dpia_export import _GROUNDS, _MECHANISMS, Told, as_assessment

NOW = datetime(2021, 1, 5, 9, tzinfo=UTC)
KEY = re.compile(r"^[0-9]+(\.[0-9]+)*(\[[0-9]+\])?$")


@pytest.fixture
def exported(monitor, whole_dpia):
    monitor.declare()
    monitor.write_dpia(**whole_dpia)
    monitor.advise_privacy()
    record = monitor.programme.privacy["R01"].dpia
    return as_assessment(record, Told(NOW, versions=[(1, NOW)], signed=[("College van Hillegom", NOW)]))


def _check(answers: dict[str, object], folder: Path) -> None:
    schema = json.loads((folder / "dpia" / "assessment-output.v2.schema.json").read_text())
    jsonschema.validate(json.loads(json.dumps(answers)), schema)


def test_the_answers_are_valid_against_the_schema_of_the_national_form(exported, shared_data):
    _check(exported, shared_data)


def test_a_dpia_of_before_the_sections_is_valid_as_well(monitor, shared_data):
    monitor.declare()
    monitor.write_dpia()
    _check(as_assessment(monitor.programme.privacy["R01"].dpia, Told(NOW)), shared_data)


def _questions(tasks: list[dict], found: dict[str, dict]) -> dict[str, dict]:
    for task in tasks:
        found[task["id"]] = task
        _questions(task.get("tasks", []), found)
    return found


def _given(answers: dict[str, object]) -> list[tuple[str, object]]:
    inside = [pair for rows in answers.values() if isinstance(rows, list) for row in rows for pair in row.items()]
    outside = [(key, value) for key, value in answers.items() if not isinstance(value, list)]
    return [(key.partition("[")[0], value["value"]) for key, value in [*inside, *outside] if key != "_index"]


def test_every_answer_is_one_that_the_national_model_offers(exported, shared_data):
    model = yaml.safe_load((shared_data / "dpia" / "dpia.yaml").read_text())
    questions = _questions(model["tasks"], {})
    for key, value in _given(exported["answers"]):
        assert key in questions
        offered = {str(option["value"]).lower() for option in questions[key].get("options", ())}
        given = {value.lower()} if isinstance(value, str) else {one.lower() for one in value}
        assert not offered or given <= offered, key


@pytest.mark.parametrize(("number", "codes"), [("11.1.1.1", _GROUNDS), ("8.1.1.2", _MECHANISMS)])
def test_the_codes_are_those_of_the_national_model(number, codes, shared_data):
    model = yaml.safe_load((shared_data / "dpia" / "dpia.yaml").read_text())
    offered = [option["value"] for option in _questions(model["tasks"], {})[number]["options"]]
    assert set(codes.values()) == set(offered)


def test_every_answer_stands_under_the_number_of_its_question(exported):
    answers = exported["answers"]
    assert answers["1.1"]["value"] == "Een monitor voor het beleid."
    assert answers["2.1"][1]["2.1.4"]["value"] == "bijzonder"
    assert answers["11.1"][0]["11.1.1.1[0]"]["value"] == "Rechtsgrond taak van algemeen belang"
    assert answers["16.1"][0]["16.1.7"]["value"] == "hoog"
    assert answers["17.1"][0]["17.1.4"]["value"] == "midden"
    assert answers["20.1"][0]["20.1.1"]["value"] == "College van Hillegom"
    inner = [key for rows in answers.values() if isinstance(rows, list) for row in rows for key in row]
    assert all(KEY.match(key) for key in [*answers, *inner] if key != "_index")


def test_the_sections_without_findings_count_as_completed(exported):
    assert exported["metadata"]["completedTasks"] == [str(number) for number in range(1, 18)]
    assert exported["metadata"]["urn"] == "urn:nl:dpia:3.0"
