"""A product is released past its gates only, and only for the municipalities where they are open."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from roer.core.programme.acts import ReopenMeasure
from roer.core.programme.entries import Draft
from roer.core.programme.refusals import NotAllowed
from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.reader import FORMAT, MANIFEST, ReleaseReader
from roer.data.workspace import Workspace
from roer.office.ledger.door import record, today
from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.site.commands.demo import EXAMPLE
from roer.site.commands.release import release_admitted
from roer.site.commands.stating import NotStated, state_made
from roer.site.commands.steps import Steps
from roer.site.example.programme import ledger_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def example_workspace(tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "hlt")
    return Workspace.open(tmp_path / "hlt")


def _tell(contract: str) -> None:
    import_lines(ledger_lines({"jeugdmonitor": (contract, ("Register jeugdhulp",))}))


def _contract(workspace: Workspace) -> str:
    catalogue = read_catalogue(workspace.catalogue)
    return catalogue.contract_hash(catalogue.product("jeugdmonitor"))


def test_another_contract_than_was_approved_is_refused(example_workspace):
    _tell("a" * 64)
    with pytest.raises(NotAllowed, match="anders dan wat is goedgekeurd"):
        release_admitted(example_workspace, "jeugdmonitor", Steps())


def test_a_product_that_no_result_names_is_refused(example_workspace):
    with pytest.raises(NotAllowed, match="hoort bij geen enkel resultaat"):
        release_admitted(example_workspace, "jeugdmonitor", Steps())


def test_a_measure_that_was_reopened_closes_the_gate_and_names_whose_turn_it_is(example_workspace):
    _tell(_contract(example_workspace))
    act = ReopenMeasure(result="R01", measure="M2", motive="De toegang bleek te ruim.")
    record(Draft(act=act, by="noor-dekker", holds_from=today()), by="noor-dekker")
    with pytest.raises(NotAllowed) as refused:
        release_admitted(example_workspace, "jeugdmonitor", Steps())
    assert refused.value.gate.code == "dpia_done"
    assert refused.value.turn is not None
    assert not example_workspace.releases.exists()


def _sealed(folder: Path, **said: object) -> ReleaseReader:
    """A release without figures, as far as the ledger asks of it."""
    told = {
        "format": FORMAT,
        "id": folder.name,
        "created_at": "2026-11-24T12:00:00+00:00",
        "contract_hash": "a" * 64,
        "product": {
            "slug": "jeugdmonitor",
            "audience": ["beleid"],
            "retention": {"releases_years": 7, "raw_months": 24},
        },
        "municipalities": {"released": ["GM0534"], "excluded": []},
        "policies": {"jeugdhulp": {"threshold": 8}},
        "contract": {"sources": {"register": ["buurt", "jaar"]}},
        "sources": [],
        "attack": {"ok": True, "cells_tried": 3},
        "indicators": [],
        "files": {},
        **said,
    }
    source = dict.fromkeys(("owner", "licence", "attribution", "origin"), "x") | {"receipt": {}}
    told["sources"] = [{"id": "register", "title": "Register jeugdhulp", **source}]
    folder.mkdir(parents=True)
    (folder / MANIFEST).write_text(json.dumps(told))
    return ReleaseReader(folder)


def test_what_is_stated_of_a_release_is_what_was_sealed_in_it(example_workspace):
    sealed = _sealed(example_workspace.releases / "jeugdmonitor" / "20261124T120000Z-00000000")
    _tell("a" * 64)
    state_made(sealed, example_workspace, "R01", "fatima-aydin", Steps())
    stated = programme().privacy["R01"].release.facts
    assert [(policy.name, policy.minimum) for policy in stated.policies] == [("jeugdhulp", 8)]
    assert [(one.source, one.field) for one in stated.fields] == [
        ("Register jeugdhulp", "buurt"),
        ("Register jeugdhulp", "jaar"),
    ]
    assert stated.manifest == hashlib.sha256((sealed.folder / MANIFEST).read_bytes()).hexdigest()
    assert [(kept.what.value, kept.oldest, kept.months) for kept in stated.kept] == [
        ("releases", date(2026, 11, 24), 84),
        ("deliveries", None, 24),
    ]
    seq = programme().seq
    state_made(sealed, example_workspace, "R01", "fatima-aydin", Steps())
    assert programme().seq == seq


def test_a_release_that_the_ledger_refuses_after_all_is_told_with_what_to_do(example_workspace):
    sealed = _sealed(example_workspace.releases / "jeugdmonitor" / "20261124T120000Z-00000000", contract_hash="b" * 64)
    _tell("a" * 64)
    with pytest.raises(NotStated, match="staat klaar, maar het grootboek kent haar niet") as refused:
        state_made(sealed, example_workspace, "R01", "fatima-aydin", Steps())
    assert "roer release jeugdmonitor --by fatima-aydin" in str(refused.value)
    assert programme().privacy["R01"].release is None
