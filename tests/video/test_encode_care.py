"""Encoding twice gives the same bytes, works under any name, and leaves nothing behind when it fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from film_studio import CUES, FAST, STYLE, Studio, burn, make_clean
from footage_clips import Clips

from pipeline.errors import RenderError
from pipeline.media.probe import probe
from pipeline.video.ass_script import to_ass


@pytest.mark.parametrize("kind", ["still", "late sound", "variable"])
def test_twice_gives_the_same_bytes(studio: Studio, tmp_path: Path, kind: str):
    footage, facts, burned = studio.burned(kind)
    burn(footage, facts, CUES, FAST, STYLE, tmp_path / "again.mp4", tmp_path / "elsewhere")
    assert (tmp_path / "again.mp4").read_bytes() == burned.read_bytes()
    _, _, clean = studio.clean(kind)
    make_clean(footage, facts, FAST, tmp_path / "clean.mp4", tmp_path / "elsewhere")
    assert (tmp_path / "clean.mp4").read_bytes() == clean.read_bytes()


@pytest.mark.parametrize(
    "name",
    [
        'l\'hort de la "Carme"',
        "a:b;c,d=e[v0](x)",
        "back\\slash\\",
        "🎥 50% %d %%",
        "-y",
        "new\nline",
    ],
)
def test_any_path_will_do(tmp_path: Path, clips: Clips, name: str):
    root = tmp_path / name / f"{name} too"
    root.mkdir(parents=True)
    footage = root / f"{name}.mp4"
    footage.symlink_to(clips["still"])
    facts = probe(footage)
    burn(footage, facts, CUES, FAST, STYLE, root / "out" / f"{name}.ca.mp4", root / "temp")
    make_clean(footage, facts, FAST, root / "out" / f"{name}.clean.mp4", root / "temp")
    assert len(list((root / "out").iterdir())) == 2
    assert list((root / "temp").iterdir()) == []


def test_progress_is_told_and_only_moves_forward(tmp_path: Path, clips: Clips):
    footage, told = clips["plain"], []
    burn(footage, probe(footage), CUES, FAST, STYLE, tmp_path / "x.mp4", tmp_path / "t", lambda ms, _: told.append(ms))
    assert told == sorted(told)
    assert told[-1] == 2000


def nothing_is_left(tmp_path: Path) -> bool:
    """Only the old file stands there, and nothing was left in the temporary folder."""
    left = {path.name for path in tmp_path.iterdir()}
    return left - {"pieces", "t"} == {"video.mp4"} and not list(tmp_path.glob("t/*"))


@pytest.mark.parametrize("what", ["clean", "burned"])
@pytest.mark.parametrize("wrong", ["length", "file"])
def test_a_failure_leaves_nothing_under_the_final_name(tmp_path: Path, clips: Clips, what: str, wrong: str):
    target = tmp_path / "video.mp4"
    target.write_bytes(b"the old one")
    footage = clips["plain"]
    facts = probe(footage)
    if wrong == "length":
        facts = replace(facts, duration_ms=facts.duration_ms + 500)
    else:
        footage = tmp_path / "t" / "gone.mp4"
    with pytest.raises(RenderError) as caught:
        if what == "clean":
            make_clean(footage, facts, FAST, target, tmp_path / "t")
        else:
            burn(footage, facts, CUES, FAST, STYLE, target, tmp_path / "t")
    assert caught.value.where == footage
    assert ("2.00 s long instead of 2.50 s" in str(caught.value)) == (wrong == "length")
    assert target.read_bytes() == b"the old one"
    assert nothing_is_left(tmp_path)


def test_captions_that_cannot_be_seen_are_a_failure(tmp_path: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch):
    """As if the fonts or the filter did nothing: an empty script is burned in."""
    from pipeline.video import drawing

    monkeypatch.setattr(drawing, "to_ass", lambda cues, *rest: to_ass([], *rest))
    target = tmp_path / "video.mp4"
    with pytest.raises(RenderError, match="cannot be seen"):
        burn(clips["still"], probe(clips["still"]), CUES, FAST, STYLE, target, tmp_path / "t")
    assert not target.exists()


def test_an_interrupt_leaves_nothing(tmp_path: Path, clips: Clips):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        burn(clips["plain"], probe(clips["plain"]), CUES, FAST, STYLE, tmp_path / "x.mp4", tmp_path / "t", interrupt)
    assert {path.name for path in tmp_path.iterdir()} <= {"t", "pieces"}
    assert list((tmp_path / "t").iterdir()) == []
