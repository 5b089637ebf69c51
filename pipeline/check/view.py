"""A track as the rules see it: its cues, what is known besides, and the time that is free around each cue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.captions.limits import APART_MS, EARLY_FRAMES, frames, frames_within
from pipeline.captions.sound_cues import speaks
from pipeline.check.context import Context
from pipeline.check.heard import Said, listen, listen_to
from pipeline.check.meaning.compared import Compared, compared
from pipeline.check.turn_lines import turn_lines
from pipeline.cues import Cue

#: Words for which one check looks for suggestions, at half a second each. What an earlier check has found costs
#: nothing, so that the desk, which checks at each save, comes to all of them.
MOST_LOOKED_UP = 12


@dataclass(frozen=True)
class View:
    """The cues of a track and their context. k: index of a cue, from 0. Everything in ms."""

    cues: tuple[Cue, ...]
    context: Context

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """What was said in each cue."""
        return listen(self.cues, self.context)

    @cached_property
    def translations(self) -> Mapping[int, list[Compared]]:
        """By index of the cue that begins to say it, each sentence of the speech beside its translation."""
        return compared(self.cues, self.context.translated, self.context.lang) if self.context.translated else {}

    def with_cues(self, cues: Sequence[Cue]) -> View:
        """The same words at other times: what was said in each cue stays known."""
        other = replace(self, cues=tuple(cues))
        other.__dict__["said"] = self.said
        return other

    def rewritten(self, k: int, text: str) -> View:
        """The same track with `text` in cue k."""
        cue = replace(self.cues[k], text=text)
        other = replace(self, cues=(*self.cues[:k], cue, *self.cues[k + 1 :]))
        said = self.said[k]
        if text.split() != self.tokens(k):
            anew = listen_to(cue, self.context)
            # Which sentence a cue translates is seen beside the other cues only.
            said = replace(anew, first=anew.first or said.first, last=anew.last or said.last)
        other.__dict__["said"] = (*self.said[:k], said, *self.said[k + 1 :])
        return other

    @property
    def gap(self) -> int:
        """Least time between two cues."""
        return frames(self.context.profile.gap_frames, self.context.fps)

    @property
    def early(self) -> int:
        """How far before its first word a cue may start."""
        return frames_within(min(EARLY_FRAMES, self.context.profile.sync_frames), self.context.fps)

    @cached_property
    def _looked_up(self) -> set[str]:
        return set()

    def suggestions(self, word: str) -> list[str]:
        """Words that were perhaps meant, best first; none where nobody asks for them, or after MOST_LOOKED_UP words."""
        speller, looked_up = self.context.speller, self._looked_up
        if speller is None or not self.context.suggests:
            return []
        known = speller.suggested(word)
        if known is None and len(looked_up) < MOST_LOOKED_UP:
            looked_up.add(word)
            known = speller.suggest(word)
        return known or []

    def preceding(self, k: int) -> int | None:
        """The index of the cue before cue k: what stands elsewhere on the screen while cue k does is passed over."""
        return next((at for at in range(k - 1, -1, -1) if not _side_by_side(self.cues[at], self.cues[k])), None)

    def following(self, k: int) -> int | None:
        """The index of the cue after cue k, likewise."""
        later = range(k + 1, len(self.cues))
        return next((at for at in later if not _side_by_side(self.cues[k], self.cues[at])), None)

    def before(self, k: int) -> Cue | None:
        """The cue before cue k, as `preceding`."""
        return None if (at := self.preceding(k)) is None else self.cues[at]

    def after(self, k: int) -> Cue | None:
        """The cue after cue k, as `following`."""
        return None if (at := self.following(k)) is None else self.cues[at]

    def next_tokens(self, k: int) -> list[str]:
        """The words of the cue after cue k; none where there is none."""
        return [] if (at := self.following(k)) is None else self.tokens(at)

    def tokens(self, k: int) -> list[str]:
        return self.cues[k].text.split()

    def turns(self, k: int) -> list[bool]:
        """Of each line of cue k, whether another speaker's turn opens there."""
        lines, lang = self.cues[k].lines, self.context.lang
        if not any(turn_lines(lines, lang)):
            return [False] * len(lines)
        last, following = self.preceding(k), self.after(k)
        above = self.cues[last].lines[-1] if last is not None and self.adjoining(last) else ""
        beyond = following.text.replace("\n", " ") if following and self.adjoining(k) else ""
        return turn_lines(lines, lang, above, beyond)

    def langs(self, k: int) -> list[str]:
        """The language of each written word: as heard in captions, that of the track elsewhere."""
        return [word.lang for word in self.said[k].words]

    def earliest(self, k: int) -> int:
        """The earliest start that keeps the gap and the sync; never later than the cue's own start.

        Where nobody has heard the first word, a cue does not start earlier than its author wanted.
        """
        cue, first, last = self.cues[k], self.said[k].first, self.before(k)
        clear = last.end + self.gap if last else 0
        wanted = first.start - self.early if first else cue.start
        return min(cue.start, max(clear, wanted, 0))

    def latest(self, k: int) -> int:
        """The latest end up to the next cue, the end of the media, and the longest cue there may be."""
        cue, following = self.cues[k], self.after(k)
        bounds = [cue.start + self.context.profile.max_ms]
        if following:
            bounds.append(following.start - self.gap)
        if self.context.duration_ms is not None:
            bounds.append(self.context.duration_ms)
        return min(bounds)

    def room(self, k: int) -> int:
        """The longest time that cue k could stand, its neighbours as they are."""
        return max(self.cues[k].duration, self.latest(k) - self.earliest(k))

    def adjoining(self, k: int) -> bool:
        """Whether the next cue goes on where cue k ends: the same speaker, no silence between."""
        following = self.after(k)
        if following is None or not speaks(self.cues[k]) or not speaks(following):
            return False
        return following.speaker == self.cues[k].speaker and following.start - self.cues[k].end <= APART_MS


def _side_by_side(one: Cue, two: Cue) -> bool:
    """A sign at the top while somebody speaks below: neither takes time from the other."""
    return one.top is not two.top and one.end > two.start
