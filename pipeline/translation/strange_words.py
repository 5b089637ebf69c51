"""Words that a translation cannot be built on: those heard with doubt, and those that nobody knows – in no dictionary
of any language here, and not in the route's.

More often misheard than rare, the latter have no translation: engines make something up (`anciams`, a misheard lettuce,
became "provinces"). They stay as they were heard, for somebody to see.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.cues import Lang
from pipeline.dictionaries import NAMES, dictionary, dictionary_word, is_word

#: Below this probability a word that carries meaning is worth hearing again; one in no dictionary always is.
DOUBTFUL = 0.5

_ELIDED = re.compile(r"^[ldmnst]'(?=\w)", re.IGNORECASE)
#: Shorter ones are interjections, and parts of words.
_SHORTEST = 4


def strange_words(text: str, lang: Lang, names: Collection[str] = ()) -> list[str]:
    """The words of `text` in small letters that are in no dictionary installed here, without article, in order. None
    where the language has no dictionary. names: words that need none (case-folded)."""
    if dictionary(lang) is None:
        return []
    cores = (dictionary_word(token) for token in text.split())
    words = dict.fromkeys(_ELIDED.sub("", core) if lang == "ca" else core for core in cores)
    return [word for word in words if _is_strange(word, names)]


def _is_strange(word: str, names: Collection[str]) -> bool:
    if len(word) < _SHORTEST or not word.isalpha() or not word.islower():
        return False
    spellers = ((lang, dictionary(lang)) for lang in NAMES)
    return not any(speller and is_word(word, lang, speller, names) for lang, speller in spellers)
