"""The words of a translation laid over the time in which the sentence was spoken."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

from pipeline.captions.align import nearest
from pipeline.cues import Lang, Word
from pipeline.spans import Span
from pipeline.translation.sentences import Sentence

#: Silence (ms) between two words of the source in which no word of the translation is placed.
PAUSE_MS = 400


def lay(sentence: Sentence, text: str, lang: Lang) -> list[Word]:
    """The words of `text` (split at white space), spread over the speaking time of `sentence`.

    Each word gets time in proportion to its characters. Silences inside the sentence stay silent: a word lies
    on one side of them (a single word bridges them). The first word starts at sentence.start and the last
    ends at sentence.end; starts and ends never go back, and every duration is positive wherever there is a
    millisecond for each word. Probability is None: nobody measured it.
    """
    tokens = text.split()
    if not tokens:
        return []
    spans = _speaking(sentence) if len(tokens) > 1 else [(sentence.start, sentence.end)]
    laid: list[Word] = []
    for span, share in zip(spans, _shares(tokens, spans), strict=True):
        for (start, end), token in zip(_spread(span, share), share, strict=True):
            laid.append(Word(start, end, token, lang, None, sentence.speaker))
    return laid


def _speaking(sentence: Sentence) -> list[Span]:
    """The stretches (ms) in which the sentence is spoken, from its start to its end, in order, without
    overlaps.
    """
    spans: list[Span] = []
    for word in sorted(sentence.words, key=lambda word: word.start):
        start = min(max(word.start, sentence.start), sentence.end)
        end = min(max(word.end, start), sentence.end)
        if spans and start - spans[-1][1] <= PAUSE_MS:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    if not spans:
        return [(sentence.start, sentence.end)]
    spans[0] = (sentence.start, spans[0][1])
    spans[-1] = (spans[-1][0], sentence.end)
    return spans


def _shares(tokens: Sequence[str], spans: Sequence[Span]) -> list[Sequence[str]]:
    """`tokens` dealt out over `spans` in order: each boundary at the word nearest to the same share of
    speaking time.

    First and last span get a word each, if there are two; a span in between may get none.
    """
    reached = [0, *accumulate(_weight(token) for token in tokens)]
    spoken = [0, *accumulate(end - start for start, end in spans)]
    total = spoken[-1] or 1
    cuts = [0]
    for done in spoken[1:-1]:
        cut = nearest(reached, done / total * reached[-1])
        cuts.append(min(max(cut, cuts[-1], 1), len(tokens) - 1))
    cuts.append(len(tokens))
    return [tokens[a:b] for a, b in pairwise(cuts)]


def _weight(token: str) -> int:
    return len(token) + 1  # its space is read, too


def _spread(span: Span, tokens: Sequence[str]) -> list[Span]:
    """One span (ms) for each token, end to end over the whole of `span`."""
    if not tokens:
        return []
    start, end = span
    reached = [0, *accumulate(_weight(token) for token in tokens)]
    edges = [start + round((end - start) * part / reached[-1]) for part in reached]
    if end - start >= len(tokens):
        for index in range(1, len(edges)):
            edges[index] = max(edges[index], edges[index - 1] + 1)
        edges[-1] = end
        for index in range(len(edges) - 2, 0, -1):
            edges[index] = min(edges[index], edges[index + 1] - 1)
    return list(pairwise(edges))
