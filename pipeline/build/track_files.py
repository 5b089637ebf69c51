"""Tracks → the files that players read: captions, descriptions, and who speaks when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.description_state import EffectiveDescription
from pipeline.build.last_build import known_told_lengths
from pipeline.build.machine_track import CaptionInputs, names_of
from pipeline.cues import Track
from pipeline.description.passages import Passage
from pipeline.review.review_record import Approval
from pipeline.site.feeds.stretches import find_metadata_spans, has_stretches, metadata_vtt
from pipeline.subtitles.srt import write_srt
from pipeline.subtitles.vtt import to_vtt

if TYPE_CHECKING:
    from pipeline.site.contract import ApprovalInfo
    from pipeline.site.finished_descriptions import PublishedDescription


def write_tracks(context: BuildContext, heard: CaptionInputs, tracks: Sequence[Track]) -> None:
    """Captions of each language, and the stretches of all. tracks: those that say anything."""
    paths, temp = context.story.paths, context.layout.temp
    words, names = heard.transcript.words, names_of(context.story, heard.transcript)
    for track in tracks:
        files.write_text(paths.vtt(track.lang), to_vtt(track, words, names), temp)
        files.write_text(paths.published_srt(track.lang), write_srt(track.cues), temp)
    _write_stretches(context, heard, tracks)


def description_vtt(lang: str, told: Sequence[Passage]) -> str:
    """Passages for players: WebVTT, kind="descriptions"."""
    return to_vtt(Track(lang, tuple(one.cue() for one in told), "descriptions"))


def write_description(context: BuildContext, described: EffectiveDescription) -> PublishedDescription:
    """The passages as WebVTT; what there is of a description otherwise."""
    from pipeline.site.finished_descriptions import ExtendedPassage, PublishedDescription

    text = description_vtt(described.lang, described.passages)
    files.write_text(context.story.paths.description_vtt(described.lang), text, context.layout.temp)
    told = known_told_lengths(context.story.paths, described.lang)
    waits = [(one, told.of(one)) for one in described.extended if described.heard]
    extended = [ExtendedPassage(one.number, one.start, ms) for one, ms in waits if ms]
    return PublishedDescription(
        described.lang,
        described.status,
        approval_info(context, described.approval),
        described.in_film,
        described.synthetic,
        extended,
    )


def _write_stretches(context: BuildContext, heard: CaptionInputs, tracks: Sequence[Track]) -> None:
    if not has_stretches(tracks):
        return
    from pipeline.site.toml_values import person_info

    info, names = context.story.info, names_of(context.story, heard.transcript)
    several = info.speakers != 1 or not info.speaker_names or any(word.speaker for word in heard.transcript.words)
    alone = None if several else info.speaker_names[0]
    found = find_metadata_spans(tracks, heard.transcript.words, names, info.spoken, alone)
    text = metadata_vtt(found, [person_info(person) for person in info.people if person.publish_name])
    files.write_text(context.story.paths.stretches, text, context.layout.temp)


def approval_info(context: BuildContext, approval: Approval | None) -> ApprovalInfo | None:
    """What the public is told of an approval: a name is personal data, and told only where the series says so."""
    from pipeline.site.contract import ApprovalInfo

    named = context.settings.publish_reviewer_names
    if approval is None:
        return None
    by = approval.by if named else None
    return ApprovalInfo(when=approval.when, role=approval.role, by=by, heard=approval.heard_through)
