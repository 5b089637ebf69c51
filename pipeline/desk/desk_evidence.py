"""What the review page shows of the criteria of accessibility, and what people sign there."""

from __future__ import annotations

from typing import Any, get_args

from pipeline.actions.attest import AttestationRefused, CriterionLine, attest, criterion_lines, take_back
from pipeline.desk import forms
from pipeline.desk.port import Refused
from pipeline.evidence.evidence_words import (
    figure_limit,
    figure_name,
    figure_value,
    mode_in_words,
    outcome_in_words,
    why_in_words,
)
from pipeline.evidence.figures import Figure
from pipeline.project.series import Series
from pipeline.project.story import Story
from pipeline.review.review_record import AttestedOutcome

Data = dict[str, Any]


def evidence_page(story: Story, page: str) -> Data:
    """What the page of a story needs before its rows are asked for."""
    outcomes = {one: outcome_in_words(one, page) for one in get_args(AttestedOutcome)}
    return {"slug": story.slug, "title": story.info.title[page], "outcomes": outcomes}


def evidence_rows(series: Series, story: Story, page: str) -> Data:
    """A row for each criterion, in the words of the page. Raises as `criterion_lines`."""
    return {"rows": [_row(line, page) for line in criterion_lines(series, story)]}


def sign(series: Series, story: Story, form: forms.AttestForm, page: str) -> Data:
    """The rows once `form` is signed. Raises Refused with what stands in the way, and as `attest`."""
    try:
        attest(
            series,
            story,
            list(form.seen),
            outcome=form.outcome,
            by=form.by,
            role=form.role,
            remark=form.remark,
            seen={name: sha256 for about in form.seen.values() for name, sha256 in about.items()},
        )
    except AttestationRefused as error:
        reasons = [{"number": one.criterion.number, "code": one.code} for one in error.objections]
        raise Refused.of({"reasons": reasons}) from error
    return evidence_rows(series, story, page)


def unsign(series: Series, story: Story, form: forms.UnattestForm, page: str) -> Data:
    """The rows once a word is taken back. Raises as `take_back`."""
    take_back(series, story, [form.criterion], by=form.by)
    return evidence_rows(series, story, page)


def _row(line: CriterionLine, page: str) -> Data:
    criterion, result, word = line.criterion, line.result, line.word
    return {
        "criterion": criterion.name,
        "number": criterion.number,
        "title": criterion.title[page],
        "level": criterion.level or "",
        "url": criterion.url,
        "outcome": result.outcome,
        "said": outcome_in_words(result.outcome, page),
        "how": mode_in_words(result.mode, page) if result.mode else "",
        "why": why_in_words(result.machine.why, page),
        "figures": [_figure(figure, page) for figure in result.machine.figures],
        "approvers": [{"lang": lang, "role": one.role, "when": one.when} for lang, one in result.machine.approvers],
        "approved": result.machine.approved,
        "word": word.model_dump(mode="json", exclude={"about", "veus"}) if word else None,
        "ended": list(line.ended),
        "waits": line.waits,
        "about": dict(line.about),
    }


def _figure(figure: Figure, page: str) -> Data:
    value, limit = figure_value(figure, page), figure_limit(figure, page) or None
    return {"name": figure_name(figure, page), "lang": figure.lang, "value": value, "limit": limit}
