"""`veus restore`: earlier versions of a track, and one of them brought back. Nothing is lost by it: the file as it is
goes into the history first."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import Any

from pipeline import files
from pipeline.captions.srt import read_srt
from pipeline.cues import Lang
from pipeline.errors import StoryError, SubtitleError
from pipeline.layout import Layout
from pipeline.review import history, people, record
from pipeline.review.history import Version
from pipeline.review.merge import words_of
from pipeline.review.names import tidy
from pipeline.review.times import moment
from pipeline.run.one import one_track
from pipeline.story import Story

#: Why the history keeps the file that a version took the place of.
RESTORED = "restore"

#: Numbers of the list have fewer digits than a hash is named by.
_NUMBER_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """A version in the list. number: from 1, the latest first. why: what was done when it was kept. cues: how many;
    None where it cannot be read. gone, other: words that it has and the file has not, and the other way round."""

    number: int
    sha256: str
    when: str
    why: str
    by: str
    cues: int | None
    gone: int
    other: int

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def listing(layout: Layout, slug: str, lang: Lang) -> list[Kept]:
    """The versions kept of a track, the latest first. Raises ConfigError, StoryError, BusyError, OSError."""
    _, story = one_track(layout, slug, lang)
    people.finish(story.paths, lang)
    now = _words(files.read_if_any(story.paths.srt(lang)) or b"")[1]
    found = enumerate(history.versions(story.paths, lang), 1)
    return [_kept(number, version, now) for number, version in found]


def _kept(number: int, version: Version, now: Counter[str]) -> Kept:
    cues, words = _words(files.read_bytes(version.path))
    reason = version.reason
    when, why, by = (reason.when, reason.why, reason.by) if reason else ("", "", "")
    return Kept(number, version.sha256, when, why, by, cues, (words - now).total(), (now - words).total())


def _words(data: bytes) -> tuple[int | None, Counter[str]]:
    try:
        cues = read_srt(data).cues
    except SubtitleError:
        return None, Counter()
    return len(cues), Counter(words_of(cues))


@dataclass(frozen=True, slots=True)
class Restored:
    """changed: whether the file was another one before."""

    story: str
    lang: Lang
    sha256: str
    changed: bool

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def restore(layout: Layout, slug: str, lang: Lang, version: str, *, by: str = "", at: str | None = None) -> Restored:
    """Brings a version back, byte for byte. version: its number in the list, or the first digits of its SHA-256.

    Raises ConfigError, StoryError (no such version), StaleFileError (somebody saved the file just now), BusyError,
    OSError.
    """
    settings, story = one_track(layout, slug, lang)
    by, now = tidy(by) if by else "", moment(at, settings.time_zone)
    people.finish(story.paths, lang)
    data = files.read_bytes(_chosen(story, lang, version).path)
    current = files.read_if_any(story.paths.srt(lang))
    seen = files.sha256_bytes(current) if current is not None else None
    saved = people.save(story.paths, lang, data, seen_sha256=seen, why=RESTORED, by=by, at=now)
    if by and saved.changed:
        record.note_edit(story.paths, lang, record.Edit(by=by, when=now, sha256=saved.sha256, how=RESTORED))
    return Restored(slug, lang, saved.sha256, saved.changed)


def _chosen(story: Story, lang: Lang, version: str) -> Version:
    if not (version.isascii() and version.isdigit() and len(version) <= _NUMBER_DIGITS):
        return history.find(story.paths, lang, version)
    found = history.versions(story.paths, lang)
    if not 0 < int(version) <= len(found):
        raise StoryError(
            f"there is no version {version} of {lang}.srt; {len(found)} are kept.",
            where=story.paths.history,
            remedy=f"See which there are: veus restore {story.slug} {lang}",
        )
    return found[int(version) - 1]
