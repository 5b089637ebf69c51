"""Rules about signs, numbers and capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.captions.grammar import is_glued
from pipeline.captions.sound_cues import speaks
from pipeline.captions.speaker_labels import DASH_MARKS
from pipeline.check.finding import Hit, Remedy
from pipeline.check.fixes.sign_spelling import MENDERS, QUOTES, torn_pronoun
from pipeline.check.marks import LABEL
from pipeline.check.view import View


def ellipses(view: View, k: int) -> Iterator[Hit]:
    """ELLIPSIS: Netflix I.3: `…` is one character, and none stands where a sentence merely goes on in the next cue."""
    text = view.cues[k].text
    yield from _sign(view, k, "ELLIPSIS")
    if view.adjoining(k) and text.rstrip().endswith(("…", "...")):
        following = " ".join(view.next_tokens(k))
        goes_on = following.lstrip("….")
        if goes_on[:1].islower() or goes_on != following:
            yield Hit("…", None, partial(Remedy, "no-dots", False), note="continues")


def opening_marks(view: View, k: int) -> Iterator[Hit]:
    """CA-OPENQ: Catalan writes no ¿ and no ¡ (Institut d'Estudis Catalans)."""
    yield from _sign(view, k, "CA-OPENQ")


def unopened(view: View, k: int) -> Iterator[Hit]:
    """ES-OPENQ: RAE, Ortografía, III.3.4.7; Netflix, Castilian: a question opens with ¿, an exclamation with ¡. One may
    have begun in the cue before. Where it begins, only a person knows."""
    yield from _sign(view, k, "ES-OPENQ")
    text = view.cues[k].text
    for opener, closer in (("¿", "?"), ("¡", "!")):
        begun = text.count(opener) + (_begun(view, k, opener, closer) if view.before(k) else 0)
        if len(re.findall(rf"[{closer}]+", text)) > begun and not ("?!" in text or "!?" in text):
            yield Hit(closer, opener, partial(Remedy, "open", False, {"mark": opener}), note="missing")


def _begun(view: View, k: int, opener: str, closer: str) -> int:
    """How many questions of the cues before are still open: 1 at most."""
    for at in range(k - 1, max(-1, k - _LONGEST_SENTENCE), -1):
        text = view.cues[at].text
        if opener in text or closer in text:
            return int(text.rfind(opener) > text.rfind(closer))
    return 0


def geminate(view: View, k: int) -> Iterator[Hit]:
    """CA-GEM: Catalan orthography: `l·l`, not `l.l`, not `ŀl`."""
    yield from _sign(view, k, "CA-GEM")


def apostrophe(view: View, k: int) -> Iterator[Hit]:
    """CA-APOS: Catalan orthography: no space after `l’ d’ m’ n’ s’ t’`; neither a line nor a cue ends at an apostrophe
    or before a hyphenated weak pronoun."""
    yield from _sign(view, k, "CA-APOS")
    tokens, following = view.tokens(k), view.next_tokens(k)
    if tokens and following and _torn(view, k, tokens[-1], following):
        over = partial(Remedy, "word-over", True, {"word": tokens[-1]})
        yield Hit(f"{tokens[-1]} {following[0]}", None, over, "edge")


def _torn(view: View, k: int, last: str, following: list[str]) -> bool:
    """Whether the last word of cue k is one with the first of the words of the next; a hyphen may be the dash of who
    speaks there, so that it counts only where nobody else does."""
    if following[0][0] in DASH_MARKS:
        return view.adjoining(k) and torn_pronoun(view.cues[k].lines[-1], " ".join(following))
    return is_glued(last, following[0])


def quotation(view: View, k: int) -> Iterator[Hit]:
    """QUOTES: « » in Catalan, “ ” in English: the house's choice; the council's own style manual outranks it."""
    yield from _sign(view, k, "QUOTES", limit=" ".join(QUOTES.get(view.context.lang, ("«", "»"))))


def _sign(view: View, k: int, rule: str, limit: str | None = None) -> Iterator[Hit]:
    """A hit where the mender of a rule would change the text."""
    text = view.cues[k].text
    mended = MENDERS[rule](text, view.context.lang)
    if mended == text:
        return
    odd, better = changed(text, mended)
    yield Hit(odd, limit or better, partial(Remedy, "write", True, {"text": better}))


def changed(text: str, mended: str) -> tuple[str, str]:
    """The stretch in which two texts differ, widened to whole words, on one line."""
    head = 0
    while head < min(len(text), len(mended)) and text[head] == mended[head]:
        head += 1
    tail = 0
    while tail < min(len(text), len(mended)) - head and text[-1 - tail] == mended[-1 - tail]:
        tail += 1
    while head and not text[head - 1].isspace():
        head -= 1
    while tail and not text[-tail].isspace():
        tail -= 1
    return _one_line(text[head : len(text) - tail]), _one_line(mended[head : len(mended) - tail])


def _one_line(text: str) -> str:
    return " ".join(text.split())


_NUMBER = re.compile(r"(?<![\w.,:/’'+€$£-])(\d{1,2})(?![\w:/%‰€$£ºª°’'+-]|[.,]\d)")

#: Cues that a sentence goes over, at most.
_LONGEST_SENTENCE = 6

#: What follows a number that is no count, or is counted in figures: units, months, parts of the day.
_FIGURES = {
    "ca": re.compile(
        r"\s+(?:%|[cmk]?m2?|k?g|[mc]?l|h|min|s|ms|€|euros?|graus|per cent|quilòmetres|metres"
        r"|(?:de |d['’])(?:gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre|20\d\d)"
        r"|del matí|de la (?:matinada|tarda|nit)|del (?:migdia|vespre))\b",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\s+(?:%|[cmk]?m2?|k?g|[mc]?l|h|min|s|ms|€|euros?|grados|por ciento|kilómetros|metros"
        r"|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|20\d\d)"
        r"|de la (?:madrugada|mañana|tarde|noche)|del mediodía)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\s+(?:%|[cmk]?m2?|k?g|[mc]?l|h|min|s|ms|euros?|pounds?|degrees|per ?cent"
        r"|(?:kilo)?met(?:re|er)s|miles|hours?|minutes?|seconds?|years?|months?|weeks?|days?|[ap]\.?m\b|o['’]clock"
        r"|(?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december))\b",
        re.IGNORECASE,
    ),
}

#: What stands before a number that is a name: a time, a floor, a street, a rank.
_NAMED = re.compile(
    r"(?:\b(?:les|las|la|núm\.|n\.º|número|pis|piso|planta|sala|línia|línea|capítol|capítulo|article|artículo|bus|room|number|no\.|floor|line|chapter|bus"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)|,|\d)\s*$",
    re.IGNORECASE,
)
_LEAST_FIGURE = {"ca": 0, "en": 1, "es": 1}


