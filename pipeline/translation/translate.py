"""Words of one language into words of another, in the same time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from pipeline.config import Term
from pipeline.cues import Lang, Word
from pipeline.files import sha256_json
from pipeline.translation.glossary import Glossary, Piece, put_together
from pipeline.translation.retime import lay
from pipeline.translation.route import Route
from pipeline.translation.scripts import is_readable
from pipeline.translation.sentences import Sentence, sentences
from pipeline.translation.tidy import apostrophe_of, tidy

#: Goes up whenever the same words and the same route give other words than before (for the caches).
VERSION = 3

#: Called with (sentences done, sentences in all).
Progress = Callable[[int, int], None]

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rendered:
    """One sentence of the speech and its translation.

    source, lang: what was said, and in which language. text: its translation. start, end: ms, of the speech.
    key: SHA-256 of all that the translation depends on; the same key, the same text.
    """

    source: str
    lang: Lang
    text: str
    start: int
    end: int
    key: str


def translate(
    words: Sequence[Word],
    target: Lang,
    route_for: Callable[[Lang], Route],
    on_progress: Progress | None = None,
    glossary: Sequence[Term] = (),
) -> list[Word]:
    """`words` in `target`, in the order spoken: `render`, laid over the time of the speech.

    Raises RouteError: of `route_for`, or when a route fails.
    """
    return lay_out(words, render(words, target, route_for, on_progress, glossary), target)


def render(
    words: Sequence[Word],
    target: Lang,
    route_for: Callable[[Lang], Route],
    on_progress: Progress | None = None,
    glossary: Sequence[Term] = (),
    known: Mapping[str, str] = _NOTHING,
) -> list[Rendered]:
    """The sentences of `words` that are not in `target` already, translated, in the order spoken.

    known: texts of earlier translations by `Rendered.key`; what is found there is not asked for again. The rest
    goes, a language at a time and all its sentences at once, through `route_for(language)`, which is opened and
    closed here if there is anything to ask. Terms of `glossary` come out in the form of `target`. Raises
    RouteError: of `route_for`, or when a route fails.
    """
    spoken = sentences(words)
    made: dict[int, Rendered] = {}
    done = sum(sentence.lang == target for sentence in spoken)
    for lang in languages_to_translate(words, target):
        chosen = [index for index, sentence in enumerate(spoken) if sentence.lang == lang]
        found = _rendered(route_for(lang), _in_context(spoken, chosen), Glossary(glossary, lang, target), known)
        made |= dict(zip(chosen, found, strict=True))
        done += len(chosen)
        if on_progress:
            on_progress(done, len(spoken))
    sign = apostrophe_of(sentence.text for sentence in spoken)
    return [_typeset(made[index], target, sign) for index in sorted(made)]


def lay_out(words: Sequence[Word], rendered: Sequence[Rendered], target: Lang) -> list[Word]:
    """`words` with each sentence not in `target` replaced by the words of its translation, over its time.

    rendered: what `render` made of the same words. What is in `target` already is kept word for word.
    """
    texts = iter(rendered)
    return [
        word
        for sentence in sentences(words)
        for word in (sentence.words if sentence.lang == target else lay(sentence, next(texts).text, target))
    ]


def languages_to_translate(words: Sequence[Word], target: Lang) -> list[Lang]:
    """The languages for which `render` will ask for a route, in the order first spoken."""
    return list(dict.fromkeys(word.lang for word in words if word.lang != target))


def _in_context(spoken: Sequence[Sentence], chosen: Sequence[int]) -> list[Sentence]:
    """The sentences `chosen`, each with the one before it if that is in the same language."""
    before = {b: one.text for b, (one, other) in enumerate(pairwise(spoken), 1) if one.lang == other.lang}
    return [replace(spoken[index], before=before.get(index, "")) for index in chosen]


def _rendered(route: Route, spoken: Sequence[Sentence], glossary: Glossary, known: Mapping[str, str]) -> list[Rendered]:
    """`spoken` by what is `known`, or else by `route`. Equal sentences are asked for once."""
    keys = [_key(route, sentence, glossary) for sentence in spoken]
    new = {key: sentence for key, sentence in zip(keys, spoken, strict=True) if key not in known}
    texts = dict(known)
    if new:
        with route:
            texts |= zip(new, _translated(route, list(new.values()), glossary), strict=True)
    return [
        Rendered(sentence.text, sentence.lang, texts[key], sentence.start, sentence.end, key)
        for key, sentence in zip(keys, spoken, strict=True)
    ]


def _key(route: Route, sentence: Sentence, glossary: Glossary) -> str:
    """Only what makes a difference: the terms in this sentence; its time only for a route that hears."""
    heard = [] if route.reads_text else [sentence.start, sentence.end]
    before = sentence.before if route.uses_context else ""
    terms = glossary.terms(sentence.text)
    asked = [sentence.text, sentence.lang, glossary.target, before, heard, terms]
    return sha256_json([VERSION, route.name, route.version(), *asked])


def _typeset(one: Rendered, target: Lang, apostrophe: str) -> Rendered:
    """What no engine could read is left as it is, quotation marks and all."""
    if not is_readable(one.source):
        return one
    return replace(one, text=tidy(one.text, one.source, target, apostrophe=apostrophe))


def _translated(route: Route, spoken: Sequence[Sentence], glossary: Glossary) -> list[str]:
    """What `route` makes of `spoken`; again with the terms hidden, or around them, where it harmed one."""
    made = route.translate(spoken)
    if not route.reads_text:
        return made
    missing = {
        index: harmed
        for index, sentence in enumerate(spoken)
        if (harmed := glossary.missing(sentence.text, made[index]))
    }
    masked = {index: glossary.mask(spoken[index].text, harmed) for index, harmed in missing.items()}
    again = route.translate([replace(spoken[index], text=one.text) for index, one in masked.items()])
    for (index, one), text in zip(masked.items(), again, strict=True):
        restored = one.restored(text)
        if restored is None or glossary.missing(spoken[index].text, restored):
            restored = _in_pieces(route, spoken[index], glossary)
        made[index] = restored
    return made


def _in_pieces(route: Route, sentence: Sentence, glossary: Glossary) -> str:
    """`sentence` translated around its terms: rougher than whole, but they are there."""
    pieces = glossary.pieces(sentence.text)
    rest = iter(route.translate([replace(sentence, text=piece.text) for piece in pieces if not piece.is_term]))
    return put_together((piece if piece.is_term else Piece(next(rest), False) for piece in pieces), glossary.target)
