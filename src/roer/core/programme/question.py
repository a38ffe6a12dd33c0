"""One question to the rules: may this draft be recorded today? With the look-ups that many rules share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from roer.core.programme.elements import BodyCode, BodyKind, Code, Contract, MunicipalityCode, PersonId, Result
from roer.core.programme.entries import Draft
from roer.core.programme.network_state import ElementRecord
from roer.core.programme.refusals import NotAllowed
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing


@dataclass(frozen=True, slots=True)
class Question:
    """The programme as it is, what somebody wants to record, and the day on which it is asked."""

    programme: Programme
    draft: Draft
    today: date

    @property
    def by(self) -> PersonId:
        """Who wants to record it."""
        return self.draft.by

    def kinds_of(self, person: PersonId, *, on: date | None = None) -> frozenset[BodyKind]:
        """In which kinds of bodies a person sits on a day, today by default."""
        return self.programme.kinds_of(person, on=on or self.today)

    def sits_in(self, body: BodyCode) -> bool:
        """Whether the recorder sits in this body today."""
        return any(record.seat.body == body for record in self.programme.seats_of(self.by, on=self.today))

    def known_element(self, code: Code) -> ElementRecord:
        """The element with this code, open or closed. Raises NotAllowed."""
        record = self.programme.network.elements.get(code)
        if record is None:
            raise NotAllowed("unknown_element", f"Er is geen doel, resultaat of inspanning met code {code}.")
        return record

    def open_element(self, code: Code) -> ElementRecord:
        """The open element with this code. Raises NotAllowed."""
        record = self.known_element(code)
        if record.closed is not None:
            into = f"; gebruik {listing(record.closed.successors)}" if record.closed.successors else ""
            raise NotAllowed("closed_element", f"{code} is gesloten en kan niet meer veranderen{into}.")
        return record

    def open_result(self, code: Code) -> Result:
        """The open result with this code. Raises NotAllowed."""
        element = self.open_element(code).element
        if not isinstance(element, Result):
            raise NotAllowed("not_a_result", f"{code} is geen resultaat.")
        return element

    def contract_of(self, code: Code) -> Contract:
        """The product contract of an open result. Raises NotAllowed when none was declared."""
        self.open_result(code)
        record = self.programme.contracts.get(code)
        if record is None:
            reason = f"{code} heeft nog geen productcontract. Leg eerst vast welke gegevens het product gebruikt."
            raise NotAllowed("no_contract", reason)
        return record.contract

    def known_municipalities(self, codes: Iterable[MunicipalityCode]) -> None:
        """Refuse municipalities that are not of the programme."""
        if unknown := [code for code in codes if code not in self.programme.municipalities]:
            raise NotAllowed("unknown_municipality", f"{listing(unknown)} doet niet mee in het programma.")

    def name_of(self, municipality: MunicipalityCode) -> str:
        """The municipality's name, or its code when it is unknown."""
        known = self.programme.municipalities.get(municipality)
        return known.name if known else municipality
