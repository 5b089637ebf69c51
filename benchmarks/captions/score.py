"""All figures of one caption track, as counts that can be added up over recordings."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from benchmarks.captions import suber
from benchmarks.captions.alignment import Match, breaks_agree, starts_agree, sync_errors, tokens
from benchmarks.captions.samples import Sample
from benchmarks.captions.tracks import said, text_of
from benchmarks.results import NOTHING, Share
from benchmarks.words import can_count, word_errors
from pipeline.captions.grammar import ends_badly, ends_clause, ends_sentence
from pipeline.check.context import Context
from pipeline.check.rules.table import RULES, check
from pipeline.cues import Cue, Word

NO_MATCH = Match(0, 0, 0)

#: ms. How long a first word lasts whose start alone is known.
FIRST_WORD_MS = 300


@dataclass(frozen=True, slots=True)
class Score:
    """Figures of one track, or of several together.

    words: wrong, missing or invented words of the reference's words. function_lines, function_cues: lines that end on
    a function word, cues with such a line. open_ends: cues that end inside a clause. rules: cues that break a rule
    (or "CPS mendable": though more time or another cut was there), by rule; of all cues, but for sounds without a
    cue. worst_cps: highest reading speed. boundaries, starts, lines: agreement with a human track – cue ends by
    word, cue starts by time, line breaks by word. sync: ms by which cues start late (−: early), where that is known;
    sync_of: how many first words there are whose time is known. suber: %, of one track only.
    """

    words: Share = NOTHING
    function_lines: Share = NOTHING
    function_cues: Share = NOTHING
    open_ends: Share = NOTHING
    rules: dict[str, Share] = field(default_factory=dict)
    worst_cps: float = 0.0
    boundaries: Match = NO_MATCH
    starts: Match = NO_MATCH
    lines: Match = NO_MATCH
    sync: tuple[int, ...] = ()
    sync_of: int = 0
    suber: float | None = None

    @property
    def cues(self) -> int:
        return self.function_cues.of

    def rule(self, name: str) -> float | None:
        """Share of cues that break a rule; 0 where nobody broke it."""
        return self.rules.get(name, Share(0, self.cues)).value

    @property
    def sync_median(self) -> float | None:
        """Median distance of starts from their first words, in ms."""
        return statistics.median(map(abs, self.sync)) if self.sync else None

    @property
    def sync_p90(self) -> float | None:
        """Nine of ten starts are no further from their first word, in ms."""
        return percentile([abs(error) for error in self.sync], 0.9)

    def as_dict(self) -> dict[str, Any]:
        """What tables show, as JSON values."""
        return {
            "cues": self.cues,
            "wer": self.words.value,
            "function_lines": self.function_lines.value,
            "function_cues": self.function_cues.value,
            "open_ends": self.open_ends.value,
            "rules": {name: share.value for name, share in self.rules.items()},
            "worst_cps": round(self.worst_cps, 1),
            "boundaries_f1": self.boundaries.f1,
            "starts_f1": self.starts.f1,
            "lines_f1": self.lines.f1,
            "sync_median_ms": self.sync_median,
            "sync_p90_ms": self.sync_p90,
            "sync_found": [len(self.sync), self.sync_of],
            "suber": self.suber,
        }


def percentile(values: Sequence[float], share: float) -> float | None:
    """The least of `values` that at least this share of them does not exceed; None of nothing."""
    ordered = sorted(values)
    return ordered[max(0, -(-round(len(ordered) * share * 1000) // 1000) - 1)] if ordered else None


def score(cues: Sequence[Cue], sample: Sample) -> Score:
    """The figures of `cues` (as in the file) as captions of `sample`."""
    spoken = said(cues)
    bad = [[ends_badly(line.split()[-1], sample.lang) for line in cue.lines if line.split()] for cue in spoken]
    ends = [cue.text.split()[-1] for cue in spoken]
    return Score(
        words=word_errors(text_of(cues), sample.clip.reference),
        function_lines=_share([one for lines in bad for one in lines]),
        function_cues=_share([any(lines) for lines in bad]),
        open_ends=_share([not (ends_sentence(end) or ends_clause(end)) for end in ends]),
        rules=broken(cues, sample),
        worst_cps=max((len(cue.text) * 1000 / max(1, cue.duration) for cue in cues), default=0.0),
        **_beside(spoken, sample),
        suber=suber.score(cues, sample.human) if sample.human and suber.installed() else None,
    )


def _share(hits: Sequence[bool]) -> Share:
    return Share(sum(hits), len(hits))


def _beside(spoken: Sequence[Cue], sample: Sample) -> dict[str, Any]:
    """The figures that compare with a person's captions, or with speech whose times are known."""
    if not can_count():
        return {}
    ours, human, timed = tokens(spoken), said(sample.human), tokens(said(sample.timed))
    found: dict[str, Any] = {}
    if human:
        theirs = tokens(human)
        found["boundaries"] = breaks_agree(ours, theirs, "cue")
        found["lines"] = breaks_agree(ours, theirs, "line")
        found["starts"] = starts_agree(spoken, human)
    if timed:
        found["sync"] = tuple(sync_errors(ours, timed))
        found["sync_of"] = sum(token.start is not None for token in timed)
    return found


