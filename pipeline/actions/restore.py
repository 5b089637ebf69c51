"""`veus restore`: earlier versions of a track, and one of them brought back. Nothing is lost by it: every version stays
in the history, and what was brought back is one more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline import files
from pipeline.actions.one import one_track
from pipeline.cues import Cue, Lang
from pipeline.errors import StoryError, SubtitleError
from pipeline.project.layout import Layout
from pipeline.project.story import Story
from pipeline.review import history, track_store
from pipeline.review.history import Version, Why
from pipeline.review.merge import words_of
from pipeline.review.names import tidy
from pipeline.subtitles.srt import read_srt
from pipeline.timestamps import moment

#: Versions in a list, where nobody asks for more.
LISTED = 20
#: Differing captions told of each.
TOLD = 3

#: Numbers of the list have fewer digits than a hash is named by.
_NUMBER_DIGITS = 7

_Key = tuple[int, int, str, bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """A version in the list. number: from 1, the latest first. why: a value of `history.Why`; by, when: "" where nobody
    knows.

    cues: how many; None where they cannot be read. same: whether these are the bytes of the file. here, there: captions
    that only this version has, and that only the file has. gone, other: the same for words. first, instead: the first
    captions of `here`, and of `there`.
    """

    number: int
    sha256: str
    when: str
    why: str
    by: str
    cues: int | None
    same: bool
    here: int
    there: int
    gone: int
    other: int
    first: tuple[Cue, ...]
    instead: tuple[Cue, ...]

    def as_dict(self) -> dict[str, Any]:
        return asdict(self) | {"first": _data(self.first), "instead": _data(self.instead)}


def _data(cues: Sequence[Cue]) -> list[dict[str, Any]]:
    return [{"start": cue.start, "end": cue.end, "text": cue.text, "top": cue.top} for cue in cues]


@dataclass(frozen=True, slots=True)
class Listing:
    """versions: the latest first. kept: how many there are in all."""

    versions: tuple[Kept, ...]
    kept: int


def listing(layout: Layout, slug: str, lang: Lang, most: int = LISTED) -> Listing:
    """The `most` latest versions of a track, each against the file as it is. Raises ConfigError, StoryError, BusyError,
    OSError."""
    _, story = one_track(layout, slug, lang)
    now = _VersionCaptions.of(track_store.read(story.paths, lang) or b"")
    found = history.versions(story.paths, lang)
    # The oldest first: each is a few lines more than the one before, which the log still has in memory.
    numbered = reversed(list(enumerate(found, 1))[: max(0, most)])
    listed = [_kept(story, lang, number, version, now) for number, version in numbered]
    return Listing(tuple(listed[::-1]), len(found))


@dataclass(frozen=True, slots=True)
class _VersionCaptions:
    """A version's captions and words, to be held against another's. cues: None where they cannot be read."""

    sha256: str
    cues: Sequence[Cue] | None
    keys: Counter[_Key]
    words: Counter[str]

    @staticmethod
    def of(data: bytes) -> _VersionCaptions:
        try:
            cues = read_srt(data).cues
        except SubtitleError:
            return _VersionCaptions(files.sha256_bytes(data), None, Counter(), Counter())
        return _VersionCaptions(files.sha256_bytes(data), cues, Counter(map(_key, cues)), Counter(words_of(cues)))

    def only(self, other: _VersionCaptions) -> list[Cue]:
        """The captions that the other has not."""
        left, found = self.keys - other.keys, []
        for cue in self.cues or ():
            if left[_key(cue)]:
                left[_key(cue)] -= 1
                found.append(cue)
        return found


def _key(cue: Cue) -> _Key:
    return cue.start, cue.end, cue.text, cue.top


def _kept(story: Story, lang: Lang, number: int, version: Version, now: _VersionCaptions) -> Kept:
    try:
        then = _VersionCaptions.of(history.read(story.paths, lang, version.sha256))
    except StoryError:  # damaged: the list says so, and the others can be had
        then = _VersionCaptions(version.sha256, None, Counter(), Counter())
    here, there = then.only(now), now.only(then)
    return Kept(
        number=number,
        sha256=version.sha256,
        when=version.reason.when,
        why=version.reason.why,
        by=version.reason.by,
        cues=None if then.cues is None else len(then.cues),
        same=version.sha256 == now.sha256,
        here=len(here),
        there=len(there),
        gone=(then.words - now.words).total(),
        other=(now.words - then.words).total(),
        first=tuple(here[:TOLD]),
        instead=tuple(there[:TOLD]),
    )


def difference(story: Story, lang: Lang, version: str) -> tuple[list[Cue], list[Cue]]:
    """The captions that only a version has, and those that only the file has now. version: the first digits of its
    SHA-256. Raises StoryError (no such version, or a damaged one), SubtitleError, BusyError, OSError."""
    data = history.read(story.paths, lang, history.find(story.paths, lang, version).sha256)
    read_srt(data)  # says what is wrong with one that cannot be read
    then, now = _VersionCaptions.of(data), _VersionCaptions.of(track_store.read(story.paths, lang) or b"")
    return then.only(now), now.only(then)


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

    Raises ConfigError, StoryError (no such version, or a damaged one), StaleFileError (somebody saved the file just
    now), BusyError, OSError.
    """
    settings, story = one_track(layout, slug, lang)
    by, now = tidy(by) if by else "", moment(at, settings.time_zone)
    current = track_store.read(story.paths, lang)
    data = history.read(story.paths, lang, _chosen(story, lang, version).sha256)
    seen = files.sha256_bytes(current) if current is not None else None
    saved = track_store.save(story.paths, lang, data, seen_sha256=seen, why=Why.RESTORED, by=by, at=now)
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
