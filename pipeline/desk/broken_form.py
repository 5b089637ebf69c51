"""A story.toml or series.toml that cannot be read: its text, and earlier versions to look at and to take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline import files
from pipeline.desk.desk_save import who
from pipeline.desk.form_fields import TomlForm, shown
from pipeline.errors import ConfigError, StaleFileError, VeusError
from pipeline.messages import tr
from pipeline.review.history import NAMED_BY, Reason, Why
from pipeline.review.settings_file import SettingsFile
from pipeline.timestamps import moment

Data = dict[str, Any]

#: Versions that its page lists.
_LISTED = 30


@dataclass(frozen=True)
class BrokenForm:
    """A file that its model does not take. data: its bytes; None where it is gone. zone: of the times of versions."""

    file: SettingsFile[Any]
    form: TomlForm
    zone: str
    data: bytes | None

    @classmethod
    def of(cls, file: SettingsFile[Any], form: TomlForm, zone: str) -> BrokenForm | None:
        """None where the file can be read, or where it is gone and nothing is known of it. Raises OSError."""
        data = files.read_if_any(file.path)
        try:
            if data is not None:
                file.parsed(data)
                return None
        except ConfigError:
            return cls(file, form, zone, data)
        return cls(file, form, zone, data) if file.versions() else None

    @property
    def sha256(self) -> str:
        """Of the file as its page shows it; "" where it is gone."""
        return "" if self.data is None else files.sha256_bytes(self.data)

    def text(self) -> str:
        """The file as far as it is text."""
        return (self.data or b"").decode("utf-8-sig", "replace")

    def restore(self, digits: str, seen_sha256: str, by: str) -> None:
        """Writes an earlier version; the broken file is kept, too. Raises StaleFileError where the file is another than
        the page showed, StoryError, ConfigError, BusyError, DiskFullError, OSError."""
        if seen_sha256 != self.sha256:
            raise StaleFileError(
                tr("somebody has changed this file since."), where=self.file.path, remedy=tr("Look again.")
            )
        self.file.save(self.file.version(digits), self.data, Reason(Why.RESTORED, who(by), moment(None, self.zone)))

    def history(self) -> list[Data]:
        """Versions, the latest first: when, by whom, why, and the fields that each fills in; problem: why it cannot be
        read, or None."""
        return [
            {"sha256": one.sha256[:NAMED_BY], "when": one.reason.when, "by": one.reason.by, "why": one.reason.why}
            | {"current": one.sha256 == self.sha256}
            | self._said(one.sha256)
            for one in self.file.versions()[:_LISTED]
        ]

    def _said(self, sha256: str) -> Data:
        try:
            values = shown(self.form, self.file.version(sha256).values, {})
        except VeusError as error:
            return {"says": {}, "problem": error}
        return {"says": {name: value for name, value in values.items() if value}, "problem": None}
