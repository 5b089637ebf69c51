"""Remarks of readers in the language of whoever reads them; what is made of a file is the same in every one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline import messages
from pipeline.check.reader_remarks import from_remarks
from pipeline.messages import in_language
from pipeline.subtitles import formats
from pipeline.subtitles.reading_remarks import once_a_kind, row_at, said_of
from pipeline.subtitles.srt import read_srt

DAMAGED = b"""1
00:00:01,000 --> 00:00:01,000
Hola

2
00:00:03,000 --> 00:00:06,000
Bon dia

3
00:00:05,000 --> 00:00:08,000
Adeu

4
00:00:09,000 --> 00:00:10,000
"""
#: Words marked one by one: captions that roll, and are told by how they look.
MARKED = b"""WEBVTT

00:01.000 --> 00:02.000
Hola a <i>tothom</i>

00:02.000 --> 00:03.000
Hola <i>a</i> tothom
"""


@pytest.fixture
def catalan() -> Iterator[None]:
    messages.speak("ca")
    yield
    messages.speak("en")


def test_remarks_are_in_the_language_of_the_reader(catalan: None) -> None:
    told = read_srt(DAMAGED).remarks
    assert "subtítol 4 (00:00:09,000): no té text; s’ha deixat fora." in told
    assert (
        "subtítol 2 (00:00:03,000): encara era a la pantalla quan començava el subtítol 3; s’ha escurçat 1 s." in told
    )
    assert "cue 4 (00:00:09,000): has no text; it was left out." in [in_language(one, "en") for one in told]


def test_a_reader_in_another_language_finds_the_same(catalan: None) -> None:
    reading = read_srt(DAMAGED)
    found = from_remarks(reading.remarks, reading.cues)
    messages.speak("en")
    english = read_srt(DAMAGED)
    expected = from_remarks(english.remarks, english.cues)
    assert reading.cues == english.cues
    assert [one.as_dict() for one in found] == [one.as_dict() for one in expected]
    assert "EMPTY" in {one.rule for one in found}
    assert "In the file: cue 4" in found[0].say("en") and "Al fitxer: subtítol 4" in found[0].say("ca")


def test_words_that_are_marked_are_one_caption_in_every_language(catalan: None) -> None:
    read = formats.read_bytes(MARKED, "vtt")
    messages.speak("en")
    assert read.cues == formats.read_bytes(MARKED, "vtt").cues and len(read.cues) == 1


def test_each_kind_is_said_once_and_counted(catalan: None) -> None:
    remarks = [said_of(row_at(number), messages.tr("“{text}” is no caption; left out.", text="a")) for number in (2, 3)]
    assert once_a_kind(remarks) == ("fila 2: «a» no és cap subtítol; s’ha deixat fora. (Igual en 1 lloc més.)",)
    assert once_a_kind(remarks[:1]) == ("fila 2: «a» no és cap subtítol; s’ha deixat fora.",)
