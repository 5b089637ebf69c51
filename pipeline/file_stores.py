"""A place for files: a folder, or whatever `fsspec` has a file system for (s3://…, sftp://…, memory://…)."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from pipeline.errors import VeusError
from pipeline.files import disk_errors
from pipeline.listed_files import WHOLE_OR_NOT, files_below, protocols_of
from pipeline.messages import tr

#: Files that are being sent bear such a name until they are whole.
PART = ".part-veus-"


@dataclass(frozen=True, slots=True)
class Target:
    """One such place. address: for people and for the record; root: its path within the file system."""

    address: str
    system: Any
    root: str

    def listing(self) -> dict[str, int]:
        """Bytes of every file there, by its path below the root. Raises VeusError, also where only some are known."""
        with self._reaching():
            self.system.invalidate_cache()
            found = files_below(self.system, self.root)
        return {name[len(self.root) :].lstrip("/"): int(info.get("size") or 0) for name, info in found.items()}

    def read(self, name: str) -> bytes | None:
        """The bytes of a file; None where there is none. Raises VeusError."""
        with self._reaching():
            try:
                data: bytes = self.system.cat_file(self._path(name))
            except FileNotFoundError:
                if self._is_there(self._path(name)):  # fsspec's FTP says so of every trouble
                    raise
                return None
            return data

    def fetch(self, name: str, path: Path) -> bool:
        """Copies a file of there to `path`, over what is there; whether there is one. Raises VeusError; a DiskFullError
        is of `path`."""
        with self._reaching():
            try:
                self._get(name, path)
            except VeusError:
                raise
            except Exception:  # as in `remove`
                if not self._is_there(self._path(name)):
                    return False
                self._get(name, path)  # it came only now, or there is trouble
            return True

    def _get(self, name: str, path: Path) -> None:
        with disk_errors(path):
            self.system.get_file(self._path(name), str(path))

    def size(self, name: str) -> int | None:
        """Bytes of a file; None where there is none. Raises VeusError."""
        with self._reaching():
            self.system.invalidate_cache()
            try:
                return int(self.system.info(self._path(name))["size"])
            except FileNotFoundError:
                return None

    def send(self, source: Path, name: str) -> None:
        """Puts a file there, whole or not at all, over what was there. Raises VeusError; DiskFullError is of there."""
        with self._reaching(), self._arriving(name) as path:
            self.system.put_file(str(source), path)

    def write(self, name: str, data: bytes) -> None:
        """The same, for bytes."""
        with self._reaching(), self._arriving(name) as path:
            self.system.pipe_file(path, data)

    def create(self, name: str, data: bytes) -> bool:
        """Puts a file there unless there is one; whether it did. In folders, and in stores that can, this is one step;
        elsewhere it looks first. Raises VeusError."""
        path = self._path(name)
        with self._reaching():
            self._make_folder(path)
            try:
                if "file" in protocols_of(self.system):
                    with self.system.open(path, "xb") as stream:
                        stream.write(data)
                else:
                    self.system.pipe_file(path, data, mode="create")
            except FileExistsError:
                return False
            return True

    def remove(self, name: str) -> None:
        """Takes a file away, if it is there. Raises VeusError."""
        path = self._path(name)
        with self._reaching():
            try:
                self.system.rm_file(path)
            except Exception:  # each file system has its own for what is not there
                if self._is_there(path):
                    raise

    def part(self, folder: str) -> Target:
        """A folder of it, told by the address of the whole."""
        return replace(self, root=self._path(folder))

    def above(self, levels: int) -> Target:
        """The folder so many levels above."""
        return replace(self, root=str(PurePosixPath(self.root).parents[levels - 1]))

    @property
    def has_folders(self) -> bool:
        """Whether a folder is there without a file in it."""
        return not protocols_of(self.system) & WHOLE_OR_NOT

    def is_there(self) -> bool:
        """Whether there is such a folder. Raises VeusError."""
        with self._reaching():
            return self._is_there(self.root)

    def remove_folder(self) -> None:
        """Takes the folder away, if it is there and empty."""
        if self.has_folders:
            with contextlib.suppress(Exception):  # somebody may just have put a file into it
                self.system.rmdir(self.root)

    def _path(self, name: str) -> str:
        return f"{self.root.rstrip('/')}/{name}"

    def _is_there(self, path: str) -> bool:
        """Not `exists` of fsspec, which says no of every trouble."""
        self.system.invalidate_cache()
        try:
            self.system.info(path)
        except FileNotFoundError:
            return False
        return True

    def _rename(self, part: str, path: str) -> None:
        try:
            self.system.mv(part, path)
        except Exception:  # some servers rename nothing over what is there
            if not self._is_there(path):
                raise
            self.system.rm_file(path)
            self.system.mv(part, path)

    def _make_folder(self, path: str) -> None:
        """Another program may make it, or one above it, at the same time; and fsspec believes old listings."""
        if protocols_of(self.system) & WHOLE_OR_NOT:
            return
        folder = str(PurePosixPath(path).parent)
        for left in reversed(range(len(PurePosixPath(folder).parts) + 1)):
            try:
                self.system.makedirs(folder, exist_ok=True)
                return
            except Exception:  # each file system has its own
                if self._is_there(folder):
                    return
                if not left:
                    raise

    @contextlib.contextmanager
    def _arriving(self, name: str) -> Iterator[str]:
        path = self._path(name)
        self._make_folder(path)
        if protocols_of(self.system) & WHOLE_OR_NOT:
            yield path
            return
        place = PurePosixPath(path)
        part = str(place.with_name(f"{PART}{secrets.token_hex(6)}{place.suffix}"))
        try:
            yield part
            self._rename(part, path)
        except Exception:  # and what a kill or Ctrl-C leaves, the next plan takes away
            with contextlib.suppress(Exception):
                self.system.rm_file(part)
            raise

    @contextlib.contextmanager
    def _reaching(self) -> Iterator[None]:
        """Whatever a store's own library complains of, in words for people."""
        try:
            with disk_errors(self.address):
                yield
        except VeusError:
            raise
        except Exception as error:  # botocore's, paramiko's, ftplib's: no common one to name
            raise _unreachable(self.address, error) from error


