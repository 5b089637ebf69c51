import re
from fractions import Fraction
from itertools import pairwise
from math import ceil
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.captions.segment import segment
from pipeline.config import PROFILES, CaptionProfile
from pipeline.cues import Word

NETFLIX = PROFILES["netflix"]


def spoken(text: str, start: int = 0, ms_per_char: int = 70, speaker: str | None = None) -> list[Word]:
    """Words said evenly; "|300" in the text is a silence of 300 ms."""
    words, now = [], start
    for token in text.split():
        if token.startswith("|"):
            now += int(token[1:])
            continue
        end = now + ms_per_char * len(token)
        words.append(Word(now, end, token, "ca", 0.9, speaker))
        now = end + 20
    return words


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


texts = st.one_of(
    st.sampled_from(
        [
            "la",
            "de",
            "que",
            "hort,",
            "barri.",
            "Maria",
            "Pérez",
            "25",
            "anys",
            "Sr.",
            "l'avi,",
            "anar-hi?",
            "—",
        ]
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


@st.composite
def speech(draw: st.DrawFn) -> list[Word]:
    """Words as a healthy recogniser gives them; a new speaker takes a breath first."""
    words, now, speaker = [], draw(st.integers(0, 5000)), None
    for text in draw(st.lists(texts, max_size=40)):
        end = now + draw(st.integers(40, 90)) * len(text)
        words.append(Word(now, end, text, "ca", None, speaker))
        now = end + draw(st.sampled_from([0, 0, 20, 300, 900, 4000]))
        if now - end >= 300:
            speaker = draw(st.sampled_from([None, "Joel"]))
    return words


broken_words = st.lists(
    st.builds(
        Word,
        start=st.integers(-5000, 60_000),
        end=st.integers(-5000, 60_000),
        text=st.one_of(texts, st.just(""), st.just("dues paraules")),
        lang=st.sampled_from(["ca", "en", "xx"]),
        speaker=st.sampled_from([None, None, "Joel", "Laura"]),
    ),
    max_size=40,
)


def check_limits(cues, words, profile: CaptionProfile, fps) -> None:
    assert [squeezed(c.text) for c in cues if not c.text.strip()] == []
    assert squeezed("".join(c.text for c in cues)) == squeezed("".join(w.text for w in words))
    gap = ceil(profile.gap_frames * 1000 / Fraction(fps))
    for cue in cues:
        assert len(cue.lines) <= profile.lines
        assert all(0 < len(line) <= profile.line for line in cue.lines)
        assert 0 <= cue.start < cue.end
        assert cue.duration <= profile.max_ms
    for before, after in pairwise(cues):
        assert after.start - before.end >= gap


@given(speech(), profiles, rates)
def test_hard_limits_hold_for_speech(words, profile, fps):
    end = (words[-1].end if words else 0) + 200
    cues = segment(words, profile, fps, end)
    check_limits(cues, words, profile, fps)
    frame = 1000 / Fraction(fps)
    at = 0
    letters = [(w.start, w.speaker) for w in words for _ in w.text]
    for cue in cues:
        start, speaker = letters[at]
        at += len(squeezed(cue.text))
        assert cue.speaker == speaker
        assert {s for _, s in letters[at - len(squeezed(cue.text)) : at]} == {speaker}
        assert cue.start >= start - 2 * frame
        assert cue.end <= end


@given(broken_words, profiles, rates, st.sampled_from([None, 60_000]))
@example([Word(0, 0, "x" * 60, "ca")] * 30, NETFLIX, 25, None)
@example([Word(9, 3, "a", "ca", None, str(k)) for k in range(40)], NETFLIX, 25, 60_000)
def test_hard_limits_hold_for_broken_times(words, profile, fps, end):
    cues = segment(words, profile, fps, end)
    check_limits(cues, words, profile, fps)
    assert end is None or all(cue.end <= end for cue in cues)


@given(broken_words, st.integers(0, 3000))
def test_a_media_too_short_loses_no_word(words, end):
    cues = segment(words, NETFLIX, 25, end)
    assert squeezed("".join(c.text for c in cues)) == squeezed("".join(w.text for w in words))
    assert all(a.end <= b.start for a, b in pairwise(cues))


@given(speech())
def test_same_words_same_cues(words):
    assert segment(words, NETFLIX, 25) == segment(list(words), NETFLIX, Fraction(25))


def test_no_words_no_cues():
    assert segment([], NETFLIX, 25) == ()
    assert segment([Word(0, 5, "  ", "ca")], NETFLIX, 25) == ()


def test_each_sentence_gets_its_cue():
    cues = segment(spoken("Hola, bon dia, com et dius? |500 Hola, bon dia, em dic Carme."), NETFLIX, 25)
    assert [cue.text for cue in cues] == ["Hola, bon dia, com et dius?", "Hola, bon dia, em dic Carme."]


def test_no_cue_or_line_ends_on_a_function_word_when_it_need_not():
    text = (
        "Quan vaig arribar a Barcelona no coneixia ningú i em vaig trobar molt sol, |200 però una veïna de"
        " l'escala em va parlar de l'hort del barri i des d'aquell dia hi vaig cada matí amb la gent gran."
    )
    cues = segment(spoken(text), NETFLIX, 25)
    lines = [line for cue in cues for line in cue.lines]
    assert not [line for line in lines if re.search(r" (a|i|em|va|de|del|la|el|amb|no|vaig)$", line)]


def test_a_short_gap_is_closed_and_a_long_one_kept():
    cues = segment(spoken("Això és la primera frase. |600 Aquesta ja és la segona. |3000 I la tercera."), NETFLIX, 25)
    assert cues[1].start - cues[0].end == 80
    assert cues[2].start - cues[1].end > 500
    assert cues[1].end - 4000 < 500


def test_two_speakers_never_share_a_cue():
    words = [*spoken("D'on ets?", speaker="Laura"), *spoken("De Reus.", start=700, speaker="Joel")]
    cues = segment(words, NETFLIX, 25)
    assert [(cue.speaker, cue.text) for cue in cues] == [("Laura", "D'on ets?"), ("Joel", "De Reus.")]


def test_short_words_stay_long_enough_when_nobody_speaks_after():
    (cue,) = segment([Word(1000, 1200, "Sí.", "ca")], NETFLIX, 25)
    assert (cue.start, cue.end) == (1000, 2000)
    (cue,) = segment([Word(1000, 1200, "Sí.", "ca")], NETFLIX, 25, end_ms=1500)
    assert (cue.start, cue.end) == (1000, 1500)


@pytest.mark.parametrize("wild", [-1, 9_999_999])
def test_one_wild_time_does_not_move_the_others(wild):
    words = spoken("Una frase ben dita. |400 I una altra que ve tot seguit.")
    words[2] = Word(wild, wild, words[2].text, "ca")
    cues = segment(words, NETFLIX, 25, end_ms=10_000)
    assert cues[-1].start == words[4].start


def test_an_hour_is_quick():
    words = spoken("Quan vaig arribar al barri, vaig trobar ajuda i gent amb ganes de fer coses. |300 " * 600)
    began = process_time()
    segment(words, NETFLIX, 25)
    assert process_time() - began < 4  # half a second here; generous for slow machines
