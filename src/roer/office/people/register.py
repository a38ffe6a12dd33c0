"""The register of persons: enter people, give them an account, and give the names that belong to ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.http import HttpRequest

from roer.office.people.models import Account, Person


def enter(person_id: str, *, name: str, function: str = "") -> Person:
    """Enter a person, or correct what is known of her. Raises Django's ValidationError."""
    person = Person(id=person_id, name=name, function=function)
    person.full_clean(validate_unique=False, validate_constraints=False)
    person.save()
    return person


def open_account(person: Person, *, password: str | None) -> Account:
    """Give a person an account, or a new password. Without a password she can sign in in the demo only."""
    account = Account.objects.filter(person=person).first() or Account(person=person, sign_in_name=person.id)
    account.set_password(password)
    account.save()
    return account


def names_of(ids: Iterable[str]) -> Mapping[str, str]:
    """The name of each of these persons; somebody who is not (or no longer) known keeps the id."""
    wanted = set(ids)
    known = dict(Person.objects.filter(id__in=wanted).values_list("id", "name"))
    return {person: known.get(person, person) for person in wanted}


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in; None when nobody is."""
    return request.user.person if isinstance(request.user, Account) else None


def reader_of(request: HttpRequest) -> str | None:
    """The id of who is signed in; None for a visitor."""
    person = person_of(request)
    return person.id if person else None
