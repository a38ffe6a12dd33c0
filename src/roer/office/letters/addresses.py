"""Where a name or a source in a letter leads to on the site."""

from __future__ import annotations

from django.urls import reverse
from django.utils.http import urlencode

from roer.core.programme.state import Programme
from roer.core.writing.facts import Fact, Source, SourceKind


def address_of_source(source: Source) -> str:
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
            what, _, code = source.reference.partition("/")
            return reverse("steering:result", args=[code]) if what == "gates" else ""
        case SourceKind.RELEASE:
            return f"/monitors/{source.reference.partition('/')[0]}/"
        case SourceKind.ENTRY:
            return ""


def address_of_name(programme: Programme, fact: Fact) -> str:
    """Where an element of the network, or a product, is shown; empty for other names."""
    if programme.network.result(fact.at) is not None:
        return reverse("steering:result", args=[fact.at])
    if fact.at in programme.network.elements:
        return f"{reverse('steering:din')}?{urlencode({'element': fact.at})}"
    if fact.source.kind is SourceKind.RELEASE and fact.source.reference.startswith(f"{fact.at}/"):
        return f"/monitors/{fact.at}/"
    return ""
