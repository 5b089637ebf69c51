"""How people with other senses and abilities can follow a video: in words of a vocabulary, and in sentences.

Source of the words: W3C Community Group, "Schema.org Accessibility Properties for Discoverability Vocabulary" (2023).
Nobody has looked for flashes, so the hazard is "unknown" and never "none".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.captions.sound_cues import speaks
from pipeline.captions.speaker_labels import speaker_in
from pipeline.cues import Track
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.story_file import StoryFile
from pipeline.site.page_words import sentence
from pipeline.site.parts import AccessibilityInfo


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """What a video has. The tuples are languages; `speech` is None where there is no sound at all.

    captions: in a language of the speech; burned: those of them that are also in the picture of a copy. sounds,
    speakers: whether the captions tell of them.
    """

    spoken: tuple[str, ...]
    speech: bool | None
    captions: tuple[str, ...]
    subtitles: tuple[str, ...]
    burned: tuple[str, ...]
    sounds: bool
    speakers: bool
    chapters: bool
    approved: bool


def known_of(
    info: StoryFile,
    tracks: Sequence[Track],
    *,
    burned: Sequence[str | None],
    speech: bool | None,
    chapters: bool,
    approved: bool,
) -> AccessFacts:
    """What there is to know of a story's tracks. burned: languages in the picture of a copy."""
    cues = [cue for track in tracks for cue in track.cues]
    captions = tuple(track.lang for track in tracks if track.kind == "captions")
    return AccessFacts(
        spoken=info.spoken,
        speech=speech,
        captions=captions,
        subtitles=tuple(track.lang for track in tracks if track.kind == "subtitles"),
        burned=tuple(lang for lang in captions if lang in burned),
        sounds=not all(map(speaks, cues)),
        speakers=any(speaker_in(line, info.speaker_names) for cue in cues for line in cue.lines),
        chapters=chapters,
        approved=approved,
    )


def accessibility(known: AccessFacts) -> AccessibilityInfo:
    """What is said of a video's accessibility."""
    text = (*known.captions, *known.subtitles)
    points = [{lang: sentence(f"access.{key}", lang, codes) for lang in PAGE_LANGUAGES} for key, codes in _told(known)]
    # Of the clean video, which is the one that is named to search engines: "openCaptions" are those of its copies.
    features = {
        "closedCaptions": known.captions,
        "transcript": text,
        "tableOfContents": known.chapters,
    }
    return AccessibilityInfo(
        features=tuple(name for name, there in features.items() if there),
        modes=("visual",) if known.speech is None else ("auditory", "visual"),
        hazards=("unknown",),
        summary={lang: " ".join(point[lang] for point in points) for lang in PAGE_LANGUAGES},
        points=tuple(points),
    )


def _told(known: AccessFacts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keys of the sentences, in order, each with its languages."""
    text = (*known.captions, *known.subtitles)
    if known.speech is None:
        yield "no_audio", ()
    elif known.speech:
        yield "spoken", known.spoken
    else:
        yield "no_speech", ()
    if known.speech and not text:
        yield "no_text", ()
    for key, codes in (("captions", known.captions), ("subtitles", known.subtitles)):
        if codes:
            yield key, codes
    for key, there in (("sounds", known.sounds), ("speakers", known.speakers)):
        if there and text:
            yield key, ()
    if text:
        yield "transcript", text
    if known.burned:
        yield "burned", known.burned
    if known.chapters:
        yield "chapters", ()
    yield "no_description", ()
    if text:
        yield "approved" if known.approved else "draft", ()
