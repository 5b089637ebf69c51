"""A mode of Apertium run stage by stage: dictionaries stay open, what remembers is begun anew.

A mode is a pipeline of programs, which its file writes as for a shell. The `apertium` command begins all of them for
each text: 0.4 s of processor time, nearly all of it spent on loading dictionaries (`lt-proc` of cat-por's: 0.23 s,
151 MB). Given NUL flush they answer part by part, so those that only look things up stay open (`kept_programs`). What
the others say depends on all that they have read before (`apertium-tagger` 3.8.3 says another thing of a sentence once
it has met certain others; a constraint grammar looks back; an anaphora is a look back): they are begun for each batch,
and what comes out are the bytes of the `apertium` command.
"""

from __future__ import annotations

import os
import shlex
import shutil
import time
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from pipeline import process
from pipeline.errors import RouteError
from pipeline.kept_programs import KEPT, KeptProgram
from pipeline.messages import tr
from pipeline.process import Finished, TimeLimitExceeded

#: Programs of which each part's answer depends on that part alone.
_STAY_OPEN = frozenset(
    (
        *("lt-proc", "lrx-proc", "lsx-proc", "apertium-wblank-attach", "apertium-wblank-detach"),
        *("apertium-pretransfer", "apertium-transfer", "apertium-interchunk", "apertium-postchunk"),
    )
)
#: What the engine's programs read and write is UTF-8, whatever the terminal is set to: with a locale that is not
#: installed, as ssh brings one along, each of them fails.
_LOCALE = {"LC_ALL": "C.UTF-8"}

#: Seconds allowed for starting and for each sentence: a hundred times what they take.
_START_S, _SENTENCE_S = 60.0, 0.5

Command = tuple[str, ...]
#: A file as it was when it was looked at: path, size, time of its last change.
FileState = tuple[str, int, int]


def through(mode: Path, stream: bytes, *, marks: bool) -> bytes:
    """What the mode of this file makes of `stream`, each part of which ends with a NUL. marks: unknown words carry
    Apertium's sign.

    Raises RouteError where a program fails or takes too long, FileNotFoundError where one is missing.
    """
    return _through(mode.stem, stages(mode, marks), stream)


def analysed(mode: Path, stream: bytes) -> bytes:
    """What the mode's morphological analyser, the first file that it names, makes of it, words written as they stand in
    the dictionary (`-w`). Raises as `through` does."""
    analyser = next(arg for arg in stages(mode, marks=True)[0] if "/" in arg)
    return _through(mode.stem, [("lt-proc", "-z", "-w", analyser)], stream)


def stages(mode: Path, marks: bool) -> tuple[Command, ...]:
    """The programs of the mode of this file, with NUL flush, as the `apertium` command has them."""
    return _stages(_state(mode), marks)


@cache
def _stages(mode: FileState, marks: bool) -> tuple[Command, ...]:
    done = process.run([_program("apertium-wblank-mode"), "-z", mode[0]], env=_environment(), limit_s=_START_S)
    if done.code:
        raise RouteError(
            tr("Apertium ({mode}) failed: {said}", mode=Path(mode[0]).stem, said=done.messages), remedy=_anew()
        )
    put = {"$1": ["-g" if marks else "-n"], "$2": []}
    words = [put.get(word, [word]) for word in shlex.split(done.output.decode())]
    bars = [n for n, word in enumerate(words) if word == ["|"]]
    parts = [words[begin:end] for begin, end in zip([0, *(n + 1 for n in bars)], [*bars, len(words)], strict=True)]
    return tuple(tuple(arg for word in part for arg in word) for part in parts)


def _through(mode: str, commands: Sequence[Command], stream: bytes) -> bytes:
    until = time.monotonic() + _START_S + _SENTENCE_S * stream.count(0)
    for command in commands:
        try:
            done = _asked(command, stream, max(0.0, until - time.monotonic()))
        except TimeLimitExceeded as error:
            raise RouteError(
                tr("Apertium ({mode}) did not finish: {error}.", mode=mode, error=error), remedy=_anew()
            ) from error
        if done.code != 0:
            said = done.messages or tr("exit code {code}", code=done.code)
            raise RouteError(tr("Apertium ({mode}) failed: {said}", mode=mode, said=said), remedy=_anew())
        stream = done.output
    return stream


def _anew() -> str:
    return tr(
        "Run the same command again. If it stays so, install Apertium anew: sudo apt install --reinstall apertium, and "
        "the pairs that `veus doctor` names."
    )


def _asked(command: Command, stream: bytes, limit_s: float) -> Finished:
    args, env = [_program(command[0]), *command[1:]], _environment()
    if command[0] not in _STAY_OPEN:
        return process.run(args, stdin=stream, env=env, limit_s=limit_s)
    files = [_state(Path(arg)) for arg in command if "/" in arg]
    return KEPT.ask((*args, *files), lambda: KeptProgram(args, env), stream, limit_s)


def _state(path: Path) -> FileState:
    """A package that is brought up to date while we run: its programs are begun anew. Raises OSError."""
    found = path.stat()
    return str(path), found.st_size, found.st_mtime_ns


def _program(name: str) -> str:
    """Beside the `apertium` command, or wherever else it lies. Raises FileNotFoundError."""
    beside = str(Path(shutil.which("apertium") or name).parent)
    found = shutil.which(name, path=beside) or shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def _environment() -> dict[str, str]:
    return {**os.environ, **_LOCALE}
