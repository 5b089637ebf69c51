"""Who speaks, as other tools write it before the words, → as a track here has it: a label in capitals at each change.

`Joel Riba:`, `[MARC]`, `>> NÚRIA:` name a person where the story knows them; what else stands before words stays there.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.captions.speaker_labels import DASH_MARKS, is_name, label, speaker_in, with_dash
from pipeline.cues import Cue, Lang
from pipeline.messages import tr
from pipeline.subtitles.reading_remarks import caption_at
from pipeline.subtitles.timecode import vtt_time

#: The shortest time (ms) in which a caption can be read (ésAdir, UNE 153010).
READ_ALONE_MS = 1000

#: The opening of a change of speaker in North American captions, and a hyphen before it.
_CHEVRONS = re.compile(r"(?:[-–—]\s*)?(?:>>+|»)\s*")
_BRACKETS = re.compile(r"[\[(]\s*([^\[\]()\n]{1,40}?)\s*[\])]\s*:?\s*")
_COLON = re.compile(r"([^\W\d_][^:\n]{0,40}?)\s?:\s+")
#: A name in brackets, as broadcasters write it: in capitals before words in small letters.
_CAPITALS = re.compile(r"[^\W\d_][^\W\d_.'’·-]*(?: [^\W\d_][^\W\d_.'’·-]*){0,2}")
#: What stands in capitals in brackets and is heard, and is nobody: by the letters that it begins with.
_HEARD = re.compile(
    r"(?:m[uú]sic|canç|cant|song|sing|riu|rial|ris|laugh|aplaud|applau|plor|cry|crits|shout|soroll|ruido|noise|sound"
    r"|so\b|sons|silen|xiul|whist|veu|voz|voice|timbre|tel[eè]fon|phone|ring|porta|door|tos|cough|sospi|sigh|inaud|incompr)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:speaker|voice|parlant|orador|oradora|hablante|veu|voz)[ _]?\w{1,3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What stands before the words of a caption. name: as written; who: the person, where the story knows them.
    marked: in brackets, behind the mark of a change, or alone on a line; text: what remains without it."""

    name: str
    who: str | None
    marked: bool
    text: str


def with_speakers(cues: Sequence[Cue], names: Sequence[str], remarks: list[str]) -> list[Cue]:
    """`cues` (ordered) with who speaks in their texts, where several people do, at each change: SubRip has no other
    room for it. Names that the story does not know stay where they are, and are told."""
    known = [_known(cue, names) for cue in cues]
    strangers = _strangers(known, names)
    _tell(cues, known, strangers, remarks)
    several = len(names) > 1 or bool(strangers) or len({cue.speaker for cue in known if cue.speaker}) > 1
    result: list[Cue] = []
    last: str | None = None
    for cue in known:
        who = cue.speaker if cue.speaker and is_name(cue.speaker) else None
        if several and who and who != last and speaker_in(cue.text, [*names, who]) is None:
            result.append(replace(cue, text=label(who) + cue.text))
        else:
            result.append(cue)
        voice = _last_voice(cue, names)
        last = last if voice is None else voice
    return result


def together(cues: Sequence[Cue], lang: Lang | None, remarks: list[str]) -> list[Cue]:
    """`cues` (ordered) with two voices at once as one caption, a line and a dash each, where the first would otherwise
    end before it could be read."""
    result: list[Cue] = []
    for cue in cues:
        last = result[-1] if result else None
        if last and last.end > cue.start and cue.start - last.start < READ_ALONE_MS and _two(last, cue):
            lines = [with_dash(" ".join(one.text.split()), lang) for one in (last, cue)]
            remarks.append(
                tr(
                    "{place}: speaks while somebody else does; the two are one caption now.",
                    place=caption_at(cue.start),
                )
            )
            result[-1] = replace(last, end=max(last.end, cue.end), text="\n".join(lines), speaker=None)
        else:
            result.append(cue)
    return result


def _two(one: Cue, other: Cue) -> bool:
    return bool(one.speaker and other.speaker) and one.speaker != other.speaker and one.top is other.top


def _known(cue: Cue, names: Sequence[str]) -> Cue:
    """`cue` with its speaker as the story calls them, and without the name before the words that says the same."""
    if cue.speaker:
        cue = replace(cue, speaker=person(cue.speaker, names) or cue.speaker)
    if speaker_in(cue.text, names):  # written as tracks here are
        return cue
    openings = [_opening(line, names) for line in cue.lines]
    changes = any(one is not None and not one.name for one in openings[1:])  # ">>" before a later line
    if changes or sum(one is not None and (one.who is not None or _is_like_a_name(one)) for one in openings) > 1:
        both = zip(openings, cue.lines, strict=True)  # several people, a line each
        lines = [_labelled(line, one, names) for one, line in both]
        if changes and openings[0] is None and lines[0][:1] not in DASH_MARKS:
            lines[0] = "- " + lines[0]  # of two voices, each has one
        return replace(cue, text="\n".join(lines), speaker=None)
    first = _opening(cue.text, names)
    if first and first.who and first.text:
        return replace(cue, text=first.text, speaker=first.who)
    return replace(cue, text="- " + first.text) if first and not first.name and first.text else cue


