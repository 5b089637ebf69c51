"""`veus describe`: where there is room to tell what is seen, how many words fit, and a file to write them in.

What is told, a person writes: the file has a place for each passage, marked ✎, and nothing of it is ever spoken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.build.last_build import known_media_info, known_shot_changes, known_transcript
from pipeline.cues import Cue
from pipeline.description.description_places import DescriptionPlace, description_places, voices_in
from pipeline.description.passages import is_unwritten, passages, placeholder
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.review.history import MACHINE, Why
from pipeline.review.track_file import TrackFile

#: ms of silence that are left before a voice begins again.
LEAD_MS = 200


@dataclass(frozen=True, slots=True)
class DescribedPlace:
    """A pause, and how many passages of the description begin in it."""

    place: DescriptionPlace
    told: int

    def as_dict(self) -> dict[str, Any]:
        return self.place.as_dict() | {"told": self.told}


@dataclass(frozen=True, slots=True)
class DescribeReport:
    """file: of the description. there: whether somebody has begun it; written: whether it was begun just now, which it
    is not where there is no place to write in. passages:
    how many are told, outside: how many of them in no pause of the list, as short ones and those are for which the film
    waits. unwritten: how many places are left to be written."""

    story: str
    lang: str
    file: Path
    there: bool
    written: bool
    places: tuple[DescribedPlace, ...]
    passages: int
    outside: int
    unwritten: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "story": self.story,
            "lang": self.lang,
            "file": str(self.file),
            "there": self.there,
            "written": self.written,
            "places": [one.as_dict() for one in self.places],
            "passages": self.passages,
            "outside": self.outside,
            "unwritten": self.unwritten,
        }


def describe(track: TrackFile, *, write: bool = False) -> DescribeReport:
    """The pauses of a film, for its description `track`. write: begins its file, where there is none, with a place for
    each; an empty one would say that somebody has described the film.

    Raises StoryError where no build has heard the story, or (write) the file is there already; SubtitleError,
    BusyError, OSError.
    """
    places, text = _places(track.paths, track.story.slug), track.read()
    if write:
        if text is not None:
            raise StoryError(
                tr("this file is there already, and is left as it is."),
                where=track.path,
                remedy=tr("Write in it, or in the review page: veus review {story}", story=track.story.slug),
            )
        if places:
            track.save(_to_write(places, track.lang), None, track.reason(Why.MACHINE, MACHINE))
            text = track.text()
    cues = text.cues if text else ()
    told = passages(cues)
    counted = tuple(DescribedPlace(place, sum(place.has(one.start) for one in told)) for place in places)
    return DescribeReport(
        story=track.story.slug,
        lang=track.lang,
        file=track.path,
        there=text is not None,
        written=write and bool(places),
        places=counted,
        passages=len(told),
        outside=len(told) - sum(one.told for one in counted),
        unwritten=sum(is_unwritten(cue.text) for cue in cues),
    )


def _places(paths: StoryLayout, slug: str) -> list[DescriptionPlace]:
    facts, heard = known_media_info(paths), known_transcript(paths)
    if facts is None or heard is None:
        raise StoryError(
            tr("nobody knows yet where this story has pauses."),
            where=paths.source,
            remedy=tr("Build it first: veus build {story}", story=slug),
        )
    return description_places(voices_in(heard), facts.duration_ms, known_shot_changes(paths) or ())


def _to_write(places: Sequence[DescriptionPlace], lang: str) -> list[Cue]:
    """A cue for each pause, as long as that has room."""
    return [Cue(one.start, one.end - LEAD_MS, placeholder(one.end - LEAD_MS - one.start, lang)) for one in places]
