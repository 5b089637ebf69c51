"""XML from plain values: read back as it was given, but for what XML cannot hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from pipeline.site.feeds.xmltext import Names, add, document
from pipeline.xmlchars import for_xml

X = Names("x", "https://example.org/x")
#: A carriage return is a line end to whoever reads XML.
TEXTS = st.text().map(lambda text: text.replace("\r", ""))


@given(TEXTS, TEXTS.map(lambda text: " ".join(text.split())))
def test_any_text_comes_back_without_what_xml_cannot_hold(text: str, value: str) -> None:
    root = ET.Element(X("root"))
    add(root, X("child"), text, {"a": value, "b": 7, "c": None})
    (child,) = fromstring(document(root).encode())
    assert child.tag == "{https://example.org/x}child"
    assert (child.text or "") == for_xml(text, "")
    assert child.attrib == {"a": for_xml(value, ""), "b": "7"}


def test_a_prefix_is_written_as_it_is_named_and_children_in_their_order() -> None:
    root = ET.Element("root")
    for name in "ab":
        add(root, X(name))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<root xmlns:x="https://example.org/x">',
        "  <x:a />",
        "  <x:b />",
    ]
    assert document(root) == "\n".join([*lines, "</root>", ""])
