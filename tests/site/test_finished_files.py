"""The finished files of a story, as the contract describes them."""

from __future__ import annotations

import hashlib
from urllib.parse import unquote

import pytest
from publish_helpers import Make, settings_with, story_with

from pipeline.cues import Cue, Track
from pipeline.errors import RenderError
from pipeline.project.layout import Layout
from pipeline.project.story import Story
from pipeline.site.finished_files import (
    PublishedTrack,
    alternatives_of,
    data_files,
    metadata_track,
    poster_info,
    sources_of,
    track_info,
    transcript_info,
    url_of,
)

TRACKS = [PublishedTrack(Track(lang, (), "captions", {"model": "/home/maria/base"}), "draft") for lang in ("ca", "en")]


@pytest.fixture
def story(layout: Layout, make_episode: Make) -> Story:
    """A story whose files are there."""
    found = story_with(layout)
    make_episode(found)
    return found


def test_an_address_is_relative_and_encoded(story: Story) -> None:
    url = url_of(story, story.paths.out / "a b?#é.mp4")
    assert url.isascii() and not set(url) & set(" ?#") and unquote(url) == "joel/a b?#é.mp4"


def test_a_track_is_described_by_its_bytes_and_names_nobodys_folder(story: Story) -> None:
    info = track_info(story, TRACKS[0])
    data = story.paths.vtt("ca").read_bytes()
    assert (info.bytes, info.sha256, info.type) == (len(data), hashlib.sha256(data).hexdigest(), "text/vtt")
    assert (info.srt.url, info.label, info.status) == ("joel/captions.ca.srt", "Català", "draft")
    assert info.provenance == {"model": "base"}


def test_only_burned_videos_that_are_there_are_listed_and_the_clean_one_comes_first(story: Story) -> None:
    story.paths.burned("ca").unlink()
    found = sources_of(story, TRACKS)
    assert [(one.kind, one.language) for one in found] == [("clean", None), ("burned", "en")]
    assert (found[0].width, found[0].height, found[0].duration_ms) == (96, 54, 2000)


def test_without_the_clean_video_there_is_no_episode(story: Story) -> None:
    story.paths.video.unlink()
    with pytest.raises(RenderError, match=r"video\.mp4 is missing.*Build this story again"):
        sources_of(story, TRACKS)


def test_renditions_are_those_that_are_wanted_and_there(story: Story) -> None:
    settings = settings_with(renditions=[{"name": "tall", "shape": "9:16"}, {"name": "small", "codec": "av1"}])
    story.paths.rendition("en", "tall").write_bytes(story.paths.video.read_bytes())
    story.paths.rendition("en", "other").write_bytes(story.paths.video.read_bytes())
    (found,) = alternatives_of(story, settings, TRACKS)
    assert (found.name, found.language, found.url) == ("tall", "en", "joel/video.en.tall.mp4")


def test_who_speaks_when_is_listed_only_where_tracks_tell_it(story: Story) -> None:
    assert metadata_track(story, TRACKS) is None
    told = PublishedTrack(Track("ca", (Cue(0, 900, "Bon dia.", speaker="Joel"),), "captions", {}), "draft")
    found = metadata_track(story, [told])
    assert found and found.url == "joel/metadata.vtt"


def test_oembed_is_there_only_where_it_is_known_where_pages_will_be(story: Story) -> None:
    assert data_files(story, settings_with()).oembed == {}
    there = data_files(story, settings_with(base_url="https://example.org/veus"))
    assert there.oembed == {"ca": "joel/oembed.ca.json", "en": "joel/oembed.en.json"}
    assert transcript_info(story, "en").text == "joel/transcript.en.txt"


def test_a_poster_has_words_of_its_own_or_the_title_in_some(layout: Layout, story: Story) -> None:
    assert "Joel" in poster_info(story, (96, 54), None).alt["en"]
    own = story_with(layout, poster_alt={"ca": "Un hort", "en": "An allotment"})
    found = poster_info(own, (96, 54), "data:image/webp;base64,AA==")
    assert (found.alt["en"], found.width, found.preview) == ("An allotment", 96, "data:image/webp;base64,AA==")
