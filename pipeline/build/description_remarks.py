"""What a build tells people of how a description is heard: what is too long or over a voice, and recordings that are
not heard, or are hardly of the passage they are named after. Each build tells it, whether it made anything or not."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.description_state import EffectiveDescription
from pipeline.build.last_build import known_recorded_words, known_told_lengths
from pipeline.description.description_places import NEAR_MS
from pipeline.description.passages import EXTENDED, Passage, said_ms
from pipeline.description.recordings import is_named_as_recording, sound_files
from pipeline.description.told_lengths import ToldLengths
from pipeline.messages import together, tr, tr_many

#: A recording is hardly of a passage that takes less than this part of the time its words take, or more than so many
#: times as long, and ms beside: people speak 110 to 240 words a minute.
_LEAST, _MOST, _BESIDE_MS = 0.5, 2.0, 1_500


def tell_heard(context: BuildContext, described: EffectiveDescription) -> None:
    """To be told once the passages are spoken."""
    told = known_told_lengths(context.story.paths, described.lang)
    file = f"description.{described.lang}.srt"
    for remark in (*_not_fitting(described, told), *_recorded(described, told), *_of_others(context, described)):
        context.note(together(file, remark, between=": "))


def tell_unread(context: BuildContext, langs: Sequence[str]) -> None:
    """Recordings that are in no place where one is looked for. langs: of the descriptions there are."""
    folder = context.story.paths.recordings("ca").parent
    if not folder.is_dir():
        return
    lost = [path for path in sound_files(folder) if is_named_as_recording(path)]
    for one in sorted(path for path in folder.iterdir() if path.is_dir() and path.name not in langs):
        lost += sound_files(one)
    if lost:
        recordings = ", ".join(path.relative_to(folder.parent).as_posix() for path in lost)
        context.note(
            tr(
                "{recordings}: not heard, as there is no description in that language: recordings lie in "
                "description/ca/ beside a description.ca.srt, and so on.",
                recordings=recordings,
            )
        )


def _not_fitting(described: EffectiveDescription, told: ToldLengths) -> Iterator[str]:
    takes = {one: told.of(one) or 0 for one in described.passages if not one.extended}
    heard = [one for one, ms in takes.items() if ms]
    if over := [one for one in heard if not described.rooms[one.number]]:
        yield tr_many(
            "{count} passage begins while somebody speaks, at {seconds:.1f} s: let it begin later.",
            "{count} passages begin while somebody speaks, the first at {seconds:.1f} s: let it begin later.",
            len(over),
            seconds=_first(over),
        )
    late = [one for one in heard if takes[one] - described.rooms[one.number] > NEAR_MS and one not in over]
    if late:
        by = (takes[late[0]] - described.rooms[late[0].number]) / 1000
        mark = EXTENDED.get(described.lang, EXTENDED["en"])
        yield (
            tr_many(
                "{count} passage takes longer than the pause, at {seconds:.1f} s by {by:.1f} s: shorten it, or begin "
                "it with {mark}, so that the film waits for it.",
                "{count} passages take longer than the pause, the first at {seconds:.1f} s by {by:.1f} s: shorten it, "
                "or begin it with {mark}, so that the film waits for it.",
                len(late),
                seconds=_first(late),
                by=by,
                mark=mark,
            )
        )


def _recorded(described: EffectiveDescription, told: ToldLengths) -> Iterator[str]:
    recordings = described.recordings
    if recordings.stray:
        yield (
            tr(
                "no passage has the number or the time of {files}; name a recording after its passage: "
                "3.wav, or 0-22.wav where it begins in second 0:22.",
                files=_names(recordings.stray),
            )
        )
    if recordings.unread:
        yield tr(
            "{files}: not heard, as it is in no format for sound; save it as WAV, MP3 or M4A.",
            files=_names(recordings.unread),
        )
    untold = [one for one in described.passages if told.of(one) is None]
    if recordings.whole and untold:
        yield tr_many(
            "{file} tells nothing of {count} passage, at {seconds:.1f} s: record it there, or in a file of its own.",
            "{file} tells nothing of {count} passages, the first at {seconds:.1f} s: record it there, or in a file of "
            "its own.",
            len(untold),
            file=recordings.whole.name,
            seconds=_first(untold),
        )
    if recordings.whole and told.passed_over:
        yield tr(
            "{file}: what it tells at {seconds:.1f} s is not heard, as the film waits there: record it in a file of "
            "its own.",
            file=recordings.whole.name,
            seconds=told.passed_over[0] / 1000,
        )
    for number, path in sorted(recordings.passages.items()):
        passage = next(one for one in described.passages if one.number == number)
        takes, words = told.of(passage) or 0, said_ms(passage.text)
        if takes < _LEAST * words or takes > _MOST * words + _BESIDE_MS:
            yield (
                tr(
                    "{file} takes {takes:.1f} s, and the words of passage {number}, at {start:.1f} s, about "
                    "{words:.1f}: listen whether it is the recording of these.",
                    file=path.name,
                    takes=takes / 1000,
                    number=number,
                    start=passage.start / 1000,
                    words=words / 1000,
                )
            )


def _of_others(context: BuildContext, described: EffectiveDescription) -> Iterator[str]:
    """Recordings whose passage has other words than when they were first heard: a passage put in or taken out before it
    makes number 3 another one. What somebody has approved so is right."""
    paths, lang, files_there = context.story.paths, described.lang, described.recordings.passages
    if not files_there:
        return
    texts = {one.number: one.text for one in described.passages}
    now = {context.ledger.sha256(path): texts[number] for number, path in files_there.items()}
    before = {} if described.approval else known_recorded_words(paths, lang)
    for number, path in sorted(files_there.items()):
        words = before.get(context.ledger.sha256(path), texts[number])
        if words != texts[number]:
            yield (
                tr(
                    '{file} was first heard for "{before}"; passage {number} now says "{now}": listen '
                    "whether it is the recording of these, and approve it so, or record it anew.",
                    file=path.name,
                    before=_short(words),
                    number=number,
                    now=_short(texts[number]),
                )
            )
    files.write_if_other(paths.recorded_words(lang), files.to_json(now | before), context.layout.temp)


def _first(passages: Sequence[Passage]) -> float:
    """Seconds."""
    return passages[0].start / 1000


def _short(text: str) -> str:
    return textwrap.shorten(text, 40, placeholder=" …")


def _names(paths: Sequence[Path]) -> str:
    return ", ".join(path.name for path in paths)
