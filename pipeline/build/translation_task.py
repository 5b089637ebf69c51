"""The translation of what is said in a story, as a task: another process, or another machine, may do it."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.outcome import Advance
from pipeline.build.task import Task, Workbench
from pipeline.build.task_data import task_step
from pipeline.cues import Lang, Word
from pipeline.errors import RouteError
from pipeline.project.settings import Term
from pipeline.translation import translation_memory
from pipeline.translation.route import Hear, Route
from pipeline.translation.routes import NoRoute, choose, straight
from pipeline.translation.second_opinion import with_second_opinions
from pipeline.translation.translate import Rendered, languages_to_translate, render, translate
from pipeline.typedjson import read_json

_log = logging.getLogger(__name__)

#: MB that a route takes at most: Apertium's dictionaries of both ways by Portuguese, and Firefox's model.
TRANSLATING_MB = 900


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """words: of what is said. sign_words: of signs beside it (`sign_translation`). lang: into which. routes: name and
    version of each, by language of the words. known: earlier translations. made_by: the version of the code."""

    words: tuple[Word, ...]
    sign_words: tuple[Word, ...]
    lang: Lang
    glossary: tuple[Term, ...]
    routes: dict[Lang, tuple[str, str]]
    known: tuple[Rendered, ...]
    made_by: str


def routes_into(lang: Lang, words: Sequence[Word], hear: Hear | None = None, model: str = "") -> dict[Lang, Route]:
    """By language of the speech, the way into `lang`. hear, model: as of `choose`. Raises RouteError where there is
    none for any word; for some of them it costs only these."""
    found: dict[Lang, Route] = {}
    for source in languages_to_translate(words, lang):
        try:
            found[source] = choose(source, lang, hear=hear, model=model)
        except RouteError as error:
            _log.warning("translation: no way from %s to %s", source, lang)
            found[source] = NoRoute(source, lang, error)
    lost = [route for route in found.values() if isinstance(route, NoRoute)]
    if lost and len(lost) == len({word.lang for word in words}):
        raise lost[0].why
    return found


def make_translation(
    context: BuildContext,
    what: str,
    request: TranslationRequest,
    routes: Mapping[Lang, Route],
    memory: Path,
    advance: Advance,
) -> tuple[Word, ...]:
    """Writes the sentences of the words, translated, to `memory` (`translation_memory`); gives the words of the signs,
    translated. what: as of a Task. Routes that hear instead of reading have the story's own ears: they are asked here.

    Raises RouteError where a route fails at every sentence there is, OSError."""
    if not all(route.reads_text for route in routes.values()):
        return _translate(request, routes, memory, context.layout.temp, advance)
    context.layout.temp.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=context.layout.temp) as folder:
        asked = Path(folder) / "translation.json"
        files.write_json(asked, _as_data(request), Path(folder))
        work = partial(_translate_request, asked, memory)
        source = context.story.paths.source
        task = Task(what, source, work, TRANSLATING_MB, models=True, reads=[asked], writes=[memory])
        return context.hands.do(task, advance)


@task_step("translation")
def _translate_request(asked: Path, memory: Path, bench: Workbench, advance: Advance) -> tuple[Word, ...]:
    request = read_json(asked, TranslationRequest)
    routes = routes_into(request.lang, [*request.words, *request.sign_words])
    return _translate(request, routes, memory, bench.temp, advance)


def _translate(
    request: TranslationRequest, routes: Mapping[Lang, Route], memory: Path, temp: Path, advance: Advance
) -> tuple[Word, ...]:
    texts = {one.key: one.text for one in request.known}
    opinions = {one.key: one.other for one in request.known if one.other}
    lang, way = request.lang, routes.__getitem__
    rendered = render(request.words, lang, way, lambda done, _: advance(done), request.glossary, texts)
    signs = translate(request.sign_words, lang, way, None, request.glossary)
    told = with_second_opinions(
        rendered, lang, lambda source: straight(source, lang, beside=routes[source].name), opinions
    )
    translation_memory.write(memory, told, request.made_by, temp)
    return tuple(signs)


def _as_data(request: TranslationRequest) -> dict[str, object]:
    bare = asdict(replace(request, glossary=()))
    return bare | {"glossary": [term.model_dump() for term in request.glossary]}
