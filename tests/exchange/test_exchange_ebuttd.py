"""EBU-TT-D as Tech 3380 has it: what its readers check before they show anything."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from exchange_tools import outgoing

from pipeline.cues import Cue
from pipeline.exchange import formats
from pipeline.exchange.ebuttd import STANDARD

TT = "{http://www.w3.org/ns/ttml}"
TTS = "{http://www.w3.org/ns/ttml#styling}"
TTP = "{http://www.w3.org/ns/ttml#parameter}"
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
