"""Earlier versions of the track files, so that nothing a person wrote is ever gone: .base/history/.

A version is kept before something is written over it, in a file named after its bytes; a line in the language's log
says when, and what for. The names are a help only: what counts is what is in the files, since an editor that was just
saving into one when it was kept may have gone on. At most KEPT versions a language; none is removed that was approved.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline import files
from pipeline.cues import Lang
from pipeline.errors import StoryError
from pipeline.layout import StoryLayout
from pipeline.review.record import read_review
from pipeline.review.storylock import changing
from pipeline.typedjson import parse_json

#: Versions kept a language.
KEPT = 100
#: Digits of the hash in the name of a version: enough to tell any two apart.
NAMED_BY = 12


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a version was kept. why: what was then written over it ("merge", "page", "fix", "import", "restore", "shift",
    …), or "approve". by: whose doing that was. when: ISO 8601."""

    why: str
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Version:
    """A version kept. reason: None where nobody noted it."""

    sha256: str
    path: Path
    reason: Reason | None


def keep(paths: StoryLayout, lang: Lang, data: bytes, reason: Reason) -> Path:
    """Keeps `data` as a version; where it lies. Raises BusyError, OSError."""
    with changing(paths):
        path = _noted(paths, lang, files.sha256_bytes(data), reason)
        if not path.is_file():
            files.write_bytes(path, data, paths.base)
        _prune(paths, lang)
    return path


def take_in(paths: StoryLayout, lang: Lang, file: Path, reason: Reason) -> Path:
    """Moves `file` here as a version; where it lies. Raises as `keep`."""
    with changing(paths):
        path = _noted(paths, lang, files.sha256_file(file), reason)
        file.replace(path)
        _prune(paths, lang)
    return path


def versions(paths: StoryLayout, lang: Lang) -> list[Version]:
    """The versions kept, the latest first."""
    reasons = dict(_log(paths, lang))  # of several lines about a version, the last one
    order = {name: place for place, name in enumerate(reasons)}
    found = sorted(paths.history.glob(f"{lang}.*.srt"), key=lambda path: (order.get(path.name, -1), path.name))
    return [Version(files.sha256_file(path), path, reasons.get(path.name)) for path in reversed(found)]


def find(paths: StoryLayout, lang: Lang, digits: str) -> Version:
    """The version whose SHA-256 begins with `digits`. Raises StoryError where there is none, or several."""
    found = [version for version in versions(paths, lang) if version.sha256.startswith(digits.lower())]
    if len({version.sha256 for version in found}) != 1 or not digits:
        raise StoryError(
            f'there is no version "{digits}" of {lang}.srt.'
            if not found
            else f'several versions begin with "{digits}".',
            where=paths.history,
            remedy=f"See which there are: veus restore {paths.source.name} {lang}",
        )
    return found[0]


def _noted(paths: StoryLayout, lang: Lang, sha256: str, reason: Reason) -> Path:
    """Where a version lies, once a line in the log says why. The line comes first: it does no harm alone."""
    log = paths.history_log(lang)
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a+b") as stream:
        stream.seek(max(0, stream.seek(0, 2) - 1))
        torn = stream.read() not in (b"", b"\n")  # a run was killed in the middle of its line
        stream.write((b"\n" if torn else b"") + json.dumps({"sha256": sha256} | asdict(reason)).encode() + b"\n")
    return paths.history / _name(lang, sha256)


def _name(lang: Lang, sha256: str) -> str:
    return f"{lang}.{sha256[:NAMED_BY]}.srt"


def _log(paths: StoryLayout, lang: Lang) -> Iterator[tuple[str, Reason]]:
    """(name of a version, why it was kept), oldest first; what cannot be read is passed over."""
    found: dict[str, Reason] = {}
    with contextlib.suppress(FileNotFoundError):
        for line in files.read_bytes(paths.history_log(lang)).splitlines():
            with contextlib.suppress(ValueError, KeyError):
                entry = parse_json(line, dict[str, str])
                name = _name(lang, entry["sha256"])
                found.pop(name, None)
                found[name] = Reason(entry["why"], entry["by"], entry["when"])
    yield from found.items()


def _prune(paths: StoryLayout, lang: Lang) -> None:
    """Removes what is too many: the page's versions, which follow each other closely, before all others; the oldest
    first. While review.json cannot be read, nobody knows what was approved: then nothing is removed."""
    if len(list(paths.history.glob(f"{lang}.*.srt"))) <= KEPT:
        return
    try:
        review = read_review(paths)
    except StoryError:
        return
    approved = {approval.sha256 for approval in review.approvals.values()}
    approved |= {str(entry.get("sha256")) for entry in review.log}
    spare = [version for version in versions(paths, lang)[::-1] if version.sha256 not in approved]
    spare.sort(key=lambda version: version.reason is None or version.reason.why != "page")
    for version in spare[: len(list(paths.history.glob(f"{lang}.*.srt"))) - KEPT]:
        version.path.unlink(missing_ok=True)
