"""Edit histories for tests of the merge: machine tracks, reruns of the machine, and what people do to a track.

Every word of the machine is one letter and a number ("w12", "n3"), every word that a person writes is new and begins
with "h", so that a lost one is missed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count

from hypothesis import strategies as st

from pipeline.cues import Cue

Track = tuple[Cue, ...]

#: Said more than once in every story.
COMMON = ("de", "la", "sí.", "no.")

EDITS = ("reword", "retime", "split", "join", "delete", "insert", "top", "rewrap", "move word")
RERUNS = ("same", "reword", "shift", "jitter", "recut", "drop", "hear more", "all")


def words_of(track: Sequence[Cue]) -> list[str]:
    return [word for cue in track for word in cue.text.split()]


@st.composite
def machine_tracks(draw: st.DrawFn, largest: int = 12) -> Track:
    """Cues one after the other, with and without gaps; sounds and short repeated answers among them."""
    cues, at, number = [], draw(st.integers(0, 3000)), 0
    for _ in range(draw(st.integers(0, largest))):
        at += draw(st.sampled_from([0, 0, 80, 400, 2500]))
        length = draw(st.integers(600, 6000))
        kind = draw(st.sampled_from(["words"] * 6 + ["short", "sound"]))
        if kind == "sound":
            text = draw(st.sampled_from(["(Música)", "[music]", "♪"]))
        elif kind == "short":
            text = draw(st.sampled_from(COMMON))
        else:
            many = draw(st.integers(1, 9))
            text = _lines([draw(st.sampled_from([f"w{number + k}"] * 3 + [*COMMON])) for k in range(many)])
            number += many
        cues.append(Cue(at, at + length, text))
        at += length
    return tuple(cues)


def _lines(words: Sequence[str]) -> str:
    half = len(words) // 2 if len(words) > 5 else 0
    return " ".join(words[:half]) + "\n" + " ".join(words[half:]) if half else " ".join(words)


@st.composite
def reruns(draw: st.DrawFn, track: Track, how: str | None = None) -> Track:
    """What the machine might make of the same footage with another model, glossary or profile."""
    how = how or draw(st.sampled_from(RERUNS))
    if how in ("shift", "all"):
        by = draw(st.integers(max(-300, -track[0].start) if track else 0, 300))
        track = tuple(cue.moved(cue.start + by, cue.end + by) for cue in track)
    if how in ("recut", "all"):
        track = _recut(track, draw(st.integers(3, 8)))
    if how in ("jitter", "all"):
        track = tuple(
            cue.moved(cue.start + draw(st.integers(0, cue.duration // 4)), cue.end - draw(st.integers(0, 40)))
            for cue in track
        )
    if how in ("reword", "all"):
        track = tuple(draw(_misheard(cue)) for cue in track)
    if how in ("drop", "all"):
        track = tuple(cue for cue in track if draw(st.integers(0, 9)))
    if how in ("hear more", "all") and track:
        start = track[-1].end + draw(st.sampled_from([0, 700]))
        track = (*track, Cue(start, start + 1500, f"n{draw(st.integers(0, 99))} n"))
    return track


@st.composite
def _misheard(draw: st.DrawFn, cue: Cue) -> Cue:
    words = cue.text.split(" ")
    if draw(st.integers(0, 2)):
        return cue
    words[draw(st.integers(0, len(words) - 1))] = f"n{draw(st.integers(0, 99))}"
    return replace(cue, text=" ".join(words))


def _recut(track: Track, many: int) -> Track:
    """The same words, `many` to a cue, each still about when it is said."""
    spoken = [
        (word, cue.start + cue.duration * k // len(texts), cue.start + cue.duration * (k + 1) // len(texts))
        for cue in track
        for texts in [cue.text.split()]
        for k, word in enumerate(texts)
    ]
    found = [spoken[at : at + many] for at in range(0, len(spoken), many)]
    return tuple(Cue(part[0][1], part[-1][2], _lines([word for word, _, _ in part])) for part in found)


@st.composite
def edited(draw: st.DrawFn, track: Track, numbers: count[int], most: int = 5, kinds: Sequence[str] = EDITS) -> Track:
    """`track` after some edits of a person; new words are numbered by `numbers`."""
    for _ in range(draw(st.integers(0, most))):
        track = draw(_edit(track, draw(st.sampled_from(kinds)), numbers))
    return track


@st.composite
def _edit(draw: st.DrawFn, track: Track, kind: str, numbers: count[int]) -> Track:
    cues = list(track)
    if kind == "insert" or not cues:
        start = draw(st.integers(0, max((cue.end for cue in cues), default=0) + 2000))
        new = Cue(start, start + draw(st.integers(300, 3000)), f"h{next(numbers)} h{next(numbers)}")
        return tuple(sorted([*cues, new], key=lambda cue: (cue.start, cue.end)))
    at = draw(st.integers(0, len(cues) - 1))
    cue, words = cues[at], cues[at].text.split()
    after = cues[at + 1] if at + 1 < len(cues) else None
    if kind == "reword":
        words[draw(st.integers(0, len(words) - 1))] = f"h{next(numbers)}"
        cues[at] = replace(cue, text=_lines(words))
    elif kind == "retime":
        start = max(0, cue.start + draw(st.integers(-1500, 1500)))
        cues[at] = cue.moved(start, max(start + 300, cue.end + draw(st.integers(-1500, 1500))))
    elif kind == "split" and len(words) > 1:
        half = draw(st.integers(1, len(words) - 1))
        middle = cue.start + cue.duration * half // len(words)
        first = replace(cue, end=middle, text=" ".join(words[:half]))
        cues[at : at + 1] = [first, replace(cue, start=middle, text=" ".join(words[half:]))]
    elif kind == "join" and after:
        cues[at : at + 2] = [replace(cue, end=max(cue.end, after.end), text=cue.text + "\n" + after.text)]
    elif kind == "delete":
        del cues[at]
    elif kind == "top":
        cues[at] = replace(cue, top=not cue.top)
    elif kind == "rewrap":
        cues[at] = replace(cue, text=" ".join(words))
    elif kind == "move word" and after and len(words) > 1:
        cues[at] = replace(cue, text=" ".join(words[:-1]))
        cues[at + 1] = replace(after, text=f"{words[-1]} {after.text}")
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))
