"""The contracts of the story's products that the shipped catalogue does not make: invented, in the same words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

Contracts = Mapping[str, tuple[str, tuple[str, ...]] | tuple[str, tuple[str, ...], Mapping[str, object]]]
"""Product → the hash of its contract, the titles of its sources, and what else the contract says."""


@dataclass(frozen=True, slots=True)
class _Invented:
    """A product: its sources with their fields, whom it serves and why, and how close it comes to persons."""

    sources: Mapping[str, tuple[str, ...]]
    purposes: tuple[str, ...]
    audience: tuple[str, ...]
    legal_basis: str
    level: str = "P1: beveiligde stuurcijfers"
    minimum: int = 10

    def words(self) -> Mapping[str, object]:
        """What the contract says beside its sources."""
        told = [{"source": source, "field": field} for source, fields in self.sources.items() for field in fields]
        return {
            "fields": told,
            "purposes": self.purposes,
            "legal_basis": self.legal_basis,
            "audience": self.audience,
            "data_level": self.level,
            "retention": "vrijgaven 7 jaar, ruwe gegevens 24 maanden (selectielijst gemeenten, voorbeeld)",
            "policies": [{"name": "gemeentelijk", "minimum": self.minimum}],
        }


_TASK = "Gemeentewet art. 108; AVG art. 6 lid 1 onder e"
_DESK = {
    "Afsprakensysteem balie": ("moment", "product", "wachttijd", "wijk"),
    "Zaaksysteem": ("zaaktype", "ontvangen", "afgehandeld", "wijk"),
}
_STEERING = ("college", "beleid", "uitvoering")
_SERVICE = ("dienstverlening sturen",)
_PRODUCTS: Mapping[str, _Invented] = {
    "openbare-ruimte": _Invented(
        {
            "Meldingen openbare ruimte": ("soort", "buurt", "gemeld", "afgehandeld"),
            "Beheerkaart groen en straten": ("vak", "soort", "onderhoud"),
        },
        ("onderhoud plannen", "verantwoording aan de raad"),
        ("college", "beleid", "openbaar"),
        _TASK,
    ),
    "dienstverlening": _Invented(_DESK, _SERVICE, _STEERING, _TASK),
    "dienstverlening-met-telefonie": _Invented(
        {**_DESK, "Telefooncentrale": ("moment", "wachttijd", "onderwerp")}, _SERVICE, _STEERING, _TASK
    ),
    "monitor-jeugdzorg": _Invented(
        {
            "Berichten jeugdzorg": ("aanbieder", "voorziening", "start", "einde", "bedrag"),
            "Register jeugdhulp": ("pseudoniem", "leeftijd", "wijk", "trajectsoort"),
        },
        ("kosten beheersen", "beleid evalueren"),
        ("college", "beleid"),
        "Jeugdwet hoofdstuk 7; AVG art. 6 lid 1 onder e en art. 9 lid 2 onder h",
        "P2: gepseudonimiseerd",
    ),
    "wonen-migratie-ondermijning": _Invented(
        {
            "Basisregistratie adressen": ("adres", "gebruiksdoel", "oppervlakte"),
            "Huurmeldingen": ("adres", "gemeld", "soort"),
            "Signalen ondermijning": ("buurt", "soort", "kwartaal"),
        },
        ("huisvesting sturen", "toezicht prioriteren"),
        ("college", "beleid"),
        _TASK,
        "P2: gepseudonimiseerd",
    ),
    "woonmonitor": _Invented(
        {
            "Kerncijfers wijken en buurten": ("buurt", "woningen", "woz-waarde"),
            "Voorraad woningen van het CBS": ("gemeente", "kwartaal", "woningen"),
        },
        ("woonbeleid volgen",),
        ("college", "beleid", "openbaar"),
        _TASK,
        "P0: open gegevens",
    ),
    "ondermijnende-criminaliteit": _Invented(
        {
            "Signalen ondermijning": ("adres", "soort", "melder", "datum"),
            "Vergunningen": ("houder", "soort", "adres"),
            "Handelsregister": ("onderneming", "bestuurder", "adres"),
        },
        ("ondermijning tegengaan",),
        ("burgemeester", "uitvoering"),
        "Gemeentewet art. 172; Wet Bibob",
        "P3: persoonsgegevens",
    ),
}


def invented_contracts() -> Contracts:
    """The contract of each of these products."""
    return MappingProxyType(
        {
            product: (
                hashlib.sha256(f"fictief productcontract {product}".encode()).hexdigest(),
                tuple(told.sources),
                told.words(),
            )
            for product, told in _PRODUCTS.items()
        }
    )
