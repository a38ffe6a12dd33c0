"""The names of everybody whom a programme mentions, fetched in one go."""

from __future__ import annotations

from collections.abc import Mapping

from roer.core.programme.state import Programme
from roer.office.people.register import names_of


def names_in(programme: Programme) -> Mapping[str, str]:
    """Names by id of persons, and names by code of bodies: whoever can be to move, own or decide."""
    ids = {record.seat.person for record in programme.seats} | programme.organisation.persons
    for record in programme.network.elements.values():
        ids |= {person for person in (record.element.owner, getattr(record.element, "client", None)) if person}
        ids.add(record.added.by)
    ids |= {record.by for record in programme.decisions.values()}
    bodies = {code: record.body.name for code, record in programme.bodies.items()}
    return {**names_of(ids), **bodies}
