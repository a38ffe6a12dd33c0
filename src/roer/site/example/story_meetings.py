"""The meetings of the example's steering group, and what got stuck: agendas, who was there, minutes, action points.

The letter tells of the first meeting and of what it was about (raadsbrief §1, §3); all else here is invented. Nobody
whom the letter names is said to have been anywhere: for the alderman of Hillegom an invented deputy sits in.
"""

from __future__ import annotations

from datetime import date

from roer.core.programme.acts import SetCeiling, TakeDecision
from roer.core.programme.decisions import Decision, General, Outcome, Position, Vote
from roer.core.programme.elements import content_hash
from roer.core.programme.escalation_acts import (
    CloseEscalation,
    RaiseEscalation,
    ReportEscalation,
    SettleEscalation,
)
from roer.core.programme.escalations import Escalation, Level
from roer.core.programme.means import Ceiling
from roer.core.programme.meeting_acts import (
    AgreeAction,
    ConfirmMinutes,
    ConveneMeeting,
    RecordAttendance,
    SetAgenda,
    SettleAction,
    WriteMinutes,
)
from roer.core.programme.meetings import ActionPoint, AgendaItem, Attendee, ItemKind, Meeting
from roer.core.programme.papers import Paper, PaperKind
from roer.site.example.story_chronicle import FICTION, Chronicle
from roer.site.example.story_organisation import STEERING
from roer.site.example.story_people import (
    ADVISER,
    ANALYST,
    DEPUTY_HILLEGOM,
    ENGINEER,
    HOLDER_HILLEGOM,
    SECRETARY,
    TOWNS,
)

FIRST = "OV-2020-01"
EVERYBODY_FOR = tuple(Vote(municipality=town, position=Position.FOR) for town in TOWNS)
FOR_BUT_TEYLINGEN = EVERYBODY_FOR[:2]
OCTOBER_MINUTES = "De stuurgroep stemt in met splitsen, samenvoegen en verwijderen zoals het programmateam adviseert."
AUTUMN_MINUTES = (
    "De stuurgroep volgt het advies over de prioriteiten. Over de Monitor Integrale Toegang beslist zij later: eerst "
    "moet duidelijk zijn wanneer de stichting start. De werving van Taakveld Data gaat langzamer dan gehoopt."
)
WINTER_MINUTES = (
    "Armoede en schulden krijgt prioriteit ‘later’. De stuurgroep stelt de DIN-versie van 18 november vast; die gaat "
    "als bijlage mee met de eerste brief aan de raden."
)
JANUARY_MINUTES = (
    "De eerste twee producten komen op de roadmap. De stuurgroep stemt in met de brief aan de raden en met de inhuur "
    "van een data-analist voor een half jaar, binnen het budget van het programma."
)
FEBRUARY_MINUTES = (
    "De Jeugdmonitor komt op de roadmap: alle vier de poorten zijn open. Teylingen maakt een voorbehoud bij de "
    "wijzigingen in het DIN. Het besluit over armoede en schulden wordt ingetrokken."
)
MARCH_MINUTES = "De stuurgroep stelt de DIN-versie van 10 maart vast."


def gather_first(story: Chronicle) -> None:
    """10 September 2020: the governance is to be adopted, the first network discussed (raadsbrief §1, §3)."""
    convene(story, FIRST, story.today, origin="brief §1")
    items = (
        decision("Besturingsmodel van het programma"),
        discussion("Eerste versie van het doelen-inspanningennetwerk"),
    )
    story.tell(SetAgenda(meeting=FIRST, items=items), by=SECRETARY, origin="brief §1 en §3")
    _attend(story, FIRST)


def close_first(story: Chronicle) -> None:
    """The minutes of the first meeting, and what was agreed."""
    text = (
        "De stuurgroep stelt het besturingsmodel vast. Zij bespreekt de eerste versie van het netwerk en vraagt het "
        "programmateam om de resultaten verder uit te werken."
    )
    close(story, FIRST, text, "OV-2020-02", (2020, 10, 15))
    agree(story, "AP-2020-01", FIRST, "Werk de resultaten in het netwerk verder uit.", ADVISER, date(2020, 10, 15))


def agree_on_starting_date(story: Chronicle) -> None:
    """One action point is settled, another is agreed on and stays open."""
    done = SettleAction(action="AP-2020-01", text="Verwerkt in het netwerk en in advies A-2020-01.")
    story.tell(done, by=ADVISER)
    text = "Vraag wanneer de stichting Integrale Toegang start."
    agree(story, "AP-2020-02", "OV-2020-03", text, SECRETARY, date(2021, 3, 31))


def gather(story: Chronicle, code: str, items: list[AgendaItem]) -> None:
    """A meeting begins: its agenda, and who is there. From February 2021 the deputy has the seat herself."""
    story.tell(SetAgenda(meeting=code, items=tuple(items)), by=SECRETARY)
    _attend(story, code)


def close(story: Chronicle, code: str, text: str, following: str, day: tuple[int, int, int]) -> None:
    """A meeting ends: the minutes, and the date of the next."""
    write_minutes(story, code, text)
    convene(story, following, date(*day))


def write_minutes(story: Chronicle, code: str, text: str) -> None:
    """The secretary of the programme writes the minutes."""
    story.tell(WriteMinutes(meeting=code, text=text), by=SECRETARY)


