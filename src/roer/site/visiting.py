"""Opening pages from within, without a network: to have everything ready before the first reader comes."""

from __future__ import annotations

from contextlib import closing
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings


def visit(site: WSGIApplication, address: str) -> int:
    """Open the page at `address` (path and query) and give its status."""
    path, _, query = address.partition("?")
    environ: dict[str, object] = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": settings.ALLOWED_HOSTS[0]}
    setup_testing_defaults(environ)
    environ["wsgi.url_scheme"] = "https" if settings.SECURE_SSL_REDIRECT else "http"
    told: list[str] = []

    def start_response(status: str, _headers: object, _exc_info: object = None) -> object:
        told.append(status)
        return told.append

    with closing(site(environ, start_response)) as page:
        for _part in page:
            pass
    return int(told[0].split()[0])
