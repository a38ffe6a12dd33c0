"""The network of the example as entered in the summer of 2020; what the letter names carries its paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from roer.core.programme.acts import AddEffort, AddGoal, AddResult, LinkElements
from roer.core.programme.elements import (
    Audience,
    DataLevel,
    Effort,
    EffortKind,
    Goal,
    GoalKind,
    Link,
    LinkKind,
    Phase,
    Result,
    ResultKind,
    Umbrella,
)
from roer.site.example.story_chronicle import FICTION, Chronicle
from roer.site.example.story_people import (
    ANALYST,
    CLIENT_CARE,
    CLIENT_LIVING,
    CLIENT_SAFETY,
    CLIENT_SERVICES,
    CLIENT_YOUTH,
    ENGINEER,
    SECRETARY,
    TOWNS,
)

BOARD = (Audience.EXECUTIVE, Audience.COUNCIL, Audience.POLICY)
STAFF = (Audience.POLICY, Audience.OPERATIONAL)

_GOALS = (
    ("D1", "Jeugdigen groeien gezond en veilig op", ("jeugd",), GoalKind.DIRECTIONAL),
    ("D2", "Inwoners krijgen op tijd passende hulp", ("sociaal-domein",), GoalKind.DIRECTIONAL),
    ("D3", "Minder ondermijnende criminaliteit", ("ondermijning",), GoalKind.DIRECTIONAL),
    ("D4", "Woningen passen bij wat inwoners nodig hebben", ("wonen",), GoalKind.DIRECTIONAL),
    ("D5", "Arbeidsmigranten wonen en werken goed", ("arbeidsmigranten",), GoalKind.DIRECTIONAL),
    ("D6", "Inwoners en ondernemers worden snel geholpen", ("dienstverlening",), GoalKind.MEASURABLE),
    ("D7", "Bestuur en organisatie sturen op feiten", ("bedrijfsvoering",), GoalKind.DIRECTIONAL),
    ("D8", "Gegevens zijn actueel, juist en veilig", ("bedrijfsvoering",), GoalKind.MEASURABLE),
)


def result(code: str, title: str, fields: tuple[str, ...], **more: object) -> Result:
    """A result for all three municipalities; `more` is whatever differs from an information product for the board."""
    said: dict[str, object] = {"audience": BOARD, "municipalities": TOWNS, "owner": ANALYST, "policy_fields": fields}
    return Result.model_validate({"code": code, "title": title, **said, **more})


def _results() -> Iterator[tuple[Result, str]]:
    facility = {"kind": ResultKind.FACILITY, "audience": STAFF, "data_level": DataLevel.NONE, "owner": ENGINEER}
    public = (*BOARD, Audience.PUBLIC)
    youth = {"client": CLIENT_YOUTH, "product": "jeugdmonitor", "audience": public}
    yield result("R01", "Monitor Jeugd", ("jeugd",), **youth), FICTION
    yield (
        result(
            "R02",
            "Monitor Jeugdzorg",
            ("jeugd",),
            client=CLIENT_YOUTH,
            product="monitor-jeugdzorg",
            data_level=DataLevel.PSEUDONYMISED,
            audience=(Audience.EXECUTIVE, Audience.POLICY),
            description="Proef voor een datacompetente organisatie. Open vraag: is dit hetzelfde als de Jeugdmonitor?",
        ),
        "brief §7",
    )
    yield result("R03", "Monitor Veiligheid en Ondermijning", ("ondermijning",), client=CLIENT_SAFETY), FICTION
    services = {"client": CLIENT_SERVICES, "audience": (Audience.POLICY, Audience.OPERATIONAL)}
    yield result("R04", "Dashboard Burgerzaken", ("dienstverlening",), **services), FICTION
    yield result("R05", "Dashboard Klantcontact", ("dienstverlening",), **services), FICTION
    yield (
        result("R06", "SD-monitor", ("sociaal-domein",), client=CLIENT_CARE, aliases=("Monitor Sociaal Domein",)),
        "brief, bijlage 1",
    )
    yield result("R07", "Woonmonitor", ("wonen",), client=CLIENT_LIVING, product="woonmonitor"), FICTION
    yield result("R08", "Monitor Arbeidsmigranten", ("arbeidsmigranten",), client=CLIENT_LIVING), FICTION
    yield (
        result(
            "R09",
            "Wonen, Arbeidsmigranten en Ondermijning samen",
            ("wonen", "arbeidsmigranten", "ondermijning"),
            client=CLIENT_SAFETY,
            product="wonen-migratie-ondermijning",
            data_level=DataLevel.PSEUDONYMISED,
            audience=(Audience.EXECUTIVE, Audience.POLICY),
            description="Verbindend product: beleid op drie terreinen beter op elkaar afstemmen.",
        ),
        "brief §6",
    )
    yield (
        result(
            "R10",
            "Monitor Openbare Ruimte",
            ("leefomgeving",),
            client=CLIENT_LIVING,
            product="openbare-ruimte",
            data_level=DataLevel.NONE,
            audience=public,
        ),
        FICTION,
    )
    yield result("R11", "Datawarehouse", ("bedrijfsvoering",), **facility), "brief §3"
    yield result("R12", "BI-omgeving", ("bedrijfsvoering",), **facility), "brief §3"
    yield (
        result(
            "R13",
            "Datacompetente organisatie",
            ("bedrijfsvoering",),
            kind=ResultKind.COMPETENCE,
            data_level=DataLevel.NONE,
            audience=(Audience.EXECUTIVE, *STAFF),
            description="Trainingen, coaching, standaardagenda's en procesbeschrijvingen; samen met team P&O.",
        ),
        "brief §7",
    )
    yield result("R14", "Digitaal jaarboek", ("bedrijfsvoering",), audience=(Audience.PUBLIC,)), FICTION
    yield result("R15", "Geo-informatie voor iedereen", ("leefomgeving",), **facility), "brief §4"
    yield result("R16", "Monitor Armoede en Schulden", ("sociaal-domein",), client=CLIENT_CARE), FICTION
    yield result("R17", "Monitor Vergunningen", ("dienstverlening",), **services), FICTION
    yield result("R18", "Datakwaliteit en databeheer", ("bedrijfsvoering",), **facility), "brief §4"
    yield result("R19", "Verhuismonitor", ("wonen",), client=CLIENT_LIVING), FICTION
    yield (
        result("R20", "Meldingenkaart", ("leefomgeving",), client=CLIENT_LIVING, audience=(Audience.PUBLIC,)),
        FICTION,
    )


_EFFORTS = """
I01 | DGS: Realiseren en harmoniseren DGS Infrastructuur en Architectuur | bedrijfsvoering
    | project programme preparation iris-kok | brief, bijlage 2
