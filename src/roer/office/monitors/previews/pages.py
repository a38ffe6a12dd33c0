"""The pages that change something about a preview: invite, end, remark, answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code
from roer.core.programme.entries import Entry
from roer.core.programme.preview_acts import AnswerRemark, EndPreview, InviteToPreview, RemarkOnPreview
from roer.core.programme.previews import Preview
from roer.data.releases.reader import NotARelease
from roer.office.monitors.previews.figures import release_of
from roer.office.monitors.previews.forms import (
    PARTS,
    AnswerRemarkForm,
    Choices,
    EndForm,
    InviteForm,
    RemarkForm,
)
from roer.office.monitors.previews.views import known_preview
from roer.office.monitors.released import store
from roer.office.people.register import names_of
from roer.office.steering.editing.page import EditPage


class PreviewPage(EditPage):
    """A page of an act about one preview; for who may not know of it, it is not there."""

    template = "monitors/previews/form.html"
    proposable = False

    def prepare(self, code: Code, **_kwargs: Any) -> None:
        """The preview with this code. Raises Http404."""
        self.record = known_preview(self.desk, code)

    @property
    def code(self) -> Code:
        """The preview's code."""
        return self.record.preview.code

    def onward(self) -> str:
        """To the preview."""
        return reverse("monitors:preview", args=[self.code])


class Invite(EditPage):
    """`/voorvertoningen/uitnodigen/`: let people look at a product."""

    template = "monitors/previews/form.html"
    proposable = False

    @property
    def title(self) -> str:
        """What is done."""
        return _("Nodig uit voor een voorvertoning")

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Nodig uit")

    def samples(self) -> Sequence[Act]:
        """An invitation to the first product that there is."""
        network = self.desk.programme.network
        product = (*(result.product for result in network.results if result.product), "product")[0]
        preview = Preview(
            code=self._free_code(),
            title="Kijk mee",
            product=product,
            persons=(self.desk.who,) if self.desk.who else (),
            start=self.desk.on,
            until=self.desk.on + timedelta(days=1),
        )
        return [InviteToPreview(preview=preview)]

    def form(self, data: Any) -> InviteForm:
        """What, to whom, when."""
        programme, on = self.desk.programme, self.desk.on
        bodies = sorted((record.body.name, code) for code, record in programme.bodies.items() if record.exists_on(on))
        persons = names_of(record.seat.person for record in programme.seats if record.is_held_on(on))
        return InviteForm(
            data,
            products=self._products(),
            bodies=[(code, name) for name, code in bodies],
            persons=sorted(persons.items(), key=lambda pair: pair[1]),
            on=on,
        )

    def acts(self, form: InviteForm, parts: list[Any]) -> Iterable[Act]:
        """The invitation, under the next code."""
        told = form.cleaned_data
        said = {name: told[name] for name in ("title", "product", "question", "bodies", "persons", "start", "until")}
        return [InviteToPreview(preview=Preview.model_validate({"code": self._free_code(), **said}))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That the guests see it."""
        return _("De genodigden vinden de voorvertoning bij ‘Voorvertoningen’.")

    def onward(self) -> str:
        """To all previews."""
        return reverse("monitors:previews")

    def _products(self) -> Choices:
        """The products that were released, and belong to a result."""
        found = store()
        network = self.desk.programme.network
        titles = {result.product: result.title for result in network.results if result.product}
        return [(slug, titles[slug]) for slug in (found.products() if found else ()) if slug in titles]

    def _free_code(self) -> Code:
        taken, number = self.desk.programme.previews.records, 1
        while f"V-{number:02d}" in taken:
            number += 1
        return f"V-{number:02d}"


class MakeRemark(PreviewPage):
    """`/voorvertoningen/<code>/opmerking/?deel=kaart`: say something about a part of the screen."""

    @property
    def title(self) -> str:
        """About which preview."""
        return _("Opmerking bij: %(title)s") % {"title": self.record.preview.title}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Geef door")

    def samples(self) -> Sequence[Act]:
        """Some remark."""
        return [RemarkOnPreview(preview=self.code, part="geheel", text="Opmerking.")]

    def form(self, data: Any) -> RemarkForm:
        """The part that was pointed at, and the release that is shown."""
        part = self.request.GET.get("deel", "geheel")
        return RemarkForm(data, part=part if part in PARTS else "geheel", release=self._release())

    def acts(self, form: RemarkForm, parts: list[Any]) -> Iterable[Act]:
        """The remark."""
        told = form.cleaned_data
        return [RemarkOnPreview(preview=self.code, part=told["part"], text=told["text"], release=told["release"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """Thanks."""
        return _("Dank u wel. De makers lezen uw opmerking en antwoorden op deze pagina.")

    def _release(self) -> str:
        try:
            shown = release_of(self.record)
        except NotARelease:
            return ""
        return shown.id if shown else ""


class AnswerToRemark(PreviewPage):
    """`/voorvertoningen/<code>/opmerkingen/<seq>/antwoord/`: answer a guest."""

    def prepare(self, code: Code, seq: int = 0, **_kwargs: Any) -> None:
        """The remark that was made in this entry. Raises Http404."""
        super().prepare(code)
        found = self.record.remark(seq)
        if found is None:
            raise Http404(_("Deze opmerking is er niet."))
        self.remark = found

    @property
    def title(self) -> str:
        """About which preview."""
        return _("Beantwoord een opmerking bij: %(title)s") % {"title": self.record.preview.title}

    def samples(self) -> Sequence[Act]:
        """Some answer."""
        return [AnswerRemark(preview=self.code, remark=self.remark.seq, text="Antwoord.")]

    def form(self, data: Any) -> AnswerRemarkForm:
        """The answer."""
        return AnswerRemarkForm(data)

    def acts(self, form: AnswerRemarkForm, parts: list[Any]) -> Iterable[Act]:
        """The answer."""
        return [AnswerRemark(preview=self.code, remark=self.remark.seq, text=form.cleaned_data["text"])]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it stands there."""
        return _("Het antwoord staat bij de opmerking.")

    def more(self) -> dict[str, Any]:
        """The remark, to be read beside the form."""
        return {"remark": self.remark}


class End(PreviewPage):
    """`/voorvertoningen/<code>/sluiten/`: close a preview earlier."""

    @property
    def title(self) -> str:
        """Which preview."""
        return _("Sluit eerder: %(title)s") % {"title": self.record.preview.title}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Sluit de voorvertoning")

    def samples(self) -> Sequence[Act]:
        """As of today."""
        return [EndPreview(preview=self.code, end=self.desk.on, motive="Klaar.", expects=self.record.seq)]

    def form(self, data: Any) -> EndForm:
        """From when, and why."""
        return EndForm(data, on=self.desk.on, expects=str(self.record.seq))

    def acts(self, form: EndForm, parts: list[Any]) -> Iterable[Act]:
        """The end."""
        told = form.cleaned_data
        seen = next(iter(form.versions()), 1)
        return [EndPreview(preview=self.code, end=told["end"], motive=told["motive"], expects=seen)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is closed."""
        return _("De voorvertoning sluit eerder.")

    def onward(self) -> str:
        """To all previews."""
        return reverse("monitors:previews")
