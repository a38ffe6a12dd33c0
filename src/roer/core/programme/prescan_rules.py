"""What follows from a pre-scan: the decision rules of the national pre-scan as data, and why in Dutch.

The points per answer and the four grounds are those of version 2.0 of the national pre-scan; the words are our own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from roer.core.programme.labels import label
from roer.core.programme.prescan import DigitalService, Frequency, Kept, PrescanAnswers, Registry, Subjects, Transfer
from roer.core.values.dutch import listing

HIGHEST_SCORE_WITHOUT = 4
"""A higher score makes a DPIA necessary."""
CRITERIA_NEEDED = 2
"""So many European criteria make a DPIA necessary; one less is a reason to do one anyway."""

_SUBJECTS: Mapping[Subjects, int] = {
    Subjects.STAFF: 1,
    Subjects.CITIZENS: 1,
    Subjects.CHILDREN: 3,
    Subjects.VULNERABLE: 3,
    Subjects.OTHER: 0,
}
_OFTEN = frozenset({Frequency.MONTHLY, Frequency.OFTENER, Frequency.CONTINUOUS})
_LONG = frozenset({Kept.YEAR, Kept.YEARS})
_ABOUT_PERSONS = frozenset({Registry.BRI, Registry.BRK, Registry.BRP, Registry.BRV, Registry.WOZ, Registry.HR})


class Outcome(StrEnum):
    """Uitkomst of a pre-scan."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"
    NOT_REQUIRED = "not_required"


@dataclass(frozen=True, slots=True)
class Points:
    """Punten: what one subject of the pre-scan adds to the risk score, with the Dutch name of that subject."""

    subject: str
    points: Callable[[PrescanAnswers], int]


def _stepped(count: int, *steps: int) -> int:
    """How many of these steps were reached."""
    return sum(count >= step for step in steps)


def _transferred(transfer: Transfer | None) -> int:
    if transfer is None:
        return 0
    outside = transfer.cloud and (transfer.stored_outside or transfer.support_outside)
    return 2 if outside or transfer.special_data else 1


def _minors(service: DigitalService | None) -> int:
    if service is None:
        return 0
    return 2 if service.for_minors else int(not service.keeps_minors_out)


SCORE = (
    Points("veel soorten gewone persoonsgegevens", lambda said: _stepped(len(said.ordinary), 6)),
    Points("bijzondere persoonsgegevens", lambda said: _stepped(len(said.special), 1, 7)),
    Points("gevoelige persoonsgegevens", lambda said: _stepped(len(said.sensitive), 1, 7)),
    Points("kwetsbare betrokkenen", lambda said: _stepped(sum(_SUBJECTS[one] for one in said.subjects), 3, 4)),
    Points("10.000 mensen of meer", lambda said: int(said.many_people)),
    Points("vaak verwerken", lambda said: int(said.frequency in _OFTEN)),
    Points("lang bewaren", lambda said: int(said.kept in _LONG)),
    Points("doorgifte buiten de EER", lambda said: _transferred(said.transfer)),
    Points("basisregistraties over personen", lambda said: int(bool(_ABOUT_PERSONS & set(said.registries)))),
    Points("een digitale dienst voor minderjarigen", lambda said: _minors(said.digital_service)),
)
"""What counts towards the risk score, at most 16 points."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What a pre-scan comes to: the outcome, the Dutch reasons for it, the score, and which other tests are asked."""

    outcome: Outcome
    reasons: tuple[str, ...]
    score: int
    further: tuple[str, ...] = ()

    @property
    def needs_dpia(self) -> bool:
        """Whether the law asks a DPIA."""
        return self.outcome is Outcome.REQUIRED

    @property
    def motive(self) -> str:
        """Every reason, as a motive that follows 'wel nodig:' or 'niet nodig:'."""
        return f"{'; '.join(self.reasons)}."

    @property
    def sentence(self) -> str:
        """'Een DPIA is verplicht, want: ...' with every reason."""
        return f"{_SENTENCES[self.outcome]} {self.motive}"


_SENTENCES = {
    Outcome.REQUIRED: "Een DPIA is verplicht, want:",
    Outcome.RECOMMENDED: "Een DPIA is niet verplicht maar wel aan te raden, want:",
    Outcome.NOT_REQUIRED: "Een DPIA is niet verplicht, want:",
}


def screened(said: PrescanAnswers) -> Screened:
    """The outcome that follows from these answers, and from nothing else."""
    counted = [(item.subject, item.points(said)) for item in SCORE]
    score = sum(points for _subject, points in counted)
    further = tuple(_further(said))
    if reasons := tuple(_grounds(said, score, [subject for subject, points in counted if points])):
        return Screened(Outcome.REQUIRED, reasons, score, further)
    if said.european_criteria:
        one = label(said.european_criteria[0])
        reason = f"van de negen Europese criteria is er één van toepassing ({one}); bij twee is een DPIA verplicht"
        return Screened(Outcome.RECOMMENDED, (reason,), score, further)
    return Screened(Outcome.NOT_REQUIRED, tuple(_absent(said, score)), score, further)


def _grounds(said: PrescanAnswers, score: int, subjects: list[str]) -> list[str]:
    found = []
    if said.new_legislation:
        found.append("het gaat om nieuwe wet- of regelgeving")
    if score > HIGHEST_SCORE_WITHOUT:
        found.append(f"de risicoscore is {score}, hoger dan {HIGHEST_SCORE_WITHOUT} ({listing(subjects)})")
    if said.supervisor_list:
        items = listing([label(item) for item in said.supervisor_list])
        found.append(f"dit staat op de lijst van de Autoriteit Persoonsgegevens: {items}")
    if len(criteria := said.european_criteria) >= CRITERIA_NEEDED:
        told = listing([label(item) for item in criteria])
        found.append(f"{len(criteria)} van de negen Europese criteria zijn van toepassing: {told}")
    return found


def _absent(said: PrescanAnswers, score: int) -> list[str]:
    persons = [] if said.has_personal_data else ["er worden geen persoonsgegevens verwerkt"]
    return [
        *persons,
        f"de risicoscore is {score}, en pas boven {HIGHEST_SCORE_WITHOUT} is een DPIA verplicht",
        "niets staat op de lijst van de Autoriteit Persoonsgegevens",
        "geen van de negen Europese criteria is van toepassing",
        "het gaat niet om nieuwe wet- of regelgeving",
    ]


def _further(said: PrescanAnswers) -> list[str]:
    found = []
    transfer = said.transfer
    if transfer and transfer.without_adequacy and (transfer.stored_outside or transfer.support_outside):
        found.append("Beoordeel ook de doorgifte buiten de EER (DTIA): dat is verplicht.")
    if said.digital_service and said.digital_service.for_minors:
        found.append("Beoordeel ook de rechten van kinderen: dat is aan te raden.")
    if said.high_risk_ai or said.impactful_algorithm:
        found.append("Doe ook een toets op mensenrechten en algoritmes (IAMA): dat is aan te raden.")
    return found
