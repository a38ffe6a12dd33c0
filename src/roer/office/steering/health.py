"""The page of the network's health: the work list per person or body to move, filtered by the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from roer.core.network.health import Concern, health
from roer.core.network.health_rules import HEALTH_RULES, NOT_MEASURABLE, WITHOUT_SMART
from roer.core.programme.elements import Element
from roer.core.programme.findings import Rule
from roer.core.programme.labels import TYPES
from roer.core.programme.network_state import Network
from roer.core.programme.smart_rules import SMART_RULES
from roer.core.programme.state import Programme
from roer.office.ledger.door import today
from roer.office.ledger.history import programme as programme_now
from roer.office.people.register import reader_of
from roer.office.steering.people_named import names_in
from roer.office.steering.turns.work import seats_at

WITHOUT_TEXT = frozenset({WITHOUT_SMART, NOT_MEASURABLE})
"""Rules that ask for a SMART text where there is none."""
TEAM = "programmateam"
"""Who is to move in the address when nobody owns it and no body is the programme team."""
KINDS = {**TYPES, "link": "relatie"}
MOST_LINES = 25
"""How many lines of one rule somebody sees before choosing that rule; a large network would make a long page."""
_PARAMETERS = ("eigenaar", "regel", "soort")

_kept: tuple[str, tuple[Concern, ...]] | None = None


def concerns_of(programme: Programme) -> tuple[Concern, ...]:
    """The work list of a programme. The last answer is kept: many pages ask this, few entries change it."""
    global _kept
    known = _kept
    if known is None or known[0] != programme.head:
        _kept = known = (programme.head, health(programme))
    return known[1]


@dataclass(frozen=True, slots=True)
class Line:
    """One concern on the page: the elements that it is about, and where it can be mended."""

    concern: Concern
    elements: tuple[Element, ...]
    mended_at: str


@dataclass(frozen=True, slots=True)
class Telling:
    """How concerns become lines: from which network, and at most how many of each rule."""

    network: Network
    most: int | None

    def line(self, concern: Concern) -> Line:
        """A concern with its elements and where it can be mended."""
        elements = tuple(self.network.elements[code].element for code in concern.codes)
        return Line(concern, elements, _mended_at(concern))


@dataclass(frozen=True)
class Chapter:
    """What one rule asks of somebody: the first lines, and how many there are."""

    rule: Rule
    count: int
    lines: tuple[Line, ...]

    @cached_property
    def reason(self) -> str:
        """The reason, when it is the same everywhere; then it is told once."""
        return _only(line.concern.reason for line in self.lines)

    @cached_property
    def suggestion(self) -> str:
        """The suggestion, when it is the same everywhere."""
        return _only(line.concern.suggestion for line in self.lines)


@dataclass(frozen=True, slots=True)
class Part:
    """What waits for one person or body; `key` stands in the address."""

    key: str
    name: str
    count: int
    is_reader: bool
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value to filter by, with how many concerns it leaves."""

    value: str
    label: str
    count: int


@require_safe
def din_health(request: HttpRequest) -> HttpResponse:
    """`/din/gezondheid/`: the work list; `?eigenaar=`, `?regel=` and `?soort=` narrow it; `?vorm=json` is the twin."""
    programme = programme_now()
    concerns = concerns_of(programme)
    chosen = {name: request.GET.get(name, "") for name in _PARAMETERS}
    shown = tuple(concern for concern in concerns if _is_chosen(concern, chosen))
    if request.GET.get("vorm") == "json":
        return JsonResponse({"count": len(shown), "concerns": [concern.as_json() for concern in shown]})
    names = names_in(programme)
    told = {
        "programme": programme,
        "chosen": chosen,
        "is_chosen": any(chosen.values()),
        "shown": shown,
        "total": len(concerns),
        "parts": _parts(shown, names, _reader(request, programme), _telling(programme, chosen)),
        "owners": _owners(concerns, names),
        "rules": _rules(concerns),
        "kinds": _kinds(concerns),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
    }
    return render(request, "steering/din_health.html", told)


