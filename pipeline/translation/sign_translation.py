"""What stands at the top beside the speech – a sign, a song, a second voice – translated caption by caption: its words
belong to no sentence of the speech, and its time is its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.captions.align import timed_words
from pipeline.captions.line_breaks import wrap
from pipeline.cues import Cue, Lang, Word
from pipeline.project.caption_profile import CaptionProfile


def sign_words(signs: Sequence[Cue], lang: Lang) -> list[Word]:
    """The words of `signs`, all in `lang`; each sign a speaker of its own, so that no sentence has words of two."""
    return [
        Word(word.start, word.end, word.text, lang, None, str(number))
        for number, sign in enumerate(signs)
        for word in timed_words([sign], (), lang)
    ]


def as_signs(words: Sequence[Word], signs: Sequence[Cue], profile: CaptionProfile, lang: Lang) -> list[Cue]:
    """`words` – those of `sign_words`, translated into `lang` – as captions at the place and time of their signs."""
    found = []
    for number, group in groupby(words, key=lambda word: word.speaker):
        sign = signs[int(number or 0)]
        text = "\n".join(wrap([word.text for word in group], lang, profile.line, profile.lines))
        found.append(Cue(sign.start, sign.end, text, top=True))
    return found
