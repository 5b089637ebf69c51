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


def test_the_same_bytes_by_two_jobs(root: Path, given: Path, tmp_path: Path) -> None:
    here, log = Path(shutil.copytree(given, tmp_path / "root")), tmp_path / "veus.log"
    ran = veus(here, "build", *SLUGS, "--json", "--jobs", "2", "--log", str(log))
    assert ran.code == 0, ran
    assert sorted(story["story"] for story in ran.report["stories"]) == sorted(SLUGS)
    for slug in SLUGS:
        for folder in (f"output/{slug}", f"output/.work/{slug}", f"stories/{slug}"):
            assert list(differences(root / folder, here / folder, NOTES)) == []
    assert half_files(here) == []
    said = log.read_text("utf-8")
    assert "worker-" in said and "speech: model" in said, "what workers do stands in the log, too"
