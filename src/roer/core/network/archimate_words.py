"""What the parts of an ArchiMate exchange file share: identifiers that stay the same, and texts in Dutch.

An identifier is a name without a colon that begins with a letter; codes hold no `_`, so two codes and one never meet.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from roer.core.network.cells import readable, trimmed
from roer.core.network.look import Caption
from roer.core.programme.elements import BodyCode, Code, Link

NAMESPACE = "http://www.opengroup.org/xsd/archimate/3.0/"
SCHEMA = "http://www.opengroup.org/xsd/archimate/3.1/archimate3_Diagram.xsd"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"


def new_model(identifier: str, caption: Caption) -> ET.Element:
    """An empty model with its name and what stands under the picture."""
    model = ET.Element(
        "model",
        {
            "xmlns": NAMESPACE,
            "xmlns:xsi": INSTANCE,
            "xsi:schemaLocation": f"{NAMESPACE} {SCHEMA}",
            "identifier": identifier,
        },
    )
    say(model, "name", caption.title)
    say(model, "documentation", caption.footer)
    return model


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


def place_of(left: float, top: float, width: float, height: float) -> dict[str, str]:
    """Whole pixels: the format knows no others, and none below zero."""
    return {
        "x": str(max(0, round(left))),
        "y": str(max(0, round(top))),
        "w": str(max(1, round(width))),
        "h": str(max(1, round(height))),
    }
