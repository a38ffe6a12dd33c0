"""What a DPIA lacks, per section of the national model: rules as data, and what to write (AVG art. 35 lid 7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roer.core.programme.dpia import DataKind, Dpia, LegalGround, PartyRole, Right, RiskLevel
from roer.core.programme.elements import Contract
from roer.core.programme.findings import Rule, Severity
from roer.core.programme.labels import label
from roer.core.values.dutch import listing


@dataclass(frozen=True, slots=True)
class Section:
    """Onderdeel of the national model: its number, its Dutch name and the part (A-D) that it belongs to."""

    number: int
    title: str
    part: str


SECTIONS = tuple(
    Section(number, title, part)
    for number, (title, part) in enumerate(
        (
            ("Voorstel", "A"), ("Persoonsgegevens", "A"), ("Gegevensverwerkingen", "A"), ("Technieken", "A"),
            ("Doelen", "A"), ("Betrokken partijen", "A"), ("Belangen", "A"), ("Plaatsen van verwerking", "A"),
            ("Wetten en beleid", "A"), ("Bewaartermijnen", "A"), ("Rechtsgrond", "B"),
            ("Bijzondere en strafrechtelijke gegevens en nummers", "B"), ("Doelbinding", "B"),
            ("Noodzaak en evenredigheid", "B"), ("Rechten van betrokkenen", "B"), ("Risico’s", "C"),
            ("Maatregelen", "D"),
        ),
        start=1,
    )
)  # fmt: skip
"""The sections that are written; advice, adoption and version (18-20) follow from the ledger."""
PARTS = {"A": "Feiten", "B": "Rechtmatigheid", "C": "Risico’s", "D": "Maatregelen"}
"""What each part of the model is about."""


@dataclass(frozen=True, slots=True)
class DpiaFinding:
    """Bevinding about a DPIA: which section, which rule, what lacks and what to write."""

    section: int
    rule: Rule
    reason: str
    suggestion: str

    @property
    def is_blocking(self) -> bool:
        """Whether no controller can adopt the DPIA as long as this stands."""
        return self.rule.severity is Severity.BLOCKING


_BLOCKING, _ADVICE = Severity.BLOCKING, Severity.ADVICE
NO_PROPOSAL = Rule("dpia.no_proposal", _BLOCKING, "Geen voorstel", "what is proposed and why")
NO_DATA = Rule("dpia.no_data", _BLOCKING, "Geen persoonsgegevens", "the personal data and whom they are about")
NO_SUBJECTS = Rule("dpia.no_subjects", _BLOCKING, "Geen betrokkenen", "whom each of the data is about")
SOURCE_UNTOLD = Rule("dpia.source_untold", _ADVICE, "Bron niet genoemd", "data for each source of the contract")
NO_PROCESSING = Rule("dpia.no_processing", _BLOCKING, "Geen verwerkingen", "what is done with the data")
DATA_UNUSED = Rule("dpia.data_unused", _ADVICE, "Gegeven zonder verwerking", "a processing for each of the data")
NO_TECHNIQUE = Rule("dpia.no_technique", _ADVICE, "Geen technieken", "how the data are processed")
NO_PURPOSE = Rule("dpia.no_purpose", _BLOCKING, "Geen doel", "a purpose for each processing")
NO_CONTROLLER = Rule("dpia.no_controller", _BLOCKING, "Geen verantwoordelijke", "who is the controller")
NO_INTEREST = Rule("dpia.no_interest", _ADVICE, "Geen belangen", "what is in it for the parties")
NO_LOCATION = Rule("dpia.no_location", _BLOCKING, "Geen plaatsen", "where the data are kept and worked on")
NO_MECHANISM = Rule("dpia.no_mechanism", _BLOCKING, "Doorgifte zonder grond", "a ground for data that leave the EEA")
NO_FRAMEWORK = Rule("dpia.no_framework", _BLOCKING, "Geen wetten", "the laws and the policy that apply")
NO_RETENTION = Rule("dpia.no_retention", _BLOCKING, "Geen bewaartermijn", "how long the data are kept")
NO_GROUND = Rule("dpia.no_ground", _BLOCKING, "Geen rechtsgrond", "a legal ground for each processing")
GROUND_WITHOUT_LAW = Rule(
    "dpia.ground_without_law", _BLOCKING, "Rechtsgrond zonder wet", "the law behind a public task"
)
NO_EXCEPTION = Rule("dpia.no_exception", _BLOCKING, "Verboden gegevens", "the exception that allows protected data")
NO_FURTHER_USE = Rule("dpia.no_further_use", _ADVICE, "Ander doel", "why data may serve another purpose")
NO_SUBSIDIARITY = Rule("dpia.no_subsidiarity", _BLOCKING, "Kan het met minder?", "why it cannot be done with less")
NO_PROPORTIONALITY = Rule("dpia.no_proportionality", _BLOCKING, "Is het evenredig?", "why it is worth the intrusion")
RIGHT_UNTOLD = Rule("dpia.right_untold", _BLOCKING, "Recht niet geregeld", "how each right is exercised or restricted")
NO_RISK = Rule("dpia.no_risk", _BLOCKING, "Geen risico’s", "the risks for those whom the data are about")
RISK_WITHOUT_MOTIVE = Rule("dpia.risk_without_motive", _ADVICE, "Schatting zonder uitleg", "why a risk is estimated so")
HIGH_RISK_OPEN = Rule("dpia.high_risk_open", _BLOCKING, "Hoog risico zonder maatregel", "a measure, or an acceptance")
NO_RESIDUAL = Rule("dpia.no_residual", _BLOCKING, "Restrisico onbekend", "what remains of a high risk")
NO_OWNER = Rule("dpia.no_owner", _ADVICE, "Maatregel zonder eigenaar", "an owner for each measure")
NO_SECURITY = Rule("dpia.no_security", _BLOCKING, "Geen beveiliging", "how the data are secured (AVG art. 32)")

DPIA_RULES = (
    NO_PROPOSAL, NO_DATA, NO_SUBJECTS, SOURCE_UNTOLD, NO_PROCESSING, DATA_UNUSED, NO_TECHNIQUE, NO_PURPOSE,
    NO_CONTROLLER, NO_INTEREST, NO_LOCATION, NO_MECHANISM, NO_FRAMEWORK, NO_RETENTION, NO_GROUND,
    GROUND_WITHOUT_LAW, NO_EXCEPTION, NO_FURTHER_USE, NO_SUBSIDIARITY, NO_PROPORTIONALITY, RIGHT_UNTOLD,
    NO_RISK, RISK_WITHOUT_MOTIVE, HIGH_RISK_OPEN, NO_RESIDUAL, NO_OWNER, NO_SECURITY,
)  # fmt: skip
"""Every rule, in the order of the sections."""
_NEEDS_LAW = frozenset({LegalGround.PUBLIC_TASK, LegalGround.LEGAL_OBLIGATION})
_CONTROLLERS = frozenset({PartyRole.CONTROLLER, PartyRole.JOINT_CONTROLLER})


def check_dpia(dpia: Dpia, contract: Contract | None = None) -> tuple[DpiaFinding, ...]:
    """Every finding, in the order of the sections; `contract` adds what the product's sources ask."""
    found = (*_facts(dpia, contract), *_lawfulness(dpia), *_risks(dpia), *_measures(dpia))
    return tuple(sorted(found, key=lambda finding: finding.section))


