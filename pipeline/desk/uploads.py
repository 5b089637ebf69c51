"""Footage that comes from a browser in chunks, each with its place and its SHA-256, into `stories/.part-upload-…`.

A chunk counts once it is on the disk, and its line in the log after it: whatever is killed in between, what counts is
whole, and a browser that asks is told from where to go on. Never more than a chunk is held in memory.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import Timeout

from pipeline import files
from pipeline.errors import BusyError, VeusError
from pipeline.locks import acquired
from pipeline.media.container_kind import begins_as_media
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


class UploadRefused(VeusError):
    """What cannot be taken in. why: the id of a text. data: how far the upload is, where that helps."""

    why = "other"
    data: dict[str, Any] | None = None

    @classmethod
    def of(cls, why: str, what: str, where: Path | None = None, received: int | None = None) -> UploadRefused:
        error = cls(what, where=where)
        error.why = why
        error.data = None if received is None else {"received": received}
        return error


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
        """As the page has it: received: bytes that count; last: place, length and hash of the last chunk, by which a page
        knows its file again. Raises BusyError, OSError."""
        with self._alone():
            last = self._last(look=True)
        told = {"at": last[0], "length": last[1] - last[0], "sha256": last[2]} if last[1] else None
        return {"id": self.id, "name": self.name, "size": self.size, "received": last[1], "last": told}

    def add(self, at: int, data: bytes, sha256: str) -> int:
        """Takes a chunk at byte `at`; the bytes that count then. Raises UploadRefused, BusyError, DiskFullError, OSError."""
        with self._alone(), files.disk_errors(self.path):
            here = self._last()[1]
            if at != here:
                raise UploadRefused.of("elsewhere", f"the next byte is {here}, not {at}.", self.path, here)
            if not data or at + len(data) > self.size or len(data) > LARGEST_CHUNK:
                raise UploadRefused.of("length", "this chunk is too long, or empty.", self.path, here)
            if files.sha256_bytes(data) != sha256:
                raise UploadRefused.of("damaged", "a chunk has changed on its way.", self.path, here)
            if at == 0 and not begins_as_media(data):
                raise UploadRefused.of("no_film", "this does not begin as a video or a sound recording.", self.path)
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
            here = self._last()[1]
            if here != self.size:
                raise UploadRefused.of("unfinished", "not all of the file is here yet.", self.path, here)
            os.truncate(self.path, self.size)
        return self.path

    def drop(self) -> None:
        """Removes it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _log(self) -> Path:
        return self.folder / "chunks"

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            lock = acquired(self.folder / "lock", 20)
        except Timeout as error:
            raise BusyError("another page is sending this file.", where=self.folder, remedy="Wait a moment.") from error
        with lock:
            yield

    def _last(self, look: bool = False) -> tuple[int, int, str]:
        """The last chunk that counts: its first byte, the byte after it, its SHA-256. look: whether it is read, as the
        power may have gone; chunks that are not what they were count no more."""
        lines = self._log.read_text().split("\n")
        known = lines[:-1]
        while known:
            first, stop, sha256 = known[-1].split(" ")
            if not look or self._holds(int(first), int(stop), sha256):
                break
            known.pop()
        if lines[-1] or len(known) < len(lines) - 1:  # a line that was cut
            files.write_text(self._log, "".join(f"{line}\n" for line in known))
        return (int(first), int(stop), sha256) if known else (0, 0, "")

    def _holds(self, first: int, stop: int, sha256: str) -> bool:
        with self.path.open("rb") as stream:
            stream.seek(first)
            return files.sha256_bytes(stream.read(stop - first)) == sha256


class Uploads:
    """Those of one folder. largest: bytes of the largest file."""

    def __init__(self, layout: Layout, largest: int = LARGEST_UPLOAD) -> None:
        self.layout, self.largest = layout, largest

    def begin(self, name: str, size: int) -> Upload:
        """Raises UploadRefused, DiskFullError, OSError."""
        self.clean()
        name = Path(name.replace("\\", "/")).name
        if Path(name).suffix.lower() not in FOOTAGE_SUFFIXES:
            raise UploadRefused.of("kind", f'"{name}" is not called as a video or a sound recording.')
        if size == 0:
            raise UploadRefused.of("empty_file", "the file is empty.")
        if size > self.largest:
            raise UploadRefused.of("large", f"{size} bytes are more than {self.largest}.")
        self.layout.stories.mkdir(parents=True, exist_ok=True)
        require_room(self.layout.stories, size)
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
        raise UploadRefused.of("gone", "there is no such upload, or no longer.")

    def clean(self, now: float | None = None) -> None:
        """Removes what nobody has gone on with for a week."""
        before = (now or time.time()) - STALE_S
        for folder in self.layout.stories.glob(".part-upload-*"):
            with contextlib.suppress(OSError):
                if max(path.stat().st_mtime for path in [folder, *folder.iterdir()]) < before:
                    shutil.rmtree(folder)


def require_room(folder: Path, size: int) -> None:
    """Raises UploadRefused where `size` bytes do not go onto the disk of `folder`."""
    free = shutil.disk_usage(folder).free
    if free < size + LEFT_FREE:
        missing = (size + LEFT_FREE - free) / 1e9
        raise UploadRefused.of("no_room", f"{missing:.1f} GB too little are free on this disk.", folder)
