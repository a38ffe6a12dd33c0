"""What lies there of a product, and since when: of releases, and of deliveries about persons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from roer.data.catalogue.reading import read_catalogue
from roer.data.releases.keeping import oldest_delivery, oldest_release
from roer.data.releases.release import release
from roer.data.warehouse.build import build
from roer.data.workspace import Workspace

START = datetime(2020, 5, 1, 12, tzinfo=UTC)


def _release(town: Workspace, at: datetime) -> None:
    seconds = iter(range(10_000))
    catalogue = read_catalogue(town.catalogue)
    tools = {"progress": lambda _: None, "clock": lambda: at + timedelta(seconds=next(seconds))}
    build(town, catalogue, **tools)
    release("jeugd", town, catalogue, municipalities=("GM0534", "GM0553"), **tools)


def test_before_anything_came_in_nothing_is_kept(town: Workspace) -> None:
    catalogue = read_catalogue(town.catalogue)
    assert oldest_release(town, "jeugd") is None
    assert oldest_delivery(town, catalogue, catalogue.product("jeugd")) is None


def test_the_oldest_of_each_counts_and_open_figures_do_not(town: Workspace) -> None:
    catalogue = read_catalogue(town.catalogue)
    _release(town, START)
    with (town.deliveries / "hulp.csv").open("a", encoding="utf-8") as file:
        file.write(_another_row(town))
    _release(town, START + timedelta(days=400))
    for source in ("personen", "kerncijfers"):
        for receipt in (town.landing / source).glob("*/receipt.json"):
            text = receipt.read_text(encoding="utf-8")
            day = "2019-01-01" if source == "kerncijfers" else "2021-06-05"
            receipt.write_text(text.replace("2020-05-01", day), encoding="utf-8")
    assert oldest_release(town, "jeugd") == date(2020, 5, 1)
    assert oldest_delivery(town, catalogue, catalogue.product("jeugd")) == date(2020, 5, 1)
    assert len(list((town.landing / "hulp").glob("*/receipt.json"))) == 2


def _another_row(town: Workspace) -> str:
    """The last row of the deliveries of care, under a number of its own."""
    last = (town.deliveries / "hulp.csv").read_text(encoding="utf-8").splitlines()[-1]
    return f"h-nieuw{last[last.index(';') :]}\n"
