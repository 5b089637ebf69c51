from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_texts import KINDS
from said_words import NETFLIX, sounds, speech, spoken

from pipeline.captions.segmentation import segment
from pipeline.captions.sound_cues import TEXTS, is_song, is_sound, speaks, without_sounds
from pipeline.check.context import Context
from pipeline.check.marks import words_before_speech
from pipeline.check.rules.table import check_file
from pipeline.cues import Cue, Sound
from pipeline.subtitles.srt import read_srt

MUSIC = Sound(0, 60_000, "music")


def heard(*found: Sound, words=(), end=None, lang="ca"):
    cues = segment(list(words), NETFLIX, 25, end, lang=lang, sounds=found)
    return [(cue.start, cue.end, cue.text) for cue in cues if cue.sound]


def test_each_language_and_kind_has_its_text():
    assert heard(Sound(0, 3000, "music")) == [(0, 3000, "(Música)")]
    assert heard(Sound(0, 3000, "singing"), lang="en") == [(0, 3000, "[singing]")]
    assert heard(Sound(0, 3000, "music"), lang="ar") == [(0, 3000, "♪")]
    assert heard(Sound(0, 3000, "sound"), lang="ar") == []  # there are no words for it
    assert all(is_sound(text) and len(text) <= 16 for texts in TEXTS.values() for text in texts.values())


def test_a_long_sound_is_shown_at_its_start_only():
    assert heard(MUSIC) == [(0, NETFLIX.max_ms, "(Música)")]


def test_no_sound_over_speech():
    words = spoken("Bon dia a tothom qui ens mira.", 4000)
    first, second = heard(MUSIC, Sound(4000, 5000, "singing"), words=words), words[-1].end
    assert first == [(0, 3920, "(Música)")]
    assert heard(Sound(3500, 60_000, "music"), words=words)[0][0] > second


def test_a_sound_too_short_between_cues_is_left_out():
    words = [*spoken("Bon dia a tothom.", 1000), *spoken("Adeu a tothom.", 3900)]
    assert heard(Sound(2300, 3400, "sound"), words=words) == []


def test_near_sounds_of_one_kind_are_one():
    assert len(heard(Sound(0, 2000, "music"), Sound(2500, 5000, "music"))) == 1
    assert len(heard(Sound(0, 2000, "music"), Sound(2500, 5000, "singing"))) == 2
    assert len(heard(Sound(0, 2000, "music"), Sound(12_000, 15_000, "music"))) == 2


def test_a_sound_goes_with_the_cuts_near_its_start_and_end():
    words = spoken("Bon dia a tothom qui ens mira.", 1000)
    cuts = [9600, 14_300]
    (one,) = (
        cue
        for cue in segment(words, NETFLIX, 25, cuts=cuts, lang="ca", sounds=[Sound(10_000, 14_000, "music")])
        if cue.sound
    )
    assert (one.start, one.end) == (9600, 14_220)


def test_a_sound_leaves_a_cut_alone_that_is_far_or_under_speech():
    words = spoken("Bon dia a tothom qui ens mira.", 1000)
    over = words[-1].end - 100
    for cut in (over, 10_600):
        cues = segment(words, NETFLIX, 25, cuts=[cut], lang="ca", sounds=[Sound(over + 300, 14_000, "music")])
        assert [cue.start > words[-1].end for cue in cues if cue.sound] == [True]


def test_no_sound_after_the_end_of_the_media():
    assert heard(Sound(1000, 9000, "music"), end=3000) == [(1000, 3000, "(Música)")]
    assert heard(Sound(2500, 9000, "music"), end=3000) == []


@given(speech(), sounds)
def test_no_gap_flashes_around_a_sound(words, found):
    cues = segment(words, NETFLIX, 25, lang="ca", sounds=found)
    for before, after in pairwise(cues):
        if before.sound != after.sound:
            assert not 80 < after.start - before.end < 500 or after.start - before.start > NETFLIX.max_ms


@pytest.mark.parametrize(("text", "sound", "song"), KINDS)
def test_what_nobody_says_is_a_sound_and_what_is_sung_a_song(text, sound, song):
    assert (is_sound(text), is_song(text)) == (sound, song)
    assert speaks(Cue(0, 1000, text)) is not (sound or song)


@pytest.mark.parametrize("text", [text for text, _, _ in KINDS])
def test_reader_and_checker_agree_on_what_is_a_sound(text):
    """What a file says is a sound is one for the checker, in the pages and for what is translated."""
    data = f"1\n00:00:01,000 --> 00:00:03,000\n{text or '...'}\n".encode()
    (cue,) = read_srt(data).cues
    assert cue.sound is is_sound(cue.text)
    (checked,) = check_file(data, Context("ca")).cues
    assert checked.sound is cue.sound


def test_sounds_in_a_text_are_no_words_of_it():
    assert without_sounds("(Riu) Doncs sí [música].").split() == ["Doncs", "sí", "."]
    assert words_before_speech("*Riu* (Música) Doncs sí.") == 2
    assert words_before_speech("(...) Doncs sí.") == 0


@given(st.text(st.sampled_from("()[]{}*♪# -a\n"), max_size=40))
def test_no_text_is_both_a_sound_and_a_song(text):
    assert not (is_sound(text) and is_song(text))
