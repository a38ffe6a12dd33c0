"""The Django app of this room."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Grootboek: the recorded acts."""

    name = "roer.office.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
