"""What people changed, for a spreadsheet, as a page by itself, and for the terminal.

The texts of captions are not trusted: each format escapes them in its own way.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cues import Cue, Lang
from pipeline.i18n import LOCALES, texts
from pipeline.languages import LANGUAGES
from pipeline.messages import spoken, tr
from pipeline.project.track_names import language_in
from pipeline.review.track_diff import CUE_END, KINDS, LINE_END, Difference, DiffPiece, DiffRow
from pipeline.subtitles.timecode import srt_time
from pipeline.templating import environment
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

ROOM = Path(__file__).parent

#: What makes a spreadsheet take a cell for a formula (OWASP, CSV injection), in both widths of writing.
_FORMULA = re.compile(r"^\s*[=+\-@＝＋－＠\t\r]")


@dataclass(frozen=True, slots=True)
class DiffReport:
    """One track's differences, and whose they are. titles: of the story, by page language."""

    story: str
    titles: Mapping[str, str]
    lang: Lang
    difference: Difference

    def as_dict(self) -> dict[str, Any]:
        return {"story": self.story, "lang": self.lang} | self.difference.as_dict()


def to_csv(report: DiffReport) -> str:
    """RFC 4180 with a byte order mark, so that spreadsheets read it as UTF-8; no cell of it is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    columns = ("story", "language", "kind", "start_before", "end_before", "start_after", "end_after", "before", "after")
    writer.writerow([*columns, "characters_changed"])
    for row in report.difference.rows:
        cells = [report.story, report.lang, " ".join(row.kinds), *_span(row.before), *_span(row.after)]
        cells += [_text(row.before), _text(row.after)]
        writer.writerow([*map(_safe_cell, cells), row.characters_changed])
    return f"\ufeff{out.getvalue()}"


def _span(cues: Sequence[Cue]) -> tuple[str, str]:
    return (srt_time(cues[0].start), srt_time(cues[-1].end)) if cues else ("", "")


def _text(cues: Sequence[Cue]) -> str:
    return "\n\n".join("\n".join(one_line(line) for line in cue.lines) for cue in cues)


def _safe_cell(text: str) -> str:
    return f"'{text}" if _FORMULA.match(text) else text


def to_html(report: DiffReport, ui: Lang) -> str:
    """A page that needs no other file, in the page language `ui`."""
    words = texts(ROOM / "texts", ui)
    template = environment(ROOM / "templates").get_template("diff.html")
    return template.render(
        ui=ui,
        t=words,
        title=report.titles[ui],
        lang=language_in(report.lang),
        difference=report.difference,
        language=_language(report.lang, ui),
        figures=_figures(report.difference, ui),
        rows=[(row, *row.pieces()) for row in report.difference.rows],
        kinds=[(kind, report.difference.count(kind)) for kind in KINDS if report.difference.count(kind)],
        span=lambda cues: " – ".join(_span(cues)) if cues else "",
        line_end=LINE_END,
        cue_end=CUE_END,
    )


def _language(track: str, ui: Lang) -> str:
    """The language of a track as the page calls it. track: its name."""
    language = LANGUAGES[language_in(track)]
    return language.catalan if ui == "ca" else language.english


def _figures(difference: Difference, ui: Lang) -> dict[str, str]:
    rates = {"edit": difference.edit_rate, "characters": difference.character_rate, "wer": difference.wer}
    return {key: percent(rate, ui) for key, rate in rates.items()}


def percent(rate: float | None, ui: Lang = "en") -> str:
    """12.5 %, in Catalan 12,5 %; a dash where there is nothing to count."""
    if rate is None:
        return "–"
    from babel.numbers import format_percent

    return format_percent(rate, format="0.0 %", locale=LOCALES[ui])


def show(report: DiffReport, console: Console) -> None:
    """A table, and the figures below it."""
    from rich.table import Table

    difference, called = report.difference, texts(ROOM / "texts", spoken())["kind"]
    if difference.rows:
        table = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold")
        for heading in (tr("time"), tr("kind"), tr("before"), tr("after")):
            table.add_column(heading, overflow="fold")
        for row in difference.rows:
            before, after = row.pieces()
            kinds = ", ".join(called[kind] for kind in row.kinds)
            table.add_row(_times(row), kinds, _marked(before, "strike red"), _marked(after, "underline green"))
        console.print(table)
        ends = tr("{line_end} ends a line, {cue_end} a caption", line_end=LINE_END, cue_end=CUE_END)
        console.print(f"[dim]{ends}[/]")
    else:
        console.print(tr("Nothing was changed."))
    console.print(_in_figures(difference))


def _in_figures(difference: Difference) -> str:
    ui = spoken()
    return tr(
        "{touched} of {cues} captions touched ({edit_rate}); {changed} of {characters} characters changed "
        "({character_rate}); word error rate {wer} ({errors} of {words} words)",
        touched=difference.touched,
        cues=difference.cues,
        edit_rate=percent(difference.edit_rate, ui),
        changed=difference.characters_changed,
        characters=difference.characters,
        character_rate=percent(difference.character_rate, ui),
        wer=percent(difference.wer, ui),
        errors=difference.word_errors,
        words=difference.words,
    )


def _times(row: DiffRow) -> str:
    before, after = _span(row.before), _span(row.after)
    if not after[0] or not before[0] or before == after:
        return "–".join(before if before[0] else after)
    return f"{'–'.join(before)} → {'–'.join(after)}"


def _marked(pieces: Sequence[DiffPiece], style: str) -> Text:
    from rich.text import Text

    return Text(" ").join(Text(one_line(piece.text), style if piece.changed else "") for piece in pieces)