def _facts(dpia: Dpia, contract: Contract | None) -> Iterator[DpiaFinding]:
    if not dpia.proposal:
        yield DpiaFinding(
            1, NO_PROPOSAL, "Er staat niet wat u wilt gaan doen.", "Beschrijf het voorstel in gewone taal."
        )
    yield from _data(dpia, contract)
    yield from _processings(dpia)
    if not dpia.techniques:
        yield DpiaFinding(
            4, NO_TECHNIQUE, "Er staat niet hoe u verwerkt.", "Noem de techniek en of er een algoritme is."
        )
    yield from _parties(dpia)
    yield from _locations(dpia)
    if not (dpia.framework or any(item.law for item in dpia.processings)):
        yield DpiaFinding(9, NO_FRAMEWORK, "Er staan geen wetten of beleid.", "Noem de wet met het artikel.")


def _data(dpia: Dpia, contract: Contract | None) -> Iterator[DpiaFinding]:
    if not dpia.data:
        yield DpiaFinding(2, NO_DATA, "Er staan geen persoonsgegevens.", "Noem elk gegeven en over wie het gaat.")
    if blank := [item.name for item in dpia.data if not item.subjects]:
        reason = f"Er staat niet over wie dit gaat: {listing(blank)}."
        yield DpiaFinding(2, NO_SUBJECTS, reason, "Noem de groep mensen, zoals jeugdigen of ondernemers.")
    named = {item.source for item in dpia.data}
    if contract and dpia.data and (missing := [source for source in contract.sources if source not in named]):
        reason = f"Het productcontract noemt ook {listing(missing)}."
        yield DpiaFinding(2, SOURCE_UNTOLD, reason, "Zeg welke gegevens uit die bron komen, of dat het er geen zijn.")


