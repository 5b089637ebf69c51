"""Cues → paragraphs of a transcript and their sentences, to read instead of watching (WCAG 2.2, 1.2.8 and 1.2.1)."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate

from pipeline.captions.align import timed_words
from pipeline.captions.grammar import ends_sentence
from pipeline.captions.places import asides
from pipeline.captions.speaker_labels import opens_turn, without_label
from pipeline.captions.word_languages import LangSpan, foreign_words, spans
from pipeline.cues import Cue, Lang, Track, Word

#: A speaker who goes on within this time (ms) is still in the same paragraph, and in the same stretch of `feeds`.
PAUSE_MS = 1500
#: What goes on for longer without an end (ms) is parted where a caption begins: so long is what nobody punctuated.
LONGEST_MS = 15_000
SENTENCES = 5  # about what a reader on a telephone sees at once
_UNPUNCTUATED = 3  # a silence this many times longer ends a paragraph even where nobody wrote a full stop


@dataclass(frozen=True, slots=True)
class TimedSentence:
    """start: ms, of its first word. text: one line; spans: the same, where words in another language than the track's
    are known. What goes on for longer than LONGEST_MS comes in several.
    """

    start: int
    text: str
    spans: tuple[LangSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """start, end: ms, of the first and the last cue. text: one line, no line breaks; sentences: the same text.
    described: it tells what is seen, and nobody in the film says it."""

    start: int
    end: int
    speaker: str | None
    text: str
    sentences: tuple[TimedSentence, ...] = ()
    described: bool = False


def languages_to_read(tracks: Sequence[Track], described: Container[Lang]) -> list[Lang]:
    """In which there is a transcript: of what is said, of what is seen, or of both. described: languages in which the
    pictures are told."""
    return [track.lang for track in tracks if track.cues or track.lang in described]


def seen(start: int, end: int, text: str) -> Paragraph:
    """What is told of the pictures there (ms)."""
    return Paragraph(start, end, None, " ".join(text.split()), described=True)


@dataclass(frozen=True, slots=True)
class _Told:
    """A cue. Of each of its words, langs: the language, where that is not the track's; starts: ms."""

    cue: Cue
    langs: Sequence[Lang | None]
    starts: Sequence[int]


def paragraphs(
    cues: Sequence[Cue], pause_ms: int = PAUSE_MS, *, lang: Lang = "", heard: Sequence[Word] = ()
) -> list[Paragraph]:
    """`cues` (ordered) as paragraphs; every word stays, lines and cues are joined by one space.

    heard: the words as heard, which tell what a track in `lang` keeps in other languages, and when a sentence begins
    that begins within a cue; others begin with their cue.

    A new paragraph begins with a new turn – another speaker, a dash – and around a sound; after a sentence, when
    nobody speaks for `pause_ms` ms or `SENTENCES` sentences have gathered; and after a silence three times as long
    in any case. What stands at the top while others stand below has paragraphs of its own, which never part a sentence;
    all are ordered by start. A cue without a speaker goes on with the turn before it, as captions do after a label; a
    label that only says who the paragraph's speaker is, is left out of its text.
    """
    told = list(map(_Told, cues, foreign_words(cues, lang, heard), _word_starts(cues, lang, heard)))
    beside = asides(cues)
    in_turn = [one for k, one in enumerate(told) if k not in beside]
    at_once = [one for k, one in enumerate(told) if k in beside]
    return sorted([*_run(in_turn, pause_ms), *_run(at_once, pause_ms)], key=lambda one: one.start)


def with_seen(
    cues: Sequence[Cue], described: Sequence[Paragraph], *, lang: Lang = "", heard: Sequence[Word] = ()
) -> list[Paragraph]:
    """A transcript with what is seen, for those who neither hear nor see the film (WCAG 2.2, 1.2.8): `cues` as
    `paragraphs` gives them, and between two sentences what is told of the pictures there (`described`, by start)."""
    found: list[Paragraph] = []
    first = 0
    for one in described:
        after = _next_sentence(cues, one.start, first)
        found += [*paragraphs(cues[first:after], lang=lang, heard=heard), one]
        first = after
    return found + paragraphs(cues[first:], lang=lang, heard=heard)


