"""Rules about the lines of a cue: how long, how many, and what they end on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from pipeline.captions.grammar import ends_badly, ends_sentence, keeps_together
from pipeline.captions.line_breaks import break_points, wrap
from pipeline.captions.sound_cues import speaks
from pipeline.check.finding import Hit, Remedy
from pipeline.check.fixes.resegment import split_places
from pipeline.check.marks import width
from pipeline.check.view import View

#: Characters: lines that differ by no more look even to a reader.
EVEN = 12


def line_length(view: View, k: int) -> Iterator[Hit]:
    """CPL: Netflix Timed Text Style Guide, English I.2: 42 characters a line; UNE 153010: 37."""
    most = view.context.profile.line
    line = max(view.cues[k].lines, key=len)
    if len(line) > most:
        yield Hit(len(line), most, lambda: _new_lines(view, k), values={"line": line})


def line_count(view: View, k: int) -> Iterator[Hit]:
    """LINES: Netflix, general: two lines; BBC §3.3: three in a 9:16 picture."""
    count, most = len(view.cues[k].lines), view.context.lines
    if count > most:
        yield Hit(count, most, lambda: _new_lines(view, k))


def _new_lines(view: View, k: int) -> Remedy:
    if rewrapped(view, k):
        return Remedy("rewrap", True)
    if split_places(view, k):
        return Remedy("split", True)
    room = view.context.lines * view.context.profile.line + view.context.lines - 1
    over = width(view.cues[k].text) - room
    return Remedy("reword", False, {"count": over}) if over > 0 else Remedy(None, False)


def rewrapped(view: View, k: int) -> str | None:
    """The text of cue k in its best legal lines, or None where its words have none: every turn keeps its own line, and
    no word is ever cut."""
    profile, most = view.context.profile, view.context.lines
    rows: list[str] = []
    for turn in turns_of(view, k):
        words = turn.split()
        if any(len(word) > profile.line for word in words):
            return None
        rows += wrap(words, view.context.lang, profile.line, most)
    return "\n".join(rows) if rows and len(rows) <= most else None


def turns_of(view: View, k: int) -> list[str]:
    """What each speaker says in cue k: lines up to the next that opens a turn. One turn where none does."""
    turns: list[str] = []
    for line, opens in zip(view.cues[k].lines, view.turns(k), strict=True):
        if turns and not opens:
            turns[-1] += " " + line
        else:
            turns.append(line)
    return turns


def leaning_end(view: View, k: int) -> Iterator[Hit]:
    """BREAK-FUNC: Netflix §4 and BBC §3.4: no line ends on an article, preposition, conjunction, weak pronoun,
    auxiliary or negation, be it inside a cue or at its end."""
    if not speaks(view.cues[k]):
        return
    langs, turns, done = view.langs(k), view.turns(k), 0
    rows = [line.split() for line in view.cues[k].lines]
    for at, row in enumerate(rows):
        done += len(row)
        inner = at + 1 < len(rows)
        if not row or not ends_badly(row[-1], langs[done - 1]) or (inner and turns[at + 1]):
            continue
        remedy = _better_lines if inner else _word_over
        yield Hit(row[-1], None, partial(remedy, view, k, row[-1]))


def torn_name(view: View, k: int) -> Iterator[Hit]:
    """BREAK-NAME: Netflix §4: name and surname, number and unit, title and name stay on one line."""
    if not speaks(view.cues[k]):
        return
    langs, done = view.langs(k), 0
    rows = [line.split() for line in view.cues[k].lines]
    following = view.following(k) if view.adjoining(k) else None
    nexts = [] if following is None else view.tokens(following)
    turns = [*view.turns(k), following is not None and view.turns(following)[0]]
    for at, row in enumerate(rows):
        done += len(row)
        inner = at + 1 < len(rows)
        below = [word for lower in rows[at + 1 :] for word in lower] + nexts
        if not row or not below or turns[at + 1]:
            continue
        before = row[-2] if len(row) > 1 else (rows[at - 1][-1] if at and rows[at - 1] else "")
        if keeps_together(row[-1], below[0], langs[done - 1], before, "".join(below[1:2])):
            remedy = _better_lines if inner else _word_over
            yield Hit(f"{row[-1]} {below[0]}", None, partial(remedy, view, k, row[-1]))


def _better_lines(view: View, k: int, word: str) -> Remedy:
    """Whether the best lines of the cue end on another word."""
    text = rewrapped(view, k)
    ends = {row.split()[-1] for row in text.split("\n")[:-1]} if text else {word}
    return Remedy("rewrap", True) if word not in ends else Remedy(None, False)


def _word_over(view: View, k: int, word: str) -> Remedy:
    """Whether the last word of cue k would fit into the next cue, which goes on where this one ends."""
    profile, following = view.context.profile, view.after(k)
    if following is None or not view.adjoining(k) or len(view.tokens(k)) < 2:
        return Remedy(None, False)
    words = [word, *view.next_tokens(k)]
    fits = len(wrap(words, view.context.lang, profile.line, view.context.lines)) <= view.context.lines
    spoken = view.said[k].words[-1].start
    quick = width(" ".join(words)) * 1000 <= profile.cps * (following.end - spoken)
    return Remedy("word-over", True, {"word": word}) if fits and quick else Remedy(None, False)


def balance(view: View, k: int) -> Iterator[Hit]:
    """BALANCE: Netflix §4: of two lines the lower one is the longer, where the sense allows."""
    lines = view.cues[k].lines
    if len(lines) != 2 or view.turns(k)[1] or len(lines[0]) <= len(lines[1]):
        return
    words = [line.split() for line in lines]
    tokens = words[0] + words[1]
    points = break_points(tokens, view.langs(k))
    now, most = points[len(words[0]) - 1], view.context.profile.line
    for stop in range(len(words[0]) - 1, 0, -1):
        upper, lower = " ".join(tokens[:stop]), " ".join(tokens[stop:])
        apart = len(lower) - len(upper)
        if 0 <= apart <= max(EVEN, len(lines[0]) - len(lines[1])) and len(lower) <= most and points[stop - 1] <= now:
            yield Hit(len(lines[0]), len(lines[1]), partial(Remedy, "break-after", True, {"line": upper}))
            return


def balanced(view: View, k: int) -> str | None:
    """Cue k with the lower line the longer, where BALANCE finds that the sense allows it."""
    hit = next(balance(view, k), None)
    if hit is None:
        return None
    upper = str(hit.remedy().values["line"])
    tokens = view.tokens(k)
    count = len(upper.split())
    return f"{upper}\n{' '.join(tokens[count:])}"


def two_sentences(view: View, k: int) -> Iterator[Hit]:
    """CUE-SENT: ésAdir: a cue should not end one sentence and begin the next across its line break."""
    lines = view.cues[k].lines
    if not speaks(view.cues[k]):
        return
    for (upper, lower), opens in zip(pairwise(lines), view.turns(k)[1:], strict=True):
        one, two = upper.split(), lower.split()
        if one and two and not opens and ends_sentence(one[-1], two[0]):
            yield Hit(upper, None, partial(_parted, view, k, len(one)))
            return


def _parted(view: View, k: int, count: int) -> Remedy:
    places = split_places(view, k)
    return Remedy("split", True) if places and count in places else Remedy(None, False)
