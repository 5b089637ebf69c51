"""Words as tests say them, and strategies for words as nobody says them."""

from __future__ import annotations

import re
from fractions import Fraction

from hypothesis import strategies as st

from pipeline.cues import Cue, Sound, Word
from pipeline.project.caption_profile import PROFILES

NETFLIX = PROFILES["netflix"]
#: Names in letters that no word of the strategies has.
NAMES = {"joel": "Zoe", "laura": "Quim Wu"}


def spoken(
    text: str, start: int = 0, ms_per_char: int = 70, speaker: str | None = None, lang: str = "ca"
) -> list[Word]:
    """Words said evenly; "|300" in the text is a silence of 300 ms."""
    words, now = [], start
    for token in text.split():
        if token.startswith("|"):
            now += int(token[1:])
            continue
        end = now + ms_per_char * len(token)
        words.append(Word(now, end, token, lang, 0.9, speaker))
        now = end + 20
    return words


def dialogue(*turns: tuple[str, str, int], start: int = 1000) -> list[Word]:
    """Turns of (speaker, text, silence after it in ms)."""
    words: list[Word] = []
    for speaker, text, pause in turns:
        words += spoken(text, start, speaker=speaker)
        start = words[-1].end + pause
    return words


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def letters(text: str) -> str:
    """`text` without white space, labels and anything like a dash."""
    for name in NAMES.values():
        text = text.replace(f"{name.upper()}: ", "")
    return re.sub(r"[-—\s]", "", text)


def texts_of(cues: tuple[Cue, ...]) -> list[str]:
    return [cue.text for cue in cues]


texts = st.one_of(
    st.sampled_from(
        ["la", "de", "que", "hort,", "barri.", "Maria", "Pérez", "25", "anys", "Sr.", "l'avi,", "anar-hi?", "—", "-Sí!"]
    ),
    st.text(st.sampled_from("abcèï'-.,?!"), min_size=1, max_size=70),
)
profiles = st.builds(
    lambda base, line, lines, gap: base.model_copy(update={"line": line, "lines": lines, "gap_frames": gap}),
    st.sampled_from(list(PROFILES.values())),
    st.sampled_from([16, 37, 42]),
    st.integers(1, 3),
    st.integers(0, 4),
)
rates = st.sampled_from([25, 23.976, Fraction(30000, 1001), 50, 12])
languages = st.sampled_from([None, "ca", "en", "xx"])
names = st.sampled_from([None, {}, {"joel": "Zoe"}, NAMES])
cuts = st.lists(st.integers(0, 60_000), max_size=12)
sounds = st.lists(
    st.builds(
        lambda start, length, kind: Sound(start, start + length, kind),
        st.integers(0, 60_000),
        st.integers(0, 12_000),
        st.sampled_from(["music", "singing", "sound"]),
    ),
    max_size=6,
)


@st.composite
def speech(draw: st.DrawFn) -> list[Word]:
    """Words as a healthy recogniser gives them; a new speaker takes a breath first, most often."""
    words, now, speaker = [], draw(st.integers(0, 5000)), None
    for text in draw(st.lists(texts, max_size=40)):
        end = now + draw(st.integers(40, 90)) * len(text)
        words.append(Word(now, end, text, "ca", None, speaker))
        pause = draw(st.sampled_from([0, 0, 20, 300, 900, 4000]))
        now = end + pause
        if pause >= 300 or draw(st.integers(0, 9)) == 0:
            speaker = draw(st.sampled_from([None, "joel", "laura", "carme"]))
    return words


broken_words = st.lists(
    st.builds(
        Word,
        start=st.integers(-5000, 60_000),
        end=st.integers(-5000, 60_000),
        text=st.one_of(texts, st.just(""), st.just("dues paraules")),
        lang=st.sampled_from(["ca", "en", "xx"]),
        speaker=st.sampled_from([None, None, "joel", "laura"]),
    ),
    max_size=40,
)


@st.composite
def clear_speech(draw: st.DrawFn) -> list[Word]:
    """Healthy speech whose words can be told from one another."""
    words, now, speaker = [], draw(st.integers(0, 5000)), None
    count = draw(st.integers(0, 60))
    for k in range(count):
        text = f"mot{'abcdefghij'[k % 10]}{'klmnopqrst'[k // 10]}" + draw(
            st.sampled_from(["", "", "", "", ",", ".", "?"])
        )
        end = now + draw(st.integers(45, 90)) * len(text)
        words.append(Word(now, end, text, "ca", 0.9, speaker))
        pause = draw(st.sampled_from([0, 0, 0, 20, 300, 900, 4000]))
        now = end + pause
        if pause >= 300:
            speaker = draw(st.sampled_from(["joel", "laura"]))
    return words
