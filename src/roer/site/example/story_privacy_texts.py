"""What the DPIAs of the example say in each section of the national model. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roer.core.programme.dpia import (
    DataKind,
    LegalGround,
    Location,
    Party,
    PartyRole,
    PersonalData,
    Processing,
    Right,
    RightAnswer,
    Risk,
    RiskLevel,
)

_LOW, _MIDDLE, _HIGH = RiskLevel
_SECURITY = "Versleutelde opslag in het eigen rekencentrum, toegang op naam, en een logboek van elke raadpleging."
_CONTROLLERS = tuple(
    Party(
        name=f"College van {town}", roles=(PartyRole.JOINT_CONTROLLER,), interest="Beleid dat aansluit op wat nodig is."
    )
    for town in ("Hillegom", "Lisse", "Teylingen")
)
_PROCESSOR = Party(
    name="HLTsamen", roles=(PartyRole.PROCESSOR,), departments="Taakveld Data", interest="Eén keer bouwen."
)
_HERE = (Location(place="Rekencentrum van HLTsamen in Hillegom", safeguards="Alleen op naam toegankelijk."),)


def _rights(subjects: str) -> tuple[RightAnswer, ...]:
    """Each right through the counter of the own municipality; those that do not fit say why."""
    asked = f"Via het privacyloket van de gemeente; {subjects} krijgen binnen een maand antwoord."
    ways = {
        Right.PORTABILITY: RightAnswer(
            right=Right.PORTABILITY, restriction="Geldt niet bij een taak van algemeen belang (AVG art. 20 lid 3)."
        ),
        Right.HUMAN_DECISION: RightAnswer(
            right=Right.HUMAN_DECISION, procedure="Het product neemt geen besluiten over personen."
        ),
        Right.INFORMATION: RightAnswer(
            right=Right.INFORMATION, procedure="In de privacyverklaring op de website van elke gemeente."
        ),
    }
    return tuple(ways.get(right, RightAnswer(right=right, procedure=asked)) for right in Right)


def _data(name: str, subjects: str, source: str, kind: DataKind, category: str, first: str = "") -> PersonalData:
    said = {"name": name, "subjects": subjects, "source": source, "kind": kind, "category": category}
    return PersonalData.model_validate({**said, "original_purpose": first})


def _shared(subjects: str, *recipients: str) -> dict[str, Any]:
    readers = tuple(Party(name=name, roles=(PartyRole.RECIPIENT,), interest="Kan sturen.") for name in recipients)
    return {
        "techniques": "Tellen en indelen per gebied. Er is geen algoritme dat personen beoordeelt.",
        "parties": (*_CONTROLLERS, _PROCESSOR, *readers),
        "locations": _HERE,
        "rights": _rights(subjects),
        "security": _SECURITY,
    }


_YOUTH_DATA = (
    _data(
        "pseudoniem", "jeugdigen tot 23 jaar", "Register jeugdhulp", DataKind.ORDINARY, "kenmerk", "toewijzen van hulp"
    ),
    _data("geboortejaar", "jeugdigen tot 23 jaar", "Register jeugdhulp", DataKind.ORDINARY, "demografie"),
    _data("soort jeugdhulp", "jeugdigen tot 23 jaar", "Register jeugdhulp", DataKind.SPECIAL, "gezondheid"),
    _data("buurt", "jeugdigen tot 23 jaar", "Register jeugdhulp", DataKind.ORDINARY, "woonplaats"),
)
_YOUTH_COUNT = Processing(
    name="tellen per buurt",
    description="Aantallen per jaar, buurt en leeftijd; wat te klein is wordt verborgen.",
    data=tuple(item.name for item in _YOUTH_DATA),
    purposes=("beleid maken", "beleid evalueren", "verantwoording aan de raad"),
    ground=LegalGround.PUBLIC_TASK,
    law="Jeugdwet hoofdstuk 7, paragraaf 7.4",
    ground_motive="De gemeente stuurt op de jeugdhulp waarvoor zij verantwoordelijk is.",
    further_use="De Jeugdwet noemt beleidsinformatie naast het toewijzen van hulp.",
    retention="ruwe gegevens 24 maanden, vrijgegeven cijfers 7 jaar",
    retention_motive="Twee jaar zijn nodig om een jaar met het vorige te vergelijken.",
)
_YOUTH_RISK = Risk(
    code="K1",
    text="Een jeugdige is te herkennen in een kleine buurt.",
    origin="Kleine aantallen naast bekende cijfers.",
    chance=_HIGH,
    impact=_HIGH,
    motive="In kleine buurten kent iedereen elkaar, en het gaat om hulp aan kinderen.",
    measures=("M1",),
    residual_chance=_LOW,
    residual_impact=_MIDDLE,
)
_LEAK = Risk(
    code="K2",
    text="Ruwe gegevens komen bij iemand die ze niet nodig heeft.",
    origin="Te ruime toegang.",
    chance=_MIDDLE,
    impact=_HIGH,
    motive="Er werken maar enkele mensen met de gegevens.",
    measures=("M2", "M4"),
    residual_chance=_LOW,
    residual_impact=_MIDDLE,
)
_HEALTH = "AVG art. 9 lid 2 onder h, met de Jeugdwet."

DPIA_PARTS: Mapping[str, Mapping[str, Any]] = {
    "R01": {
        **_shared("ouders en jeugdigen", "Gemeenteraad", "Beleid jeugd"),
        "proposal": "Een monitor die per buurt laat zien hoeveel jeugdigen hulp krijgen, en hoe dat verandert.",
        "data": _YOUTH_DATA,
        "processings": (_YOUTH_COUNT,),
        "framework": "Jeugdwet, AVG en het privacybeleid van de drie gemeenten.",
        "special_ground": _HEALTH,
        "subsidiarity": "Cijfers van het CBS komen een jaar later en niet per buurt; met minder lukt het niet.",
        "proportionality": "Niemand ziet gegevens van een kind; de raad ziet alleen aantallen die groot genoeg zijn.",
        "risks": (_YOUTH_RISK, _LEAK),
    },
    "R02": {
        **_shared("ouders en jeugdigen", "Beleid jeugd"),
        "proposal": "Een proef die trajecten jeugdzorg volgt: hoe snel begint de hulp, en waar stokt zij?",
        "data": (
            *_YOUTH_DATA[:3],
            _data(
                "begin en einde van het traject",
                "jeugdigen tot 23 jaar",
                "Berichten jeugdzorg",
                DataKind.SPECIAL,
                "gezondheid",
                "declareren van hulp",
            ),
        ),
        "processings": (
            _YOUTH_COUNT.model_copy(
                update={
                    "name": "trajecten volgen",
                    "description": "Per pseudoniem de tijd tussen aanvraag en begin.",
                    "data": ("pseudoniem", "geboortejaar", "soort jeugdhulp", "begin en einde van het traject"),
                }
            ),
        ),
        "framework": "Jeugdwet, AVG en het privacybeleid van de drie gemeenten.",
        "special_ground": _HEALTH,
        "subsidiarity": "Aantallen per maand laten niet zien hoe lang één kind wacht; daarvoor is dat nodig.",
        "proportionality": "Twee analisten werken ermee, een jaar lang, en alleen met pseudoniemen.",
        "risks": (
            _YOUTH_RISK.model_copy(update={"measures": ("M1", "M2")}),
            _LEAK.model_copy(update={"measures": ("M4", "M6")}),
        ),
    },
    "R09": {
        **_shared("bewoners en eigenaren", "Beleid wonen en veiligheid"),
        "proposal": "Adressen in beeld waar signalen over wonen, werk en ondermijning samenkomen.",
        "data": (
            _data(
                "adres met pseudoniem",
                "bewoners en eigenaren",
                "Basisregistratie adressen",
                DataKind.SENSITIVE,
                "woonplaats",
                "bijhouden van adressen",
            ),
            _data("melding over huur", "bewoners en eigenaren", "Huurmeldingen", DataKind.SENSITIVE, "wonen"),
            _data("signaal", "bewoners en eigenaren", "Signalen ondermijning", DataKind.CRIMINAL, "veiligheid"),
        ),
        "processings": (
            Processing(
                name="bronnen koppelen",
                description="Per adres tellen hoeveel bronnen een signaal geven.",
                data=("adres met pseudoniem", "melding over huur", "signaal"),
                purposes=("beleid op drie terreinen op elkaar afstemmen",),
                ground=LegalGround.PUBLIC_TASK,
                law="Gemeentewet art. 160",
                ground_motive="Afstemmen van beleid hoort bij het dagelijks bestuur.",
                further_use="Het nieuwe doel ligt dicht bij toezicht op wonen; per paar van bronnen is dat gewogen.",
                retention="drie maanden zonder vervolg, anders een jaar",
                retention_motive="Een onderzoek duurt meestal korter dan een jaar.",
            ),
        ),
        "framework": "Gemeentewet, Huisvestingswet 2014, AVG en UAVG.",
        "criminal_ground": "UAVG art. 33 lid 1 onder b, alleen bij een lopend onderzoek.",
        "subsidiarity": "Per bron apart blijft onzichtbaar waar problemen samenvallen.",
        "proportionality": "Alleen adressen met een lopend onderzoek, en geen namen.",
        "risks": (
            _LEAK.model_copy(
                update={
                    "code": "K1",
                    "text": "Een adres komt ten onrechte in beeld.",
                    "origin": "Signalen die niet zijn nagekeken.",
                    "motive": "Signalen zijn niet altijd juist.",
                    "measures": ("M1", "M2"),
                }
            ),
        ),
    },
    "R23": {
        **_shared("klanten en medewerkers", "Leiding van dienstverlening"),
        "proposal": "Een dashboard met wachttijden en doorlooptijden aan de balie en de telefoon.",
        "data": (
            _data(
                "tijdstip van een afspraak",
                "inwoners en ondernemers",
                "Afsprakensysteem balie",
                DataKind.ORDINARY,
                "dienstverlening",
            ),
            _data(
                "begin en einde van een zaak",
                "inwoners en ondernemers",
                "Zaaksysteem",
                DataKind.ORDINARY,
                "dienstverlening",
                "afhandelen van een aanvraag",
            ),
        ),
        "processings": (
            Processing(
                name="wachttijden meten",
                description="De tijd tussen melden en helpen, per product en per week.",
                data=("tijdstip van een afspraak", "begin en einde van een zaak"),
                purposes=("de dienstverlening verbeteren",),
                ground=LegalGround.PUBLIC_TASK,
                law="Gemeentewet art. 160",
                further_use="Verbeteren van de dienst past bij het afhandelen ervan.",
                retention="twee jaar",
                retention_motive="Daarmee zijn twee jaren te vergelijken.",
            ),
        ),
        "framework": "Gemeentewet en AVG.",
        "subsidiarity": "Tellen zonder tijdstippen geeft geen wachttijd.",
        "proportionality": "Zonder namen van klanten of medewerkers; het belang is snelle hulp.",
        "risks": (
            Risk(
                code="K1",
                text="Een medewerker is te herkennen aan zijn werktijden.",
                chance=_MIDDLE,
                impact=_MIDDLE,
                motive="Een klein team met vaste dagen.",
                measures=("M1", "M2"),
                residual_chance=_LOW,
            ),
        ),
    },
    "R21": {
        "public_order": True,
        "staged": True,
        **_shared("betrokkenen", "Veiligheid", "Driehoek"),
        "proposal": "Medewerkers veiligheid zien patronen van ondermijning, met herkenbare personen en panden.",
        "data": (
            _data(
                "naam en geboortedatum",
                "personen in een signaal",
                "Signalen ondermijning",
                DataKind.CRIMINAL,
                "identiteit",
            ),
            _data(
                "strafrechtelijk signaal",
                "personen in een signaal",
                "Signalen ondermijning",
                DataKind.CRIMINAL,
                "veiligheid",
            ),
            _data(
                "vergunning", "aanvragers", "Vergunningen", DataKind.ORDINARY, "bedrijf", "verlenen van de vergunning"
            ),
            _data("bestuurder van een bedrijf", "ondernemers", "Handelsregister", DataKind.ORDINARY, "bedrijf"),
        ),
        "processings": (
            Processing(
                name="patronen zoeken",
                description="Signalen over personen, panden en bedrijven naast elkaar leggen.",
                data=("naam en geboortedatum", "strafrechtelijk signaal", "vergunning", "bestuurder van een bedrijf"),
                purposes=("ondermijning herkennen", "de openbare orde handhaven"),
                ground=LegalGround.PUBLIC_TASK,
                law="Gemeentewet art. 172, Wet Bibob",
                ground_motive="De burgemeester handhaaft de openbare orde; de colleges verlenen vergunningen.",
                further_use="De Wet Bibob laat toe dat gegevens van vergunningen zo worden gebruikt.",
                retention="vijf jaar na het laatste signaal",
                retention_motive="Gelijk aan de termijn van de Wet Bibob.",
            ),
        ),
        "framework": "Gemeentewet, Wet Bibob, AVG en UAVG.",
        "criminal_ground": "UAVG art. 33 lid 1 onder b.",
        "subsidiarity": "Zonder personen is een patroon niet te zien; beleid krijgt alleen aantallen.",
        "proportionality": "Vier medewerkers, elke raadpleging in een logboek, en een vaste termijn.",
        "risks": (
            Risk(
                code="K1",
                text="Iemand wordt ten onrechte met ondermijning in verband gebracht.",
                origin="Een signaal dat niet klopt.",
                chance=_HIGH,
                impact=_HIGH,
                motive="Signalen zijn vaak niet nagekeken en de gevolgen zijn groot.",
                measures=("B6",),
                residual_chance=_MIDDLE,
                residual_impact=_HIGH,
            ),
            Risk(
                code="K2",
                text="Cijfers voor beleid laten een persoon of bedrijf zien.",
                chance=_MIDDLE,
                impact=_HIGH,
                motive="Het gaat om kleine aantallen.",
                measures=("B1", "B3"),
                residual_chance=_LOW,
                residual_impact=_MIDDLE,
            ),
            Risk(
                code="K3",
                text="Gegevens worden voor iets anders geraadpleegd.",
                chance=_MIDDLE,
                impact=_HIGH,
                motive="Nieuwsgierigheid is menselijk.",
                measures=("B2", "B5"),
                residual_chance=_LOW,
                residual_impact=_MIDDLE,
            ),
        ),
    },
}
"""By result what its DPIA says beside summary and measures."""
