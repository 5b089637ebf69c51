"""What a second build does: nothing, or only what has to be done."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pysrt
import pytest
from veus_job import fingerprint, hashes, in_process, veus

pytestmark = pytest.mark.engines


def series_files(root: Path) -> set[str]:
    """What belongs to the series and is rewritten when any episode changes."""
    output = root / "output"
    files = [*output.iterdir(), *(output / "static").iterdir(), *(output / "manifest").iterdir()]
    return {path.relative_to(root).as_posix() for path in files if path.is_file()}


def test_nothing_to_do(root: Path) -> None:
    before = fingerprint(root)
    ran = in_process(root, "build", "--json")
    assert ran.code == 0
    assert [story["outcome"] for story in ran.report["stories"]] == ["unchanged"] * 5
    assert all(story["made"] == [] for story in ran.report["stories"])
    assert fingerprint(root) == before


def test_dates_mean_nothing(copy: Path) -> None:
    for path in copy.rglob("*"):
        if path.is_file():
            path.touch()
    before = fingerprint(copy)
    assert {story["outcome"] for story in in_process(copy, "build", "--json").report["stories"]} == {"unchanged"}
    assert fingerprint(copy) == before


def test_same_input_same_bytes(root: Path, given: Path, tmp_path: Path) -> None:
    # All of them: an episode names its neighbours that are there. A process of its own: its sets have another order.
    other = shutil.copytree(given, tmp_path / "somewhere else, 'quoted'")
    assert veus(other, "build", "cynthia").code == 0
    assert hashes(other / "output/cynthia") == hashes(root / "output/cynthia")
    assert hashes(other / "stories/cynthia") == hashes(root / "stories/cynthia")


def test_a_deleted_file_comes_back_alone(copy: Path) -> None:
    before = fingerprint(copy)
    lost = ["output/cynthia/video.en.mp4", "output/joel/poster.jpg", "output/manifest.json"]
    for name in lost:
        (copy / name).unlink()
    ran = in_process(copy, "build", "--json")
    made = {story["story"]: story["made"] for story in ran.report["stories"]}
    assert made == {"letter": [], "joel": ["poster"], "laura": [], "cynthia": ["burned.en"], "emergency-team": []}
    after = fingerprint(copy)
    assert {name: value[0] for name, value in after.items()} == {name: value[0] for name, value in before.items()}
    unwritten = {name for name in before if after[name] == before[name]}
    assert before.keys() - unwritten <= {*lost, *series_files(copy)}


def test_a_corrected_caption_redoes_what_depends_on_it(copy: Path) -> None:
    mine = copy / "stories/joel/ca.srt"
    cues = pysrt.open(str(mine))
    cues[1].text = "Això ho ha escrit una persona."
    cues.save(str(mine), encoding="utf-8")
    wrote, before = mine.read_bytes(), fingerprint(copy)
    ran = in_process(copy, "build", "--json")
    assert ran.code == 0, ran
    assert {s["story"] for s in ran.report["stories"] if s["outcome"] == "built"} == {"joel"}
    assert ran.story("joel")["made"] == ["track.en", "burned.ca", "burned.en", "pages"]
    assert any("ca.srt has been edited by a person" in note for note in ran.story("joel")["notes"])
    assert mine.read_bytes() == wrote
    after = fingerprint(copy)
    changed = {name for name in after if after[name] != before.get(name)} - series_files(copy)
    assert all("/joel/" in name for name in changed)
    assert "output/joel/video.mp4" not in changed and "output/joel/poster.jpg" not in changed
    assert {"output/joel/video.ca.mp4", "output/joel/captions.ca.vtt", "stories/joel/en.srt"} <= changed
    assert "escrit una persona" in (copy / "output/joel/captions.ca.vtt").read_text("utf-8")
    assert "person" in (copy / "stories/joel/en.srt").read_text("utf-8")


def test_what_a_person_wrote_in_a_translation_stays(copy: Path) -> None:
    """Although its sentence is now another one, and the machine has another translation to offer."""
    theirs, mine = copy / "stories/laura/en.srt", copy / "stories/laura/ca.srt"
    for path, text in ((theirs, "A person has written this."), (mine, "Bon dia a tothom.")):
        cues = pysrt.open(str(path))
        cues[0].text = text
        cues.save(str(path), encoding="utf-8")
    ran = in_process(copy, "build", "laura", "--to", "captions", "--json")
    assert ran.code == 0, ran
    assert ran.story("laura")["made"] == ["track.en"]
    assert any("en.srt has been edited by a person" in note for note in ran.story("laura")["notes"])
    assert "A person has written this." in theirs.read_text("utf-8")
    status = json.loads(in_process(copy, "status", "laura", "--json").out)
    assert [(line["language"], line["track"], line["stale"]) for line in status] == [
        ("ca", "edited", 0),
        ("en", "edited", 1),
    ]
