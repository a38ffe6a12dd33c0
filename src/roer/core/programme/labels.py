"""The Dutch words for the codes of the programme: one place, so that page, letter and refusal use the same word."""

from __future__ import annotations

from enum import StrEnum

from roer.core.programme.architecture import ComponentKind
from roer.core.programme.decision_register import Standing
from roer.core.programme.decisions import Outcome, Position, PriorityClass, VersionStatus
from roer.core.programme.elements import (
    Audience,
    BodyKind,
    DataLevel,
    EffortKind,
    GoalKind,
    LinkKind,
    Phase,
    ResultKind,
    SeatRole,
    Umbrella,
)
from roer.core.programme.escalations import Level
from roer.core.programme.ideas import IdeaStatus, IdeaVerdict
from roer.core.programme.means import BookingKind
from roer.core.programme.meetings import ItemKind
from roer.core.programme.organisation import InterfaceLevel, InterfaceSubject, QuestionStatus
from roer.core.programme.papers import PaperKind
from roer.core.programme.privacy_words import PRIVACY_WORDS

TYPES = {"goal": "doel", "result": "resultaat", "effort": "inspanning"}
"""The Dutch word for an element's `type`."""

CONTRIBUTIONS = {1: "klein", 2: "middel", 3: "groot", None: "onbekend"}
"""How much a link contributes."""

OPERATIONS = {"split": "gesplitst", "merged": "samengevoegd", "removed": "verwijderd", "restored": "hersteld"}
"""What became of an element."""

EFFECTS = {
    "prioritise": "prioritering",
    "place": "plaatsing op de roadmap",
    "adopt_version": "vaststelling van een DIN-versie",
    "approve_lineage": "instemming met splitsen, samenvoegen, verwijderen of herstellen",
    "general": "andere zaken",
    "prioritise_idea": "prioritering van een idee",
}
"""What a decision is about, by the effect's `type`."""

ACTS = {
    "found_programme": "programma gestart",
    "add_municipality": "gemeente toegevoegd",
    "add_policy_field": "beleidsterrein toegevoegd",
    "rename_policy_field": "beleidsterrein hernoemd",
    "establish_body": "gremium ingesteld",
    "retire_body": "gremium vervallen",
    "give_seat": "zetel gegeven",
    "end_seat": "zetel beëindigd",
    "add_goal": "doel toegevoegd",
    "add_result": "resultaat toegevoegd",
    "add_effort": "inspanning toegevoegd",
    "change_element": "element gewijzigd",
    "link_elements": "relatie gelegd",
    "change_link": "relatie gewijzigd of bevestigd",
    "unlink_elements": "relatie verwijderd",
    "split_element": "element gesplitst",
    "merge_elements": "elementen samengevoegd",
    "remove_element": "element verwijderd",
    "restore_element": "element hersteld",
    "arrange_network": "netwerk herschikt",
    "write_smart_text": "SMART-omschrijving geschreven",
    "agree_smart_text": "klant akkoord met SMART-omschrijving",
    "declare_contract": "productcontract vastgelegd",
    "screen_privacy": "pre-scan privacy gedaan",
    "write_dpia": "DPIA geschreven",
    "advise_on_privacy": "advies van de Functionaris Gegevensbescherming",
    "adopt_dpia": "DPIA vastgesteld door een verwerkingsverantwoordelijke",
    "implement_measure": "maatregel ingevoerd",
    "reopen_measure": "maatregel heropend",
    "describe_architecture": "doelarchitectuur beschreven",
    "adopt_architecture": "doelarchitectuur vastgesteld",
    "give_advice": "advies gegeven aan de stuurgroep",
    "take_decision": "besluit vastgelegd",
    "confirm_decision": "besluit bevestigd in het verslag",
    "withdraw_decision": "besluit ingetrokken",
    "freeze_network": "DIN-versie bevroren",
    "discuss_version": "DIN-versie besproken",
    "book_amount": "bedrag geboekt",
    "allocate_capacity": "inzet vastgelegd",
    "draft_letter": "raadsbrief in concept",
    "offer_letter": "raadsbrief aangeboden",
    "change_body": "gremium gewijzigd",
    "name_substitute": "vervanger aangewezen",
    "end_substitute": "vervanging beëindigd",
    "record_interface": "raakvlak vastgelegd",
    "end_interface": "raakvlak beëindigd",
    "raise_question": "besturingsvraag gesteld",
    "assign_question": "besturingsvraag toegewezen",
    "settle_question": "besturingsvraag beantwoord",
    "lift_reservation": "voorbehoud opgeheven",
    "set_ceiling": "capaciteitsplafond vastgelegd",
    "convene_meeting": "overleg belegd",
    "cancel_meeting": "overleg afgezegd",
    "set_agenda": "agenda vastgelegd",
    "record_attendance": "aanwezigheid vastgelegd",
    "write_minutes": "verslag geschreven",
    "confirm_minutes": "verslag bevestigd, met de besluiten uit het overleg",
    "agree_action": "actiepunt afgesproken",
    "settle_action": "actiepunt afgehandeld",
    "report_escalation": "escalatie gemeld",
    "raise_escalation": "escalatie een trede hoger gebracht",
    "settle_escalation": "over escalatie besloten",
    "close_escalation": "escalatie gesloten",
    "submit_idea": "idee ingediend",
    "amend_idea": "tekst van een idee aangepast",
    "take_up_idea": "idee in onderzoek genomen",
    "investigate_idea": "onderzoek van een idee vastgelegd",
    "answer_idea": "idee beantwoord",
    "elaborate_idea": "idee uitgewerkt",
    "merge_ideas": "ideeën samengevoegd",
    "realise_idea": "idee gaat verder als resultaat",
    "invite_to_preview": "uitgenodigd voor een voorvertoning",
    "end_preview": "voorvertoning eerder gesloten",
    "remark_on_preview": "opmerking bij een voorvertoning",
    "answer_remark": "opmerking bij een voorvertoning beantwoord",
    "record_consultation": "antwoord op een voorafgaande raadpleging vastgelegd",
    "report_operation": "waarneming van het gebruik gemeld",
    "report_release": "vrijgave gemeld",
}
"""What happened, by the act's `kind`."""

