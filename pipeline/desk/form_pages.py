"""The pages on which people fill in story.toml and series.toml, without a script too: a plain form, sent and answered
with a page. Scripts only save the way: they check fields while somebody types, and keep what is not saved yet."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from pipeline.desk import consent_pages, forms
from pipeline.desk.api import answered, page_of, understood, writing
from pipeline.desk.broken_form import BrokenForm
from pipeline.desk.desk_forms import DeskForms, FormAnswer, FormSource, SentForm
from pipeline.desk.desk_pages import shown, trouble
from pipeline.desk.desk_words import words
from pipeline.desk.form_doubts import doubts
from pipeline.desk.form_fields import MOST_FIELDS, FormValues, PostedForm, fits, posted
from pipeline.desk.form_words import languages_shown, sentences, trouble_shown, version_shown
from pipeline.desk.security import Door
from pipeline.errors import ConfigError, VeusError
from pipeline.languages import PAGE_LANGUAGES
from pipeline.publish.placeholders import MARK

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

_log = logging.getLogger(__name__)

Pairs = list[tuple[str, str]]
Data = dict[str, Any]
#: Gives the file of an address, and what stands beside its form.
Find = Callable[[Mapping[str, Any]], tuple[FormSource, Data]]
#: Gives the file of an address where it cannot be read.
FindBroken = Callable[[Mapping[str, Any]], BrokenForm | None]


def routes(desk: DeskForms, door: Door) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    def story(at: Mapping[str, Any]) -> tuple[FormSource, Data]:
        return desk.story(at["slug"]), {"story": desk.around_story(at["slug"])}

    def series(_: Mapping[str, Any]) -> tuple[FormSource, Data]:
        return desk.series(), {}

    return [
        *form_routes("/{page}/-/series", "series_form.html", series, door, lambda _: desk.broken_series()),
        *form_routes("/{page}/{slug}/story", "story_form.html", story, door, lambda at: desk.broken_story(at["slug"])),
        Route("/api/-/series/values", value_giver(lambda _: desk.series()), methods=["GET"]),
        Route("/api/{slug}/story/values", value_giver(lambda at: desk.story(at["slug"])), methods=["GET"]),
        Route("/api/-/series/check", checker(lambda _: desk.series(), door), methods=["POST"]),
        Route("/api/{slug}/story/check", checker(lambda at: desk.story(at["slug"]), door), methods=["POST"]),
        writing("POST", "/-/glossary", forms.TermForm, lambda _, form, page: _term(desk, form)),
        *consent_pages.routes(desk),
    ]


def form_routes(path: str, template: str, find: Find, door: Door, broken: FindBroken = lambda _: None) -> list[Route]:
    """The page at `path`, shown and sent. broken: what is known where its file cannot be read."""
    from starlette.routing import Route

    page = _FormPage(template, find, door, broken)
    return [Route(path, page.shown, methods=["GET"]), Route(path, page.sent, methods=["POST"])]


class _FormPage:
    """A form as a page: shown, and answered when it is sent."""

    def __init__(self, template: str, find: Find, door: Door, broken: FindBroken) -> None:
        self.template, self.find, self.door, self.broken = template, find, door, broken

    async def shown(self, request: Request) -> Response:
        return await self._answered(request, self._fresh, [])

    async def sent(self, request: Request) -> Response:
        pairs = _pairs(await request.body())
        return await self._answered(request, lambda one: self._taken(one, pairs), pairs)

    async def _answered(self, request: Request, work: Callable[[Request], Response], pairs: Pairs) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.exceptions import HTTPException

        page = request.path_params["page"]
        if page not in PAGE_LANGUAGES:
            raise HTTPException(404)

        def answer() -> Response:
            try:
                try:
                    return work(request)
                except ConfigError as error:
                    if found := self.broken(request.path_params):
                        return self._broken(request, found, error, dict(pairs))
                    raise
            except (VeusError, OSError) as error:
                return trouble(request, page, error)

        return await run_in_threadpool(answer)

    def _broken(self, request: Request, file: BrokenForm, error: ConfigError, given: Mapping[str, str]) -> Response:
        """The page of a file that cannot be read: its earlier versions, one of which may be taken back."""
        from starlette.responses import RedirectResponse

        if version := given.get("restore"):
            file.restore(version, given.get("broken", ""), given.get("by", ""))
            return RedirectResponse(f"{request.url.path}?done=mended", status_code=303)
        page = request.path_params["page"]
        view = {
            "token": self.door.form_token(request.cookies.get(self.door.cookie, "")),
            "history": [version_shown(one, page) for one in file.history()],
            "languages": languages_shown(page),
            "trouble": trouble_shown(error, page),
            "broken": {"sha256": file.sha256, "text": file.text(), "slug": request.path_params.get("slug", "")},
            "unsent": bool(given),
        }
        return shown("broken_form.html", page, 422, path=request.url.path, form=view)

    def _fresh(self, request: Request) -> Response:
        file, beside = self.find(request.path_params)
        values = file.values()
        saved = request.query_params.get("done", "")
        return self._page(request, file, beside, values, values, done=saved)

    def _taken(self, request: Request, pairs: Pairs) -> Response:
        """What a button of the page asks for: to save, or only for another row."""
        from starlette.responses import RedirectResponse

        file, beside = self.find(request.path_params)
        given = dict(pairs)
        if version := given.get("restore"):
            file.restore(version, given.get("by", ""))
            return RedirectResponse(f"{request.url.path}?done=restored", status_code=303)
        seen = _seen(given.get("seen", ""), file)
        if given.get("do"):
            form = _with_row(file, posted(file.form, pairs, empty_rows=True), given["do"])
            return self._page(request, file, beside, form.values, seen, ids=form.ids, unsaved=True)
        form = posted(file.form, pairs)
        seen, undecided = _decided(file, form, seen, pairs)
        try:
            answer = (
                FormAnswer(file.values(), clashes=undecided)
                if undecided
                else file.save(SentForm(form, seen, given.get("by", "")))
            )
        except (VeusError, OSError) as error:
            _log.warning("%s %s", request.method, request.url.path, exc_info=error)
            return self._page(request, file, beside, form.values, seen, ids=form.ids, unsaved=True, problem=error)
        if answer.saved:
            page = request.path_params["page"]
            to = f"/{page}/{answer.leads_to}" if answer.leads_to else f"{request.url.path}?done=saved"
            return RedirectResponse(to, status_code=303)
        return self._page(request, file, beside, form.values, seen, ids=form.ids, unsaved=True, answer=answer)

    def _page(
        self,
        request: Request,
        file: FormSource,
        beside: Data,
        values: FormValues,
        seen: FormValues,
        *,
        ids: Mapping[str, list[int]] | None = None,
        done: str = "",
        unsaved: bool = False,
        problem: VeusError | OSError | None = None,
        answer: FormAnswer | None = None,
    ) -> Response:
        page = request.path_params["page"]
        session = request.cookies.get(self.door.cookie, "")
        wrong = {} if answer is None else answer.wrong
        rows = dict(ids) if ids else {one.name: list(range(len(values[one.name]))) for one in file.form.rows}
        clashes = [] if answer is None else list(answer.clashes)
        status = 200 if answer is None and problem is None else 409 if clashes else 422
        view = {
            "token": self.door.form_token(session),
            "values": values,
            "ids": rows,
            "empty": {rows.name: file.form.new_row(rows.name) for rows in file.form.rows},
            "seen": json.dumps(seen, ensure_ascii=False),
            "wrong": sentences(wrong, page),
            "doubts": sentences(doubts(PostedForm(values, rows), date.today()), page, "doubt"),
            "clashes": [(name, answer.now[name], values[name]) for name in clashes] if answer else [],
            "now": json.dumps({name: answer.now[name] for name in clashes} if answer else {}, ensure_ascii=False),
            "done": done if done in words(page)["form"]["done"] else "",
            "unsaved": unsaved,
            "trouble": trouble_shown(problem, page) if problem else None,
            "history": [version_shown(one, page) for one in file.history()],
            "mark": MARK,
            "languages": languages_shown(page),
        }
        return shown(self.template, page, status, path=request.url.path, form=view, **beside)


def _pairs(body: bytes) -> Pairs:
    """The fields of a form; none of one with too many, or that is no text."""
    try:
        return parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return []


def _seen(text: str, file: FormSource) -> FormValues:
    """What the page had been shown, as it says itself. Where it does not say it, it has seen nothing: then all that is
    another in the file is asked about."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return (
        {name: value for name, value in found.items() if fits(file.form, name, value)}
        if isinstance(found, dict)
        else {}
    )