def _is_chosen(concern: Concern, chosen: Mapping[str, str]) -> bool:
    own = {"eigenaar": key_of(concern), "regel": concern.rule.code, "soort": concern.about}
    return all(value in ("", own[name]) for name, value in chosen.items())


def key_of(concern: Concern) -> str:
    """Whose turn it is, as it stands in the address."""
    return concern.turn.who or TEAM


def _reader(request: HttpRequest, programme: Programme) -> frozenset[str]:
    """The reader and the bodies in which she sits."""
    reader = reader_of(request)
    return frozenset(seats_at(programme, reader, on=today())) if reader else frozenset()


def _parts(
    shown: Iterable[Concern], names: Mapping[str, str], reader: frozenset[str], telling: Telling
) -> tuple[Part, ...]:
    """Per person or body what waits: the reader first, then whoever has the heaviest and the most to do."""
    per_owner: dict[str, list[Concern]] = {}
    for concern in shown:
        per_owner.setdefault(key_of(concern), []).append(concern)

    def place(key: str) -> tuple[bool, int, int, str]:
        own = per_owner[key]
        return key not in reader, min(concern.rule.severity.rank for concern in own), -len(own), key

    return tuple(
        Part(
            key=key,
            name=_name(per_owner[key][0], names),
            count=len(per_owner[key]),
            is_reader=key in reader,
            chapters=_chapters(per_owner[key], telling),
        )
        for key in sorted(per_owner, key=place)
    )


def _name(concern: Concern, names: Mapping[str, str]) -> str:
    name = names.get(concern.turn.who, concern.turn.label)
    return name[:1].upper() + name[1:]


def _telling(programme: Programme, chosen: Mapping[str, str]) -> Telling:
    whole = bool(chosen["eigenaar"] and chosen["regel"])
    return Telling(programme.network, None if whole else MOST_LINES)


def _chapters(concerns: Iterable[Concern], telling: Telling) -> tuple[Chapter, ...]:
    per_rule: dict[Rule, list[Concern]] = {}
    for concern in concerns:
        per_rule.setdefault(concern.rule, []).append(concern)
    return tuple(
        Chapter(rule, len(found), tuple(telling.line(concern) for concern in found[: telling.most]))
        for rule, found in per_rule.items()
    )


def _mended_at(concern: Concern) -> str:
    """The page on which it can be mended: that of the link, of the SMART text, or where the element is changed."""
    if concern.about == "link":
        return reverse("steering:link", args=concern.codes)
    if concern.rule in WITHOUT_TEXT or (concern.about == "goal" and concern.rule in SMART_RULES):
        return reverse("steering:smart", args=concern.codes)
    if concern.about == "result" and concern.rule in SMART_RULES:
        return reverse("steering:result", args=concern.codes) + "#smart"
    return reverse("steering:change", args=concern.codes)


def _only(words: Iterable[str]) -> str:
    different = set(words)
    return different.pop() if len(different) == 1 else ""


def _owners(concerns: Iterable[Concern], names: Mapping[str, str]) -> list[Choice]:
    labels = {key_of(concern): _name(concern, names) for concern in concerns}
    counts = Counter(key_of(concern) for concern in concerns)
    return sorted((Choice(key, labels[key], count) for key, count in counts.items()), key=lambda choice: choice.label)


def _rules(concerns: Iterable[Concern]) -> list[Choice]:
    counts = Counter(concern.rule for concern in concerns)
    heaviest = sorted(HEALTH_RULES, key=lambda rule: rule.severity.rank)
    return [Choice(rule.code, rule.title, counts[rule]) for rule in heaviest if counts[rule]]


def _kinds(concerns: Iterable[Concern]) -> list[Choice]:
    counts = Counter(concern.about for concern in concerns)
    return [Choice(kind, label, counts[kind]) for kind, label in KINDS.items() if counts[kind]]
