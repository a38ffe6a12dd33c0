"""Wrong usage of a command, said in Dutch: the command line's own library speaks English only."""

from __future__ import annotations

import re

import typer

UsageError = typer.BadParameter.__mro__[1]
"""What the library raises for any wrong usage; it has no public name of its own."""

_SAID = (
    (r"Missing (?:argument|option|parameter) ?'?(.*?)'?\.?$", r"\1 ontbreekt."),
    (r"No such option: (\S+)(?: \(Possible options: (.*)\))?", r"Optie \1 bestaat niet."),
    (r"No such command '(.*?)'\.(?: Did you mean '?(.*?)'?\?)?$", r"Commando '\1' bestaat niet."),
    (r"Missing command\.", "Noem een commando."),
    (r"Got unexpected extra argument\(s\) \((.*)\)", r"Dit is te veel: \1."),
    (r"Option '(.*)' requires an argument\.", r"Achter \1 hoort een waarde."),
    (r"Option '(.*)' does not take a value\.", r"Achter \1 hoort geen waarde."),
    (r"(?:file|dir|path) '(.*)' does not exist\.", r"'\1' is er niet."),
    (r"(?:file|dir|path) '(.*)' is a directory\.", r"'\1' is een map; hier hoort een bestand."),
    (r"(?:file|dir|path) '(.*)' is a file\.", r"'\1' is een bestand; hier hoort een map."),
    (r"Input should be a valid integer.*", "hier hoort een heel getal."),
    (r"Input should be less than or equal to (.*)", r"het getal mag ten hoogste \1 zijn."),
    (r"Input should be greater than or equal to (.*)", r"het getal moet ten minste \1 zijn."),
    (r".*'(.*)' does not match the formats '%Y-%m-%d'\.", r"'\1' is geen dag; schrijf bijvoorbeeld 2021-01-19."),
)
"""What the library says, and how we say it. What is not here is shown as it is."""

_ABOUT = re.compile(r"Invalid value for (.*?)(?: \(env var: '.*?'\))?: (.*)", re.DOTALL)
_MEANT = re.compile(r"(?:Did you mean|Possible options:) '?([^'?)]+)")


def told(error: Exception) -> str:
    """The sentence for whoever typed it, and where to look."""
    message = " ".join(error.format_message().split())  # type: ignore[attr-defined]  # every usage error has it
    sentence = _dutch(message)
    if meant := _MEANT.search(message):
        sentence += f" Bedoelde u {meant[1]}?"
    context = getattr(error, "ctx", None)
    return f"{sentence}\nZie '{context.command_path} --help'." if context else sentence


def _dutch(message: str) -> str:
    if about := _ABOUT.fullmatch(message):
        return f"{about[1].strip(chr(39))}: {_dutch(about[2])}"
    for pattern, sentence in _SAID:
        if found := re.fullmatch(pattern, message):
            return found.expand(sentence)
    return message
