"""Whether a translation was made from what is said now."""

from __future__ import annotations

from pipeline.build.source_words import source_words
from pipeline.review.track_file import TrackFile
from pipeline.translation import translation_memory
from pipeline.translation.sentences import sentences


def in_step(track: TrackFile) -> bool:
    """Whether the sentences of the speech are still those that the machine translated last: only then it is known which
    captions are stale. True where nothing was translated. Raises SubtitleError, OSError, ValueError."""
    if track.describes:
        return True
    from pipeline.speech.transcribe import read_transcript

    translated = translation_memory.sources(track.paths.memory(track.lang))
    if translated is None:
        return True
    said = sentences(source_words(track, read_transcript(track.paths.transcript)))
    return [sentence.text for sentence in said if sentence.lang != track.lang] == translated
