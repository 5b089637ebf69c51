"""`veus review`: what the review page shows of a story, and what it writes – the rooms joined for the desk."""

from __future__ import annotations

import bisect
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.actions import approve, settle, waive
from pipeline.actions.restore import difference
from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.risk import Risk, risks, still_to_hear
from pipeline.check.rules.table import check_cues, check_file
from pipeline.check.view import View
from pipeline.check.waivers import waived
from pipeline.desk import desk_data as show
from pipeline.desk import desk_save, forms
from pipeline.desk.desk_save import Desktop
from pipeline.desk.desk_story import LoadedStory, Shelf
from pipeline.desk.port import NotHere
from pipeline.errors import for_people, written
from pipeline.files import read_if_any, sha256_bytes
from pipeline.languages import PAGE_LANGUAGES
from pipeline.project.layout import Layout
from pipeline.review import history, review_record, track_store
from pipeline.review.approval import state_of
from pipeline.review.open_items import read_open
from pipeline.review.review_record import read_review
from pipeline.video.fonts import FONTS

Data = dict[str, Any]

#: Versions that the page lists; `veus restore` lists all.
_LISTED = 200
#: Captions that a version is told to differ by, of either side.
_DIFFERING = 50

#: ms around a few cues in which the words that they say were heard.
_AROUND = 10_000


