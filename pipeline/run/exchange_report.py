"""What import, restore and shift tell people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from pipeline.check.formats import harmless
from pipeline.check.texts import stamp
from pipeline.cues import Cue
from pipeline.run.bring_in import BroughtIn
from pipeline.run.restore import Kept

if TYPE_CHECKING:
    from pipeline.run.shift import Shifted


def show_import(done: BroughtIn, quiet: bool) -> None:
    """What was taken, what was not and why, and what had to be mended in the file."""
    for remark in () if quiet else done.remarks:
        click.echo(f"Note: {harmless(remark)}", err=True)
    if done.changed:
        click.echo(f"{done.story}: {_number(done.taken, 'place')} changed in {done.lang}.srt, against {done.base}.")
    else:
        click.echo(f"{done.story}: nothing changed in {done.lang}.srt, against {done.base}.")
    if done.was_approved:
        click.echo("It was approved; as it is now it has to be approved again.")
    if done.comments:
        click.echo(f"{_number(done.comments, 'comment')} added.")
    for case in done.conflicts:
        click.echo(f"  {stamp(case.start)}: {_quoted(case.people)} was kept; the file says {_quoted(case.machine)}.")
    if done.conflicts:
        click.echo(
            f"Decide on {'these' if len(done.conflicts) > 1 else 'this'} with: veus settle {done.story} {done.lang}"
        )


def show_versions(found: Sequence[Kept], lang: str) -> None:
    """The versions kept, a line each."""
    if not found:
        click.echo(f"No earlier version of {lang}.srt is kept.")
    for kept in found:
        cues = "not readable" if kept.cues is None else f"{kept.cues} captions"
        words = f"{kept.gone} words that are no longer there, {kept.other} that came later"
        by = f" by {harmless(kept.by)}" if kept.by else ""
        click.echo(f"{kept.number:>4}  {kept.sha256[:12]}  {kept.when}  {harmless(kept.why)}{by}: {cues}; {words}")


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
            click.echo(f"  {lang}, was {stamp(cue.start)}: {_quoted([cue])} is outside now; the history has it.")


def _quoted(cues: Sequence[Cue]) -> str:
    return f"“{harmless(' '.join(' / '.join(cue.lines) for cue in cues))}”" if cues else "nothing"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
