"""The page on which a DPIA is written, from the last one or from the product contract."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, WriteDpia
from roer.core.programme.dpia import Dpia
from roer.core.programme.dpia_findings import check_dpia
from roer.core.programme.entries import Entry
from roer.office.steering.privacy.dpia_form import DpiaForm, from_contract
from roer.office.steering.privacy.page import PrivacyPage

REVIEW_AFTER = timedelta(days=3 * 365)
"""When a DPIA is reviewed at the latest, unless its author chooses otherwise."""


class DpiaPage(PrivacyPage):
    """`/privacy/<code>/dpia/`: write the next DPIA of a result."""

    checks = True
    looked = False

    @property
    def title(self) -> str:
        """Of which result."""
        return _("DPIA van ‘%(title)s’") % {"title": self.result.title}

    @property
    def _seen(self) -> int | None:
        return self.file.dpia.seq if self.file.dpia else None

    def samples(self) -> Sequence[Act]:
        """A short DPIA of the contract of now."""
        said = {"result": self.result.code, "contract_hash": self.contract_hash, "summary": _("Voorbeeld.")}
        dpia = Dpia.model_validate({**said, "review_by": self.desk.on + REVIEW_AFTER})
        return [WriteDpia(dpia=dpia, expects=self._seen)]

    def form(self, data: Any) -> DpiaForm:
        """What the last DPIA said, or what the contract tells already."""
        last = self.file.dpia.dpia if self.file.dpia else None
        told = last.model_dump(mode="json") if last else {}
        known = {name: value for name, value in from_contract(self.contract).items() if not told.get(name)}
        said = {"review_by": self.desk.on + REVIEW_AFTER, **told, **known}
        findings = check_dpia(last, self.contract) if last else ()
        form = DpiaForm(data, said=said, findings=findings)
        form.fields["expects"].initial = self._seen or ""
        return form

    def acts(self, form: DpiaForm, parts: list[Any]) -> Iterable[Act]:
        """The next DPIA. Raises ValidationError of pydantic."""
        return [WriteDpia(dpia=self._dpia(form), expects=next(iter(form.versions()), None))]

    def _dpia(self, form: DpiaForm) -> Dpia:
        said = {"result": self.result.code, "contract_hash": self.contract_hash, **form.said()}
        return Dpia.model_validate(said)

    def look(self, form: DpiaForm) -> None:
        """What lacks in what was filled in, told at each section."""
        form.findings, self.looked = check_dpia(self._dpia(form), self.contract), True

    def more(self) -> dict[str, Any]:
        """Whether what lacks was asked for."""
        return {**super().more(), "looked": self.looked}

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is there, and who is next."""
        return _("De DPIA is vastgelegd. De Functionaris Gegevensbescherming adviseert erover.")
