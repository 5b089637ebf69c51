"""A story at a glance: how far each language is, what is public, and what waits for whom.

Little is read – story.toml, captions, review.json, a few small records – so that fifty stories are looked at in a
fraction of a second. `build/story_status.py` and `publish/ready.py` have the last word: they read the footage, and what
was made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pipeline.build.footage import glimpsed_sha256
from pipeline.build.in_step import in_step
from pipeline.build.proof import hashes_made, story_version
from pipeline.build.status_line import Made
from pipeline.build.story_status import made_of, published
from pipeline.cues import TrackStatus
from pipeline.errors import StoryError, VeusError
from pipeline.project.consent import against
from pipeline.project.series import Series
from pipeline.project.story import Story, find_footage
from pipeline.publish.placeholders import MARK
from pipeline.publish.sent_parts import parts_of
from pipeline.review.approval import state_of
from pipeline.review.track_file import TrackFile
from pipeline.review.withdrawal import Withdrawal, sent_to, standing
from pipeline.site.manifest import load_episode

#: What is to be done next. write: texts; footage: it is missing; consent: it is missing or ended; build: the machine
#: has to make captions; mend: captions that cannot be read; hear: captions are to be heard, corrected and approved;
#: publish: all is approved and not public yet; again: what is public is older than what was approved.
Task = Literal["write", "footage", "consent", "build", "mend", "hear", "publish", "again"]

#: Who does it.
WHO: dict[Task, Literal["editors", "machine", "reviewers", "publishers"]] = {
    "write": "editors",
    "footage": "editors",
    "consent": "editors",
    "build": "machine",
    "mend": "reviewers",
    "hear": "reviewers",
    "publish": "publishers",
    "again": "publishers",
}


@dataclass(frozen=True, slots=True)
class TrackGlance:
    """One track, by its name. open: places that wait for a person's look. public: see `status.published`. broken:
    whether it cannot be read."""

    name: str
    status: TrackStatus | None
    open: int
    public: Made
    broken: bool = False


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """track: the name of the one that it is about, or "" for the story. open: as in TrackGlance."""

    task: Task
    track: str = ""
    open: int = 0


@dataclass(frozen=True, slots=True)
class StoryGlance:
    """public: whether the places that it was published to have it as it is now; "no" where there are none."""

    story: Story
    tracks: tuple[TrackGlance, ...]
    public: Made
    withdrawal: Withdrawal | None
    waits: tuple[WaitingTask, ...]


def glance(series: Series, story: Story, today: date) -> StoryGlance:
    """A story as it is now; an approval counts without a look at the footage, which may be hours of video. Raises
    StoryError, SubtitleError, BusyError, OSError."""
    files = TrackFile.every(series, story)
    tracks = tuple(map(_track, files))
    withdrawal = standing(story)
    public = _public(series, story, tracks)
    waits = [] if withdrawal else _waits(story, tracks, today, _behind(files))
    if not (withdrawal or waits) and public != "yes":
        made = all(made_of(track) in ("yes", "–") for track in files) and _pages_of_now(story)
        waits = [WaitingTask("build" if not made else "again" if public == "stale" else "publish")]
    return StoryGlance(story, tracks, public, withdrawal, tuple(waits))


def _track(track: TrackFile) -> TrackGlance:
    def about() -> str:
        known = glimpsed_sha256(track.story)
        return track.review().approvals[track.name].footage_sha256 if known is None else track.bound_to(known)

    state = state_of(track.paths, track.name, about)
    broken = state.status == "edited" and not _readable(track)
    return TrackGlance(track.name, state.status, len(track.open_items()), published(track), broken)


def _readable(track: TrackFile) -> bool:
    text = track.read()
    return text is None or text.readable is not None


def _public(series: Series, story: Story, tracks: tuple[TrackGlance, ...]) -> Made:
    places = sent_to(story.paths).values()
    if not places:
        return "no"
    if not all(track.public == "yes" for track in tracks):
        return "stale"
    now = parts_of(series, story)
    return "yes" if all(parts == now for parts in places) else "stale"


def _pages_of_now(story: Story) -> bool:
    """Whether what was built was built after the last approval, as pages tell of it, of story.toml as it is, and with
    what people have laid beside captions, as far as names tell. Raises StoryError, OSError."""
    review, made = load_episode(story.paths.episode).review, hashes_made(story)
    approved = review is not None and review.status == "approved"
    offered = {name for name in made if name.startswith(("description.", "sign."))}
    beside = {path.stem for kind in ("description.*.srt", "sign.*.mp4") for path in story.paths.source.glob(kind)}
    return approved and offered == beside and made.get("story") == story_version(story.info)


def _behind(tracks: Sequence[TrackFile]) -> set[str]:
    """The names of translations that the next build makes anew, in part, because a person has changed since what is
    translated. Raises SubtitleError, OSError."""
    spoken = tracks[0].story.info.spoken
    sources = [track for track in tracks if track.name in spoken and _corrected(track)]
    return {
        track.name
        for track in tracks
        if any(source is not track for source in sources) and track.path.is_file() and not _known_in_step(track)
    }


def _corrected(track: TrackFile) -> bool:
    """Whether a person has written it since it was built last."""
    return track.belongs_to_person() and _readable(track) and made_of(track) != "yes"


def _known_in_step(track: TrackFile) -> bool:
    try:
        return in_step(track)
    except (VeusError, OSError, ValueError):  # no build has left what that is told by
        return True


def _waits(story: Story, tracks: tuple[TrackGlance, ...], today: date, behind: set[str]) -> list[WaitingTask]:
    """All that stands before a publication. behind: see `_behind`. Nobody is to hear what will be another, and
    nothing is built anew before the speech has been heard."""
    found: list[WaitingTask] = []
    if MARK in story.info.model_dump_json():
        found.append(WaitingTask("write"))
    if not _has_footage(story):
        found.append(WaitingTask("footage"))
    if against(story.info.consent, today):
        found.append(WaitingTask("consent"))
    unheard = [track for track in tracks if track.status in ("draft", "edited") and track.name not in behind]
    heard = story.info.spoken[0] not in {track.name for track in unheard}
    if other := glimpsed_sha256(story) == "":  # nobody knows yet what is said in it
        unheard = []
    if other or any(track.status is None for track in tracks) or (behind and heard):
        found.append(WaitingTask("build"))
    return found + [WaitingTask("mend" if track.broken else "hear", track.name, track.open) for track in unheard]


def _has_footage(story: Story) -> bool:
    try:
        return bool(find_footage(story))
    except StoryError:
        return False
