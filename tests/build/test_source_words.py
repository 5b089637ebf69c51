"""What is translated of a film in two languages: each as people have corrected it where it was spoken."""

from __future__ import annotations

from itertools import accumulate

from hypothesis import given
from hypothesis import strategies as st

from pipeline.build.source_words import with_corrections
from pipeline.cues import Cue, Word

#: (language, what is heard, s).
HEARD = (
    ("ca", "Tinc quinze anys.", 0.0, 2.0),
    ("es", "Vivo con mi abuela.", 2.5, 4.0),
    ("ca", "No tinc por. Fins aviat.", 5.0, 7.5),
)


def words(lang: str, text: str, start: float, end: float) -> list[Word]:
    said = text.split()
    times = [round(1000 * (start + (end - start) * n / len(said))) for n in range(len(said) + 1)]
    return [Word(a, b, word, lang, 0.9) for word, a, b in zip(said, times, times[1:], strict=False)]


def heard() -> list[Word]:
    return [word for stretch in HEARD for word in words(*stretch)]


def cues(*lines: tuple[float, float, str]) -> list[Cue]:
    return [Cue(round(start * 1000), round(end * 1000), text) for start, end, text in lines]


def told(found: list[Word]) -> list[tuple[str, str]]:
    """What is said in each language, in turn."""
    result: list[tuple[str, str]] = []
    for word in found:
        same = result and result[-1][0] == word.lang
        result.append((word.lang, f"{result.pop()[1]} {word.text}" if same else word.text))
    return result


CATALAN = cues(
    (0.0, 2.0, "Tinc cinquanta anys."), (2.5, 4.9, "Visc amb la meva àvia."), (5.0, 7.5, "No tinc por. Fins aviat.")
)
SPANISH = cues(
    (0.0, 2.0, "Tengo quince años."), (2.5, 4.0, "Vivía con mi abuelo."), (5.0, 7.5, "No temo. Hasta luego.")
)


def test_what_a_person_corrects_is_what_is_translated_and_a_translation_is_not() -> None:
    assert told(with_corrections(heard(), {"ca": CATALAN})) == [
        ("ca", "Tinc cinquanta anys."),
        ("es", "Vivo con mi abuela."),
        ("ca", "No tinc por. Fins aviat."),
    ]


def test_of_each_language() -> None:
    assert told(with_corrections(heard(), {"ca": CATALAN, "es": SPANISH})) == [
        ("ca", "Tinc cinquanta anys."),
        ("es", "Vivía con mi abuelo."),
        ("ca", "No tinc por. Fins aviat."),
    ]


def test_a_caption_may_have_the_end_of_one_language_and_the_beginning_of_the_other() -> None:
    mixed = cues((0.0, 4.9, "Tinc cinquanta anys.\nVisc amb la meva àvia."), (5.0, 7.5, "No tinc por. Fins aviat."))
    assert told(with_corrections(heard(), {"ca": mixed}))[:2] == [
        ("ca", "Tinc cinquanta anys."),
        ("es", "Vivo con mi abuela."),
    ]


def test_nothing_of_what_was_heard_need_be_right() -> None:
    new = cues((0.1, 1.9, "Soc la Laura."), (2.5, 4.9, "Visc amb la meva àvia."), (5.2, 7.0, "Ara ja està."))
    assert told(with_corrections(heard(), {"ca": new})) == [
        ("ca", "Soc la Laura."),
        ("es", "Vivo con mi abuela."),
        ("ca", "Ara ja està."),
    ]


def test_what_a_person_takes_out_is_not_translated() -> None:
    assert told(with_corrections(heard(), {"ca": CATALAN[:2]})) == [
        ("ca", "Tinc cinquanta anys."),
        ("es", "Vivo con mi abuela."),
    ]


def test_where_nothing_was_heard_there_is_nothing_to_correct() -> None:
    assert with_corrections([], {"ca": CATALAN}) == []


sentences = st.lists(
    st.tuples(st.sampled_from(["ca", "es", "en"]), st.integers(1, 6), st.integers(0, 900)), max_size=12
)


@given(sentences, st.sets(st.sampled_from(["ca", "es", "en"])))
def test_the_machines_own_captions_correct_nothing(plan: list[tuple[str, int, int]], langs: set[str]) -> None:
    """In each language what was said in it word for word, and translations of the rest. (language, words, ms of
    silence before) of each sentence."""
    starts = list(accumulate((gap + 300 * count for _, count, gap in plan), initial=0))
    said: list[Word] = []
    tracks: dict[str, list[Cue]] = {lang: [] for lang in langs}
    for number, ((lang, count, gap), begins) in enumerate(zip(plan, starts, strict=False)):
        start, end = begins + gap, begins + gap + 300 * count
        text = " ".join(f"{lang}{number}x{n}" for n in range(count)) + "."
        said += words(lang, text, start / 1000, end / 1000)
        for own, track in tracks.items():
            track.append(Cue(start, end, text if own == lang else f"traduit{number} {own}."))
    assert told(with_corrections(said, tracks)) == told(said)
