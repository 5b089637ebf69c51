"""The footage of a story, looked at once, with what story.toml says of it. Sound alone gets a picture to be shown, and
sound that changes on the way becomes even: a film is made of such footage first."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline import files
from pipeline.build.build_context import BuildContext, Step
from pipeline.build.outcome import Advance
from pipeline.build.step_cache import StepCache
from pipeline.build.task import Task, Workbench
from pipeline.build.task_data import task_step
from pipeline.build.videos import note_unwritten, publisher_logo, refuse_lost_words, written
from pipeline.errors import StoryError
from pipeline.media import even_sound
from pipeline.media.frames import Frames, save_frames
from pipeline.media.media_info import MediaInfo, Stream, read_media_info
from pipeline.media.probe import DiscontinuousTimestamps, InconsistentAudio, Wanted, examine, only_sound
from pipeline.media.sound_levels import SILENT
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.story import Story, find_footage, find_still
from pipeline.project.story_file import StoryFile
from pipeline.site.page_words import sentence
from pipeline.video import cards, fonts, still
from pipeline.video.cards import Card

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

#: MB of memory that it takes to look at a film: libav's index of hours of packets, and a detector of voices.
PROBING_MB = 600

#: Raise it when probing finds other facts in the same file.
PROBE_VERSION = 7


def wanted_of(info: StoryFile) -> Wanted:
    """What a story says of its footage."""
    picture = info.footage.picture
    return Wanted(picture if isinstance(picture, int) else None, info.footage.sounds, info.spoken)


def probe_key(footage_sha256: str, info: StoryFile, film_sha256: str = "") -> dict[str, Any]:
    """What the facts of the footage come from: where it is the one noted, the last build was of this footage.
    film_sha256: of what was made of it first, if anything."""
    key = {"footage": footage_sha256, "wanted": asdict(wanted_of(info)), "version": PROBE_VERSION}
    return key | ({"film": film_sha256} if film_sha256 else {})


def is_built(ledger: StepCache, story: Story, footage_sha256: str) -> bool:
    """Whether the last build was of this footage, and the film is there that was made of it, if any. Raises OSError."""
    film = story.paths.film
    key = probe_key(footage_sha256, story.info, ledger.sha256(film) if film.is_file() else "")
    return ledger.fresh("probe", key, [story.paths.probe])


def built_film(layout: Layout, story: Story) -> Path:
    """What the videos are made of, where no build is waited for. Raises StoryError where a film was made of other
    footage than there is now."""
    footage, ledger = find_footage(story), StepCache(story.paths.ledger, layout.output)
    if not story.paths.film.is_file():
        return footage
    if not is_built(ledger, story, ledger.sha256(footage)):
        remedy = tr("Run first: veus build {story} --to captions", story=story.slug)
        raise StoryError(tr("the footage was changed after the last build."), where=footage, remedy=remedy)
    return story.paths.film


def film_of(context: BuildContext) -> tuple[Path, MediaInfo]:
    """What the videos are made of, and its facts: the footage itself, or the film that has to be made of it first.
    Raises StoryError, MediaError, RenderError, OSError."""
    _note_size(context)
    film = _film_so_far(context)
    try:
        return film, probe_footage(context, film)
    except (InconsistentAudio, DiscontinuousTimestamps):
        film = _even(context)
        return film, probe_footage(context, film)


def _note_size(context: BuildContext) -> None:
    """Notes of how many bytes the footage is. Raises StoryError, OSError."""
    footage = find_footage(context.story)
    told = {"sha256": context.ledger.sha256(footage), "bytes": footage.stat().st_size}
    there = context.story.paths.footage_size
    if files.read_if_any(there) != files.to_json(told).encode():
        files.write_json(there, told, context.layout.temp)


def glimpsed_sha256(story: Story) -> str | None:
    """The hash of the footage as far as its length tells: reading hours of video takes too long for a glance. That of
    the last build, or "" where it is surely another; None where nobody knows, or it is not there."""
    try:
        noted = json.loads(story.paths.footage_size.read_bytes())
        sha256: str = noted["sha256"]
        return sha256 if noted["bytes"] == find_footage(story).stat().st_size else ""
    except (OSError, ValueError, KeyError, TypeError, StoryError):
        return None


def _film_so_far(context: BuildContext) -> Path:
    """The film there is already, one of sound alone, or else the footage."""
    paths, footage = context.story.paths, find_footage(context.story)
    known = context.ledger.fresh("probe", probe_key(context.ledger.sha256(footage), context.story.info), [paths.probe])
    if known and not paths.film.exists():
        return footage
    if only_sound(footage):
        return _with_picture(context, footage)
    if context.ledger.fresh("film", _even_key(context, footage), [paths.film]):
        return paths.film
    paths.film.unlink(missing_ok=True)
    return footage


def _with_picture(context: BuildContext, footage: Path) -> Path:
    """A film of sound alone."""
    paths = context.story.paths
    shown = find_still(context.story) or _card(context)
    if isinstance(shown, Card):
        instead = tr('Write it in other letters, or show a photograph instead: picture = "…" under [footage].')
        refuse_lost_words(context, [shown], instead)
        note_unwritten(context, context.settings.page_languages[0])
    told = shown.key if isinstance(shown, Card) else context.ledger.sha256(shown)
    drawn = fonts.for_text("".join(shown.words.values())) if isinstance(shown, Card) else ()
    rules = [still.RULES_VERSION, cards.RULES_VERSION, even_sound.RULES_VERSION, fonts.version(drawn)]
    key = {"footage": context.ledger.sha256(footage), "shown": told, "rules": rules}

    def make(_: Advance) -> None:
        with tempfile.TemporaryDirectory(prefix=".part-", dir=context.layout.temp) as folder:
            recording = footage
            changes, lost = even_sound.changes(footage), even_sound.undecoded(footage)
            if changes:
                _note_even(context)
            for number in lost:
                context.note(
                    tr("sound {number} of the recording is passed over: nothing here decodes it.", number=number)
                )
            if changes or lost or even_sound.hides(footage):
                recording = Path(folder) / "even.mkv"
                even_sound.make_even(footage, recording, context.layout.temp)
            still.make_film(recording, shown, paths.film, context.layout.temp)

    context.once("film", key, [paths.film], make, what=tr("giving the recording a picture"))
    return paths.film


def _even(context: BuildContext) -> Path:
    """The footage with sound that does not change on the way."""
    footage, film = find_footage(context.story), context.story.paths.film

    def make(_: Advance) -> None:
        even_sound.make_even(footage, film, context.layout.temp)
        _note_even(context)

    context.once("film", _even_key(context, footage), [film], make, what=tr("making the sound even"))
    return film


def _note_even(context: BuildContext) -> None:
    context.note(
        tr(
            "the sound of the footage changes its rate or its channels on the way, or its clock "
            "begins anew, as in broadcasts and joined recordings: it is followed, and made even."
        )
    )


def _even_key(context: BuildContext, footage: Path) -> dict[str, Any]:
    return {"footage": context.ledger.sha256(footage), "even": even_sound.RULES_VERSION}


def _card(context: BuildContext) -> Card:
    """Who speaks of what, and who publishes it, in the first language of the pages. A stand-in says that it is one."""
    info, settings = context.story.info, context.settings
    lang = settings.page_languages[0]
    about = [*filter(written, info.speaker_names), *([sentence("tag.stand_in", lang)] if info.stand_in else [])]
    return Card(written(info.title[lang]), " · ".join(about), written(settings.publisher.name), publisher_logo(context))


def probe_footage(context: BuildContext, film: Path) -> MediaInfo:
    """The facts of a story's film; when each of its pictures is shown is kept beside them. Raises MediaError, and
    InconsistentAudio for footage of which a film has to be made."""
    paths, info = context.story.paths, context.story.info
    footage = find_footage(context.story)
    key = probe_key(context.ledger.sha256(footage), info, "" if film == footage else context.ledger.sha256(film))

    what = tr("looking at the footage")

    def make(_: Sequence[Step], advance: Advance) -> None:
        work = partial(_write_facts, film, wanted_of(info), paths.probe, paths.frames)
        written = [paths.probe, paths.frames]
        context.hands.do(Task(what, film, work, PROBING_MB, reads=[film], writes=written), advance)

    steps = [Step("probe", key, [paths.probe]), Step("frames", key, [paths.frames])]
    context.once_each(steps, make, what=lambda _: what)
    return read_media_info(paths.probe)


@task_step("probe")
def _write_facts(film: Path, wanted: Wanted, facts_at: Path, frames_at: Path, bench: Workbench, _: Advance) -> None:
    facts, frames = examine(film, wanted, voiced)
    files.write_json(facts_at, facts.to_json(), bench.temp)
    save_frames(frames_at, frames, bench.temp)


def looked_at(story: Story, film: Path) -> tuple[MediaInfo, Frames]:
    """The same of a story's film where no build has to be waited for. Raises MediaError."""
    return examine(film, wanted_of(story.info), voiced)


