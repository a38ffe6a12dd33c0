"""Choosing papers: things of the programme from a list, each bound to its present hash, and files by name and hash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from roer.core.programme.elements import content_hash
from roer.core.programme.labels import label
from roer.core.programme.paper_state import has_changed
from roer.core.programme.papers import Paper, PaperKind
from roer.core.programme.state import Programme
from roer.core.values.dutch import day
from roer.office.steering.editing.forms import text

_FILE = re.compile(r"^(?P<name>.*\S)\s+(?P<hash>[0-9a-fA-F]{64})$")


def papers_field(programme: Programme, kept: Iterable[Paper] = ()) -> forms.MultipleChoiceField:
    """A list of everything in the programme that can be a paper; `kept` are those that were chosen before."""
    standing = {key_of(paper): paper for paper in papers_of(programme)}
    old = {key_of(paper): paper for paper in kept if paper.kind is not PaperKind.FILE}
    choices = [(key, paper.name) for key, paper in standing.items()]
    gone = _("%(name)s (zoals het op de agenda kwam; intussen gewijzigd)")
    choices += [(key, gone % {"name": paper.name}) for key, paper in old.items() if has_changed(programme, paper)]
    return forms.MultipleChoiceField(
        label=_("Stukken uit het programma"),
        choices=choices,
        initial=list(old),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}),
        help_text=_("Houd Ctrl ingedrukt om er meer te kiezen. Elk stuk wordt vastgelegd zoals het nu is."),
    )


def files_field(kept: Iterable[Paper] = ()) -> forms.CharField:
    """Files, one per line: name and SHA-256."""
    lines = [f"{paper.name} {paper.hash}" for paper in kept if paper.kind is PaperKind.FILE]
    told = _("Eén per regel: de naam en daarachter de SHA-256 van het bestand, 64 tekens.")
    return text(_("Bestanden"), initial="\n".join(lines), help_text=told, validators=[_check_files])


def chosen_papers(
    programme: Programme, keys: Iterable[str], files: str, kept: Iterable[Paper] = ()
) -> tuple[Paper, ...]:
    """The papers that were chosen and typed."""
    known = {key_of(paper): paper for paper in (*papers_of(programme), *kept)}
    typed = (_FILE.match(line.strip()) for line in files.splitlines() if line.strip())
    found = [Paper(name=match["name"], hash=match["hash"].lower()) for match in typed if match]
    return (*(known[key] for key in keys if key in known), *found)


def key_of(paper: Paper) -> str:
    """What tells a paper and its version in a form."""
    return f"{paper.kind}:{paper.code or ''}:{paper.hash}"


def papers_of(programme: Programme) -> Iterator[Paper]:
    """Everything in the programme that can be a paper, as it stands."""
    for record in sorted(programme.versions.values(), key=lambda record: -record.number):
        name = _("DIN-versie %(n)s van %(day)s") % {"n": record.number, "day": day(record.version_date)}
        yield Paper(name=name, hash=record.hash, kind=PaperKind.VERSION, code=str(record.number))
    for advice in sorted(programme.advices.values(), key=lambda item: -item.seq):
        code = advice.advice.code
        yield Paper(name=f"Advies {code}", hash=content_hash(advice.advice), kind=PaperKind.ADVICE, code=code)
    for meeting in sorted(programme.meetings.records.values(), key=lambda item: item.meeting.held_on, reverse=True):
        if meeting.minutes is not None:
            name = _("Verslag van %(day)s") % {"day": day(meeting.meeting.held_on)}
            yield Paper(name=name, hash=meeting.minutes.hash, kind=PaperKind.MINUTES, code=meeting.meeting.code)
    for result in programme.network.results:
        yield from _of_result(programme, result.code, result.title[:100])


def _of_result(programme: Programme, code: str, title: str) -> Iterator[Paper]:
    smart, file = programme.smart.get(code), programme.privacy.get(code)
    architectures = programme.architectures.get(code)
    hashes: list[tuple[PaperKind, Any]] = [
        (PaperKind.RESULT, programme.network.elements[code].hash),
        (PaperKind.SMART_TEXT, smart[-1].hash if smart else None),
        (PaperKind.DPIA, file.dpia.hash if file and file.dpia else None),
        (PaperKind.ARCHITECTURE, architectures[-1].hash if architectures else None),
    ]
    for kind, digest in hashes:
        if digest is not None:
            words = label(kind)
            yield Paper(name=f"{words[:1].upper()}{words[1:]} {code} {title}", hash=digest, kind=kind, code=code)


def _check_files(typed: str) -> None:
    for line in typed.splitlines():
        if line.strip() and not _FILE.match(line.strip()):
            told = _("Hier ontbreekt een naam of een SHA-256 van 64 tekens: ‘%(line)s’.") % {"line": line.strip()[:80]}
            raise forms.ValidationError(told)
