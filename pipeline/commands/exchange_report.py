"""What import, restore and shift tell people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from pipeline.actions.imported import ImportResult
from pipeline.actions.restore import Kept, Listing
from pipeline.captions.moves import Move
from pipeline.cues import Cue
from pipeline.messages import tr, tr_later, tr_many
from pipeline.review.history import MACHINE, Why
from pipeline.subtitles.timecode import srt_time
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.actions.shift import Shifted
    from pipeline.review.merge import Change


#: Places told of a kind; `veus settle` lists all.
SHOWN = 12


def show_import(done: ImportResult, quiet: bool) -> None:
    """What was taken, what was not and why, and what had to be mended in the file."""
    for remark in () if quiet else done.remarks:
        click.echo(tr("Note: {note}", note=one_line(remark)), err=True)
    click.echo(f"{done.story}: {_changed(done)}")
    if done.gone:
        click.echo(_gone(done))
    if done.was_approved:
        click.echo(tr("It was approved; as it is now it has to be approved again."))
    if done.comments:
        click.echo(tr_many("{count} comment added.", "{count} comments added.", done.comments))
    _list(
        tr(
            "{time}: {kept} was kept; the file says {proposed}.",
            time=srt_time(case.start),
            kept=_told(case.people, case.machine),
            proposed=_told(case.machine, case.people),
        )
        for case in done.conflicts
    )
    _list(_undone(case, done.was_approved) for case in done.undone)
    if done.waiting:
        command = f"veus settle {done.story} {done.lang}"
        click.echo(
            tr_many("Decide on this with: {command}", "Decide on these with: {command}", done.waiting, command=command)
        )
    if done.beside:
        show_import(done.beside, quiet)


def _changed(done: ImportResult) -> str:
    if not done.base:
        return tr("nothing changed in {track}.srt.", track=done.lang)
    if not done.changed:
        return tr("nothing changed in {track}.srt, against {base}.", track=done.lang, base=done.base)
    return tr_many(
        "{count} caption changed in {track}.srt, against {base}.",
        "{count} captions changed in {track}.srt, against {base}.",
        done.taken,
        track=done.lang,
        base=done.base,
    )


def _gone(done: ImportResult) -> str:
    return tr_many(
        "Where {count} caption stood there is none now, as the file has none there, first at {time}. "
        "To have the track of before again: {command}",
        "Where {count} captions stood there is none now, as the file has none there, first at {time}. "
        "To have the track of before again: {command}",
        len(done.gone),
        time=srt_time(done.gone[0].start),
        command=f"veus restore {done.story} {done.lang}",
    )


def _undone(case: Change, approved: bool) -> str:
    said = {
        "time": srt_time(case.start),
        "taken": _told(case.cues, case.people),
        "before": _told(case.people, case.cues),
    }
    if approved:
        return tr("{time}: {taken} took the place of {before}, which was approved.", **said)
    return tr("{time}: {taken} took the place of {before}, which a person wrote.", **said)


def _list(lines: Iterable[str]) -> None:
    """The first SHOWN of `lines`, and how many more there are."""
    every = list(lines)
    for line in every[:SHOWN]:
        click.echo(f"  {line}")
    if len(every) > SHOWN:
        click.echo(f"  {tr('… and {number} more.', number=len(every) - SHOWN)}")


#: How a version came about, as a sentence goes on.
MADE = {
    Why.PAGE: tr_later("saved on the review page"),
    Why.CONFLICT: tr_later("not saved on the review page, since others had changed the same"),
    Why.IMPORT: tr_later("imported"),
    Why.EXPORT: tr_later("handed out"),
    Why.EXTERNAL: tr_later("written with another program"),
    Why.RESTORED: tr_later("brought back"),
    Why.SETTLED: tr_later("a proposal taken"),
    Why.MACHINE: tr_later("the machine's draft"),
    Why.MERGED: tr_later("the machine's changes taken in"),
    Why.FIXED: tr_later("mended by `veus check --fix`"),
    Why.SHIFTED: tr_later("moved with the footage"),
    Why.APPROVED: tr_later("approved as it stood"),
    Why.REPLACED: tr_later("written over"),
}


def show_versions(found: Listing, story: str, lang: str) -> None:
    """The versions kept: who made which, when and how, and what is in it and not in the file as it is."""
    if not found.versions:
        click.echo(tr("No version of {track}.srt is kept.", track=lang))
    for kept in found.versions:
        by = f"{one_line(kept.by)}, " if kept.by not in ("", MACHINE) else ""
        when = one_line(kept.when) or tr("nobody noted when")
        click.echo(f"{kept.number:>4}  {kept.sha256[:12]}  {when}  {by}{tr(MADE[Why(kept.why)])}: {_difference(kept)}")
        for sign, cues, many in (("+", kept.first, kept.here), ("-", kept.instead, kept.there)):
            for cue in cues:
                click.echo(f"        {sign} {srt_time(cue.start)}: {_quoted([cue])}")
            if many > len(cues):
                click.echo(f"        {sign} {tr('… and {number} more.', number=many - len(cues))}")
    if (more := found.kept - len(found.versions)) > 0:
        command = f"veus restore {story} {lang} --limit {found.kept}"
        click.echo(
            tr_many(
                "{count} earlier version not shown: {command}",
                "{count} earlier versions not shown: {command}",
                more,
                command=command,
            )
        )


def _difference(kept: Kept) -> str:
    if kept.same:
        return tr("as the file is now")
    if kept.cues is None:
        return tr("not readable")
    return tr(
        "{captions}; only here (+): {here}, {words_here}; only in the file now (-): {there}, {words_there}",
        captions=_captions(kept.cues),
        here=_captions(kept.here),
        words_here=_words(kept.gone),
        there=_captions(kept.there),
        words_there=_words(kept.other),
    )


def show_shift(done: Shifted) -> None:
    """What was moved, what fell outside, and what a person is to move."""
    from pipeline.build.footage_sound import times_left

    if not done.languages:
        click.echo(tr("{story}: nothing was moved. {why}", story=done.story, why=done.why).rstrip())
    else:
        click.echo(f"{done.story}: {_moved(done)} {done.why}".rstrip())
    for lang in done.were_approved:
        click.echo(tr("{track} was approved; as it is now it has to be approved again.", track=lang))
    for lang, cues in done.outside.items():
        for cue in cues:
            words, was = _quoted([cue]), srt_time(cue.start)
            values = {"track": lang, "time": was, "words": words}
            click.echo(f"  {tr('{track}, was {time}: {words} is outside now; the history has it.', **values)}")
    if left := times_left(done.timed, Move(done.ms, done.rate)):
        click.echo(left)


def _moved(done: Shifted) -> str:
    said = {"tracks": ", ".join(done.languages), "ms": done.ms, "rate": done.rate}
    if not done.rate:
        return tr("{tracks} moved by {ms:+d} ms.", **said)
    if not done.ms:
        return tr("{tracks} moved from one frame rate to another ({rate}).", **said)
    return tr("{tracks} moved by {ms:+d} ms and from one frame rate to another ({rate}).", **said)


def _told(cues: Sequence[Cue], other: Sequence[Cue]) -> str:
    """`cues` in words, with their times where only these tell them from the `other` ones."""
    if not cues or [cue.text for cue in cues] != [cue.text for cue in other]:
        return _quoted(cues)
    return tr(
        "{words} ({start} to {end})",
        words=_quoted(cues),
        start=srt_time(cues[0].start),
        end=srt_time(cues[-1].end),
    )


def _quoted(cues: Sequence[Cue]) -> str:
    return f"“{one_line(' '.join(' / '.join(cue.lines) for cue in cues))}”" if cues else tr("nothing")


def _captions(count: int) -> str:
    return tr_many("{count} caption", "{count} captions", count)


def _words(count: int) -> str:
    return tr_many("{count} word", "{count} words", count)
