"""The programme of Hillegom, Lisse and Teylingen as an importable ledger: facts of the letter, marked inventions.

Every entry carries its origin (herkomst): `brief §n` for what the letter says, `openbare bron`, or `fictief`.
The same contracts give the same ledger, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from roer.core.programme.elements import Contract
from roer.core.programme.entries import Draft, Entry, line_of
from roer.data.catalogue.catalogue import Catalogue
from roer.data.catalogue.reading import read_catalogue
from roer.site.contracts import declaration
from roer.site.example.story_2020 import tell_2020
from roer.site.example.story_2021 import tell_2021
from roer.site.example.story_chronicle import Chronicle
from roer.site.example.story_contracts import Contracts, invented_contracts
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


def entries(contract_hashes: Contracts) -> tuple[Entry, ...]:
    """The history of the example. `contract_hashes` gives the products that the catalogue makes: 'jeugdmonitor'."""
    story = Chronicle()
    contracts = {**invented_contracts(), **contract_hashes}
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
    """The contract of every product that the catalogue makes: its hash, its sources, and what it says beside them."""
    return {
        slug: _as_told(declaration(catalogue, product, product.result)) for slug, product in catalogue.products.items()
    }


def _as_told(contract: Contract) -> tuple[str, tuple[str, ...], Mapping[str, object]]:
    words = contract.model_dump(mode="json", exclude_defaults=True, exclude={"result", "product", "hash", "sources"})
    return contract.hash, contract.sources, words