I02 | Werving en inhuur Taakveld Data | bedrijfsvoering | project line execution lucas-kuijpers | brief §4
I03 | Ontwerp datawarehouse | bedrijfsvoering | project programme execution kees-timmer | brief §4
I04 | Kiezen en inrichten van BI-tools | bedrijfsvoering | project programme preparation kees-timmer | brief §3
I05 | Uitwerken en bouwen Jeugdmonitor | jeugd | project programme preparation fatima-aydin | fictief
I06 | Pilot Monitor Jeugdzorg | jeugd | project programme preparation fatima-aydin | brief §7
I07 | Business- en data-analyse ondermijning | ondermijning | project programme idea - | brief §3
I08 | Doorontwikkelen dashboards dienstverlening | dienstverlening | project line execution linda-visser | brief §3
I09 | Verkenning samenwerking CBS Urban Data Center | bedrijfsvoering
    | process programme preparation lucas-kuijpers | brief §5
I10 | Kennis uitwisselen met Noordwijk | bedrijfsvoering sociaal-domein
    | process programme execution lucas-kuijpers | brief §5
I11 | Bijscholen Taakveld Data | bedrijfsvoering | process line preparation - | brief §4
I12 | Privacy by design: DPIA per product | bedrijfsvoering | process programme execution noor-dekker | brief §8
I13 | Beheer en kwaliteit van data | bedrijfsvoering | routine line execution kees-timmer | brief §4
I14 | Uitbouwen geo-informatie | leefomgeving | routine line preparation kees-timmer | brief §4
I15 | Verkenning verbindende producten | wonen arbeidsmigranten ondermijning | process programme idea - | brief §6
I16 | Good practices datacompetentie | bedrijfsvoering | process programme preparation - | brief §7
I17 | Oprichten stichting Integrale Toegang | sociaal-domein
    | project other_programme preparation olga-peters | brief §5