FIELDS = {
    "title": "titel",
    "description": "omschrijving",
    "kind": "soort",
    "policy_fields": "beleidsterreinen",
    "audience": "doelgroep",
    "data_level": "gegevensniveau",
    "municipalities": "gemeenten",
    "product": "product",
    "owner": "eigenaar",
    "client": "klant",
    "aliases": "andere namen",
    "umbrella": "paraplu",
    "phase": "fase",
    "contribution": "bijdrage",
    "rationale": "onderbouwing",
    "assumption": "aanname",
    "evidence": "bewijs",
}
"""The Dutch word for a field of an element or a link."""

SMART_FIELDS = {
    "sentence": "omschrijving",
    "indicator": "indicator",
    "unit": "eenheid",
    "baseline": "nulmeting",
    "baseline_date": "datum van de nulmeting",
    "operator": "teken",
    "target": "streefwaarde",
    "target_date": "streefdatum",
    "measured_by": "gemeten door",
}
"""The Dutch word for a part of a SMART text, in the order in which it is written."""

ALLOCATION_FIELDS = {"needed": "nodig (fte)", "assigned": "gevonden (fte)"}
"""The Dutch word for a part of an allocation."""

MANY = {
    SeatRole.ALDERMAN: "wethouders",
    SeatRole.DIRECTOR: "directeuren",
    SeatRole.PROGRAMME_MANAGER: "programmamanagers",
    SeatRole.COUNCILLOR: "raadsleden",
    SeatRole.CLERK: "griffiers of secretarissen",
    SeatRole.MEMBER: "leden",
    SeatRole.OFFICER: "functionarissen",
    SeatRole.ARCHITECT: "architecten",
    SeatRole.ANALYST: "analisten",
    SeatRole.POLICY_ADVISER: "beleidsmedewerkers",
    SeatRole.MAYOR: "burgemeesters",
}
"""Several people in the same capacity."""

