"""Papers that people signed, in a story's folder `consent`: taken in piece by piece, known by what is in them.

The folder is no part of what a build reads or a publication sends, and no server shows it without a session.
"""

from __future__ import annotations

import contextlib
import os
import re
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from pipeline import files
from pipeline.errors import StoryError
from pipeline.messages import tr

#: Bytes of the largest: thirty pages in colour.
LARGEST_SCAN = 25 * 1024 * 1024
#: How files begin, and what their names end in.
_BEGINNINGS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}
SCAN_TYPES = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}


class NoScan(StoryError):
    """A file that is no scan. why: the id of a text."""

    why = ""

    @classmethod
    def of(cls, why: str, where: Path) -> NoScan:
        error = cls(
            tr("this cannot be a scan ({why}).", why=why),
            where=where,
            remedy=tr("Take a PDF, a JPEG or a PNG of up to 25 MB."),
        )
        error.why = why
        return error


def kind_of(head: bytes) -> str | None:
    """What the name of a file ends in that begins with `head`; None for one that is no PDF, JPEG or PNG."""
    return next((suffix for begins, suffix in _BEGINNINGS.items() if head.startswith(begins)), None)


def scans(folder: Path) -> list[str]:
    """Names of those that are there."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if path.suffix.lower() in SCAN_TYPES and path.is_file())


def find_scan(folder: Path, name: str) -> Path | None:
    """One of them by its name; None where there is none."""
    return folder / name if name in scans(folder) else None


async def take_in(folder: Path, name: str, pieces: AsyncIterator[bytes]) -> str:
    """Writes what comes, and the name that it has then: that of the file on the other computer, made plain, with the
    first digits of its hash. Only its owner can read it. Raises NoScan, DiskFullError, OSError."""
    stem = re.sub(r"[^\w-]+", "-", Path(name.replace("\\", "/")).stem).strip("-_")[:60] or "consent"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with files.disk_errors(folder), _part(folder) as part:
        size, head = 0, b""
        with part.open("wb") as stream:
            async for piece in pieces:
                size += len(piece)
                if size > LARGEST_SCAN:
                    raise NoScan.of("too-large", folder)
                head = (head + piece)[:16] if len(head) < 16 else head
                if len(head) >= 8 and kind_of(head) is None:
                    raise NoScan.of("no-scan", folder)
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        suffix = kind_of(head)
        if suffix is None:
            raise NoScan.of("no-scan", folder)
        target = folder / f"{stem}.{files.sha256_file(part)[:8]}{suffix}"
        part.chmod(0o600)
        part.replace(target)
        files.name_to_disk(target)
    return target.name


@contextlib.contextmanager
def _part(folder: Path) -> Iterator[Path]:
    handle, name = tempfile.mkstemp(prefix=".part-", dir=folder)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
