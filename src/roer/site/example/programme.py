"""The programme of Hillegom, Lisse and Teylingen as an importable ledger: facts of the letter, marked inventions.

Every entry carries its origin (herkomst): `brief §n` for what the letter says, `openbare bron`, or `fictief`.
The same contracts give the same ledger, byte for byte.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from roer.core.programme.entries import Draft, Entry, line_of
from roer.data.catalogue.catalogue import Catalogue
from roer.data.catalogue.reading import read_catalogue
from roer.site.example.story_2020 import Contracts, tell_2020
from roer.site.example.story_2021 import tell_2021
from roer.site.example.story_chronicle import Chronicle
from roer.site.example.story_ideas import tell_ideas
from roer.site.example.story_network import tell_goals, tell_results_and_efforts
from roer.site.example.story_organisation import tell_founding, tell_team
from roer.site.example.story_people import ExamplePerson, people

__all__ = [
    "Contracts",
    "ExamplePerson",
    "contracts_of",
    "drafts",
    "entries",
    "example_ledger",
    "ledger_lines",
    "people",
]

_INVENTED_SOURCES = {
    "openbare-ruimte": ("Meldingen openbare ruimte", "Beheerkaart groen en straten"),
    "dienstverlening": ("Afsprakensysteem balie", "Zaaksysteem"),
    "dienstverlening-met-telefonie": ("Afsprakensysteem balie", "Zaaksysteem", "Telefooncentrale"),
    "monitor-jeugdzorg": ("Berichten jeugdzorg", "Register jeugdhulp"),
    "wonen-migratie-ondermijning": ("Basisregistratie adressen", "Huurmeldingen", "Signalen ondermijning"),
    "ondermijnende-criminaliteit": ("Signalen ondermijning", "Vergunningen", "Handelsregister"),
}
"""Products of the story that the shipped catalogue does not make; their contracts exist in the story only."""


def entries(contract_hashes: Contracts) -> tuple[Entry, ...]:
    """The history of the example. `contract_hashes` gives the products that the catalogue makes: 'jeugdmonitor'."""
    story = Chronicle()
    contracts = {**_invented(), **contract_hashes}
    tell_founding(story)
    tell_team(story)
    tell_goals(story)
    tell_results_and_efforts(story)
    tell_2020(story, contracts)
    tell_2021(story, contracts)
    tell_ideas(story)
    return tuple(story.entries)


def drafts(contract_hashes: Contracts) -> Iterator[tuple[datetime, Draft]]:
    """The same history as what people wanted to record, each with its moment."""
    return ((entry.recorded_at, entry.draft) for entry in entries(contract_hashes))


def ledger_lines(contract_hashes: Contracts) -> Iterator[str]:
    """The chained entries as canonical JSON, one per line, as `roer ledger export` writes them."""
    return (line_of(entry) for entry in entries(contract_hashes))


def example_ledger(example: Path) -> str:
    """The text of `programme/ledger.jsonl` for the example in this folder, with the contracts of its own catalogue."""
    lines = ledger_lines(contracts_of(read_catalogue(example / "catalogue")))
    return "".join(f"{line}\n" for line in lines)


def contracts_of(catalogue: Catalogue) -> Contracts:
    """The contract of every product that the catalogue makes: its hash and its sources."""
    return {
        slug: (
            catalogue.contract_hash(product),
            tuple(catalogue.sources[use.source].title for use in catalogue.source_uses(product)),
        )
        for slug, product in catalogue.products.items()
    }


def _invented() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    return {
        product: (hashlib.sha256(f"fictief productcontract {product}".encode()).hexdigest(), sources)
        for product, sources in _INVENTED_SOURCES.items()
    }
