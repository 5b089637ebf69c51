"""A story of which nothing has changed is not looked at again; whatever has changed, it is."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path

import footage_clips
import pytest
from fakes import use_fakes
from footage_clips import Clips
from small_series import CAPTIONS, SCRIPTED, STORY, make_series, make_story, manifest_of
from veus_job import hashes

from pipeline import file_state
from pipeline.build import build as build_module
from pipeline.build import file_hashes, story_memory, surroundings
from pipeline.build.build import build
from pipeline.build.outcome import BuildReport, Silent
from pipeline.build.status import status
from pipeline.build.status_line import StatusLine
from pipeline.file_state import TreeState
from pipeline.messages import speak
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.translation import routes

#: ns: nobody waits here for two seconds.
RACY_NS = 20_000_000


def run(root: Path, *slugs: str, verify: bool = False) -> BuildReport:
    time.sleep(3 * RACY_NS / 1e9)
    return build(Layout(root), slugs, Silent(), verify=verify)


def lines(root: Path, verify: bool = False) -> list[StatusLine]:
    time.sleep(3 * RACY_NS / 1e9)
    return status(Series.open(Layout(root)), (), verify)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_state, "RACY_NS", RACY_NS)


@pytest.fixture(scope="module")
def first(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = make_series(tmp_path_factory.mktemp("settled"), SCRIPTED)
    for slug in ("one", "two"):
        make_story(root, slug, clips["silent"], captions=CAPTIONS)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        assert not run(root).failed
    return root


@pytest.fixture
def root(first: Path, fakes: None, tmp_path: Path) -> Path:
    """Two stories, built, and built again."""
    copy = Path(shutil.copytree(first, tmp_path / "root"))
    assert [story.made for story in run(copy).stories] == [[], []]
    return copy


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories that a build has looked at whole."""
    found: list[str] = []
    whole = build_module.build_story
    monkeypatch.setattr(
        build_module, "build_story", lambda context, *more: found.append(context.story.slug) or whole(context, *more)
    )
    return found


def restored(path: Path, old: bytes, new: bytes) -> None:
    """Other bytes of the same length in place, under the date of before."""
    before = path.stat()
    data = path.read_bytes()
    assert len(old) == len(new) and old in data
    with path.open("r+b") as stream:
        stream.write(data.replace(old, new))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_nothing_changed_is_not_looked_at(root: Path, looked_at: list[str]) -> None:
    before, manifest = hashes(root), manifest_of(root)
    report = run(root)
    assert looked_at == []
    assert [(story.slug, story.outcome, story.cues) for story in report.stories] == [
        ("one", "unchanged", {"ca": 2, "en": 1}),
        ("two", "unchanged", {"ca": 2, "en": 1}),
    ]
    assert hashes(root) == before and manifest_of(root) == manifest


def test_what_there_is_to_know_is_told_again(root: Path) -> None:
    whole, again = run(root, verify=True), run(root)
    assert whole.as_dict() == again.as_dict()
    assert [story.opens for story in whole.stories] == [story.opens for story in again.stories]
    assert again.stories[0].notes


def test_and_in_the_language_of_whoever_builds(root: Path) -> None:
    run(root)
    english = run(root).stories[0].notes
    speak("ca")
    try:
        catalan, whole = run(root).stories[0].notes, run(root, verify=True).stories[0].notes
    finally:
        speak("en")
    assert catalan == whole != english


needs_entry_time = pytest.mark.skipif(sys.platform == "win32", reason="has no time of the entry's change")


@needs_entry_time
def test_captions_changed_under_the_date_of_before(root: Path, looked_at: list[str]) -> None:
    restored(root / "stories/one/ca.srt", b"Bon dia", b"Bon vot")
    report = run(root)
    assert looked_at == ["one"]
    assert "pages" in next(story for story in report.stories if story.slug == "one").made
    assert b"Bon vot" in (root / "output/one/captions.ca.vtt").read_bytes()


@needs_entry_time
@pytest.mark.parametrize("name", ["captions.ca.vtt", "video.mp4", "poster.jpg", "embed.en.html"])
def test_what_was_made_is_damaged_under_the_date_of_before(root: Path, name: str) -> None:
    path = root / "output/one" / name
    good = path.read_bytes()
    restored(path, good[-9:], bytes(9))
    report = run(root)
    assert path.read_bytes() == good
    assert {story.slug for story in report.stories if story.made} == {"one"}


