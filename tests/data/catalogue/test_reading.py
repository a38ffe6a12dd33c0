"""What is refused in a catalogue, and where the refusal points."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roer.core.values.errors import InputRefused, Problem
from roer.data.catalogue.reading import read_catalogue
from roer.data.workspace import Workspace

Edit = Callable[[str, str, str], None]


def problems(town: Workspace) -> dict[str, Problem]:
    with pytest.raises(InputRefused) as refusal:
        read_catalogue(town.catalogue)
    return {problem.rule: problem for problem in refusal.value.problems}


def test_a_sound_catalogue_is_read_with_its_models_in_building_order(town: Workspace) -> None:
    catalogue = read_catalogue(town.catalogue)
    order = list(catalogue.models)
    assert order.index("hulp_per_persoon") < order.index("hulp_per_buurt")
    assert order.index("gebieden") < order.index("hulp_per_buurt"), "a table that is referred to is built first"
    assert catalogue.models["hulp_per_persoon"].of_persons
    assert catalogue.texts["uitleg.md"].startswith("Deze cijfers")


def test_the_contract_holds_the_fields_that_the_queries_really_use(town: Workspace, edit: Edit) -> None:
    catalogue = read_catalogue(town.catalogue)
    product = catalogue.product("jeugd")
    used = {use.source: use.fields for use in catalogue.source_uses(product)}
    assert used["personen"] == ("buurt", "geboortejaar", "persoon")
    assert used["hulp"] == ("jaar", "persoon")
    assert used["grenzen"] == ()
    before = catalogue.contract_hash(product)
    edit("catalogue/models/jeugd/hulp_per_persoon.sql", "FROM hulp\n", "FROM hulp /* alle hulp */\n")
    edit("catalogue/products/jeugd.yml", "nl: Jeugdmonitor", "nl: Jeugd in beeld")
    assert read_catalogue(town.catalogue).contract_hash(product) == before
    edit("catalogue/models/jeugd/hulp_per_persoon.sql", "personen.buurt,", "personen.buurt, hulp.hulp,")
    edit("catalogue/models/jeugd/hulp_per_persoon.sql", "key: [persoon, jaar]", "key: [persoon, jaar, hulp]")
    assert read_catalogue(town.catalogue).contract_hash(product) != before


def test_an_unknown_field_names_its_line_and_the_nearest_field(town: Workspace, edit: Edit) -> None:
    edit("catalogue/indicators/inwoners.yml", "owner: Team", "ownr: Team")
    found = problems(town)
    assert found["unknown_field"].where == "indicators/inwoners.yml, regel 18, veld ownr"
    assert "'owner'" in found["unknown_field"].cure
    assert "ontbreekt" in found["missing_field"].what


def test_all_fields_that_are_missing_at_one_place_are_told_at_once(town: Workspace, edit: Edit) -> None:
    edit("catalogue/indicators/inwoners.yml", "owner: Team", "eigenaar: Team")
    edit("catalogue/indicators/inwoners.yml", "version: 1", "versie: 1")
    told = problems(town)["missing_field"].what
    assert told == "de velden 'version' en 'owner' ontbreken"


def test_an_unknown_field_deep_inside_is_compared_with_the_fields_there(town: Workspace, edit: Edit) -> None:
    edit("catalogue/indicators/hulp_aandeel.yml", "decimals: 1", "decimal: 1")
    problem = problems(town)["unknown_field"]
    assert problem.where == "indicators/hulp_aandeel.yml, regel 9, veld scale.decimal"
    assert "'decimals'" in problem.cure


@pytest.mark.parametrize(
    ("file", "old", "new", "rule", "told"),
    [
        ("indicators/inwoners.yml", "scale: {", "scale: [", "yaml_syntax", "regel"),
        ("indicators/inwoners.yml", "owner:", "code: inwoners\nowner:", "yaml_twice", "veld code"),
        ("indicators/inwoners.yml", "code: inwoners", "code: bewoners", "name_differs", "bewoners.yml"),
        ("indicators/inwoners.yml", "type: count", "type: median", "invalid_definition", "kan Roer nog niet"),
        ("indicators/inwoners.yml", "version: 1", "version: 0", "invalid_value", "ten minste 1"),
        ("indicators/inwoners.yml", "policy: openbaar", "policy: opnbaar", "unknown_policy", "'openbaar'"),
        ("indicators/inwoners.yml", "table: kern,", "table: kernen,", "unknown_table", "'kern'"),
        ("indicators/inwoners.yml", "value: inwoners,", "value: inwonrs,", "unknown_column", "'inwoners'"),
        ("indicators/inwoners.yml", "[kerncijfers]", "[kerncijfer]", "unknown_source", "'kerncijfers'"),
        ("indicators/hulp_aandeel.yml", "hulp, kerncijfers]", "hulp]", "source_unnamed", "kerncijfers"),
        ("indicators/hulp_aantal.yml", "[personen, hulp]", "[personen, hulp, kerncijfers]", "source_unused", "kern"),
        ("indicators/hulp_aantal.yml", "policy: streng", "policy: openbaar", "waiver_for_own_count", "drempel"),
        ("indicators/hulp_aandeel.yml", ", sum_over: [leeftijd]", "", "adds_up_twice", "dubbel"),
        ("indicators/hulp_aantal.yml", "column: leeftijd", "column: mark", "not_in_key", "mark"),
        ("indicators/hulp_aandeel.yml", "table: hulp_per_buurt", "table: hulp_per_persoon", "table_of_persons", "rij"),
        ("indicators/inwoners.yml", "table: kern, value: inwoners, status: inwoners__status",
         "table: hulp_per_buurt, value: jongeren", "published_from_persons", "beveiligd"),
        ("products/jeugd.yml", "indicator: inwoners", "indicator: inwoner", "invalid_definition", "geen kubus"),
        ("products/jeugd.yml", "boundaries: grenzen", "boundaries: grens", "unknown_source", "'grenzen'"),
        ("products/jeugd.yml", "text: uitleg.md", "text: uitlg.md", "unknown_text", "'uitleg.md'"),
        ("products/jeugd.yml", "breakdowns: [leeftijd]", "breakdowns: [soort]", "unknown_breakdown", "leeftijd"),
        ("products/jeugd.yml", "periods: {first: 2019JJ00}", "periods: {first: 2019KW01}", "grain_not_meant", "grains"),
        ("products/jeugd.yml", "purpose: [beleid]", "purpose: [toezicht]", "purpose_not_allowed", "Overleg met"),
        ("products/jeugd.yml", "audience: [raad, openbaar]", "audience: [pers]", "audience_not_allowed", "raad"),
        ("products/jeugd.yml", "levels: [municipality,", "levels: [country,", "level_not_meant", "country"),
        ("indicators/hulp_aandeel.yml", "sum_over: [leeftijd]", 'filter: {leeftijd: "0-14"}', "linked_figures", "meer"),
        ("models/kern.sql", "FROM kerncijfers", "FROM kerncijfer", "model_unknown_input", "'kerncijfers'"),
        ("models/kern.sql", "SELECT region,", "SELECT regio,", "model_unknown_column", "'region'"),
        ("models/kern.sql", "SELECT region", "DROP TABLE x; SELECT region", "model_not_a_select", "één SELECT"),
        ("models/kern.sql", "FROM kerncijfers", "FROM read_csv('x.csv')", "model_reads_elsewhere", "bron"),
        ("models/kern.sql", "SELECT region", "SELEC region", "model_syntax", "regel"),
        ("models/kern.sql", "key: [region, period]", "key: [region, jaar]", "header_unknown_column", "jaar"),
        ("models/kern.sql", "gebieden.code", "gebied.code", "header_unknown_reference", "gebieden"),
        ("models/kern.sql", "/*", "--", "model_header", "kop"),
        ("models/gebieden.sql", "FROM kerncijfers", "FROM kern", "model_cycle", "kring"),
        ("models/jeugd/hulp_per_buurt.sql", "COUNT(DISTINCT persoon)", "MAX(persoon)", "model_identifies", "jongeren"),
        ("models/jeugd/hulp_per_persoon.sql", "level: P3", "level: P1", "model_of_persons", "persoon"),
        ("models/jeugd/hulp_per_buurt.sql", "GROUP BY buurt,", "GROUP BY persoon, buurt,", "model_of_persons", "P2"),
        ("policies/streng.yml", "threshold: 8", "treshold: 8", "unknown_field", "'threshold'"),
        ("sources/hulp.yml", "type: integer", "type: getal", "invalid_value", "integer"),
    ],
)  # fmt: skip
def test_a_mistake_is_refused_with_its_rule(
    town: Workspace, edit: Edit, file: str, old: str, new: str, rule: str, told: str
) -> None:
    edit(f"catalogue/{file}", old, new)
    found = problems(town)
    assert rule in found, found
    assert told in str(found[rule])


def test_all_mistakes_come_at_once(town: Workspace, edit: Edit) -> None:
    edit("catalogue/policies/streng.yml", "threshold: 8", "treshold: 8")
    edit("catalogue/sources/hulp.yml", "title: Register", "titel: Register")
    edit("catalogue/models/kern.sql", "SELECT region", "SELEC region")
    places = {problem.where.partition(",")[0] for problem in _refusal(town).problems}
    assert places >= {"policies/streng.yml", "sources/hulp.yml", "models/kern.sql"}


def _refusal(town: Workspace) -> InputRefused:
    with pytest.raises(InputRefused) as refusal:
        read_catalogue(town.catalogue)
    return refusal.value


def test_a_code_is_a_code_and_no_is_a_word(town: Workspace, edit: Edit) -> None:
    edit("catalogue/sources/hulp.yml", "licence: niet openbaar", "licence: no")
    edit("catalogue/sources/hulp.yml", "frequency: per jaar", "frequency: 0534")
    source = read_catalogue(town.catalogue).sources["hulp"]
    assert (source.licence, source.frequency) == ("no", "0534")
