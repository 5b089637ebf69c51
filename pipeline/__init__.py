"""Veus: accessible video stories, from footage to news page. What other programs may use is in `library.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.library import *  # noqa: F403 - its __all__ is the one list of what is offered

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """Loaded when it is asked for: the command line needs little of it."""
    if not name.startswith("_"):
        from importlib import import_module

        library = import_module("pipeline.library")
        if name in library.__all__:
            return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
