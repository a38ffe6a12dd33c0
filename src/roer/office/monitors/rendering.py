"""Figures drawn once and kept: in the memory of this process, and on disk for every process after it.

A drawing follows from the release, from what the reader chose and from the code that draws. The hash of those three is
its name, so nothing kept can be stale, and a warm page neither builds a specification nor wakes the script engine.
"""

from __future__ import annotations

import hashlib
import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import font_source_sans_pro
import vl_convert
from django.conf import settings

import roer.core.figures
from roer.office.monitors import svg

VEGA_LITE = "6.4"
LOCALE = "nl-NL"
_KEPT_IN_MEMORY = 256
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Drawing:
    """Tekening to make: its name within a release, its specification when it is needed, and its words."""

    key: tuple[str, ...]
    specification: Callable[[], dict[str, Any]]
    title: str
    description: str
    hover: Callable[[], Sequence[str]] = tuple


class _Memory:
    """The drawings used last, for all threads of this process."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, name: str) -> str | None:
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def put(self, name: str, drawn: str) -> None:
        with self._lock:
            self._kept[name] = drawn
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)


_memory = _Memory(_KEPT_IN_MEMORY)
_engine = threading.Lock()


def drawn(drawing: Drawing) -> str:
    """The drawing as SVG: from memory, from disk, or made now."""
    name = _name(drawing)
    found = _memory.get(name)
    if found is None:
        found = _from_disk(name)
        if found is None:
            with _engine:  # one script engine, and whoever waited for the same drawing finds it done
                found = _from_disk(name) or _made(drawing, name)
            _to_disk(name, found)
        _memory.put(name, found)
    return found


def _made(drawing: Drawing, name: str) -> str:
    _register_font()
    raw = vl_convert.vegalite_to_svg(
        drawing.specification(), vl_version=VEGA_LITE, format_locale=LOCALE, time_format_locale=LOCALE
    )
    key = f"f{name[:10]}"
    return svg.finished(raw, key=key, title=drawing.title, description=drawing.description, hover=drawing.hover())


@lru_cache(maxsize=1)
def _register_font() -> None:
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)


def _name(drawing: Drawing) -> str:
    told = "\n".join((_code(), drawing.title, drawing.description, *drawing.key))
    return hashlib.sha256(told.encode()).hexdigest()


@lru_cache(maxsize=1)
def _code() -> str:
    """The hash of the code that draws, and of the versions of the libraries that it draws with."""
    digest = hashlib.sha256(f"{vl_convert.__version__} {VEGA_LITE}".encode())
    folder = Path(roer.core.figures.__file__).parent
    for path in (*sorted(folder.glob("*.py")), Path(svg.__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _place(name: str) -> Path | None:
    return Path(settings.ROER_FIGURES) / name[:2] / f"{name}.svg" if settings.ROER_FIGURES else None


def _from_disk(name: str) -> str | None:
    place = _place(name)
    if place is None:
        return None
    try:
        return place.read_text(encoding="utf-8")
    except OSError:
        return None  # not there yet, or out of reach: it is drawn again


def _to_disk(name: str, drawn: str) -> None:
    """Keep it for other processes. A full or closed disk costs time later, not the page now."""
    place = _place(name)
    if place is None or place.exists():
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=place.parent, prefix=".", delete=False, encoding="utf-8") as file:
            file.write(drawn)
        Path(file.name).replace(place)
    except OSError as error:
        _log.warning("a drawing could not be kept: %s", type(error).__name__)
