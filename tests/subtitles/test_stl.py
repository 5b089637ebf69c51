"""EBU STL as broadcasters send it: comments are none, two at once are two, and words keep their spaces."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from pipeline.errors import SubtitleError
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming


def head(blocks: int, origin: bytes = b"00000000", rate: bytes = b"STL25.01") -> bytes:
    fields = b"850" + rate + b"0" + b"00" + b"0F" + b" " * 208 + b" " * 14
    data = fields[:238].ljust(238) + f"{blocks:05d}".encode() + b"00001" + b"001" + b"40" + b"23" + b"1" + origin
    return data.ljust(1024)


def block(
    number: int,
    start: int,
    end: int,
    text: bytes,
    *,
    row: int = 20,
    comment: int = 0,
    ext: int = 0xFF,
    hour: int = 0,
    frames: int = 0,
) -> bytes:
    times = (hour, 0, start, frames, hour, 0, end, 0)
    return struct.pack("<BHBB8BBBB", 0, number, ext, 0, *times, row, 2, comment) + text.ljust(112, b"\x8f")


def read(folder: Path, *blocks: bytes, origin: bytes = b"00000000", rate: bytes = b"STL25.01") -> Incoming:
    path = folder / "a.stl"
    path.write_bytes(head(len(blocks), origin, rate) + b"".join(blocks))
    return formats.read(path, FilmInfo(lang="ca"))


def found(incoming: Incoming) -> list[tuple[int, int, str, bool]]:
    return [(cue.start, cue.end, cue.text, cue.top) for cue in incoming.cues]


def test_letters_lines_and_places(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 2, b"Bon dia,\x8aaix\xc1o \xe9s"), block(1, 3, 4, b"A dalt", row=2))
    assert [(start, end, top) for start, end, _, top in found(incoming)] == [(1000, 2000, False), (3000, 4000, True)]
    assert incoming.cues[0].text.startswith("Bon dia,\naixò")


def test_comments_are_told_and_no_captions(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 2, b"revisar", comment=1), block(1, 3, 4, b"Hola"))
    assert [cue.text for cue in incoming.cues] == ["Hola"]
    assert incoming.remarks == ("caption at 00:00:01.000: is flagged as a comment; left out: “revisar”.",)


def test_two_at_once_are_both_there(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 3, b"RETOL", row=2), block(1, 1, 3, b"Hola"), block(2, 1, 3, b"Ei"))
    assert found(incoming) == [(1000, 3000, "RETOL", True), (1000, 3000, "Hola\nEi", False)]


def test_words_stay_apart_where_their_looks_change(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 2, b"Digues\x03mai\x07m\xc2es \x80i\x81 prou"))
    assert incoming.cues[0].text == "Digues mai més i prou"
    assert "italics, colours" in incoming.remarks[0]


def test_a_subtitle_of_several_blocks_is_one(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 2, b"Bon ", ext=0), block(0, 1, 2, b"dia"), block(1, 3, 4, b"Ei"))
    assert [cue.text for cue in incoming.cues] == ["Bon dia", "Ei"]


@pytest.mark.parametrize("numbers", [(0, 0, 0), (7, 7, 8), (1, 2, 3)])
def test_as_many_subtitles_come_out_as_went_in_however_they_are_numbered(
    tmp_path: Path, numbers: tuple[int, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    texts = (b"Un", b"Dos", b"Tres")
    blocks = [
        block(number, 2 * k, 2 * k + 1, text) for k, (number, text) in enumerate(zip(numbers, texts, strict=True))
    ]
    assert [cue.text for cue in read(tmp_path, *blocks).cues] == ["Un", "Dos", "Tres"]
    assert capfd.readouterr().err == ""


def test_two_of_one_number_shown_at_once_are_both_there(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 3, b"RETOL", row=2), block(0, 1, 3, b"Hola"))
    assert [(cue.text, cue.top) for cue in incoming.cues] == [("RETOL", True), ("Hola", False)]


def test_blocks_of_a_subtitle_in_another_order_lose_no_word(tmp_path: Path) -> None:
    incoming = read(tmp_path, block(0, 1, 2, b"dia"), block(0, 1, 2, b"Bon ", ext=0))
    assert [cue.text for cue in incoming.cues] == ["Bon dia"]


def test_a_time_that_nobody_has_filled_in_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SubtitleError, match="0:0:255:0 in it is no time"):
        read(tmp_path, block(0, 255, 2, b"Hola"))


def test_the_clock_counts_from_the_start_of_the_programme(tmp_path: Path) -> None:
    assert read(tmp_path, block(0, 1, 2, b"Hola", hour=10), origin=b"10000000").cues[0].start == 1000


@pytest.mark.parametrize("data", [b"", b"hola", head(1) + b"x", head(1, rate=b"STL99.01")])
def test_what_is_no_stl_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.stl").write_bytes(data)
    with pytest.raises(SubtitleError, match="cannot be read as EBU STL"):
        formats.read(tmp_path / "a.stl")


@pytest.mark.parametrize(
    ("rate", "frames", "ms"),
    [
        (b"STL24.01", 12, 500),
        (b"STL25.01", 24, 960),
        (b"STL29.01", 29, 968),
        (b"STL35.01", 34, 971),
        (b"STL48.01", 47, 979),
        (b"STL50.01", 49, 980),
        (b"STL60.01", 59, 983),
    ],
)
def test_each_rate_that_programs_write_is_read(
    tmp_path: Path, rate: bytes, frames: int, ms: int, capfd: pytest.CaptureFixture[str]
) -> None:
    incoming = read(tmp_path, block(0, 1, 3, b"Hola", frames=frames), rate=rate)
    assert found(incoming) == [(1000 + ms, 3000, "Hola", False)]
    assert capfd.readouterr().err == ""


def test_a_rate_that_nobody_knows_is_told(tmp_path: Path) -> None:
    with pytest.raises(SubtitleError, match=r"its rate \(STL99.01\) is not known here"):
        read(tmp_path, block(0, 1, 2, b"Hola"), rate=b"STL99.01")


def test_the_text_that_spruce_and_dvd_studio_pro_write_is_read(tmp_path: Path) -> None:
    lines = ("//Joel", "$FontName = Arial", "", "00:00:03:15 , 00:00:07:00 , Bon dia|a tothom", "")
    (tmp_path / "joel.stl").write_text("\r\n".join(lines), "utf-8")
    incoming = formats.read(tmp_path / "joel.stl", FilmInfo(lang="ca"))
    assert found(incoming) == [(3600, 7000, "Bon dia\na tothom", False)]
    assert incoming.remarks[:1] == ("“//Joel” is no caption; left out. (So in 1 more place.)",)


@pytest.mark.parametrize("text", [b"Digues  mai", b"\x07Digues \x03mai", b"Digues \x86 mai", b"Digues   \x80 mai\x81"])
def test_words_stay_apart_where_several_blanks_meet(tmp_path: Path, text: bytes) -> None:
    assert read(tmp_path, block(0, 1, 2, text)).cues[0].text == "Digues mai"
    assert read(tmp_path, block(0, 1, 2, b"Digues ", ext=0), block(0, 1, 2, b" mai")).cues[0].text == "Digues mai"
