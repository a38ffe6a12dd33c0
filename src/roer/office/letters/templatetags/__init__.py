"""The words of a letter in templates."""
