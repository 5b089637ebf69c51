"""Words of one language into words of another, in the same time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from pipeline.captions.grammar import kinds
from pipeline.cues import Lang, Word
from pipeline.dictionaries import dictionary_word
from pipeline.errors import RouteError
from pipeline.files import sha256_json
from pipeline.messages import tr
from pipeline.project.settings import Term
from pipeline.translation.answers import parted, whole
from pipeline.translation.clock import in_figures
from pipeline.translation.glossary import Glossary, TermPiece, put_together
from pipeline.translation.laying import lay
from pipeline.translation.numerals import numbers_in_figures
from pipeline.translation.route import Route, one_line
from pipeline.translation.scripts import is_readable
from pipeline.translation.sentences import Sentence, sentences
from pipeline.translation.strange_words import DOUBTFUL, strange_words
from pipeline.translation.tidy import apostrophe_of, tidy

#: Goes up whenever the same words and the same route give other words than before (for the caches).
VERSION = 13

#: Called with (sentences done, sentences in all).
Progress = Callable[[int, int], None]

#: What stands before a sentence that could not be translated, and is shown as it was said: a part of its first word, so
#: that no caption ends on it.
UNTRANSLATED = "[?]"

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rendered:
    """One sentence of the speech and its translation.

    source, lang: what was said, and in which language. text: its translation. start, end: ms, of the speech.
    key: SHA-256 of all that the translation depends on; the same key, the same text. trouble: why there is none; the
    text is then what was said, marked as UNTRANSLATED. doubtful: words that were heard with doubt. other: what another
    route makes of it, where one was asked (`second_opinion`).
    """

    source: str
    lang: Lang
    text: str
    start: int
    end: int
    key: str
    trouble: str = ""
    doubtful: tuple[str, ...] = ()
    other: str = ""


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
    closed here if there is anything to ask. Terms of `glossary` come out in the form of `target`. A sentence that a
    working route fails at stays as it was said, marked. Raises RouteError: of `route_for`, or when a route fails at
    every sentence there is.
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
        for word in (sentence.words if sentence.lang == target else _laid(sentence, next(texts), target))
    ]


def _laid(sentence: Sentence, one: Rendered, target: Lang) -> list[Word]:
    return lay(sentence, one.text, sentence.lang if one.trouble else target)


def languages_to_translate(words: Sequence[Word], target: Lang) -> list[Lang]:
    """The languages for which `render` will ask for a route, in the order first spoken."""
    return list(dict.fromkeys(word.lang for word in words if word.lang != target))


def _in_context(spoken: Sequence[Sentence], chosen: Sequence[int]) -> list[Sentence]:
    """The sentences `chosen`, each with the one before it if that is in the same language."""
    before = {b: one.text for b, (one, other) in enumerate(pairwise(spoken), 1) if one.lang == other.lang}
    return [replace(spoken[index], before=before.get(index, "")) for index in chosen]


def _rendered(route: Route, spoken: Sequence[Sentence], glossary: Glossary, known: Mapping[str, str]) -> list[Rendered]:
    """`spoken` by what is `known`, or else by `route`. Equal sentences are asked for once."""
    version = route.version()
    names = [_names(sentence, glossary) for sentence in spoken]
    strange = [strange_words(one.text, one.lang, own) for one, own in zip(spoken, names, strict=True)]
    keys = [_key(route, version, sentence, glossary, odd) for sentence, odd in zip(spoken, strange, strict=True)]
    new = {key: n for n, key in enumerate(keys) if key not in known}
    texts: dict[str, str | RouteError] = dict(known)
    if new:
        odd = list(dict.fromkeys(word for n in new.values() for word in strange[n]))
        with route:
            kept = glossary.with_words(sorted(set(odd) - route.knows(odd))) if odd else glossary
            texts |= zip(new, _translated(route, [spoken[n] for n in new.values()], kept), strict=True)
    doubtful = [_doubtful(*each) for each in zip(spoken, strange, names, strict=True)]
    return [_result(one, key, texts[key], words) for one, key, words in zip(spoken, keys, doubtful, strict=True)]


def _names(sentence: Sentence, glossary: Glossary) -> frozenset[str]:
    """The words (case-folded) of terms and people of a sentence: no dictionary needs to know them, and they come out
    as they are."""
    return frozenset(word.casefold() for term in glossary.terms(sentence.text) for word in term.split())


def _doubtful(sentence: Sentence, strange: Sequence[str], names: Collection[str]) -> tuple[str, ...]:
    """The words that were heard with doubt, or that nobody knows; not those that a person wrote."""
    words = [dictionary_word(word.text) for word in sentence.words if _is_doubtful(word, strange)]
    return tuple(word for word in words if word.casefold() not in names)


def _result(sentence: Sentence, key: str, text: str | RouteError, doubtful: tuple[str, ...]) -> Rendered:
    trouble = text.what if isinstance(text, RouteError) else ""
    shown = f"{UNTRANSLATED}{sentence.text}" if isinstance(text, RouteError) else text
    return Rendered(sentence.text, sentence.lang, shown, sentence.start, sentence.end, key, trouble, doubtful)


def _is_doubtful(word: Word, strange: Sequence[str]) -> bool:
    """Words that only lean on others change little; those without a probability are a person's."""
    if word.probability is None or kinds(word.text, word.lang):
        return False
    return word.probability < DOUBTFUL or any(dictionary_word(word.text).endswith(odd) for odd in strange)


