"""Disclosure control: the only door through which a figure leaves."""

from roer.core.disclosure.attack import AttackReport, Finding, attack
from roer.core.disclosure.cube import Contribution, Cube, Dimension, Node
from roer.core.disclosure.policy import Policy, policy_from
from roer.core.disclosure.protect import protect
from roer.core.disclosure.seal import SafeCell, SafeTable, ShownTable

__all__ = [
    "AttackReport",
    "Contribution",
    "Cube",
    "Dimension",
    "Finding",
    "Node",
    "Policy",
    "SafeCell",
    "SafeTable",
    "ShownTable",
    "attack",
    "policy_from",
    "protect",
]
