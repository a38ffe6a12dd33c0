"""The pages that establish a body, change it, and let it lapse."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, EstablishBody, RetireBody
from roer.core.programme.elements import Body, BodyKind
from roer.core.programme.entries import Entry
from roer.core.programme.organisation_acts import ChangeBody
from roer.office.steering.editing import choosing
from roer.office.steering.editing.conflicts import Difference, Overtaken
from roer.office.steering.organisation.forms import BodyForm, MotiveForm, NewBodyForm
from roer.office.steering.organisation.organisation_page import BodyPage, OrganisationPage

FIELDS = ("name", "mandate", "rhythm")


class Establish(OrganisationPage):
    """`/besturing/gremium/instellen/`: a new body."""

    @property
    def title(self) -> str:
        """The heading."""
        return _("Stel een gremium in")

    def samples(self) -> Sequence[Act]:
        """A new body."""
        return [EstablishBody(body=Body(code="nog-een", name="Nog een", kind=BodyKind.LINE))]

    def form(self, data: Any) -> NewBodyForm:
        """Name, kind, municipality, code, mandate and rhythm."""
        return NewBodyForm(data, towns=choosing.municipalities(self.desk.programme))

    def acts(self, form: NewBodyForm, parts: list[Any]) -> Iterable[Act]:
        """The new body."""
        told = {name: form.cleaned_data[name] for name in ("code", "kind", *FIELDS)}
        return [EstablishBody(body=Body(**told, municipality=form.cleaned_data["municipality"] or None))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is there."""
        return _("‘%(name)s’ is ingesteld.") % {"name": entries[0].draft.act.body.name}


class Change(BodyPage):
    """`/besturing/<code>/wijzigen/`: another name, mandate or rhythm."""

    @property
    def title(self) -> str:
        """Which body."""
        return _("Wijzig ‘%(name)s’") % {"name": self.body_name}

    def samples(self) -> Sequence[Act]:
        """The body as it is."""
        return [ChangeBody(body=self.record.body, expects=self.record.seq)]

    def form(self, data: Any) -> BodyForm:
        """The body as it is, or as it was filled in."""
        return BodyForm(data, body=self.record.body, expects=self.record.seq)

    def acts(self, form: BodyForm, parts: list[Any]) -> Iterable[Act]:
        """The changed body."""
        told = {name: form.cleaned_data[name] for name in FIELDS}
        body = Body.model_validate({**self.record.body.model_dump(), **told})
        return [ChangeBody(body=body, expects=next(iter(form.versions()), self.record.seq))]

    def overtaken(self, conflict: Any) -> Overtaken:
        """Who was first, and what that changed."""
        found = Overtaken.by_entry(conflict)
        old, new = self._seen(), self.record.body
        words = {"name": _("naam"), "mandate": _("mandaat"), "rhythm": _("ritme")}
        differing = [name for name in FIELDS if getattr(old, name) != getattr(new, name)]
        told = tuple(
            Difference(name, words[name], getattr(old, name) or _("leeg"), getattr(new, name) or _("leeg"))
            for name in differing
        )
        return Overtaken(found.name, found.what, found.at, found.seq, found.act, told, old, new)

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """What was filled in on top of what another made of it: a field that was left alone follows the other."""
        again = super().redone(overtaken, data)
        for difference in overtaken.differences:
            if data.get(difference.name, "") == getattr(overtaken.seen, difference.name):
                again[difference.name] = getattr(overtaken.now, difference.name)
        return again

    def _seen(self) -> Body:
        """The body in the version that the form showed; as it is now where that version is not known."""
        seen = self.request.POST.get("expects", "")
        known = (version.body for version in self.record.versions if str(version.seq) == seen)
        return next(known, self.record.body)

    def told(self, entries: Sequence[Entry]) -> str:
        """That it changed."""
        return _("‘%(name)s’ is gewijzigd.") % {"name": entries[0].draft.act.body.name}


class Retire(BodyPage):
    """`/besturing/<code>/vervallen/`: the body lapses; it stays in the register."""

    @property
    def title(self) -> str:
        """Which body."""
        return _("Laat ‘%(name)s’ vervallen") % {"name": self.body_name}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Laat vervallen")

    def samples(self) -> Sequence[Act]:
        """That it lapses."""
        return [RetireBody(body=self.record.body.code, motive="Voorbeeld")]

    def form(self, data: Any) -> MotiveForm:
        """Why."""
        return MotiveForm(data)

    def acts(self, form: MotiveForm, parts: list[Any]) -> Iterable[Act]:
        """That it lapses, and why."""
        return [RetireBody(body=self.record.body.code, motive=form.cleaned_data["motive"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it lapsed."""
        return _("‘%(name)s’ is vervallen en blijft in het register staan.") % {"name": self.body_name}
