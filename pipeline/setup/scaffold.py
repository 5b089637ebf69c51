"""`veus new` and the desk's new story: a folder with the footage copied in and a story.toml to fill in; and the
series.toml that goes before."""

from __future__ import annotations

import contextlib
import secrets
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import StoryError
from pipeline.languages import check_languages
from pipeline.media.probe import NeedsFilm, probe
from pipeline.messages import tr, tr_later
from pipeline.project.layout import Layout
from pipeline.project.series import check_not_lost, folders_called
from pipeline.project.story import FOOTAGE_SUFFIXES, RESERVED
from pipeline.project.story_file import SLUG, StoryFile
from pipeline.project.tomlfile import parse_toml
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


def scaffold(
    layout: Layout,
    slug: str,
    video: Path,
    spoken: Sequence[str],
    answers: Mapping[str, str],
    more: Mapping[str, Any] | None = None,
    *,
    looked_at: bool = False,
) -> Scaffolded:
    """Makes stories/<slug>/ with the footage and a story.toml. answers: texts by the names of QUESTIONS; `place_ca` and
    `place_en` go before `place`. more: what else story.toml is to say, `people` and `consent`. looked_at: whether the
    footage is known to be right; to look at hours of it takes minutes.

    Raises StoryError (slug, folder already there), ConfigError (language; what story.toml does not take; stories there
    without a series.toml), MediaError (not a video), DiskFullError. Nothing is made unless all is well.
    """
    check_name(layout, slug)
    if not looked_at:
        check_footage(video)
    check_languages(spoken)
    folder = layout.stories / slug
    suffix = video.suffix.lower() if video.suffix.lower() in FOOTAGE_SUFFIXES else ".mp4"
    text, placeholders = _story_toml(spoken, answers, more or {})
    parse_toml(text.encode(), folder / "story.toml", StoryFile)
    layout.stories.mkdir(parents=True, exist_ok=True)
    first = _begin_series(layout)
    with files.disk_errors(folder), tempfile.TemporaryDirectory(prefix=".part-", dir=layout.stories) as name:
        stage = Path(name) / slug
        stage.mkdir()
        _bring(video, stage / f"{slug}{suffix}", layout)
        files.write_text(stage / "story.toml", text)
        stage.rename(folder)
    files.name_to_disk(folder)
    return Scaffolded(folder, placeholders, layout.series_file if first else None)


def made_before(
    layout: Layout,
    slug: str,
    size: int | None,
    spoken: Sequence[str],
    answers: Mapping[str, str],
    more: Mapping[str, Any],
) -> bool:
    """Whether a story is there that was made of exactly this, and that nobody has touched since. size: bytes of the
    footage, None where they are not known."""
    folder = layout.stories / slug
    text = files.read_if_any(folder / "story.toml") if SLUG.match(slug) else None
    if text != _story_toml(spoken, answers, more)[0].encode():
        return False
    return size is None or size in (path.stat().st_size for path in folder.glob(f"{slug}.*"))


def _begin_series(layout: Layout) -> bool:
    """Whether there was no series.toml; one with placeholders is there then."""
    with contextlib.suppress(FileExistsError):
        files.write_new(layout.series_file, series_toml(_own_facts()).encode())
        return True
    return False


def _bring(video: Path, target: Path, layout: Layout) -> None:
    """The footage in its new place. What was uploaded gets a second name there, and goes only when all is done."""
    if video.parent.parent == layout.stories and video.parent.name.startswith(".part-"):
        with contextlib.suppress(OSError):  # disks without second names
            target.hardlink_to(video)
            return
    shutil.copyfile(video, target)


def story_texts(answers: Mapping[str, str]) -> tuple[dict[str, dict[str, str]], list[str]]:
    """The texts that every story.toml has, by key and language, and the keys of those still to be written."""
    placeholders: list[str] = []

    def said(key: str, lang: str, hint: str) -> str:
        text = answers.get(f"{key}_{lang}", "").strip() or (answers.get("place", "").strip() if key == "place" else "")
        if not text:
            placeholders.append(f"{key}.{lang}")
        return text or f"{MARK} {hint}"

    texts = {
        key: {"ca": said(key, "ca", catalan), "en": said(key, "en", english)}
        for key, catalan, english in (
            ("title", "títol", "title"),
            ("summary", "una frase", "one sentence"),
            ("place", "lloc", "place"),
        )
    }
    return texts, placeholders


