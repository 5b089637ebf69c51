"""The figures that tables show, one line each: what they are called, how they are written, what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.captions.alignment import NEAR_MS, Match
from benchmarks.captions.score import Score
from benchmarks.results import NOTHING
from benchmarks.table import NONE, percent
from pipeline.check.rules.table import RULES

Cell = Callable[[Score], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. always: shown even where all cells are empty or zero. meaning: for the notes, or ""."""

    title: str
    cell: Cell
    meaning: str = ""
    always: bool = False


def _percent(value: float | None) -> str:
    return NONE if value is None else percent(value)


def _ms(value: float | None) -> str:
    return NONE if value is None else f"{value:.0f} ms"


def _agreement(match: Match) -> str:
    return NONE if match.f1 is None else f"{match.f1:.2f}"


def _rule(name: str) -> Cell:
    return lambda score: _percent(score.rule(name))


def _found(score: Score) -> str:
    return f"{len(score.sync)} of {score.sync_of}" if score.sync_of else NONE


QUALITY: tuple[Row, ...] = (
    Row("cues", lambda score: str(score.cues), always=True),
    Row(
        "word error rate",
        lambda score: _percent(score.words.value),
        "words wrong, missing or too many, of the words said; lower case, no punctuation, no names of speakers",
        always=True,
    ),
    Row(
        "lines ending on a function word",
        lambda score: _percent(score.function_lines.value),
        "article, preposition, conjunction, weak pronoun, auxiliary or negation at the end of a line, of all lines",
        always=True,
    ),
    Row("cues with such a line", lambda score: _percent(score.function_cues.value), always=True),
    Row(
        "cues ending inside a clause",
        lambda score: _percent(score.open_ends.value),
        "no punctuation after the last word of the cue",
        always=True,
    ),
    Row(
        "highest reading speed",
        lambda score: f"{score.worst_cps:.1f}",
        "characters a second, spaces and punctuation included",
        always=True,
    ),
    Row(
        "cue boundaries as in the human track (F1)",
        lambda score: _agreement(score.boundaries),
        "cues that end after the same word, both tracks aligned word by word",
    ),
    Row(
        f"cue starts within {NEAR_MS} ms of the human track (F1)",
        lambda score: _agreement(score.starts),
        "each start counted once",
    ),
    Row(
        "line breaks as in the human track (F1)",
        lambda score: _agreement(score.lines),
        "lines inside a cue that end after the same word; the human track has few, so one more or less shows",
    ),
    Row(
        "sync of first words, median",
        lambda score: _ms(score.sync_median),
        "how far a cue starts from its first word, where the time of that word is known: by the hand that timed it, or"
        " by the script a stand-in was made from",
    ),
    Row("sync of first words, nine of ten within", lambda score: _ms(score.sync_p90)),
    Row("first words compared", _found, "cues of this system that start on a correctly heard word whose time is known"),
    Row(
        "SubER",
        lambda score: NONE if score.suber is None else f"{score.suber:.1f}",
        "edits of words, breaks and timing to the human track, in % (Wilken et al. 2022); of single tracks only",
    ),
)

MENDABLE = Row(
    "of all cues: read too fast needlessly",
    _rule("CPS mendable"),
    "free time around the cue, or another division of the same words, would have been enough",
    always=True,
)

#: Told as a number, since no cue breaks it.
UNTOLD = Row("SFX-COVER: sounds nobody tells of", lambda score: str(score.rules.get("SFX-COVER", NOTHING).count))

#: After which the rules of the checker stand, one line each.
BEFORE_RULES = "cues ending inside a clause"

#: What a rule is called where its id alone says too little.
RULE_TITLES = {
    "CPL": "a line over the limit",
    "LINES": "too many lines",
    "CPS error": "read too fast",
    "CPS warning": "read fast",
    "DUR-MIN error": "too short",
    "DUR-MIN warning": "short enough to jump",
    "DUR-MAX": "too long on screen",
    "OVERLAP": "overlaps the next",
    "GAP-MIN": "gap under two frames",
    "GAP-FLASH": "gap that flashes",
    "SHOT-SNAP": "misses a picture cut that the voice leaves free",
    "BREAK-NAME": "name, date or number torn apart",
    "BALANCE": "lines badly balanced",
    "CUE-SENT": "a sentence ends inside it and another begins",
    "SPK-DASH": "two speakers without dashes",
    "EMPTY": "empty",
    "SPK-ID": "speaker not named as the rule says",
    "SFX-FORM": "sound written in another form",
    "SONG": "song without its note",
    "ELLIPSIS": "dots that nothing asks for",
    "CA-OPENQ": "opening question or exclamation mark",
    "CA-GEM": "l·l written otherwise",
    "CA-APOS": "torn at an apostrophe or a hyphen",
    "QUOTES": "quotation marks of another language",
    "NUM": "small number in digits",
    "CAPS": "all in capitals",
    "GLYPH": "a sign no font has",
    "REPEAT": "text over silence, or repeated",
    "VTT": "cannot be published as WebVTT",
}

#: Counted otherwise (lines, not cues), or measured against better evidence (sync).
NOT_RULES = ("BREAK-FUNC", "SYNC-IN", "SYNC-OUT", "SPELL")


def rule_row(name: str) -> Row:
    """The line of a rule, or of one level of it."""
    if name == "CPS mendable":
        return MENDABLE
    if name == "SFX-COVER":
        return UNTOLD
    title = RULE_TITLES.get(name)
    return Row(f"{name}: {title}" if title else name, _rule(name))


def rows_for(scores: list[Score]) -> list[Row]:
    """The lines of a table of these scores: every rule that somebody breaks stands where its table has it."""
    names = {name for score in scores for name, share in score.rules.items() if share.count}
    order = list(RULES)
    rules = [
        rule_row(name) for name in sorted(names - {*NOT_RULES}, key=lambda name: (order.index(name.split()[0]), name))
    ]
    found: list[Row] = []
    for row in QUALITY:
        empty = {row.cell(score) for score in scores} <= {NONE, "0.0 %"}
        if row.always or not empty:
            found.append(row)
        if row.title == BEFORE_RULES:
            found += rules
    return found
