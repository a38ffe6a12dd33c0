"""A letter as plain text, for a terminal or a mail: marks in square brackets, the sources at the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from roer.core.writing.blocks import LetterBody
from roer.office.letters.presenting import presented

Shown = dict[str, Any]


def as_text(body: LetterBody) -> str:
    """The whole text of a letter."""
    return "\n".join(_lines(presented(body))) + "\n"


def _lines(letter: Shown) -> Iterator[str]:
    yield letter["title"]
    yield "=" * len(letter["title"])
    yield from _blocks(letter["opening"])
    for number, section in enumerate(letter["sections"], start=1):
        heading = f"{number}. {section['heading']}"
        yield from ("", heading, "-" * len(heading))
        yield from _blocks(section["blocks"])
    yield from ("", "Waar komt dit vandaan?", "----------------------")
    for source in letter["sources"]:
        origin = f" ({source['origin']})" if source["origin"] else ""
        yield f"[{source['number']}] {source['text']}{origin}"


def _blocks(blocks: list[Shown]) -> Iterator[str]:
    for block in blocks:
        yield ""
        match block["type"]:
            case "heading":
                yield block["text"].upper()
            case "paragraph":
                yield _sentence(block["runs"])
            case "bullets":
                for item in block["items"]:
                    yield f"- {_sentence(item['runs'])}"
                    yield from (f"  {_sentence(line)}" for line in item["under"])
            case "table":
                yield from _table(block)


def _table(table: Shown) -> Iterator[str]:
    yield f"{_sentence(table['caption'])}:"
    names = [_sentence(cell["runs"]) for cell in table["head"]]
    for row in table["rows"]:
        first, *others = (_sentence(cell["runs"]) for cell in row)
        yield f"- {first}: " + "; ".join(f"{name} {said}" for name, said in zip(names[1:], others, strict=True) if said)
    yield from (_sentence(note) for note in table["notes"])


def _sentence(runs: list[Shown]) -> str:
    return "".join(run["text"] + "".join(f"[{mark}]" for mark in run.get("marks", ())) for run in runs)
