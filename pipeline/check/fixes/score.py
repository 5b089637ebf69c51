"""How bad a stretch of a track is, so that a change can be seen to be for the better."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.captions.limits import hard_cps, least_ms
from pipeline.check.marks import reading_ms
from pipeline.check.rules.table import RULES
from pipeline.check.view import View


@dataclass(frozen=True, slots=True)
class Cost:
    """errors: by rule. missing: ms that cues lack to be read, to be seen, or to be over before the next. gaps: those
    too small, which are given up for an error and for nothing less."""

    errors: Counter[str]
    missing: int
    gaps: int
    warnings: int
    infos: int

    def improves(self, other: Cost) -> bool:
        """Whether this is better than `other`, and no rule is broken more often as an error than there."""
        if any(count > other.errors[rule] for rule, count in self.errors.items()):
            return False
        return self._order() < other._order()

    def _order(self) -> tuple[int, int, int, int, int]:
        return self.errors.total(), self.gaps, self.missing, self.warnings, self.infos


def cost(view: View, places: Iterable[int], rules: Sequence[str]) -> Cost:
    """What `rules` say of the cues at `places`. Remedies are not asked for: that would take a search each time."""
    lang, profile = view.context.lang, view.context.profile
    levels: Counter[str] = Counter()
    errors: Counter[str] = Counter()
    missing = gaps = 0
    active = [(rule, RULES[rule], level) for rule in rules if (level := RULES[rule].level(lang))]
    for k in places:
        cue, following = view.cues[k], view.after(k)
        needed = max(reading_ms(cue.text, hard_cps(lang, profile)), least_ms(lang, profile))
        missing += max(0, needed - cue.duration)
        if following:
            missing += max(0, cue.end - following.start)
        for name, rule, level in active:
            for hit in rule.hits(view, k):
                levels[hit.severity or level] += 1
                gaps += name == "GAP-MIN"
                if (hit.severity or level) == "error":
                    errors[name] += 1
    return Cost(errors, missing, gaps, levels["warning"], levels["info"])
