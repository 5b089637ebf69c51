"""Every version of the track files that somebody wrote, for as long as the story lives: .base/history/.

A version is noted – who, when, why – when the review page, an import or another command has made it; and where somebody
wrote into the file without us, when it is first seen. Bytes lie in the track's `versionlog`, compressed.

Beside that lie for a while the files themselves that were put aside (`take_in`): an editor that had one open may still
write into it. What it wrote there is noted before the file goes.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from pathlib import Path

from pipeline import files
from pipeline.cues import Lang
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.review import history_before
from pipeline.review.names import slug_of
from pipeline.review.story_lock import changing
from pipeline.review.version_log import VersionLog, version_log
from pipeline.timestamps import moment

#: Digits of the hash by which people name a version.
NAMED_BY = 12
#: Seconds for which a file that was put aside is looked at, and how many at most: editors that write into the file they
#: have open do so within moments.
LATE_S = 60
LATE_MOST = 64

#: Whose doing it is, where it is nobody's.
MACHINE = "veus"


class Why(StrEnum):
    """How a version came about."""

    PAGE = "page-save"  # the review page saved it
    CONFLICT = "conflict"  # the review page wanted to save it, where others had changed the same
    IMPORT = "import"  # what came in, and what was made of it
    EXPORT = "export"  # as it was handed out
    EXTERNAL = "external"  # somebody wrote it with another program
    RESTORED = "restored"
    SETTLED = "settled"  # with a proposal taken
    MACHINE = "machine"  # the machine's draft, as somebody wrote over it
    MERGED = "merged"  # with the machine's changes taken in
    FIXED = "fixed"  # mended by `veus check --fix`
    SHIFTED = "shifted"  # moved with the footage
    APPROVED = "approved"
    REPLACED = "replaced"  # kept by an earlier Veus, which noted only by whom it was written over


@dataclass(frozen=True, slots=True)
class Reason:
    """Why there is a version. by: whose doing it was; "" where nobody knows. when: ISO 8601."""

    why: Why
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version that is kept, by the hash of its bytes, and how it came about."""

    sha256: str
    reason: Reason


def keep(paths: StoryLayout, lang: Lang, data: bytes, reason: Reason) -> None:
    """Notes `data` as a version; it is on the disk then. Raises BusyError, DiskFullError, OSError."""
    with changing(paths):
        _look_after(paths, lang)
        note_version(_log(paths, lang), data, reason)


def keep_new(paths: StoryLayout, lang: Lang, data: bytes, reason: Reason) -> None:
    """The same where no version has these bytes yet, and there are any."""
    sha256, log = files.sha256_bytes(data), _log(paths, lang)
    if data and not log.holds(sha256):
        with changing(paths):
            _look_after(paths, lang)
            if not log.holds(sha256):
                note_version(log, data, reason)


def take_in(paths: StoryLayout, lang: Lang, file: Path) -> None:
    """Moves `file`, whose bytes are noted where that is wished, to where it is looked after. Raises as `keep`."""
    with changing(paths):
        name = f"{lang}.{files.sha256_file(file)[:NAMED_BY]}"
        paths.history.mkdir(parents=True, exist_ok=True)
        free = (paths.history / f"{name}.{number}.srt" for number in count())
        target = next(path for path in free if not path.exists())
        os.utime(file)
        file.replace(target)
        _look_after(paths, lang)


def versions(paths: StoryLayout, lang: Lang) -> list[Version]:
    """Every version noted, the latest first; bytes that were there more than once are there more than once. Raises
    BusyError, OSError."""
    if any(paths.history.glob(f"{lang}.*.srt")):
        with changing(paths):
            _look_after(paths, lang, every=True)
    lines = _log(paths, lang).lines()
    return [Version(line.sha256, Reason(why_of(line.why), line.by, line.when)) for line in reversed(lines)]


def read(paths: StoryLayout, lang: Lang, sha256: str) -> bytes:
    """The bytes of a version. Raises StoryError where they are damaged or not there, OSError."""
    try:
        return _log(paths, lang).read(sha256)
    except (KeyError, ValueError) as error:
        raise StoryError(
            tr(
                "the version {version} of {lang}.srt cannot be read: the history was damaged there.",
                version=sha256[:NAMED_BY],
                lang=lang,
            ),
            where=paths.version_log(lang),
            remedy=tr("Choose another version, or restore this file from a copy of the disk."),
        ) from error


def find(paths: StoryLayout, lang: Lang, digits: str) -> Version:
    """The version whose SHA-256 begins with `digits`. Raises StoryError where there is none, or several."""
    found = [version for version in versions(paths, lang) if version.sha256.startswith(digits.lower())]
    if len({version.sha256 for version in found}) != 1 or not digits:
        raise StoryError(
            tr('there is no version "{digits}" of {lang}.srt.', digits=digits, lang=lang)
            if not found
            else tr('several versions begin with "{digits}".', digits=digits),
            where=paths.history,
            remedy=tr("See which there are: veus restore {story} {lang}", story=slug_of(paths), lang=lang),
        )
    return found[0]


def _log(paths: StoryLayout, lang: Lang) -> VersionLog:
    return version_log(paths.version_log(lang))


def note_version(log: VersionLog, data: bytes, reason: Reason) -> None:
    """The same again from the same person is one version: a page that finds a conflict asks more than once."""
    last = log.lines()[-1:]
    if not last or (last[0].sha256, last[0].why, last[0].by) != (files.sha256_bytes(data), reason.why, reason.by):
        log.append(data, reason.why, reason.by, reason.when)


def why_of(text: str) -> Why:
    """A reason of another version of Veus says at least that somebody wrote it."""
    try:
        return Why(text)
    except ValueError:
        return Why.EXTERNAL


def _beside(paths: StoryLayout, lang: Lang) -> list[Path]:
    """The files that were put aside, the first first. Others that lie there are somebody's own."""
    found, ours = [], re.compile(rf"{re.escape(lang)}\.[0-9a-f]{{{NAMED_BY}}}\.[0-9]+\.srt")
    for path in paths.history.glob(f"{lang}.*.srt"):
        if not ours.fullmatch(path.name):
            continue
        with contextlib.suppress(FileNotFoundError):
            found.append((path.stat().st_mtime_ns, path))
    return [path for _, path in sorted(found)]


def _look_after(paths: StoryLayout, lang: Lang, every: bool = False) -> None:
    """Notes what was written into files after they were put aside, and lets those go that are due. every: looks into
    those too that are not."""
    history_before.take_over(paths, lang, _log(paths, lang), Why.REPLACED)
    waiting = _beside(paths, lang)
    due = set(_due(waiting))
    for path in [path for path in waiting if every or path in due]:
        data = files.read_bytes(path)
        sha256 = files.sha256_bytes(data)
        if data and not path.name.startswith(f"{lang}.{sha256[:NAMED_BY]}.") and not _log(paths, lang).holds(sha256):
            note_version(_log(paths, lang), data, Reason(Why.EXTERNAL, "", moment(None, "UTC")))
        if path in due:
            path.unlink()


def _due(waiting: list[Path]) -> Iterator[Path]:
    yield from waiting[:-LATE_MOST]
    for path in waiting[-LATE_MOST:]:
        if time.time() - path.stat().st_mtime > LATE_S:
            yield path
