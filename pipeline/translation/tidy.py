"""The typography of a machine translation, put in order.

Only marks, spaces and the first capital are touched, never a word. Sources: the Catalan orthography (IEC) for
apostrophes and opening marks, the Spanish one (RAE, Ortografía, III.3.4.7) for the latter; captions keep the end of the
sentence they translate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.captions.grammar import is_abbreviation
from pipeline.cues import Lang
from pipeline.patterns import replaced

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\s+"), " "),
    (re.compile(r" +([,.;:!?…»”)\]])"), r"\1"),
    (re.compile(r"([«“(\[¿¡]) +"), r"\1"),
    (re.compile(r"([,;:])(?:\s*\1)+"), r"\1"),
)
#: Catalan: nothing between an elided article, preposition or pronoun and its word.
_ELISION = re.compile(r"\b([ldmnst])([’']) +(?=\w)", re.IGNORECASE)
#: English: the apostrophe of a contraction or possessive stands without spaces.
_CONTRACTION = re.compile(r"(?<=\w) ?([’']) ?(s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_SPACED_NT = re.compile(r"\b(\w+) n([’'])t\b")
_APOSTROPHE = re.compile(r"(?<=\w)[’'](?=\w)")
_OPENING_MARK = re.compile(r"[¿¡]")
_HOUSE_QUOTES = {"ca": "«»", "en": "“”", "es": "«»"}
_TYPOGRAPHIC_QUOTE = re.compile(r"[«»“”]")
_END = re.compile(r"([.,;:!?…]*)([\"'”’»)\]]*)$")
#: A sentence as far as its last mark, and the space behind it.
_SENTENCE = re.compile(r"[^.?!…]*(?:[.?!…]+[\"'”’»)\]]*\s*|$)")
_LETTER = re.compile(r"[^\W_]")


def tidy(text: str, source: str, lang: Lang, *, apostrophe: str = "") -> str:
    """`text`, a translation of `source` into `lang`, with spaces, apostrophes, first capital and end in
    order.

    apostrophe: the sign written inside words, ' or ’; empty leaves the signs as they are.
    """
    text = replaced(_RULES, text)
    if lang in ("ca", "en"):
        text = _OPENING_MARK.sub("", text)
    if lang == "ca":
        text = _ELISION.sub(r"\1\2", text)
    if lang == "en":
        text = _SPACED_NT.sub(r"\1n\2t", _CONTRACTION.sub(r"\1\2", text))
    if apostrophe:
        text = _APOSTROPHE.sub(apostrophe, text)
    text = _house_quotes(text, source, lang)
    text = _same_end(_first_capital(text.strip(), source), source.strip())
    return opened(text) if lang == "es" else text


def opened(text: str) -> str:
    """Spanish `text` with ¿ and ¡ where a sentence of it ends in ? or ! and has none: before its first letter, since
    nobody can tell where else the question begins."""
    done = ""
    for sentence in _SENTENCE.findall(text):
        ends = _END.search(sentence.rstrip())
        marks = ends[1] if ends else ""
        for mark, opener in (("!", "¡"), ("?", "¿")):
            first = _LETTER.search(sentence)
            if mark in marks and opener not in sentence and first:
                sentence = sentence[: first.start()] + opener + sentence[first.start() :]
        done += sentence
    return done


def apostrophe_of(texts: Iterable[str]) -> str:
    """The sign that `texts` write inside words: ’ if they do so anywhere, otherwise '."""
    return "’" if any("’" in text for text in texts) else "'"


def _house_quotes(text: str, source: str, lang: Lang) -> str:
    """« » in Catalan and “ ” in English where the source has either; plain quotes stay plain otherwise."""
    house = _HOUSE_QUOTES.get(lang)
    if house is None or not _TYPOGRAPHIC_QUOTE.search(source):
        return text
    text = re.sub("[«“]", house[0], re.sub("[»”]", house[1], text))
    return re.sub(r'"([^"]*)"', rf"{house[0]}\1{house[1]}", text)


def _first_capital(text: str, source: str) -> str:
    """A capital where the source has one. A sentence that starts small is left: English "I" and names start
    large.
    """
    model, first = _LETTER.search(source), _LETTER.search(text)
    if not model or not first or not model[0].isupper() or not first[0].islower():
        return text
    return text[: first.start()] + first[0].upper() + text[first.end() :]


def _same_end(text: str, source: str) -> str:
    """The last marks of `source` after the last word of `text`, unless either closes quotes or brackets
    there.
    """
    wanted, made = _END.search(source), _END.search(text)
    assert wanted and made  # the pattern matches the empty end
    if wanted[2] or made[2] or not text[: made.start()].strip():
        return text
    if not wanted[1] and made[1] and is_abbreviation(text[: made.start()].split()[-1] + "."):
        return text
    return text[: made.start()].rstrip() + wanted[1]
