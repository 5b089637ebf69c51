import re
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize

import pysrt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles.srt import read_srt, write_srt


def read(text: str) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in read_srt(text.encode()).cues]


def remarks(text: str) -> str:
    return "\n".join(read_srt(text.encode()).remarks)


GOOD = """1
00:00:01,000 --> 00:00:02,500
Hola, bon dia.

2
00:00:03,000 --> 00:00:05,000
D'on ets,
Carme?
"""
CUES = [(1000, 2500, "Hola, bon dia."), (3000, 5000, "D'on ets,\nCarme?")]


def test_a_good_file_is_read_without_remarks():
    assert read(GOOD) == CUES
    assert remarks(GOOD) == ""
    assert write_srt(read_srt(GOOD.encode()).cues) == GOOD + "\n"


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode("utf-8-sig"),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        GOOD.replace("\n", "\r\r\n").encode(),
        b"\xff\xfe" + GOOD.encode("utf-16-le"),
        b"\xfe\xff" + GOOD.encode("utf-16-be"),
        GOOD.encode("utf-16-le"),
        GOOD.encode("utf-32"),
        GOOD.replace("\n\n", "\n").encode(),
        GOOD.replace("\n", "\n\n").encode(),
        GOOD.replace("Carme?", "\n\nCarme?").encode(),
        re.sub(r"(?m)^\d$\n", "", GOOD).encode(),
        re.sub(r"(?m)^2$", "1", GOOD).encode(),
        re.sub(r"(?m)^2$", "7", GOOD).encode(),
        re.sub(r"(?m)^\d$", lambda m: f"81{m[0]}", GOOD).encode(),
        re.sub(r"(\d),(\d)", r"\1.\2", GOOD).encode(),
        re.sub(r"(\d),(\d)", r"\1:\2", GOOD).encode(),
        GOOD.replace("00:00:", "00:").encode(),
        GOOD.replace("00:00:0", "0:0:").encode(),
        GOOD.replace(",000", "").encode(),
        GOOD.replace("-->", "->").encode(),
        GOOD.replace(" --> ", "—>").encode(),
        GOOD.replace(" --> ", "  -- > ").encode(),
        GOOD.replace("00:00", " 00 : 00").encode(),
        GOOD.replace(",500\n", ",500 X1:100 X2:200 Y1:1 Y2:2\n").encode(),
        GOOD.replace("00:00:01", "00:O0:0l").encode(),
        ("WEBVTT\nKind: captions\n\nNOTE\nper a la Laura\n\n" + GOOD).encode(),
        GOOD.replace("Hola,", "<i><FONT color='#fff'>Hola,</font></i>").encode(),
        GOOD.replace("Hola,", "{\\i1}Ho\x07la,{\\i0}").encode(),
        GOOD.replace("Hola, ", "Hola,\t").encode(),
        ("\n\n\n" + GOOD + "\n\n\n \n").encode(),
        GOOD.strip().encode(),
    ],
)
def test_damage_that_means_nothing_changes_nothing(data):
    assert [(cue.start, cue.end, cue.text) for cue in read_srt(data).cues] == CUES


@pytest.mark.parametrize("begin", ["-00:00:01,500", "00:00:-1,-500", "00:-1:-2,000"])
def test_a_begin_before_zero_is_zero_and_told(begin):
    text = f"1\n{begin} --> 00:00:02,000\nHola\n"
    assert read(text) == [(0, 2000, "Hola")]
    assert f'"{begin} --> 00:00:02,000" was read as 00:00:00,000 --> 00:00:02,000' in remarks(text)


def test_windows_letters_are_read_and_mentioned():
    reading = read_srt(GOOD.replace("Hola", "Això és «català»…").encode("cp1252"))
    assert reading.cues[0].text.startswith("Això és «català»…")
    assert "line 3 is not in UTF-8" in reading.remarks[0]


