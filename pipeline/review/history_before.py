"""The history as it was kept until the first release: a file a version, and a log of what was written over each. It is
read once, into the new one, and goes then."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline import files
from pipeline.cues import Lang
from pipeline.project.layout import StoryLayout
from pipeline.review.version_log import LogLine, VersionLog
from pipeline.typedjson import parse_json

#: Digits of a hash in the name of a version.
_DIGITS = 12
#: A version that came about so was no one's word on what was there before.
_OWN = {"approve": "approved", "export": "export", "meanwhile": "external"}


def take_over(paths: StoryLayout, lang: Lang, log: VersionLog, why: str) -> None:
    """Notes the versions kept in that form, in their order, and removes them. why: how they came about, where nobody
    noted more than by whom they were written over. Call with the story's lock held. Raises DiskFullError, OSError."""
    old = paths.history / f"{lang}.jsonl"
    noted = dict(_noted(old, lang)) if old.exists() else {}
    version = re.compile(rf"{re.escape(lang)}\.[0-9a-f]{{{_DIGITS}}}\.srt")
    found = [path for path in paths.history.glob(f"{lang}.*.srt") if version.fullmatch(path.name)]
    order = {name: place for place, name in enumerate(noted)}
    for path in sorted(found, key=lambda path: (order.get(path.name, -1), path.name)):
        said, by, when = noted.get(path.name, ("", "", ""))
        data = files.read_bytes(path)
        line = LogLine(files.sha256_bytes(data), _OWN.get(said, why), by, when)
        if line not in log.lines():  # a run was killed here
            log.append(data, line.why, by, when)
        path.unlink()
    old.unlink(missing_ok=True)


def _noted(log: Path, lang: Lang) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """(name of a version, (why, by, when)), oldest first; what cannot be read is passed over."""
    found: dict[str, tuple[str, str, str]] = {}
    for line in files.read_bytes(log).splitlines():
        with contextlib.suppress(ValueError, KeyError):
            entry = parse_json(line, dict[str, str])
            name = f"{lang}.{entry['sha256'][:_DIGITS]}.srt"
            found.pop(name, None)
            found[name] = entry["why"], entry["by"], entry["when"]
    yield from found.items()
