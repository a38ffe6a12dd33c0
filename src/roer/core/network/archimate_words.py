"""What the parts of an ArchiMate exchange file share: identifiers that stay the same, and texts in Dutch.

An identifier is a name without a colon that begins with a letter; codes hold no `_`, so two codes and one never meet.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from roer.core.network.cells import readable, trimmed
from roer.core.programme.elements import BodyCode, Code, Link


def say(parent: ET.Element, tag: str, text: str) -> None:
    """Add a text in Dutch, without signs that no XML may hold."""
    ET.SubElement(parent, tag, {"xml:lang": "nl"}).text = readable(trimmed(text))


def element_id(code: Code) -> str:
    """The identifier of an element."""
    return f"element-{code}"


def field_id(code: BodyCode) -> str:
    """The identifier of a policy field."""
    return f"field-{code}"


def link_id(link: Link) -> str:
    """The identifier of a link."""
    return f"link-{link.source}_{link.target}"
