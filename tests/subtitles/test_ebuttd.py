"""EBU-TT-D as Tech 3380 has it: what its readers check before they show anything."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from exchange_tools import outgoing, people_cues
from hypothesis import given, settings
from searching import examples

from pipeline.cues import Cue
from pipeline.subtitles import formats
from pipeline.subtitles.ebuttd import STANDARD

TT = "{http://www.w3.org/ns/ttml}"
TTS = "{http://www.w3.org/ns/ttml#styling}"
TTP = "{http://www.w3.org/ns/ttml#parameter}"
XML = "{http://www.w3.org/XML/1998/namespace}"
#: Attributes that Tech 3380 asks for on an element, and those that it allows.
MUST = {
    "tt": ("lang", "timeBase"),
    "style": ("id",),
    "region": ("id", "origin", "extent"),
    "p": ("id", "begin", "end"),
}
MAY = {
    "tt": {"cellResolution", "space"},
    "style": {
        *("direction", "fontFamily", "fontSize", "lineHeight", "textAlign", "color", "backgroundColor", "fontStyle"),
        *("fontWeight", "textDecoration", "unicodeBidi", "wrapOption"),
    },
    "region": {"displayAlign", "padding", "writingMode", "showBackground", "overflow", "style"},
    "body": {"style"},
    "div": {"id", "region", "style", "lang"},
    "p": {"space", "lang", "region", "style"},
    "span": {"id", "space", "lang", "style", "begin", "end"},
}
#: What an element may hold.
INSIDE = {
    "tt": {"head", "body"},
    "head": {"metadata", "styling", "layout"},
    "styling": {"style"},
    "layout": {"region"},
    "body": {"div"},
    "div": {"p"},
    "p": {"span", "br"},
    "span": {"br"},
}
CUES = (Cue(0, 1500, "LAURA: A & B\n<c>", speaker="Laura", top=True), Cue(2000, 3_600_500, "Adéu"))


def test_what_the_standard_asks_for() -> None:
    data = formats.write(outgoing(CUES), "ebu-tt-d")
    root = ET.fromstring(data)
    assert (root.get(f"{TTP}timeBase"), root.get(f"{TTP}contentProfiles")) == ("media", None)
    assert root.findtext(".//{urn:ebu:tt:metadata}conformsToStandard") == STANDARD
    assert [one.tag for one in root.find(f"{TT}head") or []] == [f"{TT}{n}" for n in ("metadata", "styling", "layout")]
    assert b"agent" not in data

    styles = {one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter(f"{TT}style")}
    regions = {one.get("{http://www.w3.org/XML/1998/namespace}id") for one in root.iter(f"{TT}region")}
    for element in root.find(f"{TT}body").iter():  # type: ignore[union-attr]
        assert not [name for name in element.attrib if name.startswith(TTS)]
        assert element.get("style") in {None, *styles}
        assert element.get("region") in {None, *regions}
        assert bool(element.get("begin")) == (element.tag == f"{TT}p")
    for region in root.iter(f"{TT}region"):
        assert {name for name in region.attrib if name.startswith(TTS)} == {
            f"{TTS}{name}" for name in ("origin", "extent", "displayAlign")
        }
    assert [(p.get("begin"), p.get("end")) for p in root.iter(f"{TT}p")] == [
        ("00:00:00.000", "00:00:01.500"),
        ("00:00:02.000", "01:00:00.500"),
    ]


def local(name: str) -> str:
    return name.rpartition("}")[2]


@settings(max_examples=examples(25))
@given(people_cues())
def test_no_element_holds_more_than_the_standard_allows(cues: tuple[Cue, ...]) -> None:
    root = ET.fromstring(formats.write(outgoing(cues), "ebu-tt-d"))
    metadata = root.find(f"{TT}head/{TT}metadata")
    assert metadata is not None
    metadata.clear()  # any namespace may stand there
    for element in root.iter():
        name, attributes = local(element.tag), {local(key) for key in element.attrib}
        assert element.tag.startswith(TT)
        assert attributes >= set(MUST.get(name, ()))
        assert attributes <= {*MUST.get(name, ()), *MAY.get(name, ())}
        assert {local(child.tag) for child in element} <= INSIDE.get(name, set())
        if name != "span":  # words stand in spans alone
            assert not (element.text or "").strip()
        assert not (element.tail or "").strip()


def test_colours_are_numbers_and_lengths_percentages() -> None:
    root = ET.fromstring(formats.write(outgoing(CUES), "ebu-tt-d"))
    values = {local(key): value for one in root.iter() for key, value in one.attrib.items() if key.startswith(TTS)}
    for name in ("color", "backgroundColor"):
        assert re.fullmatch("#[0-9a-f]{6}(?:[0-9a-f]{2})?", values[name])
    for name in ("fontSize", "lineHeight"):
        assert re.fullmatch(r"[0-9.]+%", values[name])
    for name in ("origin", "extent"):
        assert re.fullmatch(r"[0-9.]+% [0-9.]+%", values[name])
    names = [element.get(f"{XML}id") for element in root.iter() if element.get(f"{XML}id")]
    assert len(names) == len(set(names))
    times = [time for one in root.iter(f"{TT}p") for time in (one.get("begin"), one.get("end"))]
    assert all(time and re.fullmatch(r"[0-9]{2,}:[0-5][0-9]:[0-5][0-9]\.[0-9]{3}", time) for time in times)
