"""Tracks that stand as a whole where nobody speaks: one move that explains it is told; anything else is left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.captions.moves import RATES, Move, moved, ratio
from pipeline.check.misplaced import FilmSpeech, behind, misplaced, told, written_words
from pipeline.cues import Cue, Word

SAID = (
    "em dic Joel i participo|quan arribo al matí miro|aquí tenim tomates i patates|hi ha persones que saben molt"
    "|una planta necessita aigua sol|els serveis socials em van|el primer dia em acompanyen|ara els veïns en coneixen"
)
STARTS = (3600, 8110, 12510, 16360, 21940, 30430, 41500, 52000)


def words() -> tuple[Word, ...]:
    return tuple(
        Word(start + 300 * k, start + 300 * k + 250, text, "ca")
        for start, line in zip(STARTS, SAID.split("|"), strict=True)
        for k, text in enumerate(line.split())
    )


HEARD = FilmSpeech(words(), tuple((start, start + 1500) for start in STARTS), 60_000)
CUES = tuple(Cue(start, start + 2000, line) for start, line in zip(STARTS, SAID.split("|"), strict=True))


@pytest.mark.parametrize("ms", [3_600_000, -2500, 1500, 36_000_000])
def test_one_time_for_all_is_told(ms: int) -> None:
    late = tuple(cue.moved(cue.start + ms, cue.end + ms) for cue in CUES)
    assert misplaced(late, HEARD) == Move(-ms)


@pytest.mark.parametrize("rate", [rate for rate in RATES if abs(ratio(rate) - 1) > 0.02])
def test_one_frame_rate_read_as_another_is_told(rate: str) -> None:
    true, read = rate.split("/")
    found = misplaced(moved(CUES, Move(rate=f"{read}/{true}")), HEARD)
    assert found is not None
    assert ratio(found.rate) == ratio(rate)  # 30/24 is 29.97/23.976


def test_what_stands_right_or_anyhow_is_left() -> None:
    assert misplaced(CUES, HEARD) is None
    assert misplaced(moved(CUES, Move(600)), HEARD) is None
    anyhow = tuple(cue.moved(cue.start + 4000 * (k % 3), cue.end + 4000 * (k % 3)) for k, cue in enumerate(CUES))
    assert misplaced(anyhow, HEARD) is None
    assert misplaced((), HEARD) is None
    assert misplaced(CUES, FilmSpeech()) is None


def test_two_captions_behind_the_film_are_enough() -> None:
    assert misplaced(moved(CUES[:2], Move(3_600_012)), HEARD) == Move(-3_600_000)
    assert misplaced(moved(CUES[:2], Move(2000)), HEARD) is None


@pytest.mark.parametrize("move", [Move(5000), Move(-3000), Move(3_600_000), Move(rate="23.976/25")])
def test_a_translation_is_told_by_where_the_machine_put_its_words(move: Move) -> None:
    english = tuple(Cue(cue.start, cue.end, f"we say number {k} here") for k, cue in enumerate(CUES))
    english = tuple(replace(cue, text=f"{word} {cue.text}") for word, cue in zip("abcdefgh", english, strict=True))
    heard = replace(HEARD, written=written_words(english, "en"))
    found = misplaced(moved(english, move), heard)
    assert found == (Move(-move.ms) if move.ms else Move(rate="25/23.976"))
    assert misplaced(english, heard) is None


def test_what_begins_after_the_end_is_behind_it() -> None:
    late = moved(CUES, Move(3_600_000, "24/25"))
    assert behind(late, HEARD) and not behind(late[:0], HEARD) and not behind((CUES[0], *late), HEARD)


def test_a_translation_behind_the_film_is_told_by_the_speech() -> None:
    english = tuple(Cue(cue.start, cue.end, "something in another language") for cue in CUES)
    assert misplaced(moved(english, Move(3_600_000)), HEARD) == Move(-3_600_000)
    assert misplaced(english, HEARD) is None


def test_without_a_transcript_whole_hours_behind_the_film_are_told() -> None:
    assert misplaced(moved(CUES, Move(3_600_000)), FilmSpeech(duration_ms=60_000)) == Move(-3_600_000)
    assert misplaced(moved(CUES, Move(70_000)), FilmSpeech(duration_ms=60_000)) is None


#: Sentences of a film of two minutes, and their translation at the same times.
LATER = tuple(2000 + 4100 * k + 700 * (k * k % 7) for k in range(24))
LONG = FilmSpeech(
    tuple(Word(at, at + 1250, "Paraula.", "ca") for at in LATER),
    tuple((at - 150, at + 1500) for at in LATER),
    120_000,
)
ENGLISH = tuple(Cue(at, at + 2000, f"Sentence {k}.") for k, at in enumerate(LATER))


@pytest.mark.parametrize(
    "move",
    [
        Move(5000),
        Move(-1500),
        Move(3_600_000),
        *(Move(rate=rate) for rate in ("23.976/25", "25/23.976", "25/24", "30/25")),
    ],
)
def test_a_translation_is_told_by_the_beginnings_of_sentences(move: Move) -> None:
    late = moved(ENGLISH, move)
    found = misplaced(late, LONG)
    assert found is not None
    assert max(abs(one.start - two.start) for one, two in zip(moved(late, found), ENGLISH, strict=True)) <= 2
    assert misplaced(moved(late, found), LONG) is None


def test_a_translation_that_stands_about_right_is_left() -> None:
    assert misplaced(ENGLISH, LONG) is None
    assert misplaced(moved(ENGLISH, Move(300)), LONG) is None
    halves = tuple(cue.moved(cue.start + 1500 * (k % 2), cue.end + 1500 * (k % 2)) for k, cue in enumerate(ENGLISH))
    assert misplaced(halves, LONG) is None


@pytest.mark.parametrize("rate", ["25/23.976", "24/25", "30/25"])
@pytest.mark.parametrize("ms", [-3000, 2500, 3_600_000])
def test_a_rate_and_a_shift_at_once_are_told_together(rate: str, ms: int) -> None:
    late = moved(CUES, Move(ms, rate))
    if late[0].start == 0:
        return
    found = misplaced(late, HEARD)
    assert found is not None and found.rate
    assert max(abs(one.start - two.start) for one, two in zip(moved(late, found), CUES, strict=True)) <= 60


def test_one_caption_after_the_end_of_the_film_tells_nothing_of_the_others() -> None:
    last = Cue(60_500, 62_000, "something in another language")
    assert misplaced([last], HEARD) is None
    assert misplaced([last.moved(3_603_700, 3_605_000)], HEARD) == Move(-3_600_000)


def test_a_small_drift_grows_with_the_film() -> None:
    words = tuple(Word(at, at + 300, f"mot{n}", "ca") for n, at in enumerate(range(1000, 3_600_000, 900)))
    cues = tuple(Cue(words[n].start, words[n].start + 2000, f"mot{n} mot{n + 1} mot{n + 2}") for n in range(0, 3900, 4))
    heard = FilmSpeech(words, ((1000, 3_600_000),), 3_600_000)
    found = misplaced(moved(cues, Move(rate="30/29.97")), heard)
    assert found is not None and ratio(found.rate) == ratio("29.97/30")


@given(st.lists(st.integers(0, 110_000), min_size=8, max_size=20, unique=True))
def test_captions_that_stand_anyhow_are_not_said_to_be_late(starts: list[int]) -> None:
    found = misplaced([Cue(at, at + 900, "Anything.") for at in sorted(starts)], LONG)
    assert found is None or _begins(starts, found) >= 0.6


def _begins(starts: list[int], move: Move) -> float:
    return sum(min(abs(move(start) - at) for at in LATER) <= 400 for start in starts) / len(starts)


@given(st.lists(st.tuples(st.integers(0, 10**7), st.text(max_size=30)), max_size=12))
def test_any_track_is_looked_at(said: list[tuple[int, str]]) -> None:
    found = misplaced([Cue(start, start + 900, text) for start, text in sorted(said)], HEARD)
    assert found is None or told(found)


def test_it_is_said_in_words() -> None:
    assert told(Move(-3_600_000)) == "come 3600 s (1 hour) later than the voice"
    assert told(Move(2500)) == "come 2.5 s earlier than the voice"
    assert "25 frames a second do that were read at 23.976" in told(Move(rate="25/23.976"))
    assert told(Move(-2000, "25/24")).endswith("read at 24, and come 2 s later than the voice besides")
