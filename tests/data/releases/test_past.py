"""What was shown is read back as it was; what is risky stays with the builder."""

from __future__ import annotations

import json
from pathlib import Path

from roer.core.disclosure import AttackReport, Contribution, Cube, Dimension, Finding, Node, Policy, attack, protect
from roer.data.releases.past import shown_before, shown_in, write_risks, write_shown
from roer.data.releases.release import AttackFound

CUBE = Cube(
    "jongeren 2020JJ00",
    (
        Dimension("region", (Node("HL"), Node("A", "HL"), Node("B", "HL"), Node("C", "HL"))),
        Dimension("leeftijd", (Node("T"), Node("jong", "T"), Node("oud", "T"))),
    ),
    {
        ("A", "jong"): Contribution(40), ("A", "oud"): Contribution(3), ("B", "jong"): Contribution(25),
        ("B", "oud"): Contribution(31), ("C", "jong"): Contribution(18), ("C", "oud"): Contribution(22),
    },
)  # fmt: skip
STRICT = Policy.model_validate({"name": "streng", "threshold": 8, "rounding": 5})


def released(tmp_path: Path, name: str) -> Path:
    folder = tmp_path / "releases" / "jeugd" / name
    folder.mkdir(parents=True)
    table = protect(CUBE, STRICT)
    write_shown(folder, [table])
    (folder / "manifest.json").write_text("{}")
    write_risks(tmp_path / "protection" / "jeugd" / f"{name}.json", [table])
    return folder


def test_a_table_comes_back_as_it_was_shown(tmp_path: Path) -> None:
    folder = released(tmp_path, "een")
    (again,) = shown_in(folder, tmp_path / "protection" / "jeugd" / "een.json")
    shown = protect(CUBE, STRICT).shown
    assert (again.values, again.hidden, again.at_risk, again.alone) == (
        shown.values, shown.hidden, shown.at_risk, shown.alone,
    )  # fmt: skip
    assert attack([again]).ok


def test_which_cells_are_risky_is_not_in_the_release(tmp_path: Path) -> None:
    folder = released(tmp_path, "een")
    told = json.loads((folder / "shown.json").read_text())
    assert set(told["tables"][0]) == {"name", "kind", "additive", "policy", "dimensions"}
    risks = tmp_path / "protection" / "jeugd" / "een.json"
    assert risks.stat().st_mode & 0o077 == 0
    risks.unlink()
    (again,) = shown_in(folder, risks)
    assert again.at_risk is None, "then every hidden cell counts as risky"


def test_the_same_table_shown_twice_is_one_table_of_the_past(tmp_path: Path) -> None:
    released(tmp_path, "een")
    released(tmp_path, "twee")
    found = shown_before(tmp_path / "releases", tmp_path / "protection", [CUBE.name])
    assert len(found) == 1
    assert shown_before(tmp_path / "releases", tmp_path / "protection", ["iets anders"]) == []


def test_a_refusal_by_the_attack_tells_how_many_cells_and_no_more() -> None:
    finding = Finding("jongeren 2020JJ00", ("A", "oud"), "narrow_in_one_table")
    told = str(AttackFound("Jeugdmonitor", AttackReport((finding,), 12, 30)))
    assert "1 van 12 geheime cellen" in told
    assert "oud" not in told
