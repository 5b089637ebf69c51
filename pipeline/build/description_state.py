"""What people have written to be told of the pictures, as it counts now: read, timed, and with how it will be heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.source_words import text_of
from pipeline.build.tracks import inside
from pipeline.cues import TrackStatus
from pipeline.description.description_places import room_ms, voices_in
from pipeline.description.passages import Passage, is_unwritten, passages
from pipeline.description.recordings import Recordings, recordings_in
from pipeline.errors import told_by
from pipeline.messages import together, tr, tr_many
from pipeline.project.layout import StoryLayout
from pipeline.project.story import find_footage
from pipeline.review.review_record import Approval
from pipeline.review.track_file import TrackFile
from pipeline.voices.speaking import voice_version
from pipeline.voices.voices import VoiceError

#: How much faster than its own pace a voice may speak to fit a pause.
MOST_RATE = 1.25


@dataclass(frozen=True, slots=True)
class EffectiveDescription:
    """The description of one language as it is published, and how far people have come with it.

    approval: of exactly it. rooms: ms that each passage has, by number. made_of: of each, the hash of what its sound is
    made of. silent: why nobody speaks it, or "": then it is published to be read.
    """

    lang: str
    passages: tuple[Passage, ...]
    status: TrackStatus
    approval: Approval | None = None
    rooms: dict[int, int] = field(default_factory=dict)
    recordings: Recordings = field(default_factory=Recordings)
    made_of: dict[int, str] = field(default_factory=dict)
    silent: str = ""

    @property
    def heard(self) -> bool:
        return bool(self.passages) and not self.silent

    @property
    def extended(self) -> tuple[Passage, ...]:
        """Those that the film waits for."""
        return tuple(one for one in self.passages if one.extended)

    @property
    def in_film(self) -> bool:
        """Whether anything is told while the film goes on."""
        return self.heard and len(self.extended) < len(self.passages)

    @property
    def alone(self) -> tuple[Passage, ...]:
        """Those that have a sound of their own: all, but for what is told in one recording of the whole."""
        whole = self.recordings.whole
        return tuple(one for one in self.passages if whole is None or self.recorded(one) != whole)

    @property
    def synthetic(self) -> bool:
        """Whether a machine speaks any of it."""
        return self.heard and any(self.recorded(one) is None for one in self.passages)

    def recorded(self, passage: Passage) -> Path | None:
        """The recording in which a passage is told."""
        return self.recordings.passages.get(passage.number, None if passage.extended else self.recordings.whole)

    def media(self, paths: StoryLayout) -> list[Path]:
        """The sound and video files that are made of it."""
        if not self.heard:
            return []
        film = [paths.described_sound(self.lang), paths.described_video(self.lang)] if self.in_film else []
        return [*film, *(paths.extended_clip(self.lang, one.number) for one in self.extended)]


def descriptions_there(context: BuildContext, heard: CaptionInputs) -> list[EffectiveDescription]:
    """All of a story, as people's files are now; makes nothing. Raises SubtitleError, StoryError, OSError."""
    every = TrackFile.descriptions(context.series, context.story)
    return [described_by(context, track, heard) for track in every]


def described_by(
    context: BuildContext, track: TrackFile, heard: CaptionInputs, *, tell: bool = False
) -> EffectiveDescription:
    """A description as its file is now. tell: what is left out, and why, is told people."""
    text, end = text_of(track), heard.facts.duration_ms
    state = track.state(lambda: context.ledger.sha256(find_footage(context.story)), text)
    reading = text.reading()
    cues, remarks = inside(reading.cues, end)
    written = passages(cues)
    recorded = recordings_in(track.paths.recordings(track.lang), written)
    voices, starts = voices_in(heard.transcript), [one.start for one in written]
    rooms = {one.number: room_ms(one.start, voices, starts, end) for one in written}
    described = EffectiveDescription(track.lang, written, state.status or "edited", state.approval, rooms, recorded)
    try:
        made_of = {one.number: _made_of(context, described, one) for one in written}
        described = replace(described, made_of=made_of)
    except VoiceError as error:
        described = replace(described, silent=told_by(error))
    if tell:
        context.report.cues[track.name] = len(written)
        for remark in [*reading.remarks, *remarks]:
            context.note(together(track.path.name, remark, between=", "))
        _tell(context, track, described, [cue.start for cue in cues if is_unwritten(cue.text)])
        if state.why:
            context.note(tr("{file} is no longer approved: {why}.", file=track.path.name, why=tr(state.why)))
    return described


def _made_of(context: BuildContext, described: EffectiveDescription, passage: Passage) -> str:
    """Of all that decides how a passage is heard. Raises VoiceError."""
    if recorded := described.recorded(passage):
        return files.sha256_json(["recorded", context.ledger.sha256(recorded)])
    fit = None if passage.extended else described.rooms[passage.number]
    return files.sha256_json(["spoken", voice_version(described.lang), described.lang, passage.text, fit, MOST_RATE])


def _tell(context: BuildContext, track: TrackFile, described: EffectiveDescription, unwritten: Sequence[int]) -> None:
    """unwritten: when the places begin that are still to be written (ms)."""
    name = track.path.name
    if unwritten:
        told = tr_many(
            "{count} place is still to be written, at {seconds:.1f} s; nothing is told there.",
            "{count} places are still to be written, the first at {seconds:.1f} s; nothing is told there.",
            len(unwritten),
            seconds=unwritten[0] / 1000,
        )
        context.note(together(name, told, between=": "))
    if described.silent:
        context.note(
            tr(
                "{file} is published to be read alone, as nobody speaks it. {why}",
                file=name,
                why=described.silent,
            )
        )
