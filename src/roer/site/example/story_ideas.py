"""The ideas and previews of the example: the sounding board brings ideas ('dat is ook al gebeurd', raadsbrief §2).

That it happened is told by the letter; which ideas they were, and what became of them, is invented.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from roer.core.programme.acts import GiveAdvice
from roer.core.programme.decisions import Advice, PrioritiseIdea, PriorityClass
from roer.core.programme.elements import PersonId
from roer.core.programme.idea_acts import (
    AmendIdea,
    AnswerIdea,
    ElaborateIdea,
    InvestigateIdea,
    MergeIdeas,
    RealiseIdea,
    SubmitIdea,
    TakeUpIdea,
)
from roer.core.programme.ideas import Idea, IdeaVerdict, Investigation
from roer.core.programme.preview_acts import AnswerRemark, InviteToPreview, RemarkOnPreview
from roer.core.programme.previews import Preview
from roer.site.example.story_chronicle import Chronicle
from roer.site.example.story_evidence import Minutes, decide
from roer.site.example.story_people import (
    ADVISER,
    ANALYST,
    CLERKS,
    CLIENT_CARE,
    CLIENT_YOUTH,
    COUNCILLORS,
    HILLEGOM,
    LISSE,
    SECRETARY,
    TEYLINGEN,
)

BOARD = "klankbordgroep"
FAR_AHEAD = date(2030, 12, 31)
"""So that the example's preview is still open in later years."""


def tell_ideas(story: Chronicle) -> None:
    """From the first ideas up to one that goes on as a result; and two previews of the Jeugdmonitor."""
    _brought_in(story)
    _investigated(story)
    _previewed(story)
    _decided(story)
    _later(story)


def _brought_in(story: Chronicle) -> None:
    story.turn_to(2021, 4, 6)
    _submit(story, COUNCILLORS[LISSE], "ID-01", "Meldingen van inwoners op de kaart", _ON_THE_MAP)
    story.turn_to(2021, 4, 8)
    _submit(story, CLERKS[TEYLINGEN], "ID-02", "Wachten aan de balie per uur", _WAITING)
    _submit(story, CLERKS[LISSE], "ID-03", "Waar wordt het meest gemeld?", _MOST_REPORTED)
    story.turn_to(2021, 4, 12)
    _submit(story, CLIENT_CARE, "ID-04", "Mantelzorg in beeld", _CARERS, body="lijn")


def _investigated(story: Chronicle) -> None:
    story.turn_to(2021, 4, 14)
    _idea(story, TakeUpIdea, "ID-01")
    _idea(story, TakeUpIdea, "ID-02")
    ideas = story.programme.ideas.records
    merger = MergeIdeas(
        idea="ID-03",
        into="ID-01",
        motive="Beide vragen om meldingen op een kaart, zodat te zien is waar er veel zijn.",
        expects=(ideas["ID-03"].seq, ideas["ID-01"].seq),
    )
    story.tell(merger, by=ADVISER)
    story.turn_to(2021, 4, 20)
    _idea(story, InvestigateIdea, "ID-01", investigation=_MAP_FOUND)
    _idea(story, InvestigateIdea, "ID-02", investigation=_WAITING_FOUND)
    _answer(story, "ID-01", IdeaVerdict.PROMISING, _MAP_ANSWER)
    _answer(story, "ID-02", IdeaVerdict.NOT_FEASIBLE, _WAITING_ANSWER)
    _answer(story, "ID-04", IdeaVerdict.HELD, _CARERS_ANSWER)


def _previewed(story: Chronicle) -> None:
    story.turn_to(2021, 4, 21)
    _invite(story, "V-01", "Jeugdmonitor: eerste opzet", date(2021, 5, 12), "Begrijpt u de kaart en de uitleg?")
    story.turn_to(2021, 4, 22)
    _remark(story, CLERKS[HILLEGOM], "kaart", "De lichtste en de witte vlakken lijken op papier hetzelfde.")
    first = story.programme.seq
    _remark(story, COUNCILLORS[LISSE], "kerncijfers", "Graag erbij hoe het vorig jaar was.")
    story.turn_to(2021, 4, 26)
    said = "Gebieden zonder cijfer krijgen een streep; dan zijn ze ook op papier te herkennen."
    story.tell(AnswerRemark(preview="V-01", remark=first, text=said), by=ANALYST)


def _decided(story: Chronicle) -> None:
    story.turn_to(2021, 4, 28)
    _idea(story, ElaborateIdea, "ID-01", text=_MAP_WORKED_OUT)
    advice = Advice(code="A-2021-04", subjects=(), ideas=("ID-01",), text="Geef de kaart prioriteit ‘hierna’.")
    story.tell(GiveAdvice(advice=advice), by=ADVISER)
    story.turn_to(2021, 5, 20)
    subject = story.programme.ideas.records["ID-01"].hash
    effect = PrioritiseIdea(idea="ID-01", subject_hash=subject, priority=PriorityClass.NEXT)
    decide(story, Minutes("B-2021-06", "Prioriteit voor een idee van de klankbordgroep", advice="A-2021-04"), [effect])
    story.turn_to(2021, 5, 25)
    _idea(story, RealiseIdea, "ID-01", result="R20")


