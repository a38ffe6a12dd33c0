"""How the network of the example changes: products are added, merged, split, removed and renamed (raadsbrief §3)."""

from __future__ import annotations

from roer.core.programme.acts import (
    AddEffort,
    AddResult,
    ChangeElement,
    ChangeLink,
    FreezeNetwork,
    LinkElements,
    MergeElements,
    RemoveElement,
    SplitElement,
    UnlinkElements,
)
from roer.core.programme.decisions import VersionStatus
from roer.core.programme.elements import (
    Audience,
    DataLevel,
    Effort,
    EffortKind,
    Phase,
    Result,
    ResultKind,
    Umbrella,
)
from roer.site.example.story_chronicle import FICTION, Chronicle
from roer.site.example.story_network import links_of, result
from roer.site.example.story_people import (
    CLIENT_CARE,
    CLIENT_SAFETY,
    CLIENT_SERVICES,
    ENGINEER,
    MANAGER,
    SECRETARY,
    TOWNS,
)

_READERS = "Stuurgroep DGS en alle andere stakeholders"


def freeze(story: Chronicle, number: int, origin: str) -> None:
    """Freeze the network of today as the numbered version that the steering group discussed."""
    act = FreezeNetwork(
        number=number, version_date=story.today, author=MANAGER, audience=_READERS, status=VersionStatus.DISCUSSED
    )
    story.tell(act, by=SECRETARY, origin=origin)


def tell_autumn_changes(story: Chronicle, decision: str) -> None:
    """October 2020: one split, one merger, one removal, one addition, one new name."""
    rename(story, "R01", "Jeugdmonitor", origin="brief §2")
    story.tell(
        SplitElement(
            predecessor="R03",
            successors=(_crime_monitor(), result("R22", "Monitor Veilige Wijken", ("ondermijning", "leefomgeving"))),
            links=tuple(
                links_of(
                    """
                    R21 D3 3 Maakt patronen van ondermijning zichtbaar
                    R22 D3 1
                    R22 D1 -
                    I07 R21 3
                    I01 R21 2
                    I12 R21 3 Persoonsgegevens vragen de zwaarste maatregelen
                    I01 R22 1
                    """
                )
            ),
            decision=decision,
            motive="De uitvoering heeft persoonsgegevens nodig, het bestuur niet: dat vraagt twee producten.",
            expects=story.seen("R03"),
        ),
        by=SECRETARY,
        origin="brief §3 en §8; verloop fictief",
    )
    story.tell(
        MergeElements(
            predecessors=("R04", "R05"),
            successor=result(
                "R23",
                "Dashboards Dienstverlening",
                ("dienstverlening",),
                client=CLIENT_SERVICES,
                product="dienstverlening",
                audience=(Audience.POLICY, Audience.OPERATIONAL),
            ),
            links=tuple(links_of("R23 D6 3\nR23 D7 1\nI08 R23 3\nI01 R23 2\nI04 R23 2")),
            decision=decision,
            motive="Twee dashboards met dezelfde bronnen en dezelfde gebruikers worden er één.",
            expects=(story.seen("R04"), story.seen("R05")),
        ),
        by=SECRETARY,
        origin="brief §3; verloop fictief",
    )
    story.tell(
        RemoveElement(
            code="R14",
            decision=decision,
            motive="Een jaarboek komt te laat om op te sturen; de monitors nemen de inhoud over.",
            expects=story.seen("R14"),
        ),
        by=SECRETARY,
    )
    access = result(
        "R24", "Monitor Integrale Toegang", ("sociaal-domein",), client=CLIENT_CARE, product="integrale-toegang"
    )
    story.tell(AddResult(result=access), by=SECRETARY, origin="brief §5")
    new = """
        R24 D2 3 Laat zien waar inwoners met hun vraag terechtkomen
        I17 R24 3
        I10 R24 2 Bij voorkeur samen met Noordwijk
    """
    for link in links_of(new):
        story.tell(LinkElements(link=link), by=SECRETARY, origin="brief §5")
    unlink(story, "I10", "R06")
    unlink(story, "I17", "R06")


