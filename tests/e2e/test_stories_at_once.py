"""Stories that are heard, translated, burned in and written side by side are those made one after the other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from small_series import half_files
from veus_job import veus

from tools.compare_builds import differences

pytestmark = pytest.mark.engines

#: One of sound alone, and one with an interpretation.
SLUGS = ("letter", "laura")

#: When a file was seen, and what only saves reading it again.
NOTES = ("*hashes.json", "*.versions.jsonl")


@pytest.mark.parametrize("by", [("--jobs", "2"), ("--cluster", "local:2")], ids=["two jobs", "a cluster"])
def test_the_same_bytes_by_two(by: tuple[str, str], root: Path, given: Path, tmp_path: Path) -> None:
    if by[0] == "--cluster":
        pytest.importorskip("distributed")
    here, log = Path(shutil.copytree(given, tmp_path / "root")), tmp_path / "veus.log"
    ran = veus(here, "build", *SLUGS, "--json", *by, "--log", str(log))
    assert ran.code == 0, ran
    assert sorted(story["story"] for story in ran.report["stories"]) == sorted(SLUGS)
    for slug in SLUGS:
        for folder in (f"output/{slug}", f"output/.work/{slug}", f"stories/{slug}"):
            assert list(differences(root / folder, here / folder, NOTES)) == []
    assert half_files(here) == []
    said = log.read_text("utf-8")
    if by[0] == "--jobs":
        assert "worker-" in said and "speech: model" in said, "what workers do stands in the log, too"
    else:
        assert ", by worker 1" in said and ", by worker 2" in said
