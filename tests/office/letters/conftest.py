"""The programme of the example, with its offered first letter and its draft second one, and a shelf for texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from roer.core.programme.records import LetterRecord
from roer.office.ledger.history import programme
from roer.office.ledger.transfer import import_lines
from roer.office.people.register import enter, open_account
from roer.site.example.programme import ledger_lines, people

CONTRACTS = {"jeugdmonitor": ("a" * 64, ("Kerncijfers wijken en buurten", "Register jeugdhulp"))}
LINES = tuple(ledger_lines(CONTRACTS))


@pytest.fixture
def shelf(settings: object, tmp_path: Path) -> Path:
    """Where the texts of offered letters are kept during a test."""
    settings.ROER_LETTERS = tmp_path / "letters"
    settings.ROER_RELEASES = None
    return settings.ROER_LETTERS


@pytest.fixture
def example(db: None, shelf: Path) -> None:
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
def letter(example: None) -> Callable[[str], LetterRecord]:
    """A letter of the example by its code."""
    return lambda code: programme().letters[code]
