"""The page on which a SMART text is written: what the checker finds stands beside the fields before it is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from pydantic import ValidationError

from roer.core.programme.acts import Act, WriteSmartText
from roer.core.programme.elements import Result, SmartText
from roer.core.programme.entries import Entry
from roer.core.programme.refusals import Conflict, NotAllowed, Verdict
from roer.core.programme.smart import check_smart, smart_context, why_not_settled
from roer.office.people.register import names_of
from roer.office.steering.editing.conflicts import Overtaken, smart_as_seen
from roer.office.steering.editing.page import UNREADABLE, ElementPage
from roer.office.steering.editing.smart_forms import MENDED_ON, Agreement, Review, SmartForm, Surrounding

CHECK = "nakijken"
"""What the button sends that has a text checked and nothing recorded."""


class WriteSmart(ElementPage):
    """`/din/<code>/smart/`: the next SMART text of a result or a measurable goal."""

    template = "steering/edit/smart.html"
    review: Review | None = None

    def prepare(self, code: str, **kwargs: Any) -> None:
        """The element, and its text as it stands. Raises Http404."""
        super().prepare(code=code, **kwargs)
        versions = self.desk.programme.smart.get(code, ())
        self.last = versions[-1] if versions else None

    @property
    def title(self) -> str:
        """Of which element."""
        return _("SMART-omschrijving van %(code)s ‘%(title)s’") % {
            "code": self.element.code,
            "title": self.element.title,
        }

    def samples(self) -> Sequence[Act]:
        """The text as it is, or any text."""
        text = self.last.text if self.last else SmartText(element=self.element.code, sentence=_("Een voorbeeld."))
        return [WriteSmartText(text=text, expects=self.last.seq if self.last else None)]

    def form(self, data: Any) -> SmartForm:
        """All parts of the text; when it is opened, with what the checker says of it."""
        now = self.last.text if self.last else None
        form = SmartForm(data, text_now=now, initial={"expects": self.seen()})
        if data is None and now is not None:
            self._check(form, now, is_now=True)
        return form

    def seen(self) -> str:
        """The version that the form shows; empty when nothing is recorded yet."""
        versions = self.desk.working.smart.get(self.element.code, ())
        return str(versions[-1].seq) if versions else ""

    def _check(self, form: SmartForm, text: SmartText, *, is_now: bool = False) -> None:
        """Have the text checked as if it were recorded today, and put the findings at their fields."""
        context = smart_context(self.desk.programme, self.element.code)
        if not is_now:
            context = replace(context, written_on=self.desk.on)
        findings = check_smart(text, context)
        loose = set(findings) - set(form.tell(findings))
        around = tuple(Surrounding(finding, self._mended(finding.rule)) for finding in findings if finding in loose)
        self.review = Review(findings, around, is_now)

    def _mended(self, rule: Any) -> str:
        page = MENDED_ON.get(rule, "")
        return self.desk.address(page, self.element.code) if page else ""

    def _handle(self, data: Any, verdict: Verdict) -> HttpResponse:
        if data.get("doe") != CHECK:
            return super()._handle(data, verdict)
        form = self.form(data)
        if form.is_valid():
            try:
                self._check(form, self.text(form))
                return self.page(form, verdict=verdict)
            except ValidationError as invalid:
                form.refuse_values(invalid)
        return self.page(form, verdict=verdict, status=UNREADABLE)

    def text(self, form: SmartForm) -> SmartText:
        """The text that was filled in. Raises ValidationError of pydantic."""
        return SmartText.model_validate(form.said(self.element.code))

    def acts(self, form: SmartForm, parts: list[Any]) -> Iterable[Act]:
        """The text, when it differs: the same once more would only make an approval lapse."""
        text = self.text(form)
        if self.last is not None and self.last.text == text:
            reason = _("Er is niets veranderd aan de SMART-omschrijving van %(code)s.") % {"code": self.element.code}
            raise NotAllowed("no_change", reason)
        return [WriteSmartText(text=text, expects=next(iter(form.versions()), None))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is recorded, and whether the client can agree with it."""
        done = _("De SMART-omschrijving van %(code)s is vastgelegd.") % {"code": self.element.code}
        if not isinstance(self.element, Result):
            return done
        why_not = why_not_settled(entries[0].draft.act.text, self.element)
        if why_not:
            return " ".join([done, _("De klant kan nog niet akkoord gaan."), why_not])
        return " ".join([done, _("De klant kan nu beoordelen of die akkoord is.")])

    def overtaken(self, conflict: Conflict) -> Overtaken:
        """What another changed, part by part."""
        data = self.request.POST
        told, found = data.get("expects", ""), Overtaken.by_entry(conflict)
        seen = smart_as_seen(self.element.code, int(told)) if told.isdecimal() and len(told) < 15 else None
        return found.with_values(seen, self.last.text, {}, data) if self.last else found

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """My words on top of theirs."""
        again = overtaken.on_top(data)
        again["expects"] = self.seen()
        return again

    def more(self) -> dict[str, Any]:
        """What the checker found, whose approval lapses, and that the text can be checked first."""
        return {
            **super().more(),
            "review": self.review,
            "agreement": self.agreement(),
            "check": CHECK,
            "is_result": isinstance(self.element, Result),
            "last": self.last,
        }

    def agreement(self) -> Agreement | None:
        """The client's approval of the text as it stands."""
        signature = self.last.agreed if self.last else None
        if signature is None:
            return None
        placed = self.element.code in self.desk.programme.placements
        return Agreement(names_of([signature.by])[signature.by], signature.on, placed)
