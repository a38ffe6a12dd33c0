"""Nobody finds what she may not read: every address there is, opened by those who may not, with canaries planted.

The addresses come from the URLconf and from the links on the pages; a route with a part that nobody filled in fails
the test. As a control the programme team finds every canary.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from datetime import date
from html import unescape
from itertools import product
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest
from django.test import Client
from django.urls import Resolver404, get_resolver, resolve

from roer.core.programme import acts
from roer.core.programme.acts import ACT, Act
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.people.models import Person
from roer.office.people.register import enter, open_account
from roer.office.steering.models import SavedView
from roer.office.steering.proposals import propose

TEAM, OFFICER = "noor-dekker", "sem-de-wit"
SUBJECT = "R02"
ADVICE, OPINION, PROOF = "kanarie-advies", "kanarie-fg-oordeel", "kanarie-bewijs"
POSTING, LETTER, CASE = "kanarie-boeking", "kanarie-brief", "kanarie-zaaknummer"
PROPOSAL, VIEW = "kanarie-voorstel", "kanarie-weergave"
CANARIES = (ADVICE, OPINION, PROOF, POSTING, LETTER, CASE, PROPOSAL, VIEW)
OUTSIDERS = (None, "ilse-prent", "els-van-dam")
"""A visitor, a councillor of Teylingen, and a councillor of Lisse who sits in the sounding board."""
PER_ROUTE = 4
"""So many addresses of one route are opened, beside those of the things with a canary."""
SLOW = {"din/netwerk.png"}
"""A picture in dots holds no text, and takes long to make."""


def _record(act: Act, by: str) -> int:
    return record(Draft(act=act, by=by, holds_from=date(2021, 4, 20)), by=by).seq


def _plant() -> list[int]:
    """Put a canary in everything that not everybody may read; the lines of the ledger where they are."""
    now = programme()
    dpia, letter = now.privacy[SUBJECT].dpia, now.letters["RIB-2"]
    copies = [{**copy.model_dump(), "case_number": CASE} for copy in letter.draft.copies]
    told = {"kind": "give_advice", "advice": {"code": "A-2099-1", "subjects": [SUBJECT], "text": ADVICE}}
    posted = {"code": "K-2099-1", "element": SUBJECT, "kind": "realised", "cents": 100, "booked_on": "2021-04-20"}
    redraft = {**letter.draft.model_dump(), "title": LETTER, "copies": copies, "expects": letter.seq}
    return [
        _record(ACT.validate_python(told), TEAM),
        _record(acts.AdviseOnPrivacy(result=SUBJECT, subject_hash=dpia.hash, positive=True, text=OPINION), OFFICER),
        _record(acts.ImplementMeasure(result=SUBJECT, measure="M6", proof=PROOF), TEAM),
        _record(ACT.validate_python({"kind": "book_amount", "booking": {**posted, "text": POSTING}}), TEAM),
        _record(acts.DraftLetter.model_validate(redraft), TEAM),
    ]


@pytest.fixture
def planted(example, settings) -> list[int]:
    """The example with canaries, and a councillor of Teylingen who sits in no other body."""
    settings.ROER_DEMO = True
    lines = _plant()
    goal = ACT.validate_python({"kind": "add_goal", "goal": {"code": "D99", "title": PROPOSAL}})
    propose(PROPOSAL, [goal], by=TEAM)
    SavedView.objects.create(owner=Person.objects.get(pk=TEAM), name=VIEW)
    seat = {"body": "raad-teylingen", "person": "ilse-prent", "role": "councillor", "start": "2021-01-01"}
    _record(ACT.validate_python({"kind": "give_seat", "seat": seat}), TEAM)
    open_account(enter("ilse-prent", name="Ilse Prent"), password=None)
    return lines


def _signed_in(person: str | None) -> Client:
    browser = Client()
    if person:
        assert browser.post("/aanmelden/", {"person": person}).status_code == 302
    return browser


def _routes(patterns=None, before: str = "") -> Iterator[str]:
    """Every route of the site, as the URLconf writes it."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(one.pattern)
        if hasattr(one, "url_patterns"):
            yield from _routes(one.url_patterns, here)
        else:
            yield here


def _filled_in(route: str, lines: list[int]) -> Iterator[str]:
    """Addresses of a route, with something that exists in the place of each part; none for a part not known here."""
    values = {
        "seq": [str(seq) for seq in (1, 100, *lines)], "code": [SUBJECT, "RIB-2", "RIB-1", "jeugd", "GM0534"],
        "municipality": ["GM0534"], "town": ["GM0534"], "number": ["1"],
        "source": [SUBJECT], "target": ["D1"], "word": ["doel"],
        "slug": ["jeugdmonitor"], "person_id": [TEAM], "holder": [TEAM], "substitute": [TEAM],
        "who": ["stuurgroep", TEAM], "kind": ["csv", "xlsx", "json"],
        "_rest": ["v1/onbekend"],
    }  # fmt: skip
    plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route).strip("^$").replace("\\.", ".")
    names = re.findall(r"<(?:\w+:)?(\w+)>", plain)
    for chosen in product(*(values.get(name, ()) for name in names)):
        told = iter(chosen)
        yield "/" + re.sub(r"<[^>]+>", lambda _part, told=told: next(told), plain)


