"""Reviewers' own tools, earlier versions, and moved footage: export, import, restore, shift."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from pipeline.commands.approving import at_option, lang_argument
from pipeline.commands.common import json_option, print_json, series_of, story_argument, track_of
from pipeline.messages import tr, tr_many

rate_option = click.option(
    "--rate", default="", metavar="TRUE/READ", help="Frame rates: the true one, and the one that times were read at."
)
#: Those of `subtitles.formats.WRITTEN`, which is not loaded before it is used (a test holds the two together).
FORMS = ("srt", "vtt", "ttml", "ebu-tt-d", "xlsx", "docx")

by_option = click.option("--by", default="", metavar="NAME", help="Whose work it is.")


@click.command()
@story_argument
@lang_argument
@click.option("--to", "form", type=click.Choice(FORMS), required=True, help="The format.")
@click.option("-o", "--output", "target", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--ui", type=click.Choice(["ca", "en"]), default="ca", show_default=True, help="Language of headers.")
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@at_option
@json_option
@click.pass_obj
def export(
    obj: dict[str, Any],
    story: str,
    lang: str,
    form: str,
    target: Path | None,
    ui: str,
    force: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Hand a track out to reviewers' own tools.

    Subtitle editors read srt, vtt and ttml, broadcasters ebu-tt-d; docx is a table for a word processor, xlsx a
    spreadsheet, both with the other language side by side and comments, xlsx also with what the checker says. The file
    is written here, as STORY.LANG.FORMAT, or to -o FILE. Bring it back with `veus import`.
    """
    from pipeline.actions.export import export as run

    done = run(track_of(obj, story, lang), form, target, ui=ui, force=force, at=at)
    if as_json:
        print_json(done.as_dict())
    else:
        for remark in done.remarks:
            click.echo(tr("Note: {note}", note=remark), err=True)
        click.echo(
            tr_many(
                "Written: {file} ({count} caption).", "Written: {file} ({count} captions).", done.cues, file=done.path
            )
        )
        click.echo(
            tr("Bring it back with: {command}", command=shlex.join(["veus", "import", story, lang, str(done.path)]))
        )


@click.command("import")
@story_argument
@lang_argument
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--shift", "ms", type=int, metavar="MS", help="Take its times later by so many milliseconds.")
@rate_option
@by_option
@click.option("--insist", is_flag=True, help="Also a file that looks like another story's or another language's.")
@at_option
@json_option
@click.pass_obj
def import_file(
    obj: dict[str, Any],
    story: str,
    lang: str,
    file: Path,
    ms: int | None,
    rate: str,
    by: str,
    insist: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Bring back a track from a reviewer's own tool.

    What was changed in FILE (srt, vtt, ttml, xlsx, docx; also sbv, ass, ssa, stl) since it was exported is merged into
    the captions, in words and in times. Where somebody has changed these too, they keep their words, and what FILE says
    is listed by `veus settle`; so is what a person wrote, or approved, and FILE has replaced. Corrections in the column
    of the other language go into that one. A file whose captions all stand where nobody speaks – an hour late, or read
    at a wrong frame rate – is refused, with what to add to this command.
    """
    from pipeline.actions.import_track import import_file as run
    from pipeline.captions.moves import Move

    move = Move(ms or 0, rate) if rate or ms is not None else None
    done = run(track_of(obj, story, lang), file, by=by, at=at, insist=insist, move=move)
    if as_json:
        print_json(done.as_dict())
        return
    from pipeline.commands.exchange_report import show_import

    show_import(done, obj["quiet"])


@click.command()
@story_argument
@lang_argument
@click.argument("version", required=False, metavar="[VERSION]")
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=20,
    show_default=True,
    metavar="N",
    help="Versions to list, from the last.",
)
@by_option
@at_option
@json_option
@click.pass_obj
def restore(
    obj: dict[str, Any], story: str, lang: str, version: str | None, limit: int, by: str, at: str | None, as_json: bool
) -> None:
    """Bring back an earlier version of a track, or list them.

    VERSION is a number of the list or the first digits of a hash. The list says who made each version, when and how,
    and which captions (+) it has that the file has not now, and (-) the other way round. Every version is kept for as
    long as the story is there: what is in the file now, too.
    """
    from pipeline.actions import restore as run

    if version is None:
        found = run.listing(track_of(obj, story, lang), limit)
        if as_json:
            print_json([kept.as_dict() for kept in found.versions])
        else:
            from pipeline.commands.exchange_report import show_versions

            show_versions(found, story, lang)
        return
    done = run.restore(track_of(obj, story, lang), version, by=by, at=at)
    if as_json:
        print_json(done.as_dict())
    elif done.changed:
        click.echo(
            tr(
                "{story}: {track}.srt is again as it was in version {version} ({sha256}).",
                story=story,
                track=lang,
                version=version,
                sha256=done.sha256[:12],
            )
        )
        if done.before:  # by its hash: the numbers of the list are others by now
            command = f"veus restore {done.story} {done.lang} {done.before[:12]}"
            click.echo(tr("To have the track of before again: {command}", command=command))
    else:
        click.echo(tr("{story}: {track}.srt is exactly that version already.", story=story, track=lang))


@click.command()
@story_argument
@click.option("--by", "ms", type=int, metavar="MS", help="How much later, in milliseconds; 0: they stand right.")
@rate_option
@click.option("--only", metavar="LANG", help="The one language to move, beside what all were moved by.")
@at_option
@json_option
@click.pass_obj
def shift(
    obj: dict[str, Any], story: str, ms: int | None, rate: str, only: str | None, at: str | None, as_json: bool
) -> None:
    """Move people's captions with replaced footage.

    For footage that was trimmed, lengthened or cut from another place. By how much is found by comparing its sound with
    that of the last build, or said with --by: negative where it all comes earlier now. All languages are moved; what
    falls outside is listed, and the history keeps it. Running it again changes nothing. --rate 25/23.976 puts times
    right that were counted in frames of 25 a second and read at 23.976. Whoever approved a track approves it again.
    """
    from pipeline.actions.shift import shift as run

    done = run(series_of(obj), story, ms, rate=rate, only=only, at=at)
    if as_json:
        print_json(done.as_dict())
        return
    from pipeline.commands.exchange_report import show_shift

    show_shift(done)