def _key(route: Route, version: str, sentence: Sentence, glossary: Glossary, strange: Sequence[str]) -> str:
    """Only what makes a difference: the terms in this sentence, and the words of no dictionary; its time only for a
    route that hears. version: of the route, which has to read files to know it."""
    heard = [] if route.reads_text else [sentence.start, sentence.end]
    before = sentence.before if route.uses_context else ""
    terms = glossary.terms(sentence.text)
    asked = [sentence.text, sentence.lang, glossary.target, before, heard, terms, strange]
    return sha256_json([VERSION, route.name, version, *asked])


def _typeset(one: Rendered, target: Lang, apostrophe: str) -> Rendered:
    """What no engine could read or translate is left as it is, quotation marks and all."""
    if one.trouble or (one.text == one.source and not is_readable(one.source)):
        return one
    return replace(one, text=tidy(one.text, one.source, target, apostrophe=apostrophe))


def _translated(route: Route, spoken: Sequence[Sentence], glossary: Glossary) -> list[str | RouteError]:
    """What is made of `spoken`: by the table of what is said whole, or else by `route`, which gets the rest alone."""
    if not route.reads_text:
        return [_unless_same(*each) for each in zip(_said(route, spoken), spoken, strict=True)]
    made: list[str | RouteError] = [whole(one.text, route.source, route.target) or "" for one in spoken]
    left = [index for index, text in enumerate(made) if not text]
    parts = [parted(spoken[index].text, route.source, route.target) for index in left]
    asked = [
        replace(spoken[index], text=_readable(part.core if part else spoken[index].text, route))
        for index, part in zip(left, parts, strict=True)
    ]
    for index, part, text in zip(left, parts, _by_engine(route, asked, glossary), strict=True):
        terms = glossary.terms(spoken[index].text).values()
        made[index] = part.whole(text, terms) if part and isinstance(text, str) else text
    return made


def _unless_same(made: str | RouteError, sentence: Sentence) -> str | RouteError:
    """A route that hears, and understood nothing, gives back what was said: several words are no translation of
    themselves."""
    same = made == one_line(sentence.text) and len(sentence.text.split()) > 1
    return RouteError(tr("nothing was understood there.")) if same else made


def _readable(text: str, route: Route) -> str:
    """`text` with its times of day, and into English its numbers, in figures."""
    text = in_figures(text, route.source, route.target)
    return numbers_in_figures(text, route.source) if route.target == "en" else text


def _by_engine(route: Route, spoken: Sequence[Sentence], glossary: Glossary) -> list[str | RouteError]:
    """What `route` makes of `spoken`; again with the terms hidden, or around them, where it harmed one."""
    made = _said(route, spoken)
    missing = {
        index: harmed
        for index, (sentence, text) in enumerate(zip(spoken, made, strict=True))
        if isinstance(text, str) and (harmed := glossary.missing(sentence.text, text))
    }
    masked = {index: glossary.mask(spoken[index].text, harmed) for index, harmed in missing.items()}
    again = _said(route, [replace(spoken[index], text=one.text) for index, one in masked.items()])
    for (index, one), text in zip(masked.items(), again, strict=True):
        restored = one.restored(text) if isinstance(text, str) else None
        if restored is None or glossary.missing(spoken[index].text, restored):
            made[index] = _in_pieces(route, spoken[index], glossary)
        else:
            made[index] = restored
    return made


def _in_pieces(route: Route, sentence: Sentence, glossary: Glossary) -> str | RouteError:
    """`sentence` translated around its terms: rougher than whole, but they are there."""
    pieces = glossary.pieces(sentence.text)
    made = _said(route, [replace(sentence, text=piece.text) for piece in pieces if not piece.is_term])
    if trouble := next((text for text in made if isinstance(text, RouteError)), None):
        return trouble
    rest = iter(made)
    return put_together(
        (piece if piece.is_term else TermPiece(str(next(rest)), False) for piece in pieces), glossary.target
    )


def _said(route: Route, spoken: Sequence[Sentence]) -> list[str | RouteError]:
    """What `route` makes of `spoken`; an error in place of each that it fails at, found by halves. Raises RouteError
    where it is the route that fails, and not at these sentences."""
    try:
        return list(route.translate(spoken))
    except RouteError as error:
        if not route.reads_text:
            raise
        try:
            route.prove()
        except RouteError:
            raise error from None
        return _by_halves(route, spoken, error)


def _by_halves(route: Route, spoken: Sequence[Sentence], error: RouteError) -> list[str | RouteError]:
    """`spoken`, which together failed with `error`, each by itself where need be."""
    if len(spoken) == 1:
        return [error]
    middle, made = len(spoken) // 2, list[str | RouteError]()
    for half in (spoken[:middle], spoken[middle:]):
        try:
            made += route.translate(half)
        except RouteError as trouble:
            made += _by_halves(route, half, trouble)
    return made
