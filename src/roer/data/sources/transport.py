"""How a document is fetched: from a live server, or from a folder in which its answers were recorded. One seam.

A live server is asked politely and trusted little: only hosts that the definition names, no redirects, bounded size,
bounded time, bounded retries.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

import requests

from roer.core.values.errors import RoerError
from roer.data.sources.delivery import Part, refuse
from roer.data.sources.strict_json import read_object

NEXT_LINK = "odata.nextLink"
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Answer:
    """A document, what it was made of, and the link to the next page if there is one."""

    document: dict[str, Any]
    part: Part
    next_link: str | None


class NotThere(RoerError):
    """The server or the folder has no such document."""


class Transport(Protocol):
    """Where documents come from."""

    @property
    def name(self) -> str:
        """What to call it in a message."""
        ...

    def fetch(self, entity_set: str) -> Answer:
        """The first page of an entity set. Raises NotThere when there is none."""
        ...

    def follow(self, answer: Answer, page: int, entity_set: str) -> Answer | None:
        """Page number `page` (from 2), the one after `answer`; None when that was the last."""
        ...


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try: attempts per document, seconds before each, and the limits of one answer."""

    attempts: int = 4
    first_pause: float = 0.5
    longest_pause: float = 20.0
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    answer_seconds: float = 300.0
    answer_bytes: int = 256 * 1024 * 1024
    sleep: Callable[[float], None] = time.sleep


@dataclass(frozen=True, slots=True)
class Recorded:
    """A folder with recorded answers: `TypedDataSet.json`, or `TypedDataSet_page1.json`, `_page2.json` and so on."""

    folder: Path
    name: str

    def fetch(self, entity_set: str) -> Answer:
        """The first page of an entity set."""
        for name in (f"{entity_set}.json", f"{entity_set}_page1.json"):
            if (self.folder / name).is_file():
                return self._read(name)
        raise NotThere(f"{self.name}/{entity_set}.json is er niet")

    def follow(self, answer: Answer, page: int, entity_set: str) -> Answer | None:
        """The next recorded page."""
        name = f"{entity_set}_page{page}.json"
        there = (self.folder / name).is_file()
        if there != bool(answer.next_link):
            what = f"{answer.part.name} noemt een vervolg, maar {name} is er niet"
            if there:
                what = f"{name} is er, maar {answer.part.name} noemt geen vervolg"
            raise refuse("lost_page", what, f"{self.name}/{name}", "Neem de tabel opnieuw op, met alle bladzijden.")
        return self._read(name) if there else None

    def _read(self, name: str) -> Answer:
        content = (self.folder / name).read_bytes()
        return _answer(content, name, f"{self.name}/{name}")