def _with_row(file: FormSource, form: PostedForm, asked: str) -> PostedForm:
    """The form with what a button asks for: a row more ("add:people"), one less ("drop:people:3"), a chapter that
    begins at a time ("chapter:0:42.5")."""
    what, _, rest = asked.partition(":")
    values, ids = dict(form.values), {name: list(numbers) for name, numbers in form.ids.items()}
    name, _, number = ("chapters", "", "") if what == "chapter" else rest.partition(":")
    if name not in ids:
        return form
    if what == "drop" and number.isdigit() and int(number) in ids[name]:
        place = ids[name].index(int(number))
        values[name] = [row for k, row in enumerate(values[name]) if k != place]
        del ids[name][place]
    elif what in ("add", "chapter"):
        row = file.form.new_row(name)
        values[name] = [*values[name], row | ({"start": rest} if what == "chapter" else {})]
        ids[name].append(max(ids[name], default=-1) + 1)
    return PostedForm(values, ids)


def _decided(file: FormSource, form: PostedForm, seen: FormValues, pairs: Pairs) -> tuple[FormValues, list[str]]:
    """What a person chose where both had changed the same: "theirs" is what the file says, "mine" has seen that. And
    what they have not chosen yet."""
    given, asked = dict(pairs), [value for name, value in pairs if name == "asked"]
    if not asked:
        return seen, []
    undecided, seen = [], dict(seen)
    told = _seen(given.get("now", ""), file)
    for name in asked:
        choice = given.get(f"choose.{name}")
        if name not in told or choice not in ("mine", "theirs"):
            undecided += [name] if name in form.values else []
            continue
        seen[name] = told[name]
        if choice == "theirs":
            form.values[name] = told[name]
            if name in form.ids:
                form.ids[name] = list(range(len(told[name])))
        elif name in form.ids:  # its rows were numbered as the file was
            form.values[name] = [row | {"was": None} for row in form.values[name]]
    return seen, undecided


