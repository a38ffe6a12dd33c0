"""The example from the first steering group (10 September 2020) up to the first letter (19 January 2021)."""

from __future__ import annotations

from datetime import date

from roer.core.programme.acts import DraftLetter, OfferLetter
from roer.core.programme.decisions import (
    AdoptVersion,
    ApproveLineage,
    General,
    LetterCopy,
    Outcome,
    PriorityClass,
)
from roer.core.programme.elements import SmartText
from roer.core.programme.measures import Measure
from roer.core.writing.letter import draft
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
    priority,
    screen,
)
from roer.site.example.story_governance import tell_governance
from roer.site.example.story_lineage import freeze, tell_autumn_changes
from roer.site.example.story_means import tell_autumn_means
from roer.site.example.story_meetings import (
    AUTUMN_MINUTES,
    FIRST,
    JANUARY_MINUTES,
    OCTOBER_MINUTES,
    WINTER_MINUTES,
    advice_paper,
    agree_on_starting_date,
    close,
    close_first,
    confirm_minutes,
    decision,
    discussion,
    gather,
    gather_first,
    report_shortage,
    settle_shortage,
    version_paper,
)
from roer.site.example.story_organisation import STEERING, tell_end_of_stakeholder_meeting
from roer.site.example.story_people import (
    ALDERMAN_LISSE,
    ALDERMAN_TEYLINGEN,
    ANALYST,
    CLIENT_SERVICES,
    ENGINEER,
    HILLEGOM,
    HOLDER_HILLEGOM,
    LISSE,
    MANAGER,
    SECRETARY,
    TEYLINGEN,
)

"""Product → the hash of its contract and its sources."""

NOW, NEXT, LATER = PriorityClass.NOW, PriorityClass.NEXT, PriorityClass.LATER


def tell_2020(story: Chronicle, contracts: Contracts) -> None:
    """From the adopted governance to the first letter."""
    _first_meeting(story)
    _autumn(story, contracts)
    _second_meeting(story)
    _evidence_of_november(story)
    _december(story)
    tell_governance(story)
    _january(story)


def _first_meeting(story: Chronicle) -> None:
    story.turn_to(2020, 9, 10)
    gather_first(story)
    minutes = Minutes("B-2020-01", "Besturingsmodel vastgesteld", origin="brief §1", meeting=FIRST, item=1)
    decide(story, minutes, [General(text="Stelt het besturingsmodel van het programma vast (bijlage 1 van de brief).")])
    tell_end_of_stakeholder_meeting(story)
    freeze(story, 1, "brief §3; inhoud fictief")
    close_first(story)


def _autumn(story: Chronicle, contracts: Contracts) -> None:
    story.turn_to(2020, 10, 1)
    advise(story, "A-2020-01", "Splits, voeg samen en verwijder zoals toegelicht.", ("R03", "R04", "R05", "R14"))
    story.turn_to(2020, 10, 15)
    gather(story, "OV-2020-02", [decision("Wijzigingen in het DIN", advice_paper(story, "A-2020-01"))])
    confirm_minutes(story, FIRST, at="OV-2020-02")
    lineage = ApproveLineage(elements=("R03", "R04", "R05", "R14"))
    minutes = Minutes("B-2020-02", "Wijzigingen in het DIN", advice="A-2020-01", meeting="OV-2020-02", item=1)
    decide(story, minutes, [lineage])
    close(story, "OV-2020-02", OCTOBER_MINUTES, "OV-2020-03", (2020, 11, 12))
    tell_autumn_means(story)
    story.turn_to(2020, 10, 20)
    tell_autumn_changes(story, "B-2020-02")
    story.turn_to(2020, 10, 22)
    for code, product in (("R01", "jeugdmonitor"), ("R10", "openbare-ruimte"), ("R23", "dienstverlening")):
        declare(story, code, *contracts[product])
    for text in (_YOUTH, _PUBLIC_SPACE, _SERVICES):
        describe(story, text)
    story.turn_to(2020, 10, 28)
    for code in ("R10", "R23", "R01"):
        agree(story, code)
    story.turn_to(2020, 10, 29)
    subjects = ("R01", "R02", "R07", "R08", "R09", "R10", "R21", "R23", "R24")
    advise(story, "A-2020-02", "Begin met wat al ver is en met de Jeugdmonitor.", subjects)


