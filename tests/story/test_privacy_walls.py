"""What the privacy manual claims, on the built example: no person past the borders, a site without the builder."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
import requests

pytestmark = [pytest.mark.xdist_group("browser")]

ROER = Path(sys.executable).with_name("roer")
LANDED = ("landing/jeugdhulp_personen/", "landing/jeugdhulp_trajecten/")
BUILDERS = ("deliveries", "catalogue", "var/landing", "var/warehouse", "var/protection")
PERSON = b"fic-"
"""How every pseudonym of the example begins."""


def in_text(values: object) -> bool:
    return PERSON.decode() in str(values)


def holds_a_person(path: Path) -> bool:
    """Whether a pseudonym stands in the file; what is compressed is opened."""
    if path.suffix == ".parquet":
        return any(in_text(row) for row in pq.read_table(path).to_pylist())
    if path.suffix == ".duckdb":
        with duckdb.connect(path, read_only=True) as warehouse:
            tables = [name for (name,) in warehouse.sql("SELECT table_name FROM duckdb_tables()").fetchall()]
            return any(in_text(row) for name in tables for row in warehouse.sql(f'FROM "{name}"').fetchall())
    return PERSON in path.read_bytes()


def test_persons_stand_in_the_landing_and_in_the_file_apart_and_nowhere_else(demo_folder):
    var = demo_folder / "var"
    files = {path.relative_to(var).as_posix(): path for path in var.rglob("*") if path.is_file()}
    found = {name for name, path in files.items() if holds_a_person(path)}
    apart = {name for name in files if name.startswith(LANDED) and name.endswith(".parquet")}
    apart |= {name for name in files if name.endswith("persons.duckdb")}
    assert found == apart
    assert len(files) > 30


@pytest.mark.parametrize("name", ["persons.duckdb", "warehouse.duckdb"])
def test_a_warehouse_is_readable_by_its_owner_only(demo_folder, name):
    (path,) = (demo_folder / "var" / "warehouse").glob(f"*/{name}")
    assert path.stat().st_mode & 0o077 == 0


def test_landed_persons_accounts_and_risks_are_readable_by_their_owner_only(demo_folder):
    var = demo_folder / "var"
    private = [path for name in LANDED for path in (var / name).iterdir() if path.is_dir()]
    private += [var / "db.sqlite3", var / "secret", *(var / "protection").glob("*/*.json")]
    assert len(private) >= 5
    assert not [path for path in private if path.stat().st_mode & 0o077]


def test_every_page_is_served_without_the_rooms_of_the_builder(demo_folder, tmp_path):
    copy = shutil.copytree(demo_folder, tmp_path / "hlt")
    for room in BUILDERS:
        shutil.rmtree(copy / room)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    surroundings = {**os.environ, "ROER_WORKSPACE": str(copy)}
    with (tmp_path / "serve.log").open("wb") as log:
        server = subprocess.Popen([ROER, "serve", "--port", str(port)], stdout=log, stderr=log, env=surroundings)
        try:
            _wait_for(f"http://127.0.0.1:{port}/readyz", server)
            for page in ("", "din/", "resultaten/R01/", "roadmap/", "monitors/", "monitors/jeugdmonitor/", "brieven/"):
                answer = requests.get(f"http://127.0.0.1:{port}/{page}", timeout=20)
                assert answer.status_code == 200, page
                assert PERSON not in answer.content, page
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(150):
        assert server.poll() is None, "the server ended"
        try:
            if requests.get(address, timeout=1).ok:
                return
        except requests.ConnectionError:
            time.sleep(0.2)
    pytest.fail("the site does not answer")
