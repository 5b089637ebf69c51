"""What other programs use: the examples of docs/library.md run as they are written there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import REPO

import pipeline
from pipeline import library
from pipeline.errors import MediaError, SubtitleError

EXAMPLES = re.findall(r"^## (.+?)\n.*?```python\n(.*?)```", (REPO / "docs/library.md").read_text("utf-8"), re.M | re.S)

TRACK = """1
00:00:01,000 --> 00:00:03,000
<i>I live here.</i>

2
00:00:04,000 --> 00:00:04,200
And I likee it a lot.
"""


def ran(code: str, folder: Path) -> str:
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout


def example(title: str, folder: Path) -> str:
    code = next(code for name, code in EXAMPLES if title in name)
    return ran(f"import sys; sys.path.insert(0, {str(REPO)!r})\n{code}", folder)


def test_a_file_is_read_checked_and_written(tmp_path: Path) -> None:
    (tmp_path / "interview.srt").write_text(TRACK, "utf-8")
    said = example("read, checked", tmp_path)
    assert "note: cue 1" in said
    assert "caption 2: " in said
    assert (tmp_path / "interview.vtt").read_text("utf-8").startswith("WEBVTT")


def test_words_become_captions(tmp_path: Path) -> None:
    said = example("Words of any recogniser", tmp_path)
    assert said.splitlines()[0].startswith("0 ")
    assert "Then I water them." in said


def test_three_versions_become_one(tmp_path: Path) -> None:
    said = example("What people corrected", tmp_path)
    assert "['I work in the neighbourhood garden.', 'There are ten of us.']" in said
    assert "to be looked at: ['I work in the garden of the corner.']" in said


def test_all_examples_are_tested() -> None:
    assert len(EXAMPLES) == 3


def test_what_is_offered_is_there_and_nothing_heavy_comes_with_it(tmp_path: Path) -> None:
    assert pipeline.__all__ == library.__all__
    assert all(getattr(pipeline, name) is getattr(library, name) for name in library.__all__)
    assert all(getattr(library, name).__doc__ for name in library.__all__ if name != "PROFILES")
    heavy = "torch", "ctranslate2", "av", "moviepy", "openpyxl", "numpy"
    code = f"import sys; sys.path.insert(0, {str(REPO)!r}); from pipeline import build_stories, read_track"
    said = ran(f"{code}\nprint([name for name in {heavy} if name in sys.modules])", tmp_path)
    assert said == "[]\n"
    with pytest.raises(AttributeError, match="no attribute 'everything'"):
        pipeline.everything  # noqa: B018


def test_the_version_is_the_one_that_the_changelog_is_at() -> None:
    newest, last, *_ = re.findall(r"^## (.+?) – ", (REPO / "CHANGELOG.md").read_text("utf-8"), re.M)
    if newest != "Not yet released":
        assert pipeline.__version__ == newest
        return
    found = re.fullmatch(r"(\d+)\.(\d+)\.(\d+)\.dev\d+", pipeline.__version__)
    assert found, "a development version, as long as it is not released"
    assert tuple(map(int, found.groups())) > tuple(map(int, last.split(".")))


def test_a_format_that_is_only_read_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(SubtitleError, match="not written"):
        library.write_track(tmp_path / "track.stl", (), "ca")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("suffix", ["srt", "vtt", "ttml", "xlsx", "docx"])
def test_what_is_written_is_read_again(tmp_path: Path, suffix: str) -> None:
    cues = (library.Cue(1000, 3000, "Hola."), library.Cue(4000, 6000, "Com va?\nBé."))
    path = tmp_path / f"track.{suffix}"
    library.write_track(path, cues, "ca")
    incoming = library.read_track(path)
    assert (incoming.cues, incoming.remarks) == (cues, ())


def test_a_silent_video_has_nothing_to_hear(clips: Clips) -> None:
    with pytest.raises(MediaError, match="no sound"):
        library.transcribe(clips["silent"], ["ca"])


@pytest.mark.engines
def test_a_video_is_listened_to(clips: Clips) -> None:
    film = clips.make("first-words.mp4", "-i", str(REPO / "stories/joel/joel.mp4"), "-t", "12.2", "-c", "copy")
    heard = library.transcribe(film, ["ca"])
    assert {"Joel", "plantes"} <= {word.text.strip(".,") for word in heard.words}


@pytest.mark.usefixtures("fakes")
def test_a_folder_is_built(scripted: Path) -> None:
    report = library.build_stories(scripted, up_to="captions", jobs=2)
    assert not report.stories
    assert report.as_dict()["ok"] == (not report.problems)