def _second_meeting(story: Chronicle) -> None:
    story.turn_to(2020, 11, 12)
    items = [
        decision("Prioriteiten", advice_paper(story, "A-2020-02")),
        decision("Prioriteit Monitor Integrale Toegang", advice_paper(story, "A-2020-02")),
        discussion("Werving van Taakveld Data"),
    ]
    gather(story, "OV-2020-03", items)
    confirm_minutes(story, "OV-2020-02", at="OV-2020-03")
    classes = {"R01": NOW, "R02": NOW, "R10": NOW, "R21": NOW, "R23": NOW, "R07": NEXT, "R09": NEXT, "R08": LATER}
    given = [priority(story, code, chosen) for code, chosen in classes.items()]
    decide(story, Minutes("B-2020-03", "Prioriteiten", advice="A-2020-02", meeting="OV-2020-03", item=1), given)
    minutes = Minutes(
        "B-2020-04",
        "Prioriteit Monitor Integrale Toegang",
        advice="A-2020-02",
        outcome=Outcome.HELD,
        motive="Eerst moet duidelijk zijn wanneer de stichting Integrale Toegang start.",
        meeting="OV-2020-03",
        item=2,
    )
    decide(story, minutes, [priority(story, "R24", NEXT)])
    close(story, "OV-2020-03", AUTUMN_MINUTES, "OV-2020-04", (2020, 12, 3))
    agree_on_starting_date(story)


def _evidence_of_november(story: Chronicle) -> None:
    story.turn_to(2020, 11, 16)
    screen(story, "R01", "Gegevens over jeugdhulp zijn bijzondere persoonsgegevens.", dpia_needed=True)
    screen(
        story,
        "R10",
        "Het product gebruikt geen gegevens over personen, alleen over straten en plantsoenen.",
        dpia_needed=False,
    )
    assess(
        story, "R01", "Aantallen jeugdigen met jeugdhulp per buurt, uit het register van de gemeenten.", _YOUTH_MEASURES
    )
    assess(story, "R23", "Doorlooptijden en wachttijden, zonder namen van inwoners of medewerkers.", _SERVICES_MEASURES)
    for code in ("R01", "R10", "R23"):
        draw(story, code)
    story.turn_to(2020, 11, 18)
    freeze(story, 2, "brief, bijlage 2; inhoud deels fictief")
    story.turn_to(2020, 11, 23)
    advise_on_privacy(story, "R01", "Akkoord, mits kleine aantallen verborgen blijven en de toegang wordt nagekeken.")
    advise_on_privacy(story, "R10", "Akkoord: zonder persoonsgegevens is een DPIA niet nodig.")
    advise_on_privacy(story, "R23", "Akkoord.")


def _december(story: Chronicle) -> None:
    story.turn_to(2020, 12, 1)
    adopt_dpia(story, "R23")
    adopt_dpia(story, "R01")
    story.turn_to(2020, 12, 2)
    for code in ("R10", "R23", "R01"):
        adopt_architecture(story, code)
    advise(story, "A-2020-03", "Geef armoede en schulden prioriteit ‘later’.", ("R16",))
    story.turn_to(2020, 12, 3)
    items = [
        decision("Prioriteit armoede", advice_paper(story, "A-2020-03")),
        decision("DIN van 18 november 2020", version_paper(story, 2)),
    ]
    gather(story, "OV-2020-04", items)
    confirm_minutes(story, "OV-2020-03", at="OV-2020-04")
    minutes = Minutes("B-2020-05", "Prioriteit armoede", advice="A-2020-03", meeting="OV-2020-04", item=1)
    decide(story, minutes, [priority(story, "R16", LATER)])
    version = AdoptVersion(number=2, subject_hash=story.programme.versions[2].hash)
    minutes = Minutes("B-2020-06", "DIN van 18 november 2020 vastgesteld", meeting="OV-2020-04", item=2)
    decide(story, minutes, [version])
    close(story, "OV-2020-04", WINTER_MINUTES, "OV-2021-01", (2021, 1, 14))
    report_shortage(story)
    story.turn_to(2020, 12, 15)
    implement(
        story,
        "R23",
        {
            "M1": "Namen van medewerkers zijn uit de levering gehaald; controle van 14 december 2020.",
            "M2": "Lijst met gebruikers vastgesteld door het hoofd dienstverlening.",
        },
    )


