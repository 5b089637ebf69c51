"""The sound of the footage at the last build, kept beside people's captions: so that a build knows when the footage was
replaced or trimmed, and by how much people's captions have to move with it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.captions.moves import Move
from pipeline.media.audio import SPEECH_RATE, speech_audio
from pipeline.media.media_info import MediaInfo
from pipeline.messages import together, tr, tr_later
from pipeline.project.layout import StoryLayout
from pipeline.project.story import Story, find_footage
from pipeline.review import footage_shift
from pipeline.review.track_file import TrackFile
from pipeline.typedjson import read_json

_LATER = tr_later(
    "the footage was replaced: its sound now comes {seconds:.2f} s later. People's captions were left as they are. "
    "Move them: `veus shift {story}`; or, where they stand right: `veus shift {story} --by 0`."
)
_EARLIER = tr_later(
    "the footage was replaced: its sound now comes {seconds:.2f} s earlier. People's captions were left as they are. "
    "Move them: `veus shift {story}`; or, where they stand right: `veus shift {story} --by 0`."
)
_ADD = tr_later("Times in story.toml ({keys}) were left as they are: add {seconds:.2f} s to each, unless somebody has.")
_TAKE = tr_later(
    "Times in story.toml ({keys}) were left as they are: take {seconds:.2f} s from each, unless somebody has."
)
_LOOK = tr_later("Times in story.toml ({keys}) were left as they are: see whether each is still right.")


@dataclass(frozen=True, slots=True)
class FootageSound:
    """.base/sound.json. footage_sha256: as `footage_state`. envelope: as shift.envelope. duration_ms: of the video.

    shifted_ms, rate: by how much people's captions were moved for this footage; None where nobody was asked. alone: by
    how much more (ms, rate) single languages were. built:
    whether the machine's tracks in .base were made of this footage, or are those of the one before, moved.
    knows_choice: footage_sha256 is not that of the file alone, as versions before noted it.
    """

    footage_sha256: str
    duration_ms: int
    envelope: str
    shifted_ms: int | None = None
    built: bool = True
    rate: str = ""
    knows_choice: bool = False
    alone: dict[str, tuple[int, str]] = field(default_factory=dict)

    def moved(self, lang: str | None) -> Move:
        """By how much all captions were moved; of a language, those of it alone."""
        return Move(*self.alone.get(lang, (0, ""))) if lang else Move(self.shifted_ms or 0, self.rate)


def footage_state(story: Story, sha256: str) -> str:
    """What zero on the clock of captions depends on: the footage (`sha256`), and what story.toml takes of it. Where it
    chooses nothing, that is the file alone."""
    picture, sounds = story.info.footage.picture, story.info.footage.sounds
    chosen = [picture if isinstance(picture, int) else None, list(sounds)]
    return sha256 if chosen == [None, []] else files.sha256_json([sha256, *chosen])


def sound_of(footage: Path, sha256: str, facts: MediaInfo) -> FootageSound:
    """Raises RenderError."""
    envelope = footage_shift.envelope(speech_audio(footage, facts), SPEECH_RATE)
    return FootageSound(sha256, facts.duration_ms, envelope, knows_choice=True)


def is_of(known: FootageSound, story: Story, sha256: str) -> bool:
    """Whether this is what was noted of the footage as it is, and as it is taken. sha256: of the file."""
    return known.footage_sha256 == (footage_state(story, sha256) if known.knows_choice else sha256)


def read_sound(paths: StoryLayout) -> FootageSound | None:
    """What the last build noted; None where none did, or the file cannot be read: the next one notes it again."""
    try:
        sound = read_json(paths.sound, FootageSound)
        base64.b64decode(sound.envelope, validate=True)
    except (FileNotFoundError, ValueError):
        return None
    return sound


def write_sound(paths: StoryLayout, sound: FootageSound) -> None:
    """Notes the sound of the footage, where it is not what is noted already. Raises OSError."""
    if read_sound(paths) != sound:
        files.write_json(paths.sound, asdict(sound), paths.base)


@dataclass(frozen=True, slots=True)
class Footage:
    """What a build knows of it. moved: people's captions stand where the footage before had them, and are left alone
    until somebody has decided. sound: to be noted once the tracks are made; None where nothing may be noted yet."""

    moved: bool
    sound: FootageSound | None


def compare_footage(context: BuildContext, footage: Path, facts: MediaInfo) -> Footage:
    """Whether this is the footage of the last build; tells people where their captions may stand wrong.

    Raises RenderError.
    """
    story = context.story
    of_file = context.ledger.sha256(find_footage(story))
    sha256 = footage_state(story, of_file)
    if story.paths.shift_journal.exists():
        context.note(
            tr("moving people's captions was interrupted: finish it with `veus shift {story}`.", story=story.slug)
        )
        return Footage(True, None)
    known = read_sound(story.paths)
    if known and is_of(known, story, of_file):
        return Footage(False, replace(known, footage_sha256=sha256, knows_choice=True, built=True))
    new = sound_of(footage, sha256, facts)
    own, keys = edited(TrackFile.every(context.series, story)), timed_keys(story)
    if known is None or not (own or keys):
        return Footage(False, new)
    found = footage_shift.offset(known.envelope, new.envelope)
    if found is None or found.ms:
        left = times_left(keys, Move(found.ms) if found else None)
        context.note(together(_replaced(story, found) if own else tr("the footage was replaced."), left))
    return Footage(True, None) if own and found and found.ms else Footage(False, new)


def _replaced(story: Story, found: footage_shift.Offset | None) -> str:
    """What is told whoever has captions that stand where the footage before had them, or nobody knows where."""
    if found is None:
        return tr(
            "the footage is another one, and its sound is not that of before: check whether people's "
            "captions stand where they should. `veus shift {story} --by MS` moves them.",
            story=story.slug,
        )
    return tr(_LATER if found.ms > 0 else _EARLIER, seconds=abs(found.ms) / 1000, story=story.slug)


def timed_keys(story: Story) -> tuple[str, ...]:
    """What of story.toml says a time of the footage, and stands wrong once that is cut otherwise. Nothing but a person
    writes there."""
    info = story.info
    signs = [f"sign.{code}.offset_s" for code, sign in info.sign.items() if sign.offset_s is not None]
    chapters = any(mark.start for mark in info.chapters)
    poster = bool(info.poster) and not isinstance(info.poster, str)
    return (*["chapters"] * chapters, *["poster"] * poster, *signs)


def times_left(keys: Sequence[str], move: Move | None) -> str:
    """What is told of these times once the footage has them elsewhere; "" where there are none. move: None where it is
    not known."""
    if not keys or move == Move():
        return ""
    told = _LOOK if move is None or move.rate else _ADD if move.ms > 0 else _TAKE
    return tr(told, keys=", ".join(keys), seconds=abs(move.ms) / 1000 if move else 0)


def note_footage(story: Story, footage: Footage) -> None:
    """To be called when the tracks are made. Raises OSError."""
    if footage.sound:
        write_sound(story.paths, footage.sound)


def edited(tracks: Sequence[TrackFile]) -> list[TrackFile]:
    """Those whose file is a person's: what a person approved is, too."""
    return [track for track in tracks if track.status() in ("edited", "approved")]
