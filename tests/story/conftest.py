"""The example as its users meet it: built by the command, served on loopback, opened in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROER = Path(sys.executable).with_name("roer")
CHROMIUM = "/usr/bin/chromium"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Told:
    """How a command ended: its exit code, and what it told on stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def everything(self) -> str:
        """All that a person saw, as one line."""
        return " ".join(f"{self.out} {self.err}".split())


@pytest.fixture(scope="session")
def roer() -> Callable[..., Told]:
    """Run `roer …` as a person would, in a process of its own."""

    def run(*words: object) -> Told:
        ran = subprocess.run([ROER, *map(str, words)], capture_output=True, text=True, check=False, timeout=120)
        return Told(ran.returncode, ran.stdout, ran.stderr)

    return run


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `roer demo --build-only` made the whole example."""
    folder = tmp_path_factory.mktemp("demo") / "hlt"
    made = subprocess.run([ROER, "demo", "--dir", folder, "--build-only"], capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout[-4000:] + made.stderr[-4000:]
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path, log: Path, *, patience: int = 60) -> Iterator[str]:
    """The address of the example in this folder, as long as it is served; `patience` in seconds until it answers."""
    port = _free_port()
    with log.open("wb") as output:
        server = subprocess.Popen(
            [ROER, "demo", "--dir", folder, "--port", str(port)], stdout=output, stderr=output, env=os.environ
        )
        address = f"http://127.0.0.1:{port}"
        try:
            for _ in range(patience * 5):
                if server.poll() is not None:
                    pytest.fail(log.read_text()[-4000:])
                try:
                    if requests.get(f"{address}/healthz", timeout=1).ok:
                        break
                except requests.ConnectionError:
                    time.sleep(0.2)
            else:
                pytest.fail("the site does not answer: " + log.read_text()[-4000:])
            yield address
        finally:
            server.terminate()
            server.wait(timeout=20)


@pytest.fixture(scope="session")
def site(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the served example, shared by all stories: what one changes, no other may ask for."""
    with served(demo_folder, tmp_path_factory.mktemp("log") / "serve.log") as address:
        yield address


@pytest.fixture
def own_folder(demo_folder: Path, tmp_path: Path) -> Path:
    """A copy of the built and released example, for a story that changes much."""
    return shutil.copytree(demo_folder, tmp_path / "hlt")


@pytest.fixture
def own_site(own_folder: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the served copy."""
    with served(own_folder, tmp_path / "serve.log") as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without its own calls home; gone with the module, because Django minds the loop it keeps."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield chromium
        chromium.close()


@dataclass
class Visit:
    """A page that was opened, with what the browser complained of and what it asked for elsewhere."""

    page: Page
    errors: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    bytes_per_kind: dict[str, int] = field(default_factory=dict)


class Reader:
    """Someone with a browser window of a given width."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context = context
        self.site = site

    def visit(self, path: str) -> Visit:
        """Open a page and wait until it is quiet."""
        visit = Visit(self.context.new_page())
        visit.page.on("console", lambda line: visit.errors.append(line.text) if line.type == "error" else None)
        visit.page.on("pageerror", lambda error: visit.errors.append(str(error)))
        home = urlsplit(self.site).netloc

        def note(request: object) -> None:
            parts = urlsplit(request.url)
            if parts.scheme in ("http", "https") and parts.netloc != home:
                visit.elsewhere.append(request.url)

        def weigh(request: object) -> None:
            sizes = request.sizes()
            kind = request.resource_type
            visit.bytes_per_kind[kind] = visit.bytes_per_kind.get(kind, 0) + sizes["responseBodySize"]

        visit.page.on("request", note)
        visit.page.on("requestfinished", weigh)
        visit.page.goto(self.site + path, wait_until="networkidle")
        return visit

    def record(self, *wanted: Mapping[str, Any]) -> tuple[int, dict[str, Any]]:
        """What a program of this person gets back when it records these acts: the status and the answer."""
        token = next(one["value"] for one in self.context.cookies() if one["name"] == "csrftoken")
        answer = self.context.request.post(
            f"{self.site}/api/v1/handelingen",
            data=json.dumps(list(wanted) if len(wanted) > 1 else wanted[0]),
            headers={"Content-Type": "application/json", "X-CSRFToken": token, "Referer": self.site},
        )
        return answer.status, answer.json()

    def sign_in(self, name: str) -> None:
        """Sign in as one of the example's personas by the name on the button."""
        page = self.visit("/aanmelden/").page
        page.get_by_role("button", name=name).first.click()
        page.wait_for_load_state("networkidle")
        page.close()


@pytest.fixture
def reader(browser: Browser, site: str) -> Iterator[Reader]:
    """A reader with an ordinary screen."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
    yield Reader(context, site)
    context.close()


@pytest.fixture
def somebody(browser: Browser, own_site: str) -> Iterator[Callable[[str], Reader]]:
    """Opens a browser for one of the example's personas at the copy; each has a window of her own."""
    contexts = []

    def opened(name: str) -> Reader:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="nl-NL")
        contexts.append(context)
        reader = Reader(context, own_site)
        if name:
            reader.sign_in(name)
        return reader

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def plain(browser: Browser, site: str) -> Iterator[Reader]:
    """A reader whose browser runs no script."""
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    yield Reader(context, site)
    context.close()
