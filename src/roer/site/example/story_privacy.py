"""March 2021: the DPIA of the monitor on subversive crime, with the mayors, and a monitor that needs none."""

from __future__ import annotations

from roer.core.programme.acts import (
    AdoptDpia,
    Controller,
    ScreenPrivacy,
)
from roer.core.programme.measures import (
    AudienceCheck,
    Due,
    FieldsAbsentCheck,
    LoggingCheck,
    Measure,
    RetentionCheck,
    ThresholdCheck,
)
from roer.core.programme.prescan import (
    EuropeanCriterion,
    Frequency,
    Kept,
    OrdinaryData,
    PrescanAnswers,
    Registry,
    SensitiveData,
    Subjects,
    SupervisorItem,
)
from roer.core.programme.prescan_rules import screened
from roer.core.programme.privacy_acts import RecordConsultation, ReportOperation
from roer.site.example.story_chronicle import Chronicle
from roer.site.example.story_contracts import Contracts
from roer.site.example.story_evidence import adopt_dpia, advise_on_privacy, assess, declare
from roer.site.example.story_people import (
    CLIENT_SAFETY,
    ENGINEER,
    HILLEGOM,
    LISSE,
    MAYORS,
    SECRETARY,
)

CRIME, LIVING = "R21", "R07"


def tell_privacy(story: Chronicle, contracts: Contracts) -> None:
    """From the pre-scan of two monitors to the adoption by the first executives and the first mayor."""
    story.turn_to(2021, 3, 26)
    _answered(story, CRIME, _CRIME_ANSWERS)
    declare(story, LIVING, *contracts["woonmonitor"])
    _answered(story, LIVING, _LIVING_ANSWERS)
    assess(story, CRIME, _SUMMARY, _CRIME_MEASURES)
    story.turn_to(2021, 3, 28)
    advise_on_privacy(story, LIVING, "Akkoord: openbare cijfers van het CBS gaan niet over personen.")
    advise_on_privacy(
        story,
        CRIME,
        "Akkoord, als de Autoriteit Persoonsgegevens geen bezwaar maakt en het logboek aan staat.",
    )
    _consulted(story)
    story.turn_to(2021, 3, 29)
    adopt_dpia(story, CRIME, (HILLEGOM, LISSE))
    _adopted_by_mayor(story)
    seen = ReportOperation(
        result=CRIME, logging_on=True, evidence="Proefdraai van 27 maart 2021, logboek regel 1 tot 40."
    )
    story.tell(seen, by=ENGINEER)


def _answered(story: Chronicle, code: str, answers: PrescanAnswers) -> None:
    """The programme team answers the pre-scan; the outcome and its reasons follow."""
    file, found = story.programme.privacy.get(code), screened(answers)
    act = ScreenPrivacy(
        result=code,
        contract_hash=story.programme.contracts[code].hash,
        dpia_needed=found.needs_dpia,
        motive=found.motive,
        answers=answers,
        expects=file.screening.seq if file and file.screening else None,
    )
    story.tell(act, by=SECRETARY)


def _consulted(story: Chronicle) -> None:
    dpia = story.programme.privacy[CRIME].dpia
    assert dpia is not None, "the DPIA was written"
    text = "Geen bezwaar, als een mens elk signaal naloopt voordat er iets mee gebeurt."
    story.tell(
        RecordConsultation(result=CRIME, dpia_hash=dpia.hash, reference="fictief kenmerk z2021-00000", text=text),
        by=SECRETARY,
    )


def _adopted_by_mayor(story: Chronicle) -> None:
    dpia = story.programme.privacy[CRIME].dpia
    assert dpia is not None, "the DPIA was written"
    act = AdoptDpia(result=CRIME, dpia_hash=dpia.hash, municipality=HILLEGOM, controller=Controller.MAYOR)
    story.tell(act, by=MAYORS[HILLEGOM], on_behalf_of="burgemeester-hillegom")


_SUMMARY = "Medewerkers veiligheid zien patronen van ondermijning; beleid en bestuur krijgen alleen aantallen."
_CRIME_ANSWERS = PrescanAnswers(
    description="Signalen over personen, panden en bedrijven samen bekijken om ondermijning te herkennen.",
    ordinary=(OrdinaryData.CONTACT, OrdinaryData.DEMOGRAPHIC),
    sensitive=(SensitiveData.CRIMINAL, SensitiveData.FINANCIAL, SensitiveData.STIGMA),
    subjects=(Subjects.CITIZENS, Subjects.VULNERABLE),
    frequency=Frequency.CONTINUOUS,
    kept=Kept.YEARS,
    supervisor_list=(SupervisorItem.PARTNERSHIPS, SupervisorItem.FRAUD),
    european_criteria=(EuropeanCriterion.SPECIAL, EuropeanCriterion.COMBINING, EuropeanCriterion.MONITORING),
    registries=(Registry.HR,),
)
_LIVING_ANSWERS = PrescanAnswers(description="Openbare cijfers van het CBS over woningen, per wijk en buurt.")
_CRIME_MEASURES = (
    Measure(
        code="B1",
        text="Cijfers over minder dan tien personen blijven verborgen.",
        owner=ENGINEER,
        check=ThresholdCheck(minimum=10),
    ),
    Measure(
        code="B2",
        text="Alleen de burgemeester en de uitvoering zien het product.",
        owner=CLIENT_SAFETY,
        check=AudienceCheck(audience=("burgemeester", "uitvoering")),
    ),
    Measure(
        code="B3",
        text="Afkomst en geloof komen niet in het product.",
        owner=ENGINEER,
        check=FieldsAbsentCheck(fields=("nationaliteit", "geboorteland", "geloof")),
    ),
    Measure(
        code="B4",
        text="Wat ouder is dan de bewaartermijn wordt elke maand vernietigd.",
        owner=ENGINEER,
        due=Due.USE,
        check=RetentionCheck(days=31),
    ),
    Measure(
        code="B5", text="Elke raadpleging staat in een logboek.", owner=ENGINEER, due=Due.USE, check=LoggingCheck()
    ),
    Measure(code="B6", text="Een medewerker loopt elk signaal na voordat er iets mee gebeurt.", owner=CLIENT_SAFETY),
)
