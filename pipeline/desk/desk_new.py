"""The forms of what is not there yet: a series in an empty folder, and a story with its footage."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline import files
from pipeline.desk.desk_forms import FormAnswer, FormFile, SentForm
from pipeline.desk.form_changes import with_changes
from pipeline.desk.form_fields import STORY_FORM, FormField, FormValues, TomlForm, shown
from pipeline.desk.form_problems import FieldProblem, problems
from pipeline.desk.named_file import against_file
from pipeline.desk.uploads import Upload, UploadRefused, Uploads, require_disk, require_room, too_large_for_disk
from pipeline.errors import LargeFileError, MediaError, StoryError, VeusError, told_by
from pipeline.languages import PAGE_LANGUAGES, TRACK_LANGUAGES
from pipeline.messages import SOURCE, in_language, tr
from pipeline.project.layout import Layout
from pipeline.project.series import folders_called
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import RESERVED
from pipeline.project.story_file import SLUG, StoryFile
from pipeline.review.history import Reason, Why
from pipeline.review.settings_file import SettingsFile, series_settings, story_settings
from pipeline.setup.scaffold import made_before, scaffold, series_texts, series_toml, story_texts
from pipeline.timestamps import moment

Wrong = Mapping[str, FieldProblem]

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
        FormField("languages", "codes", choices=TRACK_LANGUAGES),
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
        raise StoryError(tr("there is no earlier version of this."), remedy=tr("Fill in the form."))

    def history(self) -> list[dict[str, Any]]:
        return []


def _note_first(file: SettingsFile[Any], layout: Layout) -> None:
    """The first version of a file, so that there is one to take back whatever an editor makes of it."""
    when = moment(None, load_settings(layout).time_zone)
    with suppress(VeusError, OSError):  # the file itself is there
        file.keep(file.read().data, Reason(Why.PAGE, "", when))


class NewSeries(_NewFile):
    """series.toml of an empty folder. What is left blank gets a placeholder, with which nothing is published. Where
    somebody else has begun the series meanwhile, what was typed is put together with theirs, or asked about."""

    form = NEW_SERIES
    begins: Mapping[str, Any] = {"languages": list(PAGE_LANGUAGES)}

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def values(self) -> FormValues:
        """Raises ConfigError for a broken file, OSError."""
        there = self._there()
        return there.values() if there else super().values()

    def wrong(self, sent: SentForm) -> Wrong:
        """What would be wrong with it; nothing is written. Raises as `values`."""
        there = self._there()
        return there.wrong(sent) if there else self._checked(sent)[1]

    def save(self, sent: SentForm) -> FormAnswer:
        """Raises ConfigError for a broken file, BusyError, DiskFullError, OSError."""
        there = self._there()
        if there is None:
            data, wrong = self._checked(sent)
            if wrong:
                return FormAnswer(self.values(), wrong=wrong)
            there = self._begin(data)
        answer = there.save(sent) if there else FormAnswer(self.values())
        return replace(answer, leads_to="-/new?done=started") if answer.saved else answer

    def _begin(self, data: Mapping[str, Any]) -> FormFile | None:
        """Writes the file; where somebody else was faster, nothing: theirs then."""
        self.layout.stories.mkdir(parents=True, exist_ok=True)
        try:
            files.write_new(self.layout.series_file, series_toml(data).encode())
        except FileExistsError:
            return self._there()
        files.name_to_disk(self.layout.series_file)
        _note_first(series_settings(self.layout), self.layout)
        return None

    def _there(self) -> FormFile | None:
        if not self.layout.series_file.exists():
            return None
        zone = load_settings(self.layout).time_zone
        return FormFile(series_settings(self.layout), self.form, self.begins, zone)

    def _checked(self, sent: SentForm) -> tuple[dict[str, Any], Wrong]:
        mine = sent.posted.values
        data = with_changes(self.form, {}, {}, super().values(), mine)
        data |= {"published": date.today(), "id": slug_of(mine["title.ca"] or mine["title.en"]) or "series"}
        wrong = _against(self.form, Settings, series_texts(data), sent)
        return data, wrong | _without_title(mine)


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
        """A story that this very form has made already is not made again: an answer may have been lost on its way, or
        the first asking is still being answered. Raises StoryError, BusyError, DiskFullError, OSError."""
        mine = sent.posted.values
        data, wrong = self._checked(sent)
        if wrong and not self._made(mine, data):  # another asking may have made it in this very moment
            return FormAnswer(self.values(), wrong=wrong)
        upload = self._upload(mine)
        if not self._made(mine, data):
            try:
                wrong = self._make(upload, mine, data)
            except (VeusError, OSError):
                if not self._made(mine, data):
                    raise
            if wrong:
                return FormAnswer(self.values(), wrong=wrong)
        if sent_before := self._find(mine):  # the one it was made of, or one that somebody gave up for a file from here
            sent_before.drop()
        return FormAnswer(self.values(), leads_to=f"{_name(mine)}/story?done=made")

    def _make(self, upload: Upload | None, mine: FormValues, data: Mapping[str, Any]) -> Wrong:
        """What stood in the way of it. Raises as `save`."""
        field = "upload" if upload else "file"
        try:
            video = self._footage(upload, mine)
            self._scaffold(upload, video, mine, data)
        except UploadRefused as error:
            return {field: FieldProblem(error.why, values=error.values)}
        except MediaError as error:
            if not self._made(mine, data):
                return {field: FieldProblem("no_film", str(in_language(told_by(error), SOURCE)))}
        return {}

    def _scaffold(self, upload: Upload | None, video: Path, mine: FormValues, data: Mapping[str, Any]) -> None:
        looked_at = upload is not None and upload.looked_at
        try:
            scaffold(self.layout, _name(mine), video, data["spoken"], _answers(mine), data, looked_at=looked_at)
        except LargeFileError as error:
            name, size = (upload.name, upload.size) if upload else (video.name, video.stat().st_size)
            raise too_large_for_disk(name, size, self.layout.stories) from error
        _note_first(story_settings(self.layout.story(self.layout.stories / _name(mine), _name(mine))), self.layout)

    def _checked(self, sent: SentForm) -> tuple[dict[str, Any], Wrong]:
        mine = sent.posted.values
        data = with_changes(_ABOUT, {}, {}, shown(_ABOUT, {}, {}), mine)
        texts, _ = story_texts(_answers(mine))
        wrong = _against(_ABOUT, StoryFile, data | texts, sent) | _without_title(mine)
        if wrong or not self._made(mine, data):
            wrong |= self._against_name(_name(mine)) | self._against_footage(mine)
        return data, wrong

    def _made(self, mine: FormValues, data: Mapping[str, Any]) -> bool:
        upload = self._upload(mine)
        path = self._path(mine)
        size = upload.size if upload else path.stat().st_size if path and not against_file(path) else None
        return made_before(self.layout, _name(mine), size, data["spoken"], _answers(mine), data)

    def _upload(self, mine: FormValues) -> Upload | None:
        """The one that the story is to be made of; None where there is none, or where not all of it came and a file of
        this machine is named instead."""
        found = self._find(mine)
        return None if found and self._path(mine) and not found.complete() else found

    def _find(self, mine: FormValues) -> Upload | None:
        """None where there is none, or no longer."""
        try:
            return self.uploads.find(mine["upload"]) if mine["upload"] else None
        except UploadRefused:
            return None

    def _path(self, mine: FormValues) -> Path | None:
        """As it was typed, or copied with quotation marks around it."""
        typed = mine["file"].strip("\"'")
        return Path(typed).expanduser() if typed and self.here else None

    def _footage(self, upload: Upload | None, mine: FormValues) -> Path:
        """Raises UploadRefused, BusyError, OSError."""
        if upload:
            return upload.whole()
        path = self._path(mine) or Path()
        size = path.stat().st_size
        require_disk(self.layout.stories, path.name, size)
        require_room(self.layout.stories, size)
        return path

    def _against_name(self, name: str) -> dict[str, FieldProblem]:
        if not name:
            return {"name": FieldProblem("empty")}
        if not SLUG.match(name):
            return {"name": FieldProblem("name")}
        taken = name in RESERVED or (self.layout.stories / name).exists() or folders_called(self.layout, name)
        return {"name": FieldProblem("name_taken")} if taken else {}

    def _against_footage(self, mine: FormValues) -> dict[str, FieldProblem]:
        path, upload = self._path(mine), self._upload(mine)
        if upload and path:
            return {"file": FieldProblem("two_films")}
        if path:
            why = against_file(path)
            return {"file": FieldProblem(why)} if why else {}
        why = ("gone" if mine["upload"] else "no_footage") if not upload else "" if upload.complete() else "unfinished"
        return {"upload": FieldProblem(why)} if why else {}


def _answers(mine: FormValues) -> dict[str, str]:
    return {name.replace(".", "_"): text for name, text in mine.items() if name.startswith(_TEXT_PARTS)}


def _without_title(mine: FormValues) -> dict[str, FieldProblem]:
    return {} if mine["title.ca"] or mine["title.en"] else {"title.ca": FieldProblem("empty")}


def _against(
    form: TomlForm, model: type[BaseModel], data: Mapping[str, Any], sent: SentForm
) -> dict[str, FieldProblem]:
    try:
        model.model_validate(data)
    except ValidationError as error:
        return problems(form, error, sent.posted)
    return {}


def _name(mine: FormValues) -> str:
    """As it was typed, or made of a title."""
    return str(mine["name"]) or slug_of(mine["title.ca"] or mine["title.en"])


def slug_of(title: str) -> str:
    """A title as a part of an address; the page's script proposes the same (static/new_form.js)."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
