"""The table of routes: every way Veus knows from one language to another, best first.

Figures: those of docs/translation.md, of the halves held out; for the models that are downloaded, what their makers
publish.

No route here uses the sentence before as context (`Route.uses_context`). Apertium's rules end with the sentence.
Firefox's models read one line: with the sentence before in front, what they made of the second one was worse for
every pair (docs/translation.md), and in a third of the cases its beginning could not be found again. Whisper
hears spans of sound of its own choosing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.languages import LANGUAGES
from pipeline.messages import tr
from pipeline.translation.apertium import Apertium, Mends
from pipeline.translation.brazilian import catalan_as_pt_en_reads, spanish_as_pt_en_reads
from pipeline.translation.castilian_clauses import castilian_clauses
from pipeline.translation.firefox import Firefox, PackagedFirefox
from pipeline.translation.mixed_route import Mixed
from pipeline.translation.pivot import Pivot
from pipeline.translation.route import Hear, Route
from pipeline.translation.sentences import Sentence
from pipeline.translation.testimonies import before_spa_cat
from pipeline.translation.whisper_route import Whisper
from pipeline.translation.wording import (
    after_por_cat,
    after_pt_en,
    after_pt_es,
    before_cat_por,
    before_es_pt,
)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RouteResources:
    """What a run lends to routes. hear, model: Whisper's ears and their name. folder: downloaded models.

    plain: engines as they come, without the mends of this room: for measuring what those bring.
    """

    hear: Hear | None = None
    model: str = ""
    folder: Path | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class RouteEntry:
    """How to make a route, and how good it is. bleu: on written news (None: nobody has measured it). spoken: percent
    right of what people say (None: not measured by us). by_makers: BLEU is what its makers publish."""

    make: Callable[[RouteResources], Route]
    bleu: float | None = None
    spoken: int | None = None
    by_makers: bool = False


#: The modes of Apertium in use: source, target, Debian package, and what is put right around them. `_iec2017` write
#: Catalan as the IEC's Ortografia of 2017 does (`soc`, not `sóc`); older packages lack them.
MODES: dict[str, tuple[Lang, Lang, str, Mends]] = {
    "cat-por": (
        "ca", "pt", "apertium-por-cat",
        Mends(before=before_cat_por, after=catalan_as_pt_en_reads, explicit=True, mixed=("cat-spa", "spa-cat"),
              detours=(("cat-eng",), ("cat-spa", "es-pt"), ("es-pt",))),
    ),
    "por-cat": ("pt", "ca", "apertium-por-cat", Mends(after=after_por_cat, detours=(("pt-es", "spa-cat"),))),
    "es-pt": (
        "es", "pt", "apertium-es-pt",
        Mends(before=before_es_pt, after=spanish_as_pt_en_reads, explicit=True,
              detours=(("spa-cat", "cat-por"), ("spa-eng",), ("cat-por",))),
    ),
    "cat-eng": ("ca", "en", "apertium-eng-cat", Mends()),
    "eng-cat": ("en", "ca", "apertium-eng-cat", Mends()),
    "eng-cat_iec2017": ("en", "ca", "apertium-eng-cat", Mends()),
    "cat-spa": ("ca", "es", "apertium-spa-cat", Mends()),
    "pt-es": ("pt", "es", "apertium-es-pt", Mends(after=after_pt_es, detours=(("por-cat", "cat-spa"),))),
    "eng-spa": ("en", "es", "apertium-eng-spa", Mends()),
    "spa-eng": ("es", "en", "apertium-eng-spa", Mends()),
    "spa-cat": ("es", "ca", "apertium-spa-cat", Mends(before=before_spa_cat)),
    "spa-cat_iec2017": ("es", "ca", "apertium-spa-cat", Mends(before=before_spa_cat)),
}  # fmt: skip


def _apertium(mode: str, means: RouteResources) -> Apertium:
    source, target, package, mends = MODES[mode]
    return Apertium(mode, source, target, package, None if means.plain else mends)


def _by_portuguese(mode: str, means: RouteResources) -> Pivot:
    """Into English by Apertium's `mode` into Portuguese: near to Catalan and Spanish, where rules do well. Who speaks
    Catalan mixes Castilian in."""
    first: Route = _apertium(mode, means)
    if mode == "cat-por" and not means.plain:
        first = Mixed(first, _apertium("es-pt", means), castilian_clauses)
    return Pivot(first, PackagedFirefox("pt", "en"), None if means.plain else after_pt_en)


class NoRoute(Route):
    """No way at all: each sentence is a gap in a track whose other sentences can be had."""

    def __init__(self, source: Lang, target: Lang, why: RouteError) -> None:
        self.name, self.source, self.target, self.why = "none", source, target, why

    def available(self) -> bool:
        return True

    def version(self) -> str:
        return self.name

    def remedy(self) -> str:
        return self.why.remedy

    def prove(self) -> None:
        """There is nothing to prove: it is these sentences that cannot be translated."""

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        raise self.why


TABLE: dict[tuple[Lang, Lang], tuple[RouteEntry, ...]] = {
    ("ca", "en"): (
        RouteEntry(lambda means: Firefox("ca", "en", means.folder), 44.7, by_makers=True),
        RouteEntry(lambda means: _by_portuguese("cat-por", means), 35.8, 90),
        RouteEntry(lambda means: _apertium("cat-eng", means), 19.1, 57),
        RouteEntry(lambda means: Whisper("ca", means.hear, means.model)),
    ),
    ("es", "en"): (
        RouteEntry(lambda means: Firefox("es", "en", means.folder)),
        RouteEntry(lambda means: _by_portuguese("es-pt", means), 22.2, 94),
        RouteEntry(lambda means: _apertium("spa-eng", means), 13.0, 65),
        RouteEntry(lambda means: Whisper("es", means.hear, means.model)),
    ),
    ("en", "ca"): (
        RouteEntry(lambda means: Firefox("en", "ca", means.folder), 43.5, by_makers=True),
        RouteEntry(lambda means: Pivot(PackagedFirefox("en", "pt"), _apertium("por-cat", means)), 33.5),
        RouteEntry(lambda means: _apertium("eng-cat_iec2017", means), 20.7),
        RouteEntry(lambda means: _apertium("eng-cat", means), 20.6),
    ),
    ("es", "ca"): (
        RouteEntry(lambda means: _apertium("spa-cat_iec2017", means), 22.8),
        RouteEntry(lambda means: _apertium("spa-cat", means), 22.8),
        RouteEntry(lambda means: Pivot(Firefox("es", "en", means.folder), Firefox("en", "ca", means.folder))),
    ),
    ("ca", "es"): (
        RouteEntry(lambda means: _apertium("cat-spa", means), 23.6),
        RouteEntry(lambda means: Pivot(Firefox("ca", "en", means.folder), Firefox("en", "es", means.folder))),
    ),
    ("en", "es"): (
        RouteEntry(lambda means: Firefox("en", "es", means.folder)),
        RouteEntry(lambda means: Pivot(PackagedFirefox("en", "pt"), _apertium("pt-es", means)), 20.3),
        RouteEntry(lambda means: _apertium("eng-spa", means), 12.2),
    ),
}


def straight(source: Lang, target: Lang, *, beside: str) -> Route | None:
    """Apertium's own way from `source` to `target`, for a second opinion beside the route of that name; None where
    none is installed."""
    routes = (route for route in routes_for(source, target) if isinstance(route, Apertium))
    return next((route for route in routes if route.name != beside and route.available()), None)


@dataclass(frozen=True, slots=True)
class RouteState:
    """One line of `veus doctor`. remedy: the command that makes it available (empty when it is). bleu, spoken,
    by_makers: as of its `RouteEntry`."""

    name: str
    source: Lang
    target: Lang
    available: bool
    chosen: bool
    bleu: float | None
    spoken: int | None
    by_makers: bool
    remedy: str


def routes_for(source: Lang, target: Lang, means: RouteResources | None = None) -> list[Route]:
    """Every route from `source` to `target`, best first, installed or not. Empty where Veus knows none."""
    return [entry.make(means or RouteResources()) for entry in _entries(source, target)]


def _entries(source: Lang, target: Lang) -> tuple[RouteEntry, ...]:
    """Of a language that the table does not know, Whisper itself can tell in English what it hears."""
    if (source, target) not in TABLE and target == "en" and source in LANGUAGES:
        return (RouteEntry(lambda means: Whisper(source, means.hear, means.model)),)
    return TABLE.get((source, target), ())


def choose(
    source: Lang, target: Lang, *, hear: Hear | None = None, model: str = "", folder: Path | None = None
) -> Route:
    """The best route from `source` to `target` that is installed, not yet opened.

    hear, model: Whisper's ears and the name of what hears, if the run lends them. folder: of downloaded
    models. Raises RouteError, saying what to install, when there is none.
    """
    routes = routes_for(source, target, RouteResources(hear, model, folder))
    for route in routes:
        if route.available():
            _log.info("translation: %s to %s by %s", source, target, route.name)
            return route
    raise RouteError(
        tr(
            "{source_language} cannot be translated into {target_language}.",
            source_language=_language(source),
            target_language=_language(target),
        ),
        remedy=_advice(routes),
    )


def states(source: Lang, target: Lang, means: RouteResources | None = None) -> list[RouteState]:
    """What `veus doctor` tells about the routes from `source` to `target`, best first."""
    found = []
    taken = False
    for entry in _entries(source, target):
        route = entry.make(means or RouteResources())
        there = route.available()
        remedy = "" if there else route.remedy()
        figures = entry.bleu, entry.spoken, entry.by_makers
        found.append(RouteState(route.name, source, target, there, there and not taken, *figures, remedy))
        taken = taken or there
    return found


def _language(code: Lang) -> str:
    return tr(LANGUAGES[code].english) if code in LANGUAGES else code


def _advice(routes: list[Route]) -> str:
    """Every command that would help but Whisper's, which only helps a run that lends its ears."""
    commands = list(dict.fromkeys(route.remedy() for route in routes if not isinstance(route, Whisper)))
    if not commands:
        return tr("Veus knows no way between these languages; write the captions by hand.")
    return tr("One of these is enough, best first: {commands}", commands="; ".join(commands))
