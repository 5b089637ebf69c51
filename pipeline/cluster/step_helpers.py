"""Who does the tasks of a step at the moment, as people are told."""

from __future__ import annotations

from threading import Lock

from pipeline.build.outcome import Advance
from pipeline.messages import together, tr

#: So many of those who do a step are named.
MOST_NAMED = 4


class StepHelpers:
    """Who does the tasks of a step at the moment. May be used by several threads."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._alone = Lock()

    def begins(self, key: str, name: str) -> None:
        """It is `name` who does the task of that key."""
        with self._alone:
            self._names[key] = name

    def ends(self, key: str) -> None:
        """Nobody does that task any more."""
        with self._alone:
            self._names.pop(key, None)

    def named_by(self, advance: Advance) -> Advance:
        """An Advance that says besides who they are."""
        return lambda done, detail="": advance(done, together(detail, self.names(), between=", "))

    def names(self) -> str:
        """As people are told; of many, some."""
        with self._alone:
            names = sorted(set(self._names.values()))
        if len(names) <= MOST_NAMED:
            return ", ".join(names)
        named, more = ", ".join(names[: MOST_NAMED - 1]), len(names) - MOST_NAMED + 1
        return tr("{names} and {count} more", names=named, count=more)