@needs_entry_time
def test_the_page_of_the_series_is_damaged_under_the_date_of_before(root: Path) -> None:
    path = root / "output/index.ca.html"
    good = path.read_bytes()
    run(root)
    restored(path, good[-9:], bytes(9))
    run(root)
    assert path.read_bytes() == good


def test_series_toml_concerns_every_story(root: Path, looked_at: list[str]) -> None:
    path = root / "stories/series.toml"
    path.write_text(path.read_text().replace('"Tests"', '"Trials"'))
    run(root)
    assert looked_at == ["one", "two"]


@pytest.mark.parametrize("what", ["code", "route", "packages"])
def test_so_does_all_that_makes(root: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    if what == "code":
        monkeypatch.setattr(surroundings, "ROOT", Path(footage_clips.__file__).parent)
    elif what == "route":
        monkeypatch.setitem(routes.TABLE, ("ca", "en"), ())
    else:
        (root / "other-1.0.dist-info").mkdir()
        monkeypatch.syspath_prepend(root)
    run(root)
    assert looked_at == ["one", "two"]


def test_what_just_came_is_looked_at_until_it_is_older(
    root: Path, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_state, "RACY_NS", 3_600_000_000_000)
    (root / "stories/one/notes.txt").write_text("")
    run(root)
    run(root)
    assert looked_at == ["one", "one"]


def test_to_verify_is_to_look(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the disk tells nothing of a change."""
    monkeypatch.setattr(story_memory, "tree_state", lambda folders, *_: TreeState(repr(folders), 0))
    monkeypatch.setattr(file_hashes, "state_of", lambda _: (0, 0, 0, 0))
    run(root)
    path = root / "output/one/captions.ca.vtt"
    good = path.read_bytes()
    path.write_bytes(good[:-1])
    assert [story.made for story in run(root).stories] == [[], []]
    assert path.read_bytes() != good
    assert [story.made for story in run(root, verify=True).stories] == [["pages"], []]
    assert path.read_bytes() == good


def test_another_story_takes_the_slug(root: Path, clips: Clips) -> None:
    make_story(root, "three", clips["silent"], toml=STORY + 'slug = "one"\n', captions=CAPTIONS)
    report = run(root)
    assert {story.slug for story in report.stories if story.problems} == {"one", "three"}


def test_a_story_is_taken_out(root: Path) -> None:
    shutil.rmtree(root / "stories/one")
    run(root)
    assert not (root / "output/one").exists()
    assert [episode["slug"] for episode in manifest_of(root)["episodes"]] == ["two"]
    assert "one" not in json.loads((root / "output/.work/settled.json").read_text())


def test_what_is_told_in_the_end_has_the_order_of_the_series(root: Path) -> None:
    path = root / "stories/one/story.toml"
    path.write_text(path.read_text().replace('"A story"', '"Another story"'))
    assert [(story.slug, story.outcome) for story in run(root).stories] == [("one", "built"), ("two", "unchanged")]


def test_one_story_changes_and_the_manifest_has_all(root: Path) -> None:
    path = root / "stories/two/story.toml"
    path.write_text(path.read_text().replace('"A story"', '"Another story"'))
    run(root, "two")
    titles = {episode["slug"]: episode["title"]["en"] for episode in manifest_of(root)["episodes"]}
    assert titles == {"one": "A story", "two": "Another story"}


@pytest.mark.parametrize("notes", ["", "[]", '{"one": {"slug": "one"}}', "a note"])
def test_damaged_notes(root: Path, looked_at: list[str], notes: str) -> None:
    path = root / "output/.work/settled.json"
    path.write_text(path.read_text().replace('"notes":[', '"notes":[{},') if notes == "a note" else notes)
    assert [story.made for story in run(root).stories] == [[], []]
    assert looked_at == ["one", "two"]


def test_status_is_told_as_it_was(root: Path) -> None:
    whole = lines(root)
    assert (root / "output/.work/told.json").is_file()
    assert lines(root) == whole == lines(root, verify=True)


def test_status_sees_what_has_changed(root: Path) -> None:
    lines(root)
    restored(root / "stories/one/ca.srt", b"Bon dia", b"Bon vot")
    made = {(line.story, line.language): line.made for line in lines(root)}
    assert (made["one", "ca"], made["two", "ca"]) == ("stale", "yes")


def test_status_makes_no_folder(root: Path) -> None:
    shutil.rmtree(root / "output")
    lines(root)
    assert not (root / "output").exists()