def _processings(dpia: Dpia) -> Iterator[DpiaFinding]:
    if not dpia.processings:
        yield DpiaFinding(
            3, NO_PROCESSING, "Er staan geen verwerkingen.", "Noem elke stap, van ophalen tot vernietigen."
        )
    used = {name for item in dpia.processings for name in item.data}
    if idle := [item.name for item in dpia.data if dpia.processings and item.name not in used]:
        reason = f"Geen verwerking gebruikt {listing(idle)}."
        yield DpiaFinding(3, DATA_UNUSED, reason, "Haal het gegeven weg, of zeg welke verwerking het gebruikt.")
    for item in dpia.processings:
        if not item.purposes:
            reason = f"Verwerking ‘{item.name}’ heeft geen doel."
            yield DpiaFinding(5, NO_PURPOSE, reason, "Schrijf op waarvoor de gegevens nodig zijn.")
        if not item.retention:
            reason = f"Verwerking ‘{item.name}’ heeft geen bewaartermijn."
            yield DpiaFinding(10, NO_RETENTION, reason, "Noem de termijn en waarom die niet korter kan.")


def _parties(dpia: Dpia) -> Iterator[DpiaFinding]:
    roles = {role for party in dpia.parties for role in party.roles}
    if not roles & _CONTROLLERS:
        reason = "Er staat niet wie verwerkingsverantwoordelijke is."
        yield DpiaFinding(6, NO_CONTROLLER, reason, "Noem het college van elke gemeente, en de andere partijen.")
    if not any(party.interest for party in dpia.parties):
        yield DpiaFinding(7, NO_INTEREST, "Er staan geen belangen.", "Schrijf wat elke partij eraan heeft.")


def _locations(dpia: Dpia) -> Iterator[DpiaFinding]:
    if not dpia.locations:
        yield DpiaFinding(8, NO_LOCATION, "Er staan geen plaatsen.", "Noem waar de gegevens staan en wie erbij kan.")
    for location in dpia.locations:
        if location.outside_eea and location.mechanism is None:
            reason = f"{location.place} ligt buiten de EER en een grond voor de doorgifte ontbreekt."
            yield DpiaFinding(8, NO_MECHANISM, reason, "Kies de grond, en schrijf welke waarborgen er zijn.")


