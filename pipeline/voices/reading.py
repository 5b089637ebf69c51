"""What is written → what a voice is given: words, and the signs at which it pauses.

No voice reads all that people write: festival drops the minus of −5 and says "guió" at a dash, hibari reads 12,50 € as
1250, espeak-ng reads 1r as "uno erre". So all that is not a word is spelled out here, by one table for each language
(`reading_ca`, `reading_en`, `reading_es`), and a voice gets letters that it knows, blanks, and , . ; : ? ! ' - alone.

Acronyms stay as they are where they can be said as a word (CUESB, SEM); those without a vowel, and those that people
spell all the same (ONG), become names of letters in Catalan and Spanish; the English voice knows itself what to spell.
Signs that have no words in the table (hearts, arrows, trade marks) are passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from pipeline.cues import Lang
from pipeline.voices.reading_ca import TABLE as CATALAN
from pipeline.voices.reading_en import TABLE as ENGLISH
from pipeline.voices.reading_es import TABLE as SPANISH
from pipeline.voices.reading_forms import in_one_form
from pipeline.voices.reading_numbers import NumberReader
from pipeline.voices.reading_table import ReadingTable
from pipeline.voices.respelling import respelled

TABLES: dict[Lang, ReadingTable] = {table.lang: table for table in (CATALAN, ENGLISH, SPANISH)}

_QUOTES = re.compile('[«»“”„‟"‹›`´*_|]+')
_DASH = re.compile(r"(?:^|(?<=\s))[-−–—―]+(?=\s|$)|[—―]+|(?<=\w)–(?=\s|$)|(?:^|(?<=\s))[-–](?=[^\W\d])")
_BRACKETS = re.compile(r"\s*[()\[\]{}/\\•]\s*")
_DOTS = re.compile(r"\s*(?:…|\.{2,})(\s*\w)?")
_PAUSES = re.compile(r"(?:\s*[,.;:?!]\s*)*\s*([,.;:?!])\s*")

_DOMAIN = r"(?:cat|com|org|net|es|eu|barcelona|info|gov|gob|edu|uk|tv|io)"
_LINK = re.compile(
    rf"(?<![\w@.])(?:https?://)?(?:www\.)?((?:[\w-]+\.)+{_DOMAIN}\b(?:/(?:[\w/%&=~#-]|[?:;,.!+](?=\w))*)?)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<!\w)[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<!\w)([@#])(?=\w)")
_ACRONYM = re.compile(r"(?<![^\W\d_])[^\W\d_a-z]{2,}(?![^\W\d_])")
#: "J. M. Serra" anywhere; "M. Puig" where a name begins, for a sentence may end in "la línia A."
_INITIALS = re.compile(
    r"(?<!\w)(?:(?:[A-Z]\. ?){2,}(?=[A-ZÀ-Ý][a-zà-ÿ])|(?:^|(?<=[,;:«“(] )|(?<=\b[LlDd]'))[A-Z]\. (?=[A-ZÀ-Ý][a-zà-ÿ]))"
)
#: "en Joan C. i la Maria": a name that is not told, and no end of a sentence.
_SURNAME = re.compile(r"(?<![\w.])([A-ZÀ-Ý][a-zà-ÿ]+ )([A-Z])\.(?= [a-zà-ÿ])")
_VOWELS = frozenset("AEIOUÀÁÈÉÍÏÒÓÚÜ")

#: How often what came out is read again at most: a rule may lay bare what another one is for.
_ROUNDS = 5


def as_read(text: str, lang: Lang) -> str:
    """`text` as it is to be said in `lang`: words in letters that the voice knows, without digits, and pauses. What has
    been read once stays as it is. A language without a table of its own is left as it is written."""
    table = TABLES.get(lang)
    if table is None:
        return " ".join(text.split())
    for _ in range(_ROUNDS):
        read = _once(text, table)
        if read == text:
            break
        text = read
    return text


def _once(text: str, table: ReadingTable) -> str:
    text = _tidied(text)
    text = _links(text, table)
    text = _abbreviations(table)(text)
    text = _initials(text, table)
    text = _numbers(table)(in_one_form(text, table))
    text = _QUOTES.sub(" ", text)
    text = _DOTS.sub(lambda dots: f"{',' if (dots[1] or '').strip().islower() else '.'}{dots[1] or ''}", text)
    text = _BRACKETS.sub(", ", _DASH.sub(", ", text))
    text = _ACRONYM.sub(lambda found: _spelled(found[0], table), text)
    text = _signs(text, table)
    return _paused(respelled(text, table))


def _tidied(text: str) -> str:
    """Composed letters, one kind of apostrophe, digits as 0–9, an empty line as a pause; without what is not seen."""
    text = unicodedata.normalize("NFC", text).translate({ord(sign): "'" for sign in "’‘ʼ′"})
    text = re.sub(r"(?<=[^\s,.;:?!])\s*\n\s*\n\s*", ". ", text.strip())
    kept = (sign for sign in text if sign.isspace() or unicodedata.category(sign) not in ("Cf", "Cc", "Co", "Cs", "Cn"))
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in kept)


def _links(text: str, table: ReadingTable) -> str:
    """Addresses, as they are told on the telephone: without what every browser adds."""

    def told(address: str) -> str:
        return re.sub(r"\W|_", lambda sign: f" {table.link.get(sign[0]) or table.symbols.get(sign[0], '')} ", address)

    text = _MAIL.sub(lambda found: told(found[0]), text)
    text = _LINK.sub(lambda found: told(found[1].rstrip("/")), text)
    text = re.sub(r"(?<!\w)#(?=\d)", f"{table.link['#1']} ", text)
    return _HANDLE.sub(lambda found: f"{table.link[found[1]]} ", text)


@cache
def _numbers(table: ReadingTable) -> NumberReader:
    return NumberReader(table)


@cache
def _abbreviations(table: ReadingTable) -> Callable[[str], str]:
    rules = [(re.compile(rf"(?<![\w.-])(?:{written})"), words) for written, words in table.abbreviations.items()]

    def read(text: str) -> str:
        for rule, words in rules:
            text = rule.sub(words, text)
        return text

    return read


def _initials(text: str, table: ReadingTable) -> str:
    """Of people's names: no sentence ends behind one."""
    text = _SURNAME.sub(lambda found: f"{found[1]}{table.letter_names.get(found[2], found[2])}", text)
    return _INITIALS.sub(
        lambda found: re.sub(r"\w", lambda one: table.letter_names.get(one[0], one[0]), found[0].replace(".", " ")),
        text,
    )


