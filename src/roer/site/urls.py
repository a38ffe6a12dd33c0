"""Every address of the site. Each room keeps its own; pages people meet have Dutch names."""

from django.urls import include, path

from roer.site.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("api/", include("roer.office.ledger.urls")),
    path("", include("roer.office.people.urls")),
    path("", include("roer.office.steering.urls")),
    path("", include("roer.office.monitors.urls")),
    path("", include("roer.office.letters.urls")),
]
