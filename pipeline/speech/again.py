"""The same speech heard again – through windows with other borders, and played a little slower –; where the hearings
disagree, words that are in the dictionary count, and the surer ones.

What a recogniser hears in a hard word hangs on where its window happens to begin and on how fast it is spoken: the same
sentences, cut otherwise, come back with other errors. Over seven recordings, as they are and played 5 % slower and
faster (21 in all, 2652 words), one hearing had 390 words wrong, two with other borders 374; 367 with the dictionary's
say, and 347 with both heard once more 5 % slower (over the recordings themselves, 884 words: 122, 119, 118 and 114).
Six hearings (5 % faster too) had 343. No better: a vote by word among all (350–365), the surest words of four without
the dictionary (370), 32-bit arithmetic as a third hearing (366), a wider beam, silence instead of zeros after the
speech, the text so far as context, the mean of several encodings.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pipeline.cues import Word
from pipeline.speech.engine import Options, Progress, SpeechEngine, Window
from pipeline.speech.windows import Span, make_windows, speech_spans, windows_from_end

if TYPE_CHECKING:
    from pipeline.speech.engine import Audio

#: How fast a slower hearing is played, its pitch sinking with it.
SLOWER = 0.95

#: Samples of slower sound that are made at once: so much is there in double precision, never the whole.
BLOCK = 1 << 20

#: Whether a text without signs around it is a word of a language.
Knows = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Hearing:
    """windows: of `sound`, on its clock. speed: at which the sound is played."""

    sound: Audio
    windows: tuple[Window, ...]
    speed: float = 1.0


def hearings(audio: Audio, spans: Sequence[Span], langs: Sequence[str], times: int) -> list[Hearing]:
    """How speech in `spans` (ms), each in its language, is heard up to `times` times: 1, 2 or 4. No window is heard
    twice at one speed; none without speech."""
    plan = _both_ways(audio, spans, langs, 1.0)
    if times > 2 and spans:
        slow = played(audio, SLOWER)
        found = speech_spans(slow)  # the voice detector, too, hears another sound
        plan += _both_ways(slow, found, [_lang_at((a + b) / 2 * SLOWER, spans, langs) for a, b in found], SLOWER)
    return [hearing for hearing in plan[:times] if hearing.windows]


def _both_ways(sound: Audio, spans: Sequence[Span], langs: Sequence[str], speed: float) -> list[Hearing]:
    first, second = make_windows(spans, langs), windows_from_end(spans, langs)
    others = [window for window in second if window not in first]
    return [Hearing(sound, tuple(first), speed), Hearing(sound, tuple(others), speed)]


def _lang_at(ms: float, spans: Sequence[Span], langs: Sequence[str]) -> str:
    """The language of the last stretch that has begun."""
    return langs[max(0, bisect([start for start, _ in spans], ms) - 1)]


def hear_again(
    plan: Sequence[Hearing],
    engine: SpeechEngine,
    options: Options,
    on_progress: Progress | None = None,
    knows: Knows = lambda text, lang: True,
) -> list[Word]:
    """Words of an open `engine`, in order: those of the first of `plan`, bettered by those of the others.

    `on_progress` gets ms of sound: an equal part of them for each hearing.
    """
    if not plan:
        return []
    first = plan[0].windows
    result: list[list[Word]] = []
    for number, hearing in enumerate(plan):
        told = _part(on_progress, number * first[-1].end, hearing.speed, len(plan))
        heard = _in_time(engine.hear(hearing.sound, hearing.windows, options, told), hearing.speed)
        mine = _by_window(heard, first)
        result = [surer(one, other, knows) for one, other in zip(result, mine, strict=True)] if number else mine
    return in_order([word for words in result for word in words])


def played(audio: Audio, speed: float) -> Audio:
    """`audio` at another speed, as a tape would play it."""
    import numpy as np

    slow = np.empty(int(len(audio) / speed), np.float32)
    for start in range(0, len(slow), BLOCK):
        at = np.arange(start, min(start + BLOCK, len(slow))) * speed
        low, high = int(at[0]), int(at[-1]) + 2
        slow[start : start + BLOCK] = np.interp(at, np.arange(low, min(high, len(audio))), audio[low:high])
    return slow


def _in_time(words: Sequence[Word], speed: float) -> Sequence[Word]:
    if speed == 1:
        return words
    return [replace(word, start=round(word.start * speed), end=round(word.end * speed)) for word in words]


def _part(on_progress: Progress | None, before: int, speed: float, parts: int) -> Progress | None:
    """`on_progress` for one of so many hearings, `before` ms having been heard in those before."""
    return (lambda ms: on_progress(round(before + ms * speed) // parts)) if on_progress else None


def _by_window(words: Sequence[Word], windows: Sequence[Window]) -> list[list[Word]]:
    """The words of each window, by their middle: windows meet in silences, where no word is."""
    starts = [window.start for window in windows[1:]]
    groups: list[list[Word]] = [[] for _ in windows]
    for word in words:
        groups[bisect(starts, (word.start + word.end) // 2)].append(word)
    return groups


def surer(words: Sequence[Word], others: Sequence[Word], knows: Knows = lambda text, lang: True) -> list[Word]:
    """`words`, but what is heard otherwise in `others` at that time is theirs where fewer of its words are in no
    dictionary; or as few, and it has more probability in the mean.

    Where only one of them heard anything, `words` are believed: nothing is added where nothing was heard, and no
    stretch is lost because the other hearing broke off.
    """
    result: list[Word] = []
    for mine, theirs in _alike(words, others):
        result += theirs if _same_time(mine, theirs) and _merit(theirs, knows) > _merit(mine, knows) else mine
    return result


def _merit(words: Sequence[Word], knows: Knows) -> tuple[int, float]:
    unknown = sum(not knows(word.text, word.lang) for word in words)
    return -unknown, sum(word.probability or 0.0 for word in words) / len(words)


def _same_time(words: Sequence[Word], others: Sequence[Word]) -> bool:
    """Whether both stand for the same sound: half of the longer is shared. Without it a hearing that misses half a
    window could stand in for all of it."""
    if not words or not others:
        return False
    shared = min(words[-1].end, others[-1].end) - max(words[0].start, others[0].start)
    longer = max(words[-1].end - words[0].start, others[-1].end - others[0].start)
    return 2 * shared >= longer


def _alike(words: Sequence[Word], others: Sequence[Word]) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Both cut into the same stretches: (words, nothing) where they agree, (words, others) where they do not."""
    match = SequenceMatcher(None, [_key(word) for word in words], [_key(word) for word in others], autojunk=False)
    for kind, a, b, c, d in match.get_opcodes():
        yield words[a:b], () if kind == "equal" else others[c:d]


def _key(word: Word) -> str:
    """Letters and digits alone: a comma or a capital is no other word."""
    return "".join(char for char in word.text.lower() if char.isalnum()) or word.text


def in_order(words: Sequence[Word]) -> list[Word]:
    """`words` with no start before that of the word before, and no end after the start of the next.

    Two hearings put the same border of two words some hundredths of a second apart.
    """
    result: list[Word] = []
    for word in words:
        if result:
            start = max(word.start, result[-1].start)
            word = replace(word, start=start, end=max(word.end, start))
            result[-1] = replace(result[-1], end=min(result[-1].end, start))
        result.append(word)
    return result
