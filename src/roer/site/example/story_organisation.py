"""The first day: charter, municipalities, policy fields, bodies, seats (raadsbrief §1, §2, bijlage 1)."""

from __future__ import annotations

from datetime import date

from roer.core.programme.acts import (
    AddMunicipality,
    AddPolicyField,
    EstablishBody,
    FoundProgramme,
    GiveSeat,
    RetireBody,
)
from roer.core.programme.elements import Body, BodyKind, Charter, Municipality, PolicyField, Seat, SeatRole
from roer.site.example.story_chronicle import FICTION, Chronicle
from roer.site.example.story_people import (
    ADVISER,
    ALDERMAN_LISSE,
    ALDERMAN_TEYLINGEN,
    ANALYST,
    ARCHITECT,
    CLERKS,
    CLIENT_CARE,
    CLIENT_LIVING,
    CLIENT_SAFETY,
    CLIENT_SERVICES,
    CLIENT_YOUTH,
    COUNCILLORS,
    DIRECTOR,
    ENGINEER,
    HILLEGOM,
    HOLDER_HILLEGOM,
    LISSE,
    MANAGER,
    OFFICER,
    SECRETARY,
    TEYLINGEN,
    TOWN_SECRETARIES,
)

START = date(2020, 7, 1)
STEERING, TEAM = "stuurgroep", "programmateam"

_TOWNS = (
    (HILLEGOM, "Hillegom", "brief, kop"),
    (LISSE, "Lisse", "openbare bron"),
    (TEYLINGEN, "Teylingen", "openbare bron"),
)

_FIELDS = (
    ("jeugd", "Jeugd", "brief §6"),
    ("ondermijning", "Ondermijning", "brief §6"),
    ("wonen", "Wonen", "brief §6"),
    ("arbeidsmigranten", "Arbeidsmigranten", "brief §6"),
    ("dienstverlening", "Dienstverlening", "brief §3"),
    ("sociaal-domein", "Sociaal domein", "brief, bijlage 1"),
    ("leefomgeving", "Leefomgeving", FICTION),
    ("bedrijfsvoering", "Organisatie en gegevens", FICTION),
)

_BODIES = (
    (
        Body(
            code=STEERING,
            name="Stuurgroep Datagedreven Sturing",
            kind=BodyKind.STEERING_GROUP,
            mandate="Bewaakt de voortgang, bepaalt op advies van het programmateam prioriteiten, informeert de raden.",
            rhythm="eens per twee maanden, of vaker als dat nodig is",
        ),
        "brief §2",
    ),
    (
        Body(
            code="klankbordgroep",
            name="Klankbordgroep Datagedreven Sturing",
            kind=BodyKind.SOUNDING_BOARD,
            mandate="Denkt op verzoek mee, doet suggesties en draagt ideeën aan. Geen uitvoerende taken, geen sturing.",
            rhythm="op verzoek van het programmateam",
        ),
        "brief §2",
    ),
    (
        Body(
            code=TEAM,
            name="Programmateam Datagedreven Sturing",
            kind=BodyKind.PROGRAMME_TEAM,
            mandate="Leidt de uitvoering, adviseert de stuurgroep, onderzoekt ideeën en stelt de raadsbrieven op.",
            rhythm="voortgangsoverleg elke week of elke twee weken",
        ),
        "brief §2 en bijlage 1",
    ),
    (
        Body(
            code="taakveld-data",
            name="Taakveld Data (team I&A)",
            kind=BodyKind.DATA_TEAM,
            mandate="Levert een groot deel van de capaciteit: dashboards en monitors, beheer van data, geo-informatie.",
        ),
        "brief §4",
    ),
    (
        Body(
            code="fg",
            name="Functionaris Gegevensbescherming",
            kind=BodyKind.DATA_PROTECTION_OFFICER,
            mandate="Adviseert over privacy en is nauw betrokken bij het programma.",
        ),
        "brief §8",
    ),
    (
        Body(
            code="architectuurgroep",
            name="Architectuurgroep HLTsamen",
            kind=BodyKind.ARCHITECTURE_BOARD,
            mandate="Stelt de doelarchitectuur van producten vast.",
        ),
        FICTION,
    ),
    (
        Body(code="lijn", name="Lijnorganisatie HLTsamen", kind=BodyKind.LINE, mandate="Afstemming over capaciteit."),
        "brief, bijlage 1",
    ),
    (
        Body(
            code="team-po",
            name="Team P&O",
            kind=BodyKind.LINE,
            mandate="Werkt met het programmateam aan een datacompetente organisatie.",
        ),
        "brief §7",
    ),
    (
        Body(
            code="cbs",
            name="CBS Urban Data Center",
            kind=BodyKind.PARTNER,
            mandate="Verkenning: ontwerp van ICT-infrastructuur, privacyvraagstukken, gebruik van CBS-gegevens.",
        ),
        "brief §5",
    ),
    (
        Body(
            code="noordwijk",
            name="Gemeente Noordwijk",
            kind=BodyKind.PARTNER,
            mandate="Wisselt kennis uit: onze aanpak, hun technische infrastructuur. Samen: Integrale Toegang.",
        ),
        "brief §5",
    ),
    (
        Body(
            code="stakeholderoverleg",
            name="Stakeholder-overleg (ambtelijk)",
            kind=BodyKind.LINE,
            mandate="Bespreekt planning en voortgang met MT-leden en andere betrokkenen.",
            rhythm="eens per drie maanden",
        ),
        "brief, bijlage 1",
    ),
)


