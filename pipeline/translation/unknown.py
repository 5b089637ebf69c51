"""Words that one mode of Apertium does not know, translated by a way round that does.

Apertium marks such a word (`*calamarsa`). It is looked up alone, or with its auxiliary: Catalan `va engegar`
(started) becomes `vai *engegar` (is going to…) where the verb is unknown, so the two are one unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.cues import Lang
from pipeline.patterns import any_of
from pipeline.translation.elision import joined

_AUXILIARIES: dict[Lang, str] = {
    "ca": "vaig|vas|va|vam|vàrem|vau|vàreu|van|varen|he|has|ha|hem|heu|han|havia|havies|havíem|havíeu|havien",
    "es": "he|has|ha|hemos|habéis|han|había|habías|habíamos|habíais|habían",
}
_IN_PORTUGUESE = "vou|vais|vai|vamos|ides|vão|hei|tenho|tens|tem|temos|tendes|têm|tinha|tinhas|tínhamos|tinham"
#: An unknown word in Apertium's output, with what stands before it and what may belong to it.
_UNKNOWN = re.compile(
    rf"(?<![\w*])(?:(?P<aux>{_IN_PORTUGUESE})(?:-(?P<clitic>\w+))? |(?P<before>\w+) )?"
    r"\*(?P<word>[^\W\d_][\w·]*(?:['’-]\w+)*)",
    re.IGNORECASE,
)
_MARK = re.compile(r"[*#@](?=\S)")
#: English verbs alone come with a subject: "it called", "I set up".
_SUBJECT = re.compile(r"(?:(it)|I|we|you|they|he|she) (?=\w)", re.IGNORECASE)


def units(source: str, marked: str, lang: Lang) -> list[str]:
    """What to look up for `source` (in `lang`), of which Apertium made `marked`. Names are left alone."""
    return [unit for match in _UNKNOWN.finditer(marked) if (unit := _unit(match, source, lang))]


def filled(source: str, marked: str, lang: Lang, target: Lang, known: Mapping[str, str]) -> str:
    """`marked` without marks, and with the units that are `known` in place of its unknown words."""

    def put(match: re.Match[str]) -> str:
        unit = _unit(match, source, lang)
        if unit is None or unit not in known:
            return match[0]
        if " " in unit:
            form, clitic = _without_subject(known[unit], marked[: match.start()]), match["clitic"] or ""
            return f"{form} {clitic}".strip() if _SUBJECT.match(form) else f"{clitic} {form}".strip()
        form = _without_subject(known[unit], marked[: match.start("word") - 1])
        before = match[0].partition("*")[0]
        return joined(before.strip(), form) if target == "ca" else before + form

    return _MARK.sub("", _UNKNOWN.sub(put, marked))


def words(source: str, marked: str) -> list[str]:
    """The words of `source` that are marked as unknown in `marked`, but names: each by itself."""
    found = (match["word"] for match in _UNKNOWN.finditer(marked))
    return [word for word in found if word[0].islower() and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", source)]


def unmixed(source: str, known: Mapping[str, str]) -> str:
    """`source` with the words that are `known` put for others."""
    return re.sub(rf"(?<![\w·'’-])({any_of(known)})(?![\w·'’-])", lambda match: known[match[1]], source)


def best(found: Sequence[str | None]) -> str | None:
    """The first of the translations `found`, those with a subject of their own last; None if there is none."""
    there = [form for form in found if form]
    return next((form for form in there if not _SUBJECT.match(form)), there[0] if there else None)


def has_marks(text: str) -> bool:
    """Whether `text` holds what Apertium would use as a mark."""
    return bool(_MARK.search(text))


def _unit(match: re.Match[str], source: str, lang: Lang) -> str | None:
    word = match["word"]
    if not word[0].islower() and not source.lstrip("\"'«“¿¡([").startswith(word):
        return None
    auxiliaries = _AUXILIARIES.get(lang, r"(?!)")
    there = re.search(rf"(?<!\w)(?:({auxiliaries}) )?{re.escape(word)}(?!\w)", source, re.IGNORECASE)
    if there is None:
        return None
    return f"{there[1]} {word}".lower() if there[1] and match["aux"] else word.lower()


def _without_subject(form: str, before: str) -> str:
    """`form` with its English subject only where a clause starts, and never "it": that one is a guess."""
    subject = _SUBJECT.match(form)
    starts = not before.strip() or before.rstrip()[-1] in ",.;:!?"
    return form[subject.end() :] if subject and (subject[1] or not starts) else form
