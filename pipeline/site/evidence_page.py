"""evidence.<lang>.html and evidence.json: what was checked of an episode's accessibility, from plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args

from pipeline.cues import Lang
from pipeline.evidence.assessment import Assessment, CriterionResult
from pipeline.evidence.automatic import ApprovedPart, CriterionOutcome
from pipeline.evidence.criteria import Criterion, catalogue_of_criteria
from pipeline.evidence.earl import earl
from pipeline.evidence.evidence_facts import Approver
from pipeline.evidence.evidence_words import (
    figure_limit,
    figure_name,
    figure_value,
    mode_in_words,
    outcome_in_words,
    why_in_words,
)
from pipeline.evidence.figures import Figure
from pipeline.files import to_json
from pipeline.project.layout import StoryLayout
from pipeline.site import page_words as w
from pipeline.site.contract import Episode, Series
from pipeline.site.pages import CSP
from pipeline.site.theme import render, texts

#: The keys of what is said of an approval: of what was heard through, and of what was not.
_APPROVED_BY: Mapping[ApprovedPart, tuple[str, str]] = {
    "track": ("approved_by", "unheard_by"),
    "description": ("description_approved_by", "description_unheard_by"),
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure in words. limit: "" where it is held against nothing."""

    name: str
    value: str
    limit: str


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion in words. number: in its standard; also: in the other one, or "". who: sentences."""

    number: str
    title: str
    url: str
    level: str
    also: str
    outcome: CriterionOutcome
    outcome_words: str
    how: str
    why: str
    figures: tuple[FigureRow, ...]
    who: tuple[str, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class TrackRow:
    """A track, how far people have come with it ("unheard": approved, but not heard through), and its figures."""

    lang: Lang
    status: str
    who: str
    figures: tuple[FigureRow, ...]


def render_evidence(
    paths: StoryLayout, series: Series, episode: Episode, assessment: Assessment, theme: Path | None = None
) -> dict[Path, str]:
    """The pages in each language, and the same as EARL. Raises ConfigError for mistakes in the theme."""
    if episode.evidence is None:
        return {}
    own = f"{episode.slug}/"
    files = {
        paths.evidence_html(lang): _page(lang, series, episode, assessment, theme) for lang in episode.evidence.pages
    }
    pages = {lang: url.removeprefix(own) for lang, url in episode.pages.items()}
    return files | {paths.evidence: to_json(earl(assessment, episode.id, dict(episode.title), pages))}


def _page(lang: Lang, series: Series, episode: Episode, assessment: Assessment, theme: Path | None) -> str:
    own, known = f"{episode.slug}/", catalogue_of_criteria()
    words = _Words(lang, assessment, texts(lang, theme)["evidence"])
    standards = {name: f"{standard.short} {standard.version}" for name, standard in known.standards.items()}
    tables = [
        (
            standards[name],
            f"{standard.title[lang]} {standard.version}",
            standard.url,
            [words.row(result) for result in assessment.results if result.criterion.standard == name],
        )
        for name, standard in known.standards.items()
    ]
    totals = [(one, outcome_in_words(one, lang), assessment.count(one)) for one in get_args(CriterionOutcome)]
    return render(
        "evidence.html",
        lang,
        theme,
        csp=CSP,
        home="../",
        series=series,
        episode=episode,
        pages=episode.evidence.pages if episode.evidence else {},
        href=lambda url: url.removeprefix(own),
        law=known.law,
        standards=standards,
        tables=tables,
        totals=[one for one in totals if one[2]],
        tracks=list(words.tracks()),
        tools=w.listing([f"{name} {version}" for name, version in assessment.facts.tools], lang),
        looked=date.fromisoformat(assessment.facts.when) if assessment.facts.when else None,
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """An assessment in the words of one page language. texts: those of this page, the theme's where it has one."""

    lang: Lang
    assessment: Assessment
    texts: Mapping[str, Any]

    def row(self, result: CriterionResult) -> CriterionRow:
        criterion = result.criterion
        level = self.said("level", level=criterion.level) if criterion.level else ""
        remark = result.word.remark if result.word and result.word.remark else ""
        return CriterionRow(
            number=criterion.number,
            title=criterion.title[self.lang],
            url=criterion.url,
            level=level,
            also=self.also(criterion),
            outcome=result.outcome,
            outcome_words=outcome_in_words(result.outcome, self.lang),
            how=mode_in_words(result.mode, self.lang) if result.mode else "–",
            why=why_in_words(result.machine.why, self.lang),
            figures=tuple(map(self.figure, result.machine.figures)),
            who=tuple(self.who(result)),
            remark=self.said("remark", remark=remark) if remark else "",
        )

    def also(self, criterion: Criterion) -> str:
        number = criterion.en301549.get(catalogue_of_criteria().standards["en301549"].version)
        return self.said("also", number=number) if number and criterion.wcag else ""

    def who(self, result: CriterionResult) -> Iterator[str]:
        """Each person whose word it rests on, and the machine where nobody's."""
        for lang, approver in result.machine.approvers:
            language = w.language_name(lang, self.lang)
            approved_by, unheard_by = _APPROVED_BY[result.machine.approved]
            key = approved_by if approver.heard else unheard_by
            yield self.said(key, language=language, who=self.person(approver), day=self.day(approver.when))
        if result.word:
            signer = result.word.signer
            yield self.said("signed_by", who=self.person(signer), day=self.day(signer.when))
        if result.mode == "automatic":
            tool, when = " ".join(self.assessment.facts.tools[0]), self.assessment.facts.when
            yield self.said("found_on", tool=tool, day=self.day(when)) if when else self.said("found_by", tool=tool)

    def tracks(self) -> Iterator[TrackRow]:
        for track in self.assessment.facts.tracks:
            if not track.cues:  # nothing of it is published
                continue
            who = f"{self.person(track.approver)}, {self.day(track.approver.when)}" if track.approver else ""
            unheard = track.approver is not None and not track.approver.heard
            status = "unheard" if unheard else track.status
            yield TrackRow(track.lang, status, who, tuple(self.figure(figure, False) for figure in track.figures))

    def figure(self, figure: Figure, named: bool = True) -> FigureRow:
        """named: whether its language is told."""
        name = figure_name(figure, self.lang)
        if named and figure.lang:
            name = self.said("figure_of", figure=name, language=w.language_name(figure.lang, self.lang))
        return FigureRow(name, figure_value(figure, self.lang), figure_limit(figure, self.lang))

    def person(self, approver: Approver) -> str:
        told = ", ".join(part for part in (approver.name, approver.role) if part)
        return told or self.said("a_person")

    def day(self, when: str) -> str:
        return w.day(date.fromisoformat(when[:10]), self.lang)

    def said(self, key: str, **values: object) -> str:
        return str(self.texts[key].format(**values))
