"""Words of one language into words of another, in the same time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.config import Term
from pipeline.cues import Lang, Word
from pipeline.translation.glossary import Glossary
from pipeline.translation.retime import lay
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence, sentences
from pipeline.translation.tidy import apostrophe_of, tidy

#: Goes up whenever the same words and the same route give other words than before (for the caches).
VERSION = 1

#: Called with (sentences done, sentences in all).
Progress = Callable[[int, int], None]


def translate(
    words: Sequence[Word],
    target: Lang,
    route_for: Callable[[Lang], Route],
    on_progress: Progress | None = None,
    glossary: Sequence[Term] = (),
) -> list[Word]:
    """`words` in `target`, in the order spoken.

    What is in `target` already is kept word for word. The rest goes, a language at a time and all its
    sentences at once, through `route_for(language)`, which is opened and closed here, and is laid over the
    time of its sentence (`retime.lay`). Terms of `glossary` come out in the form of `target`. Raises
    RouteError: of `route_for`, or when a route fails.
    """
    spoken = sentences(words)
    texts = _translations(spoken, target, route_for, on_progress, glossary)
    return [
        word
        for index, sentence in enumerate(spoken)
        for word in (lay(sentence, texts[index], target) if index in texts else sentence.words)
    ]


def languages_to_translate(words: Sequence[Word], target: Lang) -> list[Lang]:
    """The languages for which `translate` will ask for a route, in the order first spoken."""
    return list(dict.fromkeys(word.lang for word in words if word.lang != target))


def _translations(
    spoken: Sequence[Sentence],
    target: Lang,
    route_for: Callable[[Lang], Route],
    on_progress: Progress | None,
    terms: Sequence[Term],
) -> dict[int, str]:
    """The tidied translation of each sentence not in `target`, by its index in `spoken`."""
    apostrophe = apostrophe_of(sentence.text for sentence in spoken)
    done = sum(sentence.lang == target for sentence in spoken)
    texts: dict[int, str] = {}
    for lang in languages_to_translate([word for sentence in spoken for word in sentence.words], target):
        chosen = [index for index, sentence in enumerate(spoken) if sentence.lang == lang]
        with route_for(lang) as route:
            made = _translated(route, [spoken[index] for index in chosen], Glossary(terms, lang, target))
        for index, text in zip(chosen, made, strict=True):
            texts[index] = tidy(text, spoken[index].text, target, apostrophe=apostrophe)
        done += len(chosen)
        if on_progress:
            on_progress(done, len(spoken))
    return texts


def _translated(route: Route, spoken: Sequence[Sentence], glossary: Glossary) -> list[str]:
    """What `route` makes of `spoken`; a second time, with the terms hidden, where it harmed one."""
    made = route.translate(spoken)
    if not route.reads_text:
        return made
    harmed = {
        index: glossary.mask(sentence.text, missing)
        for index, sentence in enumerate(spoken)
        if (missing := glossary.missing(sentence.text, made[index]))
    }
    again = route.translate([replace(spoken[index], text=masked.text) for index, masked in harmed.items()])
    for (index, masked), text in zip(harmed.items(), again, strict=True):
        made[index] = masked.restored(text) or made[index]
    return made
