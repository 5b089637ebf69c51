"""TTML from elsewhere, and what is no TTML."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange_tools import back, outgoing

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.exchange import formats

HEAD = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling" '
    'xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="ca" '
    'ttp:timeBase="media" ttp:frameRate="25">'
)


def read(body: str, folder: Path, head: str = "") -> list[tuple[int, int, str]]:
    text = f"{HEAD}<head>{head}</head><body>{body}</body></tt>"
    return [(cue.start, cue.end, cue.text) for cue in back(text.encode(), "ttml", folder).cues]


def test_times_of_every_kind_and_of_what_is_around(tmp_path: Path) -> None:
    body = """<div begin="10s" end="1h">
        <p begin="00:00:01.500" end="00:00:02.500">  Hola,\n          bon dia  </p>
        <p begin="3s" dur="1500ms">frames <br/> i <span>salts</span></p>
        <p begin="00:00:05:10" end="00:00:06:00">fotogrames</p></div>"""
    assert read(body, tmp_path) == [
        (11500, 12500, "Hola, bon dia"),
        (13000, 14500, "frames\ni salts"),
        (15400, 16000, "fotogrames"),
    ]


def test_parts_with_times_of_their_own_are_cues(tmp_path: Path) -> None:
    body = '<div><p begin="1s" end="9s"><span end="2s">un</span> <span begin="3s" end="5s">dos</span></p></div>'
    assert read(body, tmp_path) == [(1000, 3000, "un"), (4000, 6000, "dos")]


def test_words_without_times_are_not_dropped(tmp_path: Path) -> None:
    assert [text for *_, text in read("<div><p>sense temps</p></div>", tmp_path)] == ["sense temps"]


def test_a_file_of_which_words_would_be_lost_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SubtitleError, match="some of its words would be lost"):
        read('<div begin="10s"><p begin="1s" end="2s">Hola</p></div>', tmp_path)


def test_remarks_and_pronunciations_are_no_captions(tmp_path: Path) -> None:
    ruby = '<span tts:ruby="container"><span tts:ruby="base">水</span><span tts:ruby="text">mizu</span></span>'
    body = f'<div><p begin="1s" end="2s"><metadata><ttm:desc>nota</ttm:desc></metadata>{ruby} sí</p></div>'
    assert read(body, tmp_path) == [(1000, 2000, "水 sí")]


def test_the_top_and_who_speaks(tmp_path: Path) -> None:
    head = (
        '<metadata><ttm:agent xml:id="x" type="person"><ttm:name type="full">Laura</ttm:name></ttm:agent>'
        '<ttm:agent xml:id="y" type="person"><ttm:name type="full">Pau</ttm:name></ttm:agent></metadata>'
        '<layout><region xml:id="up" tts:origin="10% 5%" tts:extent="80% 20%" tts:displayAlign="after"/></layout>'
    )
    one, two = 'begin="1s" end="2s" region="up" ttm:agent="x"', 'begin="3s" end="4s" ttm:agent="y"'
    body = f"<div><p {one}>Hola</p><p {two}>Ei</p></div>"
    text = f"{HEAD}<head>{head}</head><body>{body}</body></tt>"
    cues = back(text.encode(), "ttml", tmp_path).cues
    assert [(cue.text, cue.top) for cue in cues] == [("LAURA: Hola", True), ("PAU: Ei", False)]


def test_ours_names_its_profile_language_and_regions() -> None:
    text = formats.write(outgoing((Cue(0, 1500, "A\nB", top=True),)), "ttml").decode()
    assert 'xml:lang="ca"' in text
    assert "imsc1.1/text" in text
    assert 'begin="00:00:00.000" end="00:00:01.500"' in text
    assert 'region="top"' in text
    assert "<br" in text


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is not XML"),
        (b"Hola", "it is not XML"),
        (b"<html/>", 'it opens with "html"'),
        (b'<?xml version="1.0" encoding="x-no"?><tt/>', "it is not XML"),
        (b'<!DOCTYPE tt [<!ENTITY a SYSTEM "file:///etc/passwd">]><tt>&a;</tt>', "declares XML entities"),
        (b'<!DOCTYPE tt [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><tt>&b;</tt>', "declares XML entities"),
        ((HEAD + "<body><div>" + "<p>" * 3000).encode(), "cannot be read as TTML"),
        ((HEAD + "<body><div>" + "<p/>" * 100_001 + "</div></body></tt>").encode(), "more than 100000 elements"),
        ((HEAD + "<body>" + "<div>" * 3000 + "</div>" * 3000 + "</body></tt>").encode(), "cannot be read as TTML"),
        ((HEAD + '<body><div><p begin="x" end="2s">a</p></div></body></tt>').encode(), None),
    ],
)
def test_what_is_no_ttml_is_told(tmp_path: Path, data: bytes, why: str | None) -> None:
    if why is None:
        assert [cue.text for cue in back(data, "ttml", tmp_path).cues] == ["a"]
        return
    with pytest.raises(SubtitleError, match=why):
        back(data, "ttml", tmp_path)
