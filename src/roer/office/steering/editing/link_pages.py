"""The pages of links: lay one by choosing from what is allowed, weigh it anew, confirm it, take it away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from roer.core.programme.acts import Act
from roer.core.programme.elements import Code, Link
from roer.core.programme.entries import Entry
from roer.core.programme.labels import label
from roer.core.programme.network_acts import ChangeElement, ChangeLink, LinkElements, UnlinkElements
from roer.core.programme.refusals import Conflict
from roer.office.steering.editing import choosing
from roer.office.steering.editing.conflicts import Overtaken, link_as_seen
from roer.office.steering.editing.element_pages import values_named
from roer.office.steering.editing.forms import ActForm, ReasonForm
from roer.office.steering.editing.link_forms import ConnectForm, LinkForm
from roer.office.steering.editing.page import EditPage, ElementPage


class Connect(ElementPage):
    """`/din/<code>/verbinden/?naar=<code>`: a new link of this element."""

    template = "steering/edit/connect.html"

    @property
    def title(self) -> str:
        """Which element."""
        return _("Verbind %(code)s ‘%(title)s’") % {"code": self.element.code, "title": self.element.title}

    def samples(self) -> Sequence[Act]:
        """The first link that is allowed; when there is none, at least the element must be open to change."""
        groups = choosing.partners(self.desk.programme.network, self.element.code) if self.record.is_open else []
        if not groups:
            return [ChangeElement(element=self.element, expects=self.record.seq)]
        source, _sep, target = groups[0][1][0][0].partition(">")
        types = [self.desk.element(code).element.type for code in (source, target)]
        kind = choosing.kinds_between(types[0], types[1])[0]
        return [LinkElements(link=Link(source=source, target=target, kind=kind, rationale=_("Daarom.")))]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form; where there is a link already, the page of that link."""
        code, other = kwargs["code"], request.GET.get("naar", "")
        for ends in ((code, other), (other, code)):
            if ends in self.desk.programme.network.links:
                return HttpResponseRedirect(self.desk.address("link", *ends))
        return super().get(request, **kwargs)

    def form(self, data: Any) -> ConnectForm:
        """What can be chosen, with what was dragged or asked for chosen already."""
        return ConnectForm(self.desk, self.element.code, data, pair=self.pair())

    def pair(self) -> str:
        """The link between this element and the one that was asked for; empty when it cannot be."""
        code, other = self.element.code, self.request.GET.get("naar", "")
        pairs = {value for _title, group in choosing.partners(self.desk.programme.network, code) for value, _w in group}
        return next((value for value in (f"{code}>{other}", f"{other}>{code}") if value in pairs), "")

    def more(self) -> dict[str, Any]:
        """Why the one that was asked for cannot be chosen."""
        other = self.request.GET.get("naar", "")
        if not other or self.pair() or other not in self.desk.programme.network.elements:
            return super().more()
        link = Link(source=self.element.code, target=other)
        return {**super().more(), "hint": self.desk.may(LinkElements(link=link)).reason}

    def acts(self, form: ConnectForm, parts: list[Any]) -> Iterable[Act]:
        """The link."""
        return [LinkElements(link=Link.model_validate(form.link()))]

    def told(self, entries: Sequence[Entry]) -> str:
        """'R01 draagt bij aan D1.'"""
        return _("Vastgelegd: %(link)s.") % {"link": _in_words(entries[0].draft.act.link)}


