"""The forms of what is not there yet: a series in an empty folder, and a story with its footage."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline import files
from pipeline.desk.desk_forms import FieldProblem, FormAnswer, SentForm, problems
from pipeline.desk.form_fields import STORY_FORM, FormField, FormValues, TomlForm, shown, with_changes
from pipeline.desk.uploads import Upload, UploadRefused, Uploads, require_room
from pipeline.errors import MediaError, StoryError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.media.container_kind import ENOUGH, begins_as_media
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings
from pipeline.project.story import RESERVED
from pipeline.project.story_file import SLUG, StoryFile
from pipeline.setup.scaffold import scaffold, series_texts, series_toml, story_texts

Wrong = dict[str, FieldProblem]

#: What a new story is asked for besides its name and its footage.
_PARTS = ("title", "summary", "place", "spoken", "consent")
_ABOUT = TomlForm(
    fields=tuple(one for one in STORY_FORM.fields if one.name.startswith(_PARTS) and one.name != "consent.scan"),
    rows=tuple(rows for rows in STORY_FORM.rows if rows.name == "people"),
)
NEW_STORY = TomlForm((FormField("name"), FormField("upload"), FormField("file"), *_ABOUT.fields), _ABOUT.rows)

_BOTH = tuple(FormField(f"{key}.{lang}") for key in ("title", "summary") for lang in PAGE_LANGUAGES)
NEW_SERIES = TomlForm(
    (
        *_BOTH,
        FormField("publisher.name"),
        FormField("publisher.url"),
        FormField("languages", "codes"),
        FormField("base_url"),
    ),
    (),
)

_TEXT_PARTS = ("title.", "summary.", "place.")


class _NewFile:
    """A form whose file is not there yet."""

    form: TomlForm
    begins: Mapping[str, Any]

    def values(self) -> FormValues:
        """Of a form that nobody has filled in."""
        return shown(self.form, {}, self.begins)

    def restore(self, digits: str, by: str) -> None:
        """There are no versions yet. Raises StoryError."""
        raise StoryError("there is no earlier version of this.", remedy="Fill in the form.")

    def history(self) -> list[dict[str, Any]]:
        return []


class NewSeries(_NewFile):
    """series.toml of an empty folder. What is left blank gets a placeholder, with which nothing is published."""

    form = NEW_SERIES
    begins: Mapping[str, Any] = {"languages": list(PAGE_LANGUAGES)}

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def wrong(self, sent: SentForm) -> Wrong:
        """What would be wrong with it; nothing is written."""
        return self._checked(sent)[1]

    def save(self, sent: SentForm) -> FormAnswer:
        """Raises DiskFullError, OSError."""
        data, wrong = self._checked(sent)
        if wrong:
            return FormAnswer(self.values(), wrong=wrong)
        with contextlib.suppress(FileExistsError):  # somebody else was faster: theirs stays
            files.write_new(self.layout.series_file, series_toml(data).encode())
            files.name_to_disk(self.layout.series_file)
        return FormAnswer(self.values(), leads_to="-/new?done=started")

    def _checked(self, sent: SentForm) -> tuple[dict[str, Any], Wrong]:
        mine = sent.posted.values
        data = with_changes(self.form, {}, {}, self.values(), mine)
        data |= {"published": date.today(), "id": _slug(mine["title.ca"] or mine["title.en"]) or "series"}
        wrong = _against(self.form, Settings, series_texts(data), sent)
        if not (mine["title.ca"] or mine["title.en"]):
            wrong["title.ca"] = FieldProblem("empty")
        return data, wrong


class NewStory(_NewFile):
    """A story's folder. here: whether the browser is on this machine, so that a file of it can be named."""

    form = NEW_STORY
    begins: Mapping[str, Any] = {"spoken": ["ca"]}

    def __init__(self, layout: Layout, uploads: Uploads, here: bool) -> None:
        self.layout, self.uploads, self.here = layout, uploads, here

    def wrong(self, sent: SentForm) -> Wrong:
        """What would be wrong with it; nothing is written. Raises OSError."""
        return self._checked(sent)[1]

    def save(self, sent: SentForm) -> FormAnswer:
        """Raises DiskFullError, OSError."""
        data, wrong = self._checked(sent)
        mine = sent.posted.values
        if wrong:
            return FormAnswer(self.values(), wrong=wrong)
        upload = self.uploads.find(mine["upload"]) if mine["upload"] else None
        field = "upload" if upload else "file"
        try:
            video = upload.whole() if upload else Path(mine["file"]).expanduser()
            if not upload:
                require_room(self.layout.stories, video.stat().st_size)
            scaffold(self.layout, mine["name"], video, data["spoken"], _answers(mine), data)
        except UploadRefused as error:
            return FormAnswer(self.values(), wrong={field: FieldProblem(error.why)})
        except MediaError as error:
            return FormAnswer(self.values(), wrong={field: FieldProblem("no_film", str(error))})
        if upload:
            upload.drop()
        return FormAnswer(self.values(), leads_to=f"{mine['name']}/story?done=made")

    def _checked(self, sent: SentForm) -> tuple[dict[str, Any], Wrong]:
        mine = sent.posted.values
        data = with_changes(_ABOUT, {}, {}, shown(_ABOUT, {}, {}), mine)
        texts, _ = story_texts(_answers(mine))
        wrong = self._name_or_footage(mine) | _against(_ABOUT, StoryFile, data | texts, sent)
        if not (mine["title.ca"] or mine["title.en"]):
            wrong["title.ca"] = FieldProblem("empty")
        return data, wrong

    def _name_or_footage(self, mine: FormValues) -> Wrong:
        wrong: Wrong = {}
        if why := self._against_name(mine["name"]):
            wrong["name"] = FieldProblem(why)
        if mine["upload"]:
            if why := self._against_upload(mine["upload"]):
                wrong["upload"] = FieldProblem(why)
        elif not (mine["file"] and self.here):
            wrong["upload"] = FieldProblem("no_footage")
        elif why := against_file(Path(mine["file"]).expanduser()):
            wrong["file"] = FieldProblem(why)
        return wrong

    def _against_name(self, name: str) -> str:
        if not name:
            return "empty"
        if not SLUG.match(name):
            return "name"
        return "name_taken" if name in RESERVED or (self.layout.stories / name).exists() else ""

    def _against_upload(self, id: str) -> str:
        try:
            upload: Upload = self.uploads.find(id)
            upload.whole()
        except UploadRefused as error:
            return error.why
        return ""


def against_file(path: Path) -> str:
    """Why a file of this machine cannot be footage, as the id of a text; "" for one that may be. Little of it is read."""
    if not path.is_absolute():
        return "not_absolute"
    try:
        if path.is_dir():
            return "folder"
        files.readable_state(path)
        with path.open("rb") as stream:
            head = stream.read(ENOUGH)
    except FileNotFoundError:
        return "not_there"
    except (OSError, ValueError):
        return "unreadable"
    return "" if begins_as_media(head) else "no_film"


def _answers(mine: FormValues) -> dict[str, str]:
    return {name.replace(".", "_"): text for name, text in mine.items() if name.startswith(_TEXT_PARTS)}


def _against(form: TomlForm, model: type[BaseModel], data: Mapping[str, Any], sent: SentForm) -> Wrong:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return problems(form, error, sent.posted)
    return {}


def _slug(title: str) -> str:
    """A title as a part of an address."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
