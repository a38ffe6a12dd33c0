"""The example after the first letter: what the next letter, of spring 2021, will have to tell."""

from __future__ import annotations

from datetime import date

from roer.core.programme.acts import DraftLetter, GiveSeat, WithdrawDecision
from roer.core.programme.decisions import AdoptVersion, ApproveLineage, LetterCopy, Reservation
from roer.core.programme.elements import Seat, SeatRole, SmartText
from roer.core.programme.measures import Measure
from roer.site.example.story_chronicle import Chronicle
from roer.site.example.story_contracts import Contracts
from roer.site.example.story_evidence import (
    Minutes,
    adopt_architecture,
    adopt_dpia,
    advise,
    advise_on_privacy,
    agree,
    assess,
    decide,
    declare,
    describe,
    draw,
    implement,
    placement,
    screen,
)
from roer.site.example.story_governance import tell_governance_of_spring
from roer.site.example.story_lineage import confirm_links, freeze, tell_winter_changes
from roer.site.example.story_means import tell_winter_means
from roer.site.example.story_meetings import (
    FEBRUARY_MINUTES,
    FOR_BUT_TEYLINGEN,
    MARCH_MINUTES,
    advice_paper,
    close,
    confirm_minutes,
    decision,
    gather,
    tell_spring_capacity,
    version_paper,
    write_minutes,
)
from roer.site.example.story_organisation import STEERING
from roer.site.example.story_people import (
    ALDERMAN_LISSE,
    ALDERMAN_TEYLINGEN,
    ANALYST,
    CLIENT_SAFETY,
    CLIENT_YOUTH,
    DEPUTY_HILLEGOM,
    ENGINEER,
    HILLEGOM,
    LISSE,
    SECRETARY,
    TEYLINGEN,
)
from roer.site.example.story_privacy import tell_privacy


def tell_2021(story: Chronicle, contracts: Contracts) -> None:
    """From the first letter to the draft of the second."""
    _youth_measures(story)
    _deputy(story)
    _youth_care(story, contracts)
    _living(story)
    _connecting_product(story, contracts)
    _crime(story, contracts)
    _third_meeting(story)
    _march(story, contracts)


def _youth_measures(story: Chronicle) -> None:
    story.turn_to(2021, 1, 26)
    proofs = {
        "M1": "Proef met de beveiliging van kleine aantallen geslaagd; verslag van 25 januari 2021.",
        "M2": "Toegang getest: de webserver kan de ruwe gegevens niet openen.",
        "M3": "Bewaartermijn staat in het register van leveringen en wordt elke nacht uitgevoerd.",
        "M4": "Eerste controle van de toegangslijst gedaan op 21 januari 2021.",
    }
    implement(story, "R01", proofs)


def _deputy(story: Chronicle) -> None:
    story.turn_to(2021, 2, 1)
    seat = Seat(
        body=STEERING, person=DEPUTY_HILLEGOM, role=SeatRole.ALDERMAN, municipality=HILLEGOM, start=date(2021, 2, 1)
    )
    story.tell(GiveSeat(seat=seat), by=SECRETARY)


def _youth_care(story: Chronicle, contracts: Contracts) -> None:
    story.turn_to(2021, 2, 2)
    declare(story, "R02", *contracts["monitor-jeugdzorg"])
    describe(story, _YOUTH_CARE)
    assess(story, "R02", "Trajecten jeugdzorg met een pseudoniem per kind, voor beleid en bestuur.", _CARE_MEASURES)
    draw(story, "R02")
    story.turn_to(2021, 2, 4)
    agree(story, "R02")
    advise_on_privacy(story, "R02", "Akkoord, als alle zes maatregelen zijn ingevoerd voordat de gegevens stromen.")
    story.turn_to(2021, 2, 9)
    adopt_dpia(story, "R02")
    adopt_architecture(story, "R02")
    story.turn_to(2021, 2, 11)
    implement(
        story,
        "R02",
        {f"M{number}": f"Ingevoerd; vastgelegd in dossier R02, bewijsstuk {number}." for number in range(1, 6)},
    )


