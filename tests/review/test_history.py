"""Every version of the track files."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from file_steps import Killed, unhurried_disk, watched

from pipeline import files
from pipeline.commands import exchange_report
from pipeline.errors import StoryError
from pipeline.i18n import catalogue
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import history
from pipeline.review.history import LATE_MOST, LATE_S, Reason, Why, find, keep, keep_new, read, take_in, versions

AT = "2024-03-01T09:30:00+01:00"
PAGE = Reason(Why.PAGE, "Anna", AT)
FIX = Reason(Why.FIXED, "veus", "2024-03-01T09:31:00+01:00")


@pytest.fixture(autouse=True)
def _unhurried() -> Iterator[None]:
    with unhurried_disk():
        yield


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    (layout.stories / "film").mkdir(parents=True)
    return layout.story(layout.stories / "film", "film")


def kept(paths: StoryLayout, lang: str = "ca") -> list[bytes]:
    return [read(paths, lang, version.sha256) for version in versions(paths, lang)]


def files_kept(paths: StoryLayout) -> list[Path]:
    return sorted(paths.history.glob("*.srt"))


def test_the_latest_comes_first(paths: StoryLayout) -> None:
    keep(paths, "ca", b"one", PAGE)
    keep(paths, "ca", b"two", FIX)
    assert kept(paths) == [b"two", b"one"]
    assert [version.reason for version in versions(paths, "ca")] == [FIX, PAGE]


def test_equal_bytes_again_are_one_more_version(paths: StoryLayout) -> None:
    for data in (b"one", b"two", b"one"):
        keep(paths, "ca", data, PAGE)
    assert kept(paths) == [b"one", b"two", b"one"]


def test_but_not_twice_in_a_row_from_the_same_person(paths: StoryLayout) -> None:
    for reason in (PAGE, PAGE, FIX):
        keep(paths, "ca", b"one", reason)
    assert [version.reason for version in versions(paths, "ca")] == [FIX, PAGE]


def test_what_is_there_already_is_not_noted_again(paths: StoryLayout) -> None:
    keep(paths, "ca", b"one", PAGE)
    keep(paths, "ca", b"two", PAGE)
    for data in (b"one", b"", b"three"):
        keep_new(paths, "ca", data, FIX)
    assert kept(paths) == [b"three", b"two", b"one"]


def test_languages_are_apart(paths: StoryLayout) -> None:
    keep(paths, "ca", b"one", PAGE)
    assert versions(paths, "en") == []


def test_thousands_are_kept(paths: StoryLayout) -> None:
    for number in range(1200):
        keep(paths, "ca", b"%d" % number, PAGE)
    assert kept(paths) == [b"%d" % number for number in reversed(range(1200))]


def test_a_reason_of_a_later_veus_is_somebodys_work(paths: StoryLayout) -> None:
    keep(paths, "ca", b"one", PAGE)
    log = paths.version_log("ca")
    log.write_text(log.read_text("utf-8").replace("page-save", "dreamt"), "utf-8")
    assert versions(paths, "ca")[0].reason == Reason(Why.EXTERNAL, "Anna", AT)


@pytest.mark.parametrize("why", Why)
def test_every_reason_is_told_to_people(why: Why) -> None:
    assert exchange_report.MADE[why]
    for lang in PAGE_LANGUAGES:
        texts = catalogue(Path(history.__file__).parents[1] / "desk/texts" / f"{lang}.po")
        assert f"script.history.{why}" in texts


def test_a_damaged_version_names_the_file(paths: StoryLayout) -> None:
    keep(paths, "ca", b"one", PAGE)
    (version,) = versions(paths, "ca")
    log = paths.version_log("ca")
    entry = json.loads(log.read_text("utf-8"))
    log.write_text(json.dumps(entry | {"data": "AAAA"}) + "\n", "utf-8")
    with pytest.raises(StoryError, match=r"ca\.versions\.jsonl.*damaged"):
        read(paths, "ca", version.sha256)


class TestFind:
    def test_by_the_first_digits(self, paths: StoryLayout) -> None:
        keep(paths, "ca", b"one", PAGE)
        digits = files.sha256_bytes(b"one")[:6]
        assert find(paths, "ca", digits) == find(paths, "ca", digits.upper()) == versions(paths, "ca")[0]

    @pytest.mark.parametrize("digits", ["", "zz", "../../etc/passwd"])
    def test_unknown(self, paths: StoryLayout, digits: str) -> None:
        keep(paths, "ca", b"one", PAGE)
        with pytest.raises(StoryError, match="veus restore film ca"):
            find(paths, "ca", digits)

    def test_a_story_is_called_by_its_slug(self, paths: StoryLayout) -> None:
        with pytest.raises(StoryError, match="veus restore film-2021 ca"):
            find(Layout(paths.source.parents[1]).story(paths.source, "film-2021"), "ca", "zz")

    def test_several(self, paths: StoryLayout) -> None:
        for number in range(40):
            keep(paths, "ca", str(number).encode(), PAGE)
        with pytest.raises(StoryError, match="several versions begin with"):
            find(paths, "ca", files.sha256_bytes(b"1")[:1])


class TestFilesPutAside:
    """Whoever still writes to one writes to a file that is looked after: nothing goes nowhere."""

    def aside(self, paths: StoryLayout, data: bytes) -> Path:
        path = paths.source / "aside.srt"
        path.write_bytes(data)
        return path

    def test_what_an_editor_goes_on_writing_is_a_version(self, paths: StoryLayout) -> None:
        keep(paths, "ca", b"one", PAGE)
        file = self.aside(paths, b"one")
        with file.open("ab", buffering=0) as still_open:
            take_in(paths, "ca", file)
            assert kept(paths) == [b"one"] and not file.exists()
            still_open.write(b" and more")
            assert kept(paths) == [b"one and more", b"one"]
            still_open.write(b" and even more")
        assert kept(paths)[0] == b"one and more and even more"
        assert versions(paths, "ca")[0].reason.why is Why.EXTERNAL

    def test_equal_ones_are_looked_after_each(self, paths: StoryLayout) -> None:
        opened = []
        for word in (b" a", b" b"):
            file = self.aside(paths, b"one")
            opened.append((file.open("ab", buffering=0), word))
            take_in(paths, "ca", file)
        for stream, word in opened:
            with stream:
                stream.write(word)
        assert set(kept(paths)) == {b"one a", b"one b"}

    def test_a_machines_own_is_no_version_as_long_as_nobody_writes(self, paths: StoryLayout) -> None:
        take_in(paths, "ca", self.aside(paths, b"machine"))
        assert kept(paths) == []

    def test_one_goes_after_a_while_and_what_was_written_stays(self, paths: StoryLayout) -> None:
        file = self.aside(paths, b"one")
        with file.open("ab") as still_open:
            take_in(paths, "ca", file)
            still_open.write(b" and more")
        (late,) = files_kept(paths)
        long_ago = time.time() - LATE_S - 1
        os.utime(late, (long_ago, long_ago))
        keep(paths, "ca", b"two", PAGE)
        assert files_kept(paths) == [] and kept(paths) == [b"two", b"one and more"]

    def test_there_are_never_many(self, paths: StoryLayout) -> None:
        for number in range(LATE_MOST + 5):
            file = self.aside(paths, b"%d" % number)
            with file.open("ab") as still_open:
                take_in(paths, "ca", file)
                still_open.write(b" and more")
        assert len(files_kept(paths)) == LATE_MOST
        assert set(kept(paths)) == {b"%d and more" % number for number in range(LATE_MOST + 5)}


class TestTheFormOfBefore:
    """A file a version, and a log of what was written over each."""

    @pytest.fixture
    def before(self, paths: StoryLayout) -> StoryLayout:
        paths.history.mkdir(parents=True)
        noted = [
            (b"nobody knows", None),
            (b"first", ("page", "Anna")),
            (b"second", ("merge", "veus")),
            (b"third", ("approve", "Pau")),
            (b"fourth", ("meanwhile", "")),
        ]
        lines = ["null", '{"sha256": 3}']
        for number, (data, why) in enumerate(noted):
            sha256 = files.sha256_bytes(data)
            (paths.history / f"ca.{sha256[:12]}.srt").write_bytes(data)
            if why:
                entry = {"sha256": sha256, "why": why[0], "by": why[1], "when": f"2024-03-0{number}T09:30:00+01:00"}
                lines.append(json.dumps(entry))
        (paths.history / "ca.jsonl").write_text("\n".join([*lines, '{"sha']), "utf-8")
        return paths

    WANTED = (b"fourth", b"third", b"second", b"first", b"nobody knows")

    def test_it_is_read_on(self, before: StoryLayout) -> None:
        assert tuple(kept(before)) == self.WANTED
        reasons = [version.reason for version in versions(before, "ca")]
        assert reasons[0] == Reason(Why.EXTERNAL, "", "2024-03-04T09:30:00+01:00")
        assert reasons[1] == Reason(Why.APPROVED, "Pau", "2024-03-03T09:30:00+01:00")
        assert reasons[3] == Reason(Why.REPLACED, "Anna", "2024-03-01T09:30:00+01:00")
        assert reasons[4] == Reason(Why.REPLACED, "", "")

    def test_and_written_in_the_new_one_before_anything_new(self, before: StoryLayout) -> None:
        keep_new(before, "ca", b"first", PAGE)
        keep(before, "ca", b"new", PAGE)
        assert tuple(kept(before)) == (b"new", *self.WANTED)
        assert [path.name for path in before.history.iterdir()] == ["ca.versions.jsonl"]

    def test_a_file_says_what_counts_not_its_name(self, before: StoryLayout) -> None:
        path = before.history / f"ca.{files.sha256_bytes(b'first')[:12]}.srt"
        path.write_bytes(b"first, and an editor went on")
        assert kept(before)[3] == b"first, and an editor went on"

    def test_killed_between_any_two_steps(self, before: StoryLayout) -> None:
        for dies_at in range(0, 200, 3):
            try:
                with watched(before.source, dies_at=dies_at):
                    versions(before, "ca")
                break
            except Killed:
                pass
        assert tuple(kept(before)) == self.WANTED
