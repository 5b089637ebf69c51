"""Words with times → cues: who speaks, where to cut, when to show.

The room's other files do the work: `word_times` makes the words' times believable, `speaker_labels` finds the turns,
`division` cuts the whole track at once, `cue_timing` gives the cues their times all together, `sound_cues` fills what
is left. The numbers of a profile come from Netflix's guides or UNE 153010 (see `settings.PROFILES`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from pipeline.captions.cue_timing import placed
from pipeline.captions.division import divided
from pipeline.captions.sound_cues import sound_cues
from pipeline.captions.speaker_labels import turns
from pipeline.captions.time_costs import timing_model
from pipeline.captions.word_times import repaired
from pipeline.cues import Cue, Lang, Sound, Word
from pipeline.project.caption_profile import CaptionProfile


def segment(
    words: Sequence[Word],
    profile: CaptionProfile,
    fps: Fraction | float,
    end_ms: int | None = None,
    *,
    cuts: Sequence[int] = (),
    names: Mapping[str, str] | None = None,
    lang: Lang | None = None,
    sounds: Sequence[Sound] = (),
) -> tuple[Cue, ...]:
    """The cues of `words`, in order, ready to show.

    words: as recognised or translated, one language or several; times in ms may overlap, stand still or go back.
    profile: limits. fps: frames a second of the footage. end_ms: length of the media, if known.
    cuts: times (ms) at which the picture changes. names: what speakers are called, by the `speaker` of words.
    lang: of the track, for its dashes and its sounds; if None, the language most words are in.
    sounds: audible stretches without speech, which become cues of their own.

    Held in every case: no word lost or invented; at most `profile.lines` lines of `profile.line` characters
    (only a word longer than a line is ever cut); cues in order, `gap_frames` apart, never longer than `max_ms`,
    never past `end_ms`; one speaker a line. Only where the media is too short to show its words at all (a frame a
    cue) does the gap give way.

    Sync: a cue starts with its first word; up to 2 frames before or 3 after where the reading speed asks for it; or
    on a cut within 3 frames of it – half a second, where the time of that word is nobody's (no probability, inside a
    sentence) and nobody speaks in between. It ends up to half a second after its
    last word; later only where reading speed, the least duration, or a gap that would flash ask for it and nothing
    is in the way.

    Speakers, where there are several: each turn starts with the name of `names` ("LAURA: "), or with a dash when
    it follows another closely and there is no name. Two whole turns share a cue, a dashed line each, where one of
    them could not be read by itself. `Cue.speaker` is the name, else the words' own `speaker`; None for two.
    """
    clean = repaired(words, profile.line, end_ms)
    clock = timing_model(profile, fps, end_ms, cuts)
    if lang is None and clean:
        lang = Counter(word.lang for word in clean).most_common(1)[0][0]
    parts = divided(clean, turns(clean, names or {}, lang), profile, clock, lang)
    spans = placed([part.wish for part in parts], clock)
    speech = [Cue(start, end, part.text, speaker=part.speaker) for part, (start, end) in zip(parts, spans, strict=True)]
    heard = sound_cues(sounds, speech, clock, lang)
    return tuple(sorted([*speech, *heard], key=lambda cue: cue.start) if heard else speech)