I18 | Woningbehoefteonderzoek | wonen | project line execution tom-bakker | fictief
"""
"""Per effort: code, title, policy fields, then kind, umbrella, phase and owner ('-' is nobody yet), and the origin."""

_LINKS = """
R01 D1 3 Laat zien in welke buurten jeugdigen hulp krijgen
R01 D2 1
R01 D7 2
R02 D1 3
R02 D2 2
R02 D7 2 De proef leert wat nodig is om met data te sturen
R03 D3 3
R03 D7 1
R04 D6 3
R05 D6 2
R06 D2 3
R06 D7 1
R07 D4 3
R07 D5 1
R08 D5 3
R08 D4 1
R09 D3 2 Combineert drie terreinen die elkaar raken
R09 D4 1
R09 D5 2
R10 D6 1
R10 D8 1
R11 D8 3
R11 D7 2
R12 D7 3
R12 D8 1
R13 D7 3
R14 D7 -
R15 D8 2
R15 D4 1
R16 D2 2
R16 D1 1
R17 D6 2
R18 D8 3
R19 D4 2
R20 D6 1
I01 R01 3 Zonder infrastructuur geen enkele monitor
I01 R02 3
I01 R03 2
I01 R06 2
I01 R09 2
I01 R11 3
I01 R12 3
I01 R15 1
I02 R11 2
I02 R18 2
I02 R13 1
I03 R11 3
I03 R12 1
I04 R12 3
I04 R10 1
I05 R01 3
I05 R16 -
I06 R02 3
I06 R13 2 De instrumenten uit de proef gaan mee naar elk volgend product
I07 R03 3
I07 R09 2
I08 R04 3
I08 R05 3
I08 R17 1
I09 R01 2
I09 R06 1
I09 R11 1
I09 R19 2
I10 R11 1
I10 R06 -
I11 R13 2
I11 R18 1
I12 R01 2 Elke DPIA hoort bij één product
I12 R02 3
I12 R03 2
I12 R06 2
I12 R09 3
I13 R18 3
I13 R11 1
I13 R20 1
I14 R15 3
I14 R20 2
I14 R10 2
I15 R09 3
I15 R08 1
I16 R13 3
I17 R06 1
I18 R07 3
I18 R19 1
"""

_SPECIAL = (
    Link(source="I16", target="D7", contribution=2, rationale="Leren werkt ook zonder nieuw product door."),
    Link(source="R12", target="R11", kind=LinkKind.DEPENDS_ON, rationale="BI-tools lezen uit het datawarehouse."),
    Link(source="R09", target="R08", kind=LinkKind.DEPENDS_ON, rationale="Gebruikt dezelfde bronnen."),
    Link(source="I01", target="R18", kind=LinkKind.PRECONDITION, contribution=1),
    Link(source="I04", target="I03", kind=LinkKind.DEPENDS_ON, contribution=2),
)


def links_of(text: str) -> Iterator[Link]:
    """Links from lines 'source target contribution reason'; '-' is an unknown contribution."""
    for line in text.strip().splitlines():
        source, target, contribution, *words = line.split(maxsplit=3)
        weight = None if contribution == "-" else int(contribution)
        yield Link.model_validate(
            {"source": source, "target": target, "contribution": weight, "rationale": " ".join(words)}
        )


def _efforts() -> Iterator[tuple[Effort, str]]:
    for line in _EFFORTS.replace("\n    |", " |").strip().splitlines():
        code, title, fields, how, origin = (part.strip() for part in line.split("|"))
        kind, umbrella, phase, owner = how.split()
        effort = Effort(
            code=code,
            title=title,
            policy_fields=tuple(fields.split()),
            kind=EffortKind(kind),
            umbrella=Umbrella(umbrella),
            phase=Phase(phase),
            owner=None if owner == "-" else owner,
        )
        yield effort, origin


def tell_goals(story: Chronicle) -> None:
    """July 2020: the global aims of the programme become goals."""
    story.turn_to(2020, 7, 15)
    for code, title, fields, kind in _GOALS:
        story.tell(AddGoal(goal=Goal(code=code, title=title, policy_fields=fields, kind=kind)), by=SECRETARY)


def tell_results_and_efforts(story: Chronicle) -> None:
    """August 2020: goals are worked out into results and efforts (raadsbrief §3)."""
    story.turn_to(2020, 8, 12)
    for element, origin in _results():
        story.tell(AddResult(result=element), by=SECRETARY, origin=origin)
    story.turn_to(2020, 8, 19)
    for effort, origin in _efforts():
        story.tell(AddEffort(effort=effort), by=SECRETARY, origin=origin)
    story.turn_to(2020, 8, 26)
    for link in (*links_of(_LINKS), *_SPECIAL):
        story.tell(LinkElements(link=link), by=SECRETARY)
