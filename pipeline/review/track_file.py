"""One track that people edit, with all that belongs to it: the door to this room for everybody else.

Whoever has a `TrackFile` has the story, the series and the language; what it reads is understood with the names of the
people who speak, and what it saves is noted: who, why, when.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import files
from pipeline.cues import Cue, Lang, TrackKind, TrackStatus
from pipeline.description.recordings import sound_files
from pipeline.errors import StoryError
from pipeline.languages import check_language
from pipeline.messages import tr
from pipeline.project.layout import StoryLayout
from pipeline.project.series import Series
from pipeline.project.story import Story, find_footage
from pipeline.project.track_names import TrackRole, language_in, name_of, role_of
from pipeline.review import approval, history, open_items, track_store
from pipeline.review.approval import State
from pipeline.review.history import Reason, Version
from pipeline.review.links import Links
from pipeline.review.merge import Change, Conflict
from pipeline.review.names import tidy
from pipeline.review.open_items import OpenItem
from pipeline.review.review_record import Review, read_review
from pipeline.review.track_store import Offer, Saved
from pipeline.subtitles.srt import Reading, read_srt
from pipeline.subtitles.tidy_srt import readable_cues, srt_cues
from pipeline.timestamps import moment

if TYPE_CHECKING:
    from pipeline.translation.translate import Rendered


@dataclass(frozen=True)
class TrackText:
    """The bytes of a track as they were read, or would be written. path: what errors name. names: of who speaks."""

    data: bytes
    path: Path
    names: tuple[str, ...]

    @cached_property
    def sha256(self) -> str:
        return files.sha256_bytes(self.data)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Raises SubtitleError where there is text and no caption."""
        return srt_cues(self.data, self.names, self.path)

    @cached_property
    def readable(self) -> tuple[Cue, ...] | None:
        """The same; None where they cannot be read."""
        return readable_cues(self.data, self.names)

    def reading(self) -> Reading:
        """The cues with what had to be mended. Raises SubtitleError."""
        return read_srt(self.data, self.path, self.names)