def value_giver(find: Callable[[Mapping[str, Any]], FormSource]) -> Callable[[Request], Any]:
    """The handler that gives what a file says now, to a page that is open while somebody else saves it."""

    async def handler(request: Request) -> Response:
        return await answered(request, lambda: {"values": find(request.path_params).values()})

    return handler


def checker(find: Callable[[Mapping[str, Any]], FormSource], door: Door) -> Callable[[Request], Any]:
    """The handler that says what would be wrong with a form. A page that stays open while its browser is let in anew is
    given the token of the new session."""

    async def handler(request: Request) -> Response:
        body = await request.body()
        token = door.form_token(request.cookies.get(door.cookie, ""))

        def work() -> Data:
            pairs = list(understood(forms.TomlCheckForm, body).form)
            file = find(request.path_params)
            page, sent = page_of(request), SentForm(posted(file.form, pairs), _seen(dict(pairs).get("seen", ""), file))
            doubtful = sentences(doubts(sent.posted, date.today()), page, "doubt")
            return {"wrong": sentences(file.wrong(sent), page), "doubts": doubtful, "token": token}

        return await answered(request, work)

    return handler


def _term(desk: DeskForms, form: forms.TermForm) -> Data:
    ca, en, es = (" ".join(word.split()) for word in (form.ca, form.en, form.es))
    return {"added": desk.add_term(ca, en, es, form.by)}
