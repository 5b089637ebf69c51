"""What a check may know of a track besides its captions: what builds before have seen and heard of the story."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.build.last_build import known_media_info, known_shot_changes, known_told_lengths, known_transcript
from pipeline.build.machine_track import names_of
from pipeline.check.context import Context
from pipeline.cues import USUAL_FPS, Transcript
from pipeline.description.description_places import voices_in
from pipeline.dictionaries import PACKAGED, Speller, dictionary
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.project.story import Story
from pipeline.review.heard_entries import Tick
from pipeline.review.track_file import TrackFile
from pipeline.translation import translation_memory
from pipeline.translation.translate import Rendered


def counting_context(track: TrackFile) -> Context:
    """For who counts findings, and shows nothing of what would help."""
    return replace(context_of(track, lambda _: None), suggests=False)


def context_of(track: TrackFile, note: Callable[[str], None]) -> Context:
    """All that is known of a story in one language. `note` is told what is missing, and which rules that silences."""
    story, paths, lang = track.story, track.paths, track.lang
    facts, transcript, cuts = known_media_info(paths), known_transcript(paths), known_shot_changes(paths)
    if facts is None or transcript is None:
        note(tr("what a build sees and hears is not here: the rules about picture and sound say nothing."))
    speller = dictionary(lang)
    if speller is None and lang in PACKAGED:
        note(
            tr(
                "no spelling dictionary: install chunspell and Debian's {package} to have one.",
                package=PACKAGED[lang],
            )
        )
    if track.describes:
        return _described(track, facts, transcript, cuts, speller)
    said = _named(story, transcript) if transcript else None
    return Context(
        lang=lang,
        kind=track.kind,
        profile=track.series.settings.captions.resolved(),
        fps=facts.fps if facts else USUAL_FPS,
        duration_ms=facts.duration_ms if facts else None,
        words=said.words if said else (),
        cuts=cuts or (),
        speech=said.speech if said else (),
        sounds=said.sounds if said else (),
        doubts=said.doubts if said else (),
        unheard=said.unheard if said else (),
        speakers=track.names,
        names=_names(track),
        portrait=facts is not None and facts.height > facts.width,
        speller=speller,
        translated=_translated(track),
    )


def _translated(track: TrackFile) -> tuple[Rendered, ...]:
    """The sentences that the track translates. A word that was heard with doubt is none any more where somebody has
    ticked it off in the captions."""
    found = translation_memory.rendered(track.paths.memory(track.lang)) or ()
    ticks = ticks_on_words(track) if any(one.doubtful for one in found) else []
    return tuple(replace(one, doubtful=_unticked(one, ticks)) if ticks else one for one in found)


def ticks_on_words(track: TrackFile) -> list[Tick]:
    """What people have ticked off, of words heard with doubt, in the captions that a track translates. Raises
    StoryError (damaged review.json)."""
    spoken = track.story.info.spoken
    if track.describes or set(spoken) <= {track.lang}:
        return []
    said = [lang for lang in spoken if lang != track.lang]
    return [tick for tick in track.review().ticks if tick.kind == "words" and tick.lang in said]


def _unticked(one: Rendered, ticks: Sequence[Tick]) -> tuple[str, ...]:
    near = [tick.text.split(" … ") for tick in ticks if tick.start < one.end and one.start < tick.end]
    right = {word.casefold() for words in near for word in words}
    return tuple(word for word in one.doubtful if word.casefold() not in right)


def _described(
    track: TrackFile,
    facts: MediaInfo | None,
    transcript: Transcript | None,
    cuts: Sequence[int] | None,
    speller: Speller | None,
) -> Context:
    """What the rules may know of a description: not what is said, but when."""
    return Context(
        lang=track.lang,
        kind=track.kind,
        profile=track.series.settings.captions.resolved(),
        fps=facts.fps if facts else USUAL_FPS,
        duration_ms=facts.duration_ms if facts and transcript else None,
        cuts=tuple(cuts or ()),
        speech=voices_in(transcript) if transcript else (),
        names=_names(track),
        told=known_told_lengths(track.paths, track.lang),
        speller=speller,
    )


def _named(story: Story, transcript: Transcript) -> Transcript:
    """The transcript with voices called as in the tracks."""
    names = names_of(story, transcript)
    words = tuple(replace(word, speaker=names.get(word.speaker or "", word.speaker)) for word in transcript.words)
    return replace(transcript, words=words)


def _names(track: TrackFile) -> frozenset[str]:
    """Words that need no dictionary: those of people's names, of the place, and of the glossary."""
    info = track.story.info
    texts = [person.name for person in info.people]
    texts += [term.form(track.lang) for term in track.series.settings.glossary]
    texts.append(info.place[track.lang])
    return frozenset(word.strip(".,;:()«»“”").replace("’", "'").casefold() for text in texts for word in text.split())
