"""Cynthia speaks Spanish, and has captions in Spanish: from the sound to the page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jiwer
import pytest
import webvtt
from veus_job import bare_words, in_process, script_of

from pipeline.subtitles.srt import read_srt

pytestmark = pytest.mark.engines

WORST_WER = 0.20


@pytest.fixture(scope="module")
def episode(manifest: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in manifest["episodes"] if one["slug"] == "cynthia")
    return found


def test_the_captions_say_what_she_says(root: Path) -> None:
    cues = read_srt((root / "stories/cynthia/es.srt").read_bytes()).cues
    said = " ".join(" ".join(cue.lines) for cue in cues if not cue.sound)
    assert jiwer.wer(bare_words(script_of("cynthia")), bare_words(said)) <= WORST_WER


def test_no_rule_is_broken_that_a_machine_can_keep(root: Path) -> None:
    report = json.loads(in_process(root, "check", "cynthia", "--lang", "es", "--json").out)
    (track,) = report["tracks"]
    assert not [found for found in track["findings"] if found["severity"] == "error"]
    assert not [found for found in track["findings"] if found["rule"] in ("ES-OPENQ", "CA-OPENQ", "BREAK-FUNC")]


def test_they_stand_beside_the_others(root: Path, episode: dict[str, Any]) -> None:
    kinds = {track["language"]: (track["kind"], track["label"]) for track in episode["tracks"]}
    assert kinds == {
        "ca": ("subtitles", "Català"),
        "en": ("subtitles", "English"),
        "es": ("captions", "Español"),
    }
    assert webvtt.read(str(root / "output/cynthia/captions.es.vtt")).captions
    for lang in ("ca", "en"):
        page = (root / f"output/cynthia/embed.{lang}.html").read_text("utf-8")
        assert '<track kind="captions" src="captions.es.vtt" srclang="es" label="Español">' in page
    spanish = (root / "output/cynthia/transcript.es.html").read_text("utf-8")
    assert 'class="said" lang="es"' in spanish and "Hola, me llamo Cynthia" in spanish


def test_the_others_have_none(manifest: dict[str, Any]) -> None:
    others = [one for one in manifest["episodes"] if one["slug"] != "cynthia"]
    assert [[track["language"] for track in one["tracks"]] for one in others] == [["ca", "en"]] * 4
