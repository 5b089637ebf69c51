"""`veus export`: a track for reviewers' own tools. It is kept as it was, so that what comes back can be merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.cues import Cue, Lang, Track
from pipeline.errors import SubtitleError, VeusError
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.review.history import Why
from pipeline.review.review_record import Comment
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Outgoing
from pipeline.subtitles.timecode import vtt_time


@dataclass(frozen=True, slots=True)
class Exported:
    """path: the file made. sha256: of the track that it was made from. remarks: what the format cannot keep."""

    path: Path
    cues: int
    sha256: str
    remarks: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {"path": str(self.path), "cues": self.cues, "sha256": self.sha256, "remarks": list(self.remarks)}


def export(
    track: TrackFile,
    form: str,
    target: Path | None = None,
    *,
    ui: Lang = "ca",
    force: bool = False,
    at: str | None = None,
) -> Exported:
    """Writes a track in format `form` (a key of FORMATS) to `target`, by default <slug>.<lang>.<form> here.

    ui: language of headers and findings in a spreadsheet. force: a file that is there is replaced. at: now, ISO 8601.
    Raises StoryError (no track), SubtitleError, VeusError (a file is there), BusyError, OSError.
    """
    slug, text = track.story.slug, track.text()
    target = target or Path(f"{slug}.{track.name}.{formats.ending(form)}")
    _check_target(track.series.layout, target, force)
    plain = Outgoing(slug, Track(track.lang, text.cues, track.kind), text.data, text.sha256)
    outgoing = _with_all(track, text, plain, ui) if form in formats.TABLES else plain
    made = formats.write(outgoing, form)
    remarks = _not_kept(plain, made, form, track.names)
    reason = track.reason(Why.EXPORT, at=at)
    track.keep(text.data, reason)
    if outgoing.other_lang:
        track.beside(outgoing.other_lang).keep(outgoing.other_data, reason)
    if force:
        files.write_bytes(target, made)
    else:
        try:
            files.write_new(target, made)
        except FileExistsError as error:
            raise _there_already(target) from error
    return Exported(target, len(text.cues), text.sha256, remarks)


def _not_kept(plain: Outgoing, made: bytes, form: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """What of a track the format has no room for: told by reading what was made. Raises SubtitleError where a caption
    would be lost."""
    cues = plain.track.cues
    film = FilmInfo(names, plain.track.lang, rolls=True)
    back = formats.read_bytes(made, form, film).cues
    if len(back) != len(cues):
        raise SubtitleError(
            tr(
                "only {kept} of {all} captions would be in a file of the format {form}; it was not written.",
                kept=len(back),
                all=len(cues),
                form=form,
            ),
            remedy=tr("Hand out another format, such as xlsx."),
        )
    changed = [one for one, two in zip(cues, back, strict=True) if (one.text, one.top) != (two.text, two.top)]
    if not changed:
        return ()
    told = tr(
        "{form} cannot keep spaces or rare characters of {number} of {all} captions, the first at {time}; when it "
        "comes back, they stay as here.",
        form=form,
        number=len(changed),
        all=len(cues),
        time=vtt_time(changed[0].start),
    )
    return (told,)


def _check_target(layout: Layout, target: Path, force: bool) -> None:
    """Files of stories/ and output/ have writers of their own."""
    if any(target.resolve().is_relative_to(folder.resolve()) for folder in (layout.stories, layout.output)):
        raise VeusError(
            tr("files for others are not written into stories/ or output/."),
            where=target,
            remedy=tr("Choose another folder with -o FILE."),
        )
    if target.exists() and not force:
        raise _there_already(target)


def _there_already(target: Path) -> VeusError:
    return VeusError(
        tr("this file is there already."),
        where=target,
        remedy=tr("Choose another name with -o FILE, or replace it: --force."),
    )


def _with_all(track: TrackFile, text: TrackText, plain: Outgoing, ui: Lang) -> Outgoing:
    """What only a spreadsheet has room for: the other language, what the checker says, comments."""
    from pipeline.actions.check_tracks import findings_in

    lang, cues, story = track.lang, text.cues, track.story
    findings: dict[int, list[str]] = {}
    for finding in findings_in(track, text)[0]:
        if finding.cue is not None:
            findings.setdefault(finding.cue - 1, []).append(finding.say(ui))
    comments: dict[int, list[str]] = {}
    for comment in track.review().comments:
        if comment.lang == track.name and not comment.done and cues:
            comments.setdefault(nearest(cues, comment.start, comment.end), []).append(handed_out(comment))
    first = sorted(track.series.languages(story), key=lambda code: code not in story.info.spoken)
    other = next((code for code in first if code != lang and track.beside(code).path.is_file()), None)
    beside = track.beside(other).text() if other else track.as_text(b"")
    return replace(
        plain, ui=ui, other_lang=other, findings=findings, comments=comments,
        other=beside.readable or (),  # a damaged file of it keeps nobody from working on this one
        other_data=beside.data,
    )  # fmt: skip


def handed_out(comment: Comment) -> str:
    """A comment as tables show it: on one line, with whose it is, unless its words say so themselves."""
    said = " ".join(comment.comment.split())
    return f"{comment.by}: {said}" if comment.by and not said.startswith(f"{comment.by}:") else said


def nearest(cues: Sequence[Cue], start: int, end: int) -> int:
    """The place of the cue that shares most time with a stretch (ms), or is nearest to it."""
    return max(range(len(cues)), key=lambda k: min(cues[k].end, end) - max(cues[k].start, start))
