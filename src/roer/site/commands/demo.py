"""`roer demo`: the example of Hillegom, Lisse and Teylingen, made and served. What is done is not redone."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

import roer
from roer.core.values.dutch import plural
from roer.core.values.errors import RoerError
from roer.data.workspace import Workspace
from roer.site.commands.figures import build_in
from roer.site.commands.place import open_site
from roer.site.commands.release import release_admitted
from roer.site.commands.serving import LOOPBACK, check_port_free, collect_static, serve_forever
from roer.site.commands.steps import Steps
from roer.site.visiting import visit

PACKAGE = Path(roer.__file__).resolve().parent
EXAMPLE = PACKAGE.parents[1] / "examples" / "hlt"
MARKER = ".roer-demo.json"
MADE_BY = ("core", "data", "site/example", "office/ledger")
"""The rooms whose code makes the example: when they change, it is made anew."""
SEED = 20210119
PRODUCT = "jeugdmonitor"
OK = 200


class PageFailed(RoerError):
    """A page of the example does not open."""


class NotADemo(RoerError):
    """The folder holds something that the demo did not make."""


def demo(
    folder: Annotated[Path, typer.Option("--dir", help="De map voor het voorbeeld.")] = Path("demo"),
    port: Annotated[int, typer.Option("--port", envvar="ROER_PORT", min=1, max=65535, help="De poort.")] = 8000,
    build_only: Annotated[bool, typer.Option("--build-only", help="Maak alles, maar toon het niet.")] = False,
) -> None:
    """Maak het voorbeeld van Hillegom, Lisse en Teylingen, en toon het op deze computer."""
    if not build_only:
        check_port_free(port)
    steps = Steps()
    making = Making(folder.resolve(), _fingerprint())
    made = not making.is_finished
    if not made:
        steps.skip("Voorbeeld maken")
        workspace = open_site(making.folder, demo=True)
        collect_static(workspace)
    else:
        workspace = _make(making, steps)
    steps.tell_times()
    if not build_only:
        if made:
            _start_afresh()
        typer.echo("  Meld u aan als een van de fictieve mensen: kies rechtsboven ‘Aanmelden’.", err=True)
        serve_forever(host=LOOPBACK, port=port, workers=1)


def _start_afresh() -> None:
    """Run the same command in the place of this one: the example is there now, and nothing is loaded yet.

    Workers are copies of the process that starts them, and the script engine that drew the first figures does not work
    in a copy: the first figure that nobody drew yet would wait for ever.
    """
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 our own command, as it was given


@dataclass(frozen=True, slots=True)
class Making:
    """A demo in the making: where, from what (`fingerprint`), and how far, kept in a marker in the folder itself."""

    folder: Path
    fingerprint: str

    @property
    def is_finished(self) -> bool:
        """Whether everything was made from exactly this."""
        return self._kept() == {"fingerprint": self.fingerprint, "finished": True}

    def start(self) -> bool:
        """Take the folder; clear it when it was made from something else, and tell so. Raises NotADemo."""
        kept = self._kept()
        if kept is None and self.folder.exists() and (not self.folder.is_dir() or any(self.folder.iterdir())):
            raise NotADemo(f"{self.folder} is niet leeg en is niet door 'roer demo' gemaakt. Kies een andere map.")
        self.folder.mkdir(parents=True, exist_ok=True)
        changed = kept is not None and kept.get("fingerprint") != self.fingerprint
        if changed:
            self._clear()
        self._keep(finished=False)
        return changed

    def finish(self) -> None:
        """Everything is made."""
        self._keep(finished=True)

    def _clear(self) -> None:
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path)
            elif path.name != MARKER:
                path.unlink()

    def _kept(self) -> dict[str, object] | None:
        try:
            return json.loads((self.folder / MARKER).read_text())
        except (OSError, ValueError):
            return None

    def _keep(self, *, finished: bool) -> None:
        fresh = self.folder / f"{MARKER}.{os.getpid()}"
        fresh.write_text(json.dumps({"fingerprint": self.fingerprint, "finished": finished}))
        fresh.replace(self.folder / MARKER)


def _make(making: Making, steps: Steps) -> Workspace:
    from roer.site.example.generator import generate

    with steps.step("Voorbeeld neerzetten"):
        if making.start():
            steps.say("Het voorbeeld is veranderd sinds de vorige keer; alles wordt opnieuw gemaakt.")
        shutil.copytree(EXAMPLE, making.folder, dirs_exist_ok=True)
    with steps.step("Fictieve gegevens maken"):
        generate(Workspace(making.folder).deliveries, seed=SEED, progress=steps.say)
    with steps.step("Programma en mensen inlezen"):
        workspace = open_site(making.folder, demo=True)
        _load_programme(workspace, steps)
    build_in(workspace, steps)
    released = release_admitted(workspace, PRODUCT, steps)
    with steps.step("Pagina's en figuren klaarzetten"):
        collect_static(workspace)
        _draw(released.municipalities)
    making.finish()
    return workspace


def _load_programme(workspace: Workspace, steps: Steps) -> None:
    from roer.office.ledger.transfer import import_lines
    from roer.office.people.register import enter, open_account
    from roer.site.example.programme import people

    outcome = import_lines(workspace.programme_ledger.read_text(encoding="utf-8").splitlines())
    for person in people():
        entered = enter(person.id, name=person.name, function=person.function)
        if person.persona:
            open_account(entered, password=None)
    steps.say(f"{plural(outcome.added, 'handeling', 'handelingen')} ingelezen")


def _draw(municipalities: tuple[str, ...]) -> None:
    """Open the pages whose figures are drawn once and kept."""
    from django.core.wsgi import get_wsgi_application

    site, page = get_wsgi_application(), f"/monitors/{PRODUCT}/"
    for address in (page, *(f"{page}?gebied={code}" for code in municipalities)):
        if (status := visit(site, address)) != OK:
            raise PageFailed(f"De pagina {address} opent niet ({status}). Kijk hierboven naar de melding.")


def _fingerprint() -> str:
    """The hash of everything that the example is made from."""
    if not EXAMPLE.is_dir():
        raise NotADemo("Het voorbeeld staat niet bij deze installatie. Haal Roer op als broncode, met de map examples.")
    told = hashlib.sha256(roer.__version__.encode())
    for path in _ingredients():
        told.update(str(path.relative_to(PACKAGE.parents[1])).encode() + b"\0" + path.read_bytes())
    return told.hexdigest()


def _ingredients() -> Iterator[Path]:
    yield from sorted(path for path in EXAMPLE.rglob("*") if path.is_file())
    for room in MADE_BY:
        yield from sorted((PACKAGE / room).rglob("*.py"))