def tell_winter_changes(story: Chronicle, decision: str) -> None:
    """March 2021: again a split, a merger, a removal, two additions and a new name; efforts move on."""
    story.tell(
        SplitElement(
            predecessor="R06",
            successors=(
                result("R25", "SD-monitor Wmo", ("sociaal-domein",), client=CLIENT_CARE),
                result("R26", "SD-monitor Participatie", ("sociaal-domein",), client=CLIENT_CARE),
            ),
            links=tuple(links_of("R25 D2 3\nR26 D2 2\nR26 D7 1\nI01 R25 2\nI12 R25 2\nI09 R25 1\nI12 R26 1")),
            decision=decision,
            motive="Wmo en participatie hebben andere bronnen, andere gebruikers en een ander tempo.",
            expects=story.seen("R06"),
        ),
        by=SECRETARY,
    )
    story.tell(
        MergeElements(
            predecessors=("R11", "R12"),
            successor=result(
                "R27",
                "Dataplatform HLT",
                ("bedrijfsvoering",),
                kind=ResultKind.FACILITY,
                audience=(Audience.POLICY, Audience.OPERATIONAL),
                data_level=DataLevel.NONE,
                owner=ENGINEER,
            ),
            links=tuple(
                links_of(
                    "R27 D8 3\nR27 D7 3\nI01 R27 3\nI03 R27 3\nI04 R27 3\nI09 R27 1\nI13 R27 1\nI10 R27 1\nI02 R27 2"
                )
            ),
            decision=decision,
            motive="Datawarehouse en BI-tools worden samen aanbesteed en samen beheerd.",
            expects=(story.seen("R11"), story.seen("R12")),
        ),
        by=SECRETARY,
    )
    story.tell(
        RemoveElement(
            code="R22",
            decision=decision,
            motive="De politie geeft dezelfde cijfers al openbaar; zelf bouwen voegt niets toe.",
            expects=story.seen("R22"),
        ),
        by=SECRETARY,
    )
    profiles = result("R28", "Wijkprofielen", ("leefomgeving", "wonen", "sociaal-domein"), audience=(Audience.COUNCIL,))
    lonely = result("R29", "Monitor Eenzaamheid", ("sociaal-domein",), client=CLIENT_CARE)
    story.tell(AddResult(result=profiles), by=SECRETARY)
    story.tell(AddResult(result=lonely), by=SECRETARY, reason="Idee uit de klankbordgroep, door het team onderzocht.")
    work = Effort(
        code="I19",
        title="Werkgroep gegevens sociaal domein",
        policy_fields=("sociaal-domein",),
        kind=EffortKind.PROCESS,
        umbrella=Umbrella.LINE,
        phase=Phase.PREPARATION,
        owner=CLIENT_CARE,
    )
    story.tell(AddEffort(effort=work), by=SECRETARY)
    new = "R28 D4 2\nR28 D7 1\nR29 D2 2\nI19 R25 3\nI19 R26 3\nI19 R29 2\nI19 R24 1\nI14 R28 2\nI15 R28 1\nI01 R24 1"
    for link in links_of(new):
        story.tell(LinkElements(link=link), by=SECRETARY)
    unlink(story, "I09", "R19")
    rename(story, "R07", "Monitor Wonen en Woningbouw")
    for code, phase in (
        ("I03", Phase.DONE),
        ("I05", Phase.EXECUTION),
        ("I06", Phase.EXECUTION),
        ("I07", Phase.PREPARATION),
    ):
        move(story, code, phase)


def confirm_links(story: Chronicle, pairs: str) -> None:
    """Somebody stands again for links as they are: 'I05>R01 R01>D1'."""
    for source, target in (pair.split(">") for pair in pairs.split()):
        record = story.programme.network.links[source, target]
        story.tell(ChangeLink(link=record.link, expects=record.seq), by=SECRETARY, reason="Relatie bevestigd.")


def rename(story: Chronicle, code: str, title: str, *, origin: str = "") -> None:
    """Give a result another title; the old one stays as another name."""
    record = story.programme.network.elements[code]
    assert isinstance(record.element, Result), f"{code} is a result of the example"
    aliases = (*record.element.aliases, record.element.title)
    changed = record.element.model_copy(update={"title": title, "aliases": aliases})
    told = origin or record.added.origin
    story.tell(ChangeElement(element=changed, expects=record.seq), by=SECRETARY, origin=told)


def move(story: Chronicle, code: str, phase: Phase) -> None:
    """An effort gets into another phase."""
    record = story.programme.network.elements[code]
    changed = record.element.model_copy(update={"phase": phase})
    origin = FICTION if record.added.origin == FICTION else f"{record.added.origin}; fase fictief"
    story.tell(ChangeElement(element=changed, expects=record.seq), by=SECRETARY, origin=origin)


def unlink(story: Chronicle, source: str, target: str) -> None:
    """Take a link away."""
    seen = story.programme.network.links[source, target].seq
    story.tell(UnlinkElements(source=source, target=target, expects=seen), by=SECRETARY)


def _crime_monitor() -> Result:
    return Result(
        code="R21",
        title="Monitor Ondermijnende Criminaliteit",
        policy_fields=("ondermijning",),
        client=CLIENT_SAFETY,
        audience=(Audience.OPERATIONAL,),
        data_level=DataLevel.PERSONAL,
        municipalities=TOWNS,
        product="ondermijnende-criminaliteit",
        aliases=("Monitor Ondernemende Criminaliteit",),
        description="De brief schrijft in §3 ‘Ondernemende’; bedoeld is ‘Ondermijnende’.",
    )
