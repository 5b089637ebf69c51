from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.align import NEAR_MS, timed_words
from pipeline.captions.segmentation import segment
from pipeline.cues import Cue, Word
from pipeline.project.caption_profile import PROFILES

HEARD = [
    Word(1000, 1300, "hola", "ca", 0.9, "Laura"),
    Word(1300, 1600, "bon", "ca", 0.8, "Laura"),
    Word(1600, 2000, "dia", "ca", 0.7, "Laura"),
    Word(2500, 2900, "Dona", "es", 0.4, "Joel"),
    Word(2900, 3300, "ets", "ca", 0.9, "Joel"),
]


def test_untouched_text_takes_the_heard_times():
    cues = [Cue(1000, 2100, "Hola, bon dia."), Cue(2500, 3400, "dona\nets?")]
    words = timed_words(cues, HEARD, "ca")
    assert [(w.start, w.end, w.probability, w.speaker) for w in words] == [
        (w.start, w.end, w.probability, w.speaker) for w in HEARD
    ]
    assert [w.text for w in words] == ["Hola,", "bon", "dia.", "dona", "ets?"]


def test_corrected_words_share_the_time_between():
    words = timed_words([Cue(2400, 3400, "D'on vens ets?", speaker="Carme")], HEARD, "ca")
    assert [(w.start, w.end, w.probability) for w in words[:2]] == [(2400, 2650, None), (2650, 2900, None)]
    assert (words[2].start, words[2].probability) == (2900, 0.9)
    assert {w.speaker for w in words} == {"Carme"}


def test_text_nobody_heard_is_spread_over_its_cue():
    words = timed_words([Cue(10_000, 11_000, "ab cd")], HEARD, "ca")
    assert [(w.start, w.end, w.lang, w.speaker) for w in words] == [
        (10_000, 10_500, "ca", None),
        (10_500, 11_000, "ca", None),
    ]


def test_a_cue_moved_far_away_keeps_its_own_time():
    words = timed_words([Cue(60_000, 61_000, "Hola, bon dia.")], HEARD, "ca")
    assert words[0].start == 60_000
    assert words[0].probability is None


def test_a_short_word_is_not_borrowed_from_the_neighbour():
    heard = [Word(1000, 1200, "de", "ca"), Word(2100, 2200, "de", "ca")]
    words = timed_words([Cue(1500, 2000, "tot de")], heard, "ca")
    assert [w.end for w in words] == [1800, 2000]


VOCABULARY = st.sampled_from(["la", "de", "que", "hort", "barri", "Maria", "l'avi", "—", "25", "sí,", "<3"])


@st.composite
def tracks(draw: st.DrawFn) -> list[Cue]:
    cues, now = [], 0
    for words in draw(st.lists(st.lists(VOCABULARY, max_size=8), max_size=8)):
        start = now + draw(st.integers(0, 2000))
        now = start + draw(st.integers(1, 4000))
        cues.append(Cue(start, now, "\n".join(words[:3]) + " " + " ".join(words[3:])))
    return cues


@st.composite
def recognised(draw: st.DrawFn) -> list[Word]:
    words, now = [], 0
    for text in draw(st.lists(VOCABULARY, max_size=40)):
        start = now + draw(st.integers(0, 900))
        end = start + draw(st.integers(0, 900))
        now = start + draw(st.integers(0, 900))
        words.append(Word(start, end, text, "ca", 0.5))
    return words


@given(tracks(), recognised())
def test_every_word_in_order_near_its_cue(cues, heard):
    words = timed_words(cues, heard, "ca")
    assert [w.text for w in words] == [text for cue in cues for text in cue.text.split()]
    assert all(w.start <= w.end for w in words)
    assert all(a.end <= b.start for a, b in pairwise(words))
    at = 0
    for cue in cues:
        count = len(cue.text.split())
        for word in words[at : at + count]:
            assert cue.start - NEAR_MS <= word.start and word.end <= cue.end + NEAR_MS
        at += count


@given(recognised())
def test_segmenting_again_gives_back_the_words(heard):
    cues = segment(heard, PROFILES["netflix"], 25)
    assert [w.text for w in timed_words(cues, heard, "ca")] == [w.text for w in heard]


def test_a_sign_at_the_top_takes_no_word_or_time_from_what_is_said_meanwhile():
    sign = Cue(900, 3400, "HORT DE LA DONA DIA", top=True)
    cues = [sign, Cue(1000, 2100, "Hola, bon dia."), Cue(2500, 3400, "dona\nets?")]
    words = timed_words(cues, HEARD, "ca")
    assert [(w.start, w.end) for w in words[5:]] == [(w.start, w.end) for w in HEARD]
    assert {w.probability for w in words[:5]} == {None}
    assert (words[0].start, words[4].end) == (900, 3400)


def test_a_second_voice_at_the_top_is_heard_for_itself():
    cues = [Cue(1000, 3300, "Una altra cosa."), Cue(1000, 2000, "Hola, bon dia.", top=True)]
    assert [w.start for w in timed_words(cues, HEARD, "ca")[3:]] == [1000, 1300, 1600]
