"""The quick reader of tidy SubRip reads what the careful one reads, whatever stands in the file."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.cues import Cue
from pipeline.errors import SubtitleError
from pipeline.subtitles.srt import read_srt, write_srt
from pipeline.subtitles.tidy_srt import _quick, srt_cues

NAMES = ("Joel Riba", "Marc")
WORDS = st.sampled_from(
    ["Bon", "dia,", "l’hort", "(Música)", "[music]", "♪", "JOEL", "RIBA:", "MARC:", "Marc:", "-", "- Hola", "1.", "12",
     "<3", "&amp;", "{b}", "\\N", "00:00:01,000", "-->", "NOTE", "WEBVTT", "STYLE", ">>", "a  b", "«sí»", "50%", "...",
     "e\u0301", "\u200e7", "12)", "(a)", '"', "“", ":", "a:"]
)  # fmt: skip
LINES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
CUES = st.lists(
    st.builds(
        lambda start, length, lines, top: Cue(start, start + length, "\n".join(lines), top=top),
        st.integers(0, 400_000), st.integers(1, 5000), st.lists(LINES, min_size=1, max_size=3), st.booleans(),
    ),
    max_size=5,
).map(lambda cues: sorted(cues, key=lambda cue: cue.start))  # fmt: skip


@given(CUES, st.sampled_from(["", "raw", "tail"]))
@settings(max_examples=examples(300))
@example([Cue(0, 1000, "MARC: Bon dia"), Cue(1000, 2000, "(Música)", top=True)], "")
def test_it_reads_the_same_as_the_careful_reader(cues: list[Cue], how: str) -> None:
    text = write_srt(cues)
    if how == "raw":  # as somebody else may write it: nothing is made harmless
        text = "".join(f"{n}\n{_time(c.start)} --> {_time(c.end)}\n{c.text}\n\n" for n, c in enumerate(cues, 1))
    data = (text + "x" * (how == "tail")).encode("utf-8")
    try:
        careful = read_srt(data, names=NAMES).cues
    except SubtitleError:
        with pytest.raises(SubtitleError):
            srt_cues(data, NAMES)
        return
    assert srt_cues(data, NAMES) == careful


def test_a_usual_track_is_read_quickly() -> None:
    cues = (Cue(0, 1000, "Bon dia: em dic\nJoel, i treballo a l’hort."), Cue(1000, 2500, "Hi vinc (sovint)!", top=True))
    assert _quick(write_srt(cues).encode("utf-8"), NAMES) == cues


def _time(ms: int) -> str:
    return f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02},{ms % 1000:03}"
