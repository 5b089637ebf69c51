"""XML written from plain values: everything is escaped, and what XML cannot hold is left out."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from pipeline.xmlchars import for_xml

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class Names:
    """The namespace of one prefix: `MEDIA("group")` is the name of its element "group"."""

    def __init__(self, prefix: str, uri: str) -> None:
        self.uri = uri
        ET.register_namespace(prefix, uri)

    def __call__(self, name: str) -> str:
        return f"{{{self.uri}}}{name}"


def add(
    parent: ET.Element, name: str, text: str | None = None, attributes: Mapping[str, object] | None = None
) -> ET.Element:
    """A new last child of `parent`; attributes that are None are left out."""
    given = {key: for_xml(str(value), "") for key, value in (attributes or {}).items() if value is not None}
    child = ET.SubElement(parent, name, given)
    child.text = for_xml(text, "") if text is not None else None
    return child


def document(root: ET.Element) -> str:
    """The whole document, indented, UTF-8 as text."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