def _living(story: Chronicle) -> None:
    story.turn_to(2021, 2, 15)
    describe(story, _LIVING)
    story.turn_to(2021, 2, 17)
    agree(story, "R07")
    story.turn_to(2021, 2, 18)
    describe(story, _LIVING.model_copy(update={"target": 450.0, "sentence": _LIVING.sentence.replace("400", "450")}))


def _connecting_product(story: Chronicle, contracts: Contracts) -> None:
    story.turn_to(2021, 2, 19)
    declare(story, "R09", *contracts["wonen-migratie-ondermijning"])
    describe(story, _CONNECTING)
    assess(
        story,
        "R09",
        "Adressen met signalen over wonen, werk en ondermijning, met een pseudoniem.",
        _CONNECTING_MEASURES,
    )
    draw(story, "R09")
    story.turn_to(2021, 2, 22)
    agree(story, "R09")
    text = "Negatief over het koppelen van huurgegevens aan signalen van ondermijning: het doel is te ruim."
    advise_on_privacy(story, "R09", text, positive=False)
    story.turn_to(2021, 2, 23)
    motive = "Het college beperkt de koppeling tot adressen met een lopend onderzoek en evalueert na zes maanden."
    adopt_dpia(story, "R09", (HILLEGOM, LISSE), motive=motive)


def _crime(story: Chronicle, contracts: Contracts) -> None:
    story.turn_to(2021, 2, 24)
    declare(story, "R21", *contracts["ondermijnende-criminaliteit"])
    screen(story, "R21", "De uitvoering werkt met herkenbare personen en strafrechtelijke gegevens.", dpia_needed=True)
    describe(story, _CRIME)
    advise(story, "A-2021-02", "Plaats de Jeugdmonitor op de roadmap: alle vier de poorten zijn open.", ("R01",))
    advise(story, "A-2021-03", "Splits, voeg samen en verwijder zoals toegelicht.", ("R06", "R11", "R12", "R22"))


def _third_meeting(story: Chronicle) -> None:
    story.turn_to(2021, 2, 25)
    items = [
        decision("Jeugdmonitor op de roadmap", advice_paper(story, "A-2021-02")),
        decision("Wijzigingen in het DIN", advice_paper(story, "A-2021-03")),
    ]
    gather(story, "OV-2021-02", items)
    confirm_minutes(story, "OV-2021-01", at="OV-2021-02")
    youth = placement(story, "R01", "2021KW01", "2021KW02")
    minutes = Minutes("B-2021-03", "Jeugdmonitor op de roadmap", advice="A-2021-02", meeting="OV-2021-02", item=1)
    decide(story, minutes, [youth])
    reserved = Reservation(
        municipality=TEYLINGEN, text="Teylingen wil de naam van de SD-monitor voor de raad ongewijzigd laten."
    )
    minutes = Minutes(
        "B-2021-04",
        "Wijzigingen in het DIN",
        advice="A-2021-03",
        reservations=(reserved,),
        votes=FOR_BUT_TEYLINGEN,
        meeting="OV-2021-02",
        item=2,
    )
    decide(story, minutes, [ApproveLineage(elements=("R06", "R11", "R12", "R22"))])
    withdrawal = WithdrawDecision(
        decision="B-2020-05", motive="Het armoedebeleid wordt eerst herzien; daarna komt er een nieuw advies."
    )
    story.tell(withdrawal, by=SECRETARY, on_behalf_of=STEERING)
    close(story, "OV-2021-02", FEBRUARY_MINUTES, "OV-2021-03", (2021, 3, 25))


def _march(story: Chronicle, contracts: Contracts) -> None:
    tell_winter_means(story)
    story.turn_to(2021, 3, 2)
    tell_winter_changes(story, "B-2021-04")
    story.turn_to(2021, 3, 4)
    declare(story, "R23", *contracts["dienstverlening-met-telefonie"])
    story.turn_to(2021, 3, 9)
    confirm_links(story, "I05>R01 R01>D1 R01>D2 I01>R01 I06>R02 R02>D1 I08>R23 R23>D6")
    story.turn_to(2021, 3, 10)
    freeze(story, 3, "fictief")
    tell_governance_of_spring(story)
    story.turn_to(2021, 3, 25)
    gather(story, "OV-2021-03", [decision("DIN van 10 maart 2021", version_paper(story, 3))])
    confirm_minutes(story, "OV-2021-02", at="OV-2021-03")
    version = AdoptVersion(number=3, subject_hash=story.programme.versions[3].hash)
    minutes = Minutes("B-2021-05", "DIN van 10 maart 2021 vastgesteld", meeting="OV-2021-03", item=1)
    decide(story, minutes, [version])
    write_minutes(story, "OV-2021-03", MARCH_MINUTES)
    tell_privacy(story, contracts)
    story.turn_to(2021, 3, 30)
    story.tell(_second_letter(), by=SECRETARY)
    tell_spring_capacity(story)


