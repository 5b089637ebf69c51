"""The history as it was kept until the first release is taken into the new one, whole and once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import files
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review.history_before import take_over
from pipeline.review.version_log import LogLine, VersionLog

AT = "2024-07-01T10:00:00+02:00"


@pytest.fixture
def paths(tmp_path: Path) -> StoryLayout:
    layout = Layout(tmp_path)
    paths = layout.story(layout.stories / "film", "film")
    paths.history.mkdir(parents=True)
    return paths


def old_version(paths: StoryLayout, data: bytes, why: str | None = None, by: str = "Anna") -> LogLine:
    """A version as it was kept then; noted in the log where there is a reason."""
    sha256 = files.sha256_bytes(data)
    (paths.history / f"ca.{sha256[:12]}.srt").write_bytes(data)
    if why is not None:
        with (paths.history / "ca.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps({"sha256": sha256, "why": why, "by": by, "when": AT}) + "\n")
    return LogLine(sha256, why or "", by if why is not None else "", AT if why is not None else "")


def taken(paths: StoryLayout) -> VersionLog:
    log = VersionLog(paths.version_log("ca"))
    take_over(paths, "ca", log, "replaced")
    return log


def test_each_version_is_noted_in_its_order_with_its_bytes_and_the_files_go(paths: StoryLayout) -> None:
    old_version(paths, b"z primera", "approve")
    old_version(paths, b"a segona", "import", by="Joel")
    log = taken(paths)
    assert [(log.read(line.sha256), line.why, line.by, line.when) for line in log.lines()] == [
        (b"z primera", "approved", "Anna", AT),
        (b"a segona", "replaced", "Joel", AT),
    ]
    assert [path.name for path in paths.history.iterdir()] == ["ca.versions.jsonl"]


def test_one_that_nobody_noted_comes_first_and_is_no_ones(paths: StoryLayout) -> None:
    old_version(paths, b"noted", "export")
    old_version(paths, b"alone")
    assert [(line.why, line.by) for line in taken(paths).lines()] == [("replaced", ""), ("export", "Anna")]


def test_lines_that_cannot_be_read_lose_no_version(paths: StoryLayout) -> None:
    one = old_version(paths, b"u", "export")
    with (paths.history / "ca.jsonl").open("ab") as log:
        log.write(b'{"sha256": \n[]\n{"why": "export"}\n')
    assert [line.sha256 for line in taken(paths).lines()] == [one.sha256]


def test_after_a_run_that_was_killed_nothing_is_noted_twice(paths: StoryLayout) -> None:
    one = old_version(paths, b"u", "export")
    VersionLog(paths.version_log("ca")).append(b"u", "export", "Anna", AT)
    assert taken(paths).lines() == (one,) and len(list(paths.history.iterdir())) == 1


def test_other_files_and_languages_are_left_alone(paths: StoryLayout) -> None:
    others = [paths.history / name for name in ("en.0123456789ab.srt", "ca.aside.srt", "ca.0123456789.srt")]
    for path in others:
        path.write_bytes(b"x")
    assert taken(paths).lines() == () and all(path.exists() for path in others)
