"""A route for people who mix two languages: clauses of the other one go by a route of their own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.dictionaries import dictionary_files
from pipeline.translation.data_digest import digest
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence

Span = tuple[int, int]


class Mixed(Route):
    """`main`, and `other` for what `clauses` finds in a sentence. Both end in the same language.

    Without `other`, or where all of it is in one language, it is `main` alone.
    """

    def __init__(self, main: Route, other: Route, clauses: Callable[[str], list[Span]]) -> None:
        self.name, self.source, self.target = main.name, main.source, main.target
        self.main, self.other, self.clauses = main, other, clauses

    def available(self) -> bool:
        return self.main.available()

    def version(self) -> str:
        if not self.other.available():
            return self.main.version()
        return f"{self.main.version()} or {self.other.version()} by {digest(dictionary_files())}"

    def remedy(self) -> str:
        return self.main.remedy()

    def knows(self, words: Sequence[str]) -> frozenset[str]:
        return self.main.knows(words)

    def open(self) -> None:
        self.main.open()

    def close(self) -> None:
        self.main.close()
        self.other.close()

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        mixes = self.other.available()
        parts = [_parts(one.text, self.clauses(one.text) if mixes else []) for one in sentences]
        made: dict[bool, dict[str, str]] = {}
        for foreign, route in ((False, self.main), (True, self.other)):
            texts = list(dict.fromkeys(text for group in parts for text, is_foreign in group if is_foreign is foreign))
            asked = [replace(sentences[0], text=_large(text) if foreign else text, lang=route.source) for text in texts]
            answers = map(_small, texts, route.translate(asked) if asked else [])
            made[foreign] = dict(zip(texts, answers, strict=True))
        return ["".join(_spaced(text, made[is_foreign][text]) for text, is_foreign in group) for group in parts]


def _parts(text: str, spans: Sequence[Span]) -> list[tuple[str, bool]]:
    """`text` in pieces, each with whether it is one of `spans`."""
    found, end = [], 0
    for start, stop in spans:
        found += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return [(piece, is_foreign) for piece, is_foreign in [*found, (text[end:], False)] if piece]


def _large(text: str) -> str:
    """A clause as a sentence of its own: commands are only known where one begins."""
    return text[:1].upper() + text[1:]


def _small(said: str, made: str) -> str:
    return made[:1].lower() + made[1:] if said[:1].islower() else made


def _spaced(said: str, made: str) -> str:
    """`made` with the blanks around it that `said` has."""
    before = said[: len(said) - len(said.lstrip())]
    return f"{before}{made.strip()}{said[len(said.rstrip()) :]}" if said.strip() else said
