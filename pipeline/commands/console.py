"""The terminal: progress while work runs, a summary when it ends. Everything it shows goes to standard error, so
that standard output holds only results."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from pipeline.build.outcome import Advance, BuildReport, StoryReporter, unseen
from pipeline.commands.stories_at_once import StoriesAtOnce, pace_of
from pipeline.errors import VeusError
from pipeline.messages import tr, tr_later, tr_many
from pipeline.terminal import plain_stream, visible

if TYPE_CHECKING:
    from pipeline.actions.contact_sheet import StyleReport
    from pipeline.setup.doctor import Diagnosis
    from pipeline.setup.models import ModelRow

_OUTCOMES = {
    "built": tr_later("[green]built[/]"),
    "unchanged": tr_later("[dim]unchanged[/]"),
    "failed": tr_later("[bold red]failed[/]"),
}
MADE = {
    "yes": tr_later("[green]yes[/]"),
    "stale": tr_later("[yellow]stale[/]"),
    "no": tr_later("no"),
    "–": "–",
}
_VERDICTS = {
    "good": tr_later("[green]good[/]"),
    "warning": tr_later("[yellow]warning[/]"),
    "fails": tr_later("[bold red]fails[/]"),
}
_MARKS = {"ok": "[green]✓[/]", "better": "[yellow]○[/]", "missing": "[bold red]✗[/]"}


#: Steps in the words of the summary; those not named here go without saying.
_STEPS = {
    "transcript": tr_later("transcript"),
    "track": tr_later("captions"),
    "video": tr_later("video"),
    "burned": tr_later("burned in"),
    "poster": tr_later("poster"),
    "pages": tr_later("pages"),
}


class Terminal:
    """A Reporter on a terminal, or line by line where there is none (a log file, CI)."""

    def __init__(self, console: Console | None = None) -> None:
        self._console = console or make_console(stderr=True)
        self._began = time.monotonic()
        self._at_once = StoriesAtOnce(self._console, self._say)

    def story(self, slug: str, title: str, number: int = 1, of: int = 1) -> None:
        self._begins(slug, title, number, of, number - 1)

    @contextlib.contextmanager
    def beside(self, slug: str, title: str, number: int, of: int, ended: int) -> Iterator[StoryReporter]:
        self._begins(slug, title, number, of, ended)
        with self._at_once.story(slug) as mine:
            yield mine

    def _begins(self, slug: str, title: str, number: int, of: int, ended: int) -> None:
        place = f" [dim]({place_of(number, of, time.monotonic() - self._began, ended)})[/]" if of > 1 else ""
        self._console.print(f"[bold]{escape(slug)}[/] – {escape(title)}{place}", soft_wrap=True)

    @contextlib.contextmanager
    def step(self, what: str, total: int | None, media: bool = False, began: float | None = None) -> Iterator[Advance]:
        started = time.monotonic() if began is None else began
        if not self._console.is_terminal:
            self._console.print(f"  {escape(what)} …")
            yield unseen
            seconds = time.monotonic() - started
            self._console.print(f"  {tr('{step}: done in {seconds:.1f} s', step=escape(what), seconds=seconds)}")
            return
        columns = (
            TextColumn(""),
            SpinnerColumn(finished_text="[green]✓[/]"),
            TextColumn("{task.description:<26}"),
            BarColumn(bar_width=28),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[detail]}"),
        )
        with Progress(*columns, console=self._console) as progress:
            task = progress.add_task(escape(what), total=total or 1, detail="")
            progress.tasks[0].start_time = started

            def advance(done: int, detail: str = "") -> None:
                told = pace_of(done, total, time.monotonic() - started) if media and total else []
                progress.update(
                    task, completed=min(done, total or 1), detail=", ".join([*filter(None, [detail]), *told])
                )

            try:
                yield advance
            except BaseException:
                progress.update(task, visible=False)  # what went wrong is told instead
                raise
            progress.update(task, completed=total or 1)

    def note(self, text: str) -> None:
        self._say("[yellow]![/]", text)

    def problem(self, error: VeusError) -> None:
        self._say(_MARKS["missing"], str(error))

    def _say(self, mark: str, text: str) -> None:
        """A sentence behind a mark: its further lines stand below its first one; in a log file it is one line."""
        if not self._console.is_terminal:
            self._console.print(f"  {mark} {escape(text)}", soft_wrap=True)
            return
        grid = Table.grid(padding=(0, 1))
        grid.add_column(width=2, justify="right")
        grid.add_column(overflow="fold")
        grid.add_row(mark, escape(text))
        self._console.print(grid)

    def summary(self, report: BuildReport) -> None:
        """The table at the end of a build, and what is wrong once more: nobody should have to scroll for it."""
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in (tr("story"), tr("result"), tr("captions"), tr("done now")):
            table.add_column(heading)
        for story in report.told:
            cues = ", ".join(f"{lang} {count}" for lang, count in story.cues.items()) or "–"
            table.add_row(escape(story.slug), tr(_OUTCOMES[story.outcome]), cues, done_now(story.made))
        if report.told:
            self._console.print()
            self._console.print(table)
        if others := len(report.stories) - len(report.told):
            self._console.print(f"\n{tr_many('{count} story unchanged', '{count} stories unchanged', others)}")
        if problems := report.all_problems():
            many = tr_many("{count} problem:", "{count} problems:", len(problems))
            self._console.print(f"\n[bold red]{many}[/]")
            for problem in problems:
                self.problem(problem)
        if report.index:
            self._console.print(f"\n{tr('To see the pages: veus preview')}")


def place_of(number: int, of: int, seconds: float, done: int) -> str:
    """ "2 of 4, about 3 min to go" – if the others take as long as the `done` ones took on average."""
    left = seconds / done * (of - done) if done else 0
    if left < 30:
        return tr("{number} of {of}", number=number, of=of)
    return tr("{number} of {of}, about {minutes} min to go", number=number, of=of, minutes=math.ceil(left / 60))


def done_now(made: Sequence[str]) -> str:
    """What a run did for a story, in few words: "captions en, burned in ca en, pages"."""
    if "probe" in made and "pages" in made:
        return tr("everything")
    languages: dict[str, list[str]] = {}
    for step in made:
        kind, _, lang = step.partition(".")
        if kind in _STEPS:
            languages.setdefault(tr(_STEPS[kind]), []).extend([lang] if lang else [])
    return ", ".join(" ".join([step, *langs]) for step, langs in languages.items()) or "–"


class _Shown(Console):
    """A console whose only escape sequences are its own: see pipeline/terminal.py."""

    def render_str(self, text: str, **style: Any) -> Text:
        return super().render_str(visible(text), **style)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(visible(segment.text), segment.style)


def make_console(stderr: bool = False) -> Console:
    """A console that never breaks lines for a screen when it is not one. ":x:" in a title stays what it is."""
    stream = plain_stream(stderr)
    console = _Shown(file=stream, stderr=stderr, highlight=False, emoji=False)
    if not console.is_terminal:
        console.width = 200
    return console


def show_findings(findings: Sequence[Diagnosis]) -> None:
    """Prints what `veus doctor` found, with what to do."""
    console = make_console()
    for finding in findings:
        console.print(f"{_MARKS[finding.state]} [bold]{finding.area}[/]: {escape(finding.text)}")
        if finding.remedy:
            better, remedy = finding.state == "better", escape(finding.remedy)
            said = tr("better with: {remedy}", remedy=remedy) if better else tr("remedy: {remedy}", remedy=remedy)
            console.print(f"    {said}")


def show_models(rows: Sequence[ModelRow]) -> None:
    """Prints the table of `veus models`."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (tr("model"), tr("for"), tr("here"), tr("to fetch"), tr("note")):
        table.add_column(heading)
    for row in rows:
        size = f"{row.size_mb} MB" if row.size_mb and not row.here else ""
        table.add_row(escape(row.name), row.use, tr(MADE["yes" if row.here else "no"]), size, escape(row.note))
    make_console().print(table)


def show_style(report: StyleReport) -> None:
    """Prints what `veus style` measured, worst first, and where the sheets are."""
    console = make_console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, heading in enumerate((tr("shape"), tr("captions"), tr("contrast"), tr("over the"), tr("result"))):
        table.add_column(heading, justify="right" if place == 2 else "left")
    for row in report.rows:
        contrast = tr("{contrast:.1f}:1", contrast=int(row.contrast * 10) / 10)  # rounded down: 4.49 is not 4.5
        result = f"{tr(_VERDICTS[row.verdict])} {escape(row.why)}".rstrip()
        table.add_row(row.shape, row.sample, contrast, row.over, result)
    console.print(table)
    for mark, texts in (("[yellow]![/]", report.notes), (_MARKS["missing"], report.faults)):
        for text in texts:
            console.print(f"{mark} {escape(text)}", soft_wrap=True)
    for sheet in report.sheets:
        console.print(escape(str(sheet)), soft_wrap=True, highlight=False)