def numbers(view: View, k: int) -> Iterator[Hit]:
    """NUM: UNE 153010: zero to ten in words; Netflix, Castilian, and BBC §18.1: one to ten in words, not with units. A
    hint of style: dates, times, addresses and measures stay in figures."""
    lang, text = view.context.lang, view.cues[k].text.replace("\n", " ")
    if lang not in _FIGURES:
        return
    for found in _NUMBER.finditer(text):
        if not _LEAST_FIGURE[lang] <= int(found[1]) <= 10 or found[1] in ("00", *map("{:02}".format, range(10))):
            continue
        if not _FIGURES[lang].match(text[found.end() :]) and not _NAMED.search(text[: found.start()]):
            yield Hit(found[1], None)


def capitals(view: View, k: int) -> Iterator[Hit]:
    """CAPS: UNE 153010: no cue all in capitals; they are slow to read. Names of speakers and acronyms are no cue."""
    if not speaks(view.cues[k]):
        return
    text = " ".join(LABEL.sub("", line) for line in view.cues[k].lines)
    words = [word for word in re.findall(r"[^\W\d_]{2,}", text) if word.casefold() not in view.context.names]
    if len(words) > 1 and all(word.isupper() for word in words) and max(map(len, words)) > 3:
        yield Hit(text.strip(), None)
