"""What can be mended without a word changed: signs, dashes, brackets, lines, times.

Every step is taken only where it makes the track better by the rules themselves and no rule's errors more (see `Cost`);
so nothing is mended twice, and what is mended once stays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.fixes.resegment import parts, split_places
from pipeline.check.fixes.retiming import TIME_RULES, retimed
from pipeline.check.fixes.score import Cost, cost
from pipeline.check.fixes.sign_spelling import MENDERS
from pipeline.check.rules.cue_lines import balanced, rewrapped
from pipeline.check.rules.integrity import clean, is_empty
from pipeline.check.rules.sound_rules import in_brackets, with_notes
from pipeline.check.rules.speaker_rules import with_dashes
from pipeline.check.rules.table import RULES, check
from pipeline.check.view import View
from pipeline.cues import Cue

#: Rules that a cue keeps or breaks by its text alone.
TEXT_RULES = (
    "CPL", "LINES", "BREAK-FUNC", "BREAK-NAME", "BALANCE", "SPK-DASH", "SFX-FORM", "SONG", "ELLIPSIS", "CA-OPENQ",
    "ES-OPENQ", "CA-GEM", "CA-APOS", "QUOTES", "GLYPH", "CPS",
)  # fmt: skip

#: Rules because of which a cue is made two.
SPLIT_RULES = ("CPL", "LINES", "DUR-MAX")

#: Rounds until nothing changes. Each makes the track strictly better; two are usual.
ROUNDS = 8


def fix(cues: Sequence[Cue], context: Context) -> tuple[tuple[Cue, ...], list[Finding]]:
    """`cues` mended, and the findings that are no more.

    Held in every case: the letters and digits of the track, and their order; there are no more errors than before; what
    has been fixed stays as it is when fixed again. Cues of punctuation alone are left out, and one cue may become two.
    """
    before = check(cues, context)
    mended = tuple(replace(cue, text=clean(cue.text)) for cue in cues if not is_empty(cue.text))
    for _ in range(ROUNDS):
        last = mended
        mended = _texts(mended, context)
        mended = _split(mended, context)
        mended = retimed(View(mended, context)).cues
        if mended == last:
            break
    return mended, gone(before, check(mended, context))


def gone(before: Iterable[Finding], after: Iterable[Finding]) -> list[Finding]:
    """The findings of `before` that `after` has no longer. One that only moved to another cue is not gone."""
    left = Counter(finding.key for finding in after)
    missed = []
    for finding in before:
        if left[finding.key]:
            left[finding.key] -= 1
        else:
            missed.append(finding)
    moved = Counter(rule for rule, _ in left.elements())
    result = []
    for finding in missed:
        if moved[finding.rule]:
            moved[finding.rule] -= 1
        else:
            result.append(finding)
    return result


def _signs(rule: str) -> Callable[[View, int], str | None]:
    return lambda view, k: MENDERS[rule](view.cues[k].text, view.context.lang)


#: The ways to write a cue anew, in order: signs first, since they change lengths; lines last.
STEPS: tuple[Callable[[View, int], str | None], ...] = (
    *(_signs(rule) for rule in MENDERS),
    lambda view, k: with_notes(view.cues[k].text),
    lambda view, k: in_brackets(view.cues[k].text, view.context.lang, sound=view.cues[k].sound),
    with_dashes,
    lambda view, k: rewrapped(view, k),
    lambda view, k: balanced(view, k),
)


def _texts(cues: tuple[Cue, ...], context: Context) -> tuple[Cue, ...]:
    """Each cue written as well as it can be, its words and its times as they are."""
    view = View(cues, context)
    for k in range(len(cues)):
        for step in STEPS:
            view = _written(view, k, step(view, k))
    return view.cues


def _written(view: View, k: int, text: str | None) -> View:
    """The view with `text` in cue k, if that is better – or its lines broken anew, where it is better so."""
    if text is None or text == view.cues[k].text:
        return view
    now = _text_cost(view, k)
    other = view.rewritten(k, text)
    again = rewrapped(other, k)
    choices = [other] + ([view.rewritten(k, again)] if again and again != text else [])
    for choice in choices:
        if _text_cost(choice, k).improves(now):
            return choice
    return view


def _text_cost(view: View, k: int) -> Cost:
    return cost(view, (at for at in (view.preceding(k), k) if at is not None), TEXT_RULES)


def _split(cues: tuple[Cue, ...], context: Context) -> tuple[Cue, ...]:
    """Cues that are too long in text or time made two, where that keeps every hard limit."""
    view = View(cues, context)
    result: list[Cue] = []
    for k, cue in enumerate(cues):
        wanted = any(hit.remedy().fix == "split" for rule in SPLIT_RULES for hit in RULES[rule].hits(view, k))
        places = split_places(view, k) if wanted else None
        if places is None:
            result.append(cue)
            continue
        alone = replace(context, words=(), cuts=())
        halves = View(tuple(parts(view, k, places)), alone)
        laid = [replace(half, text=rewrapped(halves, at) or half.text) for at, half in enumerate(halves.cues)]
        rules = (*TEXT_RULES, *TIME_RULES)
        after = cost(View(tuple(laid), alone), range(len(laid)), rules)
        result += laid if after.improves(cost(View((cue,), alone), [0], rules)) else [cue]
    return tuple(result)