def test_one_bad_byte_leaves_the_other_accents_alone():
    data = GOOD.replace("Hola", "Això").encode() + "\n3\n00:00:06,000 --> 00:00:07,000\nçç".encode("cp1252")
    assert [cue.text for cue in read_srt(data).cues][0::2] == ["Això, bon dia.", "çç"]


def test_numbers_somebody_said_are_kept():
    text = GOOD.replace("Carme?", "1914") + "\n1914\n\n3\n00:00:06,000 --> 00:00:07,000\n25\n"
    assert [cue[2] for cue in read(text)] == ["Hola, bon dia.", "D'on ets,\n1914\n1914", "25"]
    # the number of the next cue is missing, and the blank line too
    glued = GOOD.replace("Carme?\n", "1914\n00:00:06,000 --> 00:00:07,000\nFi")
    assert [cue[2] for cue in read(glued)] == ["Hola, bon dia.", "D'on ets,\n1914", "Fi"]
    assert "1914 above a time line was taken as text" in remarks(glued)


def test_words_above_the_first_time_line_go_into_the_first_cue():
    assert read("Bon dia a tothom\n" + GOOD)[0][2] == "Bon dia a tothom\nHola, bon dia."
    assert "cue 1 (00:00:01,000)" in remarks("Bon dia a tothom\n" + GOOD)


def test_words_on_the_time_line_are_kept():
    assert read("00:00:01,000 --> 00:00:02,000 Hola\nCarme") == [(1000, 2000, "Hola\nCarme")]


def test_overrides_say_top_and_other_marks_go():
    cues = read_srt(GOOD.replace("Hola", r"{\an8}Hola").replace("Carme", r"{\an2}{nota} Carme").encode()).cues
    assert [(cue.top, cue.text) for cue in cues] == [
        (True, "Hola, bon dia."),
        (False, "D'on ets,\n{nota} Carme?"),
    ]
    assert read_srt(b"00:00:01.000 --> 00:00:02.000 line:0\nA dalt").cues[0].top
    assert not read_srt(b"00:00:01.000 --> 00:00:02.000 line:90%\nA baix").cues[0].top


def test_what_only_looks_like_markup_stays():
    text = GOOD.replace("Hola", "<3 <Joel> a < b > c {x} 12:30 -> 14:00 i A --> B & co &amp; &foo; &#8217;")
    assert read(text)[0][2] == "<3 <Joel> a < b > c {x} 12:30 -> 14:00 i A --> B & co & &foo; ’, bon dia."


