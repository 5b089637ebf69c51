"""What another route makes of sentences that were translated: where the two differ much, somebody should compare.

Asked at translation time and kept with the translation, so that checking needs no engine. Only Apertium's routes from
one language straight into the other are asked: they are fast, and know their words from another dictionary than the
routes that are chosen.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.translation.answers import whole
from pipeline.translation.clock import in_figures
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence
from pipeline.translation.translate import Rendered

_log = logging.getLogger(__name__)


def with_second_opinions(
    rendered: Sequence[Rendered],
    target: Lang,
    route_for: Callable[[Lang], Route | None],
    known: Mapping[str, str],
) -> list[Rendered]:
    """`rendered` with what `route_for(language)` makes of each sentence. known: earlier opinions by `Rendered.key`.

    None where there is no other route, where the table of whole answers was asked, and where the other route fails: the
    translation stands without."""
    found = dict(known)
    for lang in dict.fromkeys(one.lang for one in rendered):
        asked = {one.key: one.source for one in rendered if one.lang == lang and _to_ask(one, target, found)}
        if asked and (route := route_for(lang)):
            found |= zip(asked, _said(route, list(asked.values())), strict=True)
    return [replace(one, other=found.get(one.key, "")) for one in rendered]


def _to_ask(one: Rendered, target: Lang, known: Mapping[str, str]) -> bool:
    return not one.trouble and one.key not in known and not whole(one.source, one.lang, target)


def _said(route: Route, texts: Sequence[str]) -> list[str]:
    asked = [Sentence(0, 0, in_figures(text, route.source, route.target), route.source, ()) for text in texts]
    try:
        with route:
            return route.translate(asked)
    except RouteError as error:
        _log.warning("translation: no second opinion by %s", route.name, exc_info=error)
        return [""] * len(texts)
