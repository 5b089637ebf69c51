"""`veus review`: what the review page shows of a story, and what it writes – the rooms joined for the desk."""

from __future__ import annotations

import bisect
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.actions import approve, settle, waive
from pipeline.actions.restore import difference, listing
from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.risk import Risk, risks, still_to_hear
from pipeline.check.rules.table import check_cues, check_file
from pipeline.check.view import View
from pipeline.check.waivers import waived
from pipeline.desk import desk_data as show
from pipeline.desk import desk_evidence, desk_heard, desk_save, forms
from pipeline.desk.desk_story import Shelf
from pipeline.desk.port import NotHere
from pipeline.files import read_if_any, sha256_bytes
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.story import Story
from pipeline.review import review_record
from pipeline.review.review_record import read_review
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.video.fonts import FONTS

Data = dict[str, Any]

#: Versions that the page lists; `veus restore` lists all.
_LISTED = 200
#: Places that a version is told to differ in.
_DIFFERING = 50

#: ms around a few cues in which the words that they say were heard.
_AROUND = 10_000


class ReviewDesk:
    """The `Desk` of the page (see desk/port.py) over the stories of one folder."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.shelf = Shelf(layout)

    # What there is.

    def story(self, slug: str) -> Data:
        tracks = self.shelf.tracks(slug)
        contexts = {track.name: self.shelf.context(track) for track in tracks}
        first = tracks[0]
        data = show.story_data(first.series.settings, first.story, contexts, self.shelf.size(first.story))
        return data | {"tracks": {lang: self.track(slug, lang) for lang in contexts}}

    def pulse(self, slug: str) -> Data:
        tracks = self.shelf.tracks(slug)
        paths = tracks[0].paths
        waiting = [read_if_any(paths.open_items(track.name)) for track in tracks]
        return {
            "tracks": {track.name: _hash(track.read()) for track in tracks},
            "review": [
                review_record.decided_sha256(paths),
                *(None if data is None else sha256_bytes(data) for data in waiting),
            ],
        }

    def video(self, slug: str) -> Path:
        return self.shelf.video(self.shelf.story(slug))

    def font(self, number: int) -> Path:
        if number >= len(FONTS):
            raise NotHere(tr("there is no such font."))
        return FONTS[number].path

    def peaks(self, slug: str) -> bytes:
        return self.shelf.peaks(self.shelf.story(slug))

    def words(self, slug: str) -> Data:
        heard = self.shelf.context(self.shelf.tracks(slug)[0]).words
        return {"words": [(word.start, word.end, word.text) for word in heard]}

    def track(self, slug: str, lang: str) -> Data:
        text = desk_save.current(self.shelf.track(slug, lang))
        return {"lang": lang, "sha256": _hash(text), "cues": show.cues_data(text.cues if text else ())}

    # What is to be said about it.

    def check(self, slug: str, lang: str, form: forms.CheckForm, page: str) -> Data:
        track = self.shelf.track(slug, lang)
        context = _near(self.shelf.context(track), form.cues)
        cues = [cue.cue() for cue in form.cues]
        places = range(min(form.low, len(cues)), min(form.high, len(cues)))
        found = [_numbered(finding, form.first - 1) for finding in check_cues(cues, context, places)]
        counting, accepted = waived(found, track.review().waivers, lang)
        return {"findings": show.findings_data(counting, accepted, page)}

    def findings(self, slug: str, lang: str, page: str) -> Data:
        track = self.shelf.track(slug, lang)
        text = track.read()
        if text is None:
            return {"sha256": None, "findings": [], "risks": []}
        checked, _ = self._checked(track, text)
        counting, accepted = waived(checked, track.review().waivers, lang)
        return {
            "sha256": text.sha256,
            "findings": show.findings_data(counting, accepted, page),
            "risks": self._doubtful(track, text).doubts_data(),
        }

    def heard(self, slug: str, lang: str) -> Data:
        track = self.shelf.track(slug, lang)
        return self._doubtful(track, track.text()).heard_data()

    def review(self, slug: str, page: str) -> Data:
        tracks = self.shelf.tracks(slug)
        comments = read_review(tracks[0].paths).comments
        return {
            "tracks": {track.name: self._review_of(track) for track in tracks},
            "comments": [comment.model_dump(mode="json") for comment in comments],
        }

    def obstacles(self, slug: str, lang: str, page: str) -> Data:
        track = self.shelf.track(slug, lang)
        if not track.path.is_file():
            return {"obstacles": [{"code": "no-track", "finding": None, "doubt": None}], "unheard": None}
        return desk_save.before_data(approve.before(track, by=""), page)

    # What is written.

    def save(self, slug: str, lang: str, form: forms.SaveForm) -> Data:
        return desk_save.save(self.shelf.track(slug, lang), form)

    def note_heard(self, slug: str, lang: str, form: forms.HeardForm) -> Data:
        track = self.shelf.track(slug, lang)
        return desk_heard.note(self._doubtful(track, track.text()), form)

    def tick(self, slug: str, lang: str, form: forms.TickForm) -> Data:
        track = self.shelf.track(slug, lang)
        return desk_heard.settle_doubt(self._doubtful(track, track.text()), form)

    def comment(self, slug: str, form: forms.CommentForm) -> Data:
        track, at = self.shelf.track(slug, form.lang), (form.start, form.end)
        made = review_record.add_comment(
            track.paths, track.name, at, form.text, form.comment, by=desk_save.who(form.by), when=track.moment()
        )
        return made.model_dump(mode="json")

    def done(self, slug: str, comment: str, form: forms.DoneForm) -> Data:
        review_record.set_done(self.shelf.story(slug).paths, comment, form.done)
        return {}

    def settle(self, slug: str, lang: str, item: str, form: forms.SettleForm) -> Data:
        done = settle.settle(self.shelf.track(slug, lang), [item], take=form.take, by=form.by)
        return {"settled": [one.id for one in done.settled]}

    def waive(self, slug: str, lang: str, form: forms.WaiveForm) -> Data:
        place = waive.Place(text=form.text)
        made = waive.waive(self.shelf.track(slug, lang), form.rule, place, reason=form.reason, by=form.by)
        return made.model_dump(mode="json")

    def approve(self, slug: str, lang: str, form: forms.ApproveForm, page: str) -> Data:
        return desk_save.approve_seen(self.shelf.track(slug, lang), form, page)

    def evidence_page(self, slug: str, page: str) -> Data:
        return desk_evidence.evidence_page(self.shelf.story(slug), page)

    def evidence(self, slug: str, page: str) -> Data:
        return desk_evidence.evidence_rows(*self._of(slug), page)

    def attest(self, slug: str, form: forms.AttestForm, page: str) -> Data:
        return desk_evidence.sign(*self._of(slug), form, page)

    def unattest(self, slug: str, form: forms.UnattestForm, page: str) -> Data:
        return desk_evidence.unsign(*self._of(slug), form, page)

    def history(self, slug: str, lang: str) -> Data:
        found = listing(self.shelf.track(slug, lang), _LISTED)
        return {"versions": [show.version_data(version) for version in found.versions], "kept": found.kept}

    def version(self, slug: str, lang: str, version: str) -> Data:
        return show.difference_data(difference(self.shelf.track(slug, lang), version), _DIFFERING)

    def restore(self, slug: str, lang: str, form: forms.RestoreForm) -> Data:
        return desk_save.restore(self.shelf.track(slug, lang), form)

    # Within.

    def _of(self, slug: str) -> tuple[Series, Story]:
        track = self.shelf.tracks(slug)[0]
        return track.series, track.story

    def _checked(self, track: TrackFile, text: TrackText) -> tuple[list[Finding], list[Risk]]:
        key = self.shelf.context_key(track)
        context = self.shelf.context(track, key)
        return self.shelf.once("checked", (text.sha256, key), lambda: _checked(text, context))

    def _doubtful(self, track: TrackFile, text: TrackText) -> desk_heard.Doubtful:
        checked, listed = self._checked(track, text)
        _, accepted = waived(checked, track.review().waivers, track.name)
        return desk_heard.Doubtful(
            track,
            text,
            doubts=still_to_hear(listed, [one for one, _ in accepted]),
            footage_sha256=lambda: self.shelf.footage_sha256(track.story),
            duration_ms=self.shelf.context(track).duration_ms,
        )

    def _state(self, track: TrackFile) -> Data:
        state = track.state(lambda: self.shelf.footage_sha256(track.story))
        approval = state.approval.model_dump(mode="json") if state.approval else None
        return {"lang": track.name, "status": state.status, "approval": approval, "why": show.why_data(state)}

    def _review_of(self, track: TrackFile) -> Data:
        items = [item.model_dump(mode="json") for item in track.open_items()]
        return self._state(track) | {"open": items}


def _hash(text: TrackText | None) -> str | None:
    return text.sha256 if text else None


def _checked(text: TrackText, context: Context) -> tuple[list[Finding], list[Risk]]:
    checked = check_file(text.data, context, text.path)
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
