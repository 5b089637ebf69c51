"""A person's word on the captions: approve, waive, diff, settle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.common import complete_track, json_option, print_json, story_argument, track_of
from pipeline.messages import spoken, tr, tr_many
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.actions.settle import SettleResult

lang_argument = click.argument("lang", metavar="LANG", shell_complete=complete_track)
at_option = click.option("--at", metavar="TIME", help="When, as ISO 8601. Now, where it is left out.")


@click.command()
@story_argument
@lang_argument
@click.option("--by", required=True, metavar="NAME", help="Who approves.")
@click.option("--role", metavar="TEXT", help="In what capacity, for example: press office.")
@click.option("--same-person", metavar="REASON", help="Why whoever edited this translation last approves it too.")
@click.option("--unheard", is_flag=True, help="Approve it although nobody has heard all of it; pages will say so.")
@at_option
@json_option
@click.pass_obj
def approve(
    obj: dict[str, Any],
    story: str,
    lang: str,
    by: str,
    role: str | None,
    same_person: str | None,
    unheard: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Approve captions of a story, or its audio description.

    LANG is a language (ca), or a description in one (description.ca).

    The approval holds for exactly these captions and this video; any change ends it. Refused while errors of `veus
    check` stand that nobody has waived, captions are stale, or words of no dictionary that were heard with doubt are
    not settled. What people heard, the review page notes: doubts ticked off, captions opened, the film played. Where
    any of it is missing, the approval needs --unheard.
    """
    from pipeline.actions.approve import approve as run

    done = run(track_of(obj, story, lang), by=by, role=role, same_person=same_person, at=at, unheard=unheard)
    if as_json:
        print_json(done.as_dict())
        return
    if not obj["quiet"]:
        for note in done.notes:
            click.echo(tr("Note: {note}", note=note), err=True)
    approval = done.approval
    whose = {"by": approval.by, "when": approval.when, "sha256": approval.sha256[:12]}
    if done.already:
        said = tr("{track}.srt has been approved already, by {by}, {when} ({sha256}).", track=lang, **whose)
    else:
        said = tr("{track}.srt is approved, by {by}, {when} ({sha256}).", track=lang, **whose)
    click.echo(f"{story}: {said}")


@click.command()
@story_argument
@lang_argument
@click.argument("rule", metavar="RULE")
@click.option("--cue", type=click.IntRange(min=1), metavar="N", help="The number of the caption in the file.")
@click.option("--text", metavar="TEXT", help="Its text, or the place that the finding names; empty if it names none.")
@click.option("--reason", metavar="TEXT", help="Why this caption may break the rule.")
@click.option("--by", required=True, metavar="NAME", help="Who says so.")
@click.option("--remove", is_flag=True, help="Take the waiver back.")
@at_option
@json_option
@click.pass_obj
def waive(
    obj: dict[str, Any],
    story: str,
    lang: str,
    rule: str,
    cue: int | None,
    text: str | None,
    reason: str | None,
    by: str,
    remove: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Accept that a caption breaks a rule of `veus check`.

    RULE as `veus check` names it: CPS, say. It holds as long as the caption says the same.
    """
    from pipeline.actions.waive import Place, unwaive
    from pipeline.actions.waive import waive as run

    if (cue is None) == (text is None):
        raise click.UsageError(tr("Say which caption: --cue N or --text TEXT."))
    place = Place(cue, text)
    if remove:
        waiver = unwaive(track_of(obj, story, lang), rule, place, by=by, at=at)
    elif reason is None:
        raise click.UsageError(tr("Say why: --reason TEXT."))
    else:
        waiver = run(track_of(obj, story, lang), rule, place, reason=reason, by=by, at=at)
    if as_json:
        print_json(waiver.model_dump(mode="json"))
    else:
        words = one_line(waiver.text)
        if remove:
            said = tr("{rule} counts again for “{words}”.", rule=waiver.rule, words=words)
        else:
            said = tr("{rule} is waived for “{words}”.", rule=waiver.rule, words=words)
        click.echo(f"{story}: {said}")


@click.command()
@story_argument
@lang_argument
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write a page.")
@click.option("--ui", type=click.Choice(["ca", "en"]), help="Language of that page; else the locale's.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV for a spreadsheet (UTF-8).")
@json_option
@click.pass_obj
def diff(
    obj: dict[str, Any], story: str, lang: str, html: Path | None, ui: str | None, as_csv: bool, as_json: bool
) -> None:
    """Show what people changed against the machine.

    Each place with what the machine wrote and what stands now, and how much that is: captions touched, characters
    changed, the machine's word error rate.
    """
    from pipeline.actions.diff import diff as run
    from pipeline.review import diff_formats

    if sum((html is not None, as_csv, as_json)) > 1:
        raise click.UsageError(tr("One of --html, --csv and --json at a time."))
    report = run(track_of(obj, story, lang))
    if as_json:
        print_json(report.as_dict())
    elif as_csv:
        click.echo(diff_formats.to_csv(report).encode(), nl=False)
    elif html:
        from pipeline import files

        files.write_text(html, diff_formats.to_html(report, ui or spoken()))
        click.echo(tr("Written: {file}", file=html))
    else:
        from pipeline.commands.console import make_console

        diff_formats.show(report, make_console())


@click.command()
@story_argument
@lang_argument
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="All that wait.")
@click.option("--keep/--take", "keep", default=None, help="Keep what stands, or take what is proposed.")
@click.option("--by", default="", metavar="NAME", help="Who decides.")
@at_option
@json_option
@click.pass_obj
def settle(
    obj: dict[str, Any],
    story: str,
    lang: str,
    ids: tuple[str, ...],
    everything: bool,
    keep: bool | None,
    by: str,
    at: str | None,
    as_json: bool,
) -> None:
    """Decide what waits for a look, or list it.

    Where the machine or an imported file proposes something else than people wrote, where an import has replaced what
    they wrote, and translations of sentences that were changed since. Without an ID: a list. With some, or --all:
    --keep what stands, or --take what is proposed.
    """
    from pipeline.actions import settle as run

    if not ids and not everything and keep is None:
        items = track_of(obj, story, lang).open_items()
        if as_json:
            print_json([item.model_dump(mode="json") for item in items])
        else:
            from pipeline.commands.console import make_console

            run.show(items, make_console())
        return
    if bool(ids) == everything:
        raise click.UsageError(tr("Name the items, or say --all."))
    if keep is None:
        raise click.UsageError(tr("Say --keep or --take."))
    done = run.settle(track_of(obj, story, lang), ids, take=not keep, by=by, at=at)
    if as_json:
        print_json({name: [item.id for item in getattr(done, name)] for name in ("settled", "left", "fell")})
    else:
        _tell_settled(done, story, lang)


def _tell_settled(done: SettleResult, story: str, lang: str) -> None:
    click.echo(
        tr(
            "{story}: {settled} settled in {track}.srt, {left} left.",
            story=story,
            settled=len(done.settled),
            track=lang,
            left=len(done.left),
        )
    )
    if done.fell:
        click.echo(
            tr_many(
                "{count} more fell away, as what it is about has changed by that.",
                "{count} more fell away, as what they are about has changed by that.",
                len(done.fell),
            )
        )
