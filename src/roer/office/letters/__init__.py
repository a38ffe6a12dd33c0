"""The letters to the councils."""
