"""Where chapters could begin, for people: they name them in story.toml, or want none (`chapters = []`).

The pauses of the speech say where; the words said there are only a hint at what a title could be. Titles are marked as
still to be written, so that nothing is published without them. Source: YouTube Help, "Video chapters" (at least three,
none under 10 s – shorter ones are a burden, not a help).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from pipeline.captions.sound_cues import is_song, is_sound
from pipeline.cues import Cue, Word
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.publish.placeholders import MARK
from pipeline.review.track_file import TrackFile
from pipeline.site.page_words import clock
from pipeline.site.paragraphs import Paragraph, paragraphs
from pipeline.terminal import one_line

SHORTEST_MS = 12_000
FEWEST = 3
HINT = 48  # characters: one line of a list on a telephone


@dataclass(frozen=True, slots=True)
class ProposedChapter:
    """start: ms. hint: the first words said there, whole."""

    start: int
    hint: str


def offer(track: TrackFile, cues: Sequence[Cue], words: Sequence[Word], whole: bool) -> str:
    """What to say of the chapters of a track's story; "" where there is nothing to say: it has some, people want none,
    it needs none, or the track is not that of the speech. words: as heard. whole: with the text for story.toml.
    """
    story = track.story
    if track.describes or "chapters" in story.info.model_fields_set or track.lang != story.info.spoken[0]:
        return ""
    proposed = propose(paragraphs(cues, lang=track.lang, heard=words))
    if not proposed:
        return ""
    file = f"{story.paths.source.name}/{story.paths.story_file.name}"
    if not whole:
        return tr(
            "no chapters: nobody has named any. `veus check {story}` proposes {number}.",
            story=story.slug,
            number=len(proposed),
        )
    return tr(
        "no chapters: nobody has named any. At the end of {file} these lines make some, once you "
        "have written their titles; `chapters = []` above its first table says that none are "
        "wanted.\n{lines}",
        file=file,
        lines=as_toml(proposed),
    )


def propose(said: Sequence[Paragraph]) -> list[ProposedChapter]:
    """Chapters after the longest pauses that leave none shorter than SHORTEST_MS; none where that leaves fewer than
    FEWEST. said: the transcript, by start. None begins at a sound.
    """
    words = [paragraph for paragraph in said if not (is_sound(paragraph.text) or is_song(paragraph.text))]
    if not words:
        return []
    until = list(accumulate((paragraph.end for paragraph in words), max))  # a sign may end before the speech does
    pauses = [(end - after.start, after.start) for end, after in zip(until, words[1:], strict=False)]
    chosen = [0, until[-1]]
    for _, start in sorted(pause for pause in pauses if pause[0] <= 0):
        if all(abs(start - other) >= SHORTEST_MS for other in chosen):
            chosen.append(start)
    starts = sorted(chosen)[:-1]
    if len(starts) < FEWEST:
        return []
    return [ProposedChapter(start, _hint(_nearest(words, start).text)) for start in starts]


def _nearest(words: Sequence[Paragraph], at: int) -> Paragraph:
    """What is said next to a moment (ms)."""
    return min(words, key=lambda one: abs(one.start - at))


def as_toml(proposed: Sequence[ProposedChapter]) -> str:
    """What is put at the end of story.toml, with titles still to be written."""
    titles = ", ".join(f'{lang} = "{MARK}"' for lang in PAGE_LANGUAGES)
    return "\n".join(
        f'[[chapters]]  # {one.hint}\nstart = "{clock(one.start)}"\ntitle = {{ {titles} }}' for one in proposed
    )


def _hint(text: str) -> str:
    words = one_line(" ".join(text.split())).lstrip("—–- ")
    if len(words) <= HINT:
        return words
    return words[:HINT].rsplit(" ", 1)[0].rstrip(" ,;:.–—-") + "…"
