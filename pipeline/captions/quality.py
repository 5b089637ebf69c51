"""How well a track is cut and timed, in figures that hold for any system's captions.

Nothing is judged by what `segment` wanted: only by the cues, the limits of a profile, and the words as heard. The
rules and their sources are those of `limits`, `wrap` and `config.PROFILES`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from statistics import median

from pipeline.captions.grammar import bare, ends_badly, ends_clause, ends_sentence
from pipeline.captions.limits import frames_within
from pipeline.captions.voices import plain_words
from pipeline.config import CaptionProfile
from pipeline.cues import Cue, Lang, Word

#: How far from a cue (ms) its first word is looked for.
SEARCH_MS = 2500


def measures(
    cues: Sequence[Cue],
    profile: CaptionProfile,
    fps: Fraction | float,
    lang: Lang,
    words: Sequence[Word] = (),
) -> dict[str, float]:
    """Figures of a track; every share is 0..1, of the cues with text unless it says otherwise.

    cues: in order of time. lang: whose function words count. words: as heard or timed by hand, by start; without
    them there are no figures of sync.

    cues: how many. function_lines: share of lines ending on a function word. function_cues: share of cues with
    such a line. mid_clause: cues that end without punctuation. upper_longer: share of two-line cues whose upper
    line is the longer. over_line, over_lines: a line too long, lines too many. over_cps, worst_cps: too fast, and
    the highest speed (characters a second; a line break counts as a space). under_min, over_max: by duration.
    overlaps, small_gaps, flash_gaps: shares of the places between two cues – none at all, under `gap_frames`, from
    there to half a second. sync_ms: median distance of starts from their first words; sync_frames: the same in
    frames; in_sync: share within 3 frames; synced: share of cues whose first word was found.
    """
    shown = [cue for cue in cues if cue.text.strip()]
    spoken = [cue for cue in shown if not cue.sound]
    result = {"cues": float(len(shown))} | _lines(spoken, profile, lang) | _times(shown, profile, fps)
    return result | (_sync(spoken, words, profile, fps) if words else {})


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _lines(cues: Sequence[Cue], profile: CaptionProfile, lang: Lang) -> dict[str, float]:
    bad = [[ends_badly(line.split()[-1], lang) for line in cue.lines if line.split()] for cue in cues]
    ends = [cue.text.split()[-1] for cue in cues]
    doubles = [cue.lines for cue in cues if len(cue.lines) == 2]
    return {
        "function_lines": _share([each for lines in bad for each in lines]),
        "function_cues": _share([any(lines) for lines in bad]),
        "mid_clause": _share([not (ends_sentence(end) or ends_clause(end)) for end in ends]),
        "upper_longer": _share([len(upper) > len(lower) for upper, lower in doubles]),
        "over_line": _share([any(len(line) > profile.line for line in cue.lines) for cue in cues]),
        "over_lines": _share([len(cue.lines) > profile.lines for cue in cues]),
    }


def _times(cues: Sequence[Cue], profile: CaptionProfile, fps: Fraction | float) -> dict[str, float]:
    speeds = [len(cue.text) * 1000 / max(1, cue.duration) for cue in cues]
    gaps = [after.start - before.end for before, after in pairwise(cues)]
    least = frames_within(profile.gap_frames, fps)
    # Half a millisecond of rounding on either side is no fault of anybody's.
    flash = frames_within(profile.gap_frames, fps) + 2
    return {
        "over_cps": _share([speed > profile.cps for speed in speeds]),
        "worst_cps": max(speeds, default=0.0),
        "under_min": _share([cue.duration < profile.min_ms for cue in cues]),
        "over_max": _share([cue.duration > profile.max_ms for cue in cues]),
        "overlaps": _share([gap < 0 for gap in gaps]),
        "small_gaps": _share([gap < least for gap in gaps]),
        "flash_gaps": _share([flash < gap < profile.flash_ms for gap in gaps]),
    }


def _sync(
    cues: Sequence[Cue], words: Sequence[Word], profile: CaptionProfile, fps: Fraction | float
) -> dict[str, float]:
    starts = [word.start for word in words]
    keys = [bare(word.text) for word in words]
    away = []
    for cue in cues:
        low = bisect_left(starts, cue.start - SEARCH_MS)
        high = bisect_left(starts, cue.start + SEARCH_MS)
        said = [bare(word) for word in plain_words(cue.text, [cue.speaker] if cue.speaker else []).split()]
        if (at := _found(said, keys, range(low, high), starts, cue.start)) is not None:
            away.append(abs(cue.start - starts[at]))
    frame = 1000 / float(fps)
    return {
        "sync_ms": median(away) if away else 0.0,
        "sync_frames": median(away) / frame if away else 0.0,
        "in_sync": _share([each <= frames_within(profile.sync_frames, fps) for each in away]),
        "synced": len(away) / len(cues) if cues else 0.0,
    }


def _found(said: Sequence[str], keys: Sequence[str], places: range, starts: Sequence[int], start: int) -> int | None:
    """Where the first word of a cue was heard: the place where most of its first three words agree, the nearest."""
    best, found = (0, 0), None
    for at in places:
        if keys[at] != said[0]:
            continue
        agreed = sum(a == b for a, b in zip(said[:3], keys[at : at + 3], strict=False))
        if (agreed, -abs(starts[at] - start)) > best or found is None:
            best, found = (agreed, -abs(starts[at] - start)), at
    return found
