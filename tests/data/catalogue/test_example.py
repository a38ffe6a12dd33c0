"""The catalogue that is shipped as an example: sound, marked as invented, and described for an editor."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roer.data.catalogue.catalogue import Catalogue
from roer.data.catalogue.reading import read_catalogue
from roer.data.catalogue.schemas import schemas, write_schemas

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "hlt" / "catalogue"


@pytest.fixture(scope="module")
def example() -> Catalogue:
    return read_catalogue(EXAMPLE)


def test_the_example_is_sound_and_says_that_it_is_invented(example: Catalogue) -> None:
    product = example.product("jeugdmonitor")
    assert product.result == "R01"
    assert {indicator.origin for indicator in example.indicators.values()} == {"fictief"}
    assert product.origin == "fictief"
    assert {source.origin for source in example.sources.values()} == {"fictief"}
    assert all("verzonnen" in text for text in example.texts.values())


def test_the_example_counts_persons_apart_and_takes_only_the_fields_it_needs(example: Catalogue) -> None:
    assert [name for name, model in example.models.items() if model.of_persons] == ["jongeren_met_hulp"]
    used = {use.source: set(use.fields) for use in example.source_uses(example.product("jeugdmonitor"))}
    assert used["jeugdhulp_personen"] == {"person", "neighbourhood", "birth_year"}
    assert used["jeugdhulp_trajecten"] == {"person", "start_date", "end_date"}


@pytest.mark.parametrize("kind", ["source", "model", "indicator", "product", "policy"])
def test_every_kind_of_definition_has_a_schema_that_is_the_same_each_time(kind: str, tmp_path: Path) -> None:
    write_schemas(tmp_path)
    text = (tmp_path / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert text == schemas()[f"{kind}.schema.json"]
    schema = json.loads(text)
    assert schema["additionalProperties"] is False
    assert schema["required"]


def test_the_files_of_the_example_point_their_editor_at_a_schema_that_is_written() -> None:
    names = set(schemas())
    for path in EXAMPLE.glob("[ip]*/*.yml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        if "$schema=" in first:
            assert first.rpartition("/")[2] in names, path
