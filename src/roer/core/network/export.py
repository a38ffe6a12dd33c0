"""The network as plain values, for other programs: everything that the picture shows, and what it came from."""

from __future__ import annotations

from typing import Any

from roer.core.programme.network_state import Lineage, Network


def as_plain(network: Network) -> dict[str, list[dict[str, Any]]]:
    """Elements, links and lineage as JSON knows values: in code order, with since when and where each comes from."""
    return {
        "elements": [
            {**record.element.model_dump(mode="json"), "since": record.since.isoformat(), "origin": record.origin}
            for record in network.open_elements()
        ],
        "links": [
            {
                **record.link.model_dump(mode="json"),
                "confirmed_on": record.confirmed_on.isoformat(),
                "confirmed_by": record.confirmed_by,
                "origin": record.origin,
            }
            for record in network.links_in_order()
        ],
        "lineage": [_line(line) for line in network.lineage],
    }


def _line(line: Lineage) -> dict[str, Any]:
    return {
        "op": line.op,
        "predecessors": list(line.predecessors),
        "successors": list(line.successors),
        "motive": line.motive,
        "decision": line.decision,
        "date": line.date.isoformat(),
        "by": line.by,
    }
