"""The Django app of this room."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Brieven: the letters to the councils."""

    name = "roer.office.letters"
    label = "letters"
    default_auto_field = "django.db.models.BigAutoField"
