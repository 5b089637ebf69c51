"""Text files: read where every caption says when it begins and ends, and else refused with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SubtitleError
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming

BOTH = [(3600, 7000, "Bon dia\na tothom"), (9000, 12_000, "Sí.")]


def read(text: str, form: str = "txt") -> Incoming:
    return formats.read_bytes(text.encode(), form, FilmInfo(("Anna", "Marc"), "ca"))


@pytest.mark.parametrize("form", ["txt", "srt"])
@pytest.mark.parametrize(
    "text",
    [
        "@ This file written with the Avid Caption plugin, version 1\n\n<begin subtitles>\n\n"
        "00:00:03:15 00:00:07:00\nBon dia\na tothom\n\n00:00:09:00 00:00:12:00\nSí.\n\n<end subtitles>\n",
        "1 00:00:03:15 00:00:07:00 Bon dia\na tothom\n2 00:00:09:00 00:00:12:00 Sí.\n",
        "$FontName = Arial\n\n00:00:03:15 , 00:00:07:00 , Bon dia|a tothom\n00:00:09:00 , 00:00:12:00 , Sí.\n",
        "00;00;03;15 - 00;00;07;00\nBon dia\na tothom\n\n00;00;09;00 - 00;00;12;00\nSí.\n",
        "[00:03.600 --> 00:07.000]  Bon dia|a tothom\n[00:09.000 --> 00:12.000]  Sí.\n",
        "start\tend\ttext\n3600\t7000\tBon dia|a tothom\n9000\t12000\tSí.\n",
        "3.600000\t7.000000\tBon dia|a tothom\n9.000000\t12.000000\tSí.\n",
        "1\n00:00:03,600 --> 00:00:07,000\nBon dia\na tothom\n\n2\n00:00:09,000 --> 00:00:12,000\nSí.\n",
    ],
    ids=["Avid DS", "Encore", "Spruce", "Premiere", "whisper", "whisper's table", "Audacity", "SubRip"],
)
def test_text_with_begin_and_end_is_read(text: str, form: str) -> None:
    assert [(cue.start, cue.end, cue.text) for cue in read(text, form).cues] == BOTH


def by_path(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Incoming:
    (folder / name).write_text(text, encoding)
    return formats.read(folder / name, FilmInfo(("Anna", "Marc"), "ca"))


@pytest.mark.parametrize(
    "text",
    [
        "start\tend\ttext\n3600\t7000\tBon dia|a tothom\n7000\t9000\t\n9000\t12000\tSí.\n",
        "3.600000\t7.000000\tBon dia|a tothom\n7.500000\t7.500000\t\n9.000000\t12.000000\tSí.\n",
    ],
    ids=["whisper", "Audacity"],
)
@pytest.mark.parametrize("name", ["joel.tsv", "JOEL.TSV", "joel.txt"])
def test_tables_of_times_and_words_are_read_whatever_their_ending(tmp_path: Path, text: str, name: str) -> None:
    assert [(cue.start, cue.end, cue.text) for cue in by_path(tmp_path, name, text).cues] == BOTH


_SHEET = "Núm.\tInici\tFinal\tSegons\tText\tParlant\n1\t0:00:03.600\t0:00:07.000\t3.4\tBon dia\tAnna\n"


@pytest.mark.parametrize(
    ("name", "text", "encoding"),
    [
        ("a.tsv", "start\tend\tspeaker\ttext\n3600\t7000\tAnna\tBon dia\n", "utf-8"),
        ("a.tsv", "start\tend\ttext\n3.6\t7.0\tBon dia\n", "utf-8"),
        ("a.tsv", "Bon dia\tGood morning\n", "utf-8"),
        ("a.tsv", "", "utf-8"),
        *((name, _SHEET, encoding) for name in ("a.tsv", "a.txt") for encoding in ("utf-8", "utf-16")),
    ],
)
def test_other_tables_are_refused_with_how_they_are_read(tmp_path: Path, name: str, text: str, encoding: str) -> None:
    with pytest.raises(SubtitleError, match=r"a table saved as text.*Excel \(\.xlsx\)"):
        by_path(tmp_path, name, text, encoding)


def test_lines_that_are_no_words_are_told() -> None:
    text = "@ Made by Avid\n<begin subtitles>\n00:00:03:15 00:00:07:00\nSí.\n<end subtitles>\n"
    assert "“@ Made by Avid” is no caption; left out." in read(text).remarks


def test_a_name_above_the_words_of_each_caption_is_who_speaks() -> None:
    times = ("00;00;03;15 - 00;00;07;00", "00;00;09;00 - 00;00;12;00")
    named = read(f"{times[0]}\nAnna\nBon dia\n\n{times[1]}\nMarc\nSí.\n")
    assert [(cue.text, cue.speaker) for cue in named.cues] == [("ANNA: Bon dia", "Anna"), ("MARC: Sí.", "Marc")]
    words = read(f"{times[0]}\nAnna\nha vingut\n\n{times[1]}\nD’acord,\nsí.\n")
    assert [cue.text for cue in words.cues] == ["Anna\nha vingut", "D’acord,\nsí."]


@pytest.mark.parametrize("form", ["txt", "srt"])
@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("Anna Puig  0:03  \nBon dia.\n\nMarc  0:09  \nSí.\n\nTranscribed by https://otter.ai\n", "Otter", "In Otter"),
        ("Speaker 1  00:03\nBon dia.\n\nSpeaker 2  00:09\nSí.\n", "Otter and others", "Otter: Export, SRT"),
        ("[00:00:03] Anna: Bon dia.\n\n[00:00:09] Marc: Sí.\n", "Trint, Descript", "Descript: Export"),
        ("Anna [00:00:03]\nBon dia.\n", "Trint", "Trint: Export"),
        ("Anna (00:03):\nBon dia.\n", "Rev", "others: SRT"),
        ("0:03\nbon dia a tothom\n0:07\navui parlem\n", "YouTube", "YouTube Studio"),
        ("0:03 bon dia a tothom\n1:00:07 avui parlem\n", "YouTube", "YouTube Studio"),
        ("Anna\t01:00:03:15\tV1\tred\tBon dia\t1\nAnna\t01:00:09:15\tV1\tred\tSí\t1\n", "markers", "Media Composer"),
        ("Scenarist_SCC V1.0\n\n00:00:03:15\t9420 9420 94ad\n", "SCC", "subtitle editor"),
        ("{75}{175}Bon dia|a tothom\n", "MicroDVD", "subtitle editor"),
        ("Bon dia a tothom.\nAvui parlem.\n", "words without times", "`veus review`"),
    ],
)
def test_text_without_ends_is_refused_with_where_captions_are(text: str, what: str, remedy: str, form: str) -> None:
    with pytest.raises(SubtitleError) as refused:
        read(text, form)
    assert what in str(refused.value) and remedy in str(refused.value)
    assert "Veus writes it anew" not in str(refused.value)


@pytest.mark.parametrize(("form", "head"), [("srt", ""), ("txt", ""), ("vtt", "WEBVTT\n\n")])
def test_fences_around_a_file_are_no_words(form: str, head: str) -> None:
    """As they come along with what is copied out of a chat."""
    cues = "00:00:03.600 --> 00:00:07.000\nBon dia\na tothom\n\n00:00:09.000 --> 00:00:12.000\nSí.\n"
    text = f"```{form}\n{head}{cues}```\n"
    assert [(cue.start, cue.end, cue.text) for cue in read(text, form).cues] == BOTH


def test_a_dash_that_a_word_processor_made_of_the_arrow_and_its_numbers_are_no_words() -> None:
    text = "1.\n00:00:03,600 – 00:00:07,000\nBon dia\na tothom\n\n2.\n00:00:09,000 – 00:00:12,000\nSí.\n"
    assert [(cue.start, cue.end, cue.text) for cue in read(text, "srt").cues] == BOTH
