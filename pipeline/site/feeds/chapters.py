"""Chapters of a video, as people name them in story.toml. There are no others: what a machine cuts out of a transcript
is no title (`pipeline.actions.chapter_proposal` offers places to people).

Source: W3C WebVTT §1.5 (chapters are cues whose text is a title).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.cues import Cue, Track
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.project.story import Story
from pipeline.subtitles.vtt import to_vtt


@dataclass(frozen=True, slots=True)
class Chapter:
    """start, end: ms. title: by language."""

    start: int
    end: int
    title: Mapping[str, str]


def find_chapters(story: Story, langs: Sequence[str], duration: int) -> tuple[Chapter, ...]:
    """The chapters of a video of `duration` ms, with titles in `langs`.

    Raises StoryError for a chapter after the end of the video.
    """
    marks = story.info.chapters
    if late := [mark for mark in marks if mark.start >= duration]:
        raise StoryError(
            tr('the chapter "{title}" begins after the end of the video.', title=late[0].title.ca),
            where=story.paths.story_file,
            remedy=tr("Correct its start."),
        )
    ends = [*(mark.start for mark in marks[1:]), duration]
    titles = [{lang: mark.title[lang] for lang in langs} for mark in marks]
    return tuple(map(Chapter, (mark.start for mark in marks), ends, titles))


def chapters_vtt(chapters: Sequence[Chapter], lang: str) -> str:
    """The chapters as a WebVTT file for `<track kind="chapters">`."""
    return to_vtt(Track(lang, tuple(Cue(item.start, item.end, item.title[lang]) for item in chapters)))
