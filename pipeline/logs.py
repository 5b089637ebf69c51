"""The log of `--log FILE`: what a maintainer needs when somebody writes in.

Modules log by `logging.getLogger(__name__)`; nothing of it is kept or shown until `writing` says where. One line an
event: time (UTC, ISO 8601, ms), level, thread, module, what happened. Lines are added, never written over, and each is
in the file before the work goes on, so that the last one stands there however the program ends.

Whoever sends such a file must not give away more than they know. Two things never stand in it: what lets somebody in
(passwords, tokens, keys: `hide`, and all that looks like one in an address or the environment), and what people said.
So nothing that holds captions is logged, and of errors only what cannot quote them: see `described`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import stat
import sys
import threading
import time
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote

from pipeline.errors import ConfigError, EngineError, MediaError, VeusError
from pipeline.messages import tr
from pipeline.terminal import visible

_log = logging.getLogger(__name__)

#: All loggers of ours are below it.
_ROOT = logging.getLogger("pipeline")

#: Stands for what was left out.
LEFT_OUT = "…"

#: Rooms whose code has people's words in its hands: what an error says that comes from there may quote them.
_WORDY = frozenset(("actions", "captions", "check", "desk", "review", "site", "speech", "subtitles", "translation"))
#: Errors that quote keys, models and files, and nobody's words.
_PLAIN = (ConfigError, EngineError, MediaError)
_HOUSE = Path(__file__).parent

#: From the first quotation mark of a kind to the last one: what is quoted may hold such marks itself. A single one in a
#: word is an apostrophe.
_QUOTED = tuple(re.compile(marks, re.DOTALL) for marks in ('".*"', "“.*”", "«.*»", "‘.*’", r"(?<!\w)'.*'(?!\w)"))

#: Who asks, before the host of an address; and what is asked for, behind its path.
_WHO = re.compile(r"(?<=://)([^/\s@]*)@")
_ASKED = re.compile(r"(://[^\s?#]*)[?#][^\s\"']*")
_TOKEN = re.compile(r"(?i)\b(token|password|secret|signature|authorization)(=|: ?)[^\s&\"']+")

#: Errors that came of one another, at most.
_CHAIN = 10

#: Names of variables whose values let somebody in.
_SECRET_NAME = re.compile(r"(?i)secret|token|passw|credential|_key$|_key_")
#: Shorter values are words, and would be cut out of everything.
_SECRET_LENGTH = 6

_secrets: set[str] = set()
_written: list[Path] = []


def hide(secret: str | None) -> None:
    """From now on `secret` stands in no line of a log."""
    if secret and len(secret) >= _SECRET_LENGTH:
        _secrets.add(secret)


def redacted(text: str) -> str:
    """`text` without anything that lets somebody in."""
    for secret in sorted(_secrets, key=len, reverse=True):
        text = text.replace(secret, LEFT_OUT)
    text = _WHO.sub(f"{LEFT_OUT}@", text)
    text = _ASKED.sub(rf"\1?{LEFT_OUT}", text)
    return _TOKEN.sub(rf"\1\2{LEFT_OUT}", text)


def hide_in(address: str) -> None:
    """The password in the address of a store stands in no line of a log, wherever else it turns up."""
    for who in _WHO.findall(address):
        _, _, password = who.partition(":")
        hide(password)
        hide(unquote(password))


@contextlib.contextmanager
def writing(path: Path) -> Iterator[None]:
    """All that is logged during the block is added to the file `path`, which only its owner may read from then on; how
    the block ends, too. Raises OSError where the file cannot be written, before anything begins."""
    handler = _File(path)
    level = _ROOT.level
    for name, value in os.environ.items():
        if _SECRET_NAME.search(name):
            hide(value)
    _ROOT.addHandler(handler)
    _ROOT.setLevel(logging.DEBUG)
    _written.append(path.absolute())
    began = time.monotonic()
    try:
        yield
        _log.info("ended after %.2f s: exit code 0", time.monotonic() - began)
    except BaseException as error:
        _log_end(error, time.monotonic() - began)
        raise
    finally:
        _written.pop()
        _ROOT.setLevel(level)
        _ROOT.removeHandler(handler)
        handler.end()


def written_to() -> Path | None:
    """The file that `writing` writes now, for a process that is to add its lines to it; None where there is none."""
    return _written[-1] if _written else None


def _log_end(error: BaseException, seconds: float) -> None:
    if isinstance(error, SystemExit):
        _log.info("ended after %.2f s: exit code %s", seconds, error.code or 0)
    elif not isinstance(error, Exception):
        _log.warning("ended after %.2f s by %s", seconds, type(error).__name__, exc_info=error)
    else:
        code = getattr(error, "exit_code", 1)
        _log.error("ended after %.2f s: exit code %s", seconds, code, exc_info=error)


class _File(logging.Handler):
    """Adds lines to a file, one call of the system each: nothing is left to be flushed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._broken = False
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        self._alone = threading.Lock()
        if stat.S_ISREG(os.fstat(self._file).st_mode):
            with contextlib.suppress(OSError):  # somebody else's file, which we may only write
                os.fchmod(self._file, 0o600)
        self.setFormatter(_OneLine())

    def emit(self, record: logging.LogRecord) -> None:
        try:
            data = f"{self.format(record)}\n".encode("utf-8", "backslashreplace")
            with self._alone:
                while data:
                    data = data[os.write(self._file, data) :]
        except Exception as error:  # a full disk, a pipe that nobody reads: no work ends for its log
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """The work goes on without the log: said once."""
        if not self._broken:
            self._broken = True
            gap = tr("veus: {file}: the log has a gap from here on ({error}).", file=self._path, error=error)
            print(gap, file=sys.stderr)

    def end(self) -> None:
        """Not `close`: whoever configures logging in the meantime (uvicorn does) closes all handlers that there are."""
        self.close()
        os.close(self._file)


