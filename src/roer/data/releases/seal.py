"""Sealing: everything a reader will ever need of a release in one folder, with the hash of every file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import roer
from roer.core.disclosure import AttackReport, SafeTable
from roer.core.indicators.definition import IndicatorDefinition
from roer.core.values.dutch import listing
from roer.data.releases.areas import AreaTree, Place, by_size
from roer.data.releases.cells import write_cells
from roer.data.releases.past import write_shown
from roer.data.releases.reader import AREAS, FORMAT, MANIFEST
from roer.data.releases.request import Request
from roer.data.releases.shaping import Shaping
from roer.data.sources.contract import PERSON_LEVELS

ATTACK = "attack.json"


@dataclass(frozen=True)
class Sealing:
    """All that goes into one release: the shaped indicators, the safe tables, and where they come from."""

    request: Request
    tree: AreaTree
    shapings: Sequence[Shaping]
    tables: Sequence[SafeTable]
    report: AttackReport

    @property
    def guarded(self) -> list[SafeTable]:
        """The tables that we protected ourselves; those of others need no guarding against what comes later."""
        return [table for table in self.tables if not table.policy.published]

    def write(self, folder: Path, *, name: str, fingerprint: str, moment: datetime) -> None:
        """Write every file of the release into `folder`, the manifest last."""
        for shaping in self.shapings:
            write_cells(folder / f"{shaping.indicator.code}.parquet", shaping.cells())
        write_shown(folder, self.guarded)
        if (boundaries := self.request.boundaries) is not None:
            self._write_areas(folder, boundaries)
        attacked = {
            "ok": self.report.ok,
            "found": len(self.report.found),
            "cells_tried": self.report.cells_tried,
            "programmes": self.report.programmes,
        }
        _write_json(folder / ATTACK, attacked)
        told = {
            "format": FORMAT,
            "id": name,
            "created_at": moment.isoformat(),
            "roer": roer.__version__,
            "fingerprint": fingerprint,
            "build": self.request.build.id,
            **self._content(),
            "attack": attacked,
            "files": {path.name: _hash_of(path) for path in sorted(folder.iterdir())},
        }
        _write_json(folder / MANIFEST, told)

    def _content(self) -> dict[str, Any]:
        catalogue, product = self.request.catalogue, self.request.product
        indicators = catalogue.indicators_of(product)
        used = {use.source for use in catalogue.source_uses(product)}
        texts = {page.text for page in product.pages if page.text}
        policies = {indicator.policy for indicator in indicators}
        left_out = sorted(set(self.tree.municipalities) - set(self.tree.released))
        return {
            "product": product.model_dump(mode="json"),
            "contract_hash": catalogue.contract_hash(product),
            "contract": catalogue.contract(product),
            "municipalities": {"released": list(self.tree.released), "excluded": left_out},
            "areas": self._areas(),
            "indicators": [self._told(shaping) for shaping in self.shapings],
            "policies": {name: catalogue.policies[name].model_dump(mode="json") for name in sorted(policies)},
            "sources": [self._source(source) for source in sorted(used)],
            "texts": {name: catalogue.texts[name] for name in sorted(texts)},
        }

    def _areas(self) -> list[dict[str, Any]]:
        """The areas that some cell is about, from large to small."""
        levels = {level for cube in self.request.product.cubes for level in cube.levels}
        tree, total = self.tree, self.tree.total
        larger = [tree.places[code] for code in self.request.product.areas.compare if code in tree.places]
        inside = tree.at(levels)
        shown = {place.code for place in inside}
        return [_area(total, None, self.tree.whole)] + [
            _area(place, self._parent(place, shown), place in larger or tree.is_released(place.code))
            for place in by_size([*larger, *inside])
        ]

    def _parent(self, place: Place, shown: set[str]) -> str | None:
        """The nearest area around it that is shown; the programme's total around municipalities."""
        if place.code not in self.tree.municipality_of:
            return None
        step = place.parent
        while step is not None and step not in shown:
            step = self.tree.places[step].parent if step in self.tree.places else None
        return step or self.tree.total.code

    def _told(self, shaping: Shaping) -> dict[str, Any]:
        indicator, cube = shaping.indicator, shaping.cube
        breakdown = indicator.breakdown(cube.breakdowns[0]) if cube.breakdowns else None
        return {
            **indicator.model_dump(mode="json", exclude={"breakdowns"}),
            "meaning_hash": indicator.meaning_hash(),
            "periods": list(shaping.periods),
            "levels": [level.value for level in cube.levels],
            "breakdown": breakdown.model_dump(mode="json") if breakdown else None,
            "parts_reason": self._parts_reason(indicator),
        }

    def _parts_reason(self, indicator: IndicatorDefinition) -> str | None:
        """Why the parts need not add up to the total: what the definition says, or what protecting did."""
        if indicator.region.reason:
            return indicator.region.reason
        policy = self.request.catalogue.policies[indicator.policy]
        done = [f"afgerond op een veelvoud van {policy.rounding}"] if policy.rounding else []
        if not policy.published:
            done.append("weggelaten waar ze te klein zijn")
        return (
            f"De cijfers zijn {listing(done)}. Daardoor tellen de delen niet precies op tot het totaal."
            if done
            else None
        )

    def _source(self, name: str) -> dict[str, Any]:
        source = self.request.catalogue.sources[name]
        receipt = self.request.build.receipts[name]
        told = {key: receipt[key] for key in ("id", "fetched_at", "content_hash", "marks")}
        if source.data_level not in PERSON_LEVELS:
            told |= {"rows": receipt["rows"], "sheets": receipt["sheets"]}
        return {
            "id": source.id,
            "title": source.title,
            "owner": source.owner,
            "licence": source.licence,
            "attribution": source.attribution,
            "origin": source.origin,
            "receipt": told,
        }

    def _write_areas(self, folder: Path, landed: Path) -> None:
        """The boundaries of the areas in this release; the key of the source becomes `properties.code`."""
        collection = json.loads(landed.read_text(encoding="utf-8"))
        features = [
            {**feature, "properties": {"code": feature["id"], "name": self.tree.places[feature["id"]].name}}
            for feature in collection["features"]
            if self.tree.is_released(feature["id"])
        ]
        text = json.dumps(
            {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
        )
        (folder / AREAS).write_text(text, encoding="utf-8")


def _area(place: Place, parent: str | None, released: bool) -> dict[str, Any]:
    return {"code": place.code, "name": place.name, "parent": parent, "level": place.level, "released": released}


def _write_json(path: Path, told: Mapping[str, Any]) -> None:
    path.write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
