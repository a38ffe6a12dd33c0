"""The command line: `roer --help`. One module per family of commands; what is refused is said in Dutch, on stderr."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path

import typer

from roer import __version__
from roer.core.values.errors import RoerError
from roer.site.commands import (
    check,
    demo,
    din,
    din_files,
    disclosure,
    figures,
    ledger,
    letters,
    people,
    release,
    workspace,
)
from roer.site.commands.usage import UsageError, told

__all__ = ["app", "main"]

REFUSED, WRONG_USAGE, ATTACKED, FAULT = 1, 2, 3, 4
EPILOG = (
    "Uitgangscodes: 0 gelukt · 1 geweigerd, de melding zegt waarom · 2 verkeerd gebruik · "
    "3 de aanval vond iets, er is niets vrijgegeven · 4 een fout in Roer zelf of in de computer."
)

app = typer.Typer(
    name="roer",
    help="Roer: een programma voor datagedreven sturing besturen, met beveiligde cijfers en brieven aan de raad.",
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"roer {__version__}")
        raise typer.Exit


@app.callback()
def roer(
    version: bool = typer.Option(False, "--version", callback=_tell_version, is_eager=True, help="Toon de versie."),
) -> None:
    """Roer: een programma voor datagedreven sturing besturen, met beveiligde cijfers en brieven aan de raad."""


_letter = typer.Typer(help="De brieven aan de gemeenteraden: concept, tekst, PDF, aanbieden.", no_args_is_help=True)
_letter.command("draft")(letters.draft)
_letter.command("show")(letters.show)
_letter.command("pdf")(letters.pdf)
_letter.command("offer")(letters.offer)

_din = typer.Typer(
    help="Het doelen-inspanningennetwerk: tekenen, vergelijken, exporteren, inlezen.", no_args_is_help=True
)
_din.command("draw")(din.draw_command)
_din.command("compare")(din.compare_command)
_din.command("export")(din_files.export_command)
_din.command("import")(din_files.import_command)

app.command("demo")(demo.demo)
app.command("init")(workspace.init)
app.command("check")(check.check)
app.command("build")(figures.build)
app.command("release")(release.release)
app.command("protect")(disclosure.protect_command)
app.command("attack")(disclosure.attack_command)
app.command("serve")(workspace.serve)
app.add_typer(ledger.app, name="ledger")
app.add_typer(_din, name="din")
app.add_typer(_letter, name="letter")
app.add_typer(people.app, name="people")


def main() -> None:
    """Run the command line; a refusal ends with its reason on stderr and exit code 1."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except UsageError as wrong:
        _tell_wrong_usage(wrong)
        sys.exit(WRONG_USAGE)
    except typer.Abort:
        typer.echo("\nAfgebroken; er is niets veranderd.", err=True)
        sys.exit(REFUSED)
    except RoerError as refusal:
        typer.secho("Geweigerd.", err=True, fg="red", bold=True)
        typer.echo(str(refusal), err=True)
        sys.exit(_code_of(refusal))
    except BrokenPipeError:
        # Whoever read our output had enough; say nothing more, not even while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(REFUSED)
    except Exception as error:
        if os.environ.get("ROER_DEBUG"):
            raise
        typer.secho("Er ging iets mis.", err=True, fg="red", bold=True)
        typer.echo(_told_safely(error), err=True)
        sys.exit(FAULT)


def _tell_wrong_usage(wrong: Exception) -> None:
    # A family of commands without a command shows its help; the library calls that wrong usage too.
    if type(wrong).__name__ == "NoArgsIsHelpError":
        typer.echo(str(wrong), err=True)
        return
    typer.secho("Verkeerd gebruik.", err=True, fg="red", bold=True)
    typer.echo(told(wrong), err=True)


def _code_of(refusal: RoerError) -> int:
    """3 when the attack won, 1 otherwise. What releases is loaded by then, or it cannot have attacked."""
    releasing = sys.modules.get("roer.data.releases.release")
    return ATTACKED if releasing and isinstance(refusal, releasing.AttackFound) else REFUSED


def _told_safely(error: Exception) -> str:
    """What went wrong and where, without the text of the error itself: that may quote a person's data."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'De computer'}: {error.strerror}. Wat er stond, staat er nog."
    last = traceback.extract_tb(error.__traceback__)[-1]
    return (
        f"{type(error).__name__} in {Path(last.filename).name}, regel {last.lineno}. Dit is een fout in Roer zelf: "
        "meld haar bij de beheerder. Met ROER_DEBUG=1 ziet u de hele melding; daar kunnen gegevens in staan."
    )
