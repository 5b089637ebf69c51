"""`veus new`: a story's folder, with the footage copied in and a story.toml to fill in."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import files
from pipeline.errors import StoryError
from pipeline.languages import check_language
from pipeline.media.probe import NeedsFilm, probe
from pipeline.messages import tr, tr_later
from pipeline.project.layout import Layout
from pipeline.project.story import FOOTAGE_SUFFIXES, RESERVED
from pipeline.project.story_file import SLUG
from pipeline.publish.placeholders import MARK

#: What is asked at a terminal, in this order: answer → question.
QUESTIONS: dict[str, str] = {
    "title_ca": tr_later("Title in Catalan"),
    "title_en": tr_later("Title in English"),
    "summary_ca": tr_later("One sentence in Catalan"),
    "summary_en": tr_later("One sentence in English"),
    "place": tr_later("Where does it take place"),
}


@dataclass(frozen=True, slots=True)
class Scaffolded:
    """folder: of the new story. placeholders: keys of story.toml that a person still has to fill in.

    new_series: series.toml, where this was the first story and its settings are still to be written; else None.
    """

    folder: Path
    placeholders: list[str]
    new_series: Path | None = None


def scaffold(layout: Layout, slug: str, video: Path, spoken: Sequence[str], answers: Mapping[str, str]) -> Scaffolded:
    """Makes stories/<slug>/ with the footage and a story.toml.

    Raises StoryError (slug, folder already there), ConfigError (language), MediaError (not a video). Nothing is
    made unless all is well.
    """
    check_new(layout, slug, video)
    for lang in spoken:
        check_language(lang)
    folder = layout.stories / slug
    suffix = video.suffix.lower() if video.suffix.lower() in FOOTAGE_SUFFIXES else ".mp4"
    text, placeholders = _story_toml(spoken, answers)
    layout.stories.mkdir(parents=True, exist_ok=True)
    first = not layout.series_file.exists()
    if first:
        files.write_text(layout.series_file, _series_toml())
    with files.disk_errors(folder), tempfile.TemporaryDirectory(prefix=".part-", dir=layout.stories) as name:
        stage = Path(name) / slug
        stage.mkdir()
        shutil.copyfile(video, stage / f"{slug}{suffix}")
        files.write_text(stage / "story.toml", text)
        stage.rename(folder)
    return Scaffolded(folder, placeholders, layout.series_file if first else None)


def check_new(layout: Layout, slug: str, video: Path) -> None:
    """Whether a story of that name can be made of that video. Raises StoryError, MediaError."""
    folder = layout.stories / slug
    if not SLUG.match(slug):
        raise StoryError(
            tr('"{slug}" cannot be the name of a story.', slug=slug),
            remedy=tr("Use small letters a–z, digits and single hyphens: it becomes part of a web address."),
        )
    if slug in RESERVED:
        raise StoryError(
            tr('"{slug}" is the name of a folder that the pages need.', slug=slug), remedy=tr("Choose another name.")
        )
    if folder.exists():
        raise StoryError(tr("there is a story of this name already."), where=folder, remedy=tr("Choose another name."))
    with contextlib.suppress(NeedsFilm):  # a build makes it
        probe(video)


def _story_toml(spoken: Sequence[str], answers: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text of a story.toml and the keys left to fill in; tomlkit does the quoting."""
    import tomlkit

    placeholders: list[str] = []

    def said(answer: str, key: str, hint: str) -> str:
        if text := answers.get(answer, "").strip():
            return text
        placeholders.append(key)
        return f"{MARK} {hint}"

    document = tomlkit.document()
    document.add(tomlkit.comment(f"Texts that begin with {MARK} are still to be written."))
    document.add(tomlkit.nl())
    document["spoken"] = list(spoken)
    texts = {
        "title": (said("title_ca", "title.ca", "títol"), said("title_en", "title.en", "title")),
        "summary": (said("summary_ca", "summary.ca", "una frase"), said("summary_en", "summary.en", "one sentence")),
        "place": (said("place", "place.ca", "lloc"), said("place", "place.en", "place")),
    }
    for key, (ca, en) in texts.items():
        table = tomlkit.table()
        table["ca"], table["en"] = ca, en
        document[key] = table
    document.add(tomlkit.nl())
    for line in _HELP.splitlines():
        document.add(tomlkit.comment(line) if line else tomlkit.nl())
    return tomlkit.dumps(document), placeholders


_HELP = """What else a story can say (remove the # to use it):

[[people]]
name = "Laura"
role = { ca = "veïna", en = "neighbour" }

[programme]
url = "https://example.org/"
label = { ca = "El programa", en = "The programme" }

[consent]
given_by = "who signed"
date = 2021-07-01
scope = "what for\""""


def _series_toml() -> str:
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(f"The series. Texts that begin with {MARK} are still to be written."))
    document["id"] = "series"
    document["published"] = tomlkit.date("2021-01-01")
    for key, ca, en in (
        ("title", "títol de la sèrie", "title of the series"),
        ("summary", "una frase", "one sentence"),
    ):
        table = tomlkit.table()
        table["ca"], table["en"] = f"{MARK} {ca}", f"{MARK} {en}"
        document[key] = table
    publisher = tomlkit.table()
    publisher["name"], publisher["url"] = f"{MARK} publisher", "https://example.org/"
    document["publisher"] = publisher
    return tomlkit.dumps(document)
