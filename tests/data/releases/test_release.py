"""From the warehouse to a sealed release: what readers see, what they do not, and when nothing is released."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from roer.core.values.errors import InputRefused, RoerError
from roer.core.values.status import Absence, Mark
from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.reader import NotARelease, ReleaseReader, ReleaseStore
from roer.data.releases.release import Release, release
from roer.data.releases.request import StaleBuild
from roer.data.warehouse.build import NoBuild, build
from roer.data.workspace import Workspace

Edit = Callable[[str, str, str], None]
Clock = Callable[[], datetime]
BOTH = ("GM0534", "GM0553")


def released(town: Workspace, clock: Clock, municipalities: tuple[str, ...] = BOTH) -> Release:
    catalogue = read_catalogue(town.catalogue)
    build(town, catalogue, progress=lambda _: None, clock=clock)
    return release("jeugd", town, catalogue, municipalities=municipalities, progress=lambda _: None, clock=clock)


def opened(town: Workspace) -> ReleaseReader:
    reader = ReleaseStore(town.releases).current("jeugd")
    assert reader is not None
    return reader


def test_a_release_tells_what_it_is(town: Workspace, clock: Clock) -> None:
    made = released(town, clock)
    reader = opened(town)
    assert reader.folder == made.folder
    assert reader.title == "Jeugdmonitor"
    assert reader.product["result"] == "R01"
    assert reader.contract_hash == read_catalogue(town.catalogue).contract_hash(
        read_catalogue(town.catalogue).product("jeugd")
    )
    assert [period.label for period in reader.periods("hulp_aantal")] == ["2019", "2020"]
    assert reader.breakdown("hulp_aantal") == {
        "totaal": "Alle leeftijden", "0-14": "0 tot 15 jaar", "15-22": "15 tot 23 jaar",
    }  # fmt: skip
    assert [area.name for area in reader.regions_at("neighbourhood", within="GM0534")] == [
        "Dorp",
        "Haven",
        "Bollenveld",
    ]
    assert [source.id for source in reader.sources_of("inwoners")] == ["kerncijfers"]
    assert reader.sources_of("inwoners")[0].is_invented
    assert reader.text("uitleg.md").startswith("Deze cijfers")


def test_own_counts_are_rounded_and_small_ones_secret(town: Workspace, clock: Clock) -> None:
    released(town, clock)
    reader = opened(town)
    assert reader.cell("hulp_aantal", "GM0553", "2020JJ00").value == 95.0  # 97 rounded to five
    small = reader.cell("hulp_aantal", "BU05340102", "2020JJ00", "15-22")  # three persons
    assert (small.value, small.absence) == (None, Absence.SECRET)
    values = [cell.value for cell in reader.cells("hulp_aantal", breakdown="*") if cell.value is not None]
    assert values
    assert all(value % 5 == 0 and value > 7 for value in values)


def test_a_ratio_uses_the_safe_numerator_and_says_why_it_is_absent(town: Workspace, clock: Clock) -> None:
    released(town, clock)
    reader = opened(town)
    assert reader.cell("hulp_aandeel", "GM0553", "2020JJ00").value == pytest.approx(95 / 800 * 100, abs=0.05)
    assert reader.cell("hulp_aandeel", "BU05340201", "2020JJ00").absence is Absence.NOT_APPLICABLE  # nobody young there
    assert reader.cell("hulp_aandeel", "BU05530102", "2020JJ00").absence is Absence.NOT_YET_PUBLISHED
    total = reader.cell("hulp_aandeel", "HL", "2020JJ00").value
    count = reader.cell("hulp_aantal", "HL", "2020JJ00").value
    assert count is not None
    assert total == pytest.approx(count / 1600 * 100, abs=0.05)
    for cell in reader.cells("hulp_aandeel"):
        hidden = reader.cell("hulp_aantal", cell.region, cell.period).absence is Absence.SECRET
        assert not (hidden and cell.value is not None), "a share may not tell what the count hides"


def test_a_mark_does_not_tell_an_empty_cell_from_a_small_one(town: Workspace, clock: Clock, edit: Edit) -> None:
    persons = town.deliveries / "personen.csv"
    gone = [line for line in persons.read_text().splitlines() if not line.startswith("P053402012000")]
    persons.write_text("\n".join(gone) + "\n")
    help_given = town.deliveries / "hulp.csv"
    kept = [line for line in help_given.read_text().splitlines() if ";P053402012000" not in line]
    help_given.write_text("\n".join(kept) + "\n")
    released(town, clock)
    hidden = [
        cell
        for cell in opened(town).cells("hulp_aantal", period="2020JJ00", breakdown="*")
        if cell.absence is Absence.SECRET
    ]
    assert {cell.region for cell in hidden} >= {"BU05340201", "BU05340102"}
    assert len({cell.marks for cell in hidden}) == 1


def test_marks_come_along_with_the_figure_and_its_totals(town: Workspace, clock: Clock) -> None:
    released(town, clock)
    reader = opened(town)
    assert reader.cell("hulp_aantal", "HL", "2020JJ00").marks == {Mark.PROVISIONAL}
    assert reader.cell("hulp_aandeel", "GM0534", "2020JJ00").marks == {Mark.PROVISIONAL}
    assert reader.cell("hulp_aantal", "HL", "2019JJ00").marks == frozenset()


def test_published_totals_are_taken_over_and_the_parts_differ_with_a_reason(town: Workspace, clock: Clock) -> None:
    released(town, clock)
    parts = opened(town).parts("inwoners", "GM0534", "2020JJ00")
    assert parts is not None
    assert (parts.total, parts.sum_of_parts, parts.counted) == (3203.0, 3200.0, 2)
    assert parts.difference == 3.0
    assert parts.reason == "Het CBS rondt buurten en wijken af op vijf."
    own = opened(town).parts("hulp_aantal", "GM0534", "2020JJ00")
    assert own is not None
    assert own.reason is not None
    assert "afgerond op een veelvoud van 5" in own.reason


def test_only_permitted_municipalities_are_released(town: Workspace, clock: Clock) -> None:
    released(town, clock, ("GM0553",))
    reader = opened(town)
    assert reader.municipalities == ("GM0553",)
    assert reader.cell("hulp_aantal", "GM0553", "2020JJ00").value == 95.0
    for indicator in reader.indicators:
        for cell in reader.cells(indicator, breakdown="*"):
            if cell.region != "HL" and cell.region[2:6] == "0553":
                assert cell.absence is not Absence.EXCLUDED
            else:
                assert cell.absence is Absence.EXCLUDED, f"{cell.region} would give Hillegom away"
    areas = reader.areas()
    assert areas is not None
    assert {feature["properties"]["code"] for feature in areas["features"]} == {"BU05530101", "BU05530102"}
    everything = b"".join(path.read_bytes() for path in reader.folder.glob("*.parquet"))
    assert b"BU0534" in everything, "the areas that are left out are named, without a figure"


def test_a_wider_release_after_a_narrow_one_keeps_what_was_hidden(town: Workspace, clock: Clock) -> None:
    released(town, clock, ("GM0553",))
    narrow = {cell for cell in opened(town).cells("hulp_aantal", breakdown="*") if cell.absence is Absence.SECRET}
    released(town, clock)
    wide = opened(town)
    assert wide.municipalities == BOTH
    for cell in narrow:
        again = wide.cell("hulp_aantal", cell.region, cell.period, cell.breakdown)
        assert again.absence is Absence.SECRET


def test_the_same_data_give_the_same_bytes(town: Workspace, clock: Clock, edit: Edit) -> None:
    first = released(town, clock)
    edit("catalogue/texts/uitleg.md", "fictief", "verzonnen")
    second = released(town, clock)
    assert second.id != first.id
    assert second.contract_hash == first.contract_hash
    for path in first.folder.glob("*.parquet"):
        assert path.read_bytes() == (second.folder / path.name).read_bytes(), path.name


def test_nothing_changed_means_no_new_release(town: Workspace, clock: Clock) -> None:
    first, second = released(town, clock), released(town, clock)
    assert (first.id, second.fresh) == (second.id, False)


def test_no_person_and_no_raw_figure_is_in_a_release(town: Workspace, clock: Clock) -> None:
    folder = released(town, clock).folder
    everything = b"".join(path.read_bytes() for path in folder.iterdir())
    assert b"P0534" not in everything
    told = json.loads((folder / "manifest.json").read_text())
    persons = next(source for source in told["sources"] if source["id"] == "personen")
    assert "rows" not in persons["receipt"]


def test_a_policy_that_hides_what_was_shown_before_is_refused(town: Workspace, clock: Clock, edit: Edit) -> None:
    edit("catalogue/policies/streng.yml", "threshold: 8", "threshold: 2")
    before = released(town, clock)
    edit("catalogue/policies/streng.yml", "threshold: 2", "threshold: 30")
    with pytest.raises(RoerError, match="niet te beveiligen"):
        released(town, clock)
    assert opened(town).id == before.id, "the previous release stays current"


def test_a_published_version_keeps_its_meaning(town: Workspace, clock: Clock, edit: Edit) -> None:
    before = released(town, clock)
    edit("catalogue/indicators/hulp_aantal.yml", "owner: Team Jeugd", "owner: Team Onderzoek")
    released(town, clock)
    edit("catalogue/indicators/hulp_aantal.yml", "met jeugdhulp in het jaar", "met jeugdhulp op 31 december")
    with pytest.raises(InputRefused, match="Zet version op 2"):
        released(town, clock)
    assert opened(town).id != before.id
    edit("catalogue/indicators/hulp_aantal.yml", "version: 1", "version: 2")
    assert released(town, clock).fresh


@pytest.mark.parametrize(
    ("municipalities", "told"),
    [(("GM0999",), "GM0999"), ((), "geen gemeente")],
)
def test_a_municipality_that_is_not_there_is_refused(
    town: Workspace, clock: Clock, municipalities: tuple[str, ...], told: str
) -> None:
    with pytest.raises(InputRefused, match=told):
        released(town, clock, municipalities)


def test_a_model_changed_after_the_build_is_refused(town: Workspace, clock: Clock, edit: Edit) -> None:
    released(town, clock)
    edit("catalogue/models/kern.sql", "SELECT region, period, inwoners,", "SELECT region, period, 1 AS inwoners,")
    with pytest.raises(StaleBuild, match="roer build"):
        release(
            "jeugd", town, read_catalogue(town.catalogue), municipalities=BOTH, progress=lambda _: None, clock=clock
        )


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "catalogue/models/jeugd/hulp_per_buurt.sql",
            "COUNT(DISTINCT persoon) AS jongeren",
            "COUNT(DISTINCT persoon) / 2 AS jongeren",
            "'jongeren' van model 'hulp_per_buurt' is geen geheel getal maar DOUBLE.*CAST",
        ),
        (
            "catalogue/models/jeugd/hulp_per_buurt.sql",
            "COUNT(DISTINCT persoon) AS jongeren",
            "-COUNT(DISTINCT persoon) AS jongeren",
            "een aantal is negatief",
        ),
        (
            "catalogue/models/jeugd/hulp_per_buurt.sql",
            "jaar || 'JJ00' AS period",
            "jaar AS period",
            "geen periode is",
        ),
        (
            "catalogue/models/kern.sql",
            "SELECT region, period, inwoners,",
            "SELECT region, period, 'veel' AS inwoners,",
            "models/kern.sql: model_range: een toets uitvoeren is niet gelukt.*type van de kolom",
        ),
        ("catalogue/products/jeugd.yml", "first: 2019JJ00", "first: 2090JJ00", r"geen enkele periode.*2019JJ00"),
    ],
)
def test_what_cannot_be_measured_as_it_stands_is_refused_with_its_place(
    town: Workspace, clock: Clock, edit: Edit, file: str, old: str, new: str, told: str
) -> None:
    edit(file, old, new)
    with pytest.raises(InputRefused, match=told):
        released(town, clock)
    assert ReleaseStore(town.releases).current("jeugd") is None


def test_without_a_build_there_is_no_release(town: Workspace, clock: Clock) -> None:
    catalogue = read_catalogue(town.catalogue)
    with pytest.raises(NoBuild):
        release("jeugd", town, catalogue, municipalities=BOTH, progress=lambda _: None, clock=clock)


def test_a_changed_file_is_not_opened(town: Workspace, clock: Clock) -> None:
    folder = released(town, clock).folder
    target = folder / "hulp_aantal.parquet"
    target.write_bytes(target.read_bytes() + b" ")
    with pytest.raises(NotARelease, match=r"hulp_aantal\.parquet"):
        opened(town)


@pytest.mark.parametrize("slug", ["../town", "..", "", "jeugd/../jeugd", ".making-x"])
def test_a_strange_name_opens_nothing(tmp_path: Path, slug: str) -> None:
    store = ReleaseStore(tmp_path)
    assert store.current(slug) is None
    with pytest.raises(NotARelease):
        store.open(slug, "current")
