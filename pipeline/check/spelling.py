"""Words that are in no dictionary: more often a mishearing than a rare word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from pipeline.captions.grammar import ends_sentence
from pipeline.check.context import Context, Speller
from pipeline.check.finding import Hit, Remedy, Severity
from pipeline.check.marks import words_before_speech
from pipeline.check.view import View

#: What stands around a word and is none of it.
_AROUND = "\"'’‘«»“”()[]{}¿¡.,;:!?…*_–—―-♪♫#/"

#: Elided words before another, and what English hangs on.
_ELISION = re.compile(r"^[ldmnst]'(?=\w)", re.IGNORECASE)
_HUNG = re.compile(r"'(?:s|ll|d|ve|re|m|t)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"[/@\\]|www\.|\w\.\w")

#: A word that hardly fits a dictionary's form: it has a figure in it, or is one letter.
_NO_WORD = re.compile(r"\d|^.$")


def unknown_words(view: View, k: int) -> Iterator[Hit]:
    """SPELL: ours, after Hunspell's dictionaries: words no dictionary knows. Names of the glossary and of people,
    numbers, acronyms, and words heard in another language are passed over; a capital inside a sentence is taken for a
    name: a hint, not a warning."""
    speller = view.context.speller
    if speller is None:
        return
    tokens, langs = view.tokens(k), view.langs(k)
    skipped = words_before_speech(view.cues[k].text)
    for at in range(skipped, len(tokens)):
        if langs[at] != view.context.lang:
            continue
        word = bare(tokens[at])
        if is_unknown(word, view.context, speller):
            opens = at == skipped or ends_sentence(tokens[at - 1], tokens[at])
            level: Severity = "info" if word[:1].isupper() and not opens else "warning"
            yield Hit(word, None, partial(_perhaps, word, speller), values={"word": word}, severity=level)


def _perhaps(word: str, speller: Speller) -> Remedy:
    meant = speller.suggest(word)
    return Remedy("perhaps", False, {"words": ", ".join(meant)}) if meant else Remedy(None, False)


def bare(token: str) -> str:
    """The word of a token, as dictionaries write it: no punctuation around, straight apostrophes."""
    if _ADDRESS.search(token.strip(_AROUND)):
        return ""
    return token.strip(_AROUND).replace("’", "'")


def is_unknown(word: str, context: Context, speller: Speller) -> bool:
    """Whether no dictionary and no list of names knows `word` (as of `bare`), whole or in its parts."""
    if not word or _NO_WORD.search(word) or _is_name(word, context):
        return False
    core = _HUNG.sub("", word) if context.lang == "en" else _ELISION.sub("", word)
    if core.isupper() or _is_name(core, context) or _NO_WORD.search(core):
        return False
    if speller.knows(word) or speller.knows(core):
        return False
    pieces = [piece for piece in re.split(r"[-–]", core) if piece]
    return not (len(pieces) > 1 and all(_is_name(piece, context) or speller.knows(piece) for piece in pieces))


def _is_name(word: str, context: Context) -> bool:
    return word.casefold() in context.names
