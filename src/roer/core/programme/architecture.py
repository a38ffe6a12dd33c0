"""The target architecture of a result: which sources, storage, components and tools carry one product contract."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from roer.core.programme.elements import Code, Digest, Text, Title, Value

PRODUCT = "Informatieproduct"
"""How a flow names the product itself, where every way through an architecture ends."""


class ComponentKind(StrEnum):
    """What kind of component it is; storage stands in a column of its own."""

    STORAGE = "storage"
    APPLICATION = "application"
    EXCHANGE = "exchange"
    TOOL = "tool"


class Component(Value):
    """Component of a target architecture; `reference` is its 'Object ID' in a reference architecture such as GEMMA."""

    name: Title
    kind: ComponentKind = ComponentKind.APPLICATION
    reference: Text = ""


class DataObject(Value):
    """Gegevensobject: data by a name of their own, the source they come from and the fields of it that they hold."""

    name: Title
    source: Title
    fields: tuple[Title, ...] = ()


class Flow(Value):
    """Gegevensstroom: what goes from a source or component to a component or the product; of persons or not."""

    source: Title
    target: Title
    what: Title
    personal: bool = False


class Architecture(Value):
    """Doelarchitectuur of a result: the sources, flows, storage and tools of one product contract (raadsbrief §3).

    What was described before components were asked has sources, storage and tools only.
    """

    result: Code
    contract_hash: Digest
    sources: tuple[Title, ...] = Field(default=(), max_length=100)
    storage: Text = ""
    tools: Text = ""
    components: tuple[Component, ...] = Field(default=(), max_length=100)
    objects: tuple[DataObject, ...] = Field(default=(), max_length=100)
    flows: tuple[Flow, ...] = Field(default=(), max_length=200)

    @property
    def is_drawn(self) -> bool:
        """Whether it says more than its sources: components, data objects or flows."""
        return bool(self.components or self.objects or self.flows)
