"""The table of `veus describe`."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.actions.describe import DescribeReport
from pipeline.subtitles.timecode import srt_time


def show_places(report: DescribeReport, console: Console) -> None:
    """Prints the pauses, and how to go on."""
    if report.places:
        table = Table(box=None, pad_edge=False, header_style="bold")
        for heading in ("from", "to", "seconds", "words", "new pictures at", "told"):
            table.add_column(heading, justify="right" if heading in ("seconds", "words", "told") else "left")
        for one in report.places:
            place, cuts = one.place, ", ".join(srt_time(cut) for cut in one.place.cuts)
            seconds = f"{(place.end - place.start) / 1000:.1f}"
            told = str(one.told) if one.told else "[yellow]nothing[/]"
            table.add_row(srt_time(place.start), srt_time(place.end), seconds, str(place.words), cuts, told)
        console.print(table)
    else:
        console.print("No pause of two seconds: what is seen can be told while the film waits ([bold]extended[/]).")
    name = escape(report.file.name)
    if report.written:
        console.print(f"{name} has a place for each pause, marked ✎: write what is seen there.", soft_wrap=True)
    elif report.there:
        console.print(f"{name}: {_told(report)}.", soft_wrap=True)
    else:
        command = f"veus describe {report.story} --lang {report.lang} --write"
        console.print(f"There is no {name} yet; begin it with: {command}", soft_wrap=True)


def _told(report: DescribeReport) -> str:
    told = [f"{report.passages} told"]
    told += [f"{report.outside} of them in none of these pauses"] if report.outside else []
    told += [f"{report.unwritten} still to be written"] if report.unwritten else []
    return ", ".join(told)
