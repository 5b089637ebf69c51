"""A person's word on accessibility: attest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from pipeline.commands.approving import at_option
from pipeline.commands.common import json_option, print_json, series_of, story_argument
from pipeline.languages import LANGUAGES
from pipeline.messages import spoken, tr, tr_later
from pipeline.terminal import one_line

if TYPE_CHECKING:
    from pipeline.actions.attest import CriterionLine
    from pipeline.review.review_record import Attestation, AttestedOutcome

#: What a word may be about, by the names of hashes (`build.proof.hashes_of`); of tracks, by what stands before their
#: language.
_PARTS = {
    "footage": tr_later("the video"),
    "page": tr_later("how the page works"),
    "story": tr_later("the texts about the story"),
    "track": tr_later("the captions in {language}"),
    "description": tr_later("the audio description in {language}"),
}


@click.command()
@story_argument
@click.argument("criteria", nargs=-1, metavar="[CRITERION]...")
@click.option("--outcome", type=click.Choice(["passed", "failed", "cantTell", "inapplicable"]), help="What you found.")
@click.option("--by", metavar="NAME", help="Who has looked.")
@click.option("--role", metavar="TEXT", help="In what capacity, for example: accessibility.")
@click.option("--remark", metavar="TEXT", help="What you add; it is published.")
@click.option("--remove", is_flag=True, help="Take a word back.")
@click.option("--waiting", is_flag=True, help="List only what still needs a person's word.")
@at_option
@json_option
@click.pass_obj
def attest(
    obj: dict[str, Any],
    story: str,
    criteria: tuple[str, ...],
    outcome: AttestedOutcome | None,
    by: str | None,
    role: str | None,
    remark: str | None,
    remove: bool,
    waiting: bool,
    at: str | None,
    as_json: bool,
) -> None:
    """Sign for criteria of accessibility, or list them.

    CRITERION by name (keyboard) or number (2.1.1, 7.1.4, 9.2.1.1). Your word holds for exactly what it is about: any
    change of that ends it. Without a CRITERION: the list of all.
    """
    from pipeline.actions import attest as run

    series = series_of(obj)
    there = series.story(story)
    if not criteria:
        lines = [line for line in run.criterion_lines(series, there) if line.waits or not waiting]
        if as_json:
            print_json([line.as_dict() for line in lines])
        else:
            show(lines)
        return
    if by is None:
        raise click.UsageError(tr("Say who you are: --by NAME."))
    if remove == (outcome is not None):
        raise click.UsageError(tr("Say what you found, --outcome, or --remove."))
    if outcome is None:
        gone = run.take_back(series, there, criteria, by=by, at=at)
        print_json({"removed": gone}) if as_json else click.echo(
            tr("{story}: taken back for {criteria}.", story=story, criteria=", ".join(gone))
        )
        return
    given = run.attest(series, there, criteria, outcome=outcome, by=by, role=role, remark=remark, at=at)
    if as_json:
        print_json([word.model_dump(mode="json") for word in given])
    else:
        _tell(story, given)


def _tell(story: str, given: Sequence[Attestation]) -> None:
    from pipeline.evidence.evidence_words import outcome_in_words

    first, criteria = given[0], ", ".join(word.criterion for word in given)
    found = outcome_in_words(first.outcome, spoken())
    values = {"outcome": found, "criteria": criteria, "by": first.by, "when": first.when}
    click.echo(tr("{story}: {criteria}: {outcome} ({by}, {when}).", story=story, **values))
    click.echo(tr("`veus build {story}` writes it on the page.", story=story))


def show(lines: Sequence[CriterionLine]) -> None:
    """A table of criteria."""
    from rich.table import Table
    from rich.text import Text

    from pipeline.commands.console import make_console
    from pipeline.evidence.evidence_words import mode_in_words, outcome_in_words

    table, lang = Table(box=None, padding=(0, 1), pad_edge=False, header_style="bold"), spoken()
    for heading in ("", tr("criterion"), tr("outcome"), tr("how"), tr("whose word")):
        table.add_column(heading, overflow="fold")
    for line in lines:
        found, mode = outcome_in_words(line.result.outcome, lang), line.result.mode
        how = mode_in_words(mode, lang) if mode else "–"
        table.add_row(*map(Text, (line.criterion.number, line.criterion.name, found, how, _whose(line))))
    make_console().print(table)


def _whose(line: CriterionLine) -> str:
    """Who gave it, or that it is needed, or by what it ended."""
    word = line.word
    if word and not line.ended:
        return one_line(f"{word.by}, {word.when[:10]}")
    if word:
        return one_line(
            tr(
                "that of {by} has ended: {parts} changed since {when}",
                by=word.by,
                parts=", ".join(map(_part, line.ended)),
                when=word.when[:10],
            )
        )
    return tr("a person’s, none yet") if line.waits else ""


def _part(name: str) -> str:
    """ "track.ca" in words."""
    kind, _, code = name.partition(".")
    language = tr(LANGUAGES[code].english) if code in LANGUAGES else code
    return tr(_PARTS[kind], language=language) if kind in _PARTS else name
