"""Errors for people: what happened, in which file, and what to do next.

Every error the tool raises on purpose is a `VeusError`. The command line prints `str(error)` and ends with
`error.exit_code`; nothing else in the program turns an error into a message.
"""

from __future__ import annotations

import errno
import logging
import os
from pathlib import Path
from typing import Any

from pipeline.messages import SOURCE, Message, in_language, together, tr, tr_later

_log = logging.getLogger(__name__)


class VeusError(Exception):
    """What happened (`what`), where (`where`, a file or None), and what the reader can do next (`remedy`).

    All three are plain sentences or paths. Instances survive pickling, so that they can cross process borders.
    """

    exit_code = 1

    #: Whether it may quote what people said, outside quotation marks too: a log has not what it says.
    about_words = False

    def __init__(self, what: str, *, where: Path | str | None = None, remedy: str = "") -> None:
        super().__init__(what, where, remedy)
        self.what = what
        self.where = where
        self.remedy = remedy

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return written(" ".join(part for part in (f"{place}{self.what}", self.remedy) if part))

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (type(self), self.what, self.where, self.remedy))

    def as_dict(self) -> dict[str, str]:
        """The error as plain data, for `--json`."""
        return {
            "kind": type(self).__name__,
            "what": written(in_language(self.what, SOURCE)),
            "where": written(str(self.where or "")),
            "remedy": written(in_language(self.remedy, SOURCE)),
        }


def _rebuild(kind: type[VeusError], what: str, where: Path | str | None, remedy: str) -> VeusError:
    return kind(what, where=where, remedy=remedy)


def told_by(error: VeusError) -> Message:
    """What `str(error)` says, as a message: for what is also told in another language than that of this process."""
    place = f"{error.where}:" if error.where else ""
    return together(*(text if written(text) == text else written(text) for text in (place, error.what, error.remedy)))


def written(text: str) -> str:
    """`text` as UTF-8 can hold it. Names of files that are not UTF-8 come with halves of surrogate pairs (PEP 383),
    which no file, page or terminal takes: they are written as \\udcNN."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def for_people(error: Exception, where: Path) -> VeusError:
    """`error` as one that says what to do next; a VeusError as it is. where: what was worked on.

    For whoever works on several stories: the trouble of one is told, and never keeps the others from being done. The
    error itself stays its `__cause__`, for --debug, and is in the log.
    """
    _log.error("trouble with %s", where, exc_info=error)
    if isinstance(error, VeusError):
        return error
    if isinstance(error, OSError):
        return of_system(error, where)
    said = tr("something unexpected went wrong ({kind}: {error}).", kind=type(error).__name__, error=error)
    remedy = tr("Start veus with --log veus.log, do the same once more, and send us that file.")  # in a page, too
    told = StoryError(said, where=where, remedy=remedy)
    told.__cause__ = error
    return told


def of_system(error: OSError, where: Path | None = None) -> VeusError:
    """The system's own complaint, for people. where: what was worked on, if the error names no file."""
    if told := of_disk(error, _name(error.filename2) or _name(error.filename) or where):
        pass
    else:
        said = tr("{told}.", told=system_words(error))
        place = _seen(_name(error.filename)) or where
        told = StoryError(said, where=place, remedy=tr("Check that it is there, and that you may read and write it."))
    told.__cause__ = error
    return told


#: The system's words that people meet, as it says them on the machines that we know.
_SYSTEM = frozenset(
    [
        tr_later("Permission denied"),
        tr_later("Operation not permitted"),
        tr_later("No such file or directory"),
        tr_later("Is a directory"),
        tr_later("Not a directory"),
        tr_later("File exists"),
        tr_later("Directory not empty"),
        tr_later("Read-only file system"),
        tr_later("Input/output error"),
        tr_later("Device or resource busy"),
        tr_later("Too many open files"),
        tr_later("File name too long"),
        tr_later("Too many levels of symbolic links"),
        tr_later("Stale file handle"),
        tr_later("No such device"),
        tr_later("No such device or address"),
        tr_later("Connection refused"),
        tr_later("Connection timed out"),
    ]
)


def system_words(error: OSError) -> str:
    """What the system says of an error, without the point; in each language, where it is one of those that people
    meet."""
    said = (error.strerror or str(error)).rstrip(".")
    return tr(said) if said in _SYSTEM else said


def _seen(name: str | None) -> str | None:
    """A file as people can find it: what is only written beside it for a moment is meant as its folder."""
    path = Path(name or "")
    return str(path.parent) if path.name.startswith(".part-") else name


def of_disk(error: OSError, where: Path | str | None) -> VeusError | None:
    """What a disk cannot hold, for people: no space is left on it, or in a person's share of it; or it takes no file as
    large as that. None for any other trouble. where: what was being written."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full(where)
    return large_file(where) if error.errno == errno.EFBIG else None


def disk_full(where: Path | str | None) -> DiskFullError:
    """where: what was being written; the disk is that file's."""
    return DiskFullError(
        tr("the disk is full."), where=where, remedy=tr("Free some space and run the same command again.")
    )


def large_file(where: Path | str | None) -> LargeFileError:
    """where: what was being written, as in `disk_full`."""
    return LargeFileError(
        tr("this disk takes no file as large as that."),
        where=where,
        remedy=tr(
            "Disks that are formatted as FAT32 take 4 GB a file. Move the folder of the series to a disk with another "
            "format (exFAT, NTFS, APFS, ext4), or take a smaller file."
        ),
    )


def _name(of: Any) -> str | None:
    """A file as an error of the system names it; None where it does not say, or means an open one."""
    return os.fsdecode(of) if isinstance(of, str | bytes) else None


class ConfigError(VeusError):
    """A series.toml or story.toml that cannot be used; the message names the line and the key."""


class StoryError(VeusError):
    """A story that cannot be found or whose folder is not in order."""


class UnknownStoryError(StoryError):
    """No story has this name."""


class MediaError(VeusError):
    """Footage that cannot be read: missing, empty, cut short, or not a video."""


class SubtitleError(VeusError):
    """A subtitle file that cannot be read at all (most damage is mended while reading)."""

    about_words = True


class EngineError(VeusError):
    """A speech engine or model that is missing, damaged, or failed."""


class RouteError(VeusError):
    """No way to translate between two languages on this machine, or a translation that failed."""

    about_words = True


class RenderError(VeusError):
    """ffmpeg failed, or made something that cannot be published (captions that cannot be seen)."""


class KilledProgramError(RenderError):
    """ffmpeg was killed from outside, as Linux kills what takes most memory: it may go well another time."""


class ApprovalError(VeusError):
    """A track that cannot be approved yet; the message lists every reason and what to do about it."""

    about_words = True


class StaleFileError(VeusError):
    """A track file that somebody has saved since it was read. now: its bytes as they are; None where it is gone."""

    now: bytes | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return (*super().__reduce__(), {"now": self.now})


class DiskFullError(VeusError):
    """No space left on the disk."""


class LargeFileError(VeusError):
    """A file larger than any that its disk takes, whatever space is left."""


class BusyError(VeusError):
    """Another run holds the lock on this folder."""

    exit_code = 3
