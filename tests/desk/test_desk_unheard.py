"""Speech without a caption on the page: heard first, until a caption stands there or somebody accepts it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from desk_series import Site

from pipeline.desk import desk_words
from pipeline.project.layout import StoryLayout
from pipeline.speech.transcribe import read_transcript, write_transcript

TRACK = "/api/joel/tracks/ca"
RISKS = Path(desk_words.__file__).parent / "static/risks.js"

#: Codes of speech/hallucinations.py.
REASONS = ["no-speech", "music", "stock-phrase", "loop", "too-fast"]


@pytest.fixture
def hole(paths: StoryLayout) -> str:
    """Somebody speaks after the first caption, where the third one stood, and at the end; the last place's name."""
    heard = read_transcript(paths.transcript)
    write_transcript(paths.transcript, replace(heard, unheard=((6000, 10_500), (18_500, 20_000))))
    blocks = paths.srt("ca").read_text("utf-8").split("\n\n")
    paths.srt("ca").write_text("\n\n".join(blocks[:2] + blocks[3:]), "utf-8")
    return "0:18.5–0:20.0"


def heard_first(site: Site, lang: str = "ca") -> list[tuple[str, int, int]]:
    risks = site.get(f"/api/joel/tracks/{lang}/findings").json["risks"]
    return [(one["kind"], one["start"], one["end"]) for one in risks]


def test_it_is_heard_first_and_playable(site: Site, hole: str) -> None:
    places = heard_first(site)
    assert places[:2] == [("unheard", 6500, 10_000), ("unheard", 18_500, 20_000)]
    assert {kind for kind, _, _ in places[2:]} == {"words", "doubt", "sound"}
    assert "unheard" not in {kind for kind, _, _ in heard_first(site, "en")}  # asked about once


def test_it_is_gone_once_a_caption_stands_there(site: Site, hole: str) -> None:
    seen = site.get(TRACK).json
    made = {"start": 6600, "end": 9900, "text": "Hi vaig cada matí.", "top": False}
    now = sorted([*seen["cues"], made], key=lambda one: one["start"])
    form = {"by": "Marta", "seen_sha256": seen["sha256"], "seen": seen["cues"], "cues": now}
    assert site.write("PUT", TRACK, form).status == 200
    assert heard_first(site)[0] == ("unheard", 18_500, 20_000)


def test_it_is_gone_once_somebody_accepts_it(site: Site, hole: str) -> None:
    errors = [one for one in site.get(f"{TRACK}/findings").json["findings"] if one["rule"] == "SPEECH-COVER"]
    assert [(one["cue"], one["severity"], one["waived"]) for one in errors] == [(None, "error", None)] * 2
    waiver = {"by": "Marta", "rule": "SPEECH-COVER", "text": hole, "reason": "una porta"}
    assert site.write("POST", f"{TRACK}/waivers", waiver).status == 200
    assert [place for place in heard_first(site) if place[0] == "unheard"] == [("unheard", 6500, 10_000)]
    obstacles = site.get(f"{TRACK}/approval").json["obstacles"]
    assert [one["finding"]["text"] for one in obstacles if one["code"] == "error"] == ["0:06.5–0:10.0"]


@pytest.mark.parametrize("lang", ["ca", "en"])
def test_each_reason_against_a_doubt_has_a_sentence_of_its_own(lang: str) -> None:
    table = re.search(r"const WHY = \{(.*?)\};", RISKS.read_text("utf-8"), re.DOTALL)
    assert table
    known = {reason: key.split(".")[1] for reason, key in re.findall(r'"?([\w-]+)"?: "([\w.]+)"', table[1])}
    assert list(known) == REASONS
    said = desk_words.script_words(lang)["risk"]
    sentences = {said[key] for key in [*known.values(), "doubt"]}
    assert len(sentences) == len(REASONS) + 1 and all("{text}" in sentence for sentence in sentences)
