"""`veus export`: a track for reviewers' own tools. It is kept as it was, so that what comes back can be merged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.actions.one import one_track, track_bytes
from pipeline.cues import Cue, Lang, Track
from pipeline.errors import SubtitleError, VeusError
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import Story, languages_of
from pipeline.review import history
from pipeline.review.history import Reason, Why
from pipeline.review.review_record import read_review
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Outgoing
from pipeline.subtitles.srt import read_srt
from pipeline.subtitles.timecode import vtt_time
from pipeline.timestamps import moment


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
    layout: Layout,
    slug: str,
    lang: Lang,
    form: str,
    target: Path | None = None,
    *,
    ui: Lang = "ca",
    force: bool = False,
    at: str | None = None,
) -> Exported:
    """Writes a track in format `form` (a key of FORMATS) to `target`, by default <slug>.<lang>.<form> here.

    ui: language of headers and findings in a spreadsheet. force: a file that is there is replaced. at: now, ISO 8601.
    Raises ConfigError, StoryError (no story, no track), SubtitleError, VeusError (a file is there), BusyError, OSError.
    """
    settings, story = one_track(layout, slug, lang)
    target = target or Path(f"{story.slug}.{lang}.{formats.ending(form)}")
    _check_target(layout, target, force)
    data = track_bytes(story, lang)
    cues = read_srt(data, story.paths.srt(lang), story.info.speaker_names).cues
    track = Track(lang, cues, story.kind_of(lang))
    plain = Outgoing(story.slug, track, data, files.sha256_bytes(data))
    outgoing = _with_all(settings, story, plain, ui) if form in formats.TABLES else plain
    made = formats.write(outgoing, form)
    remarks = _not_kept(plain, made, form, story)
    reason = Reason(Why.EXPORT, "", moment(at, settings.time_zone))
    history.keep(story.paths, lang, data, reason)
    if outgoing.other_lang:
        history.keep(story.paths, outgoing.other_lang, outgoing.other_data, reason)
    if force:
        files.write_bytes(target, made)
    else:
        try:
            files.write_new(target, made)
        except FileExistsError as error:
            raise _there_already(target) from error
    return Exported(target, len(cues), plain.sha256, remarks)


def _not_kept(plain: Outgoing, made: bytes, form: str, story: Story) -> tuple[str, ...]:
    """What of a track the format has no room for: told by reading what was made. Raises SubtitleError where a caption
    would be lost."""
    cues = plain.track.cues
    film = FilmInfo(tuple(story.info.speaker_names), plain.track.lang, rolls=True)
    back = formats.read_bytes(made, form, film).cues
    if len(back) != len(cues):
        raise SubtitleError(
            f"only {len(back)} of {len(cues)} captions would be in a file of the format {form}; it was not written.",
            remedy="Hand out another format, such as xlsx.",
        )
    changed = [one for one, two in zip(cues, back, strict=True) if (one.text, one.top) != (two.text, two.top)]
    if not changed:
        return ()
    where = f"{len(changed)} of {len(cues)} captions, the first at {vtt_time(changed[0].start)}"
    return (f"{form} cannot keep spaces or rare characters of {where}; when it comes back, they stay as here.",)


def _check_target(layout: Layout, target: Path, force: bool) -> None:
    """Files of stories/ and output/ have writers of their own."""
    if any(target.resolve().is_relative_to(folder.resolve()) for folder in (layout.stories, layout.output)):
        raise VeusError(
            "files for others are not written into stories/ or output/.",
            where=target,
            remedy="Choose another folder with -o FILE.",
        )
    if target.exists() and not force:
        raise _there_already(target)


def _there_already(target: Path) -> VeusError:
    return VeusError(
        "this file is there already.", where=target, remedy="Choose another name with -o FILE, or replace it: --force."
    )


def _with_all(settings: Settings, story: Story, plain: Outgoing, ui: Lang) -> Outgoing:
    """What only a spreadsheet has room for: the other language, what the checker says, comments."""
    from pipeline.actions.check_tracks import findings_in

    lang, cues = plain.track.lang, plain.track.cues
    findings: dict[int, list[str]] = {}
    for finding in findings_in(plain.data, settings, story, lang)[0]:
        if finding.cue is not None:
            findings.setdefault(finding.cue - 1, []).append(finding.say(ui))
    comments: dict[int, list[str]] = {}
    for comment in read_review(story.paths).comments:
        if comment.lang == lang and not comment.done and cues:
            said = " ".join(comment.comment.split())
            comments.setdefault(_nearest(cues, comment.start, comment.end), []).append(
                f"{comment.by}: {said}" if comment.by else said
            )
    first = sorted(languages_of(settings, story), key=lambda code: code not in story.info.spoken)
    other = next((code for code in first if code != lang and story.paths.srt(code).is_file()), None)
    data = track_bytes(story, other) if other else b""
    return replace(
        plain, ui=ui, other_lang=other, other=_cues_of(story, data), other_data=data, findings=findings,
        comments=comments,
    )  # fmt: skip


def _cues_of(story: Story, data: bytes) -> tuple[Cue, ...]:
    """The other language: a damaged file of it keeps nobody from working on this one."""
    try:
        return read_srt(data, names=story.info.speaker_names).cues
    except SubtitleError:
        return ()


def _nearest(cues: tuple[Cue, ...], start: int, end: int) -> int:
    """The place of the cue that shares most time with a stretch (ms), or is nearest to it."""
    return max(range(len(cues)), key=lambda k: min(cues[k].end, end) - max(cues[k].start, start))
