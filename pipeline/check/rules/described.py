"""Rules about descriptions of what is seen: that they are written, are not told over a voice, fit their pause, and
that no pause is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.finding import Hit
from pipeline.check.rule_texts import place
from pipeline.check.view import View
from pipeline.description.description_places import LEAST_MS, NEAR_MS, description_places, room_ms
from pipeline.description.passages import EXTENDED, is_extended, is_unwritten, said_ms, told_in


def unwritten(view: View, k: int) -> Iterator[Hit]:
    """AD-TODO: ours: a place that nobody has written is never told."""
    if is_unwritten(view.cues[k].text):
        yield Hit(None, None)


def other_marks(view: View, k: int) -> Iterator[Hit]:
    """AD-MARK: ours: what stands in square brackets and is no mark at the beginning is said as words are: "[ampliat]",
    or a mark at the end."""
    if not is_unwritten(view.cues[k].text) and (found := re.search(r"\[[^\[\]]*\]", told_in(view.cues[k].text))):
        yield Hit(None, None, values={"written": found[0], "mark": EXTENDED.get(view.context.lang, EXTENDED["en"])})


def over_a_voice(view: View, k: int) -> Iterator[Hit]:
    """AD-VOICE: WCAG 2.2, 1.2.5: descriptions are told in pauses of the dialogue. What the film waits for may begin
    anywhere, but within a sentence it tears that."""
    cue = view.cues[k]
    if is_unwritten(cue.text) or not view.context.is_speech(cue.start, cue.start + 1):
        return
    end = next((end for start, end in view.context.speech if start <= cue.start < end), cue.start)
    if end - cue.start > NEAR_MS:
        torn = is_extended(cue.text)
        yield Hit(
            round(end - cue.start) / 1000, 0, note="torn" if torn else "found", severity="warning" if torn else None
        )


def untold_pause(view: View) -> Iterator[tuple[None, Hit]]:
    """AD-COVER: WCAG 2.2, failure F113: a pause has room for what is seen, and nothing is told in it. Whether anything
    is to be told there, only somebody who looks can say. The text of a finding is its place, as of speech without
    captions."""
    context = view.context
    if context.duration_ms is None or not view.cues:
        return
    for one in description_places(context.speech, context.duration_ms):
        if not any(one.has(cue.start) for cue in view.cues):
            words: dict[str, float | str] = {"words": one.words}
            length, span = (one.end - one.start) / 1000, (one.start, one.end)
            yield None, Hit(length, LEAST_MS / 1000, values=words, span=span, text=place(*span))


def too_long(view: View, k: int) -> Iterator[Hit]:
    """AD-FITS: WCAG 2.2, 1.2.5 and 1.2.7: what does not fit its pause covers what is said then. Measured where a build
    has had it spoken; else reckoned at 160 words a minute."""
    cue, context = view.cues[k], view.context
    if is_unwritten(cue.text) or is_extended(cue.text) or context.duration_ms is None:
        return
    text = told_in(cue.text)
    heard = context.told.of_words(text, cue.start)
    takes = heard or said_ms(text)
    starts = (other.start for other in view.cues if not is_unwritten(other.text))
    room = room_ms(cue.start, context.speech, starts, context.duration_ms)
    if room and takes - room > NEAR_MS:
        over: dict[str, float | str] = {
            "over": (takes - room) / 1000,
            "mark": EXTENDED.get(context.lang, EXTENDED["en"]),
        }
        note = "found" if heard else "reckoned"
        yield Hit(takes / 1000, room / 1000, note=note, values=over)
