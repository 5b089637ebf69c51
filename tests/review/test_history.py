"""Earlier versions of the track files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import files
from pipeline.errors import StoryError
from pipeline.layout import Layout, StoryLayout
from pipeline.review import history
from pipeline.review.history import KEPT, Reason, find, keep, take_in, versions

PAGE = Reason("page", "Anna", "2024-03-01T09:30:00+01:00")
FIX = Reason("fix", "veus", "2024-03-01T09:31:00+01:00")


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    (layout.stories / "film").mkdir(parents=True)
    return layout.story(layout.stories / "film", "film")


def kept(paths: StoryLayout, lang: str = "ca") -> list[bytes]:
    return [version.path.read_bytes() for version in versions(paths, lang)]


def test_the_latest_comes_first(paths: StoryLayout) -> None:
    path = keep(paths, "ca", b"one", PAGE)
    keep(paths, "ca", b"two", FIX)
    assert kept(paths) == [b"two", b"one"]
    assert [version.reason for version in versions(paths, "ca")] == [FIX, PAGE]
    assert path.name == f"ca.{files.sha256_bytes(b'one')[:12]}.srt"


def test_equal_bytes_are_kept_once_and_count_as_new(paths: StoryLayout) -> None:
    for data in (b"one", b"two", b"one"):
        keep(paths, "ca", data, PAGE)
    assert kept(paths) == [b"one", b"two"]


def test_languages_are_apart(paths: StoryLayout) -> None:
    keep(paths, "ca", b"one", PAGE)
    assert versions(paths, "en") == []


def test_a_file_is_taken_in_itself(paths: StoryLayout, tmp_path: Path) -> None:
    """Whoever still writes to it, writes to the version kept: nothing goes nowhere."""
    file = tmp_path / "old.srt"
    file.write_bytes(b"one")
    with file.open("ab") as still_open:
        take_in(paths, "ca", file, PAGE)
        still_open.write(b" and more")
    (version,) = versions(paths, "ca")
    assert version.path.read_bytes() == b"one and more" and not file.exists()
    assert version.sha256 == files.sha256_bytes(b"one and more") and version.reason == PAGE


class TestFind:
    def test_by_the_first_digits(self, paths: StoryLayout) -> None:
        keep(paths, "ca", b"one", PAGE)
        digits = files.sha256_bytes(b"one")[:6]
        assert find(paths, "ca", digits).path.read_bytes() == b"one"
        assert find(paths, "ca", digits.upper()).path.read_bytes() == b"one"

    @pytest.mark.parametrize("digits", ["", "zz", "../../etc/passwd"])
    def test_unknown(self, paths: StoryLayout, digits: str) -> None:
        keep(paths, "ca", b"one", PAGE)
        with pytest.raises(StoryError, match="veus restore film ca"):
            find(paths, "ca", digits)

    def test_several(self, paths: StoryLayout) -> None:
        for number in range(40):
            keep(paths, "ca", str(number).encode(), PAGE)
        with pytest.raises(StoryError, match="several versions begin with"):
            find(paths, "ca", files.sha256_bytes(b"1")[:1])


class TestTheLog:
    def test_a_torn_line_hides_no_version(self, paths: StoryLayout) -> None:
        keep(paths, "ca", b"one", PAGE)
        log = paths.history_log("ca")
        log.write_bytes(log.read_bytes()[:-20])
        keep(paths, "ca", b"two", FIX)
        assert kept(paths) == [b"two", b"one"]
        assert [version.reason for version in versions(paths, "ca")] == [FIX, None]

    @pytest.mark.parametrize("damaged", [b"[]\n", b"null\n", b'{"sha256": 3}\n', b"\xff\n", b'{"sha256": "a"}\n'])
    def test_damaged_lines_are_passed_over(self, paths: StoryLayout, damaged: bytes) -> None:
        keep(paths, "ca", b"one", PAGE)
        with paths.history_log("ca").open("ab") as log:
            log.write(damaged)
        assert kept(paths) == [b"one"] and versions(paths, "ca")[0].reason == PAGE

    def test_without_a_log(self, paths: StoryLayout) -> None:
        keep(paths, "ca", b"one", PAGE)
        paths.history_log("ca").unlink()
        assert kept(paths) == [b"one"]


class TestBounds:
    @pytest.fixture(autouse=True)
    def _few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(history, "KEPT", 5)

    def test_the_oldest_go(self, paths: StoryLayout) -> None:
        for number in range(8):
            keep(paths, "ca", str(number).encode(), FIX)
        assert kept(paths) == [b"7", b"6", b"5", b"4", b"3"]

    def test_the_pages_go_first(self, paths: StoryLayout) -> None:
        keep(paths, "ca", b"merged", FIX)
        for number in range(8):
            keep(paths, "ca", str(number).encode(), PAGE)
        assert kept(paths) == [b"7", b"6", b"5", b"4", b"merged"]

    def test_never_what_was_approved(self, paths: StoryLayout) -> None:
        entry = {"by": "Anna", "when": PAGE.when, "sha256": files.sha256_bytes(b"now"), "footage_sha256": "0" * 64}
        earlier = {"what": "approve", "lang": "ca", "sha256": files.sha256_bytes(b"earlier")}
        paths.review_file.write_text(json.dumps({"approvals": {"ca": entry}, "log": [earlier]}), "utf-8")
        for data in (b"now", b"earlier", *(str(number).encode() for number in range(8))):
            keep(paths, "ca", data, PAGE)
        assert kept(paths) == [b"7", b"6", b"5", b"earlier", b"now"]

    def test_nothing_while_nobody_knows_what_was(self, paths: StoryLayout) -> None:
        paths.review_file.write_text("{", "utf-8")
        for number in range(8):
            keep(paths, "ca", str(number).encode(), PAGE)
        assert len(kept(paths)) == 8


def test_a_hundred_are_kept() -> None:
    assert KEPT == 100
