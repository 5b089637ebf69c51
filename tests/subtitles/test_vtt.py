import re
from unicodedata import normalize

import webvtt
from hypothesis import given
from hypothesis import strategies as st
from said_words import spoken

from pipeline.cues import Cue, Track, Word
from pipeline.subtitles.vtt import to_vtt


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


def test_foreign_words_and_the_voices_of_two_lines_have_tags():
    heard = [
        *spoken("Em va dir això.", 1000, speaker="1"),
        *spoken("No te preocupes, mujer.", 3000, speaker="2", lang="es"),
    ]
    cue = Cue(1000, heard[-1].end, "—Em va dir això.\n—No te preocupes, mujer.")
    text = to_vtt(Track("ca", (cue,)), heard, {"1": "Laura", "2": "Joel & co"})
    assert "<v Laura>—Em va dir això.</v>\n<v Joel &amp; co><lang es>—No te preocupes, mujer.</lang></v>" in text
    (caption,) = webvtt.from_string(text, strict=True)
    assert caption.text == cue.text


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


HEARD = st.lists(
    st.builds(
        Word,
        st.integers(0, 10**5),
        st.integers(0, 10**5),
        TEXT.map(lambda text: "".join(text.split()) or "a"),
        st.sampled_from(["ca", "es"]),
        st.none(),
        st.sampled_from([None, "1", "2"]),
    ),
    max_size=8,
).map(lambda words: sorted(words, key=lambda word: word.start))


@given(CUES, HEARD, st.dictionaries(st.sampled_from(["1", "2"]), TEXT))
def test_an_independent_parser_finds_every_cue_and_letter(cues, heard, names):
    said = [Word(c.start, c.end, t, "es", None, "1") for c in cues for t in c.text.split()]
    text = to_vtt(Track("ca", tuple(cues)), sorted([*heard, *said], key=lambda word: word.start), names)
    seen = webvtt.from_string(text, strict=True)
    expected = [cue for cue in cues if _letters(cue.text)]
    assert [_letters(_unescaped(caption.raw_text)) for caption in seen] == [_letters(c.text) for c in expected]
    assert [caption.identifier for caption in seen] == [str(n + 1) for n in range(len(expected))]
    assert all("-->" not in line for caption in seen for line in caption.lines)


def _unescaped(raw: str) -> str:
    raw = re.sub(r"</?(?:v|lang|c\.sound|c)(?: [^>]*)?>", "", raw)
    return raw.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _letters(text: str) -> str:
    return normalize("NFC", re.sub(r"[\s\x00\x85\u2028]", "", text))
