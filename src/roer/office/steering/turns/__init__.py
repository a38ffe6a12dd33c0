"""Whose turn it is: per person, per body and per gate."""
