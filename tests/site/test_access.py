"""What is said of accessibility and review is true of the files, in the words of the vocabulary and in sentences."""

from __future__ import annotations

import getpass
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from publish_helpers import APPROVAL, WHOLE, Make, both, settings_with, story_with

from pipeline.cues import Cue, Track
from pipeline.media.media_info import MediaInfo
from pipeline.project.layout import Layout
from pipeline.site.access_parts import DescriptionInfo, ExtendedClip
from pipeline.site.contract import Episode, Manifest
from pipeline.site.episode import build_episode
from pipeline.site.feeds.access import accessibility, known_of
from pipeline.site.finished_descriptions import PublishedDescription
from pipeline.site.finished_files import PublishedTrack
from pipeline.site.parts import FileInfo

LABELLED = (Cue(0, 1000, "JOEL: Bon dia."), Cue(1000, 2000, "(música)", sound=True))


def summary(episode: Episode, lang: str) -> str:
    assert episode.accessibility
    return episode.accessibility.summary[lang]


def test_reviewed_is_only_what_was_heard(layout: Layout, make_episode: Make) -> None:
    unheard = APPROVAL.model_copy(update={"heard": False})
    episode = make_episode(story_with(layout), status="approved", approval=unheard)
    assert summary(episode, "en").endswith("by listening to the whole video: they may contain mistakes.")
    assert summary(episode, "ca").endswith("ningú no els ha comprovat escoltant el vídeo sencer: poden tenir errors.")


def test_a_whole_story(layout: Layout, make_episode: Make) -> None:
    episode = make_episode(story_with(layout), status="approved", approval=APPROVAL, cues=LABELLED)
    assert episode.accessibility
    assert episode.accessibility.features == ("closedCaptions", "transcript")
    assert (episode.accessibility.modes, episode.accessibility.hazards) == (("auditory", "visual"), ("unknown",))
    assert summary(episode, "en") == (
        "The video is spoken in Catalan. It has captions in Catalan. It has subtitles in English. "
        "The captions also tell of the sounds. The captions say who is speaking. "
        "The words can also be read, in Catalan and English. "
        "There is a copy with the captions in the picture, in Catalan. It has no audio description. "
        "People have checked and approved the captions."
    )
    assert summary(episode, "ca") == (
        "Al vídeo es parla en català. Té subtítols de la parla, en català. "
        "Té subtítols traduïts: anglès. Els subtítols també expliquen els sons. Els subtítols diuen qui parla. "
        "El que s’hi diu també es pot llegir, en català i anglès. "
        "N’hi ha una còpia amb els subtítols dins la imatge, en català. No té audiodescripció. "
        "Els subtítols els han revisat i aprovat persones."
    )


def test_subtitles_are_not_claimed_to_be_captions(layout: Layout, make_episode: Make) -> None:
    episode = make_episode(story_with(layout, spoken=["es"]))
    assert episode.accessibility and episode.accessibility.features == ("transcript",)
    assert "captions in Spanish" not in summary(episode, "en") and "subtitles in Catalan" in summary(episode, "en")


def test_silence_and_drafts_are_told(layout: Layout, make_episode: Make, silent: MediaInfo) -> None:
    mute = make_episode(story_with(layout), cues=(), use=silent)
    assert summary(mute, "en") == "The video has no sound. It has no audio description."
    assert mute.accessibility and mute.accessibility.modes == ("visual",)
    quiet = make_episode(story_with(layout), cues=(), has_speech=False)
    assert summary(quiet, "en") == "Nobody speaks in the video. It has no audio description." and quiet.speakers == ()
    for langs in ((), ("ca", "en")):
        bare = make_episode(story_with(layout), langs=langs, cues=())
        assert "It has no captions yet." in summary(bare, "en")
    draft = make_episode(story_with(layout))
    assert summary(draft, "en").endswith("Some captions have not been checked by a person yet.")


def test_captions_of_sounds_alone_are_no_captions_of_speech(layout: Layout, make_episode: Make) -> None:
    story, music = story_with(layout), (Cue(0, 1000, "(Música)"),)
    episode = make_episode(story, langs=("ca",), cues=music, has_speech=False, status="approved", approval=APPROVAL)
    assert summary(episode, "ca") == (
        "Al vídeo no hi parla ningú. Té subtítols en català. Els subtítols també expliquen els sons. "
        "N’hi ha una còpia amb els subtítols dins la imatge, en català. No té audiodescripció. "
        "Els subtítols els han revisat i aprovat persones."
    )
    assert episode.accessibility and episode.accessibility.features == ("closedCaptions", "transcript")


def described(layout: Layout, cues: tuple[Cue, ...], film: MediaInfo) -> Episode:
    """A story with tracks in Catalan and English, whose pictures are described in writing, in Catalan alone."""
    story, settings = story_with(layout), settings_with()
    tracks = [PublishedTrack(Track(lang, cues, story.kind_of(lang), {}), "approved") for lang in ("ca", "en")]
    story.paths.description_vtt("ca").write_text("WEBVTT\n", "utf-8")
    seen = PublishedDescription("ca", "approved", None, False, False, ())
    return build_episode(story, settings, film, tracks, poster_size=None, descriptions=[seen])


