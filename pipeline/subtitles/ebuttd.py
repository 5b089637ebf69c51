"""EBU-TT-D, what broadcasters' players of online video ask for: our TTML in its narrower form. It comes back as TTML.

Source: EBU Tech 3380 (EBU-TT-D 1.0.1, 2018): times on paragraphs alone, looks in styles that are referred to, a region
with nothing but its place, `ttp:timeBase="media"`, and the standard named in the document's metadata.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET

from pipeline.subtitles import ttml
from pipeline.subtitles.exchanged import Outgoing
from pipeline.subtitles.ttml_names import METADATA, PARAMETER, STYLING, TTML, XML

STANDARD = "urn:ebu:tt:distribution:2018-04"

_EBU = "urn:ebu:tt:metadata"
_OF_REGIONS = frozenset(f"{{{STYLING}}}{name}" for name in ("origin", "extent", "displayAlign"))

read = ttml.read


def write(outgoing: Outgoing) -> bytes:
    """Who speaks stands in the words alone: the format has no agents."""
    tree = ttml.tree(outgoing)
    root = tree.getroot()
    root.attrib.pop(f"{{{PARAMETER}}}contentProfiles", None)
    root.set(f"{{{PARAMETER}}}timeBase", "media")
    root.set(f"{{{PARAMETER}}}cellResolution", "32 15")
    head, metadata, layout = (_found(root, path) for path in ("head", "head/metadata", "head/layout"))
    for agent in metadata.findall(f"{{{METADATA}}}agent"):
        metadata.remove(agent)
    about = ET.Element(f"{{{_EBU}}}documentMetadata")
    ET.SubElement(about, f"{{{_EBU}}}conformsToStandard").text = STANDARD
    metadata.insert(0, about)
    styling = ET.Element(f"{{{TTML}}}styling")
    head.insert(list(head).index(layout), styling)
    _put_looks_into_styles(root, layout, styling)
    return ttml.as_bytes(tree, {"ebuttm": _EBU})


def _put_looks_into_styles(root: ET.Element, layout: ET.Element, styling: ET.Element) -> None:
    """One style for each set of looks, in the order in which they come; regions keep their places alone."""
    styles: dict[tuple[tuple[str, str], ...], str] = {}
    for element in [*layout, *_found(root, "body").iter()]:
        kept = _OF_REGIONS if element in list(layout) else frozenset()
        looks = tuple(
            (name, value) for name, value in sorted(element.attrib.items()) if name.startswith(f"{{{STYLING}}}")
        )
        looks = tuple(look for look in looks if look[0] not in kept)
        for name, _ in looks:
            del element.attrib[name]
        element.attrib.pop(f"{{{METADATA}}}agent", None)
        if element.tag == f"{{{TTML}}}br":
            element.attrib.clear()
        if looks:
            name = styles.setdefault(looks, f"s{len(styles) + 1}")
            element.set("style", name)
    for looks, name in styles.items():
        ET.SubElement(styling, f"{{{TTML}}}style", {f"{{{XML}}}id": name, **dict(looks)})


def _found(root: ET.Element, path: str) -> ET.Element:
    element = root.find("/".join(f"{{{TTML}}}{name}" for name in path.split("/")))
    assert element is not None  # `ttml.tree` makes it
    return element
