"""Earlier versions, listed and brought back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from small_series import CAPTIONS, make_series, make_story, track_file
from veus_job import in_process as veus

from pipeline.actions.restore import LISTED, Kept, listing, restore
from pipeline.cues import Cue
from pipeline.errors import StoryError
from pipeline.project.layout import Layout
from pipeline.review import history
from pipeline.review.history import Reason, Why
from pipeline.review.review_record import read_review
from pipeline.subtitles.srt import write_srt

FIRST = write_srt([Cue(200, 1000, "Bon dia a tothom."), Cue(2000, 3000, "Fins demà.")]).encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_series(tmp_path)
    folder = make_story(tmp_path, "film", captions=CAPTIONS)
    paths = Layout(tmp_path).story(folder, "film")
    history.keep(paths, "ca", b"no subtitles", Reason(Why.MERGED, "veus", "2024-01-01T00:00:00+01:00"))
    history.keep(paths, "ca", FIRST, Reason(Why.PAGE, "Anna", "2024-01-02T00:00:00+01:00"))
    return tmp_path


def listed(root: Path) -> tuple[Kept, ...]:
    return listing(track_file(Layout(root), "film", "ca")).versions


def now(root: Path) -> bytes:
    return (root / "stories/film/ca.srt").read_bytes()


def test_the_list_says_when_who_why_and_what_differs(root: Path) -> None:
    same, first, second = listed(root)
    assert (same.number, same.why, same.same, same.here, same.there) == (1, "external", True, 0, 0)
    assert (first.number, first.why, first.by, first.when) == (2, "page-save", "Anna", "2024-01-02T00:00:00+01:00")
    assert (first.cues, first.here, first.there, first.gone, first.other) == (2, 1, 1, 1, 1)
    assert [cue.text for cue in first.first] == ["Fins demà."]
    assert [cue.text for cue in first.instead] == ["Fins aviat."]
    assert (second.number, second.why, second.cues) == (3, "merged", None)


def test_where_the_file_alone_has_more_its_captions_are_told(root: Path) -> None:
    fewer = write_srt([Cue(200, 1000, "Bon dia a tothom.")]).encode()
    paths = Layout(root).story(root / "stories/film", "film")
    history.keep(paths, "ca", fewer, Reason(Why.IMPORT, "Pau", "2024-01-03T00:00:00+01:00"))
    found = next(one for one in listed(root) if one.why == "import")
    assert (found.here, found.first) == (0, ()) and (found.there, found.instead[0].text) == (1, "Fins aviat.")


def test_of_many_the_latest_are_listed_and_the_others_counted(root: Path) -> None:
    paths = Layout(root).story(root / "stories/film", "film")
    for number in range(30):
        history.keep(paths, "ca", FIRST + b"\n" * number, Reason(Why.PAGE, f"P{number}", "2024-01-03T00:00:00+01:00"))
    found = listing(track_file(Layout(root), "film", "ca"))
    assert [one.number for one in found.versions] == list(range(1, LISTED + 1)) and found.kept == 33
    done = veus(root, "restore", "film", "ca", "--limit", "3")
    assert "30 earlier versions not shown: veus restore film ca --limit 33" in done.out


def test_the_command_tells_people(root: Path) -> None:
    done = veus(root, "restore", "film", "ca")
    assert done.code == 0, done.err
    assert "written with another program: as the file is now" in done.out
    assert (
        "2024-01-02T00:00:00+01:00  Anna, saved on the review page: 2 captions; only here (+): 1 caption, 1 word; "
        "only in the file now (-): 1 caption, 1 word\n"
        "        + 00:00:02,000: “Fins demà.”\n"
        "        - 00:00:01,200: “Fins aviat.”\n"
    ) in done.out
    data = json.loads(veus(root, "restore", "film", "ca", "--json").out)
    assert [one["why"] for one in data] == ["external", "page-save", "merged"]
    assert data[1]["first"] == [{"start": 2000, "end": 3000, "text": "Fins demà.", "top": False}]


@pytest.mark.parametrize("by_hash", [True, False])
def test_bytes_come_back_and_that_is_a_version(root: Path, by_hash: bool) -> None:
    version = listed(root)[1].sha256[:8] if by_hash else "2"
    done = restore(track_file(Layout(root), "film", "ca"), version, by="Pau")
    assert done.changed and now(root) == FIRST
    latest, before, *_ = listed(root)
    assert (latest.why, latest.by, latest.same, before.why) == ("restored", "Pau", True, "external")
    edit = read_review(Layout(root).story(root / "stories/film", "film")).edits["ca"]
    assert (edit.by, edit.how, edit.sha256) == ("Pau", "restored", done.sha256)
    assert restore(track_file(Layout(root), "film", "ca"), before.sha256).changed
    assert now(root) == CAPTIONS.encode()


def test_the_same_again_changes_nothing(root: Path) -> None:
    sha256 = listed(root)[1].sha256
    restore(track_file(Layout(root), "film", "ca"), sha256)
    kept = len(listed(root))
    assert not restore(track_file(Layout(root), "film", "ca"), sha256).changed
    assert len(listed(root)) == kept


def test_the_way_back_is_told_by_hash_for_numbers_are_others_by_then(root: Path) -> None:
    done = veus(root, "restore", "film", "ca", "2")
    assert now(root) == FIRST
    back = done.out.partition("To have the track of before again: veus ")[2].split()
    assert back[:3] == ["restore", "film", "ca"] and len(back) == 4
    assert "is again as it was" in veus(root, *back).out and now(root) == CAPTIONS.encode()
    assert "before again" not in veus(root, *back).out


@pytest.mark.parametrize("empty", [True, False])
def test_a_deleted_track_comes_back(root: Path, empty: bool) -> None:
    file = root / "stories/film/ca.srt"
    file.write_bytes(b"") if empty else file.unlink()
    done = restore(track_file(Layout(root), "film", "ca"), "1")
    assert (done.changed, done.before) == (True, "")
    assert now(root) == FIRST


@pytest.mark.parametrize("version", ["0", "4", "ffff", "../x"])
def test_a_version_that_is_not_there(root: Path, version: str) -> None:
    with pytest.raises(StoryError, match="no version"):
        restore(track_file(Layout(root), "film", "ca"), version)
    assert now(root) == CAPTIONS.encode()


def test_a_damaged_version_is_listed_and_refused_and_the_others_stay(root: Path) -> None:
    log = Layout(root).story(root / "stories/film", "film").version_log("ca")
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    lines[0]["data"] = "AAAA"
    log.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert [one.cues for one in listed(root)] == [2, 2, None]
    with pytest.raises(StoryError, match="damaged"):
        restore(track_file(Layout(root), "film", "ca"), "3")
    assert restore(track_file(Layout(root), "film", "ca"), "2").changed
