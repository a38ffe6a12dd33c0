"""The governance of the example beyond bodies and seats: interfaces, open questions, mayors, substitutes (bijlage 1).

The first letter tells what the chart of 10 September 2020 showed; the register is brought up to date at the end of that
year, with the day from which each thing holds.
"""

from __future__ import annotations

from datetime import date

from roer.core.programme.acts import EstablishBody, GiveSeat
from roer.core.programme.elements import Body, BodyKind, Seat, SeatRole
from roer.core.programme.organisation import (
    GovernanceQuestion,
    Interface,
    InterfaceLevel,
    InterfaceSubject,
    Substitution,
)
from roer.core.programme.organisation_acts import (
    AssignQuestion,
    ChangeBody,
    NameSubstitute,
    RaiseQuestion,
    RecordInterface,
    SettleQuestion,
)
from roer.site.example.story_chronicle import FICTION, Chronicle
from roer.site.example.story_organisation import START, STEERING, TEAM
from roer.site.example.story_people import (
    ALDERMAN_TEYLINGEN,
    DEPUTY_TEYLINGEN,
    HILLEGOM,
    LISSE,
    MAYORS,
    SECRETARY,
    TEYLINGEN,
)

ADOPTED = date(2020, 9, 10)
"""The day on which the steering group adopted the governance (raadsbrief §1)."""
ANNEX = "brief, bijlage 1"
COUNCILS = ("raad-hillegom", "raad-lisse", "raad-teylingen")
OTHERS = "Andere projecten en programma's"
S, E = InterfaceLevel.STEERING, InterfaceLevel.EXECUTING
_CAPACITY, _DEPENDENCIES, _SEQUENCE = (
    InterfaceSubject.CAPACITY,
    InterfaceSubject.DEPENDENCIES,
    InterfaceSubject.SEQUENCE,
)
_REPORTING, _ESCALATION, _ADVICE = InterfaceSubject.REPORTING, InterfaceSubject.ESCALATION, InterfaceSubject.ADVICE

_INTERFACES = (
    (
        Interface(
            code="V-01", body=STEERING, bodies=COUNCILS, title="periodieke raadsinformatiebrieven", level=S,
            subjects=(_REPORTING,), rhythm="periodiek",
        ),
        "brief §2 en bijlage 1",
    ),
    (
        Interface(
            code="V-02", body=STEERING, bodies=COUNCILS,
            title="portefeuillehouders zijn aanspreekbaar op prioritering en voortgang", level=S,
            subjects=(_REPORTING,),
        ),
        "brief §2 en bijlage 1",
    ),
    (
        Interface(
            code="V-03", body=TEAM, bodies=(STEERING,), level=S,
            title="rapporteren over het programma, advies over prioriteiten",
            subjects=(_REPORTING, _ADVICE), rhythm="eens per twee maanden",
        ),
        "brief §2 en bijlage 1",
    ),
    (
        Interface(
            code="V-04", body="taakveld-data", bodies=(TEAM,), title="voortgangsoverleg", level=E,
            subjects=(_REPORTING, _ESCALATION), rhythm="elke week of elke twee weken",
        ),
        ANNEX,
    ),
    (
        Interface(
            code="V-05", body=TEAM, bodies=("lijn",), title="afstemming programma en lijn", level=E,
            subjects=(_CAPACITY,),
        ),
        ANNEX,
    ),
    (
        Interface(
            code="V-06", body=TEAM, outside=OTHERS, title="afstemming met andere projecten en programma's", level=E,
            subjects=(_CAPACITY, _DEPENDENCIES, _SEQUENCE),
        ),
        ANNEX,
    ),
    (
        Interface(
            code="V-07", body=STEERING, bodies=("lijn",), title="afstemming met de lijn op besturend niveau", level=S,
            subjects=(_CAPACITY,),
        ),
        "brief §1; inhoud fictief",
    ),
    (
        Interface(
            code="V-08", body="klankbordgroep", bodies=(TEAM,), title="meedenken, suggesties en ideeën", level=E,
            subjects=(_ADVICE,), rhythm="op verzoek van het programmateam",
        ),
        "brief §2",
    ),
    (
        Interface(
            code="V-09", body="fg", bodies=(TEAM,), title="advies over privacy per product", level=E,
            subjects=(_ADVICE,),
        ),
        "brief §8",
    ),
    (
        Interface(
            code="V-10", body=TEAM, bodies=("cbs", "noordwijk"), level=E,
            title="uitwisselen van kennis, verkennen van samenwerking",
             subjects=(_ADVICE,),
        ),
        "brief §5",
    ),
)  # fmt: skip

