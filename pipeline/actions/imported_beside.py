"""The other language that a sheet shows beside a track: what was corrected there goes into that track's own file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.actions.imported import ImportResult, brought, still_waiting
from pipeline.actions.origin import KnownVersion, known_versions
from pipeline.cues import Lang
from pipeline.errors import SubtitleError
from pipeline.languages import LANGUAGES
from pipeline.messages import tr
from pipeline.review.history import Reason
from pipeline.review.merge import Conflict, same
from pipeline.review.returning import Origin
from pipeline.review.screen_room import Cues
from pipeline.review.track_file import TrackFile
from pipeline.subtitles import other_column
from pipeline.subtitles.exchanged import Incoming
from pipeline.subtitles.other_column import UnplacedCell
from pipeline.subtitles.srt import write_srt

_CELLS = 8  # told by name


def other_language(track: TrackFile, incoming: Incoming, cues: Cues, reason: Reason) -> ImportResult | None:
    """What came of the column of the other language, as it stood beside `cues`; None where nothing was changed in it.
    It goes into that track as a file of its own would."""
    lang, rows = incoming.other_lang, incoming.beside
    if not rows or lang not in LANGUAGES or lang == track.lang:
        return None
    other, column = track.beside(lang), tr(LANGUAGES[lang].english)
    versions = known_versions(other, incoming.other_sha256)
    if not versions:
        told = tr("the column of {language} was left out: there is no {file}.", language=column, file=other.path.name)
        return _nothing(other, told) if any(row.text.strip() for row in rows) else None
    against, origin = _origin_beside(incoming, cues, versions)
    found = other_column.corrected(rows, cues, origin.cues)
    if found.emptied:
        return _nothing(
            other,
            tr("the column of {language} is empty: {file} stays as it is.", language=column, file=other.path.name),
        )
    theirs = other.as_text(write_srt(found.cues).encode("utf-8")).cues
    remarks = _moved(lang, found.moved)
    if same(theirs, origin.cues) and not found.doubts and not remarks:
        return None
    try:
        done = brought(other, theirs, origin, versions, reason)
    except SubtitleError as error:  # the other track's own file, which keeps nobody from working on this one
        return _nothing(other, tr("the column of {language} was left out. {problem}", language=column, problem=error))
    return _with_doubts(other, replace(done, base=against, remarks=remarks), found.doubts, reason)


def _origin_beside(incoming: Incoming, cues: Cues, versions: Sequence[KnownVersion]) -> tuple[str, Origin]:
    """The version that was shown beside `cues`: the one that is named, or that most cells still say."""
    for version in versions:
        if version.sha256 == incoming.other_sha256:
            return version.name, Origin(version.cues, sure=True)
    alike = [other_column.likeness(incoming.beside, cues, version.cues) for version in versions]
    best, *rivals = (one for one, many in zip(versions, alike, strict=True) if many == max(alike))
    return tr("{version}, the nearest to it", version=best.name), Origin(
        best.cues, False, tuple(one.cues for one in rivals)
    )


def _with_doubts(track: TrackFile, done: ImportResult, doubts: Sequence[UnplacedCell], reason: Reason) -> ImportResult:
    """Lists what nobody can lay to captions, as proposals where they were shown from."""
    now, cases = track.cues(), []
    for doubt in doubts:
        start = min(cue.start for cue in (*doubt.shown, *doubt.says))
        end = max(cue.end for cue in (*doubt.shown, *doubt.says))
        stands = tuple(cue for cue in now if cue.start < end and start < cue.end)
        if not same(stands, doubt.says):
            cases.append(Conflict(start, end, doubt.shown, doubt.says, stands))
    proposed = track.propose(cases, now, since=reason.when)
    conflicts = sorted([*done.conflicts, *cases], key=lambda case: (case.start, case.end))
    return replace(done, conflicts=tuple(conflicts), waiting=done.waiting + still_waiting(track, proposed))


def _moved(lang: Lang, cells: Sequence[str]) -> tuple[str, ...]:
    if not cells:
        return ()
    shown = ", ".join(cells[:_CELLS]) + (" …" if len(cells) > _CELLS else "")
    return (
        tr(
            "words of {language} were moved between {cells}: the captions of {track}.srt were left as they are, since "
            "their times are not in this file.",
            language=tr(LANGUAGES[lang].english),
            cells=shown,
            track=lang,
        ),
    )


def _nothing(track: TrackFile, told: str) -> ImportResult:
    return ImportResult(
        track.story.slug, track.name, "", False, 0, (), (), 0, (told if told.endswith(".") else f"{told}.",), False
    )
