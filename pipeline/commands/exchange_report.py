"""What import, restore and shift tell people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from pipeline.actions.imported import ImportResult
from pipeline.actions.restore import Kept, Listing
from pipeline.cues import Cue
from pipeline.review.history import MACHINE, Why
from pipeline.subtitles.timecode import srt_time
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.actions.shift import Shifted


#: Places told of a kind; `veus settle` lists all.
SHOWN = 12


def show_import(done: ImportResult, quiet: bool) -> None:
    """What was taken, what was not and why, and what had to be mended in the file."""
    for remark in () if quiet else done.remarks:
        click.echo(f"Note: {one_line(remark)}", err=True)
    if not done.base:
        click.echo(f"{done.story}: nothing changed in {done.lang}.srt.")
    elif done.changed:
        click.echo(f"{done.story}: {_number(done.taken, 'caption')} changed in {done.lang}.srt, against {done.base}.")
    else:
        click.echo(f"{done.story}: nothing changed in {done.lang}.srt, against {done.base}.")
    if done.gone:
        click.echo(
            f"Where {_number(len(done.gone), 'caption')} stood there is none now, as the file has none there, first at "
            f"{srt_time(done.gone[0].start)}. To have the track of before again: veus restore {done.story} {done.lang}"
        )
    if done.was_approved:
        click.echo("It was approved; as it is now it has to be approved again.")
    if done.comments:
        click.echo(f"{_number(done.comments, 'comment')} added.")
    _list(
        f"{srt_time(case.start)}: {_told(case.people, case.machine)} was kept; the file says "
        f"{_told(case.machine, case.people)}."
        for case in done.conflicts
    )
    _list(
        f"{srt_time(case.start)}: {_told(case.cues, case.people)} took the place of {_told(case.people, case.cues)}, "
        + ("which was approved." if done.was_approved else "which a person wrote.")
        for case in done.undone
    )
    if waiting := len(done.conflicts) + len(done.undone):
        click.echo(f"Decide on {'these' if waiting > 1 else 'this'} with: veus settle {done.story} {done.lang}")
    if done.beside:
        show_import(done.beside, quiet)


def _list(lines: Iterable[str]) -> None:
    """The first SHOWN of `lines`, and how many more there are."""
    every = list(lines)
    for line in every[:SHOWN]:
        click.echo(f"  {line}")
    if len(every) > SHOWN:
        click.echo(f"  … and {len(every) - SHOWN} more.")


#: How a version came about, as a sentence goes on.
MADE = {
    Why.PAGE: "saved on the review page",
    Why.CONFLICT: "not saved on the review page, since others had changed the same",
    Why.IMPORT: "imported",
    Why.EXPORT: "handed out",
    Why.EXTERNAL: "written with another program",
    Why.RESTORED: "brought back",
    Why.SETTLED: "a proposal taken",
    Why.MACHINE: "the machine's draft",
    Why.MERGED: "the machine's changes taken in",
    Why.FIXED: "mended by `veus check --fix`",
    Why.SHIFTED: "moved with the footage",
    Why.APPROVED: "approved",
    Why.REPLACED: "written over",
}


def show_versions(found: Listing, story: str, lang: str) -> None:
    """The versions kept: who made which, when and how, and what is in it and not in the file as it is."""
    if not found.versions:
        click.echo(f"No version of {lang}.srt is kept.")
    for kept in found.versions:
        by = f"{one_line(kept.by)}, " if kept.by not in ("", MACHINE) else ""
        when = one_line(kept.when) or "nobody noted when"
        click.echo(f"{kept.number:>4}  {kept.sha256[:12]}  {when}  {by}{MADE[Why(kept.why)]}: {_difference(kept)}")
        for sign, cues, many in (("+", kept.first, kept.here), ("-", kept.instead, kept.there)):
            for cue in cues:
                click.echo(f"        {sign} {srt_time(cue.start)}: {_quoted([cue])}")
            if many > len(cues):
                click.echo(f"        {sign} … and {many - len(cues)} more.")
    if (more := found.kept - len(found.versions)) > 0:
        click.echo(f"{_number(more, 'earlier version')} not shown: veus restore {story} {lang} --limit {found.kept}")


def _difference(kept: Kept) -> str:
    if kept.same:
        return "as the file is now"
    if kept.cues is None:
        return "not readable"
    here = f"{_number(kept.here, 'caption')}, {_number(kept.gone, 'word')}"
    there = f"{_number(kept.there, 'caption')}, {_number(kept.other, 'word')}"
    return f"{_number(kept.cues, 'caption')}; only here (+): {here}; only in the file now (-): {there}"


def show_shift(done: Shifted) -> None:
    """What was moved, and what fell outside."""
    if not done.languages:
        click.echo(f"{done.story}: nothing was moved. {done.why}".rstrip())
    else:
        ways = [f"by {done.ms:+d} ms"] if done.ms else []
        ways += [f"from one frame rate to another ({done.rate})"] if done.rate else []
        how = " and ".join(ways)
        click.echo(f"{done.story}: {', '.join(done.languages)} moved {how}. {done.why}".rstrip())
    for lang in done.were_approved:
        click.echo(f"{lang} was approved; as it is now it has to be approved again.")
    for lang, cues in done.outside.items():
        for cue in cues:
            click.echo(f"  {lang}, was {srt_time(cue.start)}: {_quoted([cue])} is outside now; the history has it.")


def _told(cues: Sequence[Cue], other: Sequence[Cue]) -> str:
    """`cues` in words, with their times where only these tell them from the `other` ones."""
    if not cues or [cue.text for cue in cues] != [cue.text for cue in other]:
        return _quoted(cues)
    return f"{_quoted(cues)} ({srt_time(cues[0].start)} to {srt_time(cues[-1].end)})"


def _quoted(cues: Sequence[Cue]) -> str:
    return f"“{one_line(' '.join(' / '.join(cue.lines) for cue in cues))}”" if cues else "nothing"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
