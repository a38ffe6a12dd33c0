"""Which part of the network somebody asked to see, as it stands in the address: columns, filters, only a path.

What cannot be is passed over and said; a wrong address never breaks a page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from roer.core.network.selecting import Selection
from roer.core.network.sources import SOURCES, SourceName
from roer.core.programme.elements import Phase, Umbrella
from roer.core.programme.labels import label
from roer.core.programme.state import Programme
from roer.core.values.dutch import listing

COLUMNS = {"doelen": "goal", "resultaten": "result", "inspanningen": "effort", "roadmap": "roadmap"}
"""The columns as the address names them, with the type of element in each."""
FILTERS = {
    "gemeente": SourceName.MUNICIPALITY,
    "beleidsterrein": SourceName.POLICY_FIELD,
    "eigenaar": SourceName.OWNER,
    "fase": SourceName.PHASE,
    "paraplu": SourceName.UMBRELLA,
}
"""By what the network can be selected, as the address names it."""
NEIGHBOURS = "buren"
ALL = tuple(COLUMNS)
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Shown:
    """Getoond deel of the network; without anything asked it is the whole, with all columns."""

    columns: tuple[str, ...] = ALL
    selection: Selection = field(default_factory=Selection)
    neighbours: bool = False
    alone: bool = False

    @classmethod
    def of(cls, asked: QueryDict, known: Mapping[str, Mapping[str, str]], problems: list[str]) -> Shown:
        """Read the address; `known` gives the values of each filter. What cannot be is added to `problems`."""
        reach = asked.get("bereik", "")
        if reach not in ("", NEIGHBOURS):
            problems.append(_("Bereik ‘%(asked)s’ kennen we niet. U ziet het hele pad.") % {"asked": _short(reach)})
        return cls(
            columns=_columns(asked.getlist("kolommen"), problems),
            selection=Selection.of({FILTERS[name]: _values(asked, name, known[name], problems) for name in FILTERS}),
            neighbours=reach == NEIGHBOURS,
            alone=asked.get("alleen") == "1",
        )

    @property
    def types(self) -> frozenset[str]:
        """The types of elements in the columns that are shown."""
        return frozenset(COLUMNS[name] for name in self.columns)

    @property
    def roadmap(self) -> bool:
        """Whether the roadmap is shown; it stands beside the results and goes with them."""
        return {"roadmap", "resultaten"} <= set(self.columns)

    def pairs(self) -> list[tuple[str, str]]:
        """This part as pairs of an address; nothing for the whole."""
        found = [("kolommen", ",".join(self.columns))] if self.columns != ALL else []
        found += [(name, value) for name, source in FILTERS.items() for value in self.selection.values(source)]
        found += [("bereik", NEIGHBOURS)] if self.neighbours else []
        return found + ([("alleen", "1")] if self.alone else [])

    def told(self, known: Mapping[str, Mapping[str, str]]) -> str:
        """What is selected, in words: 'fase van de inspanning uitvoering of nazorg'; empty for everything."""
        return "; ".join(
            f"{SOURCES[source].title.lower()} {listing([known[name].get(value, value) for value in values], 'of')}"
            for name, source in FILTERS.items()
            if (values := self.selection.values(source))
        )


def known_values(programme: Programme, owners: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
    """Per filter its values with their words, in the order in which one chooses them."""
    return {
        "gemeente": {code: item.name for code, item in sorted(programme.municipalities.items())},
        "beleidsterrein": _by_word({code: item.name for code, item in programme.policy_fields.items()}),
        "eigenaar": _by_word(owners),
        "fase": {phase.value: label(phase) for phase in Phase},
        "paraplu": {umbrella.value: label(umbrella) for umbrella in Umbrella},
    }


def _by_word(words: Mapping[str, str]) -> dict[str, str]:
    return dict(sorted(words.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _columns(asked: Iterable[str], problems: list[str]) -> tuple[str, ...]:
    """The columns in their order, from `doelen,resultaten` or a value for each; all of them when there is none."""
    wanted = [name for value in asked for name in value.split(",") if name]
    if unknown := [name for name in wanted if name not in COLUMNS]:
        problems.append(
            _("Kolom ‘%(asked)s’ is er niet. Kies uit %(known)s.")
            % {"asked": _short(unknown[0]), "known": listing(list(COLUMNS))}
        )
    found = tuple(name for name in COLUMNS if name in wanted)
    return found if set(found) - {"roadmap"} else ALL


def _values(asked: QueryDict, name: str, known: Collection[str], problems: list[str]) -> list[str]:
    wanted = [value for value in asked.getlist(name) if value]
    if unknown := [value for value in wanted if value not in known]:
        problems.append(
            _("‘%(asked)s’ kennen we niet als %(name)s. Die keuze is overgeslagen.")
            % {"asked": _short(unknown[0]), "name": name}
        )
    return [value for value in wanted if value in known]


def _short(asked: str) -> str:
    """What was asked, short enough to say back; templates escape it."""
    return asked[:_LONGEST_SHOWN]
