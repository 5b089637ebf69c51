"""What a track is made from: the speech as heard, or as people have corrected it in the tracks of its languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from pipeline import files
from pipeline.captions.align import heard_words, spoken_words
from pipeline.captions.grammar import ends_sentence
from pipeline.captions.places import asides
from pipeline.captions.speaker_labels import said
from pipeline.cues import Cue, Lang, Transcript, Word
from pipeline.review.track_file import TrackFile, TrackText

#: The words of each stretch of the speech in one language, in turn.
Stretches = Sequence[Sequence[Word]]


def source_words(track: TrackFile, transcript: Transcript) -> Sequence[Word]:
    """What is said, and translated where it is in another language than `track`: each language of the speech as people
    have corrected it in the track that has it word for word. Raises SubtitleError, BusyError, OSError."""
    spoken = track.story.info.spoken
    written = {lang: _corrected(track, lang) for lang in spoken}
    corrected = {lang: _speech(cues) for lang, cues in written.items() if cues is not None}
    if len(spoken) > 1:
        return with_corrections(transcript.words, corrected, track.names)
    cues = corrected.get(spoken[0])
    return transcript.words if cues is None else spoken_words(cues, transcript.words, spoken[0], track.names)


def signs_beside(track: TrackFile) -> tuple[Cue, ...]:
    """What people have put at the top beside the speech, to be translated by itself; sounds are described anew."""
    cues = _corrected(track, track.story.info.spoken[0]) or ()
    return tuple(cues[k] for k in sorted(asides(cues)) if not cues[k].sound)


def text_of(track: TrackFile) -> TrackText:
    """The file that people edit. Raises FileNotFoundError where there is none."""
    return track.read() or track.as_text(files.read_bytes(track.path))


def _corrected(track: TrackFile, lang: Lang) -> tuple[Cue, ...] | None:
    """The captions in `lang`, from which another track is translated, where people have corrected them; None where they
    have not."""
    source = track.beside(lang)
    return None if lang == track.lang or not source.belongs_to_person() else text_of(source).cues


def _speech(cues: Sequence[Cue]) -> list[Cue]:
    beside = asides(cues)
    return [cue for k, cue in enumerate(cues) if k not in beside]


def with_corrections(
    heard: Sequence[Word], corrected: Mapping[Lang, Sequence[Cue]], names: Sequence[str] = ()
) -> list[Word]:
    """`heard`, but for each language of `corrected` what stands in its captions wherever it was spoken; what they have
    in the place of other languages is a translation, and left out. Captions are ordered by start, names: of people."""
    stretches = [tuple(words) for _, words in groupby(heard, key=lambda word: word.lang)]
    written = {lang: _by_stretch(stretches, cues, lang, names) for lang, cues in corrected.items()}
    found = list[Word]()
    for number, words in enumerate(stretches):
        own = written.get(words[0].lang)
        found += words if own is None else own.get(number, ())
    return found


def _by_stretch(stretches: Stretches, cues: Sequence[Cue], lang: Lang, names: Sequence[str]) -> dict[int, list[Word]]:
    """The words of `cues` that were said in `lang`, by the number of their stretch."""
    heard = [word for words in stretches for word in words]
    numbers = {id(word): number for number, words in enumerate(stretches) for word in words}
    found: dict[int, list[Word]] = {}
    for piece in _pieces(heard, cues, lang, names) if heard else ():
        words = [word for word, _ in piece]
        number = _stretch_of(words, [numbers[id(agreed)] for _, agreed in piece if agreed], stretches)
        if stretches[number][0].lang == lang:
            found.setdefault(number, []).extend(replace(word, lang=lang) for word in words)
    return found


def _pieces(
    heard: Sequence[Word], cues: Sequence[Cue], lang: Lang, names: Sequence[str]
) -> Iterator[list[tuple[Word, Word | None]]]:
    """What each caption has of one sentence: its words, each with the one of `heard` that it agrees with. A sentence is
    in one language; a caption may have the end of one and the beginning of another."""
    parts = [part for cue in cues if (part := said(cue, list(names))) is not None]
    words = iter(spoken_words(cues, heard, lang, names))
    for agreed in heard_words(parts, heard):
        piece: list[tuple[Word, Word | None]] = []
        for one, word in zip(agreed, words, strict=False):  # in this order: nothing is taken from `words` in vain
            if piece and ends_sentence(piece[-1][0].text, word.text):
                yield piece
                piece = []
            piece.append((word, one))
        if piece:
            yield piece


def _stretch_of(words: Sequence[Word], agreed: Sequence[int], stretches: Stretches) -> int:
    """The number of the stretch in which `words` were said: that of most words that they agree with, else the one that
    shares most of their time, or is nearest. agreed: numbers of stretches."""
    if agreed:
        return Counter(agreed).most_common(1)[0][0]
    start, end = words[0].start, words[-1].end
    shared = [min(end, one[-1].end) - max(start, one[0].start) for one in stretches]
    return shared.index(max(shared))
