"""What a reviewer should hear first: a short list, best guess on top, instead of a colour over every doubtful word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pipeline.captions.grammar import kinds
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import Finding
from pipeline.check.meaning.compared import Compared
from pipeline.check.meaning.compared import listed as to_compare
from pipeline.check.meaning.comparison import LISTED
from pipeline.check.rule_texts import place
from pipeline.check.rules.unheard import bare_speech
from pipeline.check.view import View
from pipeline.dictionaries import dictionary_word, is_word
from pipeline.translation.strange_words import DOUBTFUL

#: Entries a reviewer gets for one track, speech without a caption aside, and how many of them may be doubts and sounds:
#: the words come first.
MOST, MOST_DOUBTS, MOST_SOUNDS = 10, 3, 3

#: A word that is no word is heard before any that is one: it counts as this much less probable.
_NON_WORD = 1.0

#: Words named of one cue.
_NAMED = 4

Kind = Literal["unheard", "compare", "words", "doubt", "sound"]


@dataclass(frozen=True, slots=True)
class Risk:
    """One place to listen to. kind: speech without a caption (unheard), a translation to compare with what was said,
    words of a cue, text kept out of the track (a doubt), or a proposed sound.

    start, end: ms. cue: number from 1, or None. text: the place of what was unheard, a sentence → its translation, the
    words to listen for, what was kept out, or the kind of sound. probability: of the least probable word. non_word:
    whether one of them is in no dictionary; must: and was heard with doubt, so that nothing is approved before somebody
    has settled it. why: a doubt's evidence.
    """

    kind: Kind
    start: int
    end: int
    cue: int | None
    text: str
    probability: float | None = None
    non_word: bool = False
    must: bool = False
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "start": self.start,
            "end": self.end,
            "cue": self.cue,
            "text": self.text,
            "probability": self.probability,
            "non_word": self.non_word,
            "must": self.must,
            "why": self.why,
        }


def risks(view: View, most: int = MOST) -> list[Risk]:
    """All speech without a caption, all that must be settled, and else at most `most` places of the track, the most
    doubtful first: translations to compare, words, then text kept out, then sounds. All but translations and words are
    asked about once, with the captions of the speech."""
    heard = view.context.kind == "captions"
    unheard = [Risk("unheard", *span, None, place(*span)) for span in bare_speech(view)] if heard else []
    doubts = [_doubt(view, k) for k in range(len(view.context.doubts))][:MOST_DOUBTS] if heard else []
    sounds = list(_sounds(view))[:MOST_SOUNDS] if heard else []
    compare = [_compared(one) for one in to_compare(view.translations, view.context.speller, LISTED)][:most]
    words = sorted(_words(view), key=lambda entry: entry[0])
    room = max(0, most - len(compare) - len(doubts) - len(sounds), sum(risk.must for _, risk in words))
    return unheard + compare + [risk for _, risk in words[:room]] + doubts + sounds


def still_to_hear(listed: Sequence[Risk], accepted: Iterable[Finding]) -> list[Risk]:
    """`listed` without the speech, the translations, and the captions with words of no dictionary, that somebody has
    listened to and accepted as they are."""
    accepted = list(accepted)
    same = {finding.cue for finding in accepted if finding.rule == "MEANING"}
    speech = {(finding.start, finding.end) for finding in accepted if finding.rule == "SPEECH-COVER"}
    spelled = {finding.cue for finding in accepted if finding.rule == "SPELL"}

    def done(risk: Risk) -> bool:
        if risk.kind == "unheard":
            return (risk.start, risk.end) in speech
        if risk.kind == "compare":
            return risk.cue in same
        return risk.kind == "words" and risk.non_word and risk.cue in spelled

    return [risk for risk in listed if not done(risk)]


def _compared(one: Compared) -> Risk:
    return Risk("compare", one.start, one.end, one.cue + 1, f"{one.pair.source} → {one.pair.text}")


def _words(view: View) -> Iterator[tuple[tuple[float, int], Risk]]:
    """(rank, risk) of each cue with doubtful words; the lower the rank, the sooner it should be heard."""
    for k in range(len(view.cues)):
        if not speaks(view.cues[k]):
            continue
        ranked = sorted(_doubtful(view, k), key=lambda entry: entry[0])
        if not ranked:
            continue
        chosen = sorted(ranked[:_NAMED], key=lambda entry: entry[1])
        words = [view.said[k].words[at] for _, at, _ in chosen]
        probabilities = [word.probability for word in words if word.probability is not None]
        yield (
            (ranked[0][0], words[0].start),
            Risk(
                "words",
                words[0].start,
                words[-1].end,
                k + 1,
                " … ".join(dictionary_word(word.text) for word in words),
                round(min(probabilities), 3) if probabilities else None,
                any(unknown for _, _, unknown in chosen),
                ranked[0][0] < DOUBTFUL - _NON_WORD,
            ),
        )


def _doubtful(view: View, k: int) -> Iterator[tuple[float, int, bool]]:
    """(rank, index, whether no dictionary has it) of the doubtful words of cue k that carry meaning.

    Words without a probability were written by a person, or translated: only the dictionary speaks about them. A rank
    below DOUBTFUL - _NON_WORD is that of a word in no dictionary that was heard with doubt.
    """
    context, speller = view.context, view.context.speller
    for at, word in enumerate(view.said[k].words):
        core = dictionary_word(word.text)
        if not core or kinds(word.text, word.lang):
            continue
        unknown = bool(
            speller and word.lang == context.lang and not is_word(core, context.lang, speller, context.names)
        )
        by_person = word.probability is None and context.kind == "captions" and bool(context.words)
        if unknown and not by_person:
            yield (word.probability if word.probability is not None else DOUBTFUL) - _NON_WORD, at, True
        elif word.probability is not None and word.probability < DOUBTFUL:
            yield word.probability, at, unknown


def _doubt(view: View, k: int) -> Risk:
    doubt = view.context.doubts[k]
    return Risk("doubt", doubt.start, doubt.end, None, doubt.text, why=doubt.reason)


def _sounds(view: View) -> Iterator[Risk]:
    """Proposed sounds: with the number of the cue that stands for one, where there is one; the longest first."""
    for sound in sorted(view.context.sounds, key=lambda sound: sound.start - sound.end):
        over = [
            k for k, cue in enumerate(view.cues) if not speaks(cue) and cue.start < sound.end and cue.end > sound.start
        ]
        yield Risk("sound", sound.start, sound.end, over[0] + 1 if over else None, sound.kind)