#: How it is told, and whether a machine says so: in Catalan, in English; → what is said of that.
HEARD: list[tuple[tuple[bool, bool], tuple[bool, bool], list[str]]] = [
    ((False, False), (False, False), []),
    (
        (True, True),
        (True, True),
        ["In places the video waits while it is described.", "A synthetic voice speaks the description."],
    ),
    ((False, True), (False, False), ["A synthetic voice speaks the description in Catalan."]),
    (
        (True, False),
        (False, True),
        [
            "In places the video waits while it is described in Catalan.",
            "A synthetic voice speaks the description in English.",
        ],
    ),
]


@pytest.mark.parametrize(("catalan", "english", "said"), HEARD)
def test_what_is_so_of_one_description_is_not_said_of_all(
    layout: Layout, catalan: tuple[bool, bool], english: tuple[bool, bool], said: list[str]
) -> None:
    file = FileInfo(url="joel/d", type="audio/mp4", bytes=9, sha256="0" * 64)
    clip = ExtendedClip(start_ms=1, duration_ms=1, **file.model_dump())
    told = [
        DescriptionInfo(
            language=lang, label=lang, url="joel/d.vtt", bytes=9, sha256="0" * 64, video=file, sound=file,
            extended=(clip,) if waits else (), synthetic=synthetic, status="approved",
        )
        for lang, (waits, synthetic) in (("ca", catalan), ("en", english))
    ]  # fmt: skip
    info = story_with(layout).info
    known = known_of(info, (), burned=(), speech=None, chapters=False, approved=True, heard=True, described=told)
    points = [point["en"] for point in accessibility(known).points]
    assert points[points.index("It has audio description in Catalan and English.") + 1 :] == said
    assert len(accessibility(known).points) == len({point["ca"] for point in accessibility(known).points})


def test_a_transcript_that_tells_what_is_seen_is_named(layout: Layout, make_episode: Make, media: MediaInfo) -> None:
    """Only that of a language in which somebody has described it, and only where it stands alone."""
    make_episode(story_with(layout))
    told = described(layout, LABELLED, media)
    assert "On a page of its own, the transcript in Catalan also tells what is seen." in summary(told, "en")
    assert "En una pàgina pròpia, la transcripció en català també explica el que es veu." in summary(told, "ca")


def test_what_is_seen_in_a_silent_video_can_be_read(layout: Layout, make_episode: Make, silent: MediaInfo) -> None:
    make_episode(story_with(layout), cues=(), use=silent)
    told = described(layout, (), silent)
    assert (told.tracks, [one.language for one in told.transcripts]) == ((), ["ca"])
    assert "the transcript in Catalan also tells what is seen" in summary(told, "en")
    assert told.accessibility and told.accessibility.features == ("transcript",)


def test_speakers_are_those_who_are_heard(layout: Layout, make_episode: Make) -> None:
    people = [{"name": "Joel", "role": both("hortolà", "gardener")}, {"name": "Anna", "speaks": False}]
    episode = make_episode(story_with(layout, people=people))
    assert [person.name for person in episode.speakers] == ["Joel"]
    assert [person.name for person in episode.people] == ["Joel", "Anna"]


def test_the_review_says_who_is_waited_for(layout: Layout, make_episode: Make) -> None:
    draft = make_episode(story_with(layout)).review
    assert draft and (draft.status, draft.approved_at, draft.waiting) == ("draft", None, ("ca", "en"))
    done = make_episode(story_with(layout), status="approved", approval=APPROVAL).review
    assert done and (done.status, done.approved_at, done.waiting) == ("approved", APPROVAL.when, ())
    assert done.approvals == {"ca": APPROVAL, "en": APPROVAL}


def test_renditions_are_offers_to_people(layout: Layout, make_episode: Make) -> None:
    episode = make_episode(story_with(layout))
    assert [(item.url, item.filename, item.label["en"]) for item in episode.renditions] == [
        ("joel/video.mp4", "joel.mp4", "Video without captions in the picture"),
        ("joel/video.ca.mp4", "joel.ca.mp4", "Video with Catalan captions in the picture"),
        ("joel/video.en.mp4", "joel.en.mp4", "Video with English subtitles in the picture"),
    ]


def test_sections_link_stories_to_programmes(public: Manifest) -> None:
    (section,) = public.series.sections
    assert section.paragraphs == {
        "ca": ("Un paràgraf de dues línies.", "I un altre."),
        "en": ("One paragraph of two lines.", "And another."),
    }
    assert (section.episodes, section.links[0].label["en"]) == (("joel",), "The programme")


def test_nothing_written_names_this_machine(layout: Layout, make_site: Callable[..., Manifest], tmp_path: Path) -> None:
    secret = {"model": str(tmp_path / "models"), "note": f"heard by {tmp_path}/engine"}
    make_site(settings_with(**WHOLE), status="approved", approval=APPROVAL, provenance=secret)
    names = {str(tmp_path), str(Path.home()), tmp_path.name, socket.gethostname()}
    names |= {getpass.getuser()} - {"root"}  # a word of its own in any text
    kinds = {".json", ".jsonld", ".xml", ".html", ".txt", ".vtt", ".srt"}
    files = [path for path in layout.output.rglob("*") if path.suffix in kinds]
    assert {path.suffix for path in files} == kinds
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not [name for name in names if len(name) > 3 and re.search(rf"\b{re.escape(name)}\b", text)], path