def voiced(sound: NDArray[np.float32]) -> float:
    """Seconds of speech in mono sound at 16 kHz (−1..1). Raises EngineError."""
    from pipeline.speech.vad_windows import speech_spans

    return sum(end - start for start, end in speech_spans(sound)) / 1000


def tell_taken(context: BuildContext, facts: MediaInfo) -> None:
    """Says once what was taken of a file that holds more, and what was done with its channels."""
    audio = facts.audio
    taken = [each for each in facts.streams if each.index in (facts.picture, *(audio.streams if audio else ()))]
    others = [each for each in facts.streams if each not in taken]
    if others:
        context.note(
            tr(
                "of the footage, this is taken: {taken}; there is also {others}. [footage] in story.toml "
                "chooses otherwise: picture = 1, sound = 2, or sound = [1, 2] to mix them.",
                taken=_list(taken),
                others=_list(others),
            )
        )
    if not facts.steady:
        size = f"{facts.coded_width}×{facts.coded_height}"
        context.note(
            tr(
                "the footage changes the size of its pictures, or the form of their pixels: all are "
                "shown in {size}, smaller ones enlarged.",
                size=size,
            )
        )
    if audio and any(audio.pan):
        context.note(
            tr(
                "the sound of the footage is on one side only, upside down on one, or another on each: "
                "it is brought to the middle."
            )
        )


def _list(streams: Sequence[Stream]) -> str:
    return ", ".join(" ".join(_words(each)) for each in streams)


def _words(stream: Stream) -> Iterator[str]:
    kind = tr("picture {number}", number=stream.number) if stream.kind == "picture" else None
    yield kind or tr("sound {number}", number=stream.number)
    about = [stream.codec or tr("nothing here decodes it")]
    if stream.kind == "picture" and stream.width:
        about.append(f"{stream.width}×{stream.height}")
    if stream.level is not None:
        about.append(tr("silent") if stream.level <= SILENT else f"{stream.level:.0f} dB".replace("-", "−"))
    if stream.lang:
        about.append(stream.lang)
    yield f"({', '.join(about)})"
