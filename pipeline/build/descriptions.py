"""What people have written to be told of the pictures → how it is heard, and the film with it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.description_remarks import tell_heard, tell_unread
from pipeline.build.description_state import MOST_RATE, EffectiveDescription, described_by
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.outcome import Advance
from pipeline.description import mix
from pipeline.description.description_places import NEAR_MS, description_places, voices_in
from pipeline.description.mix import DescribedFilm, VoiceClip
from pipeline.description.passages import Passage
from pipeline.description.recordings import as_loud_as_voices, read_recording, stretches, told_by
from pipeline.description.told_lengths import ToldLengths, ToldPassage
from pipeline.errors import VeusError
from pipeline.languages import LANGUAGES
from pipeline.media import ffmpeg
from pipeline.media.sample_files import RATE, read_samples, write_samples
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.project.track_names import name_of
from pipeline.review.track_file import TrackFile
from pipeline.voices.speaking import speak
from pipeline.voices.voice_sound import finished
from pipeline.voices.voices import VoiceError, VoiceSound

if TYPE_CHECKING:
    from pipeline.media.sample_files import Samples

_log = logging.getLogger(__name__)

#: ms between two passages of which the first takes longer than it has.
BETWEEN_MS = 100

#: Digits of what a passage is made of that name its file.
_DIGITS = 32


def make_descriptions(context: BuildContext, heard: CaptionInputs) -> list[EffectiveDescription]:
    """Everything that is made of a story's descriptions besides pages. One that cannot be made is a problem in the
    report, and keeps nothing else from being made."""
    _note_places(context, heard)
    found, failed, tracks = [], False, TrackFile.descriptions(context.series, context.story)
    for track in tracks:
        try:
            described = described_by(context, track, heard, tell=True)
            if described.heard:
                _make_heard(context, described, heard)
            found.append(described)
        except VeusError as error:
            _log.warning("%s: no description in %s", context.story.slug, track.lang, exc_info=error)
            context.report.problems.append(error)
            context.reporter.problem(error)
            failed = True
    tell_unread(context, [track.lang for track in tracks])
    if not failed:
        _forget_spoken(context.story.paths, found)
    return found


def descriptions_fresh(context: BuildContext, there: Sequence[EffectiveDescription], heard: CaptionInputs) -> bool:
    """Whether what is heard was made of what people have written. Raises OSError."""
    paths = context.story.paths
    return all(
        context.ledger.fresh(_step(one.lang), _mix_key(context, one, heard), _outputs(paths, one))
        for one in there
        if one.heard
    )


def _note_places(context: BuildContext, heard: CaptionInputs) -> None:
    """Where there is room to describe, for people (`veus describe`) and programs."""
    places = description_places(voices_in(heard.transcript), heard.facts.duration_ms, heard.cuts)
    path = context.story.paths.description_places
    files.write_if_other(path, files.to_json([place.as_dict() for place in places]), context.layout.temp)


def _step(lang: str) -> str:
    return f"description.{lang}"


def _outputs(paths: StoryLayout, described: EffectiveDescription) -> list[Path]:
    return [*described.media(paths), paths.told_lengths(described.lang)]


def _mix_key(context: BuildContext, described: EffectiveDescription, heard: CaptionInputs) -> dict[str, Any]:
    video, film = context.story.paths.video, _film(context, heard)
    return {
        "video": context.ledger.sha256(video) if video.is_file() else "",
        "channels": film.channels,
        "length": film.duration_ms,
        "voices": film.voices,
        "loudness": film.loudness,
        "passages": [[asdict(one), described.made_of[one.number]] for one in described.passages],
        "rules": [mix.RULES_VERSION, BETWEEN_MS, NEAR_MS],
        "ffmpeg": ffmpeg.version(),
    }


def _film(context: BuildContext, heard: CaptionInputs) -> DescribedFilm:
    facts, loudness = heard.facts, context.settings.video.loudness
    return DescribedFilm(
        context.story.paths.video,
        facts.duration_ms,
        min(2, facts.audio.channels) if facts.audio else 0,
        voices_in(heard.transcript),
        mix.LOUDNESS if loudness is False else loudness,
    )


def _make_heard(context: BuildContext, described: EffectiveDescription, heard: CaptionInputs) -> None:
    """Raises VoiceError, RenderError, StoryError."""
    paths, lang, temp, film = context.story.paths, described.lang, context.layout.temp, _film(context, heard)

    def make(_: Advance) -> None:
        said, passed_over = _told(context, described)
        if described.in_film:
            sound = paths.described_sound(lang)
            clips = [clip for one in described.passages if not one.extended for clip in said.get(one.number, ())]
            mix.make_described_sound(film, mix.one_after_the_other(clips, BETWEEN_MS), sound, temp)
            mix.make_described_video(film.video, sound, paths.described_video(lang), temp, film.duration_ms)
        for one in described.extended:
            mix.make_clip(said[one.number][0].samples, film.loudness, paths.extended_clip(lang, one.number), temp)
        lengths = [
            ToldPassage(one.start, one.text, said[one.number][-1].end - one.start)
            for one in described.passages
            if one.number in said
        ]
        files.write_json(paths.told_lengths(lang), asdict(ToldLengths(tuple(lengths), tuple(passed_over))), temp)

    key = _mix_key(context, described, heard)
    what = tr("audio description in {language}", language=tr(LANGUAGES[lang].english))
    context.once(_step(lang), key, _outputs(paths, described), make, what=what)
    tell_heard(context, described)


def _told(context: BuildContext, described: EffectiveDescription) -> tuple[dict[int, list[VoiceClip]], list[int]]:
    """How each passage is heard, by its number; several clips where somebody pauses in a recording of the whole. And
    when (ms) such a recording tells what the film waits for: nobody hears that, as it would be told twice."""
    alone = {one.number: [VoiceClip(one.start, _sound_of(context, described, one))] for one in described.alone}
    if not described.recordings.whole:
        return alone, []
    heard = as_loud_as_voices(stretches(read_recording(described.recordings.whole)))
    by_passage = told_by(heard, described.passages)
    waits = {one.number for one in described.extended}
    passed_over = [parts[0][0] for number, parts in by_passage.items() if number in waits]
    whole = {number: [VoiceClip(*stretch) for stretch in parts] for number, parts in by_passage.items()}
    return whole | alone, sorted(passed_over)


def _sound_of(context: BuildContext, described: EffectiveDescription, passage: Passage) -> Samples:
    """A passage as it is heard: made once for what it is made of."""
    kept = _kept(context.story.paths, described.made_of[passage.number])
    if not kept.is_file():
        if recorded := described.recorded(passage):
            samples = finished(VoiceSound(read_recording(recorded), RATE))
        else:
            samples = _spoken(context, described, passage)
        kept.parent.mkdir(parents=True, exist_ok=True)
        with files.replacing(kept, context.layout.temp) as temp:
            write_samples(temp, [samples])
    return read_samples(kept)


def _spoken(context: BuildContext, described: EffectiveDescription, passage: Passage) -> Samples:
    fit = None if passage.extended else described.rooms[passage.number] or None
    try:
        return speak(passage.text, described.lang, fit_ms=fit, most_rate=MOST_RATE).samples
    except VoiceError as error:
        raise VoiceError(
            tr(
                "passage {number}, at {start:.1f} s, cannot be spoken: {problem}",
                number=passage.number,
                start=passage.start / 1000,
                problem=error.what,
            ),
            where=context.story.paths.srt(name_of(described.lang, "description")),
            remedy=error.remedy or tr("Write it in other words, or record it yourself."),
        ) from error


def _kept(paths: StoryLayout, made_of: str) -> Path:
    return paths.spoken / f"{made_of[:_DIGITS]}.wav"


def _forget_spoken(paths: StoryLayout, found: Sequence[EffectiveDescription]) -> None:
    """Removes passages that no description has any more."""
    needed = {_kept(paths, made_of) for one in found for made_of in one.made_of.values()}
    for path in paths.spoken.iterdir() if paths.spoken.is_dir() else ():
        if path not in needed:
            path.unlink()
