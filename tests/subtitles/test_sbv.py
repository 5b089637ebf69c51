"""SBV as YouTube writes it, and as editors save it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.subtitles import formats


def test_youtubes_sbv_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.sbv"
    path.write_text("0:00:03.600,0:00:07.560\nHola,[br]bon dia\n\n0:00:08.110,0:00:12.010\n3,14 i 7,5\n", "utf-8")
    incoming = formats.read(path)
    assert [(cue.start, cue.end, cue.text) for cue in incoming.cues] == [
        (3600, 7560, "Hola,\nbon dia"),
        (8110, 12010, "3,14 i 7,5"),
    ]
    assert incoming.remarks == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_encodings_of_other_programs_mean_nothing(tmp_path: Path, encoding: str, end: str) -> None:
    text = "0:00:03.600,0:00:07.560\nHola, això és[br]un bon dia\n\n0:00:08.110,0:00:12.010\nAdéu a tots\n"
    (tmp_path / "a.sbv").write_bytes(text.replace("\n", end).encode(encoding))
    cues = formats.read(tmp_path / "a.sbv").cues
    assert [(cue.start, cue.text) for cue in cues] == [(3600, "Hola, això és\nun bon dia"), (8110, "Adéu a tots")]


def test_the_header_of_subviewer_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.sbv"
    head = "[INFORMATION]\n[TITLE]El títol\n[END INFORMATION]\n[SUBTITLE]\n[COLF]&HFFFFFF,[STYLE]bd\n"
    path.write_text(f"{head}00:00:03.60,00:00:07.00\n[Música][br]Hola\n", "utf-8")
    incoming = formats.read(path)
    assert [cue.text for cue in incoming.cues] == ["[Música]\nHola"]
    assert incoming.remarks[0].startswith("the header is no caption; left out: “[INFORMATION] / [TITLE]El títol")
