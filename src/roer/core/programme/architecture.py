"""The target architecture of a result: which sources, storage, components and tools carry one product contract."""

from __future__ import annotations

from roer.core.programme.elements import Code, Digest, Text, Title, Value


class Architecture(Value):
    """Doelarchitectuur of a result: the sources, flows, storage and tools of one product contract (raadsbrief §3)."""

    result: Code
    contract_hash: Digest
    sources: tuple[Title, ...] = ()
    storage: Text = ""
    tools: Text = ""