def _next_sentence(cues: Sequence[Cue], start: int, first: int) -> int:
    """The first of `cues`, from the one numbered `first` on, that begins at `start` (ms) or later, and where a
    paragraph may begin: a sentence, a turn, a sound, or what comes after one. Not much later where nobody punctuated.
    """
    begins = next((k for k in range(first, len(cues)) if cues[k].start >= start), len(cues))
    for k in range(begins, len(cues)):
        before, words = cues[k - 1].text.split() if k else [], cues[k].text.split()
        if k == first or not before or not words or cues[k].start - start >= LONGEST_MS:
            return k
        if _breaks(cues[k - 1 : k], cues[k], words[0], SENTENCES, PAUSE_MS):
            return k
    return len(cues)


def as_text(found: Sequence[Paragraph]) -> str:
    """The transcript as plain text, a paragraph a line, with the speaker's name where known."""
    lines = [f"{item.speaker}: {item.text}" if item.speaker else item.text for item in found]
    return "\n".join(" ".join(line.split()) for line in lines)


def _word_starts(cues: Sequence[Cue], lang: Lang, heard: Sequence[Word]) -> Iterator[list[int]]:
    """By cue, when each of its words begins (ms), never outside of the cue. The words of a sound begin with it."""
    times = iter(timed_words([cue for cue in cues if not cue.sound], heard, lang))
    for cue in cues:
        words = cue.text.split()
        yield [cue.start if cue.sound else min(max(next(times).start, cue.start), cue.end) for _ in words]


def _run(told: Sequence[_Told], pause_ms: int) -> list[Paragraph]:
    """Cues that follow one another as paragraphs."""
    groups: list[list[_Told]] = []
    gathered = 0
    for one in told:
        words = one.cue.text.split()
        if not words:
            continue
        if not groups or _breaks([other.cue for other in groups[-1]], one.cue, words[0], gathered, pause_ms):
            groups.append([])
            gathered = 0
        groups[-1].append(one)
        gathered += sum(_endings(words))
    return list(map(_paragraph, groups))


def _breaks(group: Sequence[Cue], cue: Cue, first_word: str, gathered: int, pause_ms: int) -> bool:
    last = group[-1]
    if cue.sound or last.sound or opens_turn(cue.text) or (len(last.lines) > 1 and opens_turn(last.lines[-1])):
        return True
    if cue.speaker is not None and cue.speaker != group[0].speaker:
        return True
    pause = cue.start - last.end
    if not ends_sentence(last.text.split()[-1], first_word):
        return pause >= pause_ms * _UNPUNCTUATED
    return pause >= pause_ms or gathered >= SENTENCES


def _endings(words: Sequence[str]) -> list[bool]:
    """For each word, whether it ends a sentence."""
    return [ends_sentence(word, after) for word, after in zip(words, [*words[1:], ""], strict=True)]


def _paragraph(group: Sequence[_Told]) -> Paragraph:
    words: list[str] = []
    langs: list[Lang | None] = []
    starts: list[int] = []
    openings: set[int] = set()  # the words that captions begin with
    speaker = group[0].cue.speaker
    for one in group:
        said = (without_label(one.cue.text, [speaker]) if speaker else one.cue.text).split()
        label = len(one.langs) - len(said)
        openings.add(len(words))
        words += said
        langs += one.langs[label:]
        starts += [one.cue.start, *one.starts[label + 1 :]][: len(said)]
    # Where captions overlap, the words of the later one begin after those before it.
    sentences = tuple(_sentences(words, langs, list(accumulate(starts, max)), openings))
    return Paragraph(group[0].cue.start, group[-1].cue.end, speaker, " ".join(words), sentences)


def _sentences(
    words: Sequence[str], langs: Sequence[Lang | None], starts: Sequence[int], openings: Set[int]
) -> Iterator[TimedSentence]:
    begin = 0
    for stop, ends in enumerate(_endings(words), 1):
        last = stop == len(words)
        if ends or last or (stop in openings and starts[stop] - starts[begin] >= LONGEST_MS):
            tongues = langs[begin:stop]
            marked = spans(words[begin:stop], tongues) if any(tongues) else ()
            yield TimedSentence(starts[begin], " ".join(words[begin:stop]), marked)
            begin = stop
