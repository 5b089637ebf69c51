"""What people are offered of an episode, and what people said of it."""

from __future__ import annotations

import pytest
from publish_helpers import APPROVAL, Make, story_with

from pipeline.cues import TrackStatus
from pipeline.project.layout import Layout
from pipeline.project.renditions import RenditionSettings
from pipeline.site.access_parts import DescriptionInfo
from pipeline.site.contract import ApprovalInfo
from pipeline.site.feeds.offers import alternative, renditions, review

FILE = {
    "url": "joel/video.ca.x.mp4", "type": "video/mp4", "bytes": 9, "sha256": "0" * 64, "width": 9, "height": 16,
    "duration_ms": 1000,
}  # fmt: skip


#: Tracks that somebody has approved.
BOTH: dict[str, tuple[TrackStatus, ApprovalInfo | None]] = {"ca": ("approved", APPROVAL), "en": ("approved", APPROVAL)}


def test_the_last_approval_counts_by_the_clock_of_the_world() -> None:
    earlier = ApprovalInfo(when="2021-07-22T11:00:00+05:00", role=None, by=None)
    assert review("approved", BOTH | {"en": ("approved", earlier)}).approved_at == APPROVAL.when


def test_a_draft_was_approved_at_no_moment_whoever_has_approved_a_track() -> None:
    found = review("draft", BOTH | {"en": ("draft", None)})
    assert (found.approved_at, found.approvals, found.waiting) == (None, {"ca": APPROVAL}, ("en",))


def test_it_was_heard_where_every_approval_says_so() -> None:
    found = [review(status, one).heard for status, one in (("approved", BOTH), ("draft", BOTH), ("approved", {}))]
    assert found == [True, False, False]
    unheard = APPROVAL.model_copy(update={"heard": False})
    assert not review("approved", BOTH | {"en": ("approved", unheard)}).heard


def test_a_description_is_waited_for_as_a_track_is() -> None:
    known = {"url": "joel/d.vtt", "bytes": 9, "sha256": "0" * 64, "video": None, "sound": None, "extended": ()}
    told = [
        DescriptionInfo(language=lang, label=lang, synthetic=False, status=status, **known)
        for lang, status in (("ca", "edited"), ("en", "approved"))
    ]
    found = review("draft", BOTH, told)
    assert (found.approved_at, found.waiting, found.waiting_descriptions) == (None, (), ("ca",))


def test_each_video_has_words_for_people_and_a_name_to_save_it_under(layout: Layout, make_episode: Make) -> None:
    episode = make_episode(story_with(layout))
    found = renditions("joel", episode.sources, episode.tracks)
    assert [(one.filename, one.label["en"]) for one in found] == [
        ("joel.mp4", "Video without captions in the picture"),
        ("joel.ca.mp4", "Video with Catalan captions in the picture"),
        ("joel.en.mp4", "Video with English subtitles in the picture"),
    ]


@pytest.mark.parametrize(
    ("wanted", "commas"),
    [({}, 0), ({"shape": "9:16"}, 1), ({"shape": "1:1", "codec": "av1"}, 2), ({"codec": "hevc", "cards": True}, 2)],
)
def test_what_is_special_of_a_rendition_is_said(wanted: dict[str, object], commas: int) -> None:
    made = alternative("joel", RenditionSettings.model_validate({"name": "x"} | wanted), "ca", "captions", FILE)
    assert made.filename == "joel.ca.x.mp4" and made.label["ca"] != made.label["en"]
    assert made.label["en"].startswith("Video with Catalan captions in the picture")
    assert {label.count(", ") for label in made.label.values()} == {commas}
