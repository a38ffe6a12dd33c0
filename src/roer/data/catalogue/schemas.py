"""JSON Schemas of the definitions, for the editor in which analysts write them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from roer.core.disclosure import Policy
from roer.core.indicators.definition import IndicatorDefinition
from roer.core.indicators.product import ProductDefinition
from roer.data.catalogue.model import Header
from roer.data.sources.contract import SourceDefinition

_KINDS: Mapping[str, type[BaseModel]] = {
    "source": SourceDefinition,
    "model": Header,
    "indicator": IndicatorDefinition,
    "product": ProductDefinition,
    "policy": Policy,
}


def schemas() -> dict[str, str]:
    """File name → JSON Schema (draft 2020-12), as text that is the same each time."""
    return {f"{name}.schema.json": _told(name, model) for name, model in _KINDS.items()}


def _told(name: str, model: type[BaseModel]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema(), "title": name}
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")
        written.append(folder / name)
    return tuple(written)
