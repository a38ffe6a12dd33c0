"""`roer letter`: draft a council letter, read it, make its PDFs, offer it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from roer.core.programme.records import LetterRecord
from roer.core.values.errors import InputRefused, Problem
from roer.site.commands.place import HERE, Folder, open_site

Code = Annotated[str, typer.Argument(help="De code van de brief, zoals RIB-2.")]
By = Annotated[str, typer.Option("--by", help="Wie dit vastlegt: de aanmeldnaam.")]


def draft(
    title: Annotated[str, typer.Option("--title", help="De titel van de brief.")],
    letter_date: Annotated[datetime, typer.Option("--date", formats=["%Y-%m-%d"], help="De datum van de brief.")],
    by: By,
    folder: Folder = HERE,
    officer: Annotated[str | None, typer.Option("--officer", help="De behandelend ambtenaar; anders --by.")] = None,
    code: Annotated[str | None, typer.Option("--code", help="Om een concept te vervangen; anders de volgende.")] = None,
    since: Annotated[int | None, typer.Option("--from", help="De DIN-versie waarvandaan de brief vertelt.")] = None,
    until: Annotated[int | None, typer.Option("--to", help="De DIN-versie tot waar; anders de laatste.")] = None,
    case: Annotated[list[str] | None, typer.Option("--case", help="Zaaknummer, zoals GM0534=Z-21-163431.")] = None,
    meeting: Annotated[list[str] | None, typer.Option("--meeting", help="Collegedag, zoals GM0534=2021-01-19.")] = None,
    holder: Annotated[list[str] | None, typer.Option("--holder", help="Portefeuillehouder: GM0534=naam.")] = None,
    embargo: Annotated[str | None, typer.Option("--embargo", help="In Nederlandse tijd: 2021-01-26T18:00.")] = None,
) -> None:
    """Maak een brief in concept, met een exemplaar voor elke raad. Wat u weglaat, volgt uit het programma."""
    open_site(folder)
    from roer.office.letters.offering import LetterPlan, draft_letter

    plan = LetterPlan(
        title=title,
        letter_date=letter_date.date(),
        handling_officer=officer or by,
        code=code,
        from_version=since,
        to_version=until,
        case_numbers=_pairs("--case", case),
        executive_dates={town: _day("--meeting", told) for town, told in _pairs("--meeting", meeting).items()},
        holders=_pairs("--holder", holder),
        embargo_until=embargo,
    )
    try:
        entry = draft_letter(plan, by=by)
    except ValidationError as refusal:
        raise InputRefused([_problem(error) for error in refusal.errors(include_url=False)]) from None
    typer.echo(f"Brief {entry.draft.act.code} staat in concept (regel {entry.seq}).")
    typer.echo(f"Lees hem met 'roer letter show {entry.draft.act.code}'.")


def show(
    code: Code,
    folder: Folder = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="De tekst als JSON, met de hash.")] = False,
) -> None:
    """Toon de tekst van een brief, met van elk getal de bron."""
    open_site(folder)
    from roer.office.letters.printing import TextUnknown
    from roer.office.letters.telling import as_text
    from roer.office.letters.texts import body_of

    letter = _letter(code)
    body = body_of(letter)
    if body is None:
        raise TextUnknown(letter)
    if as_json:
        told = {"letter": code, "hash": body.hash, "offered": letter.offered is not None}
        typer.echo(json.dumps({**told, "body": body.model_dump(mode="json")}, ensure_ascii=False))
    else:
        typer.echo(as_text(body), nl=False)


def pdf(
    code: Code,
    folder: Folder = HERE,
    municipality: Annotated[str | None, typer.Option("--gemeente", help="Alleen voor deze raad: GM0534.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="De map; anders var/letters.", file_okay=False)] = None,
) -> None:
    """Maak de PDF's van een brief: voor elke raad één, met bijlagen."""
    workspace = open_site(folder)
    from roer.office.letters.copies import copy_for
    from roer.office.letters.printing import copy_as_pdf

    letter = _letter(code)
    copy = copy_for(letter, municipality)
    if copy is None:
        raise InputRefused([Problem("copy", f"Brief {code} heeft geen exemplaar voor {municipality}.", "--gemeente")])
    target = out or workspace.letters / code
    target.mkdir(parents=True, exist_ok=True)
    for wanted in (copy,) if municipality else letter.draft.copies:
        path = target / f"{code}-{wanted.municipality}.pdf"
        path.write_bytes(copy_as_pdf(letter, wanted))
        typer.echo(str(path))


def offer(code: Code, by: By, folder: Folder = HERE) -> None:
    """Bied een brief aan de raden aan, namens de stuurgroep. Daarna verandert de tekst niet meer."""
    open_site(folder)
    from roer.office.letters.offering import offer_letter

    entry = offer_letter(code, by=by)
    typer.echo(f"Brief {code} is aangeboden (regel {entry.seq}); hash van de tekst {entry.draft.act.body_hash}.")


def _letter(code: str) -> LetterRecord:
    from roer.office.ledger.history import programme

    letters = programme().letters
    if code not in letters:
        known = f"Er zijn: {', '.join(sorted(letters))}." if letters else "Er zijn nog geen brieven."
        raise InputRefused([Problem("unknown_letter", f"Er is geen brief {code}.", "brief", known)])
    return letters[code]


def _pairs(option: str, told: list[str] | None) -> dict[str, str]:
    pairs = {}
    for pair in told or ():
        town, equals, value = pair.partition("=")
        if not equals or not value:
            raise InputRefused([Problem("pair", f"'{pair}' mist een deel.", option, "Schrijf het als GM0534=waarde.")])
        pairs[town] = value
    return pairs


def _day(option: str, told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        cure = "Schrijf het als 2021-01-19."
        raise InputRefused([Problem("day", f"'{told}' is geen dag.", option, cure)]) from None


def _problem(error: Mapping[str, Any]) -> Problem:
    where = ".".join(str(step) for step in error["loc"])
    return Problem(
        "letter", "Dit past niet in een brief.", where, "Kijk na hoe lang het is en welke tekens erin staan."
    )