@dataclass(frozen=True, slots=True)
class TrackFile:
    """stories/<story>/<lang>.srt, or description.<lang>.srt, which only people write.

    Nothing is read before it is asked for, and nothing is remembered: what `read` gives stays what it was, however
    often the file changes."""

    series: Series
    story: Story
    lang: Lang
    role: TrackRole = "captions"

    @staticmethod
    def find(series: Series, slug: str, name: str) -> TrackFile:
        """name: a language, or "description." and one. Raises UnknownStoryError, StoryError, ConfigError, and VeusError
        for a language that the story has no track in."""
        story = series.story(slug)
        return TrackFile(series, story, check_language(language_in(name), series.languages(story)), role_of(name))

    @staticmethod
    def descriptions(series: Series, story: Story) -> list[TrackFile]:
        """The descriptions that people have written for a story, in the order of its languages."""
        every = (TrackFile(series, story, lang, "description") for lang in series.languages(story))
        return [track for track in every if track.path.is_file()]

    @staticmethod
    def every(series: Series, story: Story) -> list[TrackFile]:
        """The captions that a story should have, and the descriptions that it has."""
        captions = [TrackFile(series, story, lang) for lang in series.languages(story)]
        return captions + TrackFile.descriptions(series, story)

    def beside(self, lang: Lang) -> TrackFile:
        """The track of another language of the same story, which tells the same."""
        return TrackFile(self.series, self.story, lang, self.role)

    @property
    def name(self) -> str:
        """By which files, review.json and commands know it among the tracks of its story."""
        return name_of(self.lang, self.role)

    @property
    def describes(self) -> bool:
        """Whether it tells what is seen."""
        return self.role == "description"

    @property
    def paths(self) -> StoryLayout:
        return self.story.paths

    @property
    def path(self) -> Path:
        return self.paths.srt(self.name)

    @property
    def names(self) -> tuple[str, ...]:
        """Of the people who speak."""
        return tuple(self.story.info.speaker_names)

    @property
    def kind(self) -> TrackKind:
        return "descriptions" if self.describes else self.story.kind_of(self.lang)

    # What is there.

    def read(self) -> TrackText | None:
        """The file now; None where there is none. Bytes that nobody has noted yet are noted. Raises BusyError,
        OSError."""
        data = track_store.read(self.paths, self.name)
        return None if data is None else self.as_text(data)

    def text(self) -> TrackText:
        """The same. Raises StoryError where there is no file."""
        text = self.read()
        if text is None:
            raise self.missing()
        return text

    def cues(self) -> tuple[Cue, ...]:
        """Those of the file; none where there is no file. Raises SubtitleError, BusyError, OSError."""
        text = self.read()
        return text.cues if text else ()

    def base(self) -> TrackText | None:
        """What the machine said last, as far as people's file has it; None where no build has made this track."""
        data = files.read_if_any(self.paths.base_srt(self.name))
        return None if data is None else TrackText(data, self.paths.base_srt(self.name), self.names)

    def as_text(self, data: bytes) -> TrackText:
        """`data` as if it were this file's."""
        return TrackText(data, self.path, self.names)

    def missing(self) -> StoryError:
        slug, lang = self.story.slug, self.lang
        begin = f"veus describe {slug} --lang {lang} --write"
        how = (
            tr("`{command}` begins it.", command=begin)
            if self.describes
            else tr("`veus build {slug}` makes it.", slug=slug)
        )
        return StoryError(tr("there is no {file} yet.", file=self.path.name), where=self.paths.source, remedy=how)

    def belongs_to_person(self) -> bool:
        """Whether there is a file that is not byte for byte the machine's. Raises BusyError, OSError."""
        return track_store.belongs_to_person(self.paths, self.name)

    def status(self) -> TrackStatus | None:
        """How far people have come with it; None where there is no file. Raises StoryError, BusyError, OSError."""
        return track_store.status(self.paths, self.name)

    # What is written.

    def reason(self, why: history.Why, by: str = "", at: str | None = None) -> Reason:
        """Why something is written. by: who; "" where nobody knows. at: ISO 8601; now, where it is None. Raises
        VeusError for a name or a time that is none."""
        return Reason(why, tidy(by) if by.strip() else "", self.moment(at))

    def moment(self, at: str | None = None) -> str:
        """`at` or now, in the time zone of the series. Raises VeusError for a time that is none."""
        return moment(at, self.series.settings.time_zone)

    def save(self, new: Sequence[Cue] | bytes, over: TrackText | None, reason: Reason) -> Saved:
        """Writes a person's version in place of `over`, the file as it was read (None: there was none), and notes who
        edited it. Raises StaleFileError where the file is another one by now, StoryError, BusyError, DiskFullError,
        OSError."""
        seen = over.sha256 if over else None
        return self.save_over(new, seen, reason)

    def save_over(self, new: Sequence[Cue] | bytes, seen_sha256: str | None, reason: Reason) -> Saved:
        """The same over the bytes with a hash that somebody else has noted."""
        return track_store.save(
            self.paths, self.name, new, seen_sha256=seen_sha256, why=reason.why, by=reason.by, at=reason.when
        )

    def offer(self, machine: str, links: Links | None, *, moved: bool, footage_sha256: Callable[[], str]) -> Offer:
        """Brings the machine's SRT text to people: see `track_store.offer`."""
        about = self._about(footage_sha256)
        return track_store.offer(
            self.paths, self.name, machine, links=links, moved=moved, about=about, at=self.moment()
        )

    # Its versions.

    def keep(self, data: bytes, reason: Reason) -> None:
        """Notes bytes as a version. Raises BusyError, DiskFullError, OSError."""
        history.keep(self.paths, self.name, data, reason)

    def versions(self) -> list[Version]:
        """The latest first. Raises BusyError, OSError."""
        return history.versions(self.paths, self.name)

    def version(self, digits: str) -> Version:
        """The one whose SHA-256 begins so. Raises StoryError where there is none, or several."""
        return history.find(self.paths, self.name, digits)

    def bytes_of(self, version: Version) -> TrackText:
        """Raises StoryError where they are damaged or not there, OSError."""
        return self.as_text(history.read(self.paths, self.name, version.sha256))

    # What people said of it, and what waits.

    def review(self) -> Review:
        """What is noted of the story in review.json. Raises StoryError for a damaged one, OSError."""
        return read_review(self.paths)

    def state(self, footage_sha256: Callable[[], str], text: TrackText | None = None) -> State:
        """See `approval.state_of`. text: the file, where it was read already."""
        return approval.state_of(self.paths, self.name, self._about(footage_sha256), text.data if text else None)

    def _about(self, footage_sha256: Callable[[], str]) -> Callable[[], str]:
        return lambda: self.bound_to(footage_sha256())

    def bound_to(self, footage_sha256: str) -> str:
        """What an approval is about besides the bytes of the track: the footage and, of a description, what people
        have recorded of it. Raises OSError."""
        recorded = sound_files(self.paths.recordings(self.lang)) if self.describes else []
        if not recorded:
            return footage_sha256
        return files.sha256_json([footage_sha256, *([path.name, files.sha256_file(path)] for path in recorded)])

    def about_now(self) -> str:
        """The same of the footage as it is now, which takes a while. Raises StoryError where there is none, OSError."""
        return self.bound_to(files.sha256_file(find_footage(self.story)))

    def open_items(self) -> tuple[OpenItem, ...]:
        """What waits for a person's look, by time. Raises BusyError, OSError."""
        return open_items.read_open(self.paths, self.name)

    def propose(
        self, conflicts: Sequence[Conflict], cues: Sequence[Cue], *, since: str, undone: Sequence[Change] = ()
    ) -> list[OpenItem]:
        """Lists what a file proposes beside `cues`, the track: see `open_items.propose`."""
        return open_items.propose(self.paths, self.name, conflicts, cues, since=since, undone=undone)

    def note_gaps(self, machine: Sequence[Cue], gaps: Sequence[Rendered]) -> None:
        """Lists sentences that could not be translated: see `open_items.note_gaps`."""
        open_items.note_gaps(self.paths, self.name, machine, gaps, since=self.moment())

    def carry_over(self, before: Sequence[Cue], after: Sequence[Cue]) -> None:
        """Keeps what waits waiting in cues that are about to be written: see `open_items.carry_over`."""
        open_items.carry_over(self.paths, self.name, before, after)

    def settle(self, item_id: str, *, take: bool, by: str, at: str) -> None:
        """A person's word on an open item: see `open_items.settle`."""
        open_items.settle(self.paths, self.name, item_id, take=take, by=by, at=at)
