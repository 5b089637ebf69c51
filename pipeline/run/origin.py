"""Which version of a track a file was made from that comes back from a reviewer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import files
from pipeline.captions.srt import read_srt
from pipeline.cues import Cue, Lang
from pipeline.errors import SubtitleError
from pipeline.review import history
from pipeline.review.merge import Cues
from pipeline.review.returning import Origin
from pipeline.story import Story

#: Versions that a file without a mark is compared with, the latest first.
MOST = 200


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a track that somebody may have had. name: how people are told which."""

    name: str
    sha256: str
    cues: Cues


def known_versions(story: Story, lang: Lang) -> list[Version]:
    """All that can be read: the file as it is now, what is kept (the latest first), what the machine wrote last."""
    found: dict[str, Version] = {}
    for name, data in _bytes(story, lang):
        sha256 = files.sha256_bytes(data)
        if sha256 not in found and (cues := _readable(data, story.info.speaker_names)) is not None:
            found[sha256] = Version(name, sha256, cues)
    return list(found.values())


def origin_of(cues: Sequence[Cue], sha256: str | None, versions: Sequence[Version]) -> tuple[str, Origin]:
    """What a file with these cues was made from, and how people are told. sha256: the mark in the file, if any.

    A file without a mark – SubRip has no room for one – was made from the version that it is nearest to: each word,
    each beginning and each end that differs counts once. Of several as near, the latest counts; the others are rivals.
    """
    for version in versions:
        if sha256 == version.sha256:
            return version.name, Origin(version.cues, sure=True)
    if not versions:
        return "nothing", Origin((), sure=False)
    ours = _counted(cues)
    far = [_apart(ours, _counted(version.cues)) for version in versions]
    nearest, *rivals = (version for version, apart in zip(versions, far, strict=True) if apart == min(far))
    return f"{nearest.name}, the nearest to it", Origin(nearest.cues, False, tuple(one.cues for one in rivals))


def _bytes(story: Story, lang: Lang) -> Iterator[tuple[str, bytes]]:
    if now := files.read_if_any(story.paths.srt(lang)):
        yield "what it says now", now
    for version in history.versions(story.paths, lang)[:MOST]:
        when = f" of {version.reason.when}" if version.reason else ""
        yield f"the version{when} ({version.sha256[: history.NAMED_BY]})", version.path.read_bytes()
    if machine := files.read_if_any(story.paths.base_srt(lang)):
        yield "the machine's version", machine


def _readable(data: bytes, names: Sequence[str]) -> Cues | None:
    try:
        return read_srt(data, names=names).cues
    except SubtitleError:
        return None


def _counted(cues: Sequence[Cue]) -> Counter[tuple[str, str | int]]:
    """What a reviewer may change of a track, piece by piece."""
    found: Counter[tuple[str, str | int]] = Counter(("word", word) for cue in cues for word in cue.text.split())
    found.update(("start", cue.start) for cue in cues)
    found.update(("end", cue.end) for cue in cues)
    found.update(("text", cue.text) for cue in cues)
    return found


def _apart(one: Counter[tuple[str, str | int]], other: Counter[tuple[str, str | int]]) -> int:
    """How many pieces only one of the two has."""
    return one.total() + other.total() - 2 * (one & other).total()
