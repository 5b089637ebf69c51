"""Who speaks when, in which language, and which sounds are heard: data for `<track kind="metadata">`.

One cue for each stretch, whose text is one line of JSON. A page can show a speaker's name and role as they begin, set
`lang` for what it shows, or tell of music, without knowing how captions are written. It says nothing that captions and
page do not say too. Source: W3C WebVTT §1.6 (metadata cues; their text holds no "-->" and no empty line).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pipeline.captions.sound_cues import tells_sound
from pipeline.captions.word_languages import told
from pipeline.cues import Cue, Track, Word
from pipeline.site.feeds.inscript import script_json
from pipeline.site.paragraphs import PAUSE_MS
from pipeline.subtitles.timecode import vtt_time

if TYPE_CHECKING:
    from pipeline.site.parts import PersonInfo


@dataclass(frozen=True, slots=True)
class MetadataSpan:
    """start, end: ms. Speech has a language, and a speaker's name where it is known; a sound has `sound`, what the
    captions call it, by language of the track."""

    start: int
    end: int
    language: str | None = None
    speaker: str | None = None
    sound: Mapping[str, str] | None = None


def find_metadata_spans(
    tracks: Sequence[Track],
    heard: Sequence[Word],
    names: Mapping[str, str],
    spoken: Sequence[str],
    alone: str | None = None,
) -> list[MetadataSpan]:
    """The stretches of a video, by start; where two people speak at once they overlap.

    tracks: those that count; times and speakers are those of the captions, or of the first track where there are none.
    heard: the words as heard, by start. names: what the voices are called. spoken: languages, most spoken first.
    alone: the name of whoever is the only one to speak, where captions need not say so.
    """
    main = next((track for track in tracks if track.kind == "captions"), next(iter(tracks), None))
    if main is None:
        return []
    joined: list[MetadataSpan] = []
    lately: list[int] = []  # those of the cue before
    for together in _by_cue(main, tracks, heard, names, spoken):
        now = []
        for one in [replace(one, speaker=one.speaker or alone) if one.language else one for one in together]:
            at = next((k for k in lately if _goes_on(joined[k], one)), None)
            if at is None:
                joined.append(one)
            else:
                joined[at] = replace(joined[at], end=one.end)
            now.append(len(joined) - 1 if at is None else at)
        lately = now
    return joined


def has_stretches(tracks: Sequence[Track]) -> bool:
    """Whether a video with these tracks has a file of stretches."""
    return any(track.cues for track in tracks)


def metadata_vtt(stretches: Sequence[MetadataSpan], people: Sequence[PersonInfo]) -> str:
    """The stretches as a WebVTT file. people: whose roles are told with their names."""
    roles = {person.name: person.role for person in people}
    blocks = (
        f"{vtt_time(one.start)} --> {vtt_time(max(one.end, one.start + 1))}\n{script_json(_data(one, roles))}\n"
        for one in stretches
    )
    return "\n".join(["WEBVTT\n", *blocks])


def _by_cue(
    main: Track,
    tracks: Sequence[Track],
    heard: Sequence[Word],
    names: Mapping[str, str],
    spoken: Sequence[str],
) -> Iterator[list[MetadataSpan]]:
    """For each cue with text its stretches: one, or one for each of those who speak at once."""
    middles = sorted(((word.start + word.end) // 2, word.lang) for word in heard)
    for cue, lines in zip(main.cues, told(main.cues, main.lang, heard, names), strict=True):
        if not lines:
            continue
        if tells_sound(cue):
            yield [MetadataSpan(cue.start, cue.end, sound=_named(cue, main, tracks))]
            continue
        language = _language(cue, middles) or next(iter(spoken), main.lang)
        speakers = dict.fromkeys(line.speaker for line in lines)
        yield [MetadataSpan(cue.start, cue.end, language, speaker) for speaker in speakers]


def _goes_on(before: MetadataSpan, after: MetadataSpan) -> bool:
    same = (before.language, before.speaker, before.sound) == (after.language, after.speaker, after.sound)
    return same and after.start - before.end < PAUSE_MS


def _named(cue: Cue, main: Track, tracks: Sequence[Track]) -> dict[str, str]:
    """What each track calls the sound of a cue in `main`."""
    found = {main.lang: cue}
    for track in tracks:
        for other in track.cues:
            if tells_sound(other) and other.start < cue.end and cue.start < other.end:
                found.setdefault(track.lang, other)
    return {lang: " ".join(one.text.split()) for lang, one in found.items()}


def _language(cue: Cue, middles: Sequence[tuple[int, str]]) -> str | None:
    """The language of most words heard under a cue. middles: when each word is half said (ms), and its language."""
    low, high = (bisect_left(middles, (at, "")) for at in (cue.start, cue.end))
    under = Counter(lang for _, lang in middles[low:high])
    return under.most_common(1)[0][0] if under else None


def _data(one: MetadataSpan, roles: Mapping[str, Any]) -> dict[str, Any]:
    if one.sound is not None:
        return {"type": "sound", "text": one.sound}
    role = roles.get(one.speaker) if one.speaker else None
    return {"type": "speech", "language": one.language, "speaker": one.speaker, "role": role}
