"""Whether the site lives, and whether it is ready to answer: for whatever watches over it."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe


@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """The database answers and its tables are those of this version; 503 with the reason when not."""
    try:
        executor = MigrationExecutor(connection)
        behind = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return JsonResponse({"status": "not_ready", "reason": "database"}, status=503)
    if behind:
        return JsonResponse({"status": "not_ready", "reason": "migrations"}, status=503)
    return JsonResponse({"status": "ready"})
