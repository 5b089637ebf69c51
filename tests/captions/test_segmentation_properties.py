from fractions import Fraction
from itertools import pairwise
from math import ceil

import said_words as say
from hypothesis import example, given, settings
from hypothesis import strategies as st
from searching import examples

from pipeline.captions.align import spoken_words
from pipeline.captions.segmentation import segment
from pipeline.captions.speaker_labels import opens_turn, without_label
from pipeline.cues import Cue, Word
from pipeline.project.caption_profile import CaptionProfile

NETFLIX = say.NETFLIX
Cues = tuple[Cue, ...]


def speech_of(cues: Cues) -> Cues:
    return tuple(cue for cue in cues if not cue.sound)


def check_limits(cues: Cues, words: list[Word], profile: CaptionProfile, fps: Fraction | float) -> None:
    said = speech_of(cues)
    assert say.letters("".join(cue.text for cue in said)) == say.letters("".join(word.text for word in words))
    gap = ceil(profile.gap_frames * 1000 / max(Fraction(fps), 24))
    for cue in cues:
        assert len(cue.lines) <= profile.lines
        assert all(0 < len(line) <= profile.line and line == line.strip() for line in cue.lines)
        assert 0 <= cue.start < cue.end
        assert cue.duration <= profile.max_ms
    for before, after in pairwise(cues):
        assert after.start - before.end >= gap


def check_speakers(cues: Cues, words: list[Word], names: dict[str, str] | None) -> None:
    """No line has words of two speakers, and a cue names its speaker or has a dash before each line."""
    shown = names or {}
    whose = [shown.get(w.speaker, w.speaker) if w.speaker else None for w in words for _ in say.letters(w.text)]
    at = 0
    for cue in speech_of(cues):
        speakers = []
        for line in cue.lines:
            size = len(say.letters(line))
            speakers.append(set(whose[at : at + size]))
            at += size
        assert all(len(each) <= 1 for each in speakers)
        together = set().union(*speakers)
        if len(together) > 1:
            assert cue.speaker is None and len(cue.lines) == len(together) == 2 and None not in together
            assert all(opens_turn(line) for line in cue.lines)
        elif together:
            assert cue.speaker == next(iter(together))


@given(say.speech(), say.profiles, say.rates, say.cuts, say.names, say.languages, say.sounds)
def test_all_limits_hold_for_speech(words, profile, fps, cuts, names, lang, sounds):
    end = (words[-1].end if words else 30_000) + 3000
    cues = segment(words, profile, fps, end, cuts=cuts, names=names, lang=lang, sounds=sounds)
    check_limits(cues, words, profile, fps)
    check_speakers(cues, words, names)
    assert all(cue.end <= end for cue in cues)
    frame, at = 1000 / Fraction(fps), 0
    starts = [word.start for word in words for _ in say.letters(word.text)]
    for cue in speech_of(cues):
        if not say.letters(without_label(cue.text, say.NAMES.values()).split()[0]):
            at += len(say.letters(cue.text))  # a dash that is a word has no letters to be found by
        elif size := len(say.letters(cue.text)):
            assert cue.start >= starts[at] - (max(500, 3 * frame) if cue.start in cuts else 2 * frame)
            at += size


@given(say.broken_words, say.profiles, say.rates, st.sampled_from([None, 60_000]), say.cuts, say.names, say.sounds)
@example([Word(0, 0, "x" * 60, "ca")] * 30, NETFLIX, 25, None, [], None, [])
@example([Word(9, 3, "a", "ca", None, str(k)) for k in range(40)], NETFLIX, 25, 60_000, [9], None, [])
@example(
    [Word(0, 0, "la", "ca"), Word(0, 0, "dues paraules", "ca", None, "laura"), Word(0, 0, "--a", "ca", None, "joel")],
    CaptionProfile(line=16, gap_frames=0),
    25,
    None,
    [],
    None,
    [],
)
def test_all_limits_hold_for_broken_times(words, profile, fps, end, cuts, names, sounds):
    cues = segment(words, profile, fps, end, cuts=cuts, names=names, sounds=sounds)
    check_limits(cues, words, profile, fps)
    check_speakers(cues, words, names)
    assert end is None or all(cue.end <= end for cue in cues)


@given(say.broken_words, st.integers(0, 3000))
def test_a_media_too_short_loses_no_word(words, end):
    cues = segment(words, NETFLIX, 25, end)
    assert say.letters("".join(c.text for c in cues)) == say.letters("".join(w.text for w in words))
    assert all(a.end <= b.start for a, b in pairwise(cues))


@given(say.speech(), say.sounds)
def test_sounds_change_no_speech(words, sounds):
    cues = segment(words, NETFLIX, 25, lang="ca", sounds=sounds)
    assert speech_of(cues) == segment(words, NETFLIX, 25, lang="ca")
    assert all(cue.duration >= NETFLIX.min_ms for cue in cues if cue.sound)


@given(say.speech(), say.cuts)
def test_same_words_same_cues(words, cuts):
    once = segment(words, NETFLIX, 25, cuts=cuts)
    assert once == segment(list(words), NETFLIX, Fraction(25), cuts=sorted(cuts))


@given(say.clear_speech(), say.names, say.cuts, say.sounds)
@settings(max_examples=examples(60))
def test_cutting_what_was_cut_gives_the_same_cues(words, names, cuts, sounds):
    """Where every word of the cues is found again as heard, nothing changes: labels and dashes are no words."""
    options = {"names": names, "cuts": cuts, "sounds": sounds, "lang": "ca"}
    cues = segment(words, NETFLIX, 25, **options)
    again = spoken_words(cues, words, "ca", (names or {}).values())
    assert [word.text for word in again] == [word.text for word in words]
    assert segment(again, NETFLIX, 25, **options) == cues


@given(say.clear_speech(), say.names)
@settings(max_examples=examples(60))
def test_without_what_was_heard_the_words_at_least_are_the_same(words, names):
    cues = segment(words, NETFLIX, 25, names=names)
    again = spoken_words(cues, [], "ca", (names or {}).values())
    assert [word.text for word in again] == [word.text for word in words]


@given(st.integers(20, 60), st.integers(60, 300))
def test_speech_too_fast_throughout_has_no_cue_much_worse_than_the_speech(ms_per_char, count):
    """Words with the same time for each letter, as translations have them: no cue may be picked out to suffer."""
    words, now = [], 0
    for _ in range(count):
        words.append(Word(now, now + 6 * ms_per_char, "paraula"[:5], "xx"))
        now += 6 * ms_per_char
    cues = segment(words, NETFLIX, 25, now)
    speech = max(NETFLIX.cps, 1000 / ms_per_char)
    assert max(len(cue.text) * 1000 / cue.duration for cue in cues) <= speech * 1.12
