"""A folder of stories as a user has one: footage and story.toml, the settings and glossary of our own series."""

from __future__ import annotations

import itertools
import re
import shutil
import unicodedata
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.audio import Talk
from pipeline.media import ffmpeg as ff
from pipeline.project.layout import Layout
from pipeline.project.story import RESERVED, Story, find_footage
from pipeline.setup.scaffold import scaffold

#: The picture around a recording that comes without one, as ffmpeg's lavfi makes it: size in px, pictures a second.
PICTURE = "color=c=gray:size=320x180:rate=25"

#: bit/s of its sound, as cameras and phones write it.
SOUND = "128k"


@dataclass(frozen=True, slots=True)
class Project:
    """slugs: the story that each talk became, by the name of its clip."""

    layout: Layout
    slugs: dict[str, str]


def make_project(root: Path, layout: Layout, talks: Sequence[Talk]) -> Project:
    """A folder in which every one of `talks` is a story, with the settings of `layout`. Raises VeusError."""
    project = Project(start_project(root, layout), {})
    for talk in sorted(talks, key=lambda one: one.story is None):  # stories keep their slugs
        slug = talk.story.slug if talk.story else slug_of(talk.clip.name, project.slugs.values())
        if talk.story:
            copy_story(talk.story, project.layout)
        else:
            add_story(project.layout, slug, wrapped(talk, root / f"{slug}.mp4"), talk.lang)
        project.slugs[talk.clip.name] = slug
    return project


def start_project(root: Path, layout: Layout) -> Layout:
    """A folder at `root` without stories, with the settings of `layout`."""
    target = Layout(root)
    target.stories.mkdir(parents=True)
    shutil.copyfile(layout.series_file, target.series_file)
    return target


def copy_story(story: Story, target: Layout) -> Story:
    """`story` as a person delivers it – story.toml and footage, no captions yet. Raises StoryError."""
    mine = target.story(target.stories / story.paths.source.name, story.slug)
    mine.source.mkdir(parents=True)
    for path in (story.paths.story_file, find_footage(story)):
        shutil.copyfile(path, mine.source / path.name)
    return replace(story, paths=mine)


def add_story(target: Layout, slug: str, video: Path, lang: str) -> None:
    """`video` as a story, made as `veus new` makes one, with every text written; `video` itself is gone then."""
    answers = {"title_ca": slug, "title_en": slug, "summary_ca": slug, "summary_en": slug, "place": "Barcelona"}
    scaffold(target, slug, video, (lang,), answers)
    video.unlink()


def wrapped(talk: Talk, path: Path) -> Path:
    """A recording as footage: a grey picture, the sound as AAC. Raises RenderError."""
    import ffmpeg

    picture = ffmpeg.input(PICTURE, f="lavfi", t=f"{talk.clip.seconds:.3f}")
    graph = ffmpeg.output(
        picture, ff.sound(talk.source), ff.file_url(path), vcodec="libx264", preset="ultrafast", pix_fmt="yuv420p",
        acodec="aac", audio_bitrate=SOUND,
    )  # fmt: skip
    ff.run(graph, subject=talk.source, length_ms=round(talk.clip.seconds * 1000))
    return path


def slug_of(name: str, taken: Container[str]) -> str:
    """`name` as a slug, with a number behind it where that is among `taken`."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode("ascii")
    bare = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "recording"
    slugs = itertools.chain([bare], (f"{bare}-{number}" for number in itertools.count(2)))
    return next(slug for slug in slugs if slug not in taken and slug not in RESERVED)


def forget(layout: Layout) -> None:
    """The next build of this folder is a first one."""
    shutil.rmtree(layout.output, ignore_errors=True)
    for folder in layout.stories.iterdir():
        shutil.rmtree(layout.story(folder, folder.name).base, ignore_errors=True)
        for made in folder.glob("*.srt"):
            made.unlink()
