"""ASS and SSA, as Aegisub and its like write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from exchange_tools import NAMES

from pipeline.errors import SubtitleError
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming
from pipeline.subtitles.looks import STRUCK
from pipeline.subtitles.srt import FORMATTING

HEAD = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,20,&H00FFFFFF,&H0000FFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1
Style: Dalt,Arial,20,&H00FFFFFF,&H0000FFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,8,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


def read(*events: str, folder: Path, ending: str = "ass") -> Incoming:
    path = folder / f"a.{ending}"
    path.write_text(HEAD + "\n".join(events) + "\n", "utf-8")
    return formats.read(path, FilmInfo(NAMES, "ca"))


def event(text: str, *, style: str = "Default", name: str = "", kind: str = "Dialogue", at: int = 1) -> str:
    return f"{kind}: 0,0:00:0{at}.00,0:00:0{at}.90,{style},{name},0,0,0,,{text}"


def test_words_times_places_and_actors(tmp_path: Path) -> None:
    incoming = read(
        event("Hola,\\Nbon dia", name="Laura"),
        event("dalt\\hde tot", style="Dalt", at=2),
        event("{\\an8}també, sí", at=3),
        event("{\\an2}a baix", style="Dalt", at=4),
        folder=tmp_path,
    )
    assert [(cue.start, cue.end, cue.text, cue.top) for cue in incoming.cues] == [
        (1000, 1900, "LAURA: Hola,\nbon dia", False),
        (2000, 2900, "dalt\u00a0de tot", True),
        (3000, 3900, "també, sí", True),
        (4000, 4900, "a baix", False),
    ]
    assert incoming.remarks == ()


def test_what_is_no_caption_is_told(tmp_path: Path) -> None:
    incoming = read(
        event("mira-ho", kind="Comment"),
        event("{\\p1}m 0 0 l 9 9{\\p0}", at=2),
        event("{\\i1}Mai{\\i0} més {segur?}", at=3),
        event("{\\k20}can{\\k30}ta", at=4),
        folder=tmp_path,
    )
    assert [cue.text for cue in incoming.cues] == ["Mai més", "canta"]
    told = "\n".join(incoming.remarks)
    for what in (
        "is a comment; left out: “mira-ho”",
        "is a drawing",
        "words in braces are comments; left out: “segur?”",
    ):
        assert what in told
    assert "italics, colours and the like cannot be kept; they were taken off. (So in 1 more place.)" in told


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Em dic \\{Joel\\} i prou", "Em dic {Joel} i prou", ""),
        ("sense {tancar", "sense {tancar", ""),
        ("{\\p1}m 0 0 l 9 9{\\p0}Hola", "Hola", "has a drawing; left out"),
        ("Hola{\\p1}m 0 0 l 9 9", "Hola", "has a drawing; left out"),
        ("{\\pos(1,2)}Hola", "Hola", "its place on the screen"),
        ("{segur?\\i1}Hola", "Hola", "words in braces are comments; left out: “segur?”"),
    ],
)
def test_words_stay_beside_braces_and_drawings(tmp_path: Path, text: str, words: str, told: str) -> None:
    incoming = read(event(text), folder=tmp_path)
    assert [cue.text for cue in incoming.cues] == [words]
    assert told in " ".join(incoming.remarks)
    assert bool(told) == bool(incoming.remarks)


def test_layers_of_one_text_are_one_caption(tmp_path: Path) -> None:
    assert len(read(event("Hola"), event("{\\blur3}Hola"), folder=tmp_path).cues) == 1


def test_times_before_zero_as_a_film_cut_by_ffmpeg_has_them_are_zero(tmp_path: Path) -> None:
    incoming = read(
        "Dialogue: 0,0:00:-1.-50,0:00:02.00,Default,,0,0,0,,al mig,0:00:-1.-50,de tot",
        "Comment: 0,0:-1:-2.00,0:00:-1.00,Default,,0,0,0,,mira-ho",
        event("Hola", at=3),
        folder=tmp_path,
    )
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [
        (0, 2000, "al mig,0:00:-1.-50,de tot"),
        (3000, 3900, "Hola"),
    ]
    assert "is a comment; left out: “mira-ho”" in " ".join(incoming.remarks)


def test_what_cannot_be_read_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SubtitleError, match="cannot be read as ASS"):
        read("Dialogue: 0,ahir,0:00:02.00,Default,,0,0,0,,Hola", folder=tmp_path)
    with pytest.raises(SubtitleError, match="it has no section of events"):
        (tmp_path / "b.ssa").write_bytes(b"\x00\xff hola")
        formats.read(tmp_path / "b.ssa")


def test_what_is_placed_in_the_upper_half_stands_at_the_top_and_stays_whole(tmp_path: Path) -> None:
    incoming = read(
        event("{\\pos(192,20)}RÈTOL"),
        event("{\\an5}al mig", at=3),
        event("{\\move(0,280,90,280)}a baix", at=5),
        event("parla"),
        folder=tmp_path,
    )
    assert [(cue.start, cue.end, cue.text, cue.top) for cue in incoming.cues] == [
        (1000, 1900, "RÈTOL", True),
        (1000, 1900, "parla", False),
        (3000, 3900, "al mig", True),
        (5000, 5900, "a baix", False),
    ]
    (remark,) = incoming.remarks
    assert "its place on the screen cannot be kept, but for top or bottom. (So in 1 more place.)" in remark


def test_looks_and_strokes_of_styles_are_told_like_those_of_words(tmp_path: Path) -> None:
    def read_with(**styles: str) -> Incoming:
        usual = "Default,Arial,20,&H00FFFFFF,&H0000FFFF,&H00000000,&H00000000,0,0,0,0"
        assert usual in HEAD
        more = "".join(
            f"Style: {name},Arial,20,{look},100,100,0,0,1,2,2,2,10,10,10,1\n" for name, look in styles.items()
        )
        text = HEAD.replace("\n[Events]", f"{more}\n[Events]") + event("un") + "\n" + event("dos", style="Altre", at=2)
        return formats.read_bytes(text.encode(), "ass", FilmInfo(NAMES, "ca"))

    colours = "&H0000FFFF,&H00000000,&H00000000"
    assert read_with(Altre=f"&H00FFFFFF,{colours},0,0,0,0").remarks == ()
    for look in (f"&H00FFFFFF,{colours},0,-1,0,0", f"&H0000FFFF,{colours},0,0,0,0", f"&H00FFFFFF,{colours},-1,0,0,0"):
        assert read_with(Altre=look).remarks == (f"caption at 00:00:02.000: {FORMATTING}",)
    struck = read_with(Altre=f"&H00FFFFFF,{colours},0,0,0,-1")
    assert struck.remarks == (f"caption at 00:00:02.000: {STRUCK}",)
    assert [cue.text for cue in struck.cues] == ["un", "dos"]


def test_fields_of_events_stand_in_whatever_order_the_file_says(tmp_path: Path) -> None:
    usual = "Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"

    def texts(order: str, line: str) -> list[tuple[int, str]]:
        path = tmp_path / "a.ass"
        path.write_text(HEAD.replace(usual, order) + line + "\n", "utf-8")
        return [(cue.start, cue.text) for cue in formats.read(path, FilmInfo(NAMES, "ca")).cues]

    said = "Hola, bon dia, sí"
    assert texts(f"{usual},", f"Dialogue: 0,0:00:01.00,0:00:02.00,Dalt,,0,0,0,,{said}") == [(1000, said)]
    assert texts("Layer, Start, End, Style, Text", f"Dialogue: 0,0:00:01.00,0:00:02.00,Dalt,{said}") == [(1000, said)]
    assert texts("Start, End, Actor, Text", f"Dialogue: 0:00:01.00,0:00:02.00,Laura,{said}") == [
        (1000, f"LAURA: {said}")
    ]
    with pytest.raises(SubtitleError, match="have no times"):
        texts("Layer, Style, Text", f"Dialogue: 0,Default,{said}")
