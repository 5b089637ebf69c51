"""A rule about what is said and stands in no caption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.captions.sound_cues import tells_sound
from pipeline.check.finding import Hit, Remedy
from pipeline.check.rule_texts import place
from pipeline.check.view import View
from pipeline.cues import Cue
from pipeline.spans import Span, joined
from pipeline.subtitles.timecode import srt_time

#: ms of speech without a caption from which on it is pointed out (ours): less is a word that begins early or ends late.
BARE_MS = 1500


def untold_speech(view: View) -> Iterator[tuple[None, Hit]]:
    """SPEECH-COVER: WCAG 1.2.2: all that is said has captions, also where the recogniser understood nothing.

    The text of a finding is its place: a waiver accepts this stretch and no other. Translations have waivers of their
    own, as they have approvals of their own, but are mended in the captions that they are made from.
    """
    spoken = view.context.kind == "captions"
    for start, end in bare_speech(view):
        times = {"start": srt_time(start), "end": srt_time(end)}
        remedy = partial(Remedy, "hear", False, times) if spoken else partial(Remedy, "translate", False, times)
        note = "found" if spoken else "translated"
        measured = (end - start) / 1000
        yield None, Hit(measured, BARE_MS / 1000, remedy, note=note, span=(start, end), text=place(start, end))


def bare_speech(view: View) -> list[Span]:
    """The stretches (ms) in which somebody speaks, nothing was understood, and no caption of words stands; in order."""
    cues = [cue for cue in view.cues if not tells_sound(cue)]
    return [
        (clear, stop)
        for start, end in joined(view.context.unheard)
        for clear, stop in uncovered([cue for cue in cues if cue.start < end and cue.end > start], start, end)
        if stop - clear >= BARE_MS
    ]


def uncovered(cues: Sequence[Cue], start: int, end: int) -> Iterator[Span]:
    """The stretches of start..end (ms) without any of `cues`, which begin before `end`."""
    clear = start
    for cue in cues:
        if cue.start > clear:
            yield clear, cue.start
        clear = max(clear, cue.end)
    if clear < end:
        yield clear, end
