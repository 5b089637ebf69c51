"""Who says each line of a track, and which of its words are in another language.

A file that people edit has no place for either. Both come back by laying the track beside the words as heard: at the
time of writing pages and WebVTT, and never kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.captions.align import heard_words
from pipeline.captions.speaker_labels import has_two_speakers, speaker_in
from pipeline.cues import Cue, Lang, Word

#: Words kept in another language: so many agree with what was heard, they are this share of the words from the first to
#: the last of them, and that share of what nobody heard otherwise around them. A translation between sister languages
#: shares words with what it translates, but never so many.
KEPT_WORDS, KEPT_WITHIN, KEPT_AROUND = 3, 0.75, 0.5


@dataclass(frozen=True, slots=True)
class LangSpan:
    """Words with the spaces between them. lang: their language, where it is not the track's."""

    text: str
    lang: Lang | None = None


@dataclass(frozen=True, slots=True)
class CueLine:
    """One line of a cue. speaker: the name of who says it, where that is known."""

    speaker: str | None
    spans: tuple[LangSpan, ...]


def told(
    cues: Sequence[Cue], lang: Lang, heard: Sequence[Word] = (), names: Mapping[str, str] | None = None
) -> list[tuple[CueLine, ...]]:
    """By cue, its lines, with all their words in order; blank lines are left out.

    cues: of a track in `lang`, ordered by start. heard: the words as heard, ordered by start. names: what their
    speakers are called. A speaker is known by the cue, by a label in the text, or by the voice heard in its words, or
    else under it. Sounds are nobody's, and in no language.
    """
    result, voices = [], _Voices(heard, names or {})
    for cue, found in zip(cues, _found(cues, heard), strict=True):
        langs = _foreign(found, lang)
        rows = [line.strip() for line in cue.lines if line.strip()]
        speakers = [None] * len(rows) if cue.sound else voices.speakers(cue, rows, found)
        lines, done = [], 0
        for row, speaker in zip(rows, speakers, strict=True):
            count = len(row.split())
            lines.append(CueLine(speaker, _stretches(row, langs[done : done + count])))
            done += count
        result.append(tuple(lines))
    return result


def foreign_words(cues: Sequence[Cue], lang: Lang, heard: Sequence[Word]) -> list[list[Lang | None]]:
    """By cue, the language of each of its words, where that is not `lang`, the track's."""
    return [_foreign(found, lang) for found in _found(cues, heard)]


def spans(words: Sequence[str], langs: Sequence[Lang | None]) -> tuple[LangSpan, ...]:
    """`words` in stretches of one language each."""
    groups = groupby(zip(words, langs, strict=True), key=lambda pair: pair[1])
    return tuple(LangSpan(" ".join(word for word, _ in group), lang) for lang, group in groups)


def _stretches(line: str, langs: Sequence[Lang | None]) -> tuple[LangSpan, ...]:
    """The same of a line as it is written: a no-break space stays one."""
    places = [match.span() for match in re.finditer(r"\S+", line)]
    groups = groupby(zip(places, langs, strict=True), key=lambda pair: pair[1])
    found = ((lang, [place for place, _ in group]) for lang, group in groups)
    return tuple(LangSpan(line[where[0][0] : where[-1][1]], lang) for lang, where in found)


def _foreign(found: Sequence[Word | None], lang: Lang) -> list[Lang | None]:
    """For each written word, the language it is kept in, where that is not `lang`. found: the heard word of each."""
    result: list[Lang | None] = [None] * len(found)
    known = [(k, word.lang) for k, word in enumerate(found) if word is not None]
    edge = 0  # the end of what another language has
    groups = [(other, [k for k, _ in group]) for other, group in groupby(known, key=lambda pair: pair[1])]
    for at, (other, places) in enumerate(groups):
        following = groups[at + 1][1][0] if at + 1 < len(groups) else len(found)
        first, stop = places[0], places[-1] + 1
        least = max(KEPT_WORDS, KEPT_WITHIN * (stop - first), KEPT_AROUND * (following - edge))
        if other != lang and len(places) >= least:
            result[first:stop] = [other] * (stop - first)
        edge = stop
    return result


def _found(cues: Sequence[Cue], heard: Sequence[Word]) -> Iterator[list[Word | None]]:
    """The heard word of each written word; sounds are not looked for."""
    said = iter(heard_words([cue for cue in cues if not cue.sound], heard))
    return ([None] * len(cue.text.split()) if cue.sound else next(said) for cue in cues)


class _Voices:
    """The voices that were heard, and what they are called."""

    def __init__(self, heard: Sequence[Word], names: Mapping[str, str]) -> None:
        self.heard, self.names = heard, names
        self.starts = [word.start for word in heard]
        self.longest = max((word.end - word.start for word in heard), default=0)

    def speakers(self, cue: Cue, rows: Sequence[str], found: Sequence[Word | None]) -> list[str | None]:
        """Who says each line of a cue (its words), whose words were heard as `found`."""
        shown, in_turn = list(self.names.values()), self._under(cue)
        if not has_two_speakers(cue):
            who = cue.speaker or speaker_in(cue.text, shown) or self._of(found)
            return [who or (in_turn[0] if len(in_turn) == 1 else None)] * len(rows)
        result, done = [], 0
        for row in rows:
            count = len(row.split())
            result.append(speaker_in(" ".join(row.split()), shown) or self._of(found[done : done + count]))
            done += count
        return list(in_turn) if not any(result) and len(in_turn) == len(rows) else result

    def _of(self, found: Sequence[Word | None]) -> str | None:
        """The name of the voice that most of the words were heard from."""
        voices = Counter(word.speaker for word in found if word is not None)
        return self.names.get(voices.most_common(1)[0][0] or "") if voices else None

    def _under(self, cue: Cue) -> list[str]:
        """The names of the voices under a cue, in the order in which they begin."""
        low, high = bisect_left(self.starts, cue.start - self.longest), bisect_left(self.starts, cue.end)
        under = (word for word in self.heard[low:high] if cue.start <= (word.start + word.end) // 2 < cue.end)
        shown = (self.names.get(word.speaker or "") for word in under)
        return list(dict.fromkeys(name for name in shown if name))
