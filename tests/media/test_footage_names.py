"""Footage and folders with names of every kind, and footage that is replaced, through the command line.

Nobody has to be heard for that: the engines are those that hear what they are told."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from fakes import use_fakes
from footage_clips import Clips
from small_series import CAPTIONS, SCRIPTED, half_files, make_series, make_story, manifest_of
from veus_job import hashes, in_process

#: One track, in haste: what a file is called is the same to every one.
QUICK = f'languages = ["ca"]\n{SCRIPTED}'

pytestmark = pytest.mark.usefixtures("fakes")

NAMES = {
    "spaces": "El meu  vídeo (final) 2.mp4",
    "quotes": 'D\'en "Joel" i l’hort.mp4',
    "emoji": "festa 🎉👩‍👩‍👧.mp4",
    "signs": "50% a:b [c]{d};e,f=g#h&i%03d$(x)`y`|z?.mp4",
    "backslash": "a\\b\\n'c.mp4",
    "dash": "-y -i x.mp4",
    "newline": "first\nsecond.mp4",
    "capitals": "VIDEO.MP4",
}

FOLDERS = {
    "plain": "root",
    "everything": "it's a \"folder\": [x] {y}, 100% \\n ;=#' ✓",
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_any_name_will_do(clips: Clips, tmp_path: Path, folder: str) -> None:
    root = make_series(tmp_path / FOLDERS[folder], QUICK)
    names = NAMES if folder == "plain" else {"quotes": NAMES["quotes"]}
    for slug, name in names.items():
        make_story(root, slug, clips["silent"], name=name, captions=CAPTIONS)
    ran = in_process(root, "build", "--json")
    assert ran.code == 0, ran
    assert {episode["slug"] for episode in manifest_of(root)["episodes"]} == set(names)
    assert half_files(root) == []
    same = [hashes(root / "output" / slug)["video.ca.mp4"] for slug in names]
    assert len(set(same)) == 1, "the name of the footage must not change the video"
    again = in_process(root, "build", "--json").report["stories"]
    assert {story["story"]: story["outcome"] for story in again} == dict.fromkeys(names, "unchanged")


def test_a_root_given_by_a_link(clips: Clips, tmp_path: Path) -> None:
    root = make_series(tmp_path / "real", QUICK)
    make_story(root, "film", clips["silent"], captions=CAPTIONS)
    (tmp_path / "link").symlink_to(root)
    assert in_process(tmp_path / "link", "build").code == 0
    assert in_process(root, "build", "--json").story("film")["outcome"] == "unchanged"


def test_other_footage_rebuilds_the_story_and_no_other(clips: Clips, tmp_path: Path) -> None:
    root = make_series(tmp_path, QUICK)
    for slug in ("film", "other"):
        make_story(root, slug, clips["silent"], captions=CAPTIONS)
    assert in_process(root, "build").code == 0
    before = hashes(root / "output")
    shutil.copyfile(clips["plain"], root / "stories/film/film.mp4")
    ran = in_process(root, "build", "film", "--to", "video", "--json")
    assert ran.code == 0, ran
    assert {"probe", "transcript", "video", "burned.ca", "poster"} <= set(ran.story("film")["made"])
    ran = in_process(root, "build", "--json")
    assert ran.story("other")["outcome"] == "unchanged"
    after = hashes(root / "output")
    changed = {name for name in after if after[name] != before[name]}
    assert {"film/video.mp4", "film/video.ca.mp4", "film/episode.json"} <= changed
    assert not [name for name in changed if name.startswith("other/")]


KINDS = {
    "variable": "variable",
    "odd-mjpeg": "odd mjpeg",
    "ten-bits": "ten bits",
    "mono": "mono 44.1",
    "surround": "surround",
    "late-sound": "late sound",
    "anamorphic": "anamorphic",
    "webm": "webm",
    "windows-media": "windows media",
}


@pytest.fixture(scope="module")
def of_every_kind(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series with one story of each kind of footage, by slug, and of one from a phone held upright."""
    root = make_series(tmp_path_factory.mktemp("kinds"), SCRIPTED)
    for slug, kind in KINDS.items():
        make_story(root, slug, clips[kind], captions=CAPTIONS)
    make_story(root, "upright", clips.rotated(90), captions=CAPTIONS)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        ran = in_process(root, "build", "--json")
    assert ran.code == 0, ran
    return root


@pytest.mark.parametrize("slug", [*KINDS, "upright"])
def test_footage_of_every_kind_goes_through(of_every_kind: Path, slug: str) -> None:
    episode = episode_of(of_every_kind, slug)
    assert [source["kind"] for source in episode["sources"]] == ["clean", "burned", "burned"]
    lengths = [source["duration_ms"] for source in episode["sources"]]
    assert max(lengths) - min(lengths) <= 1000 / episode["fps"] + 1
    own = json.loads((of_every_kind / f"output/{slug}/episode.json").read_text("utf-8"))
    assert own["episode"] == episode


def test_a_phone_held_upright(of_every_kind: Path) -> None:
    episode = episode_of(of_every_kind, "upright")
    assert (episode["width"], episode["height"]) == (180, 320)


def episode_of(root: Path, slug: str) -> dict[str, Any]:
    return next(episode for episode in manifest_of(root)["episodes"] if episode["slug"] == slug)
