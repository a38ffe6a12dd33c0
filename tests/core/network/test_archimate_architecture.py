"""A target architecture to an architect and back: nothing is lost, and what cannot be read is told per concept."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from roer.core.network.archimate_architecture import architecture_file
from roer.core.network.archimate_architecture_reading import read_architecture
from roer.core.network.architecture_plan import Shown
from roer.core.network.look import Caption
from roer.core.programme.architecture import PRODUCT, Architecture, Component, ComponentKind, DataObject, Flow
from roer.core.programme.elements import Contract
from roer.core.values.errors import InputRefused

CONTRACT = Contract(result="R01", product="jeugdmonitor", hash="c" * 64, sources=("Register", "Kerncijfers"))
DRAWN = Architecture(
    result="R01",
    contract_hash="c" * 64,
    sources=("Register", "Kerncijfers"),
    storage="Rekencentrum",
    tools="Roer",
    components=(
        Component(name="Magazijn", kind=ComponentKind.STORAGE, reference="id-123"),
        Component(name="Website & <kaart>", kind=ComponentKind.APPLICATION),
        Component(name="Post", kind=ComponentKind.EXCHANGE),
        Component(name="Rekenblad", kind=ComponentKind.TOOL),
    ),
    objects=(DataObject(name="Jongeren", source="Register", fields=("leeftijd", "wijk")),),
    flows=(
        Flow(source="Register", target="Magazijn", what="Rijen", personal=True),
        Flow(source="Kerncijfers", target="Magazijn", what="Aantallen"),
        Flow(source="Magazijn", target="Website & <kaart>", what="Cijfers"),
        Flow(source="Website & <kaart>", target=PRODUCT, what="Pagina's"),
    ),
)
TEXT = architecture_file(Shown(DRAWN, "Jeugdmonitor", ("raad",)), "R01", Caption("Doelarchitectuur", "versie 1"))
SPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
MODEL = """<model xmlns="{space}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m">
<elements>{elements}</elements><relationships>{relationships}</relationships></model>"""


def component(name: str, identifier: str) -> str:
    return f'<element identifier="{identifier}" xsi:type="ApplicationComponent"><name>{name}</name></element>'


def relation(kind: str, source: str, target: str, name: str = "iets") -> str:
    ends = f'identifier="r-{source}-{target}" source="{source}" target="{target}" xsi:type="{kind}"'
    return f"<relationship {ends}><name>{name}</name></relationship>"


def of_her_own(elements: str, relationships: str = "") -> str:
    return MODEL.format(space=SPACE, elements=elements, relationships=relationships)


def problems_in(text: str) -> dict[str, str]:
    with pytest.raises(InputRefused) as refused:
        read_architecture(text, "model.xml", CONTRACT)
    return {problem.rule: f"{problem.where}: {problem.what}" for problem in refused.value.problems}


def test_what_goes_out_comes_back_the_same():
    assert read_architecture(TEXT, "r01.xml", CONTRACT, DRAWN) == DRAWN


def test_the_same_architecture_gives_the_same_bytes():
    again = architecture_file(Shown(DRAWN, "Jeugdmonitor", ("raad",)), "R01", Caption("Doelarchitectuur", "versie 1"))
    assert again == TEXT


def test_a_model_of_an_architect_herself_is_read_by_its_names():
    elements = component("Register", "a") + component("Kerncijfers", "b") + component("Zaaksysteem", "c")
    flows = relation("Flow", "a", "c") + relation("Flow", "b", "p", "Tabel") + relation("Serving", "a", "b")
    read = read_architecture(of_her_own(elements + component(PRODUCT, "p"), flows), "m.xml", CONTRACT)
    assert read.sources == ("Register", "Kerncijfers")
    assert read.components == (Component(name="Zaaksysteem"),)
    assert [(one.source, one.target, one.what) for one in read.flows] == [
        ("Register", "Zaaksysteem", "iets"),
        ("Kerncijfers", PRODUCT, "Tabel"),
    ]


def test_what_is_of_another_result_is_passed_over():
    other = TEXT.replace("R01", "R02")
    both = TEXT.replace("</elements>", _inside(other, "elements") + "</elements>")
    both = both.replace("</relationships>", _inside(other, "relationships") + "</relationships>")
    assert read_architecture(both, "both.xml", CONTRACT, DRAWN) == DRAWN
    assert "no_components" in problems_in(other.replace("<elements>", "<elements>", 1))


def _inside(text: str, part: str) -> str:
    return text.partition(f"<{part}>")[2].partition(f"</{part}>")[0]


def test_each_hindrance_is_told_with_its_concept():
    found = problems_in(TEXT.replace(">uitwisseling<", ">toverij<"))
    assert found["unknown_kind"] == "model.xml, ApplicationComponent Post: De soort ‘toverij’ is er niet."
    found = problems_in(TEXT.replace(">Rekenblad<", "> <").replace(">Magazijn<", f">{'x' * 161}<"))
    assert "Dit heeft geen naam." in found["no_name"]
    assert "langer dan 160 tekens" in found["name_too_long"]
    assert "buiten de tekening" in found["flow_from_nowhere"]
    found = problems_in(TEXT.replace('xsi:type="Access"', 'xsi:type="Serving"'))
    assert found["object_without_source"] == "model.xml, DataObject Jongeren: Dit gegevensobject hangt aan geen bron."


@pytest.mark.parametrize("text", ["<html/>", "geen xml", '<!DOCTYPE x><model xmlns="x"/>', of_her_own("")])
def test_what_is_no_model_or_an_empty_one_is_refused(text):
    assert problems_in(text)


def test_a_source_without_described_data_still_has_a_data_object_for_the_architect():
    model = ET.fromstring(TEXT)
    names = [one.findtext(f"{{{SPACE}}}name") for one in model.iter(f"{{{SPACE}}}element")]
    assert "Gegevens van Kerncijfers" in names