def tell_founding(story: Chronicle) -> None:
    """1 July 2020: the programme starts, with its bodies and the people in them."""
    story.turn_to(2020, 7, 1)
    charter = Charter(
        code="DgS",
        name="Programma Datagedreven Sturing",
        start=START,
        end=date(2023, 7, 1),
        yearly_budget_cents=438_151_00,
    )
    story.tell(
        FoundProgramme(charter=charter),
        by=DIRECTOR,
        origin="brief §1 en §9",
        reason="De drie raden stelden het programmaplan in het voorjaar van 2020 vast.",
    )
    for code, name, origin in _TOWNS:
        story.tell(AddMunicipality(municipality=Municipality(code=code, name=name)), by=DIRECTOR, origin=origin)
    for code, name, origin in _FIELDS:
        story.tell(AddPolicyField(policy_field=PolicyField(code=code, name=name)), by=DIRECTOR, origin=origin)
    for body, origin in _BODIES:
        story.tell(EstablishBody(body=body), by=DIRECTOR, origin=origin)
    for code, name, _ in _TOWNS:
        for body in _local_bodies(code, name):
            story.tell(EstablishBody(body=body), by=DIRECTOR, origin="brief §2")
    # The founder fills the programme team last: from then on the team keeps the register itself.
    for seat, origin in _seats():
        story.tell(GiveSeat(seat=seat), by=DIRECTOR, origin=origin)


def tell_end_of_stakeholder_meeting(story: Chronicle) -> None:
    """The letter's chart of the governance marks one meeting as lapsed ('VERVALLEN')."""
    story.tell(
        RetireBody(body="stakeholderoverleg", motive="Vervallen in het besturingsmodel van 10 september 2020."),
        by=SECRETARY,
        origin="brief, bijlage 1",
    )


def _local_bodies(code: str, name: str) -> tuple[Body, ...]:
    slug = name.lower()
    return (
        Body(code=f"raad-{slug}", name=f"Gemeenteraad van {name}", kind=BodyKind.COUNCIL, municipality=code),
        Body(code=f"college-{slug}", name=f"College van {name}", kind=BodyKind.EXECUTIVE, municipality=code),
        Body(code=f"griffie-{slug}", name=f"Griffie van {name}", kind=BodyKind.CLERKS, municipality=code),
    )


def _seats() -> tuple[tuple[Seat, str], ...]:
    def seat(body: str, person: str, role: SeatRole, town: str | None = None) -> Seat:
        return Seat(body=body, person=person, role=role, municipality=town, start=START)

    told = [
        (seat(STEERING, HOLDER_HILLEGOM, SeatRole.ALDERMAN, HILLEGOM), "brief, kop en §2"),
        (seat(STEERING, ALDERMAN_LISSE, SeatRole.ALDERMAN, LISSE), FICTION),
        (seat(STEERING, ALDERMAN_TEYLINGEN, SeatRole.ALDERMAN, TEYLINGEN), FICTION),
        (seat(STEERING, DIRECTOR, SeatRole.DIRECTOR), FICTION),
        (seat("fg", OFFICER, SeatRole.OFFICER), FICTION),
        (seat("architectuurgroep", ARCHITECT, SeatRole.ARCHITECT), FICTION),
        (seat("taakveld-data", ANALYST, SeatRole.ANALYST), FICTION),
        (seat("taakveld-data", ENGINEER, SeatRole.ANALYST), FICTION),
    ]
    clients = (CLIENT_YOUTH, CLIENT_SAFETY, CLIENT_SERVICES, CLIENT_CARE, CLIENT_LIVING)
    told += [(seat("lijn", person, SeatRole.POLICY_ADVISER), FICTION) for person in clients]
    for code, name, _ in _TOWNS:
        slug = name.lower()
        told.append((seat(f"college-{slug}", TOWN_SECRETARIES[code], SeatRole.CLERK, code), FICTION))
        told.append((seat(f"raad-{slug}", COUNCILLORS[code], SeatRole.COUNCILLOR, code), FICTION))
        told.append((seat(f"griffie-{slug}", CLERKS[code], SeatRole.CLERK, code), FICTION))
        told.append((seat("klankbordgroep", COUNCILLORS[code], SeatRole.COUNCILLOR, code), FICTION))
        told.append((seat("klankbordgroep", CLERKS[code], SeatRole.CLERK, code), FICTION))
    told.append((seat("college-lisse", ALDERMAN_LISSE, SeatRole.ALDERMAN, LISSE), FICTION))
    told.append((seat("college-teylingen", ALDERMAN_TEYLINGEN, SeatRole.ALDERMAN, TEYLINGEN), FICTION))
    return tuple(told)


def tell_team(story: Chronicle) -> None:
    """The programme team takes its seats; the first one is given by the founder, the others by the team."""
    seats = (
        (DIRECTOR, SECRETARY, SeatRole.MEMBER, FICTION),
        (SECRETARY, MANAGER, SeatRole.PROGRAMME_MANAGER, "brief §1"),
        (SECRETARY, ADVISER, SeatRole.MEMBER, FICTION),
    )
    for by, person, role, origin in seats:
        story.tell(GiveSeat(seat=Seat(body=TEAM, person=person, role=role, start=START)), by=by, origin=origin)
