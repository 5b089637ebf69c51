"""Notes that somebody has put on cells of a spreadsheet: openpyxl does not load them where it reads row by row.

Source: ECMA-376 part 1, §18.7 (comments); Microsoft, [MS-XLSX] (threaded comments, which are in the file a second time
as comments of the old kind).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

_OLD = re.compile(r"xl/(?:worksheets/)?(?:comments/)?comments?[0-9]*\.xml", re.IGNORECASE)
_THREADED = re.compile(r"xl/threadedComments/[^/]+\.xml", re.IGNORECASE)


def notes_told(data: bytes) -> list[str]:
    """A remark for each note. Raises what zipfile and the parser raise for damaged files."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        found = sorted(filter(_THREADED.fullmatch, names)) or sorted(filter(_OLD.fullmatch, names))
        return [
            f"cell {cell}: a note on it is no comment of the table; left out, write it into the column: “{text}”."
            for name in found
            for cell, text in _notes(package.read(name))
        ]


def _notes(part: bytes) -> Iterator[tuple[str, str]]:
    from defusedxml.ElementTree import fromstring

    for one in fromstring(part, forbid_dtd=True).iter():
        if one.get("ref") is not None and (text := " ".join(" ".join(one.itertext()).split())):
            yield one.get("ref"), text
