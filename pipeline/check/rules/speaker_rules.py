"""Rules about who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from pipeline.captions.grammar import ends_sentence
from pipeline.captions.sound_cues import speaks, without_sounds
from pipeline.captions.speaker_labels import DASH_MARKS, OTHER_DASH, dash, is_name, opens_turn
from pipeline.check.finding import Hit, Remedy
from pipeline.check.marks import LABEL
from pipeline.check.view import View

#: A sentence ends, and a dash opens another turn, in the middle of a line.
_MID_LINE = re.compile(rf"(?<=[.!?…])[^\S\n]+(?=[{re.escape(DASH_MARKS)}]\s?[A-ZÀ-ÖØ-Þ¿¡])")


def dashes(view: View, k: int) -> Iterator[Hit]:
    """SPK-DASH: ésAdir, Netflix: two speakers in a cue have a line each, with the dash of the language before both."""
    cue, wanted = view.cues[k], dash(view.context.lang)
    if not speaks(cue):
        return
    mended, turns = with_dashes(view, k), view.turns(k)
    opens = [line.lstrip()[0] for line, turn in zip(cue.lines, turns, strict=True) if turn]
    if _MID_LINE.search(cue.text):
        yield Hit(cue.text, wanted, lambda: _remedy(mended, cue.text), note="one-line")
    elif turns == [False, True] and _answers(*cue.lines):
        yield Hit(cue.text, wanted, lambda: _remedy(mended, cue.text), note="first")
    elif any(char != wanted for char in opens):
        odd = next(char for char in opens if char != wanted)
        yield Hit(odd, wanted, lambda: _remedy(mended, cue.text))
    elif not any(map(opens_turn, cue.lines)) and len(heard := heard_turns(view, k)) > 1:
        names = " / ".join(name for name, _ in heard)
        yield Hit(names, wanted, lambda: _remedy(mended, cue.text), note="unmarked")


def _remedy(mended: str, text: str) -> Remedy:
    return Remedy("dashes", True, {"text": mended.replace("\n", " / ")}) if mended != text else Remedy(None, False)


def _answers(upper: str, lower: str) -> bool:
    """Whether two people speak in two lines, of which only the lower opens with a dash: a sound is nobody's turn, and
    in the midst of a sentence the dash sets something apart."""
    if opens_turn(upper.lstrip()):
        return False
    one, two = without_sounds(upper).split(), without_sounds(lower).lstrip(f" {DASH_MARKS}").split()
    return bool(one and two) and ends_sentence(one[-1], two[0])


def heard_turns(view: View, k: int) -> list[tuple[str, str]]:
    """(speaker, text) of each turn in cue k, as the voices were told apart; empty where they were not. Where one
    changes within a sentence, a word was given to another voice by mistake."""
    words = view.said[k].words
    if not words or any(word.speaker is None for word in words):
        return []
    result: list[tuple[str, str]] = []
    for speaker, turn in groupby(words, key=lambda word: word.speaker or ""):
        said = [word.text for word in turn]
        who, before = result[-1] if result else (speaker, "")
        if result and (who == speaker or not ends_sentence(before.split()[-1], said[0])):
            result[-1] = who, " ".join((before, *said))
        else:
            result.append((speaker, " ".join(said)))
    return result


def with_dashes(view: View, k: int) -> str:
    """The text of cue k with the dash of its language before each of its turns, a line each; unchanged where that takes
    more lines than there are, or where a turn would be longer than a line."""
    cue, mark = view.cues[k], dash(view.context.lang)
    lines: list[str] = []
    turns: list[bool] = []
    for line, opens in zip(cue.lines, view.turns(k), strict=True):
        parts = _MID_LINE.split(line)
        lines += parts
        turns += [opens, *[True] * (len(parts) - 1)]
    heard = heard_turns(view, k)
    if any(turns):
        turned = [_dashed(line, mark) if turn else line for line, turn in zip(lines, turns, strict=True)]
        if turns == [False, True] and _answers(*lines):
            turned[0] = _after(mark, turned[0].lstrip())
    elif len(heard) == 2 and not any(map(opens_turn, lines)):
        turned = [_after(mark, text) for _, text in heard]
    else:
        return cue.text
    profile = view.context.profile
    longest = max(profile.line, *(len(line) for line in cue.lines))
    fits = len(turned) <= view.context.lines and all(len(line) <= longest for line in turned)
    return "\n".join(turned) if fits else cue.text


def _dashed(line: str, mark: str) -> str:
    return _after(mark, line.lstrip()[1:])


def _after(mark: str, said: str) -> str:
    """A hyphen stands off from a figure, of which it would be the minus."""
    return f"{mark} {said}" if mark == OTHER_DASH and said[:1].isdigit() else mark + said


def never_named(view: View) -> Iterator[tuple[int, Hit]]:
    """SPK-ID: WCAG 1.2.2 and 1.4.1, BBC §7.8: where several people speak, a viewer can tell who; never by colour alone.

    Who is on screen only a person sees. So each voice is pointed out once, at its first cue (index, hit), when no cue
    of the track names it. Nobody is told to write the number of a voice; where no names are known, nothing is said.
    """
    first: dict[str, int] = {}
    for k in range(len(view.cues)):
        if (speaker := _speaker(view, k)) is not None:
            first.setdefault(speaker, k)
    for speaker, k in first.items() if len(first) > 1 else ():
        if _named(view, speaker):
            continue
        if is_name(speaker):
            yield k, Hit(speaker, None, partial(Remedy, "name", False, {"name": speaker.upper()}))
        elif view.context.speakers:
            names = ", ".join(view.context.speakers).upper()
            yield k, Hit(speaker, None, partial(Remedy, "name-one", False, {"names": names}), note="number")


def _speaker(view: View, k: int) -> str | None:
    """Whose cue it is; the first of several."""
    said = view.said[k].words
    return view.cues[k].speaker or (said[0].speaker if said else None)


def _named(view: View, speaker: str) -> bool:
    """Whether any cue opens with the speaker's name, or, for a voice without a name, whether one of its own cues opens
    with anybody's."""
    for at, cue in enumerate(view.cues):
        for line in cue.lines:
            found = LABEL.match(line.lstrip().lstrip(DASH_MARKS))
            if found and (_speaker(view, at) == speaker or _same(found["name"], speaker)):
                return True
    return False


def _same(label: str, name: str) -> bool:
    one, two = label.casefold().split(), name.casefold().split()
    return bool(set(one) & set(two))


def label_form(view: View, k: int) -> Iterator[Hit]:
    """SPK-ID: the name stands in capitals with a colon: `LAURA:` (BBC §7.8)."""
    for line in view.cues[k].lines:
        found = LABEL.match(line.lstrip().lstrip(DASH_MARKS))
        if found and not found["name"].isupper() and _is_speaker(view, found["name"]):
            yield Hit(found["name"], found["name"].upper(), lambda: Remedy(None, False), note="form")


def _is_speaker(view: View, name: str) -> bool:
    return any(_same(name, known) for known in view.context.speakers)
