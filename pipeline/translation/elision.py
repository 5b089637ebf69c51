"""Catalan articles and prepositions before a word that starts with a vowel."""

from __future__ import annotations

import re

#: "el alberg" is "l'alberg" (IEC, Gramàtica, 4.2.2); what a name of either gender elides to is the same.
_ELIDED = {"el": "l'", "la": "l'", "de": "d'", "al": "a l'", "del": "de l'", "pel": "per l'"}
_VOWEL = re.compile(r"h?[aeiouàèéíïòóúü]", re.IGNORECASE)
#: Letters that count as consonants here ("el iogurt", "la hiena"), and feminines that keep their article
#: because the vowel is an unstressed i or u ("la universitat").
_CONSONANT = re.compile(r"h?[iu][aeiouàèéíòóú]", re.IGNORECASE)
_UNSTRESSED = re.compile(r"h?[iu]", re.IGNORECASE)

#: Articles, with and without preposition, by what follows: masculine plural, feminine, feminine plural.
_MANY = {"el": "els", "la": "les", "del": "dels", "al": "als", "pel": "pels", "un": "uns", "una": "unes"}
_HER = {"el": "la", "del": "de la", "al": "a la", "pel": "per la", "un": "una"}
_THEM = {"el": "les", "la": "les", "del": "de les", "al": "a les", "pel": "per les", "un": "unes", "una": "unes"} | {
    "els": "les", "dels": "de les", "als": "a les", "pels": "per les", "uns": "unes"
}  # fmt: skip
#: What the spelling of an expression in small letters says of its number and gender. The first that fits counts.
_AGREEMENT = (
    (re.compile(r"[a-zà-ÿ·]+(?:or|er|ad|ic|qu|in|on)es\b"), _THEM),
    (re.compile(r"[a-zà-ÿ·]+s \S*s\b|[a-zà-ÿ·]+[^aeiouàèéíòóú]s$|[a-zà-ÿ·]+es$"), _MANY),
    (re.compile(r"[a-zà-ÿ·]+a\b"), _HER),
)


def agreeing(before: str | None, form: str) -> str:
    """Like `joined`, after an article that first takes number and gender of the expression `form`."""
    table = next((table for spelling, table in _AGREEMENT if spelling.match(form)), {})
    right = table.get(before.lower()) if before else None
    if before and right:
        before = right[0].upper() + right[1:] if before[0].isupper() else right
    head, _, last = (before or "").rpartition(" ")
    return f"{head} {joined(last, form)}".lstrip()


def joined(before: str | None, form: str) -> str:
    """`before` (an article, a preposition, any word, or None) and `form` as Catalan writes them together."""
    if not before:
        return form
    short = _ELIDED.get(before.lower())
    keeps = _CONSONANT.match(form) or (before.lower() == "la" and _UNSTRESSED.match(form))
    if short is None or keeps or not _VOWEL.match(form):
        return f"{before} {form}"
    return (short[0].upper() if before[0].isupper() else short[0]) + short[1:] + form
