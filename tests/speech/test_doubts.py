from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.cues import Word
from pipeline.speech.doubts import sift
from pipeline.speech.sounds import Events


def said(text: str, start: int = 0, probability: float = 0.9) -> list[Word]:
    words = text.split()
    return [Word(start + 300 * i, start + 300 * i + 280, word, "ca", probability) for i, word in enumerate(words)]


def split(words: list[Word], speech: list[tuple[int, int]], events: Events | None = None) -> tuple[str, list[str]]:
    kept, doubts = sift(words, speech, events)
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


@given(
    st.lists(st.tuples(st.sampled_from(["a", "b", "c.", "gràcies", "per", "veure"]), st.floats(0, 1)), max_size=40),
    st.lists(st.tuples(st.integers(0, 12_000), st.integers(1, 5000)).map(lambda p: (p[0], p[0] + p[1])), max_size=4),
)
def test_no_word_is_lost_without_a_trace(texts: list[tuple[str, float]], speech: list[tuple[int, int]]) -> None:
    words = [Word(300 * i, 300 * i + 250, text, "ca", p) for i, (text, p) in enumerate(texts)]
    kept, doubts = sift(words, speech, None)
    traced = [word.text for word in kept] + [text for doubt in doubts for text in doubt.text.split()]
    assert sorted(traced) == sorted(word.text for word in words)
    assert [word for word in words if word in kept] == kept
