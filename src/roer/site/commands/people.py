"""`roer people`: who may sign in. What they may do follows from their seats in the programme."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from django.core.exceptions import ValidationError

from roer.core.values.errors import InputRefused, Problem
from roer.site.commands.place import HERE, Folder, open_site

app = typer.Typer(help="De mensen van het programma en hun wachtwoord.", no_args_is_help=True)


@app.command()
def enter(
    person: Annotated[str, typer.Argument(help="De aanmeldnaam, zoals anna-de-vries; die staat in het grootboek.")],
    name: Annotated[str, typer.Option("--name", help="De naam op het scherm.")],
    function: Annotated[str, typer.Option("--function", help="Wat zij doet, in een paar woorden.")] = "",
    folder: Folder = HERE,
) -> None:
    """Voer iemand in, of verbeter haar gegevens, en vraag om haar wachtwoord."""
    open_site(folder)
    from django.contrib.auth.password_validation import validate_password

    from roer.office.people.register import enter as enter_person
    from roer.office.people.register import open_account

    password = typer.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog een keer")
    try:
        validate_password(password)
        open_account(enter_person(person, name=name, function=function), password=password)
    except ValidationError as refusal:
        raise InputRefused(list(_problems(person, refusal))) from None
    typer.echo(f"{name} kan zich aanmelden als {person}.")


def _problems(person: str, refusal: ValidationError) -> Iterator[Problem]:
    for error in refusal.error_list if hasattr(refusal, "error_list") else _of_fields(refusal):
        # Django's own Dutch lacks this one sentence.
        short = error.code == "password_too_short"
        what = f"Het wachtwoord is korter dan {error.params['min_length']} tekens." if short else error.messages[0]
        yield Problem("person", what, person, "Pas dit aan.")


def _of_fields(refusal: ValidationError) -> Iterator[ValidationError]:
    for errors in refusal.error_dict.values():
        yield from errors
