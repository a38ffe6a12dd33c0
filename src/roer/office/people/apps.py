"""The Django app of this room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Mensen: persons and their accounts."""

    name = "roer.office.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
