"""Footage that comes from a browser in chunks, each with its place and its SHA-256, into `stories/.part-upload-…`.

A chunk counts once it is on the disk, and its line in the log after it: whatever is killed in between, what counts is
whole, and a browser that asks is told from where to go on. Never more than a chunk is held in memory.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import re
import shutil
import time
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from filelock import Timeout

from pipeline import files
from pipeline.errors import BusyError, LargeFileError, VeusError
from pipeline.locks import acquired
from pipeline.media.container_kind import begins_as_media
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.story import FOOTAGE_SUFFIXES

#: Bytes of the largest chunk, and of the chunks that the page sends.
LARGEST_CHUNK = 8 * 1024 * 1024
#: Bytes of the largest file where nobody says otherwise: three hours from a camera.
LARGEST_UPLOAD = 100 * 10**9
#: Bytes that must be left on the disk besides.
LEFT_FREE = 500 * 10**6
#: Seconds after which an upload that nobody went on with is removed: a week.
STALE_S = 7 * 24 * 3600

_ID = re.compile(r"[0-9a-f]{32}")
_LINE = re.compile(r"^(\d+) (\d+) ([0-9a-f]{64})\n", re.MULTILINE)


class UploadRefused(VeusError):
    """What cannot be taken in. why: the id of a text of `form.wrong`, and `values` that fill it. data: how far the
    upload is, where that helps."""

    why = "other"
    values: Mapping[str, str] = MappingProxyType({})
    data: dict[str, Any] | None = None

    @classmethod
    def of(
        cls, why: str, what: str, where: Path | None = None, received: int | None = None, **values: str
    ) -> UploadRefused:
        error = cls(what, where=where)
        error.why, error.values = why, values
        error.data = None if received is None else {"received": received}
        return error


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A line of the log. first: its first byte; stop: the byte after it."""

    first: int = 0
    stop: int = 0
    sha256: str = ""

    @classmethod
    def last_of(cls, log: str) -> tuple[_Chunk, str]:
        """The last whole line of a log, and the log as far as that line. Before the first chunk stands an empty one."""
        last = deque(_LINE.finditer(log), maxlen=1)
        if not last:
            return cls(), ""
        first, stop, sha256 = last[0].groups()
        return cls(int(first), int(stop), sha256), log[: last[0].end()]


