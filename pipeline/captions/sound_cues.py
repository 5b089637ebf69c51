"""Sounds as cues of their own: never over speech, never as words; and what in a text is a sound, in whatever brackets.

Sources: UNE 153010:2012 (sounds in brackets, with a capital); Netflix, English SDH (sounds in square brackets, in
lower case); BBC Subtitle Guidelines §9.3 (songs between ♪, or # on teletext); WCAG 2.2, 1.2.2 (captions include the
sounds that matter).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.captions.speaker_labels import DASH_MARKS
from pipeline.captions.time_costs import TimingModel
from pipeline.cues import Cue, Lang, Sound, SoundKind

#: By language and kind: what a viewer reads until a reviewer says it better. Short enough for any line.
TEXTS: dict[Lang, dict[SoundKind, str]] = {
    "ca": {"music": "(Música)", "singing": "(Cant)", "sound": "(So ambiental)"},
    "es": {"music": "(Música)", "singing": "(Canto)", "sound": "(Sonido)"},
    "en": {"music": "[music]", "singing": "[singing]", "sound": "[sound]"},
}
#: In a language that Veus has no words of: notes, which everybody reads. A sound of another kind is then not told.
_OTHER: dict[SoundKind, str] = {"music": "♪", "singing": "♪"}
#: Two sounds of one kind with less than this between them (ms) are one sound to a viewer.
SAME_MS = 2000

#: Notes of music, as fonts have them and as people type them.
NOTES = "♩♪♫♬🎵🎶🎼"


def part_of(letters: str) -> str:
    """A sound as a part of a text, as a regular expression: in whatever brackets people use – "(Riu)", "[music]",
    "{riu}", "*riu*". letters: those of words, as the inside of a class of characters. Brackets around no letter and no
    note are a pause "(...)", or nothing."""
    inside = f"{letters}{NOTES}"
    return (
        rf"(?:\((?=[^()]*[{inside}])[^()]*\)|\[(?=[^\[\]]*[{inside}])[^\[\]]*\]|\{{(?=[^{{}}]*[{inside}])[^{{}}]*\}}"
        rf"|(?<![{letters}])\*(?=[^*]*[{inside}])[^*\s](?:[^*]*[^*\s])?\*(?![{letters}]))"
    )


PART = part_of(r"\w")
_PART = re.compile(PART)
DEEPEST = 3  # brackets within brackets: "(Riu (fort))"
_AROUND = " \t\n\ufe0f" + DASH_MARKS
_TELETEXT = re.compile(r"#\s.*\s#", re.DOTALL)


def is_sound(text: str) -> bool:
    """Whether `text` describes a sound, or several, and nothing else: all of it in brackets or asterisks, or notes
    without words, as in "(Aplaudiments)", "(Riu) [música]", "—*Riu*", "♪". Words that are sung are none: see `is_song`.
    """
    rest = without_sounds(text)
    return (rest != text or any(char in NOTES for char in text)) and not _has_word(rest)


def is_song(text: str) -> bool:
    """Whether the words of `text` are sung: between notes, or after one ("♪ La la ♪", "# La la #"). They are words to
    read and to translate, but nobody speaks them: pauses, stops and voices have other rules there."""
    rest = without_sounds(text)
    return _sung(rest) or (all(_sung(line) for line in rest.split("\n") if _has_word(line)) and _has_word(rest))


def tells_sound(cue: Cue) -> bool:
    """Whether `cue` describes a sound, as its maker or its text says."""
    return cue.sound or is_sound(cue.text)


def speaks(cue: Cue) -> bool:
    """Whether somebody speaks in `cue`: it is neither a sound nor a song."""
    return not (tells_sound(cue) or is_song(cue.text))


def without_sounds(text: str) -> str:
    """`text` with a space for each sound in brackets; as it is where there is none."""
    for _ in range(DEEPEST):
        rest = _PART.sub(" ", text)
        if rest == text:
            break
        text = rest
    return text


def _has_word(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _sung(text: str) -> bool:
    core = text.strip(_AROUND)
    words = core.lstrip(NOTES + _AROUND)
    noted = words != core and (words[-1:] in NOTES or not any(char in NOTES for char in words))
    return _has_word(words) and (noted or _TELETEXT.fullmatch(core) is not None)


def sound_cues(sounds: Sequence[Sound], speech: Sequence[Cue], clock: TimingModel, lang: Lang | None) -> list[Cue]:
    """A cue for each of `sounds` (any order) in the time that the cues of `speech` (in order) leave free.

    Each is shown once: where it starts – on a picture cut up to half a second away, since no detector of sounds hears
    better than that – or where speech first leaves room for it, for as long as it lasts, at most `max_ms`: a caption
    says that music plays, it need not stay as long as the music. Where there is no room for `min_ms` before the sound
    ends, there is no cue.
    """
    result: list[Cue] = []
    texts = TEXTS.get(lang or "en", _OTHER)
    clear = 0  # the end of the last sound's cue
    at = 0
    for sound in _joined([sound for sound in sounds if sound.kind in texts]):
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


def _shown(sound: Sound, before: int, after: int | None, clock: TimingModel) -> tuple[int, int] | None:
    """When `sound` is shown between a cue that ends at `before` (0: none) and one that starts at `after`."""
    start = _start(sound, before, clock)
    room = start + clock.max_ms
    if after is not None:
        room = min(room, after - clock.gap)
    if clock.end is not None:
        room = min(room, clock.end)
    end = _end(sound, start, room, after, clock)
    return (start, end) if end - start >= clock.min_ms else None


def _start(sound: Sound, before: int, clock: TimingModel) -> int:
    """On a cut near its start, else where it starts; in either case after `before` with a gap that does not flash."""
    low = before + clock.gap if before else 0
    for start in _nearest(clock.shot_changes_between(sound.start - clock.snap, sound.start + clock.snap), sound.start):
        if start >= low and not (before and clock.gap < start - before < clock.flash):
            return start
    start = max(sound.start, low)
    if before and clock.gap < start - before < clock.flash:
        # No gap may flash: to whichever side is nearer.
        late = before + clock.flash
        start = low if start - low <= late - start else late
    return start


def _end(sound: Sound, start: int, room: int, after: int | None, clock: TimingModel) -> int:
    """Two frames before a cut near its end, else where it ends; not past `room`, and no gap before `after` flashes."""
    for cut in _nearest(clock.shot_changes_between(sound.end - clock.snap, sound.end + clock.snap), sound.end):
        end = cut - clock.before_cut
        flashes = after is not None and clock.gap < after - end < clock.flash
        if start + clock.min_ms <= end <= room and not flashes:
            return end
    end = min(room, sound.end)
    if after is not None and clock.gap < after - end < clock.flash:
        return room if after - clock.gap <= room else after - clock.flash
    return end


def _nearest(cuts: Sequence[int], time: int) -> list[int]:
    return sorted(cuts, key=lambda cut: abs(cut - time))
