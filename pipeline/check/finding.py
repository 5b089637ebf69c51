"""What the checker says: a finding for people and programs, and the bare hit that a rule makes it from."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pipeline.check.rule_texts import fix_text, message_text
from pipeline.languages import PAGE_LANGUAGES
from pipeline.messages import in_language

#: error: blocks approval unless waived with a reason. warning: somebody should look. info: a hint of style.
Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

#: A number in the unit of the rule's message, or the text that was measured.
Measure = float | str | None

#: What fills the placeholders of a message: texts stay as they are, numbers are written as each language does.
Values = Mapping[str, float | str]


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would help. fix: what follows "fix." in texts/, or None. mendable: better cutting or timing – or, for
    spelling of signs, another character – is enough; where False, only a person who rewords can help."""

    fix: str | None
    mendable: bool
    values: Values = field(default_factory=dict)


#: The remedy of what only another wording, or a person's eye, can mend.
PERSON = Remedy(None, False)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a rule is broken, before it is put into words.

    remedy: asked only when somebody wants to know, since finding out may take a search. note: which of the rule's
    messages. severity: only where it is not the one of the rule's table. span, text: only where it is not a cue's.
    """

    measured: Measure
    limit: Measure
    remedy: Callable[[], Remedy] = lambda: PERSON
    note: str = "found"
    values: Values = field(default_factory=dict)
    severity: Severity | None = None
    span: tuple[int, int] | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule at one place of a track.

    cue: its number from 1, or None (a sound or speech without a cue). start, end: ms. text: of the cue, lines joined by
    "\\n", or the place of speech without one. measured, limit: in the unit of the message. mendable: better cutting or
    timing, or another character, can mend it; where it is False only rewording could, or a decision that only a person
    can take.
    """

    rule: str
    severity: Severity
    cue: int | None
    start: int
    end: int
    text: str
    measured: Measure
    limit: Measure
    mendable: bool
    note: str = "found"
    fix_key: str | None = None
    values: Values = field(default_factory=dict)

    def say(self, lang: str) -> str:
        """The message in a page language."""
        filled = {"measured": self.measured, "limit": self.limit} | dict(self.values)
        said = {name: in_language(value, lang) for name, value in filled.items()}
        return message_text(lang, self.rule, self.note, said)

    def say_fix(self, lang: str) -> str | None:
        """The proposed fix in a page language, or None."""
        return fix_text(lang, self.fix_key, self.values) if self.fix_key else None

    @property
    def message(self) -> str:
        return self.say("en")

    @property
    def fix(self) -> str | None:
        return self.say_fix("en")

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same when a track is laid out or timed anew: the rule and the letters of the cue."""
        return self.rule, letters(self.text)

    def as_dict(self) -> dict[str, Any]:
        """JSON values; `message` and `fix` by language."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "cue": self.cue,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "measured": self.measured,
            "limit": self.limit,
            "mendable": self.mendable,
            "message": {lang: self.say(lang) for lang in PAGE_LANGUAGES},
            "fix": {lang: self.say_fix(lang) for lang in PAGE_LANGUAGES} if self.fix_key else None,
        }


def letters(text: str) -> str:
    """The letters and digits of `text` in order: what no fix may change. `ŀ` counts as the l that it stands for."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())
