"""Persons that a file names and nobody knows: most often a typing error, that no rule of the network would notice."""

from __future__ import annotations

from collections.abc import Iterator

from roer.core.network.cells import echo, nearest
from roer.core.network.planning import Plan
from roer.core.programme.elements import PersonId
from roer.core.programme.network_acts import AddEffort, AddGoal, AddResult, ChangeElement
from roer.core.programme.network_state import NetworkAct
from roer.core.programme.state import Programme
from roer.core.values.errors import Problem
from roer.office.people.models import Person


def strangers_in(plan: Plan, programme: Programme) -> tuple[Problem, ...]:
    """A problem for each person in what would be recorded who is in neither the register nor the programme."""
    known = set(Person.objects.values_list("id", flat=True))
    known |= {record.seat.person for record in programme.seats} | programme.organisation.persons
    known |= {person for record in programme.network.elements.values() for person in _persons(record.element)}
    return tuple(
        Problem("unknown_person", f"Er is geen persoon {echo(person)}.", place, nearest(person, sorted(known)))
        for act, place in zip(plan.acts, plan.places, strict=True)
        for person in _persons(_element(act))
        if person not in known
    )


def _element(act: NetworkAct) -> object:
    match act:
        case AddGoal():
            return act.goal
        case AddResult():
            return act.result
        case AddEffort():
            return act.effort
        case ChangeElement():
            return act.element
        case _:
            return None


def _persons(element: object) -> Iterator[PersonId]:
    """The owner and the client of an element, as far as it has them."""
    named = (getattr(element, name, None) for name in ("owner", "client"))
    yield from (person for person in named if person)
