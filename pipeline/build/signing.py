"""sign.<code>.mp4 of a story's folder → the same in step with the film; on wish, both in one picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.build.build_context import BuildContext
from pipeline.build.outcome import Advance
from pipeline.build.task import Task, Workbench
from pipeline.build.task_data import task_step
from pipeline.media import ffmpeg
from pipeline.media.media_info import MediaInfo
from pipeline.media.probe import probe
from pipeline.messages import tr
from pipeline.project.renditions import VideoSettings
from pipeline.project.settings import Settings
from pipeline.project.story import Story, signed
from pipeline.project.story_file import SignVideo
from pipeline.video import sign_film

#: MB of memory that one such video takes: a film is decoded and encoded by one ffmpeg.
SIGNING_MB = 600


def sign_files(settings: Settings, story: Story) -> list[Path]:
    """The files in output/ that have the story in sign languages. Raises StoryError, as `signed`."""
    found = [story.paths.sign(code) for code in signed(story)]
    return found + ([story.paths.sign_copy(code) for code in signed(story)] if settings.sign.burned else [])


def render_signs(context: BuildContext, facts: MediaInfo) -> None:
    """All of them. Raises StoryError, RenderError; MediaError for what cannot be read or has not the film's length."""
    for code in signed(context.story):
        _render(context, facts, code)


def signs_fresh(context: BuildContext) -> bool:
    """Whether they are those of what is in the story's folder now. Raises StoryError, OSError."""
    return all(
        context.ledger.fresh(name, key, [target])
        for code in signed(context.story)
        for name, key, target in _steps(context, code)
    )


def _render(context: BuildContext, facts: MediaInfo, code: str) -> None:
    paths, settings = context.story.paths, context.settings
    source, offset_ms = paths.sign_source(code), _told(context.story, code).offset_ms
    share, what = settings.sign.height, tr("video in sign language ({code})", code=code)
    in_step = partial(_in_step, source, facts.duration_ms, offset_ms, settings.video, paths.sign(code))
    in_the_picture = partial(
        _in_the_picture, paths.video, paths.sign(code), facts, share, settings.video, paths.sign_copy(code)
    )
    works = [(in_step, [source]), (in_the_picture, [paths.video, paths.sign(code)])]
    for (name, key, target), (work, read) in zip(_steps(context, code), works, strict=False):
        task = Task(what, source, work, SIGNING_MB, reads=read, writes=[target])
        context.once(name, key, [target], partial(context.hands.do, task), what=what)


@task_step("sign")
def _in_step(
    source: Path,
    film_ms: int,
    offset_ms: int | None,
    settings: VideoSettings,
    target: Path,
    bench: Workbench,
    _: Advance,
) -> None:
    info = probe(source)
    sign_film.check_length(source, info, film_ms, offset_ms)
    sign_film.make_sign(source, info, film_ms, offset_ms or 0, settings, target, bench.temp)


@task_step("signed")
def _in_the_picture(
    film: Path,
    sign: Path,
    facts: MediaInfo,
    share: float,
    settings: VideoSettings,
    target: Path,
    bench: Workbench,
    _: Advance,
) -> None:
    sign_film.make_signed_copy(film, sign, facts, share, settings, target, bench.temp)


def _steps(context: BuildContext, code: str) -> Iterator[tuple[str, dict[str, Any], Path]]:
    """What is made of one interpretation: the name of the step, everything that can change it, and the file."""
    paths, ledger = context.story.paths, context.ledger
    base = {
        "film": ledger.sha256(paths.video),
        "rules": sign_film.RULES_VERSION,
        "ffmpeg": ffmpeg.version(),
        "settings": context.settings.video.model_dump(exclude={"loudness", "encoder"}),
    }
    offset_ms = _told(context.story, code).offset_ms
    own = {"sign": ledger.sha256(paths.sign_source(code)), "offset": offset_ms}
    yield f"sign.{code}", base | own, paths.sign(code)
    if context.settings.sign.burned:
        yield f"signed.{code}", base | own | {"height": context.settings.sign.height}, paths.sign_copy(code)


def _told(story: Story, code: str) -> SignVideo:
    return story.info.sign.get(code, SignVideo())
