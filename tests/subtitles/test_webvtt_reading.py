"""WebVTT as other tools write it: what is no caption is told, and no word is lost."""

from __future__ import annotations

import pytest
import webvtt as peer
from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Cue, Track
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo
from pipeline.subtitles.vtt import to_vtt
from pipeline.subtitles.webvtt_reading import is_webvtt, read_webvtt

TIME = "00:01.000 --> 00:02.000"
MORE = "00:03.000 --> 00:04.000"


def texts(body: str, lang: str = "ca") -> list[str]:
    return [cue.text for cue in read_webvtt(body.encode(), lang=lang).cues]


def said(body: str) -> str:
    return "\n".join(read_webvtt(body.encode()).remarks)


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("NOTE\nparla fluix", "NOTE is no caption; left out: “parla fluix”"),
        ("NOTE parla fluix\ni ràpid", "left out: “parla fluix i ràpid”"),
        ("STYLE\n::cue { color: red }", "STYLE is no caption"),
        ("REGION\nid:a\nwidth:40%", "REGION is no caption"),
    ],
)
def test_blocks_that_are_no_captions_are_told(above: str, told: str) -> None:
    for body in (f"WEBVTT\n\n{above}\n\n{TIME}\nHola\n", f"WEBVTT\n\n{above}\n{TIME}\nHola\n"):
        assert texts(body)[0].endswith("Hola")
    assert told in said(f"WEBVTT\n\n{above}\n\n{TIME}\nHola\n")
    assert "line 3:" in said(f"WEBVTT\n\n{above}\n\n{TIME}\nHola\n")


@pytest.mark.parametrize(
    "head", ["- prova", "\nKind: captions\nLanguage: ca", "\nX-TIMESTAMP-MAP=LOCAL:00:00.000,MPEGTS:9"]
)
def test_fields_of_the_header_are_no_words(head: str) -> None:
    body = f"WEBVTT {head}\n\n{TIME}\nHola\n"
    assert texts(body) == ["Hola"]
    assert "the header is no caption" in said(body)
    assert said(f"WEBVTT\n\n{TIME}\nHola\n") == ""


@pytest.mark.parametrize("name", ["2", "0e7c6a1b-52d4/7-0", "capítol dos", "crèdits: final", "STYLES", "1."])
def test_an_identifier_may_be_anything(name: str) -> None:
    assert texts(f"WEBVTT\n\n{name}\n{TIME}\nHola\n\n{name}\n{MORE}\nAdéu\n") == ["Hola", "Adéu"]


def test_blank_lines_lost_or_doubled_lose_no_word() -> None:
    assert texts(f"WEBVTT\n1\n{TIME}\nHola\n2\n{MORE}\nAdéu") == ["Hola", "Adéu"]
    assert texts(f"WEBVTT\n\n1\n\n{TIME}\n\nHola\n\n2\n\n{MORE}\n\nAdéu\n\nsiau\n") == ["Hola", "Adéu\nsiau"]
    assert texts(f"WEBVTT\n\nBon dia\na tothom\n\n{TIME}\nHola") == ["Bon dia\na tothom\nHola"]
    assert texts(f"WEBVTT\n\n{TIME}\nHola\n{MORE}\nAdéu") == ["Hola", "Adéu"]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("&lt;i&gt; &amp; &nbsp;&rlm;&eacute;&hellip;&#8217;&#x2019;", "<i> & \u00a0\u200fé…’’"),
        ("R&D &foo; & 3 < 4", "R&D &foo; & 3 < 4"),
        ("&amp;eacute;", "&eacute;"),
        ("<c.yellow.bg_blue>Groc</c> <i>i</i> <b.x>més</b>", "Groc i més"),
        ("<ruby>水<rt>mizu</rt></ruby> és <lang en>water</lang>", "水 és water"),
        ("un<00:00:01.200><c> dos</c><00:00:01.400> tres", "un dos tres"),
        ("<3 <Joel> no és cap marca", "<3 <Joel> no és cap marca"),
        ("una<br/>altra", "una\naltra"),
    ],
)
def test_marks_are_taken_off_and_words_stay(raw: str, text: str) -> None:
    assert texts(f"WEBVTT\n\n{TIME}\n{raw}\n") == [text]


