import re
from unicodedata import normalize

import webvtt
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.vtt import to_vtt
from pipeline.cues import Cue, Track


def test_a_track_in_full():
    cues = (
        Cue(1000, 2500, "Hola, <3 & bon dia.", speaker="Laura"),
        Cue(3_600_000, 3_601_000, "00:00:01.000 --> 00:00:02.000\n\nA dalt", top=True),
    )
    assert to_vtt(Track("ca", cues)) == (
        "WEBVTT\n"
        "\n"
        "1\n"
        "00:00:01.000 --> 00:00:02.500\n"
        "<v Laura>Hola, &lt;3 &amp; bon dia.</v>\n"
        "\n"
        "2\n"
        "01:00:00.000 --> 01:00:01.000 line:0\n"
        "00:00:01.000 --&gt; 00:00:02.000\n"
        "A dalt\n"
    )


def test_an_empty_track_is_still_webvtt():
    assert to_vtt(Track("ca", ())) == "WEBVTT\n"


def test_a_sound_has_a_class_and_no_voice():
    text = to_vtt(Track("ca", (Cue(0, 1000, "(Música)", speaker="Laura", sound=True),)))
    assert "<c.sound>(Música)</c>" in text
    assert "<v" not in text
    (caption,) = webvtt.from_string(text, strict=True)
    assert caption.text == "(Música)"


def test_names_cannot_break_out_of_their_tag():
    text = to_vtt(Track("ca", (Cue(0, 1000, "Ei", speaker="A>B\n\nC"),)))
    assert "<v A&gt;B C>Ei</v>" in text


TEXT = st.text(st.sampled_from("abc èïl·'→&<>;\n\r\t-\x00\u2028 1:,.{}\\e\u0301😀"), max_size=40)
CUES = st.lists(
    st.builds(
        Cue,
        st.integers(-10, 10**8),
        st.integers(-10, 10**8),
        TEXT,
        st.none() | TEXT,
        st.booleans(),
        st.booleans(),
    ),
    max_size=6,
)


@given(CUES)
def test_an_independent_parser_finds_every_cue_and_letter(cues):
    text = to_vtt(Track("ca", tuple(cues)))
    seen = webvtt.from_string(text, strict=True)
    expected = [cue for cue in cues if _letters(cue.text)]
    assert [_letters(_unescaped(caption.raw_text)) for caption in seen] == [_letters(c.text) for c in expected]
    assert [caption.identifier for caption in seen] == [str(n + 1) for n in range(len(expected))]
    assert all("-->" not in line for caption in seen for line in caption.lines)


def _unescaped(raw: str) -> str:
    raw = re.sub(r"</?(?:v|c\.sound|c)(?: [^>]*)?>", "", raw)
    return raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _letters(text: str) -> str:
    return normalize("NFC", re.sub(r"[\s\x00\x85\u2028]", "", text))