def test_voices_become_speakers():
    cues = read_srt(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Laura>Hola</v>\n<v Joel>Ei</v>").cues
    assert (cues[0].speaker, cues[0].text) == ("Laura", "Hola\nJoel: Ei")


def test_the_number_of_a_voice_is_not_written():
    cues = read_srt(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Laura>Hola</v>\n<v 2>Ei</v>").cues
    assert (cues[0].speaker, cues[0].text) == ("Laura", "Hola\nEi")
    at_once = b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v 1>Hola</v>\n\n00:01.100 --> 00:02.000\n<v Joel>Ei</v>"
    assert read_srt(at_once).cues[0].text == "Hola\nJoel: Ei"


def test_backward_times():
    swapped = GOOD.replace("00:00:03,000 --> 00:00:05,000", "00:00:05,000 --> 00:00:03,000")
    assert read(swapped) == CUES
    assert "cue 2 (00:00:05,000): ended before it started; the times were exchanged." in remarks(swapped)
    slip = GOOD.replace("00:00:05,000", "00:00:00,500")
    assert read(slip)[1][:2] == (3000, 4000)
    assert read(GOOD.replace("00:00:05,000", ""))[1][:2] == (3000, 4000)
    assert read(GOOD.replace("00:00:05,000", "00:00:03,000"))[1][:2] == (3000, 4000)


def test_overlaps_are_cut_or_joined():
    cut = GOOD.replace("00:00:02,500", "00:00:04,000")
    assert read(cut)[0][:2] == (1000, 3000)
    assert "cut short" in remarks(cut)
    joined = GOOD.replace("00:00:03,000", "00:00:01,400")
    assert read(joined) == [(1000, 5000, "Hola, bon dia.\nD'on ets,\nCarme?")]
    assert "joined" in remarks(joined)


def test_order_is_restored_and_empty_cues_dropped():
    late = GOOD.replace("00:00:01,000 --> 00:00:02,500", "00:01:01,000 --> 00:01:02,500")
    assert [cue[0] for cue in read(late)] == [3000, 61000]
    assert "cue 2 (00:00:03,000): stood after a later cue" in remarks(late)
    empty = GOOD.replace("Hola, bon dia.", "<i> </i>")
    assert read(empty) == CUES[1:]
    assert "cue 1 (00:00:01,000): has no text; it was left out." in remarks(empty)


def test_long_films_keep_their_hours():
    assert read("1\n123:00:01,000 --> 123:00:02,000\nFi")[0][0] == 123 * 3_600_000 + 1000
    (cue,) = read_srt(b"1\n123:00:01,000 --> 123:00:02,000\nFi").cues
    assert "123:00:01,000 --> 123:00:02,000" in write_srt([cue])


@pytest.mark.parametrize("data", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"WEBVTT\n\n", b"\xff\xfe"])
def test_an_empty_file_is_an_empty_track(data):
    assert read_srt(data).cues == ()


@pytest.mark.parametrize("data", [b"hola", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)), b"7"])
def test_what_is_no_subtitle_at_all_is_refused_by_name(data):
    with pytest.raises(SubtitleError, match=r"ca\.srt: no caption times .* Save it as SubRip"):
        read_srt(data, Path("ca.srt"))


@pytest.mark.parametrize(("name", "anew"), [("ca.srt", True), ("description.ca.srt", False)])
def test_only_what_a_machine_writes_is_written_anew(name: str, anew: bool) -> None:
    with pytest.raises(SubtitleError, match="Save it as SubRip") as refused:
        read_srt(b"hola", Path("stories") / name)
    assert ("Veus writes it anew" in str(refused.value)) is anew


def test_unreadable_times_are_kept_as_text_and_mentioned():
    text = GOOD.replace("00:00:03,000 -->", "00:00:xx,000 -->")
    assert "00:00:xx,000" in read(text)[0][2]
    assert "cannot be read as times" in remarks(text)


# -- properties

SNIPPETS = [
    "00:00:01,000 --> 00:00:02,000",
    "0:1 --> 0:2",
    "00:00:01,5 -> 00:00:03,5",
    "00:00:01,000 -->",
    "WEBVTT",
    "NOTE",
    "1",
    "2",
    "1914",
    "{\\an8}",
    "{\\i1}",
    "<i>",
    "</i>",
    "<i <b>",
    "<v Joel>",
    "<br>",
    "&amp;",
    "&lt;i&gt;",
    "&#92;",
    "&#10;",
    "<3",
    "-->",
    "→",
    "—>",
    "l'hort",
    "é",
    "e\u0301",
    "\u0338",
    " ",
    "  ",
    "\\",
    "{",
    "<",
    ">",
    "&",
    ";",
    "\u00a0",
    "\u2028",
    "\x00",
    "😀",
    "O0:0l:02,000",
]
snippet_lines = st.lists(st.sampled_from(SNIPPETS), max_size=6).map("".join)


@st.composite
def valid_cues(draw: st.DrawFn) -> list[Cue]:
    """Cues with good times and the nastiest texts."""
    cues, now = [], 0
    for raw in draw(st.lists(st.lists(snippet_lines, min_size=1, max_size=3).map("\n".join), max_size=6)):
        text = "\n".join(line.strip() for line in raw.splitlines() if line.strip())
        start = now + draw(st.integers(0, 4000))
        now = start + draw(st.integers(1, 9000))
        cues.append(Cue(start, now, text, top=draw(st.booleans())))
    return cues


