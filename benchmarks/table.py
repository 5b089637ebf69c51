"""A Report as Markdown: the same text for the terminal, the results folder and whoever quotes it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from benchmarks.results import Measure, Report, Run, Section, Spread

#: Shown where there is nothing to show.
NONE = "–"

Column = tuple[str, Callable[[Section, Measure], str]]


def to_markdown(report: Report) -> str:
    """The whole report, ending with one newline."""
    parts = [
        f"# Benchmarks, {report.date}",
        bullets(report.machine),
        bullets(report.settings),
        *(section_markdown(section) for section in report.sections),
    ]
    if report.notes:
        parts.append("## To know\n\n" + "\n".join(f"- {note}" for note in report.notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def bullets(facts: dict[str, str]) -> str:
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def section_markdown(section: Section) -> str:
    """The table of one section, the word error rates of its recordings where there are several, its notes."""
    columns = columns_of(section)
    rows = [[cell(section, measure) for _, cell in columns] for measure in section.measures]
    parts = [f"## {section.title}", table([title for title, _ in columns], rows)]
    clips = list(dict.fromkeys(clip for measure in section.measures for clip in measure.clip_wer))
    if len(clips) > 1:
        parts.append(clip_table(section, clips))
    parts += [f"{measure.label}: {measure.note}" for measure in section.measures if measure.note]
    return "\n\n".join(parts)


def columns_of(section: Section) -> list[Column]:
    """The columns this section has values for."""
    columns: list[Column] = [
        ("system", lambda _, m: m.label),
        ("seconds", lambda _, m: spread(m.wall()) if m.runs else NONE),
        (f"× {section.baseline_label}", lambda s, m: times(s.ratio(m))),
    ]
    if section.media_s:
        columns.append(("share of real time", _share))
    if any(measure.start for measure in section.measures):
        columns.append(("of it start-up, s", lambda _, m: _wall(m.start)))
    columns.append(("processor s", lambda _, m: number(m.cpu().median) if m.runs else NONE))
    columns.append((f"× {section.baseline_label}, processor", lambda s, m: times(s.ratio(m, Measure.cpu))))
    if any(measure.wer for measure in section.measures):
        columns.append(("WER", lambda _, m: percent(statistics.median(m.wer)) if m.wer else NONE))
    return columns


def _share(section: Section, measure: Measure) -> str:
    return f"{measure.wall().median / section.media_s:.3f}" if measure.runs else NONE


def _wall(runs: Sequence[Run]) -> str:
    return number(statistics.median(run.wall_s for run in runs)) if runs else NONE


def clip_table(section: Section, clips: Sequence[str]) -> str:
    """Word error rate of each recording (rows) by each system (columns), of the first run."""
    systems = [measure for measure in section.measures if measure.clip_wer]
    rows = [[clip, *(_clip_cell(measure, clip) for measure in systems)] for clip in clips]
    return "Word error rate of each recording:\n\n" + table(["recording", *(m.label for m in systems)], rows)


def _clip_cell(measure: Measure, clip: str) -> str:
    return percent(measure.clip_wer[clip]) if clip in measure.clip_wer else NONE


def table(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table, padded so that it also reads well as plain text; all columns but the first to the right."""
    safe = [[cell.replace("|", "\\|") for cell in row] for row in (titles, *rows)]
    widths = [max(3, *(len(row[at]) for row in safe)) for at in range(len(titles))]
    lines = ["| " + " | ".join(_padded(row, widths)) + " |" for row in safe]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([lines[0], "| " + " | ".join(rule) + " |", *lines[1:]])


def _padded(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]


def number(value: float) -> str:
    """Three figures that mean something: 0.31, 4.27, 31.4, 545."""
    digits = 2 if value < 10 else 1 if value < 100 else 0
    return f"{value:.{digits}f}"


def spread(values: Spread) -> str:
    """The median, and least–most where they differ as shown."""
    middle, least, most = number(values.median), number(values.least), number(values.most)
    return middle if least == most else f"{middle} ({least}–{most})"


def times(ratio: float | None) -> str:
    return NONE if ratio is None else number(ratio)


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"
