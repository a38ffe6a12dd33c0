"""The programme of the example, as everybody starts with it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from roer.core.programme.acts import ImplementMeasure
from roer.core.programme.entries import Draft
from roer.office.ledger.door import record
from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.office.people.register import enter, open_account
from roer.site.example.programme import ledger_lines, people

TEAM = "noor-dekker"
CONTRACTS = {"jeugdmonitor": ("a" * 64, ("Kerncijfers wijken en buurten", "Register jeugdhulp"))}
LINES = tuple(ledger_lines(CONTRACTS))


@pytest.fixture
def example(db: None) -> None:
    """The ledger and the people of the example."""
    import_lines(LINES)
    for person in people():
        open_account(enter(person.id, name=person.name, function=person.function), password=None)


@pytest.fixture
def as_person(client: Client, example: None, settings: object) -> Callable[[str], Client]:
    """A browser in which this person is signed in."""
    settings.ROER_DEMO = True

    def signed_in(person: str) -> Client:
        client.post("/aanmelden/", {"person": person})
        return client

    return signed_in


@pytest.fixture
def last_measure_done(example: None) -> None:
    """The last open measure of the Monitor Jeugdzorg (R02) is in place: all its gates are open."""
    act = ImplementMeasure(result="R02", measure="M6", proof="Controle van de logboeken op 10 april 2021.")
    record(Draft(act=act, by=TEAM, holds_from=date(2021, 4, 10)), by=TEAM)


@pytest.fixture
def placement_form() -> Callable[..., dict[str, object]]:
    """What somebody fills in to place the Monitor Jeugdzorg, with changes."""

    def filled_in(**changes: object) -> dict[str, object]:
        now = programme()
        advice = max(
            (item for item in now.advices.values() if "R02" in item.advice.subjects), key=lambda item: item.seq
        )
        return {
            "code": "B-2021-90",
            "title": "Plaatsing van de Monitor Jeugdzorg",
            "body": "stuurgroep",
            "outcome": "adopted",
            "decided_on": "2021-04-12",
            "advice": advice.advice.code,
            "effect-municipalities": ["GM0534", "GM0553", "GM1525"],
            "effect-start": "2021KW02",
            "effect-end": "2021KW04",
            "effect-gezien": f"{now.network.elements['R02'].hash}:0",
        } | changes

    return filled_in


@pytest.fixture
def filled_in() -> Callable[..., dict[str, object]]:
    """Reads the form of a page for an act as a browser would send it, with changes."""
    return _filled_in


@pytest.fixture
def submit(
    as_person: Callable[[str], Client], filled_in: Callable[..., dict[str, object]]
) -> Callable[..., HttpResponse]:
    """Open the page of an act as somebody, change what is given, and send it."""

    def sent(address: str, by: str = TEAM, **changes: object) -> HttpResponse:
        browser = as_person(by)
        page = browser.get(address)
        assert page.status_code == 200, page.text
        return browser.post(address, filled_in(page.text, **changes))

    return sent


def _filled_in(page: str, **changes: object) -> dict[str, object]:
    """The form of a page as a browser would send it, with changes."""
    form = page[page.index('class="din-form"') :]
    form = form[: form.index("</form>")]
    said: dict[str, object] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = _attribute(tag, "name"), _attribute(tag, "value") or ""
        box = _attribute(tag, "type") in ("checkbox", "radio")
        if name and name != "csrfmiddlewaretoken" and (not box or "checked" in tag):
            said.setdefault(name, []).append(value or ("on" if box else ""))
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\n?(.*?)</textarea>', form, re.S):
        said[name] = [text]
    for name, options in re.findall(r'<select name="([^"]*)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'<option value="([^"]*)" selected>', options) or re.search(r'value="([^"]*)"', options)
        said[name] = [unescape(chosen[1])]
    return {**said, "doe": "vastleggen", **changes}


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescape(found[1]) if found else None