def open_place(address: str) -> Target:
    """The place at `address`: a folder (relative to the current one) or a URL that fsspec knows.

    Raises VeusError for what cannot be one – an unknown kind of URL, one with a password in it or made of several (the
    folder behind it would not be looked at) –, and where somebody must be asked who does not answer, or refuses."""
    import fsspec

    if "://" not in address:
        return folder_place(Path(address).expanduser().resolve(), fsspec.filesystem("file"))
    _refuse_secrets(address)
    _refuse_chains(address)
    try:
        system, root = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        its_words = f"{_said(error)}."
        raise VeusError(
            its_words, where=address, remedy=tr("Name a folder, or a URL that fsspec has a file system for.")
        ) from error
    except Exception as error:  # as in `Target`: some connect at once
        raise _unreachable(address, error) from error
    if "file" in protocols_of(system):
        return folder_place(Path(root).resolve(), system)
    return Target(address.rstrip("/"), system, root.rstrip("/"))


def folder_place(folder: Path, system: Any) -> Target:
    """A folder of this machine."""
    return Target(str(folder), system, str(folder))


def _refuse_secrets(address: str) -> None:
    if urlsplit(address).password is not None:
        shown = address.replace(urlsplit(address).netloc, f"…@{urlsplit(address).hostname}")
        raise VeusError(
            tr("a password in an address ends up in files and logs."),
            where=shown,
            remedy=tr("Leave it out, and put it into fsspec's own configuration or the environment."),
        )


def _refuse_chains(address: str) -> None:
    if "::" in address:
        raise VeusError(
            tr("this address is made of several."),
            where=address,
            remedy=tr("Name the place itself: a folder, or one URL that fsspec has a file system for."),
        )


def _unreachable(address: str, error: Exception) -> VeusError:
    return VeusError(
        tr("this place cannot be read or written: {said}.", said=_said(error)),
        where=address,
        remedy=tr("When that is mended, run the same command again: it goes on where it stopped."),
    )


def _said(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".") or type(error).__name__