def test_what_cannot_be_kept_is_told() -> None:
    told = said(f"WEBVTT\n\n{TIME} align:end size:50%\n<i>un</i><00:01.200> <ruby>a<rt>b</rt></ruby>\n\n{MORE}\n\n")
    for what in ("its place on the screen", "italics, colours", "times inside", "pronunciations", "has no text"):
        assert what in told


@pytest.mark.parametrize(
    ("raw", "who"),
    [("<v Joel Riba>Hola", "Joel Riba"), ("<v.loud Joel>Ei</v>", "Joel"), ("<v ->Ei", None), ("<v>Ei", None)],
)
def test_a_voice_is_who_speaks_and_a_dash_is_nobody(raw: str, who: str | None) -> None:
    (cue,) = read_webvtt(f"WEBVTT\n\n{TIME}\n{raw}\n".encode()).cues
    assert (cue.speaker, "-" in cue.text) == (who, False)


def test_two_voices_have_a_line_and_a_dash_each() -> None:
    assert texts(f"WEBVTT\n\n{TIME}\n<v Ona>Hola,\nbon dia</v>\n<v Joel>Ei</v>") == ["—Hola, bon dia\n—Ei"]
    assert texts(f"WEBVTT\n\n{TIME}\n- <v Ona>Hola</v>\n- <v Joel>Ei</v>") == ["- Hola\n- Ei"]
    assert "without their names (Ona, Joel)" in said(f"WEBVTT\n\n{TIME}\n<v Ona>Hola</v>\n<v Joel>Ei</v>")


def test_a_line_or_a_region_in_the_upper_half_is_the_top() -> None:
    region = "REGION\nid:dalt\nviewportanchor:0%,10%"
    body = f"WEBVTT\n\n{region}\n\n{TIME} region:dalt\na\n\n{MORE} line:0\nb\n\n00:05.000 --> 00:06.000 line:90%\nc\n"
    assert [cue.top for cue in read_webvtt(body.encode()).cues] == [True, True, False]


_TEXT = st.lists(st.sampled_from(["Hola", "<b>", "&amp;", "-->", "NOTE", "42", "l·l", "<3", "é"]), min_size=1).map(
    " ".join
)


@given(st.lists(_TEXT, max_size=5))
def test_what_we_write_is_read_as_a_peer_reads_it(said: list[str]) -> None:
    cues = tuple(Cue(2000 * k, 2000 * k + 1000, text) for k, text in enumerate(said))
    data = to_vtt(Track("ca", cues)).encode()
    assert is_webvtt(data)
    found = read_webvtt(data)
    assert (found.cues, found.remarks) == (cues, ())
    assert len(peer.from_string(data.decode())) == len(cues)


def test_a_note_goes_on_behind_a_blank_line_until_the_next_caption() -> None:
    body = f"WEBVTT\n\n{TIME}\nHola\n\nNOTE\nun\n\ndos\n\n{MORE}\nAdéu\n\namb línia buida\n"
    assert texts(body) == ["Hola", "Adéu\namb línia buida"]
    assert "line 9: NOTE is no caption; left out: “dos”" in said(body)


@pytest.mark.parametrize("settings", ["A:middle L:90%", "L:0 S:50%", "D:vertical T:10%"])
def test_settings_of_the_drafts_are_no_words(settings: str) -> None:
    body = f"WEBVTT\n\n{TIME} {settings}\nHola\n"
    assert (texts(body), said(body)) == (["Hola"], "")


def test_segments_that_were_joined_have_one_header() -> None:
    """As players get them one by one; each cue at a border is in both."""
    segment = f"WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\n{TIME}\nBon dia\n\n"
    incoming = formats.read_bytes(f"{segment}{segment}{MORE}\nAdéu\n".encode(), "vtt", FilmInfo(lang="ca"))
    assert [cue.text for cue in incoming.cues] == ["Bon dia", "Adéu"]
    told = "\n".join(incoming.remarks)
    assert told.count("the header is no caption") == 1 and "it is there once" in told
