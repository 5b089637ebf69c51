"""The pages for story.toml and series.toml: what they show, and what becomes of what somebody sends.

Nothing is written over what a page has not seen: where the file is another by now, what it has changed is put together
with what the page has changed, key by key; where both changed the same, nothing is written, and the page asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from pipeline.actions.chapter_proposal import propose
from pipeline.build.last_build import known_media_info
from pipeline.captions.grammar import ends_sentence
from pipeline.cues import Cue
from pipeline.desk.broken_form import BrokenForm
from pipeline.desk.consent_scans import scans
from pipeline.desk.desk_save import who
from pipeline.desk.desk_story import Shelf
from pipeline.desk.form_changes import clashing, with_changes
from pipeline.desk.form_fields import (
    SERIES_FORM,
    STORY_FORM,
    FormValues,
    PostedForm,
    TomlForm,
    shown,
)
from pipeline.desk.form_problems import FieldProblem, problems
from pipeline.errors import ConfigError, StaleFileError, StoryError, VeusError
from pipeline.files import sha256_bytes
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import find_folders
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import Story
from pipeline.review.history import NAMED_BY, Reason, Why
from pipeline.review.settings_file import SettingsFile, SettingsText, series_settings, story_settings
from pipeline.site.page_words import clock
from pipeline.site.paragraphs import paragraphs
from pipeline.timestamps import moment

Data = dict[str, Any]

#: How often a save starts again because somebody else saved in that very moment.
_TRIES = 5
#: Versions that a page lists.
_LISTED = 30


@dataclass(frozen=True, slots=True)
class SentForm:
    """What somebody sent. seen: what their page had been shown. by: their name."""

    posted: PostedForm
    seen: FormValues
    by: str = ""


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """What came of it. wrong: by the name of the field; clashes: names of what others have changed too. Nothing is
    written where there is any. now: what the file says. leads_to: the page that comes next, behind that of the
    language; "" for the same page again."""

    now: FormValues
    wrong: Mapping[str, FieldProblem] = field(default_factory=dict)
    clashes: Sequence[str] = ()
    leads_to: str = ""

    @property
    def saved(self) -> bool:
        return not (self.wrong or self.clashes)


class FormSource(Protocol):
    """What a page with a form asks for: of a file, or of one that is still to be made."""

    form: TomlForm

    def values(self) -> FormValues: ...

    def wrong(self, sent: SentForm) -> Mapping[str, FieldProblem]: ...

    def save(self, sent: SentForm) -> FormAnswer: ...

    def restore(self, digits: str, by: str) -> None: ...

    def history(self) -> list[Data]: ...


class FormFile:
    """A file and the form for it."""

    def __init__(self, file: SettingsFile[Any], form: TomlForm, defaults: Mapping[str, Any], zone: str) -> None:
        self.file, self.form, self.defaults, self.zone = file, form, defaults, zone

    def values(self, text: SettingsText[Any] | None = None) -> FormValues:
        """What the file says. Raises ConfigError for a broken one, OSError."""
        return shown(self.form, (text or self.file.read()).values, self.defaults)

    def sha256(self) -> str:
        """Of the file as it is. Raises as `values`."""
        return self.file.read().sha256

    def wrong(self, sent: SentForm) -> Mapping[str, FieldProblem]:
        """What would be wrong with it; nothing is written. Raises VeusError, OSError."""
        text = self.file.read()
        return self._made(text, self.values(text), sent)[1]

    def save(self, sent: SentForm) -> FormAnswer:
        """Raises ConfigError for a file that is broken by now, BusyError, DiskFullError, OSError."""
        mine = sent.posted.values
        for _ in range(_TRIES):
            text = self.file.read()
            now = self.values(text)
            made, wrong = self._made(text, now, sent)
            if made is None:
                return FormAnswer(now, wrong=wrong)
            if clashes := clashing(self.form, sent.seen, now, mine):
                self.file.keep(made.data, self.reason(Why.CONFLICT, sent.by))
                return FormAnswer(now, clashes=clashes)
            try:
                self.file.save(made, text.data, self.reason(Why.PAGE, sent.by))
                return FormAnswer(self.values(made))
            except StaleFileError:
                continue
        raise StoryError(tr("this file is saved again and again."), where=self.file.path, remedy=tr("Try again."))

    def restore(self, digits: str, by: str) -> None:
        """Writes an earlier version; the one of now is kept. Raises StoryError, ConfigError, StaleFileError,
        OSError."""
        self.file.save(self.file.version(digits), self.file.read().data, self.reason(Why.RESTORED, by))

    def reason(self, why: Why, by: str) -> Reason:
        return Reason(why, who(by), moment(None, self.zone))

    def history(self) -> list[Data]:
        """Versions, the latest first: when, by whom, why, and in which fields each differs from the file as it is;
        problem: why it cannot be read, or None."""
        text = self.file.read()
        now, here = self.values(text), sha256_bytes(text.data)
        return [
            self._version(one.sha256, one.reason, now) | {"current": one.sha256 == here}
            for one in self.file.versions()[:_LISTED]
        ]

    def _version(self, sha256: str, reason: Reason, now: FormValues) -> Data:
        told: Data = {"sha256": sha256[:NAMED_BY], "when": reason.when, "by": reason.by, "why": reason.why}
        try:
            then = self.values(self.file.version(sha256))
        except VeusError as error:
            return told | {"differs": {}, "problem": error}
        differs = {name: (then[name], now[name]) for name in self.form.names() if not _same(then[name], now[name])}
        return told | {"differs": differs, "problem": None}

    def _made(
        self, text: SettingsText[Any], now: FormValues, sent: SentForm
    ) -> tuple[SettingsText[Any] | None, Mapping[str, FieldProblem]]:
        wished = with_changes(self.form, text.values, sent.seen, now, sent.posted.values)
        try:
            return self.file.with_values(text, wished), {}
        except ConfigError as error:
            if not isinstance(error.__cause__, ValidationError):
                raise
            return None, problems(self.form, error.__cause__, sent.posted)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return all(_bare(a) == _bare(b) for a, b in zip(one, other, strict=True))
    return bool(one == other)


def _bare(row: Any) -> Any:
    return {name: value for name, value in row.items() if name != "was"} if isinstance(row, dict) else row


def story_form(story: Story, zone: str) -> FormFile:
    """The form of a story. zone: of the times at which versions are noted."""
    return FormFile(story_settings(story.paths), STORY_FORM, {}, zone)


def series_form(layout: Layout) -> FormFile:
    """The form of the series. Raises ConfigError."""
    return FormFile(
        series_settings(layout), SERIES_FORM, {"languages": PAGE_LANGUAGES}, load_settings(layout).time_zone
    )


class DeskForms:
    """The forms of one folder."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.shelf = Shelf(layout)

    def series(self) -> FormFile:
        """Raises ConfigError."""
        return series_form(self.layout)

    def story(self, slug: str) -> FormFile:
        """Raises NotHere, and what is wrong with the story."""
        track = self.shelf.tracks(slug)[0]
        self.shelf.inside(track.paths.story_file, self.layout.stories)
        return story_form(track.story, track.series.settings.time_zone)

    def broken_series(self) -> BrokenForm | None:
        """Where series.toml cannot be read. Raises OSError."""
        return BrokenForm.of(series_settings(self.layout), SERIES_FORM, Settings.model_fields["time_zone"].default)

    def broken_story(self, slug: str) -> BrokenForm | None:
        """Where the story.toml in the folder of that name cannot be read; such a story has no other name. Raises
        NotHere, ConfigError for the series, OSError."""
        folder = next((one for one in find_folders(self.layout) if one.name == slug), None)
        if folder is None:
            return None
        paths = self.layout.story(folder, slug)
        self.shelf.inside(paths.story_file, self.layout.stories)
        return BrokenForm.of(story_settings(paths), STORY_FORM, load_settings(self.layout).time_zone)

    def consents(self, slug: str) -> Path:
        """The folder of papers that people signed. Raises as `story`."""
        folder = self.shelf.story(slug).paths.consents
        return self.shelf.inside(folder, self.layout.stories)

    def around_story(self, slug: str) -> Data:
        """What the page of a story shows besides its fields. Raises as `story`."""
        tracks = self.shelf.tracks(slug)
        story, facts = tracks[0].story, known_media_info(tracks[0].paths)
        spoken = next((track for track in tracks if track.lang == story.info.spoken[0] and not track.describes), None)
        cues = self._cues(spoken.read) if spoken else ()
        lang = story.info.spoken[0]
        return {
            "slug": slug,
            "title": {"ca": story.info.title.ca, "en": story.info.title.en},
            "frame": float(1000 / facts.fps) if facts else 40.0,
            "scans": scans(story.paths.consents),
            "said_in": lang,
            "sentences": [{"at": clock_of(start), "shown": clock(start), "text": text} for start, text in said(cues)],
            "proposed": [clock_of(one.start) for one in propose(paragraphs(cues, lang=lang, heard=()))] if cues else [],
        }

    def _cues(self, read: Callable[[], Any]) -> Sequence[Cue]:
        """None where the captions cannot be read: their own page says so."""
        try:
            text = read()
            return text.cues if text else ()
        except VeusError:
            return ()

    def add_term(self, ca: str, en: str, es: str, by: str) -> bool:
        """Adds a word to the glossary; whether it was not there. Raises ConfigError, BusyError, OSError."""
        form = self.series()
        for _ in range(_TRIES):
            text = form.file.read()
            terms = text.values.get("glossary", [])
            if any(term.get("ca", "").strip() == ca for term in terms):
                return False
            forms = {"ca": ca, "en": en if en != ca else "", "es": es if es != ca else ""}
            term = {lang: word for lang, word in forms.items() if word}
            made = form.file.with_values(text, text.values | {"glossary": [*terms, term]})
            try:
                form.file.save(made, text.data, form.reason(Why.PAGE, by))
                return True
            except StaleFileError:
                continue
        raise StoryError(tr("this file is saved again and again."), where=form.file.path, remedy=tr("Try again."))


def clock_of(ms: int) -> str:
    """A time as story.toml has it: "0:42.5"."""
    minutes, rest = divmod(ms, 60_000)
    seconds, thousandths = divmod(rest, 1000)
    behind = f".{thousandths:03}".rstrip("0") if thousandths else ""
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}{behind}" if hours else f"{minutes}:{seconds:02}{behind}"


def said(cues: Sequence[Cue]) -> list[tuple[int, str]]:
    """Sentences with the times (ms) at which the captions of each begin."""
    found: list[tuple[int, str]] = []
    open_ = False
    for cue in cues:
        text = " ".join(cue.text.split())
        if not text or cue.sound:
            continue
        if open_:
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
        else:
            found.append((cue.start, text))
        open_ = not ends_sentence(text)
    return found
