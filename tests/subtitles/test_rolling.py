"""Captions that roll, grow or mark one word after the other are taken once; refrains are left."""

from __future__ import annotations

from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming


def read(*cues: tuple[int, int, str], form: str = "srt") -> Incoming:
    blocks = [
        f"00:00:{a // 1000:02d},{a % 1000:03d} --> 00:00:{b // 1000:02d},{b % 1000:03d}\n{text}\n"
        for a, b, text in cues
    ]
    return formats.read_bytes("\n".join(blocks).encode(), form, FilmInfo((), "ca"))


def found(incoming: Incoming) -> list[tuple[int, int, str]]:
    return [(cue.start, cue.end, cue.text) for cue in incoming.cues]


def test_lines_that_roll_up_are_taken_once() -> None:
    incoming = read((0, 2000, "un"), (2000, 4000, "un\ndos"), (4000, 6000, "dos\ntres"), (6000, 8000, "tres\nquatre"))
    assert found(incoming) == [(0, 2000, "un"), (2000, 4000, "dos"), (4000, 6000, "tres"), (6000, 8000, "quatre")]
    assert "these captions roll" in incoming.remarks[0]


def test_moments_between_two_are_part_of_the_first() -> None:
    incoming = read(
        (0, 1990, "un"), (1990, 2000, "un"), (2000, 3990, "un\ndos"), (3990, 4000, "dos"), (4000, 6000, "dos\ntres")
    )
    assert found(incoming) == [(0, 2000, "un"), (2000, 4000, "dos"), (4000, 6000, "tres")]


def test_captions_that_grow_word_by_word_are_one() -> None:
    incoming = read(
        (0, 500, "un"), (500, 900, "un dos"), (900, 1200, "un dos tres"), (1200, 3000, "un dos tres quatre")
    )
    assert found(incoming) == [(0, 3000, "un dos tres quatre")]


def test_words_marked_one_after_the_other_are_one_caption() -> None:
    incoming = read((0, 500, "<u>un</u> dos"), (500, 1900, "un <u>dos</u>"), (2000, 3000, "tres"))
    assert found(incoming) == [(0, 1900, "un dos"), (2000, 3000, "tres")]
    assert len(incoming.remarks) == 2


def test_a_refrain_is_no_roll() -> None:
    song = [
        (0, 1000, "♪ la"),
        (1000, 2000, "♪ la"),
        (2000, 3000, "sol\nfa"),
        (3000, 4000, "fa\nmi"),
        (4000, 5000, "re"),
    ]
    assert found(read(*song)) == song


def test_two_repeats_are_a_roll_where_words_have_times_of_their_own() -> None:
    """As YouTube writes its automatic captions."""

    def cues(inner: str) -> list[tuple[int, int, str]]:
        spoken = ("un <>ei", "un ei\ndos <>ei", "dos ei\ntres <>ei")
        timed = [
            f"00:0{k}.000 --> 00:0{k + 1}.000\n{text.replace('<>', inner and f'<00:0{k}.500>')}"
            for k, text in enumerate(spoken)
        ]
        return found(formats.read_bytes(("WEBVTT\n\n" + "\n\n".join(timed)).encode(), "vtt", FilmInfo((), "ca")))

    assert cues("times") == [(0, 1000, "un ei"), (1000, 2000, "dos ei"), (2000, 3000, "tres ei")]
    assert [text for *_, text in cues("")] == ["un ei", "un ei\ndos ei", "dos ei\ntres ei"]
