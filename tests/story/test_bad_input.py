"""A bad delivery stops the build with file, row, field, rule and cure; what was built and released stays as it is."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from roer.data.releases.reader import ReleaseStore
from roer.data.warehouse.build import current_build

pytestmark = [pytest.mark.xdist_group("browser")]

ROER = Path(sys.executable).with_name("roer")
PERSONS = "deliveries/jeugdhulp/personen.csv"
BORN = "kolom birth_year (geboortejaar)"
LIVES = "kolom neighbourhood (buurtcode)"
TABLE = "deliveries/kerncijfers/90021FIC"
HOMES = """
id: woningen
title: Woningen (verzonnen)
connector: csv
location: deliveries/woningen.csv
columns:
  - {name: neighbourhood, source: buurt, type: region, key: true}
  - {name: value, source: waarde, type: decimal, decimals: 1}
owner: Taakveld Data
licence: CC BY 4.0
attribution: Verzonnen
frequency: jaarlijks
expected: maart
retention: {months: 24, ground: voor de toets}
data_level: P1
origin: fictief
"""


@pytest.fixture
def copy(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the built and released example, to spoil."""
    return shutil.copytree(demo_folder, tmp_path / "hlt")


@dataclass(frozen=True)
class Standing:
    """Everything that was loaded, built and released: each file with its hash, and the two pointers."""

    files: dict[str, str]
    build: str
    release: str

    @classmethod
    def of(cls, folder: Path) -> Standing:
        var = folder / "var"
        loaded = [
            path for room in ("landing", "warehouse", "releases", "protection") for path in (var / room).rglob("*")
        ]
        files = {
            path.relative_to(var).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in loaded
            if path.is_file() and path.name != ".lock"
        }
        release = ReleaseStore(var / "releases").current("jeugdmonitor")
        assert release is not None
        return cls(files, current_build(var / "warehouse").id, release.id)

    @property
    def is_whole(self) -> bool:
        """Nothing half-made lies about."""
        return not [name for name in self.files if ".making-" in name or ".new-" in name]