def _lawfulness(dpia: Dpia) -> Iterator[DpiaFinding]:
    for item in dpia.processings:
        if item.ground is None:
            reason = f"Verwerking ‘{item.name}’ heeft geen rechtsgrond."
            yield DpiaFinding(11, NO_GROUND, reason, "Kies één van de zes gronden van AVG art. 6.")
        elif item.ground in _NEEDS_LAW and not item.law:
            reason = f"Bij verwerking ‘{item.name}’ hoort een Nederlandse wet: de grond is {label(item.ground)}."
            yield DpiaFinding(11, GROUND_WITHOUT_LAW, reason, "Noem de wet en het artikel.")
    yield from _exceptions(dpia)
    repurposed = any(item.original_purpose for item in dpia.data)
    if repurposed and not any(item.further_use for item in dpia.processings):
        reason = "Gegevens zijn eerst voor iets anders verzameld."
        yield DpiaFinding(13, NO_FURTHER_USE, reason, "Schrijf waarom het nieuwe doel daarbij past.")
    if not dpia.subsidiarity:
        yield DpiaFinding(14, NO_SUBSIDIARITY, "Er staat niet of het met minder kan.", "Noem de alternatieven.")
    if not dpia.proportionality:
        yield DpiaFinding(14, NO_PROPORTIONALITY, "Er staat niet of het evenredig is.", "Weeg de inbreuk en het doel.")
    answered = {answer.right for answer in dpia.rights if answer.procedure or answer.restriction}
    if missing := [label(right) for right in Right if right not in answered]:
        reason = f"Niet geregeld: {listing(missing)}."
        yield DpiaFinding(15, RIGHT_UNTOLD, reason, "Schrijf hoe iemand dit recht gebruikt, of waarom het niet kan.")


def _exceptions(dpia: Dpia) -> Iterator[DpiaFinding]:
    grounds = {
        DataKind.SPECIAL: dpia.special_ground,
        DataKind.CRIMINAL: dpia.criminal_ground,
        DataKind.NATIONAL_ID: dpia.national_id_ground,
    }
    for kind, ground in grounds.items():
        if kind in dpia.kinds and not ground:
            reason = f"Gegevens van het type ‘{label(kind)}’ zijn verboden, tenzij de wet een uitzondering maakt."
            yield DpiaFinding(12, NO_EXCEPTION, reason, "Noem de uitzondering en het artikel.")


def _risks(dpia: Dpia) -> Iterator[DpiaFinding]:
    if not dpia.risks:
        yield DpiaFinding(16, NO_RISK, "Er staan geen risico’s.", "Denk aan herkennen, uitlekken en verkeerd gebruik.")
    for risk in dpia.risks:
        if not risk.motive:
            reason = f"Bij {risk.code} staat niet waarom kans en impact zo zijn."
            yield DpiaFinding(16, RISK_WITHOUT_MOTIVE, reason, "Leg de schatting uit.")
        if risk.level is not RiskLevel.HIGH or risk.acceptance:
            continue
        if not risk.measures:
            reason = f"Risico {risk.code} is hoog en heeft geen maatregel."
            yield DpiaFinding(17, HIGH_RISK_OPEN, reason, "Noem een maatregel, of schrijf waarom u het aanvaardt.")
        elif risk.residual_chance is None and risk.residual_impact is None:
            reason = f"Bij risico {risk.code} staat niet wat er na de maatregelen overblijft."
            yield DpiaFinding(17, NO_RESIDUAL, reason, "Schat kans en impact opnieuw.")


def _measures(dpia: Dpia) -> Iterator[DpiaFinding]:
    if orphans := [measure.code for measure in dpia.measures if measure.owner is None and measure.check is None]:
        yield DpiaFinding(17, NO_OWNER, f"Geen eigenaar: {listing(orphans)}.", "Wijs iemand aan die ervoor zorgt.")
    if not dpia.security:
        reason = "Er staat niet hoe de gegevens zijn beveiligd."
        yield DpiaFinding(17, NO_SECURITY, reason, "Beschrijf de beveiliging in het kort; het register neemt dat over.")
