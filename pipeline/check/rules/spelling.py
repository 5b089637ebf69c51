"""Words that are in no dictionary: more often a mishearing than a rare word."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.captions.grammar import ends_sentence
from pipeline.check.finding import Hit, Remedy, Severity
from pipeline.check.marks import words_before_speech
from pipeline.check.view import View
from pipeline.dictionaries import dictionary_word, is_word, unelided


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
        word = dictionary_word(tokens[at])
        if not is_word(word, view.context.lang, speller, view.context.names):
            name = unelided(word)
            opens = name == word and (at == skipped or ends_sentence(tokens[at - 1], tokens[at]))
            level: Severity = "info" if name[:1].isupper() and not opens else "warning"
            yield Hit(word, None, partial(_perhaps, word, view), values={"word": word}, severity=level)


def _perhaps(word: str, view: View) -> Remedy:
    meant = view.suggestions(word)
    return Remedy("perhaps", False, {"words": ", ".join(meant)}) if meant else Remedy(None, False)
