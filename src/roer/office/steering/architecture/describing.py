"""The pages on which a target architecture is described anew and adopted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, AdoptArchitecture, DescribeArchitecture
from roer.core.programme.architecture import Architecture, DataObject
from roer.core.programme.elements import Code, Contract
from roer.core.programme.entries import Entry
from roer.core.programme.refusals import Verdict
from roer.office.steering.architecture.forms import (
    SPARE,
    ArchitectureForm,
    Rows,
    component_rows,
    field_names,
    flow_rows,
    object_rows,
    places,
)
from roer.office.steering.architecture.pages import describing
from roer.office.steering.architecture.sight import Version, result_named, versions_of
from roer.office.steering.editing.conflicts import Overtaken
from roer.office.steering.editing.forms import ActForm, ReasonForm
from roer.office.steering.editing.page import EditPage


class ArchitecturePage(EditPage):
    """A page about the target architecture of one result."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The result, its contract and its versions. Raises Http404."""
        self.result = result_named(self.desk.programme, code)
        self.contract = self.desk.programme.contracts.get(code)
        self.versions = versions_of(self.desk.programme, self.result)

    def onward(self) -> str:
        """To the architecture."""
        return self.desk.address("architecture", self.result.code)

    def seen(self) -> str:
        """The version that the form shows, as recorded."""
        records = self.desk.working.architectures.get(self.result.code, ())
        return str(records[-1].seq) if records else ""

    def more(self) -> dict[str, Any]:
        """The result, for the heading."""
        return {"result": self.result, "contract": self.contract.contract if self.contract else None}


class Describe(ArchitecturePage):
    """`/resultaten/<code>/architectuur/beschrijven/`: the next version, starting from the last one."""

    template = "steering/architecture/describe.html"

    @property
    def title(self) -> str:
        """Of which result."""
        return _("Beschrijf de doelarchitectuur van ‘%(title)s’") % {"title": self.result.title}

    def verdict(self) -> Verdict:
        """As the rules say; without a contract there is nothing to describe."""
        return describing(self.desk, self.result, self.contract, self.versions)

    def start(self) -> Architecture:
        """The last version, brought to the contract of now; or what the contract says of itself."""
        assert self.contract is not None, "who has no contract gets no form"
        contract = self.contract.contract
        if not self.versions:
            return _proposed(contract)
        last = self.versions[-1].architecture
        sources = tuple(dict.fromkeys((*contract.sources, *last.sources)))
        objects = last.objects or _proposed(contract).objects
        return last.model_copy(update={"contract_hash": contract.hash, "sources": sources, "objects": objects})

    def form(self, data: Any) -> ArchitectureForm:
        """What is said of the whole."""
        start = self.start()
        others = [name for name in start.sources if self.contract and name not in self.contract.contract.sources]
        return ArchitectureForm(
            data,
            initial={
                "expects": self.seen(),
                "contract_hash": start.contract_hash,
                "storage": start.storage,
                "tools": start.tools,
                "others": "\n".join(others),
            },
        )

    def parts(self, data: Any) -> list[tuple[str, forms.Form]]:
        """The rows."""
        start = self.start()
        return [
            (_("Gegevensobjecten"), object_rows(data, start)),
            (_("Componenten"), component_rows(data, start)),
            (_("Stromen"), flow_rows(data, start)),
        ]

    def _handle(self, data: Any, verdict: Verdict) -> HttpResponse:
        """More empty rows when those were asked for; else as every page."""
        asked = data.get("doe", "")
        if not asked.startswith("meer-"):
            return super()._handle(data, verdict)
        again = data.copy()
        for name, part in self.parts(data):
            assert isinstance(part, Rows), name
            if part.add_rows() == asked:
                again[f"{part.prefix}-{part.count + SPARE - 1}-{part.names[0]}"] = ""
        return self.page(self.form(again), self.parts(again), verdict=verdict)

    def acts(self, form: ArchitectureForm, parts: list[Any]) -> Iterable[Act]:
        """The architecture as it was filled in."""
        assert self.contract is not None, "who has no contract gets no form"
        objects, components, flows = (part.said() for part in parts)
        told = {
            "result": self.result.code,
            "contract_hash": form.cleaned_data["contract_hash"],
            "sources": form.sources(self.contract.contract),
            "storage": form.cleaned_data["storage"],
            "tools": form.cleaned_data["tools"],
            "components": components,
            "objects": [{**row, "fields": field_names(row["fields"])} for row in objects],
            "flows": flows,
        }
        expects = next(iter(form.versions()), None)
        return [DescribeArchitecture(architecture=Architecture.model_validate(told), expects=expects)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That there is a new version, and what comes next."""
        return _("De doelarchitectuur is vastgelegd. De architectuurgroep kan haar vaststellen.")

    def more(self) -> dict[str, Any]:
        """What may be chosen while filling in."""
        start = self.start() if self.contract else None
        return {**super().more(), "sources": start.sources if start else (), "places": places(start) if start else ()}


class Adopt(ArchitecturePage):
    """`/resultaten/<code>/architectuur/vaststellen/`: the architecture board adopts the last version."""

    template = "steering/architecture/adopt.html"

    @property
    def title(self) -> str:
        """Of which result."""
        return _("Stel de doelarchitectuur van ‘%(title)s’ vast") % {"title": self.result.title}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Stel vast")

    def verdict(self) -> Verdict:
        """As the rules say; without a version there is nothing to adopt."""
        if not self.versions:
            return Verdict(ok=False, reason=_("Er is nog geen doelarchitectuur."), rule="no_architecture")
        return super().verdict()

    def samples(self) -> Sequence[Act]:
        """Adopting the last version."""
        return [self._adoption(self.versions[-1].record.hash)]

    def form(self, data: Any) -> ActForm:
        """Only why; the hash of what was seen goes along."""
        return AdoptForm(data, initial={"architecture_hash": self.versions[-1].record.hash})

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """Now about what another described: that is on the page again, to be read before it is adopted."""
        again = data.copy()
        again["architecture_hash"] = self.versions[-1].record.hash
        return again

    def acts(self, form: Any, parts: list[Any]) -> Iterable[Act]:
        """Adopting exactly what was shown."""
        return [self._adoption(form.cleaned_data["architecture_hash"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it was adopted."""
        return _("De doelarchitectuur van %(code)s is vastgesteld.") % {"code": self.result.code}

    def more(self) -> dict[str, Any]:
        """What is adopted."""
        last: Version | None = self.versions[-1] if self.versions else None
        return {**super().more(), "version": last}

    def _adoption(self, digest: str) -> AdoptArchitecture:
        return AdoptArchitecture(result=self.result.code, architecture_hash=digest)


class AdoptForm(ReasonForm):
    """Adopting asks why, and names exactly what was seen."""

    architecture_hash = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)


def _proposed(contract: Contract) -> Architecture:
    """What a contract says of itself: a data object for each source with the fields that it takes."""
    held = {name: tuple(one.field for one in contract.fields if one.source == name) for name in contract.sources}
    objects = tuple(DataObject(name=f"Gegevens uit {name}"[:160], source=name, fields=held[name]) for name in held)
    return Architecture(result=contract.result, contract_hash=contract.hash, sources=contract.sources, objects=objects)
