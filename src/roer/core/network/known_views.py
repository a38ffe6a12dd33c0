"""The colour views that every programme has: each follows from the facts by the same engine as one's own views."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roer.core.network.colouring import SHADES, Colour, Colouring
from roer.core.network.compare import Comparison
from roer.core.network.facts import Facts
from roer.core.network.sources import SourceName
from roer.core.network.views import ColourView, coloured, spread
from roer.core.programme.network_state import Network
from roer.core.values.dutch import listing

MOST_CHOSEN = 6
"""How many elements at once can be told apart by their colours."""
_CONTRIBUTION = "Welke inspanning draagt bij aan welke resultaten"


@dataclass(frozen=True, slots=True)
class KnownView:
    """Weergave with a code for the address and a title for the screen; `define` gives its rules for some facts.

    `fingerprint` changes whenever its rules do; that of a view that is part of Roer never does.
    """

    code: str
    title: str
    define: Callable[[Facts], ColourView]
    sources: frozenset[SourceName] = frozenset()
    fingerprint: str = ""

    def colour(self, facts: Facts) -> Colouring:
        """The network in the colours of this view."""
        return coloured(self.define(facts), facts)


def _by(
    code: str, title: str, source: SourceName, *colours: Colour, several: bool = False, rest: str = "zonder waarde"
) -> KnownView:
    """A view with a colour for every value of one source; `rest` is what the legend calls what has none."""

    def define(facts: Facts) -> ColourView:
        view = spread(source, facts, name=title, several=several, colours=colours)
        return view.model_copy(update={"rest": rest})

    return KnownView(code, title, define, frozenset({source}))


def _contribution(facts: Facts) -> ColourView:
    """Which effort serves which result (bijlage 2): results in their own colours, efforts striped with what they serve.

    With elements chosen: each of them has a colour, and everything on its path a stripe of it.
    """
    chosen = tuple(code for code in dict.fromkeys(facts.chosen) if facts.network.is_open(code))[:MOST_CHOSEN]
    if not chosen:
        return spread(SourceName.SERVES_RESULT, facts, name=_CONTRIBUTION, several=True)
    view = spread(SourceName.CHOSEN, facts, name=f"{_CONTRIBUTION}: {listing(chosen)}", several=True)
    return view.model_copy(update={"rules": view.rules[:MOST_CHOSEN], "rest": "niet op een pad"})


def _changed(facts: Facts) -> ColourView:
    view = spread(SourceName.CHANGED, facts, name="Gewijzigd tussen twee versies")
    return view.model_copy(update={"rest": "niet gewijzigd"})


_GREEN_TO_RED = (
    Colour.GREEN, Colour.SKY, Colour.YELLOW, Colour.ORANGE, Colour.RED,
    Colour.GREY, Colour.GREY, Colour.GREY, Colour.GREY,
)  # fmt: skip
"""The target states in order; what is not known is grey, and told apart by its pattern."""

CHANGED = KnownView("wijzigingen", "Gewijzigd sinds een versie", _changed, frozenset({SourceName.CHANGED}))
_RISK = (Colour.SKY, Colour.GREEN, Colour.ORANGE, Colour.RED)
_FRESH = (Colour.GREEN, Colour.YELLOW, Colour.RED)
_HEALTH = (Colour.RED, Colour.ORANGE, Colour.YELLOW, Colour.SKY)
_STAFFED = (Colour.GREEN, Colour.ORANGE, Colour.RED)
_SPENT = (Colour.GREEN, Colour.YELLOW, Colour.RED, Colour.PINK)
VIEWS = (
    _by("beleidsterrein", "Beleidsterrein", SourceName.POLICY_FIELD, several=True, rest="zonder beleidsterrein"),
    _by("fase", "Fase van de inspanningen", SourceName.PHASE),
    KnownView(
        "bijdrage", "Welke inspanning, welk resultaat",
        _contribution, frozenset({SourceName.SERVES_RESULT, SourceName.CHOSEN}),
    ),
    _by("poorten", "Stand van de poorten", SourceName.GATES, Colour.RED, *SHADES),
    _by("doelen", "Welk doel wordt gediend", SourceName.SERVES_GOAL, several=True, rest="dient nog geen doel"),
    _by("doelstand", "Stand van de streefdoelen", SourceName.TARGET, *_GREEN_TO_RED, rest="zonder SMART-omschrijving"),
    _by("gegevens", "Gegevensniveau", SourceName.DATA_LEVEL, *_RISK),
    _by("gemeente", "Gemeente", SourceName.MUNICIPALITY, several=True),
    _by("eigenaar", "Eigenaar", SourceName.OWNER, rest="zonder eigenaar"),
    CHANGED,
    _by("versheid", "Hoe lang geleden bevestigd", SourceName.FRESHNESS, *_FRESH, rest="zonder relaties"),
    _by("gezondheid", "Aandachtspunten", SourceName.ATTENTION, *_HEALTH),
    _by("capaciteit", "Capaciteit in dit kwartaal", SourceName.CAPACITY, *_STAFFED, rest="geen inzet gevraagd"),
    _by("kosten", "Kosten", SourceName.SPEND, *_SPENT, rest="geen bedragen geboekt"),
)  # fmt: skip
"""The views that every programme has; the first is the usual one."""


def view_by(code: str | None) -> KnownView:
    """The view with this code; the usual one when there is none such."""
    return next((view for view in VIEWS if view.code == code), VIEWS[0])


def by_change(comparison: Comparison, network: Network) -> Colouring:
    """Elements by what happened to them between two networks."""
    return CHANGED.colour(Facts(network, {}, changes=comparison))
