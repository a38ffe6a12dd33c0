"""What every answer of the site has in common."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

pytestmark = pytest.mark.django_db
STYLES = ("roer/tokens/hlt.css", "roer/roer.css")


def test_no_page_may_load_from_elsewhere_or_run_loose_script(client):
    policy = client.get("/")["Content-Security-Policy"]
    told = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert told["default-src"] == "'self'"
    assert told["frame-ancestors"] == told["object-src"] == told["base-uri"] == "'none'"
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_every_page_carries_the_headers_that_protect_readers(client, header, value):
    assert client.get("/")[header] == value


def test_the_site_lives_and_is_ready(client):
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json() == {"status": "ready"}


def test_an_address_that_does_not_exist_says_so_in_dutch(client):
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "Deze pagina bestaat niet" in answer.text


def test_a_page_is_dutch_whatever_the_browser_prefers(client):
    assert '<html lang="nl">' in client.get("/", headers={"accept-language": "en"}).text


def test_passwords_are_kept_with_argon2():
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]


def _styles() -> str:
    return "\n".join(Path(finders.find(name)).read_text() for name in STYLES)


def test_the_style_is_light_and_asks_nothing_elsewhere():
    text = _styles()
    assert len(text.encode()) < 25_000
    assert "url(" not in text
    assert "@import" not in text


def test_the_style_respects_what_readers_set():
    text = _styles()
    for wish in ("prefers-reduced-motion", "forced-colors", "@media print", "focus-visible"):
        assert wish in text


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tokens() -> dict[str, str]:
    found = re.findall(r"(--[\w-]+): (#[0-9a-f]{3,6});", _styles())
    return {name: value if len(value) == 7 else "#" + "".join(c * 2 for c in value[1:]) for name, value in found}


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        ("--utrecht-document-color", "--utrecht-document-background-color"),
        ("--utrecht-heading-color", "--utrecht-document-background-color"),
        ("--utrecht-link-color", "--utrecht-document-background-color"),
        ("--utrecht-link-color", "--roer-brand-surface"),
        ("--roer-muted-color", "--utrecht-document-background-color"),
        ("--roer-brand-color", "--roer-brand-surface"),
        ("--roer-surface", "--roer-brand-color-soft"),
        ("--roer-surface", "--roer-brand-color"),
        ("--roer-surface", "--roer-met-color"),
        *(
            (f"--roer-{state}-color", f"--roer-{state}-surface")
            for state in ("met", "progress", "notmet", "lapsed", "na")
        ),
    ],
)
def test_text_stands_out_from_its_ground(ink, paper):
    tokens = _tokens()
    light, dark = sorted((_luminance(tokens[ink]), _luminance(tokens[paper])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