def _january(story: Chronicle) -> None:
    story.turn_to(2021, 1, 5)
    text = "Plaats de Monitor Openbare Ruimte en de Dashboards Dienstverlening op de roadmap."
    advise(story, "A-2021-01", text, ("R10", "R23"))
    story.turn_to(2021, 1, 12)
    story.tell(_first_letter(), by=SECRETARY, origin="brief, kop; kop voor Lisse en Teylingen fictief")
    story.turn_to(2021, 1, 14)
    items = [
        decision("Eerste producten op de roadmap", advice_paper(story, "A-2021-01")),
        decision("Eerste voortgangsrapportage aan de raden"),
        decision("Inhuur van een data-analist"),
    ]
    gather(story, "OV-2021-01", items)
    confirm_minutes(story, "OV-2020-04", at="OV-2021-01")
    places = [placement(story, "R10", "2021KW02", "2021KW03"), placement(story, "R23", "2021KW01", "2021KW02")]
    minutes = Minutes("B-2021-01", "Eerste producten op de roadmap", advice="A-2021-01", meeting="OV-2021-01", item=1)
    decide(story, minutes, places)
    letter = General(text="Stemt in met de eerste voortgangsrapportage aan de drie raden.")
    decide(story, Minutes("B-2021-02", "Eerste voortgangsrapportage", meeting="OV-2021-01", item=2), [letter])
    settle_shortage(story)
    close(story, "OV-2021-01", JANUARY_MINUTES, "OV-2021-02", (2021, 2, 25))
    story.turn_to(2021, 1, 19)
    body = draft(story.programme, story.programme.letters["RIB-1"])
    offered = OfferLetter(letter="RIB-1", body_hash=body.hash)
    story.tell(offered, by=SECRETARY, on_behalf_of=STEERING, origin="brief, kop")


def _first_letter() -> DraftLetter:
    day = date(2021, 1, 19)
    return DraftLetter(
        code="RIB-1",
        number=1,
        title="Eerste voortgangsrapportage Programma Datagedreven Sturing (DgS)",
        letter_date=day,
        to_version=2,
        copies=(
            LetterCopy(
                municipality=HILLEGOM,
                case_number="Z-21-163431",
                executive_date=day,
                portfolio_holder=HOLDER_HILLEGOM,
                handling_officer=MANAGER,
            ),
            LetterCopy(
                municipality=LISSE,
                case_number="Z-21-900001 (fictief)",
                executive_date=day,
                portfolio_holder=ALDERMAN_LISSE,
                handling_officer=SECRETARY,
            ),
            LetterCopy(
                municipality=TEYLINGEN,
                case_number="Z-21-900002 (fictief)",
                executive_date=date(2021, 1, 26),
                portfolio_holder=ALDERMAN_TEYLINGEN,
                handling_officer=SECRETARY,
            ),
        ),
    )


_YOUTH = SmartText(
    element="R01",
    sentence="In 2022 heeft hoogstens 10,5% van de jongeren in de drie gemeenten jeugdhulp; in 2019 was dat 11,3%.",
    indicator="Aandeel jongeren (0 tot en met 22 jaar) met jeugdhulp",
    unit="%",
    operator="≤",
    baseline=11.3,
    baseline_date=date(2019, 12, 31),
    target=10.5,
    target_date=date(2022, 12, 31),
    measured_by="jeugdhulp_aandeel",
)
_PUBLIC_SPACE = SmartText(
    element="R10",
    sentence="Eind 2021 is ten minste 90% van de meldingen over de openbare ruimte binnen tien werkdagen afgehandeld.",
    indicator="Aandeel meldingen op tijd afgehandeld",
    unit="%",
    operator="≥",
    baseline=81.0,
    baseline_date=date(2019, 12, 31),
    target=90.0,
    target_date=date(2021, 12, 31),
)
_SERVICES = SmartText(
    element="R23",
    sentence="Medio 2021 wacht een inwoner aan de balie gemiddeld hoogstens 8 minuten; in 2019 was dat 11 minuten.",
    indicator="Gemiddelde wachttijd aan de balie",
    unit="minuten",
    operator="≤",
    baseline=11.0,
    baseline_date=date(2019, 12, 31),
    target=8.0,
    target_date=date(2021, 6, 30),
)
_YOUTH_MEASURES = (
    Measure(code="M1", text="Alleen aantallen per buurt; kleine aantallen blijven verborgen.", owner=ANALYST),
    Measure(code="M2", text="Persoonsgegevens staan apart; de website kan er niet bij.", owner=ENGINEER),
    Measure(code="M3", text="Ruwe leveringen worden na de afgesproken termijn vernietigd.", owner=ENGINEER),
    Measure(code="M4", text="Wie ruwe gegevens mag zien, wordt elk kwartaal nagekeken.", owner=SECRETARY),
)
_SERVICES_MEASURES = (
    Measure(code="M1", text="Geen namen van medewerkers in de gegevens.", owner=ENGINEER),
    Measure(code="M2", text="Alleen leidinggevenden van dienstverlening zien het dashboard.", owner=CLIENT_SERVICES),
)
