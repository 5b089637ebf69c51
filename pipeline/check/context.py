"""All that the rules may know besides the cues. Whatever is not known is empty; the rules that need it are silent."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import accumulate

from pipeline.captions import limits
from pipeline.cues import USUAL_FPS, Lang, Sound, SuspectedHallucination, TrackKind, Word
from pipeline.description.told_lengths import ToldLengths
from pipeline.dictionaries import Speller
from pipeline.project.caption_profile import PROFILES, CaptionProfile
from pipeline.translation.translate import Rendered


@dataclass(frozen=True)
class Context:
    """lang, kind: of the track. profile: its numbers. fps: frames a second of the footage. duration_ms: of the media.

    words: as heard, ordered, in any language, with times (ms) and probabilities. cuts: of the picture (ms). sounds,
    doubts, unheard: as in the transcript. speech: spans (ms) where the voice detector heard somebody. speakers: names
    of those who speak in the story. names: words that need no dictionary (people, glossary). portrait: a 9:16 picture.
    told: how long the passages of a description take. suggests: whether words are looked for that were perhaps meant by
    those of no dictionary, which takes its time. translated: the sentences of the speech that the track translates, in
    order, as the machine translated them last.
    """

    lang: Lang
    kind: TrackKind = "captions"
    profile: CaptionProfile = PROFILES["netflix"]
    fps: Fraction = USUAL_FPS
    duration_ms: int | None = None
    words: tuple[Word, ...] = ()
    cuts: tuple[int, ...] = ()
    sounds: tuple[Sound, ...] = ()
    doubts: tuple[SuspectedHallucination, ...] = ()
    speech: tuple[tuple[int, int], ...] = ()
    unheard: tuple[tuple[int, int], ...] = ()
    speakers: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    portrait: bool = False
    told: ToldLengths = field(default_factory=ToldLengths)
    speller: Speller | None = None
    suggests: bool = True
    translated: tuple[Rendered, ...] = ()

    @cached_property
    def frame_ms(self) -> float:
        """Length of one frame of the footage; the usual one where the rate is no rate."""
        return float(1000 / limits.rate(self.fps))

    @cached_property
    def counted_frame_ms(self) -> float:
        """Length of one frame as the rules count them: pictures may change more slowly than eyes and ears do."""
        return limits.frame_ms(self.fps)

    def is_speech(self, start: int, end: int) -> bool:
        """Whether somebody is heard between `start` and `end` (ms)."""
        starts, ends = self._speech
        at = bisect_left(starts, end)
        return at > 0 and ends[at - 1] > start

    @cached_property
    def _speech(self) -> tuple[list[int], list[int]]:
        """Starts of the spans of speech, ascending, and the latest end up to each."""
        spans = sorted(self.speech)
        return [start for start, _ in spans], list(accumulate((end for _, end in spans), max))

    @property
    def lines(self) -> int:
        """Lines a cue may have: three in a 9:16 picture (BBC §3.3), except in Catalan and Spanish (UNE 153010: two)."""
        return max(self.profile.lines, 3) if self.portrait and self.lang not in ("ca", "es") else self.profile.lines
