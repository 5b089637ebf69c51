"""Spreadsheet files as packages of XML: what may be opened, and the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from pipeline.errors import SubtitleError
from pipeline.messages import tr, tr_later

#: What a track of three hours, however formatted, never needs.
MAX_PARTS = 1000
MAX_UNPACKED = 100_000_000

#: What is told of a package that was not read, by its ending.
_REFUSED = {
    ".xlsx": tr_later("this spreadsheet was not read: {why}."),
    ".docx": tr_later("this document was not read: {why}."),
}

#: The first day a zip file can be of. Dates would make two exports of one track differ.
_DATE = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")
_FIXED = rb"\g<1>1980-01-01T00:00:00Z\g<2>"


def repacked(data: bytes) -> bytes:
    """The same package with fixed dates and order, inside and outside."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MODIFIED.sub(_FIXED, part)
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, part)
    return out.getvalue()


def check_package(data: bytes, path: Path | None, ending: str = ".xlsx") -> None:
    """Raises SubtitleError for what is no package of its kind, unpacks to more than any track needs, or has entities.

    Office Open XML allows no document type (ECMA-376 part 2, §9.1.4), so that one is always an attack.
    """

    def refused(why: str) -> SubtitleError:
        return SubtitleError(
            tr(_REFUSED[ending], why=why),
            where=path,
            remedy=tr("Open the exported file, put the corrections into it and save it as {ending}.", ending=ending),
        )

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise refused(tr("it unpacks to far more than a track of captions needs"))
            if any(part.flag_bits & 1 for part in parts):
                raise refused(tr("it is locked with a password"))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")) and _declares(package.read(part)):
                    raise refused(tr("{part} in it declares a document type", part=part.filename))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error) as error:
        raise refused(tr("it is damaged, or no {ending} at all", ending=ending)) from error


def _declares(part: bytes) -> bool:
    return b"<!DOCTYPE" in part.replace(b"\0", b"").upper()  # without the zeros of UTF-16
