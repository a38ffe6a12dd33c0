"""Headers on every answer that Django does not set itself."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

NOTHING_ASKED = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def permissions_policy(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Ask nothing of the reader's device; keep pages out of shared caches, since they may depend on who reads."""

    def with_headers(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Permissions-Policy", NOTHING_ASKED)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    return with_headers
