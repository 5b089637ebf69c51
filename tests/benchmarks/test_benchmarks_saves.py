"""A small part of `python -m benchmarks.saves`: several pages, a blind program, and a server that is killed."""

from __future__ import annotations

from pathlib import Path

from benchmarks.saves import LANG, Told, carry_out, make_story, outcomes, texts
from pipeline import files


def test_nothing_that_people_wrote_is_lost(tmp_path: Path) -> None:
    found = carry_out(tmp_path, count=40, kills=1, pages=2, cues=6, pause_s=0.03, seed=7)
    assert [(one.kind, one.lost) for one in found if one.wrong] == []
    saved, _, conflicts, seen, written = found
    assert saved.told + conflicts.told >= 40 and saved.told and seen.told and written.told


def test_what_is_lost_is_counted(tmp_path: Path) -> None:
    """So that a count of none means something."""
    paths = make_story(tmp_path, 3)
    now = files.sha256_file(paths.srt(LANG))
    told = Told(saved={"La frase 1.": now, "page0 1": "0" * 64}, conflicts={"page1 1"}, seen={"blind 1"})
    found = {one.kind: (one.told, one.found, one.wrong) for one in outcomes(paths, told)}
    assert found == {
        "saved, by text": (2, 1, True),
        "saved, by hash": (2, 0, True),
        "conflict": (1, 0, True),
        "blind, seen": (1, 0, True),
        "blind, all": (0, 0, False),
    }
    assert texts(b"\xff\xfe\x00") == set()
