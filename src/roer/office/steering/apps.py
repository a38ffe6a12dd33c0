"""The Django app of this room."""

from django.apps import AppConfig


class SteeringConfig(AppConfig):
    """Sturing: the pages of the programme."""

    name = "roer.office.steering"
    label = "steering"
    default_auto_field = "django.db.models.BigAutoField"
