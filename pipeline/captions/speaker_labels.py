"""Who speaks, as a caption shows it: a name in capitals, or a dash.

Sources: WCAG 2.2, 1.2.2 (captions say who speaks) and 1.4.1 (never by colour alone); BBC Subtitle Guidelines §7.8
(labels in capitals with a colon); ésAdir, "Subtitulació: convencions gràfiques" (two voices in one caption: a dash
before each); Netflix, English SDH §5 (a hyphen without a space, one speaker a line).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.cues import Cue, Lang, Word

#: By language: the dash before what a speaker says, without a space after it.
DASHES: dict[Lang, str] = {"ca": "—", "es": "—", "en": "-"}
OTHER_DASH = "-"
#: A change of speaker within this many ms is a dialogue that a reader has to be helped through.
QUICK_MS = 2000

#: The dash that opens a turn, with blanks after it: a lone one is none, and a hyphen before a figure is a minus.
TURN = r"(?:[‐‑–—―]\s*|-\s+)(?=[^\s-])|-(?=[^\s\d-])"
_DASH = re.compile(TURN)
#: What people write before a turn of speech.
DASH_MARKS = "-‐‑–—―"
_LABEL = re.compile(r"([^\W\d_][^:\n]{0,40}?):\s+")


@dataclass(frozen=True, slots=True)
class Turn:
    """The words first..stop-1 are one speaker's. prefix: what is written before them, "" for nothing."""

    first: int
    stop: int
    speaker: str | None
    prefix: str


def dash(lang: Lang | None) -> str:
    """The dash of `lang` before what a speaker says."""
    return DASHES.get(lang or "", OTHER_DASH)


def label(name: str) -> str:
    """`name` before what they say: "LAURA: "."""
    return f"{' '.join(name.split()).upper()}: "


def is_name(speaker: str) -> bool:
    """Whether `speaker` is what somebody is called. A voice that was only told apart from others has a number, which
    tells a viewer nothing and is never written into a caption."""
    return not speaker.strip().isdecimal()


def name_of(speaker: str | None, names: Mapping[str, str]) -> str | None:
    """How `speaker` is shown: their name, where `names` knows one, else as they are called in the words."""
    return (names.get(speaker) or speaker) if speaker else None


def turns(words: Sequence[Word], names: Mapping[str, str], lang: Lang | None) -> list[Turn]:
    """The turns of a track, in order; `speaker` is the name shown.

    With one speaker nothing is written. With several, a turn starts with the name, where it is known; else with
    a dash when the speaker changes in quick dialogue.
    """
    shown = [name_of(word.speaker, names) for word in words]
    known = set(names.values())
    several = len(set(shown) - {None}) > 1
    result: list[Turn] = []
    first = 0
    for stop in range(1, len(words) + 1):
        if stop < len(words) and shown[stop] == shown[first]:
            continue
        who = shown[first]
        prefix = ""
        if several and who in known:
            prefix = label(str(who))
        elif several and who and result and words[first].start - words[first - 1].end < QUICK_MS:
            prefix = dash(lang)
        result.append(Turn(first, stop, who, prefix))
        first = stop
    return result


def opened(prefix: str, text: str, line: int, lang: Lang | None) -> str:
    """`text`, the first word of a turn, with what is written before it; a dash where a name is too long for a
    line of `line` characters, and nothing where even that is. Never a second dash.
    """
    if not prefix:
        return text
    forms = [with_dash(text, lang)] if prefix == dash(lang) else [prefix + text, with_dash(text, lang)]
    return next((form for form in forms if len(form) <= line), text)


def with_dash(text: str, lang: Lang | None) -> str:
    """`text` with the dash of `lang` before it, unless it has one; a hyphen stands off from a figure.

    Two dashes and more become one; the minus of a number stays, as a minus.
    """
    if opens_turn(text):
        return text
    mark, said = dash(lang), text.lstrip(DASH_MARKS)
    if not said:
        return text
    if text[:1] == "-" and said[:1].isdigit():
        return f"{mark} \u2212{said}"
    text = said
    return f"{mark} {text}" if mark == OTHER_DASH and text[:1].isdigit() else mark + text


def dashed(text: str) -> bool:
    """Whether `text` opens with a dash as it stands."""
    return text[:1] != "" and text[0] in DASH_MARKS


def speaker_in(text: str, names: Iterable[str]) -> str | None:
    """The one of `names` whose label in capitals opens `text`, if any."""
    match = _LABEL.match(_DASH.sub("", text, count=1) if opens_turn(text) else text)
    if match is None or match[1] != match[1].upper():
        return None
    return next((name for name in names if label(name) == f"{match[1]}: "), None)


def said(cue: Cue, names: Iterable[str] = ()) -> Cue | None:
    """`cue` without labels and dashes, which nobody says; None where it is a sound.

    A label counts as one when it names the cue's speaker or one of `names`; it gives a cue of one speaker theirs.
    """
    if cue.sound:
        return None
    known = [*names, *([cue.speaker] if cue.speaker else [])]
    if has_two_speakers(cue):
        return replace(cue, text="\n".join(plain_words(line, known) for line in cue.lines))
    return replace(cue, text=plain_words(cue.text, known), speaker=speaker_in(cue.text, known) or cue.speaker)


def has_two_speakers(cue: Cue) -> bool:
    """Whether each line of `cue` is another speaker's."""
    return len(cue.lines) > 1 and all(map(opens_turn, cue.lines))


def plain_words(text: str, names: Iterable[str]) -> str:
    """`text` without the dash and the label of one of `names` that may open it."""
    return without_label(_DASH.sub("", text, count=1) if opens_turn(text) else text, names)


def without_label(text: str, names: Iterable[str]) -> str:
    """`text` without the label of one of `names` that may open it."""
    return text if speaker_in(text, names) is None else _LABEL.sub("", text, count=1)


def opens_turn(text: str) -> bool:
    """Whether `text` opens with the dash of a new speaker; a lone dash, or a minus, is none."""
    return _DASH.match(text) is not None