@given(valid_cues())
def test_what_is_written_is_read_back(cues):
    first = read_srt(write_srt(cues).encode()).cues
    assert [(c.start, c.end, c.top) for c in first] == [(c.start, c.end, c.top) for c in cues if _visible(c.text)]
    for cue, back in zip((c for c in cues if _visible(c.text)), first, strict=True):
        assert _letters(back.text) == _letters(cue.text)
    again = read_srt(write_srt(first).encode())
    assert again.cues == first  # whatever read_srt gives, it gives again
    assert write_srt(again.cues) == write_srt(first)


def _visible(text: str) -> bool:
    return bool(_letters(text))


def _letters(text: str) -> str:
    return re.sub(r"\s", "", normalize("NFC", re.sub("[\x00-\x08\x0e-\x1b\x7f]", "", text)))


@given(valid_cues())
def test_pysrt_reads_what_is_written(cues):
    text = write_srt(cues)
    items = pysrt.from_string(text, error_handling=pysrt.SubRipFile.ERROR_RAISE)
    assert len(items) == len(read_srt(text.encode()).cues)
    assert [item.index for item in items] == list(range(1, len(items) + 1))


@given(st.one_of(st.binary(max_size=300), st.lists(snippet_lines, max_size=15).map(lambda ls: "\n".join(ls).encode())))
@example(b"\xff\xfe\x00")
@example("00:00:01,000 --> 00:00:02,000\n\ud800".encode("utf-8", "surrogatepass"))
def test_any_bytes_are_read_or_refused(data):
    try:
        cues = read_srt(data).cues
    except SubtitleError:
        return
    assert all(cue.start < cue.end and cue.text.strip() == cue.text != "" for cue in cues)
    for top in (True, False):
        assert all(a.end <= b.start for a, b in pairwise([cue for cue in cues if cue.top is top]))
    assert all(line.strip() for cue in cues for line in cue.lines)


WORDS = st.sampled_from(["hola", "món", "l'hort", "anar-hi", "tothom", "1914", "què", "<3", "Sr.", "A&B", "12:30"])
TEXT = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=3)