def lines_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def change_row(path: Path, line: int, **values: str) -> None:
    """Give the row on this line of the file these values."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    for name, value in values.items():
        rows[line - 1][rows[0].index(name)] = value
    path.write_text("".join(f"{';'.join(row)}\n" for row in rows), encoding="utf-8")


def change_table(folder: Path, change: Callable[[list[dict[str, object]]], None]) -> None:
    path = folder / TABLE / "TypedDataSet.json"
    document = json.loads(path.read_text())
    change(document["value"])
    path.write_text(json.dumps(document))


def without_a_column(folder: Path) -> None:
    path = folder / PERSONS
    path.write_text(path.read_text().replace("buurtcode", "postcode", 1))


def without_a_header(folder: Path) -> None:
    path = folder / PERSONS
    path.write_text("".join(f"{line}\n" for line in lines_of(path)[1:]))


def with_text_for_a_number(folder: Path) -> None:
    change_row(folder / PERSONS, 7, geboortejaar="zeldzaam")


def with_commas_and_points(folder: Path) -> None:
    (folder / "catalogue/sources/woningen.yml").write_text(HOMES)
    (folder / "deliveries/woningen.csv").write_text("buurt;waarde\nBU05340101;212,5\nBU05340102;198.4\n")


def with_a_key_twice(folder: Path) -> None:
    path = folder / PERSONS
    path.write_text(path.read_text() + lines_of(path)[4] + "\n")


def with_an_unknown_area(folder: Path) -> None:
    change_row(folder / PERSONS, 3, buurtcode="BU05349999")


def with_nothing_in_it(folder: Path) -> None:
    (folder / PERSONS).write_bytes(b"")


def with_half_of_it(folder: Path) -> None:
    path = folder / PERSONS
    lines = lines_of(path)
    path.write_text("".join(f"{line}\n" for line in lines[: len(lines) // 2]))


def gone(folder: Path) -> None:
    (folder / PERSONS).unlink()


def with_a_topic_gone(folder: Path) -> None:
    def drop(rows: list[dict[str, object]]) -> None:
        for row in rows:
            del row["AantalInwoners_5"]

    change_table(folder, drop)


def with_a_topic_in_words(folder: Path) -> None:
    change_table(folder, lambda rows: rows[2].update(AantalInwoners_5="veel"))


BAD = {
    # what happened to the delivery: (file, row and field, rule, cure)
    without_a_column: ("personen.csv, regel 1", "missing_column", "Voeg de kolom toe"),
    without_a_header: ("personen.csv, regel 1", "missing_column", "op de eerste regel?"),
    with_text_for_a_number: (f"personen.csv, regel 7, {BORN}", "not_a_number", "Zet er een getal neer"),
    with_commas_and_points: ("woningen.csv, regel 3, kolom value (waarde)", "decimal_mixed", "op dezelfde manier"),
    with_a_key_twice: ("personen.csv, regel {last}, kolom person", "duplicate_key", "één keer"),
    with_an_unknown_area: (f"personen.csv, regel 3, {LIVES}", "unknown_code", "Verbeter de code"),
    with_nothing_in_it: ("personen.csv", "empty_file", "Lever"),
    with_half_of_it: ("personen.csv", "fewer_rows", "Kijk of de levering volledig is"),
    gone: (PERSONS, "no_delivery", "Zet het bestand op die plek"),
    with_a_topic_gone: ("90021FIC, kolom inhabitants, rij 1", "missing_column", "Haal de tabel opnieuw op"),
    with_a_topic_in_words: ("90021FIC, kolom inhabitants, rij 3", "type_changed", "Haal de tabel opnieuw op"),
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_bad_delivery_stops_the_build_and_nothing_changes(roer, copy, spoil):
    spoil(copy)
    before = Standing.of(copy)
    told = roer("build", "--dir", copy)
    where, rule, cure = BAD[spoil]
    where = where.replace("{last}", str(len(lines_of(copy / PERSONS))) if (copy / PERSONS).is_file() else "")
    assert told.code == 1
    assert f"{where}: " in told.everything
    assert f"[{rule}]" in told.everything
    assert cure in told.everything
    assert "Traceback" not in told.everything
    assert Standing.of(copy) == before
    assert before.is_whole
    for value in ("fic-0", "zeldzaam", "BU05349999", "198.4"):
        assert value not in told.everything, "no value of a source that is not open"


def test_after_a_bad_delivery_the_release_stands_and_a_good_one_is_built(roer, copy):
    spoilt = (copy / PERSONS).read_bytes()
    with_text_for_a_number(copy)
    before = Standing.of(copy)
    assert roer("build", "--dir", copy).code == 1
    assert "was er al en blijft staan" in roer("release", "jeugdmonitor", "--dir", copy).everything
    (copy / PERSONS).write_bytes(spoilt)
    assert roer("build", "--dir", copy).code == 0
    assert Standing.of(copy) == before


def test_all_bad_deliveries_are_told_at_once(roer, copy):
    with_an_unknown_area(copy)
    with_commas_and_points(copy)
    told = roer("build", "--dir", copy)
    assert {"[unknown_code]", "[decimal_mixed]"} <= set(re.findall(r"\[\w+\]", told.everything))


class Office:
    """A statistics office on loopback that serves the recorded tables in pages, and may break down half-way."""

    PAGE = 50

    def __init__(self, recorded: Path) -> None:
        self.recorded = recorded
        self.breaks = False
        self.asked: list[str] = []
        self.address = ""

    def reply(self, path: str) -> tuple[int, bytes]:
        parts = urlsplit(path)
        file = self.recorded / f"{parts.path.strip('/')}.json"
        skip = int(parse_qs(parts.query).get("$skip", ["0"])[0])
        self.asked.append(f"{parts.path} {skip}")
        if self.breaks and skip:
            return 500, b"<html>Server Error</html>"
        if not file.is_file():
            return 404, b"{}"
        rows = json.loads(file.read_text())["value"]
        document: dict[str, object] = {"odata.metadata": "x", "value": rows[skip : skip + self.PAGE]}
        if skip + self.PAGE < len(rows):
            document["odata.nextLink"] = f"{self.address}{parts.path}?$format=json&$skip={skip + self.PAGE}"
        return 200, json.dumps(document).encode()


@pytest.fixture
def office(copy: Path) -> Iterator[Office]:
    office = Office(copy / "deliveries/kerncijfers")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = office.reply(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    office.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    source = copy / "catalogue/sources/kerncijfers.yml"
    source.write_text(source.read_text().replace("location: deliveries/kerncijfers", f"location: {office.address}"))
    yield office
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_server_that_breaks_down_half_way_stops_the_build(roer, copy, office):
    office.breaks = True
    before = Standing.of(copy)
    told = roer("build", "--dir", copy)
    assert told.code == 1
    assert "500" in told.everything
    assert re.search(r"TypedDataSet.*\[\w+\] \w+", told.everything), "where, rule and cure"
    assert Standing.of(copy) == before
    assert before.is_whole
    office.breaks = False
    mended = roer("build", "--dir", copy)
    assert mended.code == 0, mended.err
    assert any(asked.endswith(" 100") for asked in office.asked), "all pages were fetched"
    after = Standing.of(copy)
    assert (after.build != before.build, after.release) == (True, before.release)


def kill_when_told(words: tuple[object, ...], line: str) -> bool:
    """Start a command and kill it (-9) as soon as it tells this; False when it was done before that."""
    process = subprocess.Popen(
        [ROER, *map(str, words)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    assert process.stderr is not None
    with process.stderr as told:
        for one in told:
            if line in one:
                process.kill()
                break
    return process.wait(timeout=60) == -signal.SIGKILL


def test_a_build_that_is_killed_leaves_the_previous_one_in_use(roer, copy):
    before = Standing.of(copy)
    model = copy / "catalogue/models/kerncijfers/bevolking.sql"
    model.write_text(model.read_text().replace("zoals gepubliceerd", "zoals het CBS ze publiceert"))
    path = copy / PERSONS
    path.write_text(path.read_text() + "fic-new;1990;V;BU05340101\n")
    for line in ("Definities controleren", "Inwoners (voorbeeld): toetsen", "rijen ontvangen", "Model gebieden"):
        assert kill_when_told(("build", "--dir", copy), line), line
        now = Standing.of(copy)
        assert (now.build, now.release) == (before.build, before.release), line
        assert _unchanged(before, now), line
    assert roer("build", "--dir", copy).code == 0
    after = Standing.of(copy)
    assert after.build != before.build
    assert after.is_whole, "what the killed ones left is swept away"


def _unchanged(before: Standing, now: Standing) -> bool:
    """Whether everything that stood still stands; a delivery that was taken in whole may be pointed at already."""
    pointers = re.compile(r"landing/\w+/current")
    return all(now.files.get(name) == digest for name, digest in before.files.items() if not pointers.fullmatch(name))


def test_a_release_that_is_killed_leaves_the_previous_one_on_the_air(roer, copy):
    before = Standing.of(copy)
    text = copy / "catalogue/texts/jeugdhulp.md"
    text.write_text(text.read_text() + "\nEen nieuwe uitleg.\n")
    for line in ("2020: beveiligd", "niets gevonden"):
        assert kill_when_told(("release", "jeugdmonitor", "--dir", copy), line), line
        now = Standing.of(copy)
        assert (now.build, now.release) == (before.build, before.release), line
        assert _unchanged(before, now), line
    assert roer("release", "jeugdmonitor", "--dir", copy).code == 0
    after = Standing.of(copy)
    assert after.release != before.release
    assert after.is_whole
    kept = {name: digest for name, digest in before.files.items() if not name.endswith("/current")}
    assert kept.items() <= after.files.items(), "only the pointer moved: the previous release can still be opened"