def confirm_minutes(story: Chronicle, code: str, *, at: str) -> None:
    """A later meeting confirms the minutes, and with them the decisions."""
    minutes = story.programme.meetings.records[code].minutes
    assert minutes is not None, f"{code} has minutes in the example"
    act = ConfirmMinutes(meeting=code, minutes_hash=minutes.hash, at=at)
    story.tell(act, by=ADVISER, on_behalf_of=STEERING)


def convene(story: Chronicle, code: str, day: date, *, origin: str = FICTION) -> None:
    """The steering group will meet."""
    meeting = Meeting(code=code, body=STEERING, held_on=day, place="Gemeentehuis van Hillegom (fictief)")
    story.tell(ConveneMeeting(meeting=meeting), by=SECRETARY, origin=origin)


def agree(story: Chronicle, code: str, meeting: str, text: str, owner: str, due: date) -> None:
    """Somebody will do something."""
    action = ActionPoint(code=code, meeting=meeting, text=text, owner=owner, due=due)
    story.tell(AgreeAction(action=action), by=SECRETARY)


def decision(title: str, *papers: Paper) -> AgendaItem:
    """Something to decide on."""
    return AgendaItem(kind=ItemKind.DECISION, title=title, papers=papers)


def discussion(title: str) -> AgendaItem:
    """Something to talk about."""
    return AgendaItem(kind=ItemKind.DISCUSSION, title=title)


def advice_paper(story: Chronicle, code: str) -> Paper:
    """An advice as a paper."""
    digest = content_hash(story.programme.advices[code].advice)
    return Paper(name=f"Advies {code}", hash=digest, kind=PaperKind.ADVICE, code=code)


def version_paper(story: Chronicle, number: int) -> Paper:
    """A frozen network as a paper."""
    version = story.programme.versions[number]
    return Paper(name=f"DIN-versie {number}", hash=version.hash, kind=PaperKind.VERSION, code=str(number))


def report_shortage(story: Chronicle) -> None:
    """An analyst is missing; it climbs to the steering group."""
    escalation = Escalation(
        code="E-2020-01",
        title="Geen data-analist voor de dashboards",
        cause="De vacature voor een data-analist is twee keer zonder succes opengesteld.",
        element="I05",
    )
    story.tell(ReportEscalation(escalation=escalation), by=ANALYST)
    _raise(story, "E-2020-01", Level.PROGRAMME_MANAGER, "Taakveld Data kan dit zelf niet oplossen.")
    _raise(story, "E-2020-01", Level.STEERING_GROUP, "Inhuur vraagt een besluit over het budget van het programma.")


def settle_shortage(story: Chronicle) -> None:
    """The steering group decides on it, and it is closed."""
    text = "Stemt in met de inhuur van een data-analist voor een half jaar, binnen het budget van het programma."
    hired = Decision(
        code="B-2021-08",
        body=STEERING,
        decided_on=story.today,
        title="Inhuur van een data-analist",
        outcome=Outcome.ADOPTED,
        motive="Zonder analist schuiven twee dashboards een half jaar op.",
        votes=EVERYBODY_FOR,
        effects=(General(text=text),),
        meeting="OV-2021-01",
        item=3,
    )
    story.tell(TakeDecision(decision=hired), by=SECRETARY, on_behalf_of=STEERING)
    settled = SettleEscalation(
        escalation="E-2020-01", outcome=text, decision="B-2021-08", expects=_seen(story, "E-2020-01")
    )
    story.tell(settled, by=SECRETARY)


def tell_spring_capacity(story: Chronicle) -> None:
    """The analyst came; a ceiling is set; something else got stuck with the programme manager."""
    closed = CloseEscalation(
        escalation="E-2020-01", text="De analist is op 1 maart begonnen.", expects=_seen(story, "E-2020-01")
    )
    story.tell(closed, by=SECRETARY)
    story.tell(SetCeiling(ceiling=Ceiling(quarter="2021KW01", capacity=450)), by=ENGINEER)
    escalation = Escalation(
        code="E-2021-01",
        title="Logboek van raadplegingen is niet klaar",
        cause="Maatregel M6 van de Monitor Jeugdzorg wacht op een uitbreiding van het datawarehouse.",
        element="R02",
    )
    story.tell(ReportEscalation(escalation=escalation), by=ENGINEER)
    _raise(story, "E-2021-01", Level.PROGRAMME_MANAGER, "De leverancier heeft nog geen datum genoemd.")


def _raise(story: Chronicle, code: str, to: Level, motive: str) -> None:
    act = RaiseEscalation(escalation=code, to=to, motive=motive, expects=_seen(story, code))
    story.tell(act, by=SECRETARY)


def _seen(story: Chronicle, code: str) -> int:
    return story.programme.escalations.records[code].seq


def _attend(story: Chronicle, code: str) -> None:
    members = [record.seat.person for record in story.programme.members_of(STEERING, on=story.today)]
    deputy = Attendee(person=DEPUTY_HILLEGOM, substitutes=HOLDER_HILLEGOM)
    first = () if DEPUTY_HILLEGOM in members else (deputy,)
    there = [Attendee(person=person) for person in (*members, SECRETARY) if person != HOLDER_HILLEGOM]
    story.tell(RecordAttendance(meeting=code, present=(*first, *there)), by=SECRETARY)