def _labelled(line: str, opening: _Opening | None, names: Sequence[str]) -> str:
    """`line` with the label of whom its opening names, or a dash where it only says that somebody else speaks; one that
    has it is left to the letter, spaces too."""
    if opening and not opening.name and opening.text:
        return "- " + opening.text
    if opening is None or opening.who is None or speaker_in(line, names):
        return line
    return label(opening.who) + opening.text


def _opening(text: str, names: Sequence[str]) -> _Opening | None:
    chevrons = _CHEVRONS.match(text)
    rest = text[chevrons.end() :] if chevrons else text
    for form in (_BRACKETS, _COLON):
        match = form.match(rest)
        if match:
            who = person(match[1], names)
            after = rest[match.end() :]
            if who or form is _COLON or _NUMBERED.fullmatch(match[1]) or _broadcast(match[1], after):
                alone = form is _COLON and "\n" in match[0] and after[:1].isupper()
                return _Opening(match[1], who, form is _BRACKETS or chevrons is not None or alone, after)
    return _Opening("", None, True, rest) if chevrons and chevrons[0].strip() != "»" else None


def _broadcast(name: str, after: str) -> bool:
    """Whether a name stands in brackets as broadcasters have it: [MARC] Una nit."""
    capitals = name.isupper() and len(name) > 1 and _CAPITALS.fullmatch(name) and not _HEARD.match(name)
    return bool(capitals) and any(char.islower() for char in after)


def person(name: str, names: Sequence[str]) -> str | None:
    """The one person of the story whose name begins as `name` does, or the other way round, whatever the letters."""
    said = _letters(name)
    found = [one for one in names if said and _begins(said, _letters(one))]
    exact = [one for one in found if _letters(one) == said]
    return exact[0] if exact else found[0] if len(found) == 1 else None


def _begins(one: list[str], other: list[str]) -> bool:
    return bool(one and other) and (one[: len(other)] == other or other[: len(one)] == one)


def _letters(name: str) -> list[str]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", plain)


def _last_voice(cue: Cue, names: Sequence[str]) -> str | None:
    """Who was heard last in a caption: "" for somebody unnamed, where its lines are several people's; None where
    nothing says that it is anybody else."""
    if cue.speaker:
        return cue.speaker
    opened = _opening(cue.lines[-1], names)
    if opened and (opened.who or _is_like_a_name(opened)):
        return opened.who or opened.name
    return "" if len(cue.lines) > 1 and all(line[:1] in "-–—" for line in cue.lines) else None


def _strangers(known: Sequence[Cue], names: Sequence[str]) -> dict[str, int]:
    """Names that the story does not know, and where (ms) each is first: those of voices, and what looks like one."""
    openings = [(cue, _opening(cue.text, names)) for cue in known]
    often = Counter(one.name for _, one in openings if one and not one.who and one.name[:1].isupper())
    found: dict[str, int] = {}
    for cue, one in openings:
        if one and one.name and not one.who and (_is_like_a_name(one) or often[one.name] > 1):
            if any(label(name).strip(": ") in one.name.upper() for name in names):
                continue  # words before a label that stands as tracks here have it
            found.setdefault(_as_told(found, one.name), cue.start)
        if cue.speaker and is_name(cue.speaker) and cue.speaker not in names:
            found.setdefault(_as_told(found, cue.speaker), cue.start)
    return found


def _as_told(found: Iterable[str], name: str) -> str:
    """`name` as it is in `found` already, in whatever letters."""
    return next((one for one in found if _letters(one) == _letters(name)), name)


def _tell(old: Sequence[Cue], known: Sequence[Cue], strangers: dict[str, int], remarks: list[str]) -> None:
    for before, after in zip(old, known, strict=True):
        if after.text == before.text:
            continue
        if after.speaker:
            remarks.append(
                tr(
                    "{place}: the name before the words says who speaks ({name}).",
                    place=caption_at(after.start),
                    name=after.speaker,
                )
            )
        elif any(line.startswith("- ") for line in after.lines):
            remarks.append(
                tr("{place}: “>>” means that somebody else speaks; a dash says it now.", place=caption_at(after.start))
            )
    if strangers:
        listed = ", ".join(f"{name} ({vtt_time(start)})" for name, start in strangers.items())
        remarks.append(tr("the story knows nobody called {names}: the name stays before the words.", names=listed))


def _is_like_a_name(one: _Opening) -> bool:
    """Whether what stands before a colon looks like a person: "Marta Sol", "Speaker 1"; "Hora" may be any word."""
    words = one.name.split()
    return (
        one.marked
        or _NUMBERED.fullmatch(one.name) is not None
        or (1 < len(words) <= 4 and all(word[:1].isupper() for word in words) and not one.name.isupper())
    )
