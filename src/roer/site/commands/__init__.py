"""The command line: `roer --help`. One module per family of commands; what is refused is said in Dutch, on stderr."""

from __future__ import annotations

import os
import sys

import typer

from roer import __version__
from roer.core.values.errors import RoerError
from roer.data.releases.release import AttackFound
from roer.site.commands import demo, din, disclosure, figures, ledger, letters, people, release, workspace

__all__ = ["app", "main"]

REFUSED, ATTACKED = 1, 3
EPILOG = (
    "Uitgangscodes: 0 gelukt · 1 geweigerd, de melding zegt waarom · 2 verkeerd gebruik · "
    "3 de aanval vond iets, er is niets vrijgegeven."
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

_din = typer.Typer(help="Het doelen-inspanningennetwerk: tekenen, vergelijken, exporteren.", no_args_is_help=True)
_din.command("draw")(din.draw_command)
_din.command("compare")(din.compare_command)
_din.command("export")(din.export_command)

app.command("demo")(demo.demo)
app.command("init")(workspace.init)
app.command("check")(figures.check)
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
        app()
    except RoerError as refusal:
        typer.secho("Geweigerd.", err=True, fg="red", bold=True)
        typer.echo(str(refusal), err=True)
        sys.exit(ATTACKED if isinstance(refusal, AttackFound) else REFUSED)
    except BrokenPipeError:
        # Whoever read our output had enough; say nothing more, not even while closing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(REFUSED)
