"""The words of the programme in templates."""
