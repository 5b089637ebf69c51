"""Apertium, the rule-based translator of the Debian packages `apertium-*`.

Sentences go through one run of `apertium -f none -z`: Apertium's own stream format, in which the special
characters are escaped and a NUL ends each sentence (https://wiki.apertium.org/wiki/Apertium_stream_format).
The text formats of the same command lose the last full stop of a line (`-n`) or join lines. An empty blank
`[]` before the NUL keeps a last word or full stop from being swallowed at the flush.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from pipeline import process
from pipeline.cues import Lang
from pipeline.errors import RouteError
from pipeline.translation.digest import digest
from pipeline.translation.route import Route
from pipeline.translation.sentences import Sentence
from pipeline.translation.truecase import as_mid_sentence, same_capital

_SPECIAL = re.compile(r"([\\\[\]{}^$<>@/])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_QUOTED_FILE = re.compile(r"'([^']*/[^']*)'")
_BLANK = "[]"

#: Seconds allowed for starting the engine and for each sentence: a hundred times what they take.
_START_S, _SENTENCE_S = 60.0, 0.5


class Apertium(Route):
    """One Apertium mode, e.g. "cat-eng" (`apertium -l` lists those installed)."""

    def __init__(self, mode: str, source: Lang, target: Lang, package: str) -> None:
        self.name = f"apertium-{mode}"
        self.source = source
        self.target = target
        self.mode = mode
        self.package = package

    def available(self) -> bool:
        return shutil.which("apertium") is not None and self._mode_file() is not None

    def version(self) -> str:
        found = self._mode_file()
        if found is None:
            raise self._missing()
        try:
            files = {Path(name) for name in _QUOTED_FILE.findall(found.read_text(encoding="utf-8"))}
            return f"{self.name} {digest([found, *(path for path in files if path.is_file())])}"
        except OSError as error:
            raise RouteError(f"Apertium's data cannot be read ({error}).", where=found) from error

    def remedy(self) -> str:
        return f"sudo apt install apertium {self.package}"

    def open(self) -> None:
        if not self.available():
            raise self._missing()

    def _translate(self, sentences: Sequence[Sentence]) -> list[str]:
        texts = [sentence.text for sentence in sentences]
        given = as_mid_sentence(texts, self.source)
        made = self._run(given)
        if made is None:  # the stream got out of step: one run for each sentence cannot
            made = [self._alone(text) for text in given]
        return [same_capital(text, like) for text, like in zip(made, texts, strict=True)]

    def _alone(self, text: str) -> str:
        made = self._run([text])
        if made is None:
            raise RouteError(f'Apertium ({self.mode}) gave no single translation for "{text}".')
        return made[0]

    def _run(self, texts: Sequence[str]) -> list[str] | None:
        """One run of Apertium over `texts`; None when what came back does not match them one to one."""
        stream = "".join(f"{_escape(text)}{_BLANK}\0" for text in texts)
        try:
            done = process.run(
                ["apertium", "-d", str(_data_folder()), "-f", "none", "-z", "-u", self.mode],
                stdin=stream.encode(),
                limit_s=_START_S + _SENTENCE_S * len(texts),
            )
        except FileNotFoundError as error:
            raise self._missing() from error
        except process.TimeLimitExceeded as error:
            raise RouteError(f"Apertium ({self.mode}) did not finish: {error}.") from error
        if done.code != 0:
            raise RouteError(f"Apertium ({self.mode}) failed: {done.messages or f'exit code {done.code}'}")
        parts = done.output.decode("utf-8", "replace").split("\0")
        return _unpacked(parts, len(texts))

    def _mode_file(self) -> Path | None:
        path = _data_folder() / "modes" / f"{self.mode}.mode"
        return path if path.is_file() else None

    def _missing(self) -> RouteError:
        return RouteError(f"Apertium's {self.mode} is not installed.", remedy=f"Install it: {self.remedy()}")


def _data_folder() -> Path:
    """Where the modes are: APERTIUM_DATADIR, or share/apertium beside the program, or Debian's place."""
    if named := os.environ.get("APERTIUM_DATADIR"):
        return Path(named)
    if program := shutil.which("apertium"):
        beside = Path(program).resolve().parent.parent / "share" / "apertium"
        if (beside / "modes").is_dir():
            return beside
    return Path("/usr/share/apertium")


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _unpacked(parts: Sequence[str], count: int) -> list[str] | None:
    """The texts of the first `count` parts of the stream. After them come only the empty flushes of the
    stages.
    """
    texts, rest = parts[:count], parts[count:]
    if len(texts) < count or any(part.strip() for part in rest):
        return None
    if not all(text.endswith(_BLANK) for text in texts):
        return None
    return [_ESCAPED.sub(r"\1", text.removesuffix(_BLANK)) for text in texts]