@st.composite
def messy_files(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A file with several kinds of damage at once, and its words. No line of text is only digits."""
    out, words = [], []
    broken = st.sampled_from([True, False, False])
    for k in range(draw(st.integers(1, 6))):
        if not draw(broken):
            out.append(str(draw(st.sampled_from([k + 1, k + 1, 1, k + 9]))))
        start, end = draw(st.integers(0, 50)), draw(st.integers(0, 50))
        arrow = draw(st.sampled_from([" --> ", "-->", " -> ", "—>"]))
        mark = draw(st.sampled_from(",.:"))
        out.append(f"{'00:' if draw(st.booleans()) else ''}00:{start:02d}{mark}000{arrow}0:00:{end:02d}{mark}500")
        for line in draw(TEXT):
            line = "ei " + line
            words += line.split()
            out.append(f"<i>{line}</i>" if draw(broken) else line)
            if draw(broken):
                out.append("")
        if not draw(broken):
            out.append("")
    return draw(st.sampled_from(["\n", "\r\n"])).join(out), words


@given(messy_files(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_no_word_of_a_messy_file_is_lost(file, encoding):
    text, words = file
    reading = read_srt(text.encode(encoding))
    kept = Counter(" ".join(cue.text for cue in reading.cues).split())
    twice = any("it is there once" in told for told in reading.remarks)
    assert not (set(words) - set(kept) if twice else Counter(words) - kept)
    # A number where none is expected may stay as text: too much is a nuisance, too little a loss.
    assert all(extra.isdigit() for extra in kept - Counter(words))


# -- what other programs put around numbers and times


@pytest.mark.parametrize(
    "data",
    [
        "\u200e" + GOOD.replace("\n2\n", "\n\u200e2\u200f\n"),
        GOOD.replace("00:00:0", "\u202a00:00:0"),
        re.sub(r"(?m)^(\d)$", r"\1.", GOOD),
        re.sub(r"(?m)^(\d)$", r"• \1)", GOOD),
        re.sub(r"(?m)^(\d)\n", r"\1. ", GOOD),
        GOOD.replace(" --> ", "\u00a0-->\u00a0"),
        GOOD.replace(" --> ", " –> ").replace("00:00:01", "“00:00:01"),
        GOOD.replace(",500", ",5").replace(",000", ".0"),
    ],
)
def test_marks_lists_and_quotes_of_word_processors_mean_nothing(data):
    assert read(data) == CUES


def test_marks_of_direction_inside_words_stay():
    assert read(GOOD.replace("Hola", "\u200eHola\u200f"))[0][2] == "\u200eHola\u200f, bon dia."


def test_times_in_frames_are_of_the_footages_rate():
    text = "1\n00:00:03:15 --> 00:00:07:14\nHola\n"
    assert read(text) == [(3600, 7560, "Hola")]
    assert "read at 25 frames a second" in remarks(text)
    (cue,) = read_srt(text.encode(), fps=Fraction(30000, 1001)).cues
    assert (cue.start, cue.end) == (3500, 7467)
    assert read(text.replace(":15", ":75")) == [(3750, 7140, "Hola")]  # no second has so many: hundredths


def test_a_caption_at_the_top_and_one_below_stay_whole():
    sign = GOOD.replace("00:00:02,500", "00:00:04,900").replace("Hola", r"{\an8}Hola")
    assert read(sign) == [(1000, 4900, CUES[0][2]), CUES[1]]
    assert remarks(sign) == ""
    at_once = sign.replace("00:00:01,000", "00:00:03,000")
    assert [(cue.start, cue.end, cue.top) for cue in read_srt(at_once.encode()).cues] == [
        (3000, 4900, True),
        (3000, 5000, False),
    ]


def test_a_cut_is_told_with_its_length():
    assert "it was cut short by 1.4 s." in remarks(GOOD.replace("00:00:02,500", "00:00:04,400"))


@pytest.mark.parametrize("place", ["X1:100 X2:200 Y1:001 Y2:002", "line:90% align:start", "position:10%"])
def test_a_place_that_no_track_keeps_is_told(place):
    reading = read_srt(f"1\n00:00:01,000 --> 00:00:02,000  {place}\nHola\n".encode())
    assert [cue.text for cue in reading.cues] == ["Hola"]
    assert reading.remarks == ("cue 1 (00:00:01,000): its place on the screen cannot be kept, but for top or bottom.",)
    assert read_srt(b"1\n00:00:01,000 --> 00:00:02,000 line:0\nHola\n").remarks == ()


def test_timecode_that_numbers_pairs_of_frames():
    ends = [(k * 2 + 1, (k * 5) % 25) for k in range(12)]
    text = "\n".join(
        f"{k}\n00:00:{at:02d}:{f:02d} --> 00:00:{at + 1:02d}:{f:02d}\nHola\n" for k, (at, f) in enumerate(ends)
    )
    assert [cue.start for cue in read_srt(text.encode(), fps=Fraction(50)).cues] == [
        at * 1000 + f * 40 for at, f in ends
    ]
    assert "read at 25 frames a second" in "".join(read_srt(text.encode(), fps=Fraction(50)).remarks)
    counted = text.replace("00:00:01:00", "00:00:01:30", 1)
    assert read_srt(counted.encode(), fps=Fraction(50)).cues[0].start == 1600


def test_a_cue_that_stands_twice_is_there_once():
    twice = GOOD + "\n" + GOOD
    assert read(twice) == read(GOOD) and "it is there once" in remarks(twice)
    other = "1\n00:00:01,000 --> 00:00:02,000\nSí.\n\n2\n00:00:01,100 --> 00:00:02,000\nSí.\n"
    assert [text for *_, text in read(other)] == ["Sí.\nSí."], "two who say the same are two"
