"""The languages Veus knows: those that can be spoken, those it has rules for, and those that pages are written in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from pipeline.errors import ConfigError


@dataclass(frozen=True, slots=True)
class Language:
    """code: ISO 639-1. own: its name in itself (what a viewer reads on a button). english, catalan: for messages."""

    code: str
    own: str
    english: str
    catalan: str


LANGUAGES: dict[str, Language] = {
    "ca": Language("ca", "Català", "Catalan", "català"),
    "en": Language("en", "English", "English", "anglès"),
    "es": Language("es", "Español", "Spanish", "castellà"),
}

#: Languages that Veus has rules, sounds and dictionaries for: what a series can have tracks in for every story.
TRACK_LANGUAGES: tuple[str, ...] = ("ca", "en", "es")

#: Languages in which pages and texts exist. Catalan first: it is the first language of our users.
PAGE_LANGUAGES: tuple[str, ...] = ("ca", "en")


def check_language(code: str, known: Iterable[str] = LANGUAGES) -> str:
    """`code` itself when known; raises ConfigError with the nearest known code otherwise."""
    known = list(known)
    if code in known:
        return code
    near = get_close_matches(code.lower()[:2], known, n=1, cutoff=0.5)
    hint = f' Did you mean "{near[0]}"?' if near else ""
    raise ConfigError(f'unknown language "{code}".{hint}', remedy=f"Known languages: {', '.join(known)}.")
