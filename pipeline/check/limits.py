"""Numbers of the table that no profile overrides, each with its source. ms, frames, or characters a second."""

from __future__ import annotations

from fractions import Fraction

from pipeline.config import CaptionProfile

#: Reading speed above which it is an error and no longer a warning: Netflix, English: 17 for adults' programmes as
#: the aim, 20 at most. Other languages have no such margin.
HARD_CPS = {"en": 20.0}

#: Netflix: five sixths of a second. Elsewhere the profile's own number (ésAdir, UNE: 1 s).
LEAST_MS = {"en": 833}

#: Under this a caption is legal and still jumpy (ésAdir).
BRIEF_MS = {"ca": 1500}

#: Netflix, timing: no gap from three frames to half a second.
FLASH_FRAMES, FLASH_MS = 3, 500

#: Industry practice of quality control: a caption starts within three frames of its first word; a good one up to two
#: frames before it. BBC §5.4: never more than two seconds away.
SYNC_FRAMES, EARLY_FRAMES, NEVER_MS = 3, 2, 2000

#: Netflix, timing: a caption stays half a second after the last word, unless it takes longer to read.
LINGER_MS = 500

#: Netflix, timing: times within half a second of a cut go to it; ends, two frames before it.
SHOT_MS, SHOT_FRAMES = 500, 2

#: A silence of this length parts what is said: cues further from each other are no neighbours.
APART_MS = 1000

#: WCAG 1.2.2, and the table: a sound of more than this many ms should be told of.
SOUND_MS = 5000

#: The same text so many times in a row is a recogniser's loop.
LOOP = 3


def hard_cps(lang: str, profile: CaptionProfile) -> float:
    """Characters a second above which it is an error in `lang`."""
    return max(HARD_CPS.get(lang, profile.cps), profile.cps)


def least_ms(lang: str, profile: CaptionProfile) -> int:
    """The shortest cue that is no error in `lang`."""
    return min(LEAST_MS.get(lang, profile.min_ms), profile.min_ms)


def brief_ms(lang: str, profile: CaptionProfile) -> int:
    """The shortest cue that is not even a warning in `lang`."""
    return min(max(BRIEF_MS.get(lang, 0), least_ms(lang, profile)), profile.max_ms)


def in_frames(count: int, fps: Fraction) -> float:
    """`count` frames in ms."""
    return float(count * 1000 / (fps if fps > 0 else Fraction(25)))
