"""A hearing has the same bytes however many share it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from footage_clips import Clips
from hypothesis import given
from hypothesis import strategies as st
from remembered import make_faster_whisper_quicker
from small_series import REPO, half_files, make_series, make_story

from pipeline.build import hearing_tasks
from pipeline.build.build import UpTo, build
from pipeline.build.hearing_tasks import PART_MS, dealt
from pipeline.build.jobs import Jobs
from pipeline.build.outcome import Silent
from pipeline.media.audio import speech_audio
from pipeline.media.probe import probe
from pipeline.project.layout import Layout
from pipeline.speech.engines import Options, Window, make_engine
from pipeline.speech.pass_plans import Planned
from pipeline.speech.transcribe import transcribe, write_transcript
from pipeline.speech.whisper_models import find, ready

STORY = """
spoken = ["ca", "es"]
title = { ca = "Una història", en = "A story" }
summary = { ca = "Una frase.", en = "One sentence." }
place = { ca = "Barcelona", en = "Barcelona" }
[[people]]
name = "Joel"
role = { ca = "veí", en = "neighbour" }
[[people]]
name = "Cynthia"
role = { ca = "veïna", en = "neighbour" }
"""

windows = st.lists(
    st.builds(
        lambda length, seen: Planned(Window(0, length, "ca"), 4, seen),
        st.integers(200, 30_000),
        st.sampled_from([12_000, 30_000]),
    ),
    max_size=60,
)


@given(windows, st.integers(1, 9))
def test_each_window_is_heard_once(given_windows: list[Planned], most: int) -> None:
    parts = dealt(given_windows, most)
    assert sorted(at for part in parts for at in part) == list(range(len(given_windows)))
    assert 1 <= len(parts) <= most and all(part == tuple(sorted(part)) for part in parts)
    whole = sum(one.window.end for one in given_windows)
    assert len(parts) == 1 or whole >= len(parts) * PART_MS, "none is short"
    costs = [sum(given_windows[at].seen + 2.5 * given_windows[at].window.end for at in part) for part in parts]
    assert max(costs) - min(costs) <= 30_000 + 2.5 * 30_000, "they differ by one window at most"


@pytest.fixture(scope="module")
def film(clips: Clips) -> Path:
    """Joel in Catalan, Cynthia in Spanish, some sentences each."""
    joel, cynthia = (REPO / f"stories/{slug}/{slug}.mp4" for slug in ("joel", "cynthia"))
    return clips.joined("two-voices.mp4", (joel, 3.0, 11.0), (cynthia, 3.0, 11.0))


@pytest.fixture(scope="module")
def encoded_once() -> Iterator[None]:
    """Nearly all that a hearing takes is the encoder, and most that is heard here is what was heard before. Where
    several share a hearing, they are processes of their own, which encode for themselves."""
    with pytest.MonkeyPatch.context() as patch:
        make_faster_whisper_quicker(patch)
        yield


def root_of(folder: Path, film: Path, hearings: int) -> Path:
    root = make_series(folder, f"[speech]\nhearings = {hearings}\n")
    make_story(root, "film", film, toml=STORY)
    return root


@pytest.mark.engines
@pytest.mark.usefixtures("encoded_once")
@pytest.mark.parametrize(("hearings", "jobs"), [(2, 2), (4, 3)])
def test_the_same_transcript_whoever_shares_the_hearing(
    film: Path, tmp_path: Path, models_home: Path, monkeypatch: pytest.MonkeyPatch, hearings: int, jobs: int
) -> None:
    """As one engine writes it that hears all of it at once."""
    monkeypatch.setenv("VEUS_MODELS", str(models_home))
    monkeypatch.setattr(hearing_tasks, "PART_MS", 4_000)
    given_root, facts = root_of(tmp_path / "given", film, hearings), probe(film)
    engine, model = make_engine("faster-whisper"), find("base")
    engine.open(ready(model))
    options = Options(hearings=hearings, hints=("Joel", "Cynthia"))
    whole = transcribe(speech_audio(film, facts), ["ca", "es"], engine, model, options, speakers=2)
    engine.close()
    write_transcript(tmp_path / "whole.json", whole)
    assert len(whole.words) > 20 and {word.lang for word in whole.words} == {"ca", "es"}
    for number in (1, jobs):
        root = Path(shutil.copytree(given_root, tmp_path / str(number)))
        report = build(Layout(root), (), Silent(), up_to=UpTo.CAPTIONS, jobs=Jobs(number, 64_000, asked=True))
        assert not report.failed and half_files(root) == []
        work = root / "output/.work/film"
        assert (work / "transcript.json").read_bytes() == (tmp_path / "whole.json").read_bytes(), f"{number} jobs"
        assert not (work / "speech.npy").exists()
