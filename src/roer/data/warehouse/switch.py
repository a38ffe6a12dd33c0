"""Putting a finished folder in place so that a reader sees the old one or the new one, whole, whatever happens.

A folder is made under a hidden name, written through to disk, renamed, and only then pointed at: `kill -9` or a power
cut at any moment leaves the pointer on something whole.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from roer.core.values.errors import RoerError

_MAKING = ".making-"


class Busy(RoerError):
    """Somebody else is making the same thing right now."""


@contextlib.contextmanager
def making(parent: Path, name: str) -> Iterator[Path]:
    """An empty hidden folder to make `parent/name` in; what is left of broken-off attempts is swept away first.

    Raises Busy when another process is at work in `parent`. The folder is gone afterwards, unless it was put in place.
    """
    parent.mkdir(parents=True, exist_ok=True)
    with (parent / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(
                f"Er is al iemand bezig in {parent.name}. Wacht tot dat klaar is en probeer het dan opnieuw."
            ) from error
        for left in parent.glob(f"{_MAKING}*"):
            shutil.rmtree(left)
        folder = parent / f"{_MAKING}{name}"
        folder.mkdir(mode=0o700)
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def put_in_place(folder: Path, final: Path) -> None:
    """Write everything in `folder` through to disk and give it its final name, which must be new."""
    for path in sorted(folder.rglob("*")):
        _through(path)
    _through(folder)
    folder.rename(final)
    _through(final.parent)


def point(pointer: Path, name: str) -> None:
    """Let `pointer` name this folder from now on: one rename, seen by the next reader."""
    fresh = pointer.with_name(f".new-{pointer.name}")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(f"{name}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(pointer)
    _through(pointer.parent)


def pointed(pointer: Path) -> Path | None:
    """The folder that `pointer` names, beside it; None when there is none yet."""
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    folder = pointer.parent / name
    return folder if name and folder.is_dir() else None


def _through(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
