"""The pages from which staff build, publish and withdraw, and what they hear of it.

Each works without a script: a plain form starts a run, and the page that answers shows how far it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.build.line_reporter import Texts, error_texts
from pipeline.desk.api import kind_of_error
from pipeline.desk.desk_pages import shown, trouble
from pipeline.desk.desk_runs import folder_of
from pipeline.desk.desk_words import titles_of
from pipeline.desk.live import Live
from pipeline.desk.port import Desk
from pipeline.desk.run_forms import NotFilledIn, RunForm, pairs_of
from pipeline.desk.run_state import RunState
from pipeline.desk.security import CSP, Door
from pipeline.errors import VeusError, of_system
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import tr
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.story import Story
from pipeline.publish.mentions import find_mentions
from pipeline.publish.targets import open_target
from pipeline.review.names import LONGEST_REASON, tidy
from pipeline.review.withdrawal import may_be_withdrawn, standing, targets_of
from pipeline.site.page_words import clock, size

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

Data = dict[str, Any]

#: What forms of these pages send besides the button and the stories.
_NAMES = ("which", "place", "address", "slug", "reason", "by")


def routes(desk: Desk, live: Live, door: Door) -> list[Route]:
    """One line an address."""
    from starlette.routing import Route

    pages = {
        "build": _BuildPage(desk.layout, live, door),
        "publish": _PublishPage(desk.layout, live, door),
        "withdraw": _WithdrawPage(desk.layout, live, door),
    }
    return [
        *(Route(f"/{{page}}/-/{name}", one.shown, methods=["GET"]) for name, one in pages.items()),
        *(Route(f"/{{page}}/-/{name}", one.sent, methods=["POST"]) for name, one in pages.items()),
    ]


class _RunPage(ABC):
    """A page that starts runs. kinds: those that it shows."""

    template = ""
    kinds: Sequence[str] = ()

    def __init__(self, layout: Layout, live: Live, door: Door) -> None:
        self.layout, self.live, self.door = layout, live, door

    async def shown(self, request: Request) -> Response:
        return await self._answered(request, lambda: self._page(request, RunForm()))

    async def sent(self, request: Request) -> Response:
        body = await request.body()
        return await self._answered(request, lambda: self._taken(request, body))

    async def _answered(self, request: Request, work: Callable[[], Response]) -> Response:
        from starlette.concurrency import run_in_threadpool
        from starlette.exceptions import HTTPException

        if request.path_params["page"] not in PAGE_LANGUAGES:
            raise HTTPException(404)

        def answer() -> Response:
            try:
                return work()
            except (VeusError, OSError) as error:
                return trouble(request, request.path_params["page"], error)

        return await run_in_threadpool(answer)

    def _taken(self, request: Request, body: bytes) -> Response:
        """What a button asks for; where that cannot be, the page again, with all that was filled in."""
        from starlette.responses import RedirectResponse

        sent = RunForm(given=dict(pairs_of(body)))
        try:
            sent = RunForm.of(body)
            if sent.do == "stop":
                self.live.runs.stop()
            elif answer := self._do(request, sent):
                return answer
        except NotFilledIn as error:
            return self._page(request, sent, 422, missing=error.why)
        except (VeusError, OSError) as error:
            status, _ = kind_of_error(error)
            told = error_texts(of_system(error) if isinstance(error, OSError) else error)
            return self._page(request, sent, status, problem=told)
        return RedirectResponse(f"{request.url.path}#run", status_code=303)

    @abstractmethod
    def _do(self, request: Request, sent: RunForm) -> Response | None:
        """Does what is asked for. Raises NotFilledIn, VeusError, OSError."""

    @abstractmethod
    def _beside(self, sent: RunForm) -> Data:
        """What the page shows besides runs. Raises VeusError, OSError."""

    def _page(
        self,
        request: Request,
        sent: RunForm,
        status: int = 200,
        missing: str = "",
        problem: Texts | None = None,
        **more: Any,
    ) -> Response:
        page, now = request.path_params["page"], self.live.runs.now()
        mine = self.live.runs.last(*self.kinds)
        view = {
            "token": self.door.form_token(request.cookies.get(self.door.cookie, "")),
            "kinds": list(self.kinds),
            "run": mine.view() if mine else None,
            "elsewhere": now if now and now["going"] and now["kind"] not in self.kinds else None,
            "going": bool(now and now["going"]),
            "given": dict.fromkeys(_NAMES, "") | dict(sent.given),
            "chosen": sent.slugs,
            "missing": missing,
            "problem": problem,
            "lasting": lasting,
            "size": lambda count: size(count, page),
        }
        answer = shown(
            self.template, page, status, path=request.url.path, runs=view, mine=mine, **self._beside(sent) | more
        )
        if self.live.result:
            answer.headers["content-security-policy"] = f"{CSP}; frame-src {self.live.result.origin}"
        return answer

    def _stories(self) -> tuple[Series, Sequence[Story], Mapping[str, VeusError]]:
        series = Series.open(self.layout)
        found = series.stories()
        return series, found.loaded, found.problems

    def _asked_again(self, sent: RunForm) -> RunState:
        """The run that a button stands under. Raises NotFilledIn where another one has been started since."""
        last = self.live.runs.last(*self.kinds)
        if last is None or sent.given.get("of") != str(last.number):
            raise NotFilledIn("other_run")
        return last


class _BuildPage(_RunPage):
    template = "build.html"
    kinds = ("build",)

    def _do(self, request: Request, sent: RunForm) -> Response | None:
        slugs = self._asked_again(sent).asked["slugs"] if sent.do == "again" else list(sent.slugs)
        Series.open(self.layout).stories().named(slugs)
        self.live.runs.start("build", slugs=slugs)
        return None

    def _beside(self, sent: RunForm) -> Data:
        _, loaded, problems = self._stories()
        public = [story for story in loaded if not may_be_withdrawn(story)]
        return {
            "stories": _listed(public),
            "problems": {name: error_texts(error) for name, error in problems.items()},
            "result": self._result(),
        }

    def _result(self) -> Data:
        """Where to look at the built pages, by page language; empty where there are none or they cannot be shown."""
        if self.live.result is None:
            return {}
        pages = [(lang, self.layout.index(lang)) for lang in PAGE_LANGUAGES]
        return {lang: f"{self.live.result.address}/{path.name}" for lang, path in pages if path.is_file()}


class _PublishPage(_RunPage):
    template = "publish.html"
    kinds = ("look", "send")

    def _do(self, request: Request, sent: RunForm) -> Response | None:
        if sent.do == "send":
            seen = self._asked_again(sent)
            self.live.runs.start("send", address=seen.asked["address"], slugs=seen.asked["slugs"], send=True)
            return None
        address = self._address(sent)
        open_target(address, self.layout)
        Series.open(self.layout).stories().named(sent.slugs)
        self.live.runs.start("look", address=address, slugs=list(sent.slugs), send=False)
        return None

    def _address(self, sent: RunForm) -> str:
        """Where to publish. Raises NotFilledIn; VeusError where the server is open to others and nobody at this
        computer has published there yet: a password must not be enough to write anywhere on it."""
        known = self._places()
        typed = sent.given.get("place", "") not in known
        address = sent.given.get("address", "").strip() if typed else sent.given["place"]
        if not address:
            raise NotFilledIn("place")
        if self.door.public and address not in known:
            raise VeusError(
                tr("from other computers, only places can be chosen that were published to before."),
                where=address if "@" not in address else None,
                remedy=tr("Publish there once from the computer itself: veus publish."),
            )
        return folder_of(self.layout, address)

    def _places(self) -> list[str]:
        """Where stories were published to."""
        found: dict[str, None] = {}
        for story in self._stories()[1]:
            try:
                found |= dict.fromkeys(targets_of(story.paths))
            except (VeusError, OSError):  # a record that cannot be read is told of by the run itself
                continue
        return list(found)

    def _beside(self, sent: RunForm) -> Data:
        _, loaded, _ = self._stories()
        public = [story for story in loaded if not may_be_withdrawn(story)]
        return {
            "stories": _listed(public),
            "places": self._places(),
            "typed": self.door.public is None,
        }


class _WithdrawPage(_RunPage):
    template = "withdraw.html"
    kinds = ("withdraw",)

    def _do(self, request: Request, sent: RunForm) -> Response | None:
        slug, by, reason = sent.text("slug"), sent.text("by"), sent.text("reason")
        for name, value in (("story", slug), ("name", by), ("reason", reason)):
            if not value:
                raise NotFilledIn(name)
        tidy(by), tidy(reason, LONGEST_REASON)
        series = Series.open(self.layout)
        story = series.story(slug)
        if sent.do == "withdraw":
            self.live.runs.start("withdraw", slug=slug, by=by, reason=reason)
            return None
        asked = {
            "story": next(one for one in _listed(self._stories()[1]) if one["slug"] == story.slug),
            "places": list(targets_of(story.paths)),
            "mentions": [mention.as_dict() for mention in find_mentions(series, story)],
        }
        return self._page(request, sent, asked=asked)

    def _beside(self, sent: RunForm) -> Data:
        loaded = self._stories()[1]
        days = [{"withdrawn": _day(story)} for story in loaded]
        return {"stories": [one | day for one, day in zip(_listed(loaded), days, strict=True)], "asked": None}


def lasting(seconds: float) -> str:
    """How long something takes: "1:05 min", or "1:02:03 h" from an hour on (static/measure.js says the same)."""
    return f"{clock(1000 * int(seconds))} {'min' if seconds < 3600 else 'h'}"


def _listed(stories: Iterable[Story]) -> list[Data]:
    return [{"slug": slug, "title": title} for slug, title in titles_of(stories).items()]


def _day(story: Story) -> str:
    """When a story was withdrawn; "" where it was not, or where nobody can tell."""
    try:
        found = standing(story)
    except (VeusError, OSError):
        return ""
    return str(found.day) if found else ""
