"""Write what is generated: reference pages, the editor's schemas, the example's ledger and picture; `--check` compares.

Run by `make docs` and, with `--check`, by `make check`.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import get_args

import typer

from roer.core.network.compare import KINDS, Change
from roer.core.network.drawing import draw
from roer.core.network.facts import Facts
from roer.core.network.field_changes import FieldChange
from roer.core.network.health_rules import NETWORK_RULES
from roer.core.network.known_views import VIEWS
from roer.core.network.look import Caption
from roer.core.network.roadmap import footer_of, gate_counts, order_through, roadmap_items
from roer.core.network.scene import scene
from roer.core.programme import acts, gates
from roer.core.programme.entries import Entry
from roer.core.programme.findings import Rule
from roer.core.programme.folding import fold
from roer.core.programme.smart_rules import SMART_RULES, criterion_of
from roer.data.catalogue.schemas import schemas
from roer.site.commands import app
from roer.site.example.programme import example_ledger

ROOT = Path(__file__).resolve().parents[1]
NOTE = "<!-- Written by `make docs`; do not edit. -->\n\n"


def _sentence(documented: object) -> str:
    return re.sub(r"\s+", " ", (inspect.getdoc(documented) or "").strip())


def acts_page() -> str:
    """Every act with its meaning and fields, from the classes themselves."""
    lines = ["# Acts\n", "The only ways in which a programme changes; `kind` tells them apart in JSON.\n"]
    for act in get_args(get_args(acts.Act)[0]):
        lines.append(f"## `{act.model_fields['kind'].default}`\n\n{_sentence(act)}\n")
        lines.append("| field | type | required |\n|---|---|---|")
        for name, field in act.model_fields.items():
            if name != "kind":
                kind = re.sub(
                    r"(roer\.core\.programme\.elements\.|typing\.|datetime\.)", "", _type_name(field.annotation)
                )
                lines.append(f"| `{name}` | {kind} | {'yes' if field.is_required() else 'no'} |")
        lines.append("")
    return "\n".join(lines)


def _type_name(annotation: object) -> str:
    name = annotation.__name__ if inspect.isclass(annotation) and not get_args(annotation) else str(annotation)
    name = re.sub(r"Annotated\[(\w+), [^\[\]]*(\([^()]*(\([^()]*\))?[^()]*\))?[^\[\]]*\]", r"\1", name)
    return name.replace("|", "or").replace("<", "").replace(">", "")


def gates_page() -> str:
    """The four gates and the states that a gate can be in."""
    lines = [
        "# Gates\n",
        "Computed from evidence, never ticked (raadsbrief §3, bijlage 2).\n",
        "| gate | on screen |\n|---|---|",
    ]
    lines += [f"| `{gate.code}` | {gate.label} |" for gate in gates.GATES]
    lines += ["\n| state | on screen | sign |\n|---|---|---|"]
    lines += [f"| `{status.value}` | {status.label} | {status.sign} |" for status in gates.GateStatus]
    return "\n".join(lines) + "\n"


def smart_page() -> str:
    """The rules of a SMART text, per letter."""
    lines = [
        "# SMART texts\n",
        "What the checker asks of a text (programme.md 3.3). Whoever breaks a rule reads which, why, and what to write",
        "instead. A blocking finding keeps gate `client_agreed` closed; advice does not.\n",
        "| letter | stands for | rule | severity | asks | on screen |\n|---|---|---|---|---|---|",
    ]
    for rule in SMART_RULES:
        criterion = criterion_of(rule)
        lines.append(f"| {criterion.letter} | {criterion.value.replace('_', ' ')} | {_rule_cells(rule)} |")
    return "\n".join(lines) + "\n"


def health_page() -> str:
    """The rules of a healthy network."""
    lines = [
        "# Health of the network\n",
        "What `/din/gezondheid/` asks of the working network, beside the rules of [SMART texts](smart.md).",
        "Nothing of it is stored; the list follows from the ledger.\n",
        "| rule | severity | asks | on screen |\n|---|---|---|---|",
    ]
    lines += [f"| {_rule_cells(rule)} |" for rule in NETWORK_RULES]
    return "\n".join(lines) + "\n"


def _rule_cells(rule: Rule) -> str:
    return f"`{rule.code}` | {rule.severity.value} | {rule.asks} | {rule.title}"


def comparison_page() -> str:
    """What `roer din compare --json` and `/din/vergelijken/?vorm=json` answer, from the classes themselves."""
    lines = [
        "# Comparison of two networks\n",
        "`/din/vergelijken/?van=1&tot=2021-03-01&vorm=json` and `roer din compare --from 1 --to 2021-03-01 --json`.",
        "`vorm=csv` has the same changes as rows.\n",
        "| key | meaning |\n|---|---|",
        "| `from`, `to` | number of the version; null for a day or for the working network (`nu`) |",
        "| `from_date`, `to_date` | version date, or the day |",
        "| `from_hash`, `to_hash` | SHA-256 over elements and links |",
        "| `changes` | list of changes, in the order of the kinds below |",
    ]
    for shape in (Change, FieldChange):
        lines.append(f"\n## `{shape.__name__}`\n\n{_sentence(shape)}\n\n| key | type |\n|---|---|")
        lines += [f"| `{field.name}` | {str(field.type).replace('|', 'or')} |" for field in fields(shape)]
    lines += ["\n## Kinds\n", "| kind | on screen |\n|---|---|"]
    lines += [f"| `{kind}` | {heading} |" for kind, heading in KINDS.items()]
    return "\n".join(lines) + "\n"


def commands_page() -> str:
    """Every command with its arguments and options, from the command line itself."""
    lines = [
        "# Commands\n",
        "Exit codes: 0 done, 1 refused (the message says why), 2 wrong usage, 3 the attack won, 4 a fault.\n",
    ]
    root = typer.main.get_command(app)
    for path, command in _walk(root, ("roer",)):
        lines.append(f"## `{' '.join(path)}`\n\n{_sentence_of_help(command)}\n")
        parameters = [parameter for parameter in command.params if parameter.name != "help"]
        if parameters:
            lines.append("| parameter | meaning |\n|---|---|")
        for parameter in parameters:
            is_option = parameter.param_type_name == "option"
            spelled = ", ".join(parameter.opts) if is_option else str(parameter.name).upper()
            lines.append(f"| `{spelled}` | {getattr(parameter, 'help', '') or ''} |")
        lines.append("")
    return "\n".join(lines)


def _sentence_of_help(command: object) -> str:
    return re.sub(r"\s+", " ", (command.help or "").strip())


def _walk(command: object, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    children = getattr(command, "commands", None)
    if children is None:
        yield path, command
        return
    for name in sorted(children):
        yield from _walk(children[name], (*path, name))


def network_picture(ledger: str) -> str:
    """The last frozen network of the example as it stands in the README, drawn from the ledger itself."""
    programme = fold(Entry.model_validate_json(line) for line in ledger.splitlines())
    version = programme.versions[max(programme.versions)]
    items = roadmap_items(programme, on=version.version_date)
    colouring = VIEWS[0].colour(Facts(version.network, programme.policy_fields, gate_counts(items)))
    order = order_through([known.network for _, known in sorted(programme.versions.items())])
    drawn = scene(
        version.network, order=order, colouring=colouring, policy_fields=programme.policy_fields, roadmap=items
    )
    digest = version.network.content_hash()
    footer = footer_of(programme, version=version.number, view=colouring.title, digest=digest)
    caption = Caption("Doelen-inspanningennetwerk", footer)
    return draw(drawn, colouring=colouring, caption=caption, address=lambda element: f"#{element.code}").document()


def generated() -> dict[Path, str]:
    """All generated files with their contents."""
    ledger = example_ledger(ROOT / "examples/hlt")
    files = {
        ROOT / "docs/reference/acts.md": NOTE + acts_page(),
        ROOT / "docs/reference/gates.md": NOTE + gates_page(),
        ROOT / "docs/reference/comparison.md": NOTE + comparison_page(),
        ROOT / "docs/reference/smart.md": NOTE + smart_page(),
        ROOT / "docs/reference/health.md": NOTE + health_page(),
        ROOT / "docs/reference/commands.md": NOTE + commands_page(),
        ROOT / "docs/images/network.svg": network_picture(ledger) + "\n",
        ROOT / "examples/hlt/programme/ledger.jsonl": ledger,
    }
    for name, schema in schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        files[ROOT / f"docs/reference/schemas/{name}"] = text
    return files


def main() -> int:
    """Write the files, or with `--check` say which are stale."""
    check = "--check" in sys.argv[1:]
    stale = []
    for path, text in generated().items():
        if path.exists() and path.read_text() == text:
            continue
        stale.append(path.relative_to(ROOT))
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
    if stale:
        print("\n".join(f"{'stale' if check else 'written'}: {path}" for path in stale))
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
