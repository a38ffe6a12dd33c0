"""The same table from a server: loopback only, and a server that misbehaves in every way we know."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pyarrow.parquet as pq
import pytest

from roer.core.values.errors import InputRefused
from roer.data.sources.landing import land
from roer.data.sources.receipts import landed_table, latest_receipt
from roer.data.sources.transport import Patience

Reply = tuple[int, dict[str, str], bytes]


class Office:
    """A statistics office on loopback; `twist` may answer instead of the table itself."""

    def __init__(self, sets: dict[str, list[dict[str, object]]], page: int) -> None:
        self.sets, self.page = sets, page
        self.asked: list[str] = []
        self.twist: Callable[[str, int], Reply | None] = lambda entity_set, skip: None
        self.base = ""

    def reply(self, address: str) -> Reply:
        parts = urlsplit(address)
        entity_set = parts.path.rpartition("/")[2]
        skip = int(parse_qs(parts.query).get("$skip", ["0"])[0])
        self.asked.append(f"{entity_set} {skip}")
        if twisted := self.twist(entity_set, skip):
            return twisted
        if entity_set not in self.sets:
            return 404, {"Content-Type": "application/json"}, b"{}"
        rows = self.sets[entity_set]
        document: dict[str, object] = {"odata.metadata": "x", "value": rows[skip : skip + self.page]}
        if skip + self.page < len(rows):
            document["odata.nextLink"] = f"{self.base}/90020FIC/{entity_set}?$format=json&$skip={skip + self.page}"
        return 200, {"Content-Type": "application/json;odata=minimalmetadata"}, json.dumps(document).encode()


@contextmanager
def serving(office: Office):
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = office.reply(self.path)
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(body))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *told: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    office.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield office
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def office(recording):
    with serving(Office(recording.sets, page=2)) as office:
        yield office


@pytest.fixture
def pauses() -> list[float]:
    return []


@pytest.fixture
def fetch(office, workspace, figures, quiet, pauses):
    patience = Patience(attempts=3, first_pause=0.5, read_seconds=0.5, sleep=pauses.append)
    return lambda: land(figures(location=office.base), workspace, progress=quiet, patience=patience)


def test_a_live_table_lands_as_the_recorded_one(workspace, recording, figures, quiet, fetch, office):
    live = pq.read_table(landed_table(workspace, fetch()))
    recording.write()
    recorded = land(figures(id="opgenomen"), workspace, progress=quiet)
    assert live.equals(pq.read_table(landed_table(workspace, recorded)))
    assert [one for one in office.asked if one.startswith("Typed")] == ["TypedDataSet 0", "TypedDataSet 2"]


def test_the_same_answers_twice_give_the_same_receipt(fetch):
    assert fetch() == fetch()


def _first(times: int, reply: Reply) -> Callable[[str, int], Reply | None]:
    left = [times]

    def twist(entity_set: str, skip: int) -> Reply | None:
        if entity_set == "TypedDataSet" and left[0]:
            left[0] -= 1
            return reply
        return None

    return twist


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_server_that_stumbles_is_asked_again_after_a_pause(fetch, office, pauses, status):
    office.twist = _first(2, (status, {"Content-Type": "text/plain"}, b"even niet"))
    assert fetch().rows == 4
    assert len(pauses) == 2
    assert 0.25 <= pauses[0] <= 0.5 <= pauses[1] <= 1.0


def test_a_server_that_says_how_long_to_wait_is_obeyed_within_reason(fetch, office, pauses):
    office.twist = _first(1, (429, {"Retry-After": "3"}, b""))
    assert fetch().rows == 4
    office.twist = _first(1, (503, {"Retry-After": "86400"}, b""))
    fetch()
    assert pauses == [3.0, Patience().longest_pause]


def _on_second_page(reply: Callable[[Office], Reply]) -> Callable[[Office], Callable[[str, int], Reply | None]]:
    return lambda office: lambda name, skip: reply(office) if (name, skip) == ("TypedDataSet", 2) else None


def _link(to: str) -> Callable[[Office], Reply]:
    def reply(office: Office) -> Reply:
        document = {"value": office.sets["TypedDataSet"][2:], "odata.nextLink": to.format(base=office.base)}
        return 200, {"Content-Type": "application/json"}, json.dumps(document).encode()

    return reply


_PAGE_2 = "{base}/90020FIC/TypedDataSet?$format=json&$skip=2"
_JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    ("reply", "rule", "told"),
    [
        (lambda office: (500, _JSON, b"stuk"), "server_error", "500"),
        (lambda office: (403, _JSON, b"nee"), "server_error", "403"),
        (lambda office: (302, {"Location": "http://elders.nl/"}, b""), "server_error", "302"),
        (lambda office: (404, _JSON, b""), "lost_page", "404"),
        (lambda office: (200, {"Content-Type": "text/html"}, b"<html>"), "html_instead_of_json", "text/html"),
        (lambda office: (200, _JSON, b"<html>"), "html_instead_of_json", "inlogscherm"),
        (lambda office: (200, {"Content-Type": "text/csv"}, b"a;b"), "content_type", "text/csv"),
        (lambda office: (200, _JSON, b'{"value": [{"ID": 3'), "not_json", "JSON"),
        (lambda office: (200, _JSON | {"Content-Length": "9999"}, b'{"value": []}'), "no_answer", "3 keer geprobeerd"),
        (lambda office: (200, _JSON, b'{"value": []}'), "row_count", "er kwamen 2 rijen"),
        (_link("http://elders.nl/90020FIC/TypedDataSet?$skip=4"), "other_host", "elders.nl"),
        (_link("http://127.0.0.1:1/TypedDataSet?$skip=4"), "other_host", "127.0.0.1"),
        (_link("file:///etc/passwd"), "other_host", "None"),
        (_link(_PAGE_2), "endless_pages", "al gelezen"),
    ],
)  # fmt: skip
def test_a_server_that_fails_half_way_changes_nothing(workspace, fetch, office, reply, rule, told):
    before = fetch()
    on_disk = sorted(workspace.landing.rglob("*"))
    office.twist = _on_second_page(reply)(office)
    with pytest.raises(InputRefused) as refusal:
        fetch()
    assert refusal.value.problems[0].rule == rule
    assert told in str(refusal.value)
    assert latest_receipt(workspace, "cijfers") == before
    assert sorted(workspace.landing.rglob("*")) == on_disk


def test_retries_end(fetch, office, pauses):
    office.twist = _on_second_page(lambda office: (500, _JSON, b""))(office)
    with pytest.raises(InputRefused):
        fetch()
    assert len([one for one in office.asked if one == "TypedDataSet 2"]) == 3
    assert len(pauses) == 2


def test_a_server_that_says_nothing_is_given_up(fetch, office, workspace):
    wait = threading.Event()

    def silent(entity_set: str, skip: int) -> Reply | None:
        wait.wait(3)
        return None

    office.twist = silent
    try:
        with pytest.raises(InputRefused, match="antwoordt niet"):
            fetch()
    finally:
        wait.set()
    assert latest_receipt(workspace, "cijfers") is None


def test_an_answer_without_end_is_cut_off(office, workspace, figures, quiet):
    patience = Patience(attempts=1, answer_bytes=100)
    with pytest.raises(InputRefused, match="te groot"):
        land(figures(location=office.base), workspace, progress=quiet, patience=patience)


def test_a_server_that_is_not_there_is_said_to_be_silent(office, workspace, figures, quiet):
    gone = figures(location="http://127.0.0.1:9")
    with pytest.raises(InputRefused, match="antwoordt niet"):
        land(gone, workspace, progress=quiet, patience=Patience(attempts=1, connect_seconds=0.5))
