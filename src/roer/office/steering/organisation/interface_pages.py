"""The pages that record an interface and end one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.organisation import Interface, InterfaceLevel, InterfaceSubject
from roer.core.programme.organisation_acts import EndInterface, RecordInterface
from roer.core.programme.state import Programme
from roer.office.steering.editing.choosing import Choice
from roer.office.steering.editing.desk import Desk
from roer.office.steering.organisation.forms import InterfaceForm, MotiveForm
from roer.office.steering.organisation.organisation_page import OrganisationPage


def bodies_in_office(desk: Desk) -> list[Choice]:
    """The bodies that can be chosen today, by name."""
    records = [record for record in desk.programme.bodies.values() if record.exists_on(desk.on)]
    return sorted(((record.body.code, record.body.name) for record in records), key=lambda choice: choice[1])


def next_code(letter: str, taken: Mapping[Code, object]) -> Code:
    """The next free code: V-11 after V-10."""
    numbers = [int(code[2:]) for code in taken if code.startswith(f"{letter}-") and code[2:].isdecimal()]
    return f"{letter}-{max(numbers, default=0) + 1:02d}"


class NewInterface(OrganisationPage):
    """`/besturing/raakvlak/nieuw/`: a new interface."""

    @property
    def title(self) -> str:
        """The heading."""
        return _("Leg een raakvlak vast")

    def _code(self) -> Code:
        return next_code("V", self.desk.programme.organisation.interfaces)

    def samples(self) -> Sequence[Act]:
        """An interface with something outside."""
        said = {"code": self._code(), "body": "nog-een", "outside": "x", "title": "x"}
        about = {"level": InterfaceLevel.STEERING, "subjects": (InterfaceSubject.CAPACITY,)}
        return [RecordInterface(interface=Interface.model_validate({**said, **about}))]

    def form(self, data: Any) -> InterfaceForm:
        """Between whom, about what, how often."""
        return InterfaceForm(data, bodies=bodies_in_office(self.desk), code=self._code())

    def acts(self, form: InterfaceForm, parts: list[Any]) -> Iterable[Act]:
        """The interface."""
        told = {name: form.cleaned_data[name] for name in Interface.model_fields}
        return [RecordInterface(interface=Interface.model_validate(told))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is there."""
        return _("Raakvlak ‘%(title)s’ is vastgelegd.") % {"title": entries[0].draft.act.interface.title}


class EndOfInterface(OrganisationPage):
    """`/besturing/raakvlak/<code>/beeindigen/`: an interface ends."""

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The interface with this code. Raises Http404."""
        self.interface = _known(self.desk.programme, code)

    @property
    def title(self) -> str:
        """Which one."""
        told = {"code": self.interface.code, "title": self.interface.title}
        return _("Beëindig raakvlak %(code)s ‘%(title)s’") % told

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Beëindig")

    def samples(self) -> Sequence[Act]:
        """That it ends."""
        return [EndInterface(interface=self.interface.code, motive="Voorbeeld")]

    def form(self, data: Any) -> MotiveForm:
        """Why."""
        return MotiveForm(data)

    def acts(self, form: MotiveForm, parts: list[Any]) -> Iterable[Act]:
        """That it ends, and why."""
        return [EndInterface(interface=self.interface.code, motive=form.cleaned_data["motive"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it ended."""
        return _("Raakvlak ‘%(title)s’ is beëindigd.") % {"title": self.interface.title}


def _known(programme: Programme, code: Code) -> Interface:
    found = programme.organisation.interfaces.get(code)
    if found is None:
        raise Http404(_("Dit raakvlak is er niet."))
    return found.interface
