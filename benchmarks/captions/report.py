"""Results as Markdown with a chart, for the documentation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.captions.chart import Bar, Panel, to_svg
from benchmarks.captions.results import Column, Results
from benchmarks.captions.rows import MENDABLE, QUALITY, rows_for
from benchmarks.captions.score import Score
from benchmarks.table import NONE, bullets, percent, table

INTRODUCTION = (
    "Made by `python -m benchmarks.captions`; every figure can be had again with it. All systems hear the same"
    " sound with the same speech weights, on the same machine, each in a process of its own. Nothing was corrected"
    " by a person, except in the column *by hand*: captions that a person made and timed, scored like everybody else's."
)

NOT_OURS = (
    "Recordings given with `--speech` are public test recordings; they are not part of this repository. The others are"
    " the sound of its own stories."
)

TOLD = (
    "A build spells what it has heard like the glossary of the series and the names of who appears. Here the others are"
    " told the same about our own stories, each by its own option for expected words."
)

#: What the chart shows: title, figure, how it is written.
PANELS: tuple[tuple[str, Callable[[Score], float | None], Callable[[float], str]], ...] = (
    ("Cues with a line that ends on a function word (less is better)", lambda s: s.function_cues.value, percent),
    ("Cues read too fast (less is better)", lambda s: s.rule("CPS error"), percent),
    ("Cues that leave less than two frames to the next, or flash (less is better)", lambda s: gaps(s), percent),
    ("Cues too short to read (less is better)", lambda s: s.rule("DUR-MIN error"), percent),
    ("Distance of cues from their first word, median (less is better)", lambda s: s.sync_median, "{:.0f} ms".format),
    ("Word error rate (less is better)", lambda s: s.words.value, percent),
)


def gaps(score: Score) -> float | None:
    """Share of cues with a gap too small or one that flashes: no cue has both."""
    small, flash = score.rule("GAP-MIN"), score.rule("GAP-FLASH")
    return None if small is None or flash is None else small + flash


def to_svg_chart(results: Results) -> str:
    """The main figures of all systems over all recordings."""
    scores = [(column.label, column.all()) for column in results.columns]
    panels = [
        Panel(title, [_bar(label, value(score), write, label == scores[0][0]) for label, score in scores])
        for title, value, write in PANELS
    ]
    return to_svg(f"Captions of {_count(len(results.samples), 'recording')}, no correction by people", panels)


def _bar(label: str, value: float | None, write: Callable[[float], str], ours: bool) -> Bar:
    return Bar(label, value, NONE if value is None else write(value), ours)


def to_markdown(results: Results, chart: str) -> str:
    """The whole report, ending with one newline. chart: file name of the SVG beside it."""
    parts = [f"# Captions beside those of peers, {results.date}", INTRODUCTION]
    if results.columns:
        parts += [_chart_image(results, chart), "## All recordings together", *_together(results)]
        parts += _told(results)
        parts += ["## Recording by recording", NOT_OURS, *_one_by_one(results)]
    parts += ["## How it is counted", counted()]
    parts += ["## Machine and settings", bullets(results.machine | results.settings)]
    if results.notes:
        parts.append("## To know\n\n" + "\n".join(f"- {note}" for note in results.notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def _chart_image(results: Results, chart: str) -> str:
    first = results.columns[0]
    share = first.all().function_cues.value
    shown = NONE if share is None else percent(share)
    return (
        "![Bars for each system: function words at line ends, reading speed, gaps, durations, word errors."
        f" {first.label}: {shown} of cues have a line ending on a function word."
        f" The table below has all figures.]({chart})"
    )


def _together(results: Results) -> list[str]:
    return [scores_table([(column.label, column.all()) for column in results.columns])]


def _told(results: Results) -> list[str]:
    """Word error rates where everybody was told what to expect, by story."""
    if not results.told:
        return []
    names = list(results.told[0].scores)
    rows = [
        [name, *(percent(column.scores[name][0].words.value or 0.0) for column in results.told)]
        for name in names
        if all(name in column.scores for column in results.told)
    ]
    return ["## Word error rate, with the glossary told", TOLD, table(["", *(c.label for c in results.told)], rows)]


def _one_by_one(results: Results) -> list[str]:
    parts = []
    for sample in results.samples:
        columns: list[Column] = [*results.columns, results.hand]
        scores = [(column.label, score) for column in columns if (score := column.of(sample))]
        if scores:
            parts += [f"### {sample.name} ({sample.lang}, {sample.clip.seconds:.0f} s)", scores_table(scores)]
    return parts


def scores_table(scores: Sequence[tuple[str, Score]]) -> str:
    """A line for each figure, a column for each system."""
    rows = rows_for([score for _, score in scores])
    cells = [[row.title, *(row.cell(score) for _, score in scores)] for row in rows]
    return table(["", *(label for label, _ in scores)], cells)


def counted() -> str:
    """What each figure means."""
    said = [f"- *{row.title}*: {row.meaning}." for row in (*QUALITY, MENDABLE) if row.meaning]
    rules = (
        "- *Rules* (CPL, CPS, …): share of cues that the product's own checker faults, with the numbers of the caption"
        " profile; captions of every system are read exactly as written, nothing mended. Rules that need the words as"
        " somebody's recogniser heard them, or a dictionary, are left out. Rules that nobody breaks have no line."
    )
    added = "- Over all recordings, counts are added up; shares are not averaged."
    return "\n".join([rules, *said, added])


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