def broken(cues: Sequence[Cue], sample: Sample) -> dict[str, Share]:
    """By rule, how many cues the product's own checker faults: one figure for errors, one for warnings of a rule.

    What the checker needs heard words for (sync with the voice) or a dictionary is left out: it would judge others by
    what our recogniser heard. Cuts are judged with the first words whose time is known, since the voice outranks them.
    """
    context = Context(
        sample.lang,
        profile=sample.profile,
        fps=sample.fps,
        duration_ms=round(sample.clip.seconds * 1000) or None,
        cuts=sample.cuts,
        sounds=sample.sounds,
        speech=sample.speech,
    )
    at: dict[str, set[int]] = {}
    others = [rule for rule in RULES if rule != "SHOT-SNAP"]
    by_voice = replace(context, words=_first_words(sample.timed))
    for finding in check(cues, context, others) + check(cues, by_voice, ["SHOT-SNAP"]):
        name = finding.rule if finding.rule not in TWO_LEVELS else f"{finding.rule} {finding.severity}"
        places = [name, "CPS mendable"] if finding.rule == "CPS" and finding.mendable else [name]
        for place in places:
            at.setdefault(place, set()).add(finding.cue or -finding.start - 1)
    return {name: Share(len(places), len(cues)) for name, places in at.items()}


def _first_words(timed: Sequence[Cue]) -> tuple[Word, ...]:
    """The first word of each stretch of speech, whose time alone is known."""
    spoken = said(sorted(timed, key=lambda cue: cue.start))
    return tuple(
        Word(cue.start, cue.start + min(cue.duration, FIRST_WORD_MS), cue.text.split()[0], "") for cue in spoken
    )


#: Rules with a hard limit and a soft one, which are counted apart.
TWO_LEVELS = ("CPS", "DUR-MIN")


def together(scores: Iterable[Score]) -> Score:
    """Several tracks as one: counts added up, not shares averaged. SubER cannot be added up."""
    total = Score()
    for one in scores:
        cues = total.cues, one.cues
        names = dict.fromkeys([*total.rules, *one.rules])
        total = Score(
            words=total.words + one.words,
            function_lines=total.function_lines + one.function_lines,
            function_cues=total.function_cues + one.function_cues,
            open_ends=total.open_ends + one.open_ends,
            rules={
                name: total.rules.get(name, Share(0, cues[0])) + one.rules.get(name, Share(0, cues[1]))
                for name in names
            },
            worst_cps=max(total.worst_cps, one.worst_cps),
            boundaries=total.boundaries + one.boundaries,
            starts=total.starts + one.starts,
            lines=total.lines + one.lines,
            sync=total.sync + one.sync,
            sync_of=total.sync_of + one.sync_of,
        )
    return total
