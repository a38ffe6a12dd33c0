"""The site as a WSGI application. Before it answers anybody it opens its main pages itself, so that the first reader
does not wait for templates to be compiled and the ledger to be folded.
"""

from __future__ import annotations

import os
from contextlib import closing
from wsgiref.types import WSGIApplication
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application

FIRST_PAGES = ("/", "/din/", "/resultaten/", "/roadmap/", "/monitors/", "/brieven/")


def _warmed(site: WSGIApplication) -> WSGIApplication:
    for path in FIRST_PAGES if settings.ROER_WORKSPACE else ():
        environ: dict[str, object] = {"PATH_INFO": path, "HTTP_HOST": settings.ALLOWED_HOSTS[0]}
        setup_testing_defaults(environ)
        environ["wsgi.url_scheme"] = "https" if settings.SECURE_SSL_REDIRECT else "http"
        with closing(site(environ, lambda _status, _headers, _exc_info=None: len)) as page:
            for _ in page:
                pass
    return site


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roer.site.settings")
application = _warmed(get_wsgi_application())
