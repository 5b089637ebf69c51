"""`veus restore`: earlier versions of a track, and one of them brought back. Nothing is lost by it: every version stays
in the history, and what was brought back is one more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.cues import Cue, Lang
from pipeline.errors import StoryError
from pipeline.messages import tr
from pipeline.review.history import Version, Why
from pipeline.review.merge import words_of
from pipeline.review.track_diff import Difference, compare
from pipeline.review.track_file import TrackFile, TrackText

#: Versions in a list, where nobody asks for more.
LISTED = 20
#: Differing captions told of each.
TOLD = 3

#: Numbers of the list have fewer digits than a hash is named by.
_NUMBER_DIGITS = 7

_Shown = tuple[int, int, str, bool]


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
        return asdict(self) | {
            "first": [cue.as_dict() for cue in self.first],
            "instead": [cue.as_dict() for cue in self.instead],
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """versions: the latest first. kept: how many there are in all."""

    versions: tuple[Kept, ...]
    kept: int


def listing(track: TrackFile, most: int = LISTED) -> Listing:
    """The `most` latest versions of a track, each against the file as it is. Raises StoryError, BusyError, OSError."""
    now = _VersionCaptions.of(_now(track))
    found = track.versions()
    # The oldest first: each is a few lines more than the one before, which the log still has in memory.
    numbered = reversed(list(enumerate(found, 1))[: max(0, most)])
    listed = [_kept(track, number, version, now) for number, version in numbered]
    return Listing(tuple(listed[::-1]), len(found))


@dataclass(frozen=True, slots=True)
class _VersionCaptions:
    """A version's captions and words, to be held against another's. cues: None where they cannot be read."""

    sha256: str
    cues: Sequence[Cue] | None
    keys: Counter[_Shown]
    words: Counter[str]

    @staticmethod
    def of(text: TrackText) -> _VersionCaptions:
        cues = text.readable
        return _VersionCaptions(text.sha256, cues, _shown(cues or ()), Counter(words_of(cues or ())))

    def only(self, other: _VersionCaptions) -> list[Cue]:
        """The captions that the other has not."""
        left, found = self.keys - other.keys, []
        for cue in self.cues or ():
            if left[cue.shown]:
                left[cue.shown] -= 1
                found.append(cue)
        return found


def _shown(cues: Sequence[Cue]) -> Counter[_Shown]:
    return Counter(cue.shown for cue in cues)


def _kept(track: TrackFile, number: int, version: Version, now: _VersionCaptions) -> Kept:
    try:
        then = _VersionCaptions.of(track.bytes_of(version))
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


def _now(track: TrackFile) -> TrackText:
    return track.read() or track.as_text(b"")


def difference(track: TrackFile, version: str) -> Difference:
    """What people changed since a version, in the file as it is. version: the first digits of its SHA-256. Raises
    StoryError (no such version, or a damaged one), SubtitleError, BusyError, OSError."""
    return compare(track.bytes_of(track.version(version)).cues, _now(track).readable or ())


@dataclass(frozen=True, slots=True)
class Restored:
    """changed: whether the file was another one before. before: the hash of that version; "" where there was none."""

    story: str
    lang: Lang
    sha256: str
    changed: bool
    before: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def restore(track: TrackFile, version: str, *, by: str = "", at: str | None = None) -> Restored:
    """Brings a version back, byte for byte. version: its number in the list, or the first digits of its SHA-256.

    Raises StoryError (no such version, or a damaged one), StaleFileError (somebody saved the file just now), BusyError,
    OSError.
    """
    reason, now = track.reason(Why.RESTORED, by, at), track.read()
    saved = track.save(track.bytes_of(_chosen(track, version)).data, now, reason)
    before = now.sha256 if now and now.data else ""  # an empty file is no version
    return Restored(track.story.slug, track.name, saved.sha256, saved.changed, before)


def _chosen(track: TrackFile, version: str) -> Version:
    if not (version.isascii() and version.isdigit() and len(version) <= _NUMBER_DIGITS):
        return track.version(version)
    found = track.versions()
    if not 0 < int(version) <= len(found):
        raise StoryError(
            tr(
                "there is no version {version} of {file}; {number} are kept.",
                version=version,
                file=track.path.name,
                number=len(found),
            ),
            where=track.paths.history,
            remedy=tr("See which there are: {command}", command=f"veus restore {track.story.slug} {track.name}"),
        )
    return found[int(version) - 1]
