"""`roer ledger contract` and what `roer check` says of approvals, before the catalogue is changed for good."""

from __future__ import annotations

import json
import shutil

import pytest

from roer.data.catalogue.reading import read_catalogue
from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.site.commands.demo import EXAMPLE
from roer.site.example.programme import contracts_of, ledger_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(roer, tmp_path):
    """The example's catalogue with its own ledger."""
    folder = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, folder)
    (folder / "var").mkdir(exist_ok=True)
    return folder


@pytest.fixture
def approved(place):
    (place / "var" / "db.sqlite3").touch()
    import_lines(ledger_lines(contracts_of(read_catalogue(place / "catalogue"))))
    return place


def _product(place, old, new):
    file = place / "catalogue" / "products" / "jeugdmonitor.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_catalogue_that_was_approved_says_nothing(roer, approved):
    code, told, _ = roer("check", "--strict")
    assert (code, "Let op" in told) == (0, False)


def test_without_a_ledger_nothing_can_lapse(roer, place):
    code, told, _ = roer("check", "--json")
    assert (code, json.loads(told)["approvals"]) == (0, [])
    assert not (place / "var" / "db.sqlite3").exists()


def test_another_audience_says_which_approvals_it_would_void(roer, approved):
    _product(approved, "beleid, openbaar]", "beleid]")
    code, told, _ = roer("check")
    assert code == 0
    assert "Let op: jeugdmonitor (R01) verschilt van het productcontract dat is vastgelegd." in told
    assert "Doelgroep eraf: openbaar." in told
    assert "Voor Hillegom, Lisse en Teylingen moet opnieuw: 'DPIA gereed" in told
    assert "Vrijgaven van dit product stoppen voor Hillegom, Lisse en Teylingen" in told
    assert roer("check", "--strict")[0] == 1


def test_a_machine_hears_the_same(roer, approved):
    _product(approved, "releases_years: 7", "releases_years: 6")
    approval = json.loads(roer("check", "--json")[1])["approvals"][0]
    assert (approval["result"], approval["changed"]) == ("R01", True)
    assert approval["changes"][0]["part"] == "bewaartermijn"
    assert approval["lapses"][0]["gates"] == ["dpia_done", "architecture_adopted"]
    assert approval["lapses"][0]["releases_stop"] is True


def test_who_names_nobody_only_looks(roer, approved):
    before = programme().seq
    code, told, _ = roer("ledger", "contract", "jeugdmonitor")
    assert (code, "Dit contract ligt zo al vast." in told) == (0, True)
    assert "doelen: beleid maken; beleid evalueren; verantwoording aan de raad" in told
    assert programme().seq == before


def test_the_contract_of_the_catalogue_is_declared_in_words(roer, approved):
    _product(approved, "beleid, openbaar]", "beleid]")
    code, told, complaints = roer("ledger", "contract", "jeugdmonitor", "--by", "fatima-aydin")
    assert code == 0, complaints
    assert "Doelgroep eraf: openbaar." in told
    record = programme().contracts["R01"]
    assert "openbaar" not in record.contract.audience
    assert {one.source for one in record.contract.fields} <= set(record.contract.sources)
    assert "Let op" not in roer("check")[1]


def test_a_product_that_no_result_names_has_no_contract_to_declare(roer, workspace):
    shutil.rmtree(workspace / "catalogue")
    shutil.copytree(EXAMPLE / "catalogue", workspace / "catalogue")
    code, _, complaints = roer("ledger", "contract", "jeugdmonitor")
    assert (code, "Geen resultaat in het DIN noemt product jeugdmonitor" in complaints) == (1, True)


def test_a_source_that_the_product_no_longer_uses_is_told_of_the_architecture(roer, approved):
    _product(approved, "boundaries: grenzen_buurten\n", "")
    told = roer("check")[1]
    assert "Bronnen eraf: Grenzen van buurten (voorbeeld)." in told
    assert "Doelarchitectuur van jeugdmonitor (R01): Het product gebruikt de bron Grenzen" in told
    approval = json.loads(roer("check", "--json")[1])["approvals"][0]
    assert len(approval["architecture"]) == 1
