"""A product is released past its gates only, and only for the municipalities where they are open."""

from __future__ import annotations

import shutil

import pytest

from roer.core.programme.acts import ReopenMeasure
from roer.core.programme.entries import Draft
from roer.core.programme.refusals import NotAllowed
from roer.data.catalogue.reading import read_catalogue
from roer.data.workspace import Workspace
from roer.office.ledger.door import record, today
from roer.office.ledger.transfer import import_lines
from roer.site.commands.demo import EXAMPLE
from roer.site.commands.release import release_admitted
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
