"""The site as a WSGI application. Before it answers anybody it opens its main pages itself, so that the first reader
does not wait for templates to be compiled and the ledger to be folded.
"""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from roer.site.visiting import visit

FIRST_PAGES = ("/", "/din/", "/resultaten/", "/roadmap/", "/monitors/", "/brieven/")

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roer.site.settings")
application = get_wsgi_application()
for page in FIRST_PAGES if settings.ROER_WORKSPACE else ():
    visit(application, page)
