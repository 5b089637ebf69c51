"""The sentences of `spoken.py` through every installed route into English, as a build shows them.

Each goes the whole way: divided into sentences, through a route, its typography put in order.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.captions.spoken import Half, Spoken, Verdict, judge, sentences
from benchmarks.table import table
from pipeline.cues import Lang, Word
from pipeline.translation.route import Route
from pipeline.translation.routes import RouteResources, routes_for
from pipeline.translation.translate import render

LANGUAGES: tuple[Lang, ...] = ("ca", "es")
HALVES: tuple[Half, ...] = ("open", "held out")
#: ms between two of the sentences, and the time each has.
_STEP = 10_000


@dataclass(frozen=True, slots=True)
class SpokenFigures:
    """One half through one route. right, asked: sentences by kind, with the mends of Veus; plain: right ones by the
    engines as they come. graves: in how many sentences a tense, a number, a name or a negation is another. speed:
    sentences a second, loading included."""

    lang: Lang
    route: str
    chosen: bool
    half: Half
    asked: dict[str, int]
    right: dict[str, int]
    plain: dict[str, int]
    graves: dict[str, int] = field(default_factory=dict)
    speed: float = 0.0

    @property
    def share(self) -> float:
        """Percent right."""
        return 100 * sum(self.right.values()) / max(1, sum(self.asked.values()))


def measure_spoken() -> list[SpokenFigures]:
    """Every language, every installed route that reads, both halves."""
    found = []
    for lang in LANGUAGES:
        said = sentences(lang)
        for number, route in enumerate(installed(lang)):
            started = time.monotonic()
            made = [judge(one, text) for one, text in zip(said, translated(said, route), strict=True)]
            speed = len(said) / (time.monotonic() - started)
            plain = [judge(one, text) for one, text in zip(said, translated(said, _plain(route)), strict=True)]
            for half in HALVES:
                chosen = [n for n, one in enumerate(said) if one.half == half]
                of_half = [said[n] for n in chosen], [made[n] for n in chosen], [plain[n] for n in chosen]
                found.append(_figures(route, number == 0, half, *of_half, speed))
    return found


def installed(lang: Lang) -> list[Route]:
    """The routes into English that there are here, best first. Whisper hears sound."""
    return [route for route in routes_for(lang, "en") if route.available() and route.reads_text]


def translated(said: Sequence[Spoken], route: Route) -> list[str]:
    """The English of each by `route`."""
    words = [
        Word(n * _STEP + at, n * _STEP + at + 1, text, one.lang, speaker=str(n))
        for n, one in enumerate(said)
        for at, text in enumerate(one.said.split())
    ]
    parts: dict[int, list[str]] = {n: [] for n in range(len(said))}
    for made in render(words, "en", lambda lang: route):
        parts[made.start // _STEP].append(made.text)
    return [" ".join(part) for part in parts.values()]


def wrong_list() -> str:
    """What is wrong of the open half, by the routes that a build takes. The other half is not for looking at."""
    lines = []
    for lang in LANGUAGES:
        said = [one for one in sentences(lang) if one.half == "open"]
        for route in installed(lang)[:1]:
            for one, text in zip(said, translated(said, route), strict=True):
                if not (verdict := judge(one, text)).right:
                    lines.append(f"{one.kind}: {one.said} → {text} ({verdict})")
    return "\n".join(lines)


def to_markdown(figures: Sequence[SpokenFigures]) -> str:
    """Both tables, and what they count."""
    return "\n\n".join((_INTRODUCTION, spoken_table(figures), kinds_table(figures)))


def spoken_table(figures: Sequence[SpokenFigures]) -> str:
    """By route and half: right of all, before and after, and what changed that may not."""
    return table(
        ["from", "route", "half", "right, before", "right, after", "tense", "number", "name", "negation", "a second"],
        [_row(one) for one in figures],
    )


def kinds_table(figures: Sequence[SpokenFigures]) -> str:
    """By kind, of the routes that a build takes: right of all, with Veus' mends."""
    taken = [one for one in figures if one.chosen]
    kinds = list(dict.fromkeys(kind for one in taken for kind in one.asked))
    rows = [[kind, *(f"{one.right.get(kind, 0)} of {one.asked.get(kind, 0)}" for one in taken)] for kind in kinds]
    return table(["kind", *(f"{one.lang}, {one.half}" for one in taken)], rows)


_INTRODUCTION = (
    "Sentences as people say them, written for this (`benchmarks/captions/spoken/`), each with what must and what must"
    " not stand in the English; right is what keeps to both. **The half held out** is never looked at while mending:"
    " only these figures come out of it. *Before*: the engines as they come; *after*: what a build shows. *Tense*,"
    " *number*, *name*, *negation*: in how many sentences one of them is missing or another."
)


def _row(one: SpokenFigures) -> list[str]:
    asked = sum(one.asked.values())
    name = f"**{one.route}**" if one.chosen else one.route
    shares = [f"{100 * sum(right.values()) / asked:.0f} %" for right in (one.plain, one.right)]
    graves = [str(one.graves.get(grave, 0)) for grave in ("tense", "number", "name", "negation")]
    return [one.lang, name, f"{one.half} {asked}", *shares, *graves, f"{one.speed:.0f}"]


def _figures(
    route: Route,
    chosen: bool,
    half: Half,
    said: Sequence[Spoken],
    made: Sequence[Verdict],
    plain: Sequence[Verdict],
    speed: float,
) -> SpokenFigures:
    asked = Counter(one.kind for one in said)
    right, bare = (dict.fromkeys(asked, 0) for _ in range(2))
    graves: Counter[str] = Counter()
    for one, with_mends, without in zip(said, made, plain, strict=True):
        right[one.kind] += with_mends.right
        bare[one.kind] += without.right
        graves.update(with_mends.graves)
    return SpokenFigures(
        route.source, route.name, chosen, half, dict(asked), right, bare, dict(graves), round(speed, 1)
    )


def _plain(route: Route) -> Route:
    plain = routes_for(route.source, route.target, RouteResources(plain=True))
    return next(other for other in plain if other.name == route.name)
