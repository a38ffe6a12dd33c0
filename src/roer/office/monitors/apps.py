"""The Django app of this room."""

from django.apps import AppConfig


class MonitorsConfig(AppConfig):
    """Monitors: the pages of released products."""

    name = "roer.office.monitors"
    label = "monitors"
    default_auto_field = "django.db.models.BigAutoField"