class _OneLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        # Some libraries turn `logging.logThreads` off for the whole process.
        thread = (record.threadName or threading.current_thread().name).replace(" ", "-")
        said = record.getMessage()
        if record.exc_info and (error := record.exc_info[1]):
            said += f" – {described(error)}"
        return one_line(redacted(f"{when} {record.levelname} {thread} {record.name}: {said}"))


def one_line(text: str) -> str:
    """`text` with line ends as \\n and no character that steers a terminal."""
    return visible(text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n"))


def described(error: BaseException) -> str:
    """An error and what it came of, each with the places it went by (its traceback, without lines of source).

    What an error says is left out where it may quote what people said: a VeusError that is about their words
    (`about_words`), and whatever else comes from a room that has them in its hands. Of all others, what stands in
    quotation marks is left out, but where settings, models or footage are quoted.
    """
    parts: list[str] = []
    while len(parts) < _CHAIN:
        frames = traceback.extract_tb(error.__traceback__)
        places = " < ".join(f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        parts.append(f"{type(error).__name__}: {_said(error, frames)} [{places}]")
        follows = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if follows is None:
            break
        error = follows
    return "; from ".join(parts)


def _said(error: BaseException, frames: traceback.StackSummary) -> str:
    if isinstance(error, VeusError):
        what = LEFT_OUT if error.about_words else _without(error.what, error.__cause__)
        what = what if isinstance(error, _PLAIN) else unquoted(what)
        return f"{error.where}: {what}" if error.where else what
    if isinstance(error, OSError):
        names = (error.filename, error.filename2)
        return ": ".join([*(os.fsdecode(one) for one in names if isinstance(one, str | bytes)), str(error.strerror)])
    if any(_room(frame.filename) in _WORDY for frame in frames):
        return LEFT_OUT
    return unquoted(str(error))


def _without(what: str, cause: BaseException | None) -> str:
    """`what` an error says, without what its cause says, which is described by itself."""
    said = "" if cause is None or isinstance(cause, VeusError | OSError) else str(cause)
    return what.replace(said, LEFT_OUT) if said else what


def unquoted(text: str) -> str:
    """`text` without what stands in quotation marks, nor anything between two that do."""
    for quoted in _QUOTED:
        text = quoted.sub(f'"{LEFT_OUT}"', text)
    return text


def _room(file: str) -> str:
    path = Path(file)
    return path.relative_to(_HOUSE).parts[0] if path.is_relative_to(_HOUSE) else ""


def _short(file: str) -> str:
    """Ours by its place in the house, others' by folder and name."""
    path = Path(file)
    return path.relative_to(_HOUSE.parent).as_posix() if path.is_relative_to(_HOUSE) else "/".join(path.parts[-2:])
