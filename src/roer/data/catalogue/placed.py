"""YAML as analysts write it, read with the line of every field, so that an error can point at its place.

Stricter than YAML itself: `no` is a word and not false, `0534` is a code and not a number, a date stays text, and a
field that is given twice is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import yaml

from roer.core.values.errors import InputRefused, Problem

Composed = TypeVar("Composed")
Way = tuple[str | int, ...]
"""The way to a field from the top of the file: names of fields and positions in lists."""

_SCALARS = (
    (re.compile(r"^(?:true|false)$"), lambda text: text == "true"),
    (re.compile(r"^(?:null|~|)$"), lambda _: None),
    (re.compile(r"^-?(?:0|[1-9]\d*)$"), int),
    (re.compile(r"^-?(?:0|[1-9]\d*)\.\d+$"), float),
)


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file says (`value`), where it stands (`name`, relative to the catalogue), and the line of each field."""

    name: str
    value: object
    lines: dict[Way, int] = field(repr=False)

    def where(self, way: Way) -> str:
        """'indicators/x.yml, regel 12, veld scale.unit': the nearest field that stands in the file."""
        known = way
        while known and known not in self.lines:
            known = known[:-1]
        line = f", regel {self.lines[known]}" if known in self.lines else ""
        told = ".".join(str(step + 1) if isinstance(step, int) else step for step in known)
        return f"{self.name}{line}{f', veld {told}' if told else ''}"


def read_placed(path: Path, name: str) -> Placed:
    """The YAML file at `path`. Raises InputRefused with the line when it is not YAML or names a field twice."""
    return placed_text(_text(path, name), name)


def read_all_placed(path: Path, name: str) -> tuple[Placed, ...]:
    """Every document in the YAML file at `path` that says something, `---` between them. Raises InputRefused."""
    text = _text(path, name)
    nodes = _composed(name, 1, lambda: list(yaml.compose_all(text, Loader=yaml.SafeLoader)))
    told = tuple(placed for node in nodes if (placed := _placed(node, name, 1)).value is not None)
    return told or (_placed(None, name, 1),)


def placed_text(text: str, name: str, *, first_line: int = 1) -> Placed:
    """The same for text that stands in another file from `first_line` on, such as the header of a model."""
    node = _composed(name, first_line, lambda: yaml.compose(text, Loader=yaml.SafeLoader))
    return _placed(node, name, first_line)


def _text(path: Path, name: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        cure = "Sla het bestand op als UTF-8."
        raise InputRefused([Problem("yaml_encoding", "het bestand is geen UTF-8", name, cure)]) from error


def _composed(name: str, first_line: int, compose: Callable[[], Composed]) -> Composed:
    try:
        return compose()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        cure = "Kijk naar het inspringen rond deze regel, en zet tekst met leestekens tussen aanhalingstekens."
        raise InputRefused(
            [Problem("yaml_syntax", "dit is geen geldige YAML", f"{name}, regel {line}", cure)]
        ) from error
    except yaml.YAMLError as error:
        raise InputRefused(
            [Problem("yaml_syntax", "dit is geen geldige YAML", name, "Haal vreemde tekens weg.")]
        ) from error


def _placed(node: yaml.Node | None, name: str, first_line: int) -> Placed:
    if node is None:
        raise InputRefused([Problem("yaml_empty", "het bestand is leeg", name, "Vul de velden in of haal het weg.")])
    lines: dict[Way, int] = {}
    twice: list[Way] = []
    value = _built(node, (), lines, twice, first_line)
    placed = Placed(name, value, lines)
    if twice:
        raise InputRefused(
            [
                Problem("yaml_twice", "dit veld staat er twee keer", placed.where(way), "Houd er één over.")
                for way in twice
            ]
        )
    return placed


def _built(node: yaml.Node, way: Way, lines: dict[Way, int], twice: list[Way], first_line: int) -> object:
    lines.setdefault(way, node.start_mark.line + first_line)
    if isinstance(node, yaml.SequenceNode):
        return [_built(item, (*way, at), lines, twice, first_line) for at, item in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return _scalar(node)
    built: dict[str, object] = {}
    for key, value in node.value:
        name = str(key.value)
        if name in built:
            twice.append((*way, name))
        lines[(*way, name)] = key.start_mark.line + first_line
        built[name] = _built(value, (*way, name), lines, twice, first_line)
    return built


def _scalar(node: yaml.Node) -> object:
    text = str(node.value)
    if getattr(node, "style", None) in ("'", '"', "|", ">"):
        return text
    for pattern, made in _SCALARS:
        if pattern.match(text):
            return made(text)
    return text
