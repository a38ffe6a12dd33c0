"""The target architectures of the example: the same backbone for each product, with what is its own in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from roer.core.programme.architecture import PRODUCT, Architecture, Component, ComponentKind, DataObject, Flow
from roer.core.programme.elements import Contract

_PERSONS = frozenset(
    {
        "Register jeugdhulp",
        "Berichten jeugdzorg",
        "Afsprakensysteem balie",
        "Zaaksysteem",
        "Huurmeldingen",
        "Inwoners (voorbeeld)",
        "Trajecten jeugdhulp (voorbeeld)",
    }
)
"""Sources whose rows are about persons."""
_INTAKE: Mapping[str, tuple[Component, str]] = {
    "R01": (
        Component(name="Pseudonimiseren", kind=ComponentKind.EXCHANGE),
        "Levering zonder namen en burgerservicenummers",
    ),
    "R02": (
        Component(name="Berichtenpost jeugdzorg", kind=ComponentKind.EXCHANGE),
        "Berichten met een pseudoniem per cliënt",
    ),
    "R09": (Component(name="Adressen koppelen", kind=ComponentKind.TOOL), "Adressen zonder bewoners"),
    "R10": (Component(name="Kaartkoppeling", kind=ComponentKind.EXCHANGE), "Meldingen per vak op de kaart"),
    "R23": (Component(name="Export balie en zaken", kind=ComponentKind.EXCHANGE), "Afspraken en zaken zonder namen"),
}
"""What stands between the sources of a product and the warehouse, and what it passes on."""
_WAREHOUSE = Component(name="Magazijn", kind=ComponentKind.STORAGE)
_RELEASES = Component(name="Vrijgaven", kind=ComponentKind.STORAGE)
_MEASURING = Component(name="Meten en beveiligen", kind=ComponentKind.APPLICATION)
_SITE = Component(name="Website met monitors", kind=ComponentKind.APPLICATION)
STORAGE = "Datawarehouse in het eigen rekencentrum; de website leest alleen beveiligde vrijgaven."
TOOLS = "Roer: bronnen, indicatoren, onthullingsbeveiliging en website."


def described(contract: Contract) -> Architecture:
    """The target architecture for exactly this contract."""
    intake, passes = _INTAKE[contract.result]
    personal = any(name in _PERSONS for name in contract.sources)
    return Architecture(
        result=contract.result,
        contract_hash=contract.hash,
        sources=contract.sources,
        storage=STORAGE,
        tools=TOOLS,
        components=(intake, _WAREHOUSE, _MEASURING, _RELEASES, _SITE),
        objects=tuple(_objects(contract)),
        flows=(
            *_deliveries(contract, intake.name, personal=personal),
            Flow(source=intake.name, target=_WAREHOUSE.name, what=passes, personal=personal),
            Flow(source=_WAREHOUSE.name, target=_MEASURING.name, what="Rijen om te tellen", personal=personal),
            Flow(source=_MEASURING.name, target=_RELEASES.name, what="Cijfers na onthullingsbeveiliging"),
            Flow(source=_RELEASES.name, target=_SITE.name, what="Vrijgegeven kubussen"),
            Flow(source=_SITE.name, target=PRODUCT, what="Pagina's, kaarten en tabellen"),
        ),
    )


def _deliveries(contract: Contract, intake: str, *, personal: bool) -> Iterator[Flow]:
    """What is about persons passes the intake; the rest goes straight to the warehouse where there is such a choice."""
    for name in contract.sources:
        about = name in _PERSONS
        target = _WAREHOUSE.name if personal and not about else intake
        yield Flow(source=name, target=target, what="Levering volgens bronafspraak", personal=about)


def _objects(contract: Contract) -> Iterator[DataObject]:
    for source in contract.sources:
        fields = tuple(one.field for one in contract.fields if one.source == source)
        yield DataObject(name=f"Levering {source}", source=source, fields=fields)
