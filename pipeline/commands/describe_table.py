"""The table of `veus describe`."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.actions.describe import DescribeReport
from pipeline.description.passages import EXTENDED
from pipeline.messages import tr
from pipeline.subtitles.timecode import srt_time


def show_places(report: DescribeReport, console: Console) -> None:
    """Prints the pauses, and how to go on."""
    if report.places:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(tr("from"))
        table.add_column(tr("to"))
        table.add_column(tr("seconds"), justify="right")
        table.add_column(tr("words"), justify="right")
        table.add_column(tr("new pictures at"))
        table.add_column(tr("told"), justify="right")
        for one in report.places:
            place, cuts = one.place, ", ".join(srt_time(cut) for cut in one.place.cuts)
            seconds = tr("{seconds:.1f}", seconds=(place.end - place.start) / 1000)
            told = str(one.told) if one.told else tr("[yellow]nothing[/]")
            table.add_row(srt_time(place.start), srt_time(place.end), seconds, str(place.words), cuts, told)
        console.print(table)
    else:
        mark = f"[bold]{escape(EXTENDED.get(report.lang, EXTENDED['en']))}[/]"
        told = tr("No pause of two seconds: what is seen can be told while the film waits ({mark}).", mark=mark)
        console.print(told)
    name = escape(report.file.name)
    if report.written:
        console.print(
            tr("{name} has a place for each pause, marked ✎: write what is seen there.", name=name), soft_wrap=True
        )
    elif report.there:
        console.print(f"{name}: {_told(report)}.", soft_wrap=True)
    elif not report.places:
        console.print(
            tr("There is no {name} yet, and no place to begin it with: make it in a subtitle editor.", name=name),
            soft_wrap=True,
        )
    else:
        command = f"veus describe {report.story} --lang {report.lang} --write"
        console.print(
            tr("There is no {name} yet; begin it with: {command}", name=name, command=command), soft_wrap=True
        )


def _told(report: DescribeReport) -> str:
    told = [tr("{number} told", number=report.passages)]
    told += [tr("{number} of them in none of these pauses", number=report.outside)] if report.outside else []
    told += [tr("{number} still to be written", number=report.unwritten)] if report.unwritten else []
    return ", ".join(told)