def check_new(layout: Layout, slug: str, video: Path) -> None:
    """Whether a story of that name can be made of that video. Raises StoryError, ConfigError, MediaError."""
    check_name(layout, slug)
    check_footage(video)


def check_name(layout: Layout, slug: str) -> None:
    """Whether a new story can have that name, and stand there. Raises StoryError, ConfigError."""
    check_not_lost(layout)
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
    for there in [folder] if folder.exists() else folders_called(layout, slug):
        raise StoryError(tr("there is a story of this name already."), where=there, remedy=tr("Choose another name."))


def check_footage(video: Path) -> None:
    """Whether a story can be made of that video, all of which is read. Raises MediaError."""
    with contextlib.suppress(NeedsFilm):  # a build makes it
        probe(video)


def _story_toml(
    spoken: Sequence[str], answers: Mapping[str, str], more: Mapping[str, Any] | None = None
) -> tuple[str, list[str]]:
    """The text of a story.toml and the keys left to fill in; tomlkit does the quoting."""
    import tomlkit

    more = more or {}
    texts, placeholders = story_texts(answers)
    document = tomlkit.document()
    document.add(tomlkit.comment(f"Texts that begin with {MARK} are still to be written."))
    document.add(tomlkit.nl())
    document["spoken"] = list(spoken)
    for key, text in texts.items():
        document[key] = _table(text)
    if people := more.get("people"):
        array = tomlkit.aot()
        for person in people:
            array.append(_table(person))
        document["people"] = array
    if consent := more.get("consent"):
        document["consent"] = _table(consent)
    document.add(tomlkit.nl())
    for line in [_HELP_LEAD, *(part for key, part in _HELP.items() if key not in more)]:
        for one in [*line.splitlines(), ""]:
            document.add(tomlkit.comment(one) if one else tomlkit.nl())
    return tomlkit.dumps(document).rstrip("\n") + "\n", placeholders


def _table(values: Mapping[str, Any]) -> Any:
    """A table with its own tables in one line each."""
    import tomlkit

    table = tomlkit.table()
    for key, value in values.items():
        if isinstance(value, Mapping):
            inside = tomlkit.inline_table()
            inside.update(value)
            table[key] = inside
        else:
            table[key] = value
    return table


_HELP_LEAD = "What else a story can say (remove the # to use it):"

_HELP = {
    "people": """[[people]]
name = "Laura"
role = { ca = "veïna", en = "neighbour" }""",
    "programme": """[programme]
url = "https://example.org/"
label = { ca = "El programa", en = "The programme" }""",
    "consent": """[consent]
given_by = "who signed"
date = 2021-07-01
scope = "what for\"""",
}


def _own_facts() -> dict[str, Any]:
    """What a series says of itself from its first day. Its id is like no other's: feed readers take two stories with
    the same one for the same story."""
    return {"id": f"series-{secrets.token_hex(3)}", "published": date.today()}


def series_texts(given: Mapping[str, Any]) -> dict[str, Any]:
    """What every series.toml says: what is `given`, and placeholders for all else."""
    hints = {"title": ("títol de la sèrie", "title of the series"), "summary": ("una frase", "one sentence")}
    texts = {
        key: {"ca": f"{MARK} {catalan}", "en": f"{MARK} {english}"} | given.get(key, {})
        for key, (catalan, english) in hints.items()
    }
    publisher = {"name": f"{MARK} publisher", "url": "https://example.org/"} | given.get("publisher", {})
    rest = {key: value for key, value in given.items() if key not in (*texts, "publisher", "id", "published")}
    named = {"id": given.get("id", "series"), "published": given.get("published", date(2021, 1, 1))}
    return named | rest | texts | {"publisher": publisher}


def series_toml(given: Mapping[str, Any]) -> str:
    """The text of a series.toml; of what is not `given`, placeholders."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(f"The series. Texts that begin with {MARK} are still to be written."))
    for key, value in series_texts(given).items():
        document[key] = _table(value) if isinstance(value, Mapping) else value
    return tomlkit.dumps(document)
