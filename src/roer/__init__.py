"""Roer: software with which municipalities run a programme for data-driven steering."""

__version__ = "0.1.0"
