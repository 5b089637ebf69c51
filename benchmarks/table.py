"""A Report as Markdown: the same text for the terminal, the results folder and whoever quotes it."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Collection, Sequence

from benchmarks.results import NOTHING, Built, Heard, Measure, Peak, Report, Run, Section, Share, Spread

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
        heard_markdown(report.heard),
        built_markdown(report.built),
        peaks_markdown(report.peaks),
    ]
    if report.notes:
        parts.append("## To know\n\n" + "\n".join(f"- {note}" for note in report.notes))
    return "\n\n".join(part for part in parts if part) + "\n"


def bullets(facts: dict[str, str]) -> str:
    return "\n".join(f"- {name}: {value}" for name, value in facts.items())


def section_markdown(section: Section) -> str:
    """The table of one section, and its notes."""
    columns = columns_of(section)
    rows = [[cell(section, measure) for _, cell in columns] for measure in section.measures]
    parts = [f"## {section.title}", table([title for title, _ in columns], rows)]
    parts += [f"{measure.label}: {measure.note}" for measure in section.measures if measure.note]
    return "\n\n".join(parts)


def heard_markdown(heard: Sequence[Heard]) -> str:
    """Words wrong by recording (rows) and way of listening (columns); empty without any."""
    words = {name: share.of for one in heard for name, share in one.wrong.items()}
    if not words:
        return ""
    rows = [[name, str(of), *(_wrong(one.wrong.get(name)) for one in heard)] for name, of in words.items()]
    rows.append(["all", str(sum(words.values())), *(_wrong(_total(one, words)) for one in heard)])
    titles = ["recording", "words", *(one.label for one in heard)]
    if found := next((one.unheard for one in heard if one.unheard), {}):
        titles.append("speech unheard as built, ms")
        told = [found.get(name) for name in words]
        cells = [*(NONE if ms is None else str(ms) for ms in told), str(sum(ms or 0 for ms in told))]
        rows = [[*row, cell] for row, cell in zip(rows, cells, strict=True)]
    return "\n\n".join(["## Words wrong by recording", table(titles, rows), _HEARD])


_HEARD = (
    "Words wrong, missing or too many, and their share of the words said. *As built* is the footage with what a build"
    " tells the recogniser: the glossary, and who appears; *footage* is the same footage with nothing told. All others"
    " hear the sound alone, as WAV, with nothing told. A recording given is wrapped as footage: a small picture, its"
    " sound as AAC. *Speech unheard* is where somebody speaks and no words were believed."
)


def _total(one: Heard, words: Collection[str]) -> Share | None:
    """Over all recordings; None where one of them was not heard: such a sum compares with no other."""
    return sum(one.wrong.values(), NOTHING) if len(one.wrong) == len(words) else None


def _wrong(share: Share | None) -> str:
    return NONE if share is None or share.value is None else f"{share.count} ({percent(share.value)})"


def built_markdown(built: Sequence[Built]) -> str:
    """Seconds of each step (rows) of each build (columns), and the step's share of it; empty without any."""
    if not built:
        return ""
    steps = list(dict.fromkeys(step for one in built for step in one.steps))
    titles = ["step", *(title for one in built for title in (f"{one.title}, s", "share"))]
    rows = [[step, *(cell for one in built for cell in _step(one, one.steps.get(step)))] for step in steps]
    rows.append(["between the steps", *(cell for one in built for cell in _step(one, one.between_s))])
    rows.append(["all, from start to end", *(cell for one in built for cell in _step(one, one.run.wall_s))])
    if any(len(one.walls) > 1 for one in built):
        rows.append(["least–most", *(cell for one in built for cell in (_between(one.walls), ""))])
    rows.append(["processor s", *(cell for one in built for cell in (number(one.run.cpu_s), ""))])
    rows.append(
        ["share of real time", *(cell for one in built for cell in (f"{one.run.wall_s / one.media_s:.3f}", ""))]
    )
    return "\n\n".join(["## From footage to pages, by step", table(titles, rows)])


def _between(values: Sequence[float]) -> str:
    return f"{number(min(values))}–{number(max(values))}" if values else NONE


def _step(one: Built, seconds: float | None) -> tuple[str, str]:
    return (NONE, NONE) if seconds is None else (number(seconds), percent(seconds / one.run.wall_s))


def peaks_markdown(peaks: Sequence[Peak]) -> str:
    """Memory of listening by length of the speech; empty without any."""
    if not peaks:
        return ""
    rows = [[f"{one.media_s / 60:g}", _peak(one), number(one.run.wall_s), number(one.run.cpu_s)] for one in peaks]
    titles = ["minutes of speech", "peak memory, MB", "seconds", "processor s"]
    return "\n\n".join(["## Memory of listening", table(titles, rows)])


def _peak(one: Peak) -> str:
    several = len(one.each) > 1
    return f"{one.mb:.0f}" + (f" ({min(one.each):.0f}–{max(one.each):.0f})" if several else "")


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