_QUESTIONS = (
    GovernanceQuestion(
        code="Q-01",
        text="Welke rol hebben de burgemeesters als het over ondermijning gaat?",
        bodies=("burgemeester-hillegom", "burgemeester-lisse", "burgemeester-teylingen"),
    ),
    GovernanceQuestion(
        code="Q-02",
        text="Welke rol hebben de portefeuillehouders sociaal domein voor de SD-monitor?",
        bodies=("college-hillegom", "college-lisse", "college-teylingen"),
    ),
    GovernanceQuestion(
        code="Q-03",
        text="Krijgen vakportefeuillehouders een rol om te raadplegen, en adviseren zij de stuurgroep op afroep?",
        bodies=(STEERING,),
    ),
)


def tell_governance(story: Chronicle) -> None:
    """December 2020: the register tells what the chart of the adopted governance showed."""
    story.turn_to(2020, 12, 22)
    joint = Body(
        code="hlt-bestuur",
        name="Bestuur van HLTsamen",
        kind=BodyKind.JOINT_ORGANISATION,
        mandate="Bepaalde in het programmaplan eens per jaar de prioriteiten; dat doet nu de stuurgroep.",
    )
    story.tell(EstablishBody(body=joint), by=SECRETARY, origin="brief §2", since=START)
    for town, name in ((HILLEGOM, "Hillegom"), (LISSE, "Lisse"), (TEYLINGEN, "Teylingen")):
        _mayor(story, town, name)
    for interface, origin in _INTERFACES:
        story.tell(RecordInterface(interface=interface), by=SECRETARY, origin=origin, since=ADOPTED)
    for question in _QUESTIONS:
        story.tell(RaiseQuestion(question=question), by=SECRETARY, origin=ANNEX, since=ADOPTED)


def _mayor(story: Chronicle, town: str, name: str) -> None:
    code = f"burgemeester-{name.lower()}"
    body = Body(code=code, name=f"Burgemeester van {name}", kind=BodyKind.MAYOR, municipality=town)
    story.tell(EstablishBody(body=body), by=SECRETARY, origin=ANNEX, since=START)
    seat = Seat(body=code, person=MAYORS[town], role=SeatRole.MAYOR, municipality=town, start=START)
    story.tell(GiveSeat(seat=seat), by=SECRETARY, origin=FICTION, since=START)


def tell_governance_of_spring(story: Chronicle) -> None:
    """March 2021: an alderman is replaced for two weeks, a question is answered, another gets an owner."""
    story.turn_to(2021, 3, 15)
    said = Substitution(
        body=STEERING,
        person=ALDERMAN_TEYLINGEN,
        substitute=DEPUTY_TEYLINGEN,
        start=date(2021, 3, 15),
        end=date(2021, 4, 1),
    )
    story.tell(NameSubstitute(substitution=said), by=SECRETARY)
    board = story.programme.bodies["klankbordgroep"]
    rhythm = "op verzoek van het programmateam, en bij elke raadsbrief"
    changed = board.body.model_copy(update={"rhythm": rhythm})
    story.tell(ChangeBody(body=changed, expects=board.seq), by=SECRETARY, reason="De griffies vroegen een vast moment.")
    _question_steps(story)


def _question_steps(story: Chronicle) -> None:
    for code, owner in (("Q-01", STEERING), ("Q-03", STEERING)):
        seen = story.programme.organisation.questions[code].seq
        story.tell(AssignQuestion(question=code, owner=owner, expects=seen), by=SECRETARY)
    seen = story.programme.organisation.questions["Q-03"].seq
    answer = "Ja, op afroep: de stuurgroep nodigt een vakportefeuillehouder uit als zijn onderwerp op de agenda staat."
    story.tell(SettleQuestion(question="Q-03", answer=answer, expects=seen), by=SECRETARY)
