"""What a build knows of a story that an auditor asks for, and the day on which it was found."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from footage_clips import Clips
from small_series import make_story, speech, track_file
from veus_job import in_process

from pipeline.build.description_state import EffectiveDescription
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.proof import hashes_made, hashes_of, page_version, proof_now, proof_of, with_day
from pipeline.build.story_status import looking
from pipeline.cues import Transcript, Word
from pipeline.description.description_places import NEAR_MS
from pipeline.description.passages import Passage
from pipeline.evidence.evidence_facts import DescriptionFacts
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from tools import made_up
from tools.compare_builds import differences


@pytest.fixture
def root(scripted: Path, clips: Clips) -> Path:
    make_story(scripted, "film", speech(clips))
    return scripted


def build(root: Path) -> None:
    assert in_process(root, "build", "--quiet").code == 0


def opened(root: Path) -> Any:
    series = Series.open(Layout(root))
    return looking(series, series.story("film"))


def day_of(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime.fromisoformat(f"{day}T10:00:00+01:00").timestamp())))


def told(root: Path) -> str | None:
    """The day that a publication of the story would tell."""
    context = opened(root)
    found, _ = proof_now(context) or pytest.fail("nothing is known")
    return with_day(context.story, found).facts.when


def test_on_another_day_a_build_from_nothing_has_the_same_bytes(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day_of(monkeypatch, "2024-03-01")
    build(root)
    (root / "output").rename(root / "before")
    day_of(monkeypatch, "2024-03-02")
    build(root)
    found = list(differences(root / "before", root / "output", ignore=[".work/*/ledger.json", ".work/*/looked.json"]))
    assert found == []
    assert (root / "output/film/evidence.json").is_file() and told(root) == "2024-03-02"


def test_the_same_facts_keep_their_day(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    day_of(monkeypatch, "2024-03-01")
    build(root)
    assert told(root) == "2024-03-01"

    day_of(monkeypatch, "2024-03-02")
    (root / "output/film/evidence.json").unlink()
    build(root)
    assert told(root) == "2024-03-01"

    srt = root / "stories/film/ca.srt"
    srt.write_text("1\n00:00:00,200 --> 00:00:03,000\nBon dia, em dic Joel.\n", "utf-8")
    assert told(root) is None, "nobody has looked at these captions yet"
    build(root)
    assert told(root) == "2024-03-02"

    for broken in ("{", "[]", '{"facts": 1}'):
        (root / "output/.work/film/looked.json").write_text(broken, "utf-8")
        assert hashes_made(opened(root).story) == {}
        build(root)
        assert hashes_made(opened(root).story) and told(root) == "2024-03-02"


def test_what_is_known(root: Path) -> None:
    assert proof_now(opened(root)) is None
    build(root)
    context = opened(root)
    found, assessment = proof_now(context) or pytest.fail("nothing is known")
    facts = found.facts
    assert (facts.spoken, facts.sound, facts.speech, facts.picture) == (("ca",), True, True, True)
    assert [(track.lang, track.kind, track.status) for track in facts.tracks] == [
        ("ca", "captions", "draft"),
        ("en", "subtitles", "draft"),
    ]
    assert facts.descriptions == DescriptionFacts(languages=(), described=0, pauses=0)
    assert facts.burned[0].name == "contrast"
    assert facts.tools[1][0] == "scripted"
    assert facts.hashes == hashes_made(context.story) == hashes_of(context.series, context.story, context.ledger)
    assert facts.hashes["track.ca"] == track_file(context.layout, "film", "ca").text().sha256
    assert {page.lang for page in assessment.facts.pages} == {"ca", "en"}
    assert all(page.declared == page.lang and page.skips and page.title for page in assessment.facts.pages)
    assert not any(page.foreign or page.starts or page.inputs or page.forms for page in assessment.facts.pages)


def test_looking_writes_nothing(root: Path) -> None:
    build(root)
    (root / "stories/film/ca.srt").write_text("1\n00:00:00,200 --> 00:00:03,000\nBon dia.\n", "utf-8")
    note = (root / "output/.work/film/looked.json").read_bytes()
    proof_now(opened(root))
    assert (root / "output/.work/film/looked.json").read_bytes() == note


def test_a_page_is_another_where_its_player_offers_something_else(root: Path) -> None:
    series = Series.open(Layout(root))
    assert page_version(series, ["track.ca", "track.en"]) == page_version(series, ["track.en", "track.ca"])
    assert page_version(series, ["track.ca"]) != page_version(series, ["track.ca", "sign.csc"])


def test_a_page_offers_no_captions_that_say_nothing(root: Path) -> None:
    def page() -> str:
        context = opened(root)
        return hashes_of(context.series, context.story, context.ledger)["page"]

    bare = page()
    (root / "stories/film/ca.srt").write_text("\n", "utf-8")
    assert page() == bare
    (root / "stories/film/ca.srt").write_text("1\n00:00:00,200 --> 00:00:03,000\nBon dia.\n", "utf-8")
    assert page() != bare


@pytest.mark.parametrize(("before", "told"), [(0, 1), (NEAR_MS, 1), (NEAR_MS + 1, 0)])
def test_a_pause_is_described_as_the_list_of_pauses_has_it(root: Path, before: int, told: int) -> None:
    """A passage may begin a little before the voice has ended."""
    words = (Word(0, 5000, "paraula", "ca"), Word(9000, 11_000, "paraula", "ca"))
    heard = CaptionInputs(made_up.facts(320, 180, 12_000), Transcript(words, 12_000, ("ca",), "e", "m", "s"), ())
    described = EffectiveDescription("ca", (Passage(1, 5000 - before, 8000, "Un hort."),), "edited")
    found = proof_of(opened(root), heard, [], [described]).facts.descriptions
    assert found and (found.described, found.pauses) == (told, 1)


def test_sound_alone_has_no_picture(scripted: Path, clips: Clips) -> None:
    """Its captions are held to be a transcript too."""
    sound = clips.make("alone.m4a", "-i", str(speech(clips)), "-t", "2", "-vn", "-c:a", "aac")
    make_story(scripted, "film", sound)
    build(scripted)
    found, assessment = proof_now(opened(scripted)) or pytest.fail("nothing is known")
    assert not found.facts.picture
    outcomes = {one.criterion.name: one.machine.why for one in assessment.results}
    assert outcomes["audio-only-and-video-only-prerecorded"] == "transcript_waiting"
    assert outcomes["audio-description-prerecorded"] == "no_picture"
