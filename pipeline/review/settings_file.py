"""story.toml and series.toml as the desk writes them: never over bytes that nobody has seen, and every version kept.

Both the version written over and the new one are in the history, on the disk, before the file changes; what another
program wrote is noted when it is seen. Editors know no locks of ours: the new file and the one that is there change
names in one moment, so that what one saved just before is seen, and gets its place back. (Where the system cannot do
that, what is saved between a last look and the new name, some microseconds, is lost.)
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from pipeline import files
from pipeline.errors import ConfigError, StaleFileError, StoryError
from pipeline.messages import tr
from pipeline.project.layout import Layout, StoryLayout
from pipeline.project.settings import Settings
from pipeline.project.story_file import StoryFile
from pipeline.project.toml_edit import NotEdited, edited
from pipeline.project.tomlfile import missing, parse_toml
from pipeline.review.history import NAMED_BY, Reason, Version, Why, note_version, why_of
from pipeline.review.story_lock import changing_in
from pipeline.review.version_log import VersionLog, version_log
from pipeline.timestamps import moment

M = TypeVar("M", bound=BaseModel)

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class SettingsText(Generic[M]):
    """The bytes of a file, which its model takes. settings: what they say."""

    data: bytes
    settings: M

    @cached_property
    def sha256(self) -> str:
        return files.sha256_bytes(self.data)

    @cached_property
    def values(self) -> dict[str, Any]:
        """What is written, and nothing that is only meant. Not to be changed."""
        return tomllib.loads(self.data.decode("utf-8-sig"))


@dataclass(frozen=True)
class SettingsFile(Generic[M]):
    """A TOML file of people. base: the folder with its lock. log: of its versions."""

    path: Path
    model: type[M]
    base: Path
    log: Path

    def read(self) -> SettingsText[M]:
        """The file now. Raises ConfigError where there is none, and for a broken one with the line and the key;
        OSError."""
        data = files.read_if_any(self.path)
        if data is None:
            raise missing(self.path)
        return self.parsed(data)

    def parsed(self, data: bytes) -> SettingsText[M]:
        """Bytes as they were, or would be, in the file. Raises ConfigError."""
        return SettingsText(data, parse_toml(data, self.path, self.model))

    def with_values(self, seen: SettingsText[M], wished: Mapping[str, Any]) -> SettingsText[M]:
        """What was seen, so that it says `wished`; nothing is written. Raises ConfigError for values that the model
        does not take, and where the file cannot be changed without losing something."""
        text = seen.data.decode("utf-8-sig")
        try:
            made = edited(text, wished)
        except NotEdited as error:
            raise ConfigError(
                tr("this file is written in a way that cannot be changed without losing something."),
                where=self.path,
                remedy=tr("Change it in an editor."),
            ) from error
        return self.parsed((_BOM if seen.data.startswith(_BOM) else b"") + made.encode("utf-8"))

    def save(self, new: SettingsText[M], seen: bytes | None, reason: Reason) -> None:
        """Writes `new` in place of what was seen, which may be broken; None: there was no file. Raises StaleFileError
        (the file is another by now, and stays), BusyError, DiskFullError, OSError."""
        with changing_in(self.base):
            if files.read_if_any(self.path) != seen:
                raise self._stale()
            log = version_log(self.log)
            if seen is not None:
                _note_new(log, seen, self._unknown())
            if new.data == seen:
                return
            note_version(log, new.data, reason)
            self._write(new.data, seen)
            files.name_to_disk(self.path)

    def _write(self, new: bytes, seen: bytes | None) -> None:
        if seen is None:
            try:
                files.write_new(self.path, new, self.base)
            except FileExistsError as error:
                raise self._stale() from error
            return
        with _written_beside(self.path, self.base, new) as temp:
            if not self._put(temp, new, seen):
                raise self._stale()

    def _put(self, temp: Path, new: bytes, seen: bytes) -> bool:
        """The file at `temp` in place of the one with the bytes `seen`; whether it was that one. Another one that is
        found there gets its place back."""
        if files.read_if_any(self.path) != seen:
            return False
        if not files.exchanged(temp, self.path):
            temp.replace(self.path)
            return True
        put, there = new, files.read_bytes(temp)
        if there == seen:
            return True
        while files.exchanged(temp, self.path) and (later := files.read_bytes(temp)) != put:
            _note_new(version_log(self.log), there, self._unknown())  # somebody saved once more, and that one stays
            put, there = there, later
        return False

    def keep(self, data: bytes, reason: Reason) -> None:
        """Notes a version that is not written. Raises BusyError, DiskFullError, OSError."""
        with changing_in(self.base):
            note_version(version_log(self.log), data, reason)

    def versions(self) -> list[Version]:
        """Every version noted, the latest first. Raises OSError."""
        found = version_log(self.log).lines()
        return [Version(line.sha256, Reason(why_of(line.why), line.by, line.when)) for line in reversed(found)]

    def version(self, digits: str) -> SettingsText[M]:
        """The version whose SHA-256 begins with `digits`. Raises StoryError where there is none, several, or a damaged
        one; ConfigError for one that the model no longer takes; OSError."""
        log = version_log(self.log)
        found = {line.sha256 for line in log.lines() if line.sha256.startswith(digits.lower())}
        try:
            if len(found) != 1 or not digits:
                raise KeyError(digits)
            return self.parsed(log.read(found.pop()))
        except (KeyError, ValueError) as error:
            raise StoryError(
                tr(
                    'there is no version "{digits}" of {file} that can be read.',
                    digits=digits[:NAMED_BY],
                    file=self.path.name,
                ),
                where=self.log,
                remedy=tr("Choose another version."),
            ) from error

    def _stale(self) -> StaleFileError:
        return StaleFileError(tr("somebody has changed this file since."), where=self.path, remedy=tr("Look again."))

    def _unknown(self) -> Reason:
        return Reason(Why.EXTERNAL, "", moment(None, "UTC"))


def story_settings(paths: StoryLayout) -> SettingsFile[StoryFile]:
    """The story.toml of a story."""
    return SettingsFile(paths.story_file, StoryFile, paths.base, paths.story_log)


def series_settings(layout: Layout) -> SettingsFile[Settings]:
    """The series.toml of a folder."""
    return SettingsFile(layout.series_file, Settings, layout.base, layout.series_log)


@contextlib.contextmanager
def _written_beside(path: Path, folder: Path, data: bytes) -> Iterator[Path]:
    """A file with these bytes, on the disk, that may take the place of the one at `path`."""
    with tempfile.TemporaryDirectory(prefix=".part-", dir=folder) as room:
        temp = Path(room) / path.name
        with temp.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temp.chmod(path.stat().st_mode & 0o777)
        yield temp


def _note_new(log: VersionLog, data: bytes, reason: Reason) -> None:
    if not log.holds(files.sha256_bytes(data)):
        log.append(data, reason.why, reason.by, reason.when)
