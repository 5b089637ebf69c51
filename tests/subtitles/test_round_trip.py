"""Whatever a track says, every format brings it back."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import webvtt
from exchange_tools import FORMS, as_held, back, outgoing, people_cues
from hypothesis import HealthCheck, example, given, settings
from searching import examples

from pipeline.cues import Cue
from pipeline.subtitles import formats
from pipeline.subtitles.rolling import rolls

SAID = (
    Cue(0, 1234, "LAURA: Bon dia & “salut”", speaker="Laura"),
    Cue(1500, 3001, "=1+1\n-segona <b>línia</b>", top=True),
    Cue(3_600_000, 3_600_999, "{\\an8} 😀 שלום"),
    Cue(3_601_000, 3_602_000, "(Aplaudiments)", sound=True),
)


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow])
@given(cues=people_cues())
@example(cues=SAID)
@example(cues=())
@example(cues=tuple(Cue(1000 * n, 1000 * n + 1000, " ".join(["ei"] * (n + 1))) for n in range(5)))
@example(cues=(Cue(0, 1, "Bon dia\nLAURA: Hola\nJOEL MARTÍNEZ: \xa0 Bon dia"),))
def test_every_track_comes_back_the_same(form: str, cues: tuple[Cue, ...]) -> None:
    out = outgoing(cues)
    with tempfile.TemporaryDirectory() as folder:
        incoming = back(formats.write(out, form), form, Path(folder), rolls=rolls(cues))
    assert incoming.cues == as_held(cues, form)
    if not any("-->" in cue.text for cue in cues):  # words that look like times are pointed out
        told = {remark.partition(",")[0] for remark in incoming.remarks if "knows nobody called" not in remark}
        assert told == ({"these captions roll"} if form == "srt" and rolls(cues) else set())
    if form != "srt":
        assert (incoming.story, incoming.lang, incoming.sha256) == ("joel", "ca", out.sha256)


@pytest.mark.parametrize("form", FORMS)
def test_the_same_track_gives_the_same_bytes(form: str) -> None:
    assert formats.write(outgoing(SAID), form) == formats.write(outgoing(SAID), form)


def test_webvtt_is_valid_for_others(tmp_path: Path) -> None:
    path = tmp_path / "a.vtt"
    path.write_bytes(formats.write(outgoing(SAID), "vtt"))
    assert [caption.start for caption in webvtt.read(path)] == [
        "00:00:00.000",
        "00:00:01.500",
        "01:00:00.000",
        "01:00:01.000",
    ]
