"""The annex with the network: the version of the letter on A3 sheets, and the same in a table (bijlage 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from roer.core.network.drawing import Caption
from roer.core.network.facts import Facts
from roer.core.network.known_views import VIEWS
from roer.core.network.roadmap import footer_of, gate_counts, order_through, remarks, roadmap_items
from roer.core.network.sheets import sheets
from roer.core.programme.elements import Code, Element, Result
from roer.core.programme.network_state import Network
from roer.core.programme.records import LetterRecord
from roer.core.programme.state import Programme
from roer.core.values.dutch import day, plural
from roer.core.writing.facts import plain
from roer.office.letters.governance import chart_sheets, governance_of


@dataclass(frozen=True, slots=True)
class Annexes:
    """Bijlagen: the bodies with their seats; the network as sheets, as a sentence and as a table."""

    governance: Sequence[dict[str, Any]]
    sheets: Sequence[str]
    described: str
    network: Sequence[dict[str, str]]
    chart: Sequence[str] = ()
    """The governance as sheets."""

    @classmethod
    def of(cls, programme: Programme, letter: LetterRecord) -> Annexes:
        """The annexes of a letter, from the programme as the letter may tell it."""
        return cls(
            governance=governance_of(programme, letter),
            sheets=network_sheets(programme, letter),
            described=described(programme, letter),
            network=network_rows(programme, letter),
            chart=chart_sheets(programme, letter),
        )


def network_sheets(programme: Programme, letter: LetterRecord) -> tuple[str, ...]:
    """The network of the letter as SVG documents, coloured by policy field; nothing in them leads anywhere."""
    version = programme.versions[letter.draft.to_version]
    items = roadmap_items(programme, on=letter.draft.letter_date)
    view, network = VIEWS[0], version.network
    until = [known.network for number, known in sorted(programme.versions.items()) if number <= version.number]
    footer = footer_of(programme, version=version.number, view=view.title, digest=version.hash)
    return sheets(
        network,
        order=order_through(until),
        colouring=view.colour(Facts(network, programme.policy_fields, gate_counts(items))),
        policy_fields=programme.policy_fields,
        roadmap=items,
        caption=Caption(_("Doel-Inspanningen-Netwerk"), footer),
        address=lambda _element: "",
    )


def described(programme: Programme, letter: LetterRecord) -> str:
    """The picture in one sentence, for those who hear it."""
    version = programme.versions[letter.draft.to_version]
    network = version.network
    return _(
        "Het Doel-Inspanningen-Netwerk van %(day)s: %(goals)s, %(results)s en %(efforts)s, met %(links)s. "
        "Hetzelfde staat hierna in een tabel."
    ) % {
        "day": day(version.version_date),
        "goals": plural(len(network.goals), _("doel"), _("doelen")),
        "results": plural(len(network.results), _("resultaat"), _("resultaten")),
        "efforts": plural(len(network.efforts), _("inspanning"), _("inspanningen")),
        "links": plural(len(network.links), _("relatie"), _("relaties")),
    }


def network_rows(programme: Programme, letter: LetterRecord) -> list[dict[str, str]]:
    """The picture as a table: per result its goals, its efforts and where it stands; then what has no result."""
    network = programme.versions[letter.draft.to_version].network
    told = remarks(roadmap_items(programme, on=letter.draft.letter_date))
    rows = [_row(network, result, told.get(result.code, "")) for result in network.results]
    linked = {code for ends in network.links for code in ends}
    loose = [element for element in (*network.goals, *network.efforts) if element.code not in linked]
    if loose:
        rows.append(
            {
                "result": _("zonder relatie"),
                "goals": _named(loose, _is_goal),
                "efforts": _named(loose, _is_effort),
                "remark": "",
            }
        )
    return rows


def _row(network: Network, result: Result, remark: str) -> dict[str, str]:
    return {
        "result": _name(result),
        "goals": _named(
            _elements(network, (record.link.target for record in network.links_from(result.code))), _is_goal
        ),
        "efforts": _named(
            _elements(network, (record.link.source for record in network.links_to(result.code))), _is_effort
        ),
        "remark": remark,
    }


def _elements(network: Network, codes: Iterable[Code]) -> list[Element]:
    return [network.elements[code].element for code in codes]


def _named(elements: Iterable[Element], wanted: Callable[[Element], bool]) -> str:
    return "; ".join(_name(element) for element in elements if wanted(element))


def _is_goal(element: Element) -> bool:
    return element.type == "goal"


def _is_effort(element: Element) -> bool:
    return element.type == "effort"


def _name(element: Element) -> str:
    return f"{element.code} {plain(element.title)}"
