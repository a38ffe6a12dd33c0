"""Sealed releases: measure, protect, attack, seal, store; and the reader that shows them."""
