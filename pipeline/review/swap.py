"""One track file in place of another, while people may save it at any moment and this process may be killed at any.

    1. the journal says what is coming           <lang>.coming.json
    2. the old file is put aside                  <lang>.srt → .base/<lang>.aside.srt
    3. are these the bytes that were seen?        if not: back, and nothing has happened
    4. the new file gets its name                 only if nobody has saved another meanwhile; if so: theirs stays
    5. the old file goes to the history           the file itself: whoever still writes to it, writes there
    6. links and base are the machine's new ones  if it is the machine's doing
    7. the journal is removed

Whoever comes next finishes what was begun after step 4, and takes back what was begun before. The names of 1 and of 4
are on the disk before anything builds on them: a power cut leaves no file put aside that nobody knows of, and no older
file in place of one that was told to be saved. Call everything here with the story's lock held, and once both versions
are in the history, where they are to be.
"""

from __future__ import annotations

import base64
import contextlib
from dataclasses import asdict, dataclass, replace

from pipeline import files
from pipeline.cues import Lang
from pipeline.project.layout import StoryLayout
from pipeline.review import history
from pipeline.review.history import Reason, Why
from pipeline.review.links import Links, write_links
from pipeline.timestamps import moment
from pipeline.typedjson import parse_json


@dataclass(frozen=True, slots=True)
class PendingWrite:
    """A write: `data` in place of the bytes with the hash `seen` (None: no file). at: when (ISO 8601).

    base, links: what the machine has then said last, and of which sentences; None where the write is not its doing.
    """

    data: bytes
    seen: str | None
    at: str
    base: str | None = None
    links: Links | None = None


def put(paths: StoryLayout, lang: Lang, coming: PendingWrite) -> bool:
    """Writes; whether the file was as it was seen. Raises OSError."""
    finish(paths, lang)
    files.write_bytes(paths.coming(lang), journal(coming), paths.base)
    files.name_to_disk(paths.coming(lang))
    try:
        if coming.seen is not None:
            paths.srt(lang).rename(paths.aside(lang))
            if files.sha256_file(paths.aside(lang)) != coming.seen:
                _take_back(paths, lang, coming)
                return False
        files.write_new(paths.srt(lang), coming.data, paths.base)
        files.name_to_disk(paths.srt(lang))
    except (FileNotFoundError, FileExistsError):  # somebody deleted it, or saved another
        _take_back(paths, lang, coming)
        return False
    except BaseException:  # the disk is full, or somebody pressed Ctrl-C: the file is not left put aside
        with contextlib.suppress(Exception):
            finish(paths, lang)
        raise
    _complete(paths, lang, coming)
    return True


def finish(paths: StoryLayout, lang: Lang) -> None:
    """Finishes or takes back a write whose process was killed. Raises OSError."""
    begun = files.read_if_any(paths.coming(lang))
    if begun is None and not paths.aside(lang).exists():
        return
    coming = _read(begun or b"")  # a file put aside that no journal tells of: a copy of the folder was made just then
    written = files.read_if_any(paths.srt(lang)) == coming.data
    if written or (coming.base is not None and files.read_if_any(paths.base_srt(lang)) == coming.base.encode("utf-8")):
        _complete(paths, lang, coming)
    else:
        _take_back(paths, lang, coming)


def journal(coming: PendingWrite) -> bytes:
    """`coming` as JSON."""
    return files.to_json(asdict(coming) | {"data": base64.b64encode(coming.data).decode("ascii")}).encode("utf-8")


def _read(begun: bytes) -> PendingWrite:
    """A journal that cannot be read says that nothing is coming."""
    try:
        coming = parse_json(begun, PendingWrite)
        return replace(coming, data=base64.b64decode(coming.data, validate=True))
    except ValueError:
        return PendingWrite(b"", None, "")


def _complete(paths: StoryLayout, lang: Lang, coming: PendingWrite) -> None:
    _clear_aside(paths, lang, coming)
    if coming.base is not None:
        set_base(paths, lang, coming.base, coming.links)
    paths.coming(lang).unlink(missing_ok=True)


def set_base(paths: StoryLayout, lang: Lang, text: str, links: Links | None) -> None:
    """What the machine said last is `text`. The links come first: they name the base that they belong to."""
    if links is not None:
        write_links(paths, lang, text, links)
    files.write_text(paths.base_srt(lang), text, paths.base)


def _take_back(paths: StoryLayout, lang: Lang, coming: PendingWrite) -> None:
    aside, target = paths.aside(lang), paths.srt(lang)
    if aside.exists():
        try:
            files.name_too(aside, target)
        except FileExistsError:
            if not aside.samefile(target):
                _clear_aside(paths, lang, coming)
        aside.unlink(missing_ok=True)
    paths.coming(lang).unlink(missing_ok=True)


def _clear_aside(paths: StoryLayout, lang: Lang, coming: PendingWrite) -> None:
    """The file put aside into the history's care; noted too where somebody wrote into it meanwhile."""
    aside = paths.aside(lang)
    if not aside.exists():
        return
    data = files.read_bytes(aside)
    if data != files.read_if_any(paths.base_srt(lang)):
        history.keep_new(paths, lang, data, Reason(Why.EXTERNAL, "", coming.at or moment(None, "UTC")))
    history.take_in(paths, lang, aside)
