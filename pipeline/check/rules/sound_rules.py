"""Rules about what is heard and not said."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import partial

from pipeline.captions.sound_cues import NOTES, speaks
from pipeline.check.finding import Hit, Remedy
from pipeline.check.rules.unheard import uncovered
from pipeline.check.view import View
from pipeline.subtitles.timecode import srt_time

#: How a sound is written: UNE 153010 (Catalan, Spanish), Netflix (English).
BRACKETS = {"ca": ("(", ")"), "en": ("[", "]"), "es": ("(", ")")}
_OTHERWISE = ("(", ")")

#: A sound that stands alone on its line, or opens it, in whatever brackets somebody used.
_ALONE = re.compile(r"^(?P<dash>\s*[-‐–—]?\s*)(?P<open>[(\[{*])(?P<what>[^()\[\]{}*]+)(?P<close>[)\]}*])(?=\s|$)")

#: Pictures of notes that people type, and the note a font has.
_NOTES = re.compile("[🎵🎶🎼]\ufe0f?")
NOTE = "♪"


def brackets_of(lang: str) -> tuple[str, str]:
    """What stands around sounds in a language."""
    return BRACKETS.get(lang, _OTHERWISE)


def sound_form(view: View, k: int) -> Iterator[Hit]:
    """SFX-FORM: `(Aplaudiments)` in Catalan and Spanish (UNE 153010), `[applause]` in English (Netflix)."""
    cue, lang = view.cues[k], view.context.lang
    opener, closer = brackets_of(lang)
    mended = in_brackets(cue.text, lang, sound=cue.sound)
    if mended != cue.text:
        yield Hit(cue.text, f"{opener}…{closer}", lambda: Remedy("write", True, {"text": mended.replace("\n", " / ")}))
        return
    for line in cue.lines:
        found = _ALONE.match(line)
        if found and _first_letter(found["what"]) != _first_letter(form := _cased(found["what"], lang)):
            written = Remedy("write", False, {"text": opener + form + closer})
            yield Hit(found["what"], form, partial(_always, written), note="case")


def in_brackets(text: str, lang: str, *, sound: bool = False) -> str:
    """`text` with its sounds in the brackets of `lang`; no letter is changed. sound: all of it is one."""
    opener, closer = brackets_of(lang)

    def bracketed(found: re.Match[str]) -> str:
        return f"{found['dash']}{opener}{found['what'].strip()}{closer}"

    lines = text.split("\n")
    opened, closed = text[:1], text[-1:]
    if len(lines) > 1 and opened in "([{*" and closed in ")]}*" and not re.search(r"[()\[\]{}*]", text[1:-1]):
        return opener + text[1:-1] + closer
    lines = [_ALONE.sub(bracketed, line) for line in lines]
    changed = "\n".join(lines)
    if sound and re.search(r"\w", changed) and not re.search(rf"[()\[\]{{}}*{NOTES}]", changed):
        return opener + changed.strip() + closer
    return changed


def _always(remedy: Remedy) -> Remedy:
    return remedy


def _cased(what: str, lang: str) -> str:
    """Catalan and Spanish open with a capital; English does not, unless it is a name, which no machine can tell."""
    return what[:1].upper() + what[1:] if lang in ("ca", "es") else what


def _first_letter(text: str) -> str:
    return next((char for char in text if char.isalpha()), "")


def untold_sound(view: View) -> Iterator[tuple[None, Hit]]:
    """SFX-COVER: WCAG 1.2.2: a sound of more than five seconds that no cue stands over is pointed out."""
    least = view.context.profile.sound_ms
    starts, longest = [cue.start for cue in view.cues], max((cue.duration for cue in view.cues), default=0)
    for sound in view.context.sounds:
        low, high = bisect_left(starts, sound.start - longest), bisect_left(starts, sound.end)
        over = [cue for cue in view.cues[low:high] if cue.end > sound.start]
        if not all(map(speaks, over)):
            continue
        for start, end in uncovered(over, sound.start, sound.end):
            if end - start > least:
                told_when = Remedy("tell", False, {"start": srt_time(start), "end": srt_time(end)})
                length = (end - start) / 1000
                remedy = partial(_always, told_when)
                yield None, Hit(length, least / 1000, remedy, note=sound.kind, span=(start, end), text="")


def song(view: View, k: int) -> Iterator[Hit]:
    """SONG: BBC §9.3.2: ♪, never an emoji, which the font of the burn-in does not have."""
    cue = view.cues[k]
    found = _NOTES.search(cue.text)
    if found:
        yield Hit(found[0], NOTE, lambda: Remedy("write", True, {"text": with_notes(cue.text).replace("\n", " / ")}))


def with_notes(text: str) -> str:
    """`text` with ♪ for each picture of notes."""
    return _NOTES.sub(NOTE, text)