def _links(page: str, here: str) -> Iterator[str]:
    for link in re.findall(r'(?:href|src)="([^"#]*)', page):
        parts = urlsplit(urljoin(here, unescape(link)))
        if not parts.netloc and not parts.path.startswith("/static/"):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def _text(answer) -> str:
    """All that an answer says: its body, what is in it when it is packed, and its headers."""
    body, headers = b"".join(answer) if answer.streaming else answer.content, str(dict(answer.headers))
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            body = b"\n".join(packed.read(name) for name in packed.namelist())
    elif body.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(body)
        text = " ".join(page.get_textpage().get_text_bounded() for page in document)
        return f"{text} {document.get_metadata_dict()} {headers}"
    return body.decode("utf-8", "replace") + headers


def _route_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def _crawl(browser: Client, lines: list[int], known: Iterable[str] = ()) -> dict[str, tuple[int, str]]:
    """Every route, what is `known` from another crawl, and what is linked: address → status and text."""
    wanted = [address for route in _routes() if route not in SLOW for address in _filled_in(route, lines)]
    searches = [
        "/din/vinden/?zoek=kanarie",
        "/din/?spring=kanarie",
        "/din/?weergave=tabel",
        "/din/gezondheid/?vorm=json",
    ]
    waiting, seen, times = deque([*wanted, *searches, *known]), {}, Counter()
    while waiting:
        address = waiting.popleft()
        if address in seen:
            continue
        answer = browser.get(address)
        text = _text(answer)
        seen[address] = answer.status_code, text
        if "html" not in answer.headers.get("Content-Type", ""):
            continue
        for link in _links(text, address):
            route = _route_of(link)
            if route not in SLOW and link not in seen and times[route] < PER_ROUTE:
                times[route] += 1
                waiting.append(link)
    return seen


def _masked(page: str) -> str:
    """A page without what differs from one answer to the next: tokens, and the numbers of what was asked."""
    return re.sub(r'value="\w{64}"|\d+', "", page)


def _found(seen: dict[str, tuple[int, str]]) -> dict[str, list[str]]:
    return {canary: here for canary in CANARIES if (here := [at for at, (_, text) in seen.items() if canary in text])}


def test_who_may_not_read_it_finds_no_canary_at_any_address_and_the_programme_team_finds_all(planted):
    team = _crawl(_signed_in(TEAM), planted)
    assert set(_found(team)) == set(CANARIES)
    unseen = set(_routes()) - SLOW - {_route_of(address) for address in team}
    assert not unseen, "no page leads there: say in _filled_in what to fill in for their parts"
    for person in OUTSIDERS:
        seen = _crawl(_signed_in(person), planted, known=team)
        assert _found(seen) == {}, f"found by {person or 'a visitor'}"
        assert not [address for address, (status, _) in seen.items() if status >= 500]
        assert not list(_dead_ends(seen)), f"seen by {person or 'a visitor'}"
        for seq in planted:
            assert seen[f"/grootboek/{seq}/"][0] == seen[f"/grootboek/{seq}/ongedaan/"][0] == 404


def _dead_ends(seen: dict[str, tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Pages that lead to a line of the ledger which is closed to their reader."""
    for address, (status, text) in seen.items():
        for link in set(_links(text, address)) if status == 200 else ():
            if link.startswith("/grootboek/") and link in seen and seen[link][0] == 404:
                yield address, link


@pytest.mark.parametrize("person", OUTSIDERS)
def test_a_thing_that_one_may_not_read_is_as_absent_as_one_that_does_not_exist(planted, person):
    browser = _signed_in(person)
    pairs = [("/brieven/RIB-2/", "/brieven/RIB-9/"), ("/brieven/RIB-2/GM0534.pdf", "/brieven/RIB-9/GM0534.pdf")]
    pairs += [(f"/grootboek/{seq}/", "/grootboek/99999/") for seq in planted]
    pairs += [("/din/voorstellen/1/", "/din/voorstellen/9999/"), ("/din/weergaven/1/", "/din/weergaven/9999/")]
    for hidden, absent in pairs:
        there, nowhere = browser.get(hidden), browser.get(absent)
        assert there.status_code == nowhere.status_code != 200
        assert _masked(there.text) == _masked(nowhere.text)
        assert browser.head(hidden).status_code == there.status_code


@pytest.mark.parametrize("person", ["ilse-prent", "els-van-dam"])
def test_the_refusals_of_the_interface_tell_nothing_either(planted, person):
    browser = _signed_in(person)
    tries = [
        {"kind": "offer_letter", "letter": "RIB-2", "body_hash": "0" * 64},
        {"kind": "give_advice", "advice": {"code": "A-2099-1", "subjects": [SUBJECT], "text": "Anders."}},
        {"kind": "implement_measure", "result": SUBJECT, "measure": "M6", "proof": "Anders."},
        {"kind": "book_amount", "booking": {"code": "K-2099-1", "element": SUBJECT, "kind": "realised", "cents": 1,
                                            "booked_on": "2021-04-20"}},
    ]  # fmt: skip
    for act in tries:
        answer = browser.post("/api/v1/handelingen", json.dumps({"act": act}), content_type="application/json")
        assert (answer.status_code, json.loads(answer.content)["rule"]) in {
            (403, "permission"), (403, "sounding_board_never_decides"),
        }  # fmt: skip
        assert not any(canary in answer.text for canary in CANARIES)
