"""Plurals of expressions in Catalan, Spanish and English, by rule.

Meant for glossary terms: common nouns with their adjectives ("hort urbà", "urban allotment"). What the rules get
wrong is written out in series.toml (`plural`). Sources: IEC, Gramàtica de la llengua catalana, 7.2; RAE, Nueva
gramática, 3.2; for English the usual school rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.cues import Lang

#: End of a word → end of its plural; the first that fits counts.
_RULES: dict[Lang, Sequence[tuple[str, str]]] = {
    "ca": (
        (r"ça$", "ces"), (r"ca$", "ques"), (r"gua$", "gües"), (r"qua$", "qües"), (r"ga$", "gues"), (r"ja$", "ges"),
        (r"a$", "es"),
        (r"à$", "ans"), (r"[èé]$", "ens"), (r"í$", "ins"), (r"ó$", "ons"), (r"ú$", "uns"),
        (r"(?<=[aeiou])ís$", "ïsos"), (r"à[sç]$", "assos"), (r"és$", "esos"), (r"ís$", "isos"), (r"ós$", "osos"),
        (r"(?<=[sçx])$", "os"),
        (r"$", "s"),
    ),
    "es": (
        (r"z$", "ces"), (r"ión$", "iones"), (r"án$", "anes"), (r"én$", "enes"), (r"ín$", "ines"), (r"ón$", "ones"),
        (r"ún$", "unes"), (r"és$", "eses"), (r"s$", "s"), (r"(?<=[íú])$", "es"), (r"(?<=[aeiouáéó])$", "s"),
        (r"$", "es"),
    ),
    "en": (
        (r"\bperson$", "people"), (r"\bchild$", "children"), (r"man$", "men"), (r"(?<=[^aeiou])y$", "ies"),
        (r"(?:(?<=[sxz])|(?<=ch)|(?<=sh))$", "es"), (r"$", "s"),
    ),
}  # fmt: skip
#: A single word in -s of so many letters is a singular: "pis", "mas", "bus", "gas".
_SHORT = 4
#: What follows these stays as it is: "centre de dia", "centros de día", "day of rest".
_LINKS = re.compile(
    r"^(?:d'|l'|s')|^(?:de|del|dels|d|a|al|als|amb|per|en|i|y|o|con|para|por|of|for|with|in|at|on|and|to)$"
)


def plural(expression: str, lang: Lang) -> str:
    """The plural of `expression` in `lang`; `expression` itself where there is no rule, or it is one already."""
    rules, words = _RULES.get(lang), expression.split()
    head = next((n for n, word in enumerate(words) if n and _LINKS.match(word.replace("’", "'").lower())), len(words))
    if rules is None or not words or _is_plural(words[:head]):
        return expression
    first = head - 1 if lang == "en" else 0
    return " ".join(_plural_word(word, rules) if first <= n < head else word for n, word in enumerate(words))


def _is_plural(head: list[str]) -> bool:
    """Whether the words before a preposition look like a plural: "serveis socials", but not "pis", "social class"."""
    last = head[-1]
    return last.endswith("s") and not last.endswith("ss") and (len(head) > 1 or len(last) > _SHORT)


def _plural_word(word: str, rules: Sequence[tuple[str, str]]) -> str:
    for end, put in rules:
        if re.search(end, word):
            return re.sub(end, put, word, count=1)
    return word
