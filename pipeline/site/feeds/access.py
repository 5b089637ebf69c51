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
from pipeline.site.access_parts import AccessibilityInfo, DescriptionInfo
from pipeline.site.page_words import sentence


@dataclass(frozen=True, slots=True)
class AccessFacts:
    """What a video has. The tuples are languages; `speech` is None where there is no sound at all.

    captions: in a language of the speech; burned: those of them that are also in the picture of a copy. sounds,
    speakers: whether the captions tell of them. transcripts: on pages of their own. described: in which the pictures
    are described, written: of them those in which nobody says it; extended, synthetic: those in which the video waits
    for a passage, a machine speaks one. signs: sign languages. heard: whether people had heard all of the video with
    what they approved.
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
    heard: bool
    transcripts: tuple[str, ...] = ()
    described: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    extended: tuple[str, ...] = ()
    synthetic: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[str, ...]:
        """Languages in which the pictures are described to be heard."""
        return tuple(lang for lang in self.described if lang not in self.written)

    @property
    def read(self) -> tuple[str, ...]:
        """Languages in which the pictures are described in a transcript."""
        return tuple(lang for lang in self.described if lang in self.transcripts)


def known_of(
    info: StoryFile,
    tracks: Sequence[Track],
    *,
    burned: Sequence[str | None],
    speech: bool | None,
    chapters: bool,
    approved: bool,
    heard: bool,
    described: Sequence[DescriptionInfo] = (),
    transcripts: tuple[str, ...] = (),
    signs: tuple[str, ...] = (),
) -> AccessFacts:
    """What there is to know of a story's tracks, of those that say anything. burned: languages in a copy's picture."""
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
        heard=heard,
        transcripts=transcripts,
        described=tuple(one.language for one in described),
        written=tuple(one.language for one in described if not (one.sound or one.extended)),
        extended=tuple(one.language for one in described if one.extended),
        synthetic=tuple(one.language for one in described if one.synthetic),
        signs=signs,
    )


def accessibility(known: AccessFacts) -> AccessibilityInfo:
    """What is said of a video's accessibility."""
    points = [{lang: sentence(f"access.{key}", lang, codes) for lang in PAGE_LANGUAGES} for key, codes in _told(known)]
    # Of the clean video, which is the one that is named to search engines: "openCaptions" are those of its copies.
    features = {
        "closedCaptions": known.captions,
        "transcript": known.transcripts,
        "tableOfContents": known.chapters,
        "audioDescription": known.told,
        "signLanguage": known.signs,
    }
    return AccessibilityInfo(
        features=tuple(name for name, there in features.items() if there),
        modes=("visual",) if known.speech is None else ("auditory", "visual"),
        hazards=("unknown",),
        summary={lang: " ".join(point[lang] for point in points) for lang in PAGE_LANGUAGES},
        points=tuple(points),
    )


def _seen(known: AccessFacts) -> Iterator[tuple[str, tuple[str, ...]]]:
    if known.told:
        yield "description", known.told
        if known.extended:
            yield ("extended", ()) if known.extended == known.told else ("extended_in", known.extended)
        if known.synthetic:
            yield ("synthetic", ()) if known.synthetic == known.told else ("synthetic_in", known.synthetic)
    if known.written:
        yield "description_text", known.written
    if known.read:
        yield "described_transcript", known.read
    if not known.described:
        yield "no_description", ()


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
    captions = "captions" if known.speech else "captions_without_speech"
    for key, codes in ((captions, known.captions), ("subtitles", known.subtitles)):
        if codes:
            yield key, codes
    for key, there in (("sounds", known.sounds), ("speakers", known.speakers)):
        if there and text:
            yield key, ()
    if text and known.speech:
        yield "transcript", text
    if known.burned:
        yield "burned", known.burned
    if known.signs:
        yield "signs", known.signs
    if known.chapters:
        yield "chapters", ()
    yield from _seen(known)
    if text:
        yield "draft" if not known.approved else "approved" if known.heard else "unheard", ()