def _second_letter() -> DraftLetter:
    holders = ((HILLEGOM, DEPUTY_HILLEGOM), (LISSE, ALDERMAN_LISSE), (TEYLINGEN, ALDERMAN_TEYLINGEN))
    copies = tuple(
        LetterCopy(
            municipality=town,
            case_number=f"Z-21-90000{number} (fictief)",
            executive_date=date(2021, 4, 13),
            portfolio_holder=holder,
            handling_officer=SECRETARY,
            embargo_until="2021-04-13T18:00",
        )
        for number, (town, holder) in enumerate(holders, start=3)
    )
    return DraftLetter(
        code="RIB-2",
        number=2,
        title="Tweede voortgangsrapportage Programma Datagedreven Sturing (DgS)",
        letter_date=date(2021, 4, 13),
        from_version=2,
        to_version=3,
        copies=copies,
    )


_YOUTH_CARE = SmartText(
    element="R02",
    sentence="Eind 2022 begint 90% van de jeugdzorg binnen vier weken na de aanvraag; in 2019 was dat 74%.",
    indicator="Aandeel trajecten gestart binnen vier weken",
    unit="%",
    operator="≥",
    baseline=74.0,
    baseline_date=date(2019, 12, 31),
    target=90.0,
    target_date=date(2022, 12, 31),
)
_LIVING = SmartText(
    element="R07",
    sentence="In 2022 komen er in de drie gemeenten ten minste 400 betaalbare woningen bij; in 2019 waren dat er 260.",
    indicator="Nieuwe betaalbare woningen per jaar",
    unit="woningen",
    operator="≥",
    baseline=260.0,
    baseline_date=date(2019, 12, 31),
    target=400.0,
    target_date=date(2022, 12, 31),
)
_CONNECTING = SmartText(
    element="R09",
    sentence="Medio 2022 is van 80% van de gemelde adressen binnen acht weken bekend of er iets aan de hand is.",
    indicator="Aandeel meldingen onderzocht binnen acht weken",
    unit="%",
    operator="≥",
    baseline=45.0,
    baseline_date=date(2020, 6, 30),
    target=80.0,
    target_date=date(2022, 6, 30),
)
_CRIME = SmartText(
    element="R21",
    sentence="De drie gemeenten herkennen patronen van ondermijning eerder.",
    indicator="Aantal signalen dat tot onderzoek leidt",
    unit="signalen",
    operator="≥",
    target_date=date(2022, 12, 31),
)
_CARE_MEASURES = (
    Measure(code="M1", text="Elk kind krijgt een pseudoniem voordat de gegevens binnenkomen.", owner=ENGINEER),
    Measure(code="M2", text="De sleutel van het pseudoniem blijft bij de aanbieder.", owner=ENGINEER),
    Measure(code="M3", text="Gegevens staan versleuteld opgeslagen.", owner=ENGINEER),
    Measure(code="M4", text="Alleen twee analisten hebben toegang.", owner=ANALYST),
    Measure(code="M5", text="Ouders lezen in begrijpelijke taal wat er gebeurt.", owner=CLIENT_YOUTH),
    Measure(code="M6", text="Elke raadpleging van de gegevens wordt bijgehouden en nagekeken.", owner=ENGINEER),
)
_CONNECTING_MEASURES = (
    Measure(code="M1", text="Koppelen gebeurt alleen na een besluit per onderzoek.", owner=CLIENT_SAFETY),
    Measure(code="M2", text="Per paar van bronnen staat vast waarom het doel past.", owner=SECRETARY),
    Measure(code="M3", text="Gegevens zonder vervolg worden na drie maanden vernietigd.", owner=ENGINEER),
)
