"""Where a name or a source in a letter leads to on the site."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from roer.core.programme.state import Programme
from roer.core.writing.facts import Fact, Source, SourceKind


def address_of_source(programme: Programme, source: Source) -> str:
    """The page that shows what vouches for a fact; empty where the site has none."""
    match source.kind:
        case SourceKind.DECISION:
            return reverse("steering:decision", args=[source.reference])
        case SourceKind.VERSION:
            return f"{reverse('steering:din')}?{urlencode({'versie': source.reference})}"
        case SourceKind.COMPARISON:
            before, _, after = source.reference.partition("-")
            return f"{reverse('steering:din_compare')}?{urlencode({'van': before, 'tot': after})}"
        case SourceKind.STATE:
            return _address_of_state(*source.reference.partition("/")[::2])
        case SourceKind.RELEASE:
            return f"/monitors/{source.reference.partition('/')[0]}/"
        case SourceKind.ENTRY:
            return _address_of_code(programme, source.about)


def address_of_name(programme: Programme, fact: Fact) -> str:
    """Where an element of the network, or a product, is shown; empty for other names."""
    if found := _address_of_code(programme, fact.at):
        return found
    if fact.source.kind is SourceKind.RELEASE and fact.source.reference.startswith(f"{fact.at}/"):
        return f"/monitors/{fact.at}/"
    return ""


def _address_of_code(programme: Programme, code: str) -> str:
    if programme.network.result(code) is not None:
        return reverse("steering:result", args=[code])
    if code in programme.network.elements:
        return f"{reverse('steering:din')}?{urlencode({'element': code})}"
    return reverse("letters:letter", args=[code]) if code in programme.letters else ""


def _address_of_state(what: str, code: str) -> str:
    match what:
        case "gates":
            return reverse("steering:result", args=[code])
        case "roadmap":
            return reverse("steering:roadmap")
        case "results":
            return reverse("steering:results")
        case "seats":
            return "#bijlagen"
        case _:
            return ""