_LABELS: dict[type[StrEnum], dict[str, str]] = {
    BodyKind: {
        BodyKind.STEERING_GROUP: "stuurgroep",
        BodyKind.SOUNDING_BOARD: "klankbordgroep",
        BodyKind.PROGRAMME_TEAM: "programmateam",
        BodyKind.COUNCIL: "gemeenteraad",
        BodyKind.EXECUTIVE: "college van burgemeester en wethouders",
        BodyKind.MAYOR: "burgemeester",
        BodyKind.CLERKS: "griffie",
        BodyKind.DATA_PROTECTION_OFFICER: "Functionaris Gegevensbescherming",
        BodyKind.ARCHITECTURE_BOARD: "architectuurgroep",
        BodyKind.DATA_TEAM: "Taakveld Data",
        BodyKind.JOINT_ORGANISATION: "bestuur van de werkorganisatie",
        BodyKind.LINE: "lijnorganisatie",
        BodyKind.PARTNER: "partner",
        BodyKind.AUDITOR: "toezicht (CISO of auditor)",
    },
    SeatRole: {
        SeatRole.ALDERMAN: "wethouder",
        SeatRole.DIRECTOR: "directeur",
        SeatRole.PROGRAMME_MANAGER: "programmamanager",
        SeatRole.COUNCILLOR: "raadslid",
        SeatRole.CLERK: "griffier of secretaris",
        SeatRole.MEMBER: "lid",
        SeatRole.OFFICER: "functionaris",
        SeatRole.ARCHITECT: "architect",
        SeatRole.ANALYST: "analist",
        SeatRole.POLICY_ADVISER: "beleidsmedewerker",
        SeatRole.MAYOR: "burgemeester",
    },
    GoalKind: {
        GoalKind.DIRECTIONAL: "richtinggevend",
        GoalKind.MEASURABLE: "meetbaar",
    },
    ResultKind: {
        ResultKind.INFORMATION_PRODUCT: "informatieproduct",
        ResultKind.FACILITY: "voorziening",
        ResultKind.COMPETENCE: "competentie",
    },
    Audience: {
        Audience.EXECUTIVE: "bestuur",
        Audience.COUNCIL: "raad",
        Audience.POLICY: "beleid",
        Audience.OPERATIONAL: "uitvoering",
        Audience.PUBLIC: "inwoners",
    },
    DataLevel: {
        DataLevel.NONE: "geen gegevens over personen",
        DataLevel.AGGREGATE: "anonieme aantallen",
        DataLevel.PSEUDONYMISED: "gepseudonimiseerd",
        DataLevel.PERSONAL: "persoonsgegevens",
    },
    EffortKind: {
        EffortKind.PROJECT: "project",
        EffortKind.PROCESS: "proces",
        EffortKind.ROUTINE: "lijnactiviteit",
        EffortKind.IMPROVISATION: "improvisatie",
    },
    Umbrella: {
        Umbrella.PROGRAMME: "binnen het programma",
        Umbrella.OTHER_PROGRAMME: "ander programma",
        Umbrella.LINE: "lijnorganisatie",
    },
    Phase: {
        Phase.IDEA: "idee",
        Phase.PREPARATION: "voorbereiding",
        Phase.EXECUTION: "uitvoering",
        Phase.AFTERCARE: "nazorg",
        Phase.DONE: "afgerond",
        Phase.STOPPED: "gestopt",
    },
    LinkKind: {
        LinkKind.CONTRIBUTES: "draagt bij aan",
        LinkKind.PRECONDITION: "is randvoorwaarde voor",
        LinkKind.DEPENDS_ON: "hangt af van",
    },
    Outcome: {
        Outcome.ADOPTED: "aangenomen",
        Outcome.AMENDED: "gewijzigd aangenomen",
        Outcome.HELD: "aangehouden",
        Outcome.REJECTED: "verworpen",
    },
    PriorityClass: {
        PriorityClass.NOW: "nu",
        PriorityClass.NEXT: "hierna",
        PriorityClass.LATER: "later",
        PriorityClass.NOT: "niet",
    },
    BookingKind: {
        BookingKind.BUDGETED: "begroot",
        BookingKind.COMMITTED: "verplicht",
        BookingKind.REALISED: "gerealiseerd",
        BookingKind.FORECAST: "prognose",
    },
    ComponentKind: {
        ComponentKind.STORAGE: "opslag",
        ComponentKind.APPLICATION: "applicatie",
        ComponentKind.EXCHANGE: "uitwisseling",
        ComponentKind.TOOL: "hulpmiddel",
    },
    VersionStatus: {
        VersionStatus.DRAFT: "concept",
        VersionStatus.DISCUSSED: "besproken",
        VersionStatus.ADOPTED: "vastgesteld",
        VersionStatus.LAPSED: "vervallen",
    },
    InterfaceLevel: {
        InterfaceLevel.STEERING: "besturend",
        InterfaceLevel.EXECUTING: "uitvoerend",
    },
    InterfaceSubject: {
        InterfaceSubject.CAPACITY: "capaciteit",
        InterfaceSubject.DEPENDENCIES: "afhankelijkheden",
        InterfaceSubject.SEQUENCE: "volgorde",
        InterfaceSubject.REPORTING: "rapportage",
        InterfaceSubject.ESCALATION: "escalatie",
        InterfaceSubject.ADVICE: "advies",
    },
    QuestionStatus: {
        QuestionStatus.RAISED: "gesteld",
        QuestionStatus.ASSIGNED: "toegewezen",
        QuestionStatus.SETTLED: "beantwoord",
    },
    Standing: {
        Standing.PROVISIONAL: "voorlopig",
        Standing.CONFIRMED: "bevestigd",
        Standing.REPLACED: "vervangen",
        Standing.WITHDRAWN: "ingetrokken",
    },
    Position: {
        Position.FOR: "voor",
        Position.AGAINST: "tegen",
        Position.ABSTAINED: "onthouden",
        Position.RESERVED: "voorbehoud",
    },
    ItemKind: {
        ItemKind.INFORMATION: "ter kennisname",
        ItemKind.DISCUSSION: "ter bespreking",
        ItemKind.ADVICE: "advies",
        ItemKind.DECISION: "besluit",
    },
    PaperKind: {
        PaperKind.FILE: "bestand",
        PaperKind.RESULT: "resultaat",
        PaperKind.SMART_TEXT: "SMART-omschrijving",
        PaperKind.DPIA: "DPIA",
        PaperKind.ARCHITECTURE: "doelarchitectuur",
        PaperKind.VERSION: "DIN-versie",
        PaperKind.ADVICE: "advies",
        PaperKind.MINUTES: "verslag",
    },
    Level: {
        Level.REPORTED: "gemeld",
        Level.PROGRAMME_MANAGER: "bij de programmamanager",
        Level.STEERING_GROUP: "bij de stuurgroep",
        Level.EXECUTIVES: "bij de colleges of het bestuur van de werkorganisatie",
    },
    IdeaStatus: {
        IdeaStatus.SUBMITTED: "ingediend",
        IdeaStatus.INVESTIGATING: "in onderzoek",
        IdeaStatus.PROMISING: "veelbelovend",
        IdeaStatus.ELABORATED: "uitgewerkt",
        IdeaStatus.PUT_FORWARD: "voorgelegd aan de stuurgroep",
        IdeaStatus.PRIORITISED: "geprioriteerd",
        IdeaStatus.RESULT: "verder als resultaat",
        IdeaStatus.MERGED: "samengevoegd",
        IdeaStatus.NOT_FEASIBLE: "niet haalbaar",
        IdeaStatus.HELD: "aangehouden",
        IdeaStatus.REJECTED: "afgewezen",
    },
    IdeaVerdict: {
        IdeaVerdict.PROMISING: "veelbelovend",
        IdeaVerdict.HELD: "aangehouden",
        IdeaVerdict.NOT_FEASIBLE: "niet haalbaar",
        IdeaVerdict.REJECTED: "afgewezen",
    },
    **PRIVACY_WORDS,
}

_ROLES_IN = {
    (SeatRole.CLERK, BodyKind.EXECUTIVE): "gemeentesecretaris",
    (SeatRole.CLERK, BodyKind.CLERKS): "griffier",
}


def role_in(role: SeatRole, kind: BodyKind) -> str:
    """The Dutch word for a role in a body: in a college the secretary sits, in a griffie the clerk."""
    return _ROLES_IN.get((role, kind), label(role))


def label(code: StrEnum) -> str:
    """The Dutch word for a member of one of the programme's enums: label(Phase.IDEA) == 'idee'."""
    return _LABELS[type(code)][code]
