from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.hallucinations import FAST_WORDS, TOO_FAST, broken, sort_out_hallucinations
from pipeline.speech.sound_events import Events


def said(text: str, start: int = 0, probability: float = 0.9) -> list[Word]:
    words = text.split()
    return [Word(start + 300 * i, start + 300 * i + 280, word, "ca", probability) for i, word in enumerate(words)]


def split(words: list[Word], speech: list[tuple[int, int]], events: Events | None = None) -> tuple[str, list[str]]:
    kept, doubts = sort_out_hallucinations(words, speech, events)
    return " ".join(word.text for word in kept), [f"{doubt.reason}: {doubt.text}" for doubt in doubts]


def test_what_is_said_is_believed() -> None:
    assert split(said("Bon dia a tothom."), [(0, 2000)]) == ("Bon dia a tothom.", [])


def test_text_over_silence_is_doubted() -> None:
    words = [*said("Bon dia."), *said("Fins aviat.", start=9000)]
    assert split(words, [(0, 700)]) == ("Bon dia.", ["no-speech: Fins aviat."])


def test_text_over_music_is_doubted_though_one_detector_calls_it_speech() -> None:
    events = Events(speech=((0, 700),), singing=(), music=((5000, 12000),))
    words = [*said("Bon dia."), *said("Vine amb mi.", start=9000)]
    assert split(words, [(0, 700), (8900, 10500)], events) == ("Bon dia.", ["music: Vine amb mi."])


def test_a_signature_is_doubted_only_with_other_evidence() -> None:
    phrase = "Subtítols realitzats per la comunitat."
    assert split(said(phrase, probability=0.3), [(0, 3000)]) == ("", [f"stock-phrase: {phrase}"])
    assert split(said(phrase), [(0, 3000)]) == (phrase, [])


def test_a_loop_keeps_its_first_saying() -> None:
    words = said("i així cada dia " * 5)
    kept, doubts = split(words, [(0, 9000)])
    assert kept == "i així cada dia"
    assert doubts == ["loop: " + " ".join(["i així cada dia"] * 4)]


def test_people_repeat_themselves() -> None:
    text = "No, no, no, jo hi vaig anar, hi vaig anar jo."
    assert split(said(text), [(0, 9000)]) == (text, [])


def spread(text: str, length: int) -> list[Word]:
    """Words evenly over `length` ms."""
    words = text.split()
    return [
        Word(length * n // len(words), length * (n + 1) // len(words), one, "ca", 0.9) for n, one in enumerate(words)
    ]


SENTENCE = "El meu dia a dia a l'hort comença quan arribo al matí i miro les plantes."


def test_more_words_than_anyone_can_say_in_the_time_are_doubted() -> None:
    assert split(spread(SENTENCE, 1_000), [(0, 1_000)]) == ("", [f"too-fast: {SENTENCE}"])
    assert split(spread(SENTENCE, 3_000), [(0, 3_000)]) == (SENTENCE, [])


def test_only_the_words_that_are_too_fast_are_doubted() -> None:
    slow, fast = said(SENTENCE), spread(SENTENCE, 600)
    both = [*slow, *[replace(word, start=word.start + 9_000, end=word.end + 9_000) for word in fast]]
    assert split(both, [(0, 10_000)]) == (SENTENCE, [f"too-fast: {SENTENCE}"])


def test_a_few_fast_words_are_word_times_put_badly() -> None:
    words = spread(" ".join(SENTENCE.split()[: FAST_WORDS - 1]), 100)
    assert broken(words) == {}


def test_what_is_broken_and_why() -> None:
    assert broken(said("i així cada dia " * 3)) == dict.fromkeys(range(4, 12), "loop")
    assert broken(said("i així cada dia " * 2)) == {}
    assert broken(spread(SENTENCE, 500)) == dict.fromkeys(range(len(SENTENCE.split())), "too-fast")
    assert broken([]) == {}


@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["i", "dia", "l'hort,", "plantes"])), max_size=30))
def test_speech_no_faster_than_people_speak_is_never_too_fast(drawn: list[tuple[int, str]]) -> None:
    at, words = 0, []
    for pause, text in drawn:
        length = 1000 * len(text) // (TOO_FAST - 5) + 1
        words.append(Word(at, at + length, text, "ca", 0.9))
        at += length + pause
    assert "too-fast" not in broken(words).values()


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c.", "gràcies", "per", "veure"]), st.floats(0, 1)), max_size=40),
    st.lists(st.tuples(st.integers(0, 12_000), st.integers(1, 5000)).map(lambda p: (p[0], p[0] + p[1])), max_size=4),
)
def test_no_word_is_lost_without_a_trace(texts: list[tuple[str, float]], speech: list[tuple[int, int]]) -> None:
    words = [Word(300 * i, 300 * i + 250, text, "ca", p) for i, (text, p) in enumerate(texts)]
    kept, doubts = sort_out_hallucinations(words, speech, None)
    traced = [word.text for word in kept] + [text for doubt in doubts for text in doubt.text.split()]
    assert sorted(traced) == sorted(word.text for word in words)
    assert [word for word in words if word in kept] == kept
