"""Reading and writing files so that nothing half-written ever has its final name."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.cores import cores
from pipeline.errors import of_disk
from pipeline.messages import tr

#: What file systems without hard links say.
_NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV)
#: AT_FDCWD and RENAME_EXCHANGE, as Linux has them.
_HERE, _EXCHANGE = -100, 2


def sha256_file(path: Path) -> str:
    """SHA-256 of a file's bytes, as 64 hex digits. Raises OSError."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sha256_known(path: Path) -> str:
    """The same, worked out once in the life of the program while size and date of the file stand: for weights and data
    of packages, which nobody edits. About 1 ms for each megabyte the first time. Raises OSError."""
    facts = path.stat()
    return _sha256_of(path, facts.st_size, facts.st_mtime_ns)


@lru_cache(maxsize=256)
def _sha256_of(path: Path, size: int, changed: int) -> str:
    return sha256_file(path)


def sha256_each(paths: Sequence[Path]) -> list[str]:
    """SHA-256 of several files, which are read side by side. Raises OSError."""
    if len(paths) < 2:
        return [sha256_file(path) for path in paths]
    with ThreadPoolExecutor(cores()) as pool:
        return list(pool.map(sha256_file, paths))


def sha256_bytes(data: bytes) -> str:
    """In hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_text(text: str) -> str:
    """Of a text in UTF-8."""
    return sha256_bytes(text.encode())


def sha256_json(value: Any) -> str:
    """SHA-256 of a JSON value in canonical form: the same for equal values, whatever their key order."""
    return sha256_text(json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")))


def to_json(value: Any) -> str:
    """A JSON value as people and diffs like it: sorted by no one, indented, real letters, one newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


@contextlib.contextmanager
def disk_errors(path: Path | str) -> Iterator[None]:
    """Turns "no space left" into a DiskFullError, and "file too large" into a LargeFileError, that name the file, or
    the place of files that is no folder."""
    try:
        yield
    except OSError as error:
        if told := of_disk(error, path):
            raise told from error
        raise


def takes(folder: Path, size: int) -> bool:
    """Whether the disk of `folder` takes files of `size` bytes, as far as the system says so before they are written
    (Linux does): FAT32 takes none of 4 GiB, whatever is free. Raises OSError."""
    with tempfile.TemporaryFile(dir=folder, prefix=".part-") as stream:
        try:
            os.lseek(stream.fileno(), size, os.SEEK_SET)
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.EOVERFLOW, errno.EFBIG):
                return False
            raise
    return True


@contextlib.contextmanager
def replacing(path: Path, temp_dir: Path | None = None) -> Iterator[Path]:
    """A temporary path that becomes `path` when the block ends well, and is removed when it does not.

    temp_dir must be on the same file system as `path` (default: the folder of `path`). The temporary name keeps
    the suffix, because ffmpeg chooses the container by it. Bytes reach the disk before the name does.

    What is no place for a file (/dev/null, /dev/stdout, a named pipe) keeps its name and is given the bytes instead:
    whoever may write into /dev could put a file in place of the device that all programs read.
    """
    if _is_stream(path):
        with _temporary(path, Path(tempfile.gettempdir())) as temp:
            yield temp
            with temp.open("rb") as made, path.open("wb") as stream:
                shutil.copyfileobj(made, stream)
        return
    with _temporary(path, temp_dir) as temp:
        yield temp
        _to_disk(temp)
        temp.replace(path)


def _is_stream(path: Path) -> bool:
    """Whether it takes bytes and is no file, or leads to whatever this process writes to."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)) or path.parent == Path("/dev")


@contextlib.contextmanager
def _temporary(path: Path, temp_dir: Path | None) -> Iterator[Path]:
    folder = temp_dir or path.parent
    with disk_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".part-", suffix=path.suffix, dir=folder)
        os.close(handle)
        temp = Path(name)
        try:
            yield temp
        finally:
            temp.unlink(missing_ok=True)


def _to_disk(temp: Path) -> None:
    with temp.open("rb+") as stream:
        os.fsync(stream.fileno())
    temp.chmod(0o644)


def name_to_disk(path: Path) -> None:
    """Returns once the name of a new file is on the disk too, where the system can say so."""
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def write_new(path: Path, data: bytes, temp_dir: Path | None = None) -> None:
    """Writes a file that must not be there yet, atomically. Raises FileExistsError and leaves what is there."""
    with _temporary(path, temp_dir) as temp:
        temp.write_bytes(data)
        _to_disk(temp)
        name_too(temp, path)


def name_too(path: Path, name: Path) -> None:
    """Gives the file at `path` a second name, which must be free. Where the file system knows no second names, the
    first one is gone. Raises FileExistsError, OSError."""
    try:
        name.hardlink_to(path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if name.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(name)) from error
        path.rename(name)


def exchanged(one: Path, other: Path) -> bool:
    """Gives two files each other's names in one moment; whether the system and the disk can (Linux: renameat2). So
    whoever puts a file in the place of another sees what was there, whoever wrote it last. Raises OSError for files
    that are not there."""
    import ctypes

    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if sys.platform == "linux" else None
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    error = ctypes.get_errno()
    if error in (errno.EINVAL, *_NO_LINKS):
        return False
    raise OSError(error, os.strerror(error), str(one), None, str(other))


def readable_state(path: Path) -> os.stat_result:
    """The state of somebody's file. Raises OSError, also for a pipe or a device: reading such a thing may never end."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):  # of a folder, the system says it best
        raise OSError(errno.EINVAL, tr("This is no file, but a pipe or a device"), str(path))
    return found


def read_bytes(path: Path) -> bytes:
    """The bytes of somebody's file. Raises OSError, as `readable_state`."""
    readable_state(path)
    return path.read_bytes()


def read_if_any(path: Path) -> bytes | None:
    """The bytes of a file, as `read_bytes`; None where there is none. Raises OSError."""
    try:
        return read_bytes(path)
    except FileNotFoundError:
        return None


def write_bytes(path: Path, data: bytes, temp_dir: Path | None = None) -> None:
    """Writes a file whole or not at all: see `replacing`. Raises OSError."""
    with replacing(path, temp_dir) as temp:
        temp.write_bytes(data)


def write_text(path: Path, text: str, temp_dir: Path | None = None) -> None:
    """Writes UTF-8 with the newlines given, atomically."""
    write_bytes(path, text.encode("utf-8"), temp_dir)


def write_if_other(path: Path, text: str, temp_dir: Path | None = None) -> None:
    """The same, unless the file says so already: a file that is left alone need not be looked at again. Raises
    OSError."""
    if read_if_any(path) != text.encode("utf-8"):
        write_text(path, text, temp_dir)


def write_json(path: Path, value: Any, temp_dir: Path | None = None) -> None:
    """Writes a value as JSON, whole or not at all. Raises OSError."""
    write_text(path, to_json(value), temp_dir)


def remove_parts(folder: Path) -> None:
    """Removes what a killed run left behind in `folder`: files and work folders. Call only while holding the lock."""
    for leftover in folder.glob(".part-*"):
        if leftover.is_dir() and not leftover.is_symlink():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)