def _later(story: Chronicle) -> None:
    story.turn_to(2021, 6, 1)
    _submit(story, COUNCILLORS[HILLEGOM], "ID-05", "Jongeren die hulp mijden", _AVOIDING)
    _invite(story, "V-02", "Jeugdmonitor: nieuwe kaart", FAR_AHEAD, "Vindt u uw eigen wijk snel terug?")
    story.turn_to(2021, 6, 2)
    better = f"{_AVOIDING} Misschien kan het ook met cijfers van scholen."
    _idea(story, AmendIdea, "ID-05", by=COUNCILLORS[HILLEGOM], text=better)
    story.turn_to(2021, 6, 8)
    _submit(story, COUNCILLORS[TEYLINGEN], "ID-06", "Vergelijk ons met gemeenten die op ons lijken", _COMPARE)
    _idea(story, TakeUpIdea, "ID-06")


def _submit(story: Chronicle, by: PersonId, code: str, title: str, text: str, body: str = BOARD) -> None:
    story.tell(SubmitIdea(idea=Idea(code=code, title=title, text=text)), by=by, on_behalf_of=body)


def _idea(story: Chronicle, act: type[Any], code: str, by: PersonId = SECRETARY, **said: object) -> None:
    """Record an act about an idea as it stands."""
    seen = story.programme.ideas.records[code].seq
    story.tell(act.model_validate({"idea": code, "expects": seen, **said}), by=by)


def _answer(story: Chronicle, code: str, verdict: IdeaVerdict, text: str) -> None:
    _idea(story, AnswerIdea, code, verdict=verdict, text=text)


def _invite(story: Chronicle, code: str, title: str, until: date, question: str) -> None:
    preview = Preview(
        code=code,
        title=title,
        product="jeugdmonitor",
        question=question,
        persons=(CLIENT_YOUTH,),
        bodies=(BOARD,),
        start=story.today,
        until=until,
    )
    story.tell(InviteToPreview(preview=preview), by=ANALYST)


def _remark(story: Chronicle, by: PersonId, part: str, text: str) -> None:
    story.tell(RemarkOnPreview(preview="V-01", part=part, text=text), by=by)


_ON_THE_MAP = (
    "Inwoners melden kapotte lampen, losse stoeptegels en zwerfafval. Ik zou als raadslid op een kaart willen zien "
    "waar dat gebeurt, zodat wij niet alleen horen van wie het hardst roept."
)
_WAITING = "Laat per uur zien hoe lang mensen aan de balie wachten, en wie er achter de balie zat."
_MOST_REPORTED = "Kunt u laten zien in welke straten de meeste meldingen binnenkomen? Dan kan de raad gerichter vragen."
_CARERS = "Wij weten niet hoeveel inwoners voor een naaste zorgen. Een cijfer per wijk helpt bij ons beleid."
_AVOIDING = "Sommige jongeren hebben hulp nodig en komen niet. Kunnen we zien waar dat speelt?"
_COMPARE = "Zet naast onze cijfers die van gemeenten met evenveel inwoners en dezelfde opbouw."
_MAP_FOUND = Investigation(
    feasibility="Kan met het systeem voor meldingen dat de drie gemeenten al gebruiken.",
    privacy="Geen namen of adressen van melders; per straat alleen aantallen die groot genoeg zijn.",
    data="Meldingen openbare ruimte, elke maand te leveren.",
    architecture="Past in het datawarehouse en de BI-omgeving.",
)
_WAITING_FOUND = Investigation(
    feasibility="Wachttijden per uur kunnen, per medewerker niet.",
    privacy="Cijfers per medewerker volgen personen op hun werk; daarvoor is geen grond.",
    data="Het afsprakensysteem kent geen wachttijd van wie zonder afspraak komt.",
    architecture="Geen bezwaar.",
)
_MAP_ANSWER = (
    "Dank voor uw idee. Het kan, en het is veelbelovend. Wij werken het uit samen met het idee van de griffie van "
    "Lisse, dat om hetzelfde vraagt, en leggen het voor aan de stuurgroep."
)
_WAITING_ANSWER = (
    "Dank voor uw idee. Zo kan het niet: het zou laten zien hoe één medewerker werkt. De wachttijd per dagdeel komt "
    "in de dashboards dienstverlening."
)
_CARERS_ANSWER = "Een goed idee, maar er is nu geen bron. Wij komen erop terug als de gezondheidsmonitor er is."
_MAP_WORKED_OUT = (
    "Een kaart met het aantal meldingen per buurt en per soort, elke maand nieuw, openbaar. Straten met weinig "
    "meldingen tellen mee in hun buurt."
)