@dataclass(frozen=True, slots=True)
class Upload:
    """name: of the file on the other computer. size: bytes of all of it."""

    folder: Path
    id: str
    name: str
    size: int

    @property
    def path(self) -> Path:
        """What is here of it; longer than what counts where a write was cut."""
        return self.folder / f"footage{Path(self.name).suffix.lower()}"

    def state(self) -> dict[str, Any]:
        """As the page has it: received: bytes that count; last: place, length and hash of the last chunk, by which a
        page knows its file again. Raises BusyError, OSError."""
        with self._alone():
            last = self._last(look=True)
        told = {"at": last.first, "length": last.stop - last.first, "sha256": last.sha256} if last.stop else None
        return {"id": self.id, "name": self.name, "size": self.size, "received": last.stop, "last": told}

    def complete(self) -> bool:
        """Whether all of it is here, as far as a glance tells; not of one that has gone. Raises OSError."""
        log = files.read_if_any(self._log)
        return log is not None and _Chunk.last_of(log.decode())[0].stop == self.size

    def add(self, at: int, data: bytes, sha256: str) -> int:
        """Takes a chunk at byte `at`; the bytes that count then. Raises UploadRefused, BusyError, DiskFullError,
        OSError."""
        try:
            return self._add(at, data, sha256)
        except LargeFileError as error:
            raise too_large_for_disk(self.name, self.size, self.folder.parent) from error

    def _add(self, at: int, data: bytes, sha256: str) -> int:
        with self._alone(), files.disk_errors(self.path):
            here = self._last().stop
            if at != here:
                said = tr("the next byte is {here}, not {at}.", here=here, at=at)
                raise UploadRefused.of("elsewhere", said, self.path, here)
            if not data or at + len(data) > self.size or len(data) > LARGEST_CHUNK:
                raise UploadRefused.of("length", tr("this chunk is too long, or empty."), self.path, here)
            if files.sha256_bytes(data) != sha256:
                raise UploadRefused.of("damaged", tr("a chunk has changed on its way."), self.path, here)
            if at == 0 and not begins_as_media(data):
                raise UploadRefused.of("no_film", tr("this does not begin as a video or a sound recording."))
            with self.path.open("r+b") as stream:
                stream.seek(at)
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            with self._log.open("a") as log:
                log.write(f"{at} {at + len(data)} {sha256}\n")
                log.flush()
                os.fsync(log.fileno())
        return at + len(data)

    def whole(self) -> Path:
        """The file, of which all is here. Raises UploadRefused, BusyError, OSError."""
        with self._alone():
            return self._whole()

    def finish(self, look: Callable[[Path], object]) -> None:
        """Looks at the file, of which all is here, once: whoever asks again while that takes its time is told to wait.
        Raises UploadRefused, BusyError, OSError, and as `look`."""
        with self._alone():
            path = self._whole()
            if not self.looked_at:
                look(path)
                self._looked.touch()

    @property
    def looked_at(self) -> bool:
        """Whether the whole file was found to be right."""
        return self._looked.exists()

    def _whole(self) -> Path:
        here = self._last().stop
        if here != self.size:
            raise UploadRefused.of("unfinished", tr("not all of the file is here yet."), self.path, here)
        os.truncate(self.path, self.size)
        return self.path

    def drop(self) -> None:
        """Removes it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _looked(self) -> Path:
        return self.folder / "looked"

    @property
    def _log(self) -> Path:
        return self.folder / "chunks"

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            lock = acquired(self.folder / "lock", 20)
        except Timeout as error:
            raise BusyError(
                tr("another page is sending this file."), where=self.folder, remedy=tr("Wait a moment.")
            ) from error
        with lock:
            yield

    def _last(self, look: bool = False) -> _Chunk:
        """The last chunk that counts. look: whether it is read, as the power may have gone; chunks that are not what
        they were count no more."""
        text = self._log.read_text("utf-8", "replace")
        found, known = _Chunk.last_of(text)
        while look and known and not self._holds(found):
            found, known = _Chunk.last_of(known[: known[:-1].rfind("\n") + 1])
        if known != text:  # a line that was cut
            files.write_text(self._log, known)
        return found

    def _holds(self, chunk: _Chunk) -> bool:
        with self.path.open("rb") as stream:
            stream.seek(chunk.first)
            return files.sha256_bytes(stream.read(chunk.stop - chunk.first)) == chunk.sha256


class Uploads:
    """Those of one folder. largest: bytes of the largest file."""

    def __init__(self, layout: Layout, largest: int = LARGEST_UPLOAD) -> None:
        self.layout, self.largest = layout, largest

    def begin(self, name: str, size: int) -> Upload:
        """Raises UploadRefused, DiskFullError, OSError."""
        self.clean()
        name = Path(name.replace("\\", "/")).name
        if Path(name).suffix.lower() not in FOOTAGE_SUFFIXES:
            raise UploadRefused.of("kind", tr('"{name}" is not called as a video or a sound recording.', name=name))
        if size == 0:
            raise UploadRefused.of("empty_file", tr("the file is empty."))
        if size > self.largest:
            most = f"{self.largest / 1e9:g}"
            raise UploadRefused.of("large", tr("the file has more than {most} GB.", most=most), most=most)
        self.layout.stories.mkdir(parents=True, exist_ok=True)
        require_disk(self.layout.stories, name, size)
        require_room(self.layout.stories, size + self._on_their_way())
        made = Upload(self.layout.stories / f".part-upload-{uuid.uuid4().hex}", "", name, size)
        made.folder.mkdir(mode=0o700)
        made.path.touch()
        (made.folder / "chunks").touch()
        files.write_json(made.folder / "about.json", {"name": name, "size": size})
        return self.find(made.folder.name.rpartition("-")[2])

    def find(self, id: str) -> Upload:
        """Raises UploadRefused where there is none, or no longer."""
        folder = self.layout.stories / f".part-upload-{id}"
        with contextlib.suppress(OSError, ValueError, KeyError):
            if _ID.fullmatch(id):
                about = json.loads((folder / "about.json").read_bytes())
                return Upload(folder, id, about["name"], about["size"])
        raise UploadRefused.of("gone", tr("there is no such upload, or no longer."))

    def _on_their_way(self) -> int:
        """Bytes that other uploads still need on the disk."""
        found = 0
        for about in self.layout.stories.glob(".part-upload-*/about.json"):
            with contextlib.suppress(UploadRefused, OSError):
                upload = self.find(about.parent.name.rpartition("-")[2])
                found += max(upload.size - upload.path.stat().st_size, 0)
        return found

    def clean(self, now: float | None = None) -> None:
        """Removes what nobody has gone on with for a week: uploads, and stories that were being made when the power
        went."""
        before = (now or time.time()) - STALE_S
        for folder in filter(Path.is_dir, self.layout.stories.glob(".part-*")):
            with contextlib.suppress(OSError):
                if max(path.stat().st_mtime for path in [folder, *folder.iterdir()]) < before:
                    shutil.rmtree(folder)


def require_disk(folder: Path, name: str, size: int) -> None:
    """Raises UploadRefused where the disk of `folder` takes no file of `size` bytes, whatever room it has; OSError."""
    if not files.takes(folder, size):
        raise too_large_for_disk(name, size, folder)


def too_large_for_disk(name: str, size: int, folder: Path) -> UploadRefused:
    """name: of the film, as people know it. size: its bytes."""
    said = tr("the disk takes no file as large as {name}.", name=name)
    return UploadRefused.of("large_for_disk", said, folder, name=name, size=f"{size / 1e9:.3g}")


def require_room(folder: Path, size: int) -> None:
    """Raises UploadRefused where `size` bytes do not go onto the disk of `folder`."""
    free = shutil.disk_usage(folder).free
    if free < size + LEFT_FREE:
        missing = f"{math.ceil((size + LEFT_FREE - free) / 1e8) / 10:g}"
        said = tr("{missing} GB more have to be free on this disk.", missing=missing)
        raise UploadRefused.of("no_room", said, folder, missing=missing)
