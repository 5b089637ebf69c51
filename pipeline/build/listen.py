"""Footage → facts → transcript: the first steps of a story."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.hearing_tasks import hear_film, hearing_task
from pipeline.build.outcome import Advance, unseen
from pipeline.build.task import Task, Workbench
from pipeline.build.task_data import task_step
from pipeline.build.uncaptioned import uncaptioned
from pipeline.cues import Transcript
from pipeline.media import ffmpeg, pauses, shot_changes
from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.media_info import MediaInfo
from pipeline.media.pauses import Pause
from pipeline.messages import tr, tr_later
from pipeline.project.story import find_footage
from pipeline.speech.engines import Options, RecognitionTask, Window
from pipeline.speech.transcribe import key_of, read_transcript
from pipeline.translation.route import Hear

#: Places of one kind that a build tells of; the others are counted.
MOST_TOLD = 3

#: Characters of what was left out that a note quotes.
_QUOTED = 60

#: Why what the recogniser wrote is left out, by the reason of the doubt (speech/hallucinations.py).
_NOT_BELIEVED = tr_later("is not believed")
WHY = {
    "no-speech": tr_later("was heard where nobody seems to speak"),
    "music": tr_later("was heard in music, where nobody seems to speak"),
    "stock-phrase": tr_later("is a phrase that recognisers write where nothing is said"),
    "loop": tr_later("only repeats what was said before it, as recognisers do"),
    "too-fast": tr_later("is more words than anyone can say in the time"),
}


def detect_shot_changes(context: BuildContext, footage: Path, facts: MediaInfo) -> tuple[int, ...]:
    """Times (ms) at which a new shot begins. Raises RenderError."""
    path, what = context.story.paths.cuts, tr("looking for cuts")

    def make(advance: Advance) -> None:
        work = partial(_write_shot_changes, footage, facts, path)
        context.hands.do(Task(what, footage, work, reads=[footage], writes=[path]), advance)

    key = {
        "footage": context.ledger.sha256(footage),
        "picture": facts.picture,
        "zero": facts.offset_ms,
        "rules": shot_changes.RULES_VERSION,
        "ffmpeg": ffmpeg.version(),
    }
    context.once("cuts", key, [path], make, what=what)
    return shot_changes.read_shot_changes(path)


@task_step("cuts")
def _write_shot_changes(footage: Path, facts: MediaInfo, path: Path, bench: Workbench, _: Advance) -> None:
    files.write_json(path, shot_changes.find_shot_changes(footage, facts), bench.temp)


def find_voice_pauses(context: BuildContext, footage: Path, facts: MediaInfo) -> Sequence[Pause]:
    """Where nobody speaks. Raises RenderError."""
    path, what = context.story.paths.pauses, tr("looking for pauses")

    def make(advance: Advance) -> None:
        work = partial(_write_pauses, footage, facts, path)
        context.hands.do(Task(what, footage, work, reads=[footage], writes=[path]), advance)

    key = _sound_key(context, facts) | {"rules": pauses.RULES_VERSION, "ffmpeg": ffmpeg.version()}
    context.once("pauses", key, [path], make, what=what)
    return pauses.read_pauses(path)


@task_step("pauses")
def _write_pauses(footage: Path, facts: MediaInfo, path: Path, bench: Workbench, _: Advance) -> None:
    files.write_json(path, pauses.find_pauses(footage, facts), bench.temp)


def _sound_key(context: BuildContext, facts: MediaInfo) -> dict[str, Any]:
    """What the film's sound comes from: the recording itself, whatever picture is shown meanwhile."""
    taken = facts.audio and [facts.audio.streams, facts.audio.pan, facts.audio.offset_ms]
    return {"footage": context.ledger.sha256(find_footage(context.story)), "sound": taken}


def transcribe_footage(context: BuildContext, footage: Path, facts: MediaInfo) -> Transcript:
    """What is said in the footage; no words, and a note, where there is no sound. Raises EngineError."""
    path, recognizer, info = context.story.paths.transcript, context.recognizer, context.story.info
    options, what = recognizer.options(info), tr("listening")
    if facts.audio is None:
        context.note(tr("the footage has no audio track: built without transcription."))
    key = key_of(recognizer.engine, recognizer.model, info.spoken, options, speakers=info.speakers)

    def make(advance: Advance) -> None:
        hear_film(context, what, footage, facts, advance)

    context.once("transcript", _sound_key(context, facts) | key, [path], make, what=what, total=facts.duration_ms)
    transcript = read_transcript(path)
    if facts.audio is not None and not transcript.words:
        context.note(tr("no speech was found in the footage, so there are no words to caption."))
    note_hallucinations(context, transcript)
    return transcript


def note_hallucinations(context: BuildContext, transcript: Transcript) -> None:
    """Tells what was left out, and why: a few places of each kind."""
    where = context.story.paths.transcript.relative_to(context.layout.root)
    in_kinds = sorted(transcript.doubts, key=lambda doubt: doubt.reason)  # within a kind, as they were heard
    for reason, kind in groupby(in_kinds, key=lambda doubt: doubt.reason):
        doubts = list(kind)
        why = tr(WHY.get(reason, _NOT_BELIEVED))
        for doubt in doubts[:MOST_TOLD]:
            context.note(
                tr(
                    '{seconds:.1f} s: "{words}" {why}; it is left out.',
                    seconds=doubt.start / 1000,
                    words=_quoted(doubt.text),
                    why=why,
                )
            )
        if (more := len(doubts) - MOST_TOLD) > 0:
            context.note(tr("… and {number} more of this kind, in {file}", number=more, file=where.as_posix()))


def note_unheard(context: BuildContext, transcript: Transcript) -> None:
    """Tells where somebody speaks and no words were understood, by the captions as they are now: what people have
    written or waived is not told again. Raises SubtitleError, StoryError, OSError."""
    story = context.story
    found = uncaptioned(context.track(context.story.info.spoken[0]), transcript)
    for one in found[:MOST_TOLD]:
        context.note(
            tr(
                "{start:.1f}–{end:.1f} s: somebody speaks, and no words were understood; listen there "
                "and write them: veus review {story}",
                start=one.start / 1000,
                end=one.end / 1000,
                story=story.slug,
            )
        )
    if (more := len(found) - MOST_TOLD) > 0:
        context.note(tr("… and {number} more of this kind: veus check {story}", number=more, story=story.slug))


def _quoted(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"


def english_recognizer(context: BuildContext, footage: Path, facts: MediaInfo) -> Hear:
    """Recognizer for the translation route of last resort: English text for spans (ms) of the sound."""

    def hear(spans: list[tuple[int, int]], lang: str) -> list[str]:
        options = context.recognizer.options(context.story.info)
        work = partial(_english, footage, facts, spans, lang, options, context.hands.cores)
        return context.hands.do(hearing_task(context, tr("listening"), footage, facts, work, [footage]), unseen)

    return hear


@task_step("english")
def _english(
    footage: Path,
    facts: MediaInfo,
    spans: Sequence[tuple[int, int]],
    lang: str,
    options: Options,
    cores: int,
    bench: Workbench,
    _: Advance,
) -> list[str]:
    audio = speech_audio(footage, facts)
    end = len(audio) * 1000 // SPEECH_RATE
    takes = [RecognitionTask(audio, Window(max(0, start), min(end, stop), lang)) for start, stop in spans]
    with bench.recognizer.alone():
        return bench.recognizer.open(cores).english(takes, options)
