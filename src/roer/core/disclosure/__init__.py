"""Disclosure control: the only door through which a figure leaves."""

from roer.core.disclosure.attack import AttackReport, Finding, attack
from roer.core.disclosure.cube import Contribution, Cube, Dimension, Node
from roer.core.disclosure.policy import Policy
from roer.core.disclosure.protect import UnsafeTable, protect, protect_and_attack
from roer.core.disclosure.seal import SafeCell, SafeTable, ShownTable
from roer.core.disclosure.secondary import CannotProtect

__all__ = [
    "AttackReport",
    "CannotProtect",
    "Contribution",
    "Cube",
    "Dimension",
    "Finding",
    "Node",
    "Policy",
    "SafeCell",
    "SafeTable",
    "ShownTable",
    "UnsafeTable",
    "attack",
    "protect",
    "protect_and_attack",
]
