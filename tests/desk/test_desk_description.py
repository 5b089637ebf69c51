"""The description of a story on the review page: a track beside those of its captions, with rules of its own."""

from __future__ import annotations

import pytest
from desk_series import Site

from pipeline.project.layout import StoryLayout

TRACK = "/api/joel/tracks/description.ca"
SEEN = "1\n00:00:18,600 --> 00:00:19,800\nEn Joel se’n va pel camí i deixa el cabàs a terra.\n"


@pytest.fixture
def described(paths: StoryLayout) -> StoryLayout:
    paths.srt("description.ca").write_text(SEEN, "utf-8")
    return paths


def test_it_is_there_once_somebody_has_begun_it(site: Site, paths: StoryLayout) -> None:
    assert set(site.get("/api/joel").json["languages"]) == {"ca", "en"}
    assert site.get(TRACK).status == 404
    paths.srt("description.ca").write_text(SEEN, "utf-8")
    story = site.get("/api/joel").json
    assert list(story["languages"]) == ["ca", "en", "description.ca"]
    info = story["languages"]["description.ca"]
    assert (info["kind"], info["language"], info["pace"]) == ("descriptions", "ca", 160)
    assert set(site.get("/api/joel/pulse").json["tracks"]) == {"ca", "en", "description.ca"}
    for page, name in (("ca", "Audiodescripció en català"), ("en", "Audio description in Catalan")):
        assert name in site.get(f"/{page}/").body.decode()


def test_it_has_rules_of_its_own(site: Site, described: StoryLayout) -> None:
    found = site.get(f"{TRACK}/findings").json
    assert [one["rule"] for one in found["findings"]] == ["AD-FITS"] and found["risks"] == []


def test_it_is_saved_and_remarked_on_by_its_name(site: Site, described: StoryLayout) -> None:
    captions, seen = described.srt("ca").read_bytes(), site.get(TRACK).json
    cue = {**seen["cues"][0], "text": "[ampliada] En Joel se’n va."}
    form = {"by": "Marta", "seen_sha256": seen["sha256"], "seen": seen["cues"], "cues": [cue]}
    assert site.write("PUT", TRACK, form).status == 200
    assert "[ampliada] En Joel se’n va." in described.srt("description.ca").read_text("utf-8")
    assert described.srt("ca").read_bytes() == captions
    remark = {"by": "Marta", "lang": "description.ca", "start": 18_600, "end": 19_800, "comment": "I el gos?"}
    assert site.write("POST", "/api/joel/comments", remark).status == 200
    assert site.get("/api/joel/review").json["comments"][0]["lang"] == "description.ca"
    approval = {"by": "Pere", "seen_sha256": site.get(TRACK).json["sha256"], "unheard": True}
    assert site.write("POST", f"{TRACK}/approval", approval).status == 200
    states = {name: one["status"] for name, one in site.get("/api/joel/review").json["tracks"].items()}
    assert states == {"ca": "draft", "en": "draft", "description.ca": "approved"}
