"""Sounds as cues of their own: never over speech, never as words.

Sources: UNE 153010:2012 (sounds in brackets, with a capital); Netflix, English SDH (sounds in square brackets, in
lower case); WCAG 2.2, 1.2.2 (captions include the sounds that matter).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions._clock import FLASH_MS, Clock
from pipeline.cues import Cue, Lang, Sound, SoundKind

#: By language and kind: what a viewer reads until a reviewer says it better. Short enough for any line.
TEXTS: dict[Lang, dict[SoundKind, str]] = {
    "ca": {"music": "(Música)", "singing": "(Cant)", "sound": "(So ambiental)"},
    "es": {"music": "(Música)", "singing": "(Canto)", "sound": "(Sonido)"},
    "en": {"music": "[music]", "singing": "[singing]", "sound": "[sound]"},
}
_OTHER = "en"
#: Two sounds of one kind with less than this between them (ms) are one sound to a viewer.
SAME_MS = 2000

_WHOLE = re.compile(r"\([^()]*\w[^()]*\)|\[[^\[\]]*\w[^\[\]]*\]")


def is_sound(text: str) -> bool:
    """Whether a cue's text is all in brackets: a sound described, as in "(Aplaudiments)" or "[applause]"."""
    return _WHOLE.fullmatch(text.strip()) is not None


def sound_cues(sounds: Sequence[Sound], speech: Sequence[Cue], clock: Clock, lang: Lang | None) -> list[Cue]:
    """A cue for each of `sounds` (any order) in the time that the cues of `speech` (in order) leave free.

    Each is shown once: where it starts, or where speech first leaves room for it, for as long as it lasts, at most
    `max_ms` – a caption says that music plays, it need not stay as long as the music. Where there is no room for
    `min_ms` before the sound ends, there is no cue.
    """
    result: list[Cue] = []
    texts = TEXTS.get(lang or _OTHER, TEXTS[_OTHER])
    clear = 0  # the end of the last sound's cue
    at = 0
    for sound in _joined(sounds):
        while at < len(speech) and speech[at].end <= sound.start:
            at += 1
        k = at
        while True:
            before = max(clear, speech[k - 1].end if k else 0)
            after = speech[k].start if k < len(speech) else None
            span = _shown(sound, before, after, clock)
            if span is not None:
                result.append(Cue(*span, texts[sound.kind], sound=True))
                clear = span[1]
                break
            if after is None or after >= sound.end:
                break
            k += 1
    return result


def _joined(sounds: Sequence[Sound]) -> list[Sound]:
    """`sounds` in order of time, near ones of one kind as one."""
    result: list[Sound] = []
    for sound in sorted(sounds, key=lambda sound: (sound.start, sound.end)):
        if result and sound.kind == result[-1].kind and sound.start - result[-1].end < SAME_MS:
            last = result.pop()
            sound = Sound(last.start, max(last.end, sound.end), last.kind)
        result.append(sound)
    return result


def _shown(sound: Sound, before: int, after: int | None, clock: Clock) -> tuple[int, int] | None:
    """When `sound` is shown between a cue that ends at `before` (0: none) and one that starts at `after`."""
    low = before + clock.gap if before else 0
    start = max(sound.start, low)
    if before and clock.gap < start - before < FLASH_MS:
        # No gap may flash: to whichever side is nearer.
        late = before + FLASH_MS
        start = low if start - low <= late - start else late
    room = start + clock.max_ms
    if after is not None:
        room = min(room, after - clock.gap)
    if clock.end is not None:
        room = min(room, clock.end)
    end = min(room, sound.end)
    if after is not None and clock.gap < after - end < FLASH_MS:
        back = after - FLASH_MS
        end = room if after - clock.gap <= room else back
    return (start, end) if end - start >= clock.min_ms else None
