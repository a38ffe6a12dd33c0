"""What the pages and files of a target architecture show: one version of it, drawn and held against the contract."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.network.archimate_architecture import architecture_file
from roer.core.network.architecture_drawing import draw_architecture
from roer.core.network.architecture_plan import Shown
from roer.core.network.drawing import Picture
from roer.core.network.look import Caption
from roer.core.programme.architecture import Architecture
from roer.core.programme.architecture_fit import Fit, fit_of
from roer.core.programme.elements import Code, Result
from roer.core.programme.evidence import ArchitectureRecord, ContractRecord
from roer.core.programme.labels import label
from roer.core.programme.state import Programme
from roer.core.values.dutch import day


@dataclass(frozen=True)
class Version:
    """Versie of a target architecture: its number, counted from one, with the result and the contract of now."""

    result: Result
    number: int
    count: int
    record: ArchitectureRecord
    contract: ContractRecord | None

    @property
    def architecture(self) -> Architecture:
        """What the version says."""
        return self.record.architecture

    @property
    def is_last(self) -> bool:
        """Whether it is the one that counts."""
        return self.number == self.count

    @property
    def status(self) -> str:
        """'vastgesteld op 3 maart 2021', 'nog niet vastgesteld', or 'vervangen'."""
        if self.record.adopted is not None:
            told = _("vastgesteld op %(day)s") % {"day": day(self.record.adopted.since)}
            return told if self.is_last else _("%(told)s, later vervangen") % {"told": told}
        return _("nog niet vastgesteld") if self.is_last else _("vervangen zonder vaststelling")

    @property
    def is_about_now(self) -> bool:
        """Whether it is about the contract that holds now."""
        return self.contract is not None and self.contract.hash == self.architecture.contract_hash

    @property
    def fit(self) -> Fit | None:
        """What differs from the contract of now; None without one."""
        return fit_of(self.architecture, self.contract.contract) if self.contract else None

    @cached_property
    def shown(self) -> Shown:
        """What is drawn."""
        return Shown(self.architecture, self.result.title, self._audience())

    @property
    def caption(self) -> Caption:
        """What stands around the drawing."""
        title = _("Doelarchitectuur van %(title)s") % {"title": self.result.title}
        words = [self.result.code, _("versie %(number)s van %(day)s") % self._named(), self.status]
        return Caption(title, " · ".join((*words, f"kenmerk {self.record.hash[:8]}")))

    @cached_property
    def picture(self) -> Picture:
        """The drawing."""
        return draw_architecture(self.shown, self.caption)

    @property
    def exchange_file(self) -> str:
        """The same for the tool of an architect."""
        return architecture_file(self.shown, self.result.code, self.caption)

    def _named(self) -> dict[str, object]:
        return {"number": self.number, "day": day(self.record.since)}

    def _audience(self) -> tuple[str, ...]:
        """Whom the contract names, or else whom the result serves."""
        if self.contract is not None and self.contract.contract.audience:
            return self.contract.contract.audience
        return tuple(label(one) for one in self.result.audience)


def result_named(programme: Programme, code: Code) -> Result:
    """The result with this code, open or closed. Raises Http404."""
    record = programme.network.elements.get(code)
    if record is None or not isinstance(record.element, Result):
        raise Http404(_("Er is geen resultaat met code %(code)s.") % {"code": code})
    return record.element


def versions_of(programme: Programme, result: Result) -> tuple[Version, ...]:
    """All versions of a result's target architecture, oldest first."""
    records = programme.architectures.get(result.code, ())
    contract = programme.contracts.get(result.code)
    return tuple(Version(result, at, len(records), one, contract) for at, one in enumerate(records, start=1))


def version_asked(versions: tuple[Version, ...], wanted: str) -> Version:
    """The version with this number; the last one when none is asked. Raises Http404."""
    if not versions or (wanted and (not wanted.isdecimal() or len(wanted) > 5 or not 0 < int(wanted) <= len(versions))):
        raise Http404(_("Die versie van de doelarchitectuur is er niet."))
    return versions[int(wanted) - 1 if wanted else -1]
