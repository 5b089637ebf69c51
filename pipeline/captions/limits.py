"""What a profile's numbers come to in a language and at a frame rate, for those who make captions and who check them.

Sources of the numbers: Netflix, Timed Text Style Guide: general requirements, and Subtitle Timing Guidelines; UNE
153010:2012; ésAdir; BBC Subtitle Guidelines. Those that a series may override are fields of `settings.CaptionProfile`.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from pipeline.cues import USUAL_FPS, Lang
from pipeline.project.caption_profile import CaptionProfile

#: How far before its first word a caption may start to gain reading time (Netflix, timing, 1: one or two frames).
EARLY_FRAMES = 2

#: Netflix, timing: a gap of this many frames and more flashes, up to `flash_ms`.
FLASH_FRAMES = 3

#: BBC §5.4: never further from the voice than this.
NEVER_MS = 2000

#: Left shorter than this, a cue could not be read at all: it is joined to another, or stays as it was.
READABLE_MS = 500

#: A silence of this length parts what is said: cues further from each other are no neighbours.
APART_MS = 1000

#: The same text so many times in a row is a recogniser's loop.
LOOP = 3

#: The slowest rate that rules count in.
SLOWEST_FPS = Fraction(24)


def hard_cps(lang: Lang, profile: CaptionProfile) -> float:
    """Characters a second above which it is an error in `lang` (Netflix, English: 17 is the aim, 20 the most)."""
    return max(profile.english_cps, profile.cps) if lang == "en" else profile.cps


def least_ms(lang: Lang, profile: CaptionProfile) -> int:
    """The shortest cue that is no error in `lang` (Netflix, English: 5/6 s; ésAdir, UNE: 1 s)."""
    return min(profile.english_min_ms, profile.min_ms) if lang == "en" else profile.min_ms


def brief_ms(lang: Lang, profile: CaptionProfile) -> int:
    """The shortest cue that is not even a warning in `lang` (ésAdir, Catalan: 1.5 s)."""
    brief = profile.brief_ms if lang == "ca" else 0
    return min(max(brief, least_ms(lang, profile)), profile.max_ms)


def frames(count: int, fps: Fraction | float) -> int:
    """`count` frames in whole ms, rounded up; 25 fps where the rate is no rate, and never longer than at 24.

    The rules count in frames of films; in footage with fewer of them, eyes and ears are as quick as ever.
    """
    return ceil(count * 1000 / _counted(fps))


def frames_within(count: int, fps: Fraction | float) -> int:
    """`count` frames in whole ms, rounded down."""
    return floor(count * 1000 / _counted(fps))


def frame_ms(fps: Fraction | float) -> float:
    """One frame as the rules count them, in ms: never longer than at 24 a second."""
    return float(1000 / _counted(fps))


def _counted(fps: Fraction | float) -> Fraction:
    return max(rate(fps), SLOWEST_FPS)


def rate(fps: Fraction | float) -> Fraction:
    """`fps`, or the usual rate where it is no rate."""
    return Fraction(fps) if fps and fps > 0 and fps != float("inf") else USUAL_FPS
