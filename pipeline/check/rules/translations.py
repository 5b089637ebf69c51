"""A rule about translations: they say what was said."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from pipeline.check.finding import Hit, Remedy, Severity
from pipeline.check.meaning.comparison import LISTED, Note, weight
from pipeline.check.view import View

#: What nobody should publish unseen; all else is a hint.
_GRAVE: frozenset[Note] = frozenset(("number", "name", "negation"))
#: What other rules tell: words of no dictionary (SPELL).
_TOLD_ELSEWHERE: frozenset[Note] = frozenset(("left",))


def says_what_was_said(view: View, k: int) -> Iterator[Hit]:
    """MEANING: ours: numbers, names, negation, tense, length and who speaks, beside what was said; words said twice;
    another route that says something else; words that were heard with doubt. What a person wrote is asked for its
    numbers alone. The figures of what this finds are in docs/translation.md."""
    for one in view.translations.get(k, ()):
        found = one.differences(view.context.speller)
        for difference in found if weight(found) >= LISTED else ():
            if difference.note not in _TOLD_ELSEWHERE:
                level: Severity = "warning" if difference.note in _GRAVE else "info"
                values = {"word": difference.word, "source": one.pair.source}
                yield Hit(None, None, partial(Remedy, "compare", False), difference.note, values, level)
