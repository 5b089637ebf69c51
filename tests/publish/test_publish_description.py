"""A description is published as every track: once people approved it as it is, whole, and withdrawn with its story."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from published import AT, Site
from tone_voices import use_tones

from pipeline.media.sample_files import RATE, write_samples

SEEN = "1\n00:00:04,200 --> 00:00:04,400\n[ampliada] Riu.\n\n2\n00:00:04,500 --> 00:00:04,900\nPlou.\n"


def approved(site: Site) -> int:
    """The second passage is told over a voice, which somebody accepts."""
    said = ("--cue", "2", "--reason", "no hi ha cap altra pausa", "--by", "Marta Puig")
    assert site("waive", "film", "description.ca", "AD-VOICE", *said).code == 0
    return site("approve", "film", "description.ca", "--by", "Marta Puig", "--at", AT, "--unheard").code


def test_a_description_is_published_when_it_is_approved_and_goes_with_its_story(
    site: Site, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_tones(monkeypatch)
    paths = site.paths("film")
    paths.srt("description.ca").write_text(SEEN, "utf-8")
    refused = site("publish", folder, "film")
    assert refused.code != 0 and "description.ca.srt is not approved" in refused.err + refused.out
    assert site("build", "--quiet").code == 0 and approved(site) == 0 and site("build", "--quiet").code == 0

    done = site("publish", folder, "film")
    assert done.code == 0, done.err
    public = Path(folder)
    (episode,) = json.loads((public / "manifest.json").read_text("utf-8"))["episodes"]
    (described,) = episode["descriptions"]
    for file in (described, described["video"], described["sound"], *described["extended"]):
        assert (public / file["url"]).is_file()
    assert described["status"] == "approved" and described["approval"]["by"] is None

    assert site("withdraw", "film", "--by", "Marta Puig", "--reason", "ho demana").code == 0
    assert not [path for path in (public / "film").iterdir() if "description" in path.name or ".ad." in path.name]


def test_a_new_recording_ends_the_approval(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    use_tones(monkeypatch)
    paths = site.paths("film")
    paths.srt("description.ca").write_text(SEEN, "utf-8")
    assert site("build", "--quiet").code == 0 and approved(site) == 0
    paths.recordings("ca").mkdir(parents=True)
    write_samples(paths.recordings("ca") / "1.wav", [np.full(RATE, 0.1, dtype=np.float32)])
    lines = json.loads(site("status", "--json").out)
    line = next(one for one in lines if (one["story"], one["language"]) == ("film", "description.ca"))
    assert line["track"] == "edited" and line["note"]
