from __future__ import annotations

import pytest
from pydantic import ValidationError

CODE = {"name": "code", "type": "region", "key": True}
COUNT = {"name": "n", "type": "integer"}
YEAR = {"period": "2020JJ00"}
CSV = {"id": "bron", "connector": "csv", "location": "deliveries/bron.csv", "columns": [CODE, COUNT]}
ODATA = {
    "id": "bron",
    "connector": "cbs_odata_v3",
    "location": "https://opendata.cbs.nl/ODataFeed/OData",
    "columns": [CODE],
}
GEO = {"id": "bron", "connector": "geojson", "location": "deliveries/b.geojson", "geojson": {"crs": "EPSG:28992"}}


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (CSV | {"columns": [COUNT]}, "geen enkele kolom heeft `key: true`"),
        (CSV | {"columns": [CODE, CODE]}, "kolom code staat er twee keer in"),
        (CSV | {"columns": [CODE, {"name": "n__status", "type": "text"}]}, "twee lage streepjes"),
        (CSV | {"columns": [CODE, {"name": "n", "type": "text", "unit": "m"}]}, "`unit` hoort alleen bij type integer"),
        (CSV | {"columns": [CODE, {"name": "n", "type": "integer", "decimals": 1}]}, "`decimals` hoort alleen"),
        (CSV | {"columns": [{"name": "n", "type": "decimal", "key": True}]}, "kan geen sleutel zijn"),
        (CSV | {"columns": [CODE, COUNT | {"required": True, "empty": "secret"}]}, "moet gevuld zijn"),
        (CSV | {"columns": [CODE, COUNT | {"range": {"low": 3, "high": 1}}]}, "van laag naar hoog"),
        (CSV | {"filter": {"column": "x", "starts_with": ["GM"]}}, "het filter noemt kolom 'x'"),
        (CSV | {"columns": [CODE | {"references": "bron.code"}]}, "niet naar zichzelf"),
        (CSV | {"geojson": {"crs": "EPSG:4326"}}, "`geojson` hoort niet bij connector csv"),
        (CSV | {"table": "x"}, "`table` hoort niet bij connector csv"),
        (CSV | {"location": "/etc/passwd"}, "moet een plek in de werkmap zijn"),
        (CSV | {"location": "../elders.csv"}, "moet een plek in de werkmap zijn"),
        (CSV | {"location": "https://x.nl/b.csv"}, "geen webadres"),
        (CSV | {"editions": [{"period": "2020JJ00"}, {"period": "2020JJ00"}]}, "eigen periode"),
        (ODATA | {"location": "http://opendata.cbs.nl/x"}, "moet met https:// beginnen"),
        (ODATA | {"location": "https://jan:geheim@opendata.cbs.nl/x"}, "geen naam of wachtwoord"),
        (ODATA | {"hosts": ["elders.nl"]}, "staat niet bij `hosts`"),
        (ODATA | {"columns": [CODE, COUNT | {"name": "period"}], "editions": [YEAR]}, "kolom `period` vanzelf"),
        (GEO | {"columns": [CODE], "geojson": None}, "welke coördinaten het zijn"),
        (GEO | {"columns": [CODE, COUNT]}, "eigenschappen van gebieden zijn tekst"),
        (GEO | {"columns": [CODE | {"type": "text"}]}, "één sleutel"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_definition_is_told_in_words(define, fields, told):
    with pytest.raises(ValidationError) as refusal:
        define(**fields)
    assert told in str(refusal.value)


def test_the_landed_columns_are_known_before_anything_lands(define):
    source = define(
        **CSV
        | {"columns": [CODE, COUNT, {"name": "x", "type": "decimal", "decimals": 2}, {"name": "d", "type": "date"}]}
    )
    landed = {field.name: str(field.type) for field in source.landed_schema}
    assert landed == {
        "code": "string", "n": "int64", "n__status": "string",
        "x": "decimal128(18, 2)", "x__status": "string", "d": "date32[day]",
    }  # fmt: skip


def test_editions_give_a_period_and_a_place_each(define):
    editions = [{"period": "2019JJ00", "table": "84583NED"}, {"period": "2020JJ00", "table": "84799NED"}]
    source = define(**ODATA | {"editions": editions})
    assert source.locations == tuple(f"https://opendata.cbs.nl/ODataFeed/OData/{one['table']}" for one in editions)
    assert source.landed_schema.names[0] == "period"
    assert source.allowed_hosts == {"opendata.cbs.nl"}


def test_a_definition_has_one_hash_and_another_meaning_another(define):
    assert define(**CSV).definition_hash() == define(**CSV).definition_hash()
    assert (
        define(**CSV).definition_hash()
        != define(**CSV | {"columns": [CODE, COUNT | {"unit": "aantal"}]}).definition_hash()
    )
