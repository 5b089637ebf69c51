"""A story that people described, with the real voices: the film, the clips, the text and the pages that come of it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
import webvtt
from veus_job import in_process

from pipeline.media import ffmpeg as ff
from pipeline.media.probe import probe
from pipeline.media.sample_files import RATE
from pipeline.video.sound import measure
from pipeline.voices.speaking import available
from pipeline.voices.voices import SPEAKERS

pytestmark = pytest.mark.engines

#: Over the title that the film begins with, before anybody speaks; and where the film has to wait.
TITLE_S = (0.2, 3.3)
TOLD = {
    "ca": ("En Joel i l’hort del barri.", "En Joel, amb barret de palla, rega 12 plantes."),
    "en": ("Joel and the local allotment.", "Joel, in a straw hat, waters 12 plants."),
}
WAITS = {"ca": "[ampliada]", "en": "[extended]"}


@pytest.fixture(scope="module")
def described(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is built, with a description of one story in each language."""
    copy = shutil.copytree(root, tmp_path_factory.mktemp("described") / "root")
    for lang, (title, longer) in TOLD.items():
        text = (
            f"1\n00:00:00,200 --> 00:00:03,300\n{title}\n\n2\n00:00:03,380 --> 00:00:04,380\n{WAITS[lang]} {longer}\n"
        )
        (copy / f"stories/joel/description.{lang}.srt").write_text(text, "utf-8")
    ran = in_process(copy, "build", "joel", "--json")
    assert ran.code == 0, ran
    assert not ran.report["stories"][0]["problems"], ran
    return copy / "output/joel"


@pytest.fixture(params=TOLD)
def lang(request: pytest.FixtureRequest) -> str:
    if available(request.param) is None:
        pytest.skip(f"no voice is installed that speaks {request.param}: {', '.join(SPEAKERS[request.param])}")
    return request.param


def entry(described: Path, lang: str) -> dict[str, Any]:
    episode = json.loads((described / "episode.json").read_text("utf-8"))["episode"]
    return next(one for one in episode["descriptions"] if one["language"] == lang)


def pictures(path: Path) -> list[tuple[int | None, bytes]]:
    with av.open(str(path)) as film:
        return [(packet.pts, bytes(packet)) for packet in film.demux(video=0) if packet.size]


def samples(path: Path) -> np.ndarray:
    graph = ff.sound(path).output("pipe:1", f="f32le", ac=1, ar=RATE)
    return np.frombuffer(ff.run(graph, subject=path), "<f4")


def added(film: np.ndarray, other: np.ndarray, start_s: float, end_s: float) -> float:
    """How much of a stretch of another sound is nothing of the film's, however loud that is in it: 0 to 1."""
    one, two = (sound[int(start_s * RATE) : int(end_s * RATE)].astype(float) for sound in (film, other))
    share = (one @ two) / (one @ one)
    return float(np.sum((two - share * one) ** 2) / np.sum(two**2))


def test_the_film_is_told_in_its_pause_and_is_the_same_elsewhere(described: Path, lang: str) -> None:
    plain, told = described / "video.mp4", described / f"video.{lang}.ad.mp4"
    assert pictures(told) == pictures(plain)
    before, after = samples(plain), samples(told)
    assert abs(len(before) - len(after)) < RATE // 10
    assert added(before, after, *TITLE_S) > 0.5, "a voice is heard where only the title was"
    assert added(before, after, TITLE_S[1] + 3, len(before) / RATE - 1) < 0.1, "and nowhere else"
    loudness = measure(told, ff.sound(told), probe(told).duration_ms)
    assert abs(loudness.integrated + 16) < 1 and loudness.peak <= -1
    assert np.array_equal(samples(described / f"description.{lang}.m4a"), after)


def test_what_fits_no_pause_is_a_clip_that_the_film_waits_for(described: Path, lang: str) -> None:
    (clip,) = entry(described, lang)["extended"]
    path = described.parent / clip["url"]
    heard = samples(path)
    assert clip["start_ms"] == 3380 and abs(len(heard) / RATE * 1000 - clip["duration_ms"]) < 100
    seconds_a_word = len(heard) / RATE / len(TOLD[lang][1].split())
    assert 0.15 < seconds_a_word < 0.8 and np.sqrt(np.mean(heard**2)) > 0.01, "speech, at the pace of speech"


def test_the_text_is_there_to_be_read(described: Path, lang: str) -> None:
    cues = webvtt.read(str(described / f"description.{lang}.vtt"))
    assert [cue.text for cue in cues] == list(TOLD[lang])
    word = {"ca": "Descripció", "en": "Description"}[lang]
    lines = (described / f"transcript.{lang}.txt").read_text("utf-8").splitlines()
    for text in TOLD[lang]:
        (line,) = (one for one in lines if text in one)
        assert re.fullmatch(rf"\[0:0[03]\] {word}: {re.escape(text)}", line)
        assert text in (described / f"transcript.{lang}.html").read_text("utf-8")


def test_pages_and_programs_are_told(described: Path, lang: str) -> None:
    found = entry(described, lang)
    assert found["synthetic"] and found["status"] != "approved"
    page = (described / f"embed.{lang}.html").read_text("utf-8")
    assert f'data-src="video.{lang}.ad.mp4"' in page and f'data-description="{lang}"' in page
    assert {"ca": "veu sintètica", "en": "synthetic voice"}[lang] in page
    search = json.loads((described / f"video.{lang}.jsonld").read_text("utf-8"))
    assert "audioDescription" in search["accessibilityFeature"]
