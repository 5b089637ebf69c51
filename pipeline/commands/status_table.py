"""The table of `veus status`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.build.outcome import TRACK_STATES
from pipeline.commands.console import MADE, make_console
from pipeline.messages import tr, tr_many

if TYPE_CHECKING:
    from pipeline.build.status_line import StatusLine
    from pipeline.cues import TrackStatus

#: Lines of a table that are laid out by rich at most: each takes it a millisecond.
MANY = 400

_STATE_STYLES = {"draft": "default", "edited": "cyan", "approved": "green"}


def show_status(lines: Sequence[StatusLine]) -> None:
    """Prints the table of `veus status`."""
    console = make_console()
    if len(lines) <= MANY:
        console.print(status_table(lines))
        return
    rows = [[f"[bold]{heading}[/]" for heading in _headings()], *map(_status_row, lines)]
    said = {cell: _said(console, cell) for cell in {cell for row in rows for cell in row}}
    widths = [max(cell_len(said[row[column]][0]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = [said[cell] for cell in row]
        padded = (shown + " " * (width - cell_len(plain)) for (plain, shown), width in zip(cells, widths, strict=True))
        print("  ".join(padded).rstrip(), file=console.file)


def _said(console: Console, cell: str) -> tuple[str, str]:
    """A cell without its colours, and with them: most of a long table say the same, and rich takes long for each."""
    with console.capture() as shown:
        console.print(cell, end="", soft_wrap=True)
    return console.render_str(cell).plain, shown.get()


def status_table(lines: Sequence[StatusLine]) -> Table:
    """How far each track is; a story that cannot be read has its problem in its row."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _headings():
        table.add_column(heading)
    for line in lines:
        table.add_row(*_status_row(line))
    return table


def _headings() -> list[str]:
    words = (
        tr("story"),
        tr("language"),
        tr("captions"),
        tr("to look at"),
        tr("burned in"),
        tr("made"),
        tr("published"),
    )
    return list(words)


def _status_row(line: StatusLine) -> list[str]:
    if line.problem:
        return [escape(line.story), line.language, f"[red]{escape(line.problem)}[/]", "", "", "", ""]
    note = f" [yellow]({escape(line.note)})[/]" if line.note else ""
    state = (_state(line.track) if line.track else tr("[dim]none yet[/]")) + note
    made = (tr(MADE[each]) for each in (line.burned, line.made, line.published))
    return [escape(line.story), line.language, state, _waiting(line), *made]


def _state(track: TrackStatus) -> str:
    return f"[{_STATE_STYLES[track]}]{tr(TRACK_STATES[track])}[/]"


def _waiting(line: StatusLine) -> str:
    told = [f"{line.open}"] if line.open else []
    told += [tr_many("{count} stale", "{count} stale", line.stale)] if line.stale else []
    told += [tr("{number} to hear", number=line.to_hear)] if line.to_hear else []
    told += [tr("{number} uncaptioned", number=line.uncaptioned)] if line.uncaptioned else []
    return f"[yellow]{', '.join(told)}[/]" if told else "–"