class LinkPage(EditPage):
    """A page about one link."""

    def prepare(self, source: Code, target: Code, **_kwargs: Any) -> None:
        """The link between these elements. Raises Http404."""
        record = self.desk.programme.network.links.get((source, target))
        if record is None:
            told = {"source": source, "target": target}
            raise Http404(_("Er is geen relatie (meer) van %(source)s naar %(target)s.") % told)
        self.record, self.link, self.ends = record, record.link, (source, target)

    @property
    def title(self) -> str:
        """The link in words."""
        return _in_words(self.link)

    def seen(self) -> dict[str, int]:
        """The version that the form shows."""
        return {"expects": self.desk.seen_link(*self.ends)}

    def overtaken(self, conflict: Conflict) -> Overtaken:
        """What another changed, field by field."""
        data = self.request.POST
        told = data.get("expects", "")
        seen = link_as_seen(*self.ends, int(told)) if told.isdecimal() and len(told) < 15 else None
        return Overtaken.by_entry(conflict).with_values(seen, self.link, values_named(self), data)

    def redone(self, overtaken: Overtaken, data: Any) -> Any:
        """The same wish, about the link as it is now."""
        again = overtaken.on_top(data)
        again["expects"] = str(self.desk.seen_link(*self.ends))
        return again

    def onward(self) -> str:
        """To the element from which the link goes out."""
        return self.desk.address("element", self.ends[0])

    def more(self) -> dict[str, Any]:
        """The link with both its ends."""
        elements = self.desk.programme.network.elements
        told = {"link": self.record, "seen": self.desk.seen_link(*self.ends), "confirmed_by": values_named(self)}
        return told | {"source": elements[self.ends[0]].element, "target": elements[self.ends[1]].element}


class Reweigh(LinkPage):
    """`/din/relatie/<van>/<naar>/`: what is said of a link; saying the same confirms it."""

    template = "steering/edit/link.html"

    def samples(self) -> Sequence[Act]:
        """The link as it is."""
        return [ChangeLink(link=self.link, expects=self.record.seq)]

    def form(self, data: Any) -> LinkForm:
        """What is said of the link."""
        types = [self.desk.element(code).element.type for code in self.ends]
        return LinkForm(choosing.kinds_between(types[0], types[1]), data, link=self.link, initial=self.seen())

    def acts(self, form: LinkForm, parts: list[Any]) -> Iterable[Act]:
        """The link as it is to be."""
        link = Link.model_validate(form.said(*self.ends))
        return [ChangeLink(link=link, expects=next(iter(form.versions()), 0))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it was changed."""
        return _("Vastgelegd: %(link)s.") % {"link": _in_words(entries[0].draft.act.link)}


class Confirm(LinkPage):
    """`/din/relatie/<van>/<naar>/bevestigen/`: stand for a link again, as it is."""

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Bevestig opnieuw")

    def samples(self) -> Sequence[Act]:
        """The link as it is."""
        return [ChangeLink(link=self.link, expects=self.record.seq)]

    def form(self, data: Any) -> ActForm:
        """Only why."""
        return ReasonForm(data, initial=self.seen())

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """The link as it is, once more."""
        return [ChangeLink(link=self.link, expects=next(iter(form.versions()), 0))]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it was confirmed."""
        return _("Opnieuw bevestigd: %(link)s.") % {"link": _in_words(self.link)}


class Unlink(LinkPage):
    """`/din/relatie/<van>/<naar>/verbreken/`: take a link away."""

    @property
    def title(self) -> str:
        """What goes."""
        return _("Verbreek de relatie: %(link)s") % {"link": _in_words(self.link)}

    @property
    def button(self) -> str:
        """What the button says."""
        return _("Verbreek de relatie")

    def samples(self) -> Sequence[Act]:
        """Taking the link away."""
        return [UnlinkElements(source=self.ends[0], target=self.ends[1], expects=self.record.seq)]

    def form(self, data: Any) -> ActForm:
        """Only why."""
        return ReasonForm(data, initial=self.seen())

    def acts(self, form: ActForm, parts: list[Any]) -> Iterable[Act]:
        """Taking the link away."""
        expects = next(iter(form.versions()), 0)
        return [UnlinkElements(source=self.ends[0], target=self.ends[1], expects=expects)]

    def told(self, entries: Sequence[Entry]) -> str:
        """That it is gone."""
        told = {"source": self.ends[0], "target": self.ends[1]}
        return _("De relatie van %(source)s naar %(target)s is verbroken.") % told


def _in_words(link: Link) -> str:
    return f"{link.source} {label(link.kind)} {link.target}"