@dataclass(frozen=True, slots=True)
class Live:
    """A server that answers in OData; `base` is the address of the table."""

    base: str
    hosts: frozenset[str]
    patience: Patience = Patience()
    session: requests.Session = field(default_factory=requests.Session)

    @property
    def name(self) -> str:
        """The last part of the address."""
        return self.base.rstrip("/").rpartition("/")[2]

    def fetch(self, entity_set: str) -> Answer:
        """The first page of an entity set."""
        return self._ask(f"{self.base.rstrip('/')}/{entity_set}?$format=json", entity_set, page=1)

    def follow(self, answer: Answer, page: int, entity_set: str) -> Answer | None:
        """The page that the answer links to."""
        if answer.next_link is None:
            return None
        try:
            return self._ask(urljoin(f"{self.base.rstrip('/')}/", answer.next_link), entity_set, page=page)
        except NotThere as error:
            cure = "Probeer het later opnieuw; er is niets veranderd."
            raise refuse("lost_page", str(error), f"{self.name}/{entity_set}", cure) from None

    def _ask(self, url: str, entity_set: str, *, page: int) -> Answer:
        where = f"{self.name}/{entity_set}" + (f", bladzijde {page}" if page > 1 else "")
        self._check_host(url, where)
        for attempt in range(1, self.patience.attempts + 1):
            last = attempt == self.patience.attempts
            try:
                reply = self.session.get(url, **self._manners())
                with reply:
                    if reply.status_code not in _TRY_AGAIN or last:
                        return self._taken(reply, entity_set, page, where)
                    pause = self._pause(attempt, reply.headers.get("Retry-After"))
            except (requests.Timeout, requests.ConnectionError, requests.exceptions.ChunkedEncodingError) as error:
                if last:
                    what = f"de server antwoordt niet of breekt af ({type(error).__name__}), {attempt} keer geprobeerd"
                    raise refuse(
                        "no_answer", what, where, "Probeer het later opnieuw; er is niets veranderd."
                    ) from None
                pause = self._pause(attempt, None)
            except requests.RequestException as error:
                cure = "Kijk of het adres in de bron klopt."
                raise refuse("no_answer", f"de vraag mislukt ({type(error).__name__})", where, cure) from None
            self.patience.sleep(pause)
        raise AssertionError("the last attempt returns or raises")

    def _manners(self) -> dict[str, Any]:
        limits = (self.patience.connect_seconds, self.patience.read_seconds)
        return {"timeout": limits, "stream": True, "allow_redirects": False, "headers": {"Accept": "application/json"}}

    def _check_host(self, url: str, where: str) -> None:
        host, home = urlsplit(url), urlsplit(self.base)
        if host.hostname not in self.hosts or (host.scheme, host.netloc) != (home.scheme, home.netloc):
            what = f"de bron verwijst naar een andere server ({host.hostname})"
            raise refuse("other_host", what, where, "Klopt die server, zet hem dan als locatie en bij `hosts`.")

    def _pause(self, attempt: int, asked: str | None) -> float:
        if asked and asked.isdigit():
            return min(float(asked), self.patience.longest_pause)
        jitter = random.uniform(0.5, 1.0)  # noqa: S311  spreads retries, guards nothing
        return min(self.patience.first_pause * 2.0 ** (attempt - 1), self.patience.longest_pause) * jitter

    def _taken(self, reply: requests.Response, entity_set: str, page: int, where: str) -> Answer:
        if reply.status_code == 404:
            raise NotThere(f"{where} is er niet (404)")
        if reply.status_code != 200:
            what = f"de server antwoordt met {reply.status_code} in plaats van cijfers"
            cure = (
                "Probeer het later opnieuw; er is niets veranderd."
                if reply.status_code >= 429
                else "Kijk het adres na."
            )
            raise refuse("server_error", what, where, cure)
        kind = reply.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if "json" not in kind:
            rule = "html_instead_of_json" if kind == "text/html" else "content_type"
            what = f"de server stuurt {kind or 'iets zonder soort'} in plaats van JSON"
            raise refuse(rule, what, where, "Kijk of het adres nog klopt en vrij toegankelijk is.")
        return _answer(self._body(reply, where), f"{entity_set}_page{page}.json", where)

    def _body(self, reply: requests.Response, where: str) -> bytes:
        content, deadline = bytearray(), time.monotonic() + self.patience.answer_seconds
        for piece in reply.iter_content(1 << 16):
            content += piece
            if len(content) > self.patience.answer_bytes or time.monotonic() > deadline:
                what = "het antwoord is te groot of komt te langzaam"
                raise refuse("answer_too_large", what, where, "Vraag de leverancier om een kleinere tabel.")
        return bytes(content)


def _answer(content: bytes, name: str, where: str) -> Answer:
    document = read_object(content, where)
    if "odata.error" in document or not isinstance(document.get("value"), list):
        what = "het antwoord is geen lijst van OData (het veld `value` ontbreekt)"
        raise refuse("not_odata", what, where, "Kijk of het adres een OData-tabel van versie 3 is.")
    link = document.get(NEXT_LINK)
    return Answer(document, Part.of(name, content), link if isinstance(link, str) else None)
