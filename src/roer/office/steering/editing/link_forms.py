"""The forms of links: a new one chosen from what is allowed, and what is said of one that is there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.elements import Link, LinkKind
from roer.core.programme.labels import label
from roer.office.steering.editing import choosing
from roer.office.steering.editing.desk import Desk
from roer.office.steering.editing.forms import ActForm, one, text


class LinkForm(ActForm):
    """What is said of a link: how much, what it means, and on what grounds."""

    FIRST = ("other", "contribution", "rationale")

    def __init__(self, kinds: Iterable[LinkKind], data: Any = None, *, link: Link | None = None, **more: Any) -> None:
        super().__init__(data, **more)
        kinds = list(kinds)
        fields = {
            "contribution": one(_("Hoe groot is de bijdrage?"), choosing.weights(), required=False),
            "rationale": text(_("Onderbouwing: waarom draagt dit bij?")),
            "kind": one(_("Soort relatie"), [(kind.value, label(kind)) for kind in kinds]),
            "assumption": text(_("Aanname: wat moet daarvoor waar zijn?")),
            "evidence": text(_("Bewijs (één per regel)")),
        }
        self.fields = {**fields, **self.fields}
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = kinds[0].value
        if link is not None:
            said = link.model_dump(mode="json")
            said |= {"contribution": str(link.contribution or ""), "evidence": "\n".join(link.evidence)}
            for name in fields:
                self.fields[name].initial = said[name]

    def said(self, source: str, target: str) -> dict[str, Any]:
        """What was filled in, as the values of a link."""
        told = self.cleaned_data
        weight = told["contribution"]
        return {
            "source": source,
            "target": target,
            "kind": told["kind"],
            "contribution": int(weight) if weight else None,
            "rationale": told["rationale"],
            "assumption": told["assumption"],
            "evidence": tuple(line.strip() for line in told["evidence"].splitlines() if line.strip()),
        }


class ConnectForm(LinkForm):
    """A new link: with which other element, chosen from what is allowed."""

    def __init__(self, desk: Desk, code: str, data: Any = None, *, pair: str = "") -> None:
        contributes = (LinkKind.CONTRIBUTES, LinkKind.PRECONDITION, LinkKind.DEPENDS_ON)
        super().__init__(contributes, data)
        groups = choosing.partners(desk.programme.network, code)
        other = one(_("Verbind"), [("", _("kies een relatie")), *groups], initial=pair)
        self.fields = {"other": other, **self.fields}
        self.network = desk.programme.network
        del self.fields["kind"]
        self.fields["kind"] = one(
            _("Soort relatie"),
            [(kind.value, label(kind)) for kind in contributes[:2]],
            required=False,
            help_text=_("Tussen twee van dezelfde soort is het altijd ‘hangt af van’."),
        )
        self.order_fields(["other", "contribution", "rationale", "kind", "assumption", "evidence", "reason"])

    def link(self) -> dict[str, Any]:
        """The link as it is to be."""
        source, _sep, target = self.cleaned_data["other"].partition(">")
        types = [self.network.elements[code].element.type for code in (source, target)]
        if types[0] == types[1]:
            self.cleaned_data["kind"] = LinkKind.DEPENDS_ON.value
        else:
            self.cleaned_data["kind"] = self.cleaned_data["kind"] or LinkKind.CONTRIBUTES.value
        return self.said(source, target)
