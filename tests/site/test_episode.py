"""What an episode says of a story's files, and what it says when some of them are not there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from publish_helpers import Make, settings_with, story_with

from pipeline.cues import Cue, Track, TrackStatus
from pipeline.errors import RenderError
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.site.contract import Episode
from pipeline.site.episode import build_episode
from pipeline.site.finished_descriptions import PublishedDescription
from pipeline.site.finished_files import PublishedTrack


def codes(episode: Episode) -> list[tuple[str, str | None]]:
    return [(notice.code, notice.language) for notice in episode.notices]


def test_a_whole_story(layout: Layout, make_episode: Make, clip: Path) -> None:
    episode = make_episode(story_with(layout), status="approved")
    assert (episode.id, episode.slug, episode.status) == ("serie/joel", "joel", "approved")
    assert episode.published.isoformat() == "2021-08-01"
    assert [(s.kind, s.language, s.url) for s in episode.sources] == [
        ("clean", None, "joel/video.mp4"),
        ("burned", "ca", "joel/video.ca.mp4"),
        ("burned", "en", "joel/video.en.mp4"),
    ]
    assert [(t.kind, t.language, t.label, t.url) for t in episode.tracks] == [
        ("captions", "ca", "Català", "joel/captions.ca.vtt"),
        ("subtitles", "en", "English", "joel/captions.en.vtt"),
    ]
    clean = episode.sources[0]
    assert (clean.bytes, clean.sha256) == (clip.stat().st_size, hashlib.sha256(clip.read_bytes()).hexdigest())
    assert (episode.width, episode.height, episode.fps) == (96, 54, 29.97)
    assert (episode.duration_ms, episode.duration) == (2000, "PT2S")
    assert episode.people[1].role is None
    assert episode.notices == ()


def test_who_may_not_be_named_is_not(layout: Layout, make_episode: Make) -> None:
    hidden = [{"name": "Joel"}, {"name": "Anna", "publish_name": False}]
    episode = make_episode(story_with(layout, people=hidden))
    assert [person.name for person in (*episode.people, *episode.speakers)] == ["Joel", "Joel"]
    assert "Anna" not in episode.model_dump_json()


def test_tracks_come_in_the_order_of_the_series(layout: Layout, make_episode: Make) -> None:
    story = story_with(layout)
    assert [t.language for t in make_episode(story, langs=("en", "ca")).tracks] == ["ca", "en"]
    swapped = settings_with(languages=("en", "ca"))
    assert [t.language for t in make_episode(story, series=swapped).tracks] == ["en", "ca"]


@pytest.mark.parametrize("status", ["draft", "edited"])
def test_a_track_without_approval_makes_a_draft(layout: Layout, make_episode: Make, status: str) -> None:
    episode = make_episode(story_with(layout), status=status)
    assert episode.status == "draft"
    assert codes(episode) == [("draft", None)]


@pytest.mark.parametrize("status", ["draft", "edited", "approved"])
def test_a_draft_says_whether_captions_or_only_the_description_wait(
    layout: Layout, make_episode: Make, clip: Path, settings: Settings, media: MediaInfo, status: TrackStatus
) -> None:
    story = story_with(layout)
    make_episode(story)
    story.paths.description_vtt("ca").write_text("WEBVTT\n", "utf-8")
    seen = PublishedDescription("ca", "edited", None, False, False, ())
    said = (Cue(0, 1000, "Bon dia."),)
    tracks = [PublishedTrack(Track(lang, said, story.kind_of(lang), {}), status) for lang in ("ca", "en")]
    episode = build_episode(story, settings, media, tracks, poster_size=None, descriptions=[seen])
    assert episode.status == "draft" and codes(episode) == [("draft", None)]
    text = episode.notices[0].text
    assert ("audiodescripció" in text["ca"]) == ("audio description" in text["en"]) == (status == "approved")
    assert ("subtítols" in text["ca"]) == ("captions" in text["en"]) == (status != "approved")


def test_a_stand_in_says_so(layout: Layout, make_episode: Make) -> None:
    episode = make_episode(story_with(layout, stand_in=True), status="approved")
    assert episode.stand_in
    assert codes(episode) == [("stand_in", None)]


def test_a_language_without_a_track_is_a_notice(layout: Layout, make_episode: Make) -> None:
    episode = make_episode(story_with(layout), langs=("ca",), status="approved")
    assert [s.language for s in episode.sources] == [None, "ca"]
    assert codes(episode) == [("missing_track", "en")]
    assert episode.notices[0].text == {
        "ca": "Encara no hi ha subtítols en anglès.",
        "en": "There are no captions in English yet.",
    }


@pytest.mark.parametrize("langs", [(), ("ca", "en")])
def test_a_video_without_sound_offers_no_tracks(
    layout: Layout, make_episode: Make, silent: MediaInfo, langs: tuple[str, ...]
) -> None:
    """A build makes a track of each language all the same, with nothing in it."""
    settings = settings_with(renditions=[{"name": "tall", "shape": "9:16"}])
    episode = make_episode(story_with(layout), langs=langs, use=silent, cues=(), status="approved", series=settings)
    assert (episode.tracks, episode.transcripts, episode.metadata_track) == ((), (), None)
    assert ([one.kind for one in episode.renditions], episode.alternatives) == (["clean"], ())
    assert (episode.status, codes(episode)) == ("approved", [("no_audio", None)])
    assert episode.accessibility and episode.accessibility.features == ()
    assert not episode.has_speech


def test_a_track_that_says_nothing_waits_for_people(layout: Layout, make_episode: Make, silent: MediaInfo) -> None:
    episode = make_episode(story_with(layout), use=silent, cues=())
    assert (episode.tracks, episode.status, codes(episode)) == ((), "draft", [("draft", None), ("no_audio", None)])
    assert episode.review and episode.review.waiting == ("ca", "en")
    assert episode.notices[0].text == {
        "ca": "Esborrany: cap persona no ha confirmat encara que no hi hagi res per subtitular en català i anglès.",
        "en": "Draft: no person has confirmed yet that there is nothing to caption in Catalan and English.",
    }


def test_a_video_without_speech_needs_no_tracks(layout: Layout, make_episode: Make) -> None:
    for langs in ((), ("ca", "en")):
        episode = make_episode(story_with(layout), langs=langs, cues=(), has_speech=False, status="approved")
        assert (episode.status, codes(episode)) == ("approved", [("no_speech", None)])


def test_a_sound_told_in_one_language_is_offered_in_that(
    layout: Layout, make_episode: Make, settings: Settings, media: MediaInfo
) -> None:
    story = story_with(layout)
    make_episode(story)
    music = Track("ca", (Cue(0, 1000, "(Música)"),), "captions", {})
    tracks = [PublishedTrack(music, "approved"), PublishedTrack(Track("en", (), "subtitles", {}), "draft")]
    episode = build_episode(story, settings, media, tracks, poster_size=None, has_speech=False)
    assert [track.language for track in episode.tracks] == [one.language for one in episode.transcripts] == ["ca"]
    assert [source.language for source in episode.sources] == [None, "ca"]
    assert codes(episode) == [("draft", None), ("no_speech", None)]
    assert episode.notices[0].text["en"].endswith("nothing to caption in English.")


@pytest.mark.parametrize("langs", [(), ("ca", "en")])
def test_speech_without_any_captions_is_a_draft(layout: Layout, make_episode: Make, langs: tuple[str, ...]) -> None:
    episode = make_episode(story_with(layout), langs=langs, cues=(), status="approved")
    assert episode.status == "draft"
    assert codes(episode) == [("draft", None), ("missing_track", "ca"), ("missing_track", "en")]


def test_a_burned_file_that_is_missing_or_left_over_is_not_listed(layout: Layout, make_episode: Make) -> None:
    story = story_with(layout)
    make_episode(story)  # leaves video.en.mp4 behind
    assert [s.language for s in make_episode(story, langs=("ca",)).sources] == [None, "ca"]


def test_the_alternative_text_of_the_poster_has_a_default(layout: Layout, make_episode: Make) -> None:
    poster = make_episode(story_with(layout)).poster
    assert poster and poster.alt == {
        "ca": "Imatge del vídeo «En Joel»",
        "en": "Picture from the video “Joel”",
    }


def test_a_missing_file_is_an_error_with_its_name(
    layout: Layout, make_episode: Make, settings: Settings, media: MediaInfo
) -> None:
    story = story_with(layout)
    make_episode(story)
    tracks = [PublishedTrack(Track("ca", (Cue(0, 1000, "Bon dia."),)), "draft")]
    paths = story.paths
    for path in (paths.poster, paths.vtt("ca"), paths.published_srt("ca"), paths.video):
        content = path.read_bytes()
        path.unlink()
        with pytest.raises(RenderError, match=rf"{path.name} is missing"):
            build_episode(story, settings, media, tracks, poster_size=(96, 54))
        path.write_bytes(content)
