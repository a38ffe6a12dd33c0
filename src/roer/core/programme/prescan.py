"""The pre-scan: typed answers about a processing, as the national pre-scan asks them (AVG art. 35 lid 1, 3 and 4).

What follows from the answers is in `prescan_rules`; the Dutch words are in `privacy_words`.
"""

from __future__ import annotations

from enum import StrEnum

from roer.core.programme.elements import Text, Value


class OrdinaryData(StrEnum):
    """Ordinary personal data."""

    DEVICE = "device"
    CONTENT = "content"
    DEMOGRAPHIC = "demographic"
    DIAGNOSTIC = "diagnostic"
    WEBSITE = "website"
    HELPDESK = "helpdesk"
    LOGGING = "logging"
    CONTACT = "contact"
    OTHER = "other"


class SpecialData(StrEnum):
    """Special categories of personal data (AVG art. 9)."""

    BIOMETRIC = "biometric"
    SEXUALITY = "sexuality"
    HEALTH = "health"
    GENETIC = "genetic"
    UNION = "union"
    POLITICAL = "political"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"


class SensitiveData(StrEnum):
    """Other data that can do much harm."""

    BROWSING = "browsing"
    FINANCIAL = "financial"
    IDENTITY_FRAUD = "identity_fraud"
    VULNERABLE = "vulnerable"
    CREDENTIALS = "credentials"
    LOCATION = "location"
    NATIONAL_ID = "national_id"
    CRIMINAL = "criminal"
    STIGMA = "stigma"


class Subjects(StrEnum):
    """Betrokkenen: whom the data are about."""

    STAFF = "staff"
    CITIZENS = "citizens"
    CHILDREN = "children"
    VULNERABLE = "vulnerable"
    OTHER = "other"


class Frequency(StrEnum):
    """How often data are processed."""

    ONCE = "once"
    IRREGULAR = "irregular"
    YEARLY = "yearly"
    MONTHLY = "monthly"
    OFTENER = "oftener"
    CONTINUOUS = "continuous"


class Kept(StrEnum):
    """How long data are kept."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    YEARS = "years"


class SupervisorItem(StrEnum):
    """The kinds of processing for which the Dutch supervisor always asks a DPIA (AVG art. 35 lid 4)."""

    BIOMETRICS = "biometrics"
    CAMERAS = "cameras"
    COMMUNICATION = "communication"
    STAFF_CONTROL = "staff_control"
    CREDIT_SCORES = "credit_scores"
    FINANCES = "finances"
    MOBILE_CAMERAS = "mobile_cameras"
    FRAUD = "fraud"
    GENETICS = "genetics"
    HEALTH = "health"
    COVERT = "covert"
    THINGS = "things"
    PROFILING = "profiling"
    BEHAVIOUR = "behaviour"
    LOCATION = "location"
    PARTNERSHIPS = "partnerships"
    BLACKLISTS = "blacklists"


class EuropeanCriterion(StrEnum):
    """The nine criteria of the European supervisors: two of them make a DPIA necessary."""

    SPECIAL = "special"
    BLOCKING = "blocking"
    AUTOMATED = "automated"
    NEW_TECHNOLOGY = "new_technology"
    LARGE_SCALE = "large_scale"
    COMBINING = "combining"
    SCORING = "scoring"
    MONITORING = "monitoring"
    VULNERABLE = "vulnerable"


class Registry(StrEnum):
    """Basisregistratie: a key register of the Dutch government."""

    BAG = "bag"
    BGT = "bgt"
    BRI = "bri"
    BRK = "brk"
    BRO = "bro"
    BRP = "brp"
    BRT = "brt"
    BRV = "brv"
    WOZ = "woz"
    HR = "hr"


class Transfer(Value):
    """Doorgifte outside the European Economic Area."""

    cloud: bool = False
    stored_outside: bool = False
    support_outside: bool = False
    special_data: bool = False
    without_adequacy: bool = False


class DigitalService(Value):
    """A digital service that people use themselves."""

    for_minors: bool = False
    keeps_minors_out: bool = False


class PrescanAnswers(Value):
    """The answers of a pre-scan; nothing chosen means that it does not occur."""

    description: Text = ""
    new_legislation: bool = False
    ordinary: tuple[OrdinaryData, ...] = ()
    special: tuple[SpecialData, ...] = ()
    sensitive: tuple[SensitiveData, ...] = ()
    subjects: tuple[Subjects, ...] = ()
    many_people: bool = False
    frequency: Frequency | None = None
    kept: Kept | None = None
    transfer: Transfer | None = None
    supervisor_list: tuple[SupervisorItem, ...] = ()
    european_criteria: tuple[EuropeanCriterion, ...] = ()
    registries: tuple[Registry, ...] = ()
    high_risk_ai: bool = False
    impactful_algorithm: bool = False
    digital_service: DigitalService | None = None

    @property
    def has_personal_data(self) -> bool:
        """Whether any personal data are processed."""
        return bool(self.ordinary or self.special or self.sensitive or self.subjects)
