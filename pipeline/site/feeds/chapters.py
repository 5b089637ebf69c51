"""Chapters of a video: as people name them in story.toml, or as the transcript divides the speech.

Sources: W3C WebVTT §1.5 (chapters are cues whose text is a title); YouTube Help, "Video chapters" (at least three, none
under 10 s – shorter ones are a burden, not a help).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.captions.sound_cues import is_song, is_sound
from pipeline.cues import Cue, Track
from pipeline.errors import StoryError
from pipeline.project.story import Story
from pipeline.site.page_words import sentence
from pipeline.site.paragraphs import Paragraph
from pipeline.subtitles.vtt import to_vtt

SHORTEST_MS = 12_000
FEWEST = 3
TITLE = 48  # characters: one line of a list on a telephone


@dataclass(frozen=True, slots=True)
class Chapter:
    """start, end: ms. title: by language."""

    start: int
    end: int
    title: Mapping[str, str]


def chapter_starts(story: Story, said: Mapping[str, Sequence[Paragraph]]) -> list[int]:
    """Where chapters begin (ms); none where the speech is too short to need any.

    said: the transcript in the language of each track; people's own chapters count, where there are any.
    """
    if story.info.chapters:
        return [mark.start for mark in story.info.chapters]
    return _divide(next((words for lang in (*story.info.spoken, *said) if (words := _words(said.get(lang, ())))), []))


def find_chapters(
    story: Story, said: Mapping[str, Sequence[Paragraph]], langs: Sequence[str], duration: int
) -> tuple[Chapter, ...]:
    """The chapters of a video of `duration` ms, with titles in `langs`.

    Raises StoryError for a chapter after the end of the video.
    """
    marks = story.info.chapters
    if late := [mark for mark in marks if mark.start >= duration]:
        raise StoryError(
            f'the chapter "{late[0].title.ca}" begins after the end of the video.',
            where=story.paths.story_file,
            remedy="Correct its start.",
        )
    starts = chapter_starts(story, said)
    if marks:
        titles = [{lang: mark.title[lang] for lang in langs} for mark in marks]
    else:
        numbered = list(enumerate(starts, 1))
        titles = [
            {lang: _title(_words(said.get(lang, ())), at, number, lang) for lang in langs} for number, at in numbered
        ]
    return tuple(map(Chapter, starts, [*starts[1:], duration], titles))


def chapters_vtt(chapters: Sequence[Chapter], lang: str) -> str:
    """The chapters as a WebVTT file for `<track kind="chapters">`."""
    return to_vtt(Track(lang, tuple(Cue(item.start, item.end, item.title[lang]) for item in chapters)))


def _words(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Those in which somebody speaks: a chapter doesn't begin at a sound, nor is it called one."""
    return [paragraph for paragraph in paragraphs if not (is_sound(paragraph.text) or is_song(paragraph.text))]


def _divide(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Where chapters begin (ms): after the longest pauses that leave none shorter than SHORTEST_MS."""
    if not paragraphs:
        return []
    until = list(accumulate((paragraph.end for paragraph in paragraphs), max))  # a sign may end before the speech does
    pauses = [(end - after.start, after.start) for end, after in zip(until, paragraphs[1:], strict=False)]
    chosen = [0, until[-1]]
    for _, start in sorted(pause for pause in pauses if pause[0] <= 0):
        if all(abs(start - other) >= SHORTEST_MS for other in chosen):
            chosen.append(start)
    return sorted(chosen)[:-1] if len(chosen) > FEWEST else []


def _title(paragraphs: Sequence[Paragraph], start: int, number: int, lang: str) -> str:
    """The first words said from about `start` on; "Part 2" where none begin there in that language."""
    near = min(paragraphs, key=lambda paragraph: abs(paragraph.start - start), default=None)
    if near is None or (number > 1 and abs(near.start - start) >= SHORTEST_MS // 2):
        return sentence("chapter.part", lang, number=number)
    return _shortened(" ".join(near.text.split()).lstrip("—–- ")) or sentence("chapter.part", lang, number=number)


def _shortened(text: str) -> str:
    if len(text) <= TITLE:
        return text
    return text[:TITLE].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"
