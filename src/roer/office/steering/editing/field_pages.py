"""The pages of policy fields: name a new one, give one another name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act, AddPolicyField, RenamePolicyField
from roer.core.programme.elements import BodyCode, PolicyField
from roer.core.programme.entries import Entry
from roer.office.ledger.history import entries
from roer.office.steering.editing.conflicts import Overtaken
from roer.office.steering.editing.forms import FieldForm
from roer.office.steering.editing.page import CONFLICT, EditPage


class PolicyFields(EditPage):
    """`/din/beleidsterreinen/`: all policy fields, and a form to name a new one."""

    template = "steering/edit/fields.html"

    @property
    def title(self) -> str:
        """The heading."""
        return _("Beleidsterreinen")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Voeg toe")

    def samples(self) -> Sequence[Act]:
        """A new field."""
        return [AddPolicyField(policy_field=PolicyField(code="nog-een", name="Nog een"))]

    def form(self, data: Any) -> FieldForm:
        """Name and code."""
        return FieldForm(data)

    def acts(self, form: FieldForm, parts: list[Any]) -> Iterable[Act]:
        """The new field."""
        told = form.cleaned_data
        return [AddPolicyField(policy_field=PolicyField(code=told["code"], name=told["name"]))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is there."""
        return _("Beleidsterrein ‘%(name)s’ is toegevoegd.") % {"name": entries[0].draft.act.policy_field.name}

    def onward(self) -> str:
        """To all policy fields."""
        return self.desk.address("policy_fields")

    def more(self) -> dict[str, Any]:
        """All fields, with how many elements each has."""
        elements = [record.element for record in self.desk.programme.network.open_elements()]
        fields = sorted(self.desk.programme.policy_fields.items(), key=lambda pair: pair[1].name)
        return {"fields": [(item, sum(code in one.policy_fields for one in elements)) for code, item in fields]}


class RenameField(EditPage):
    """`/din/beleidsterreinen/<code>/`: another name for a policy field."""

    def prepare(self, code: BodyCode, **_kwargs: Any) -> None:
        """The field with this code. Raises Http404."""
        found = self.desk.programme.policy_fields.get(code)
        if found is None:
            raise Http404(_("Dit beleidsterrein is er niet."))
        self.field = found

    @property
    def title(self) -> str:
        """Which field."""
        return _("Hernoem beleidsterrein ‘%(name)s’") % {"name": self.field.name}

    def samples(self) -> Sequence[Act]:
        """The name that it has."""
        return [RenamePolicyField(policy_field=self.field.code, was=self.field.name, name=self.field.name)]

    def form(self, data: Any) -> FieldForm:
        """The name; `expects` holds the name that was seen."""
        form = FieldForm(data, name=self.field.name, new=False)
        form.fields["expects"].initial = self.field.name
        return form

    def acts(self, form: FieldForm, parts: list[Any]) -> Iterable[Act]:
        """The other name."""
        told = form.cleaned_data
        return [RenamePolicyField(policy_field=self.field.code, was=told["expects"], name=told["name"])]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Record the other name, unless somebody renamed the field since it was shown: then tell who."""
        self.prepare(**kwargs)
        overtaken = self._renamed_since() if self.verdict().ok else None
        if overtaken is None:
            return super().post(request, **kwargs)
        again = request.POST.copy()
        again["expects"] = self.field.name
        return self.page(self.form(again), overtaken=overtaken, status=CONFLICT)

    def _renamed_since(self) -> Overtaken | None:
        seen = self.request.POST.get("expects", "")
        if seen == self.field.name:
            return None
        renamed = [
            entry
            for entry in entries()
            if isinstance(entry.draft.act, RenamePolicyField) and entry.draft.act.policy_field == self.field.code
        ]
        return Overtaken.by_rename(renamed[-1], seen) if renamed else None

    def told(self, entries: Sequence[Entry]) -> str:
        """Its name now."""
        return _("Het beleidsterrein heet nu ‘%(name)s’.") % {"name": entries[0].draft.act.name}

    def onward(self) -> str:
        """To all policy fields."""
        return self.desk.address("policy_fields")
