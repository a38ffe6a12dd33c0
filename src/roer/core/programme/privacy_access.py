"""Who may read the texts of a DPIA. Everybody else sees how it stands and its summary (programme.md 3.9)."""

from __future__ import annotations

from datetime import date

from roer.core.programme.acts import Act
from roer.core.programme.elements import BodyKind, Code, MunicipalityCode, PersonId, Result
from roer.core.programme.privacy import PrivacyFile
from roer.core.programme.privacy_acts import PrivacyMoreAct
from roer.core.programme.state import Programme

READERS = frozenset(
    {
        BodyKind.DATA_PROTECTION_OFFICER,
        BodyKind.PROGRAMME_TEAM,
        BodyKind.DATA_TEAM,
        BodyKind.ARCHITECTURE_BOARD,
        BodyKind.STEERING_GROUP,
        BodyKind.AUDITOR,
    }
)
"""Who sits here works on DPIAs, advises on them, steers the programme or audits it; they read every one."""
CONTROLLERS = frozenset({BodyKind.EXECUTIVE, BodyKind.MAYOR})
"""Who sits here reads the DPIAs of the own municipality."""
WHO = "de Functionaris Gegevensbescherming, het programmateam en wie voor de verwerking verantwoordelijk is"
"""For whom the texts are, in the words of every page and file that leaves them out."""
_OF_FILE = frozenset(
    {"screen_privacy", "write_dpia", "advise_on_privacy", "adopt_dpia", "implement_measure", "reopen_measure"}
)


def may_read(programme: Programme, code: Code, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may read the texts of the privacy file of a result on a day."""
    if person is None:
        return False
    result = _result(programme, code)
    if result is not None and result.client == person:
        return True
    bodies = [programme.bodies[record.seat.body].body for record in programme.seats_of(person, on=on)]
    if any(body.kind in READERS for body in bodies):
        return True
    towns = frozenset(result.municipalities) if result else frozenset()
    return any(body.kind in CONTROLLERS and body.municipality in towns for body in bodies) or _owns_measure(
        programme, code, person
    )


def may_read_register(programme: Programme, town: MunicipalityCode, person: PersonId | None, *, on: date) -> bool:
    """Whether this person may read the whole register of processing of one municipality on a day."""
    if person is None:
        return False
    bodies = [programme.bodies[record.seat.body].body for record in programme.seats_of(person, on=on)]
    return any(body.kind in READERS or (body.kind in CONTROLLERS and body.municipality == town) for body in bodies)


def privacy_subject(act: Act) -> Code | None:
    """The result whose privacy file an act is about; None for any other act, which hides nothing."""
    if act.kind == "write_dpia":
        return act.dpia.result
    if act.kind in _OF_FILE or isinstance(act, PrivacyMoreAct):
        return getattr(act, "result", None)
    return None


def _result(programme: Programme, code: Code) -> Result | None:
    record = programme.network.elements.get(code)
    return record.element if record and isinstance(record.element, Result) else None


def _owns_measure(programme: Programme, code: Code, person: PersonId) -> bool:
    dpia = programme.privacy.get(code, PrivacyFile()).dpia
    return dpia is not None and any(measure.owner == person for measure in dpia.dpia.measures)
