"""The register of persons: enter people, and give the names that belong to ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.http import HttpRequest

from roer.office.people.models import Account, Person


def enter(person_id: str, *, name: str, function: str = "", password: str | None = None) -> Person:
    """Enter a person, or correct what is known of her. Without `password` she can sign in in the demo only."""
    person = Person(id=person_id, name=name, function=function)
    person.full_clean(validate_unique=False, validate_constraints=False)
    with transaction.atomic():
        person.save()
        account, new = Account.objects.get_or_create(person=person, defaults={"sign_in_name": person_id})
        if password is not None or new:
            account.set_password(password)
            account.save()
    return person


def names_of(ids: Iterable[str]) -> Mapping[str, str]:
    """The name of each of these persons; somebody who is not (or no longer) known keeps the id."""
    wanted = set(ids)
    known = dict(Person.objects.filter(id__in=wanted).values_list("id", "name"))
    return {person: known.get(person, person) for person in wanted}


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in; None when nobody is."""
    return request.user.person if isinstance(request.user, Account) else None
