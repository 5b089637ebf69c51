"""Engines and routes that need nothing, in place of the real ones. It loads what it needs for that and nothing else:
each run that a test of the desk begins is a process that loads it anew."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any

from pipeline.build import recognizer
from pipeline.speech import engines
from pipeline.translation import routes
from pipeline.translation.fake_routes import FakeRoute

if TYPE_CHECKING:
    import pytest


class ForGood:
    """What is needed here of a MonkeyPatch, for a process that ends anyway: nothing is put back."""

    def setitem(self, table: MutableMapping[Any, Any], key: Any, value: Any) -> None:
        table[key] = value

    def setattr(self, owner: object, name: str, value: Any) -> None:
        setattr(owner, name, value)


def use_fakes(patch: pytest.MonkeyPatch | ForGood) -> None:
    """As `fakes` of tests/conftest.py, for any scope."""
    for name, engine in (("scripted", "ScriptedEngine"), ("broken", "BrokenEngine")):
        patch.setitem(engines.ENGINES, name, f"pipeline.speech.fake_engines:{engine}")
        patch.setitem(engines.PACKAGES, name, "click")  # `veus doctor` asks for the version of each
    patch.setattr(recognizer, "ready", lambda model: model.folder)
    for pair in list(routes.TABLE):
        patch.setitem(routes.TABLE, pair, (routes.RouteEntry(lambda _, pair=pair: FakeRoute(*pair)),))