class ReviewDesk:
    """The `Desk` of the page (see desk/port.py) over the stories of one folder."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.shelf = Shelf(layout)

    # What there is.

    def stories(self) -> list[Data]:
        settings, stories, problems = self.shelf.all()
        found = []
        for story in stories:
            try:
                found.append(self._listed(LoadedStory(settings, story)))
            except Exception as error:  # whatever it is, the other stories are listed
                problems[story.slug] = for_people(error, story.paths.source)
        return found + [
            {"slug": name, "title": dict.fromkeys(PAGE_LANGUAGES, name), "tracks": [], "problem": str(error)}
            for name, error in ((written(name), error) for name, error in problems.items())
        ]

    def story(self, slug: str) -> Data:
        known = self.shelf.story(slug)
        contexts = {lang: self.shelf.context(known, lang) for lang in known.languages}
        data = show.story_data(known.settings, known.story, contexts, self.shelf.size(known))
        return data | {"tracks": {lang: self.track(slug, lang) for lang in contexts}}

    def pulse(self, slug: str) -> Data:
        known = self.shelf.story(slug)
        paths, languages = known.story.paths, known.languages
        return {
            "tracks": {lang: _hash(track_store.read(paths, lang)) for lang in languages},
            "review": [_hash(read_if_any(path)) for path in (paths.review_file, *map(paths.open_items, languages))],
        }

    def video(self, slug: str) -> Path:
        return self.shelf.video(self.shelf.story(slug))

    def font(self, number: int) -> Path:
        if number >= len(FONTS):
            raise NotHere("there is no such font.")
        return FONTS[number].path

    def peaks(self, slug: str) -> bytes:
        return self.shelf.peaks(self.shelf.story(slug))

    def words(self, slug: str) -> Data:
        known = self.shelf.story(slug)
        heard = self.shelf.context(known, known.languages[0]).words
        return {"words": [(word.start, word.end, word.text) for word in heard]}

    def track(self, slug: str, lang: str) -> Data:
        known = self.shelf.language(slug, lang)
        at = Desktop.of(known.settings, known.story, lang, "")
        data = at.current()
        return {"lang": lang, "sha256": _hash(data), "cues": show.cues_data(at.read(data))}

    # What is to be said about it.

    def check(self, slug: str, lang: str, form: forms.CheckForm, page: str) -> Data:
        known = self.shelf.language(slug, lang)
        context = _near(self.shelf.context(known, lang), form.cues)
        cues = [cue.cue() for cue in form.cues]
        places = range(min(form.low, len(cues)), min(form.high, len(cues)))
        found = [_numbered(finding, form.first - 1) for finding in check_cues(cues, context, places)]
        counting, accepted = waived(found, read_review(known.story.paths).waivers, lang)
        return {"findings": show.findings_data(counting, accepted, page)}

    def findings(self, slug: str, lang: str, page: str) -> Data:
        known = self.shelf.language(slug, lang)
        path, data = known.story.paths.srt(lang), track_store.read(known.story.paths, lang)
        if data is None:
            return {"sha256": None, "findings": [], "risks": []}
        sha256 = sha256_bytes(data)
        context = self.shelf.context(known, lang)
        key = (sha256, self.shelf.context_key(known, lang))
        checked, listed = self.shelf.once("checked", key, lambda: _checked(data, context, path))
        counting, accepted = waived(checked, read_review(known.story.paths).waivers, lang)
        return {
            "sha256": sha256,
            "findings": show.findings_data(counting, accepted, page),
            "risks": [show.risk_data(risk) for risk in still_to_hear(listed, [one for one, _ in accepted])],
        }

    def review(self, slug: str, page: str) -> Data:
        known = self.shelf.story(slug)
        comments = read_review(known.story.paths).comments
        return {
            "tracks": {lang: self._review_of(known, lang) for lang in known.languages},
            "comments": [comment.model_dump(mode="json") for comment in comments],
        }

    def obstacles(self, slug: str, lang: str, page: str) -> Data:
        known = self.shelf.language(slug, lang)
        if not known.story.paths.srt(lang).is_file():
            return {"obstacles": [{"code": "no-track", "finding": None}]}
        found = approve.obstacles(self.layout, slug, lang, by="")
        return {"obstacles": [desk_save.obstacle_data(one, page) for one in found]}

    # What is written.

    def save(self, slug: str, lang: str, form: forms.SaveForm) -> Data:
        return desk_save.save(self._at(slug, lang, form.by), form)

    def comment(self, slug: str, form: forms.CommentForm) -> Data:
        at = self._at(slug, form.lang, form.by)
        made = review_record.add_comment(
            at.story.paths, at.lang, (form.start, form.end), form.text, form.comment, by=at.by, when=at.when
        )
        return made.model_dump(mode="json")

    def done(self, slug: str, comment: str, form: forms.DoneForm) -> Data:
        review_record.set_done(self.shelf.story(slug).story.paths, comment, form.done)
        return {}

    def settle(self, slug: str, lang: str, item: str, form: forms.SettleForm) -> Data:
        self.shelf.language(slug, lang)
        done = settle.settle(self.layout, slug, lang, [item], take=form.take, by=form.by)
        return {"settled": [one.id for one in done.settled]}

    def waive(self, slug: str, lang: str, form: forms.WaiveForm) -> Data:
        self.shelf.language(slug, lang)
        place = waive.Place(text=form.text)
        made = waive.waive(self.layout, slug, lang, form.rule, place, reason=form.reason, by=form.by)
        return made.model_dump(mode="json")

    def approve(self, slug: str, lang: str, form: forms.ApproveForm, page: str) -> Data:
        return desk_save.approve_seen(self.layout, self._at(slug, lang, form.by), form, page)

    def history(self, slug: str, lang: str) -> Data:
        known = self.shelf.language(slug, lang)
        found = history.versions(known.story.paths, lang)
        return {"versions": [show.version_data(version) for version in found[:_LISTED]], "kept": len(found)}

    def version(self, slug: str, lang: str, version: str) -> Data:
        here, there = difference(self.shelf.language(slug, lang).story, lang, version)
        return show.difference_data(here, there, _DIFFERING)

    def restore(self, slug: str, lang: str, form: forms.RestoreForm) -> Data:
        return desk_save.restore(self._at(slug, lang, form.by), form)

    # Within.

    def _listed(self, known: LoadedStory) -> Data:
        title = known.story.info.title
        return {
            "slug": known.story.slug,
            "title": {"ca": title.ca, "en": title.en},
            "tracks": [self._state(known, lang) for lang in known.languages],
            "problem": "",
        }

    def _at(self, slug: str, lang: str, by: str) -> Desktop:
        known = self.shelf.language(slug, lang)
        return Desktop.of(known.settings, known.story, lang, by)

    def _state(self, known: LoadedStory, lang: str) -> Data:
        state = state_of(known.story.paths, lang, lambda: self.shelf.footage_sha256(known))
        approval = state.approval.model_dump(mode="json") if state.approval else None
        return {"lang": lang, "status": state.status, "approval": approval, "why": show.why_data(state)}

    def _review_of(self, known: LoadedStory, lang: str) -> Data:
        items = [item.model_dump(mode="json") for item in read_open(known.story.paths, lang)]
        return self._state(known, lang) | {"open": items}


def _hash(data: bytes | None) -> str | None:
    return sha256_bytes(data) if data is not None else None


def _checked(data: bytes, context: Context, path: Path) -> tuple[list[Finding], list[Risk]]:
    checked = check_file(data, context, path)
    return checked.findings, risks(View(checked.cues, context))


def _near(context: Context, cues: tuple[forms.CueForm, ...]) -> Context:
    """`context` with the words around a few cues only: listening to all of an hour takes a second."""
    if not cues:
        return context
    low, high = min(cue.start for cue in cues) - _AROUND, max(cue.end for cue in cues) + _AROUND
    first = bisect.bisect_left(context.words, low, key=lambda word: word.start)
    stop = bisect.bisect_left(context.words, high, key=lambda word: word.start)
    return replace(context, words=context.words[first:stop])


def _numbered(finding: Finding, before: int) -> Finding:
    """A finding of a stretch, with the numbers that its cues have in the whole track."""
    values = dict(finding.values)
    if isinstance(values.get("next"), int):
        values["next"] = int(values["next"]) + before
    return replace(finding, cue=finding.cue + before if finding.cue else None, values=values)
