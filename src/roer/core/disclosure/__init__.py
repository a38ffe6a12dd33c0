"""Disclosure control: the only door through which a figure leaves."""