def _spelled(word: str, table: ReadingTable) -> str:
    """An acronym that is said by its letters: one that has no vowel, or that people spell all the same."""
    if not table.letter_names or not (word in table.spelled or _VOWELS.isdisjoint(word)):
        return word
    names = [table.letter_names.get(letter) for letter in word]
    return " ".join(name for name in names if name) if all(names) else word


def _signs(text: str, table: ReadingTable) -> str:
    """Signs as words, and no others but those of words and pauses."""

    def said(sign: str) -> str:
        if sign in table.symbols:
            return f" {table.symbols[sign]} "
        return sign if sign.isalpha() or sign.isspace() or sign in ",.;:?!'-·" else " "

    text = "".join(map(said, text))
    # Hyphens, apostrophes and the Catalan dot belong into words.
    return re.sub(r"(?<![^\W\d_])['·]|['·](?![^\W\d_])|(?<![^\W\d_])-+|-+(?![^\W\d_])", " ", text)


def _paused(text: str) -> str:
    """One sign for each pause – the last of several –, none at the beginning, and one blank between words."""
    text = _PAUSES.sub(lambda signs: f"{_strongest(signs[0])} ", " ".join(text.split()))
    return re.sub(r"^[\s,.;:?!]+", "", text).strip().removesuffix(",").strip()


def _strongest(signs: str) -> str:
    return next((sign for sign in "?!.;:" if sign in signs), ",")
