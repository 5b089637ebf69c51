"""The table of rules: one line each, and the two ways of checking – cues, or the bytes of a file.

Sources by rule stand in the docstrings of the functions; the numbers, in the caption profile and in `limits.py`. A new
rule is a function, a line here, and its words in texts/*.toml.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.check.context import Context
from pipeline.check.finding import Finding, Hit, Severity
from pipeline.check.reader_remarks import from_remarks, not_composed
from pipeline.check.rules import (
    cue_lines,
    described,
    durations,
    integrity,
    orthography,
    sound_rules,
    speaker_rules,
    spelling,
    spelling_2017,
    sync,
    translations,
    unheard,
)
from pipeline.check.view import View
from pipeline.cues import Cue
from pipeline.subtitles.srt import read_srt

#: Looks at one cue (index from 0).
CueRule = Callable[[View, int], Iterator[Hit]]

#: Looks at the whole track, and says at which cues it is broken, or (a sound, speech) at none.
TrackRule = Callable[[View], Iterator[tuple[int | None, Hit]]]

#: Who can mend it: the machine alone; the machine in part; only a person.
Mender = Literal["machine", "partly", "person"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. levels: severity by language, "*" for those not named; a language without one has no such rule. Where a
    rule has two levels (CPS, DUR-MIN, SPELL, MEANING) this is the higher, and its function says which one it is. about:
    tracks of what is heard, of what is seen, or both."""

    id: str
    levels: Mapping[str, Severity]
    source: str
    mender: Mender
    cue: CueRule | None = None
    track: TrackRule | None = None
    about: Literal["captions", "descriptions", "both"] = "captions"

    def level(self, lang: str) -> Severity | None:
        return self.levels.get(lang, self.levels.get("*"))

    def level_in(self, context: Context) -> Severity | None:
        """None where it is no rule for such a track."""
        of = "descriptions" if context.kind == "descriptions" else "captions"
        return self.level(context.lang) if self.about in (of, "both") else None

    def hits(self, view: View, k: int) -> Iterator[Hit]:
        """Where cue k breaks the rule by itself or beside its neighbours; no language asked."""
        return self.cue(view, k) if self.cue else iter(())

    def findings(self, view: View) -> Iterator[Finding]:
        """Everything in the track that breaks the rule."""
        level = self.level_in(view.context)
        if level is None:
            return
        for k in range(len(view.cues)):
            yield from (_finding(self.id, level, hit, view, k) for hit in self.hits(view, k))
        for at, hit in self.track(view) if self.track else ():
            yield _finding(self.id, level, hit, view, at)


def _finding(rule: str, level: Severity, hit: Hit, view: View, k: int | None) -> Finding:
    remedy = hit.remedy()
    cue = view.cues[k] if k is not None else None
    start, end = hit.span or ((cue.start, cue.end) if cue else (0, 0))
    return Finding(
        rule=rule,
        severity=hit.severity or level,
        cue=None if k is None else k + 1,
        start=start,
        end=end,
        text=hit.text if hit.text is not None else (cue.text if cue else ""),
        measured=round(hit.measured, 3) if isinstance(hit.measured, float) else hit.measured,
        limit=hit.limit,
        mendable=remedy.mendable,
        note=hit.note,
        fix_key=remedy.fix,
        values={**hit.values, **remedy.values},
    )


_NETFLIX = "Netflix Timed Text Style Guide"
ERROR: Mapping[str, Severity] = {"*": "error"}
WARNING: Mapping[str, Severity] = {"*": "warning"}
INFO: Mapping[str, Severity] = {"*": "info"}

_TABLE = (
    Rule("CPL", ERROR, f"{_NETFLIX}, English I.2; UNE 153010", "machine", cue_lines.line_length),
    Rule("LINES", ERROR, f"{_NETFLIX}, general; BBC §3.3", "machine", cue_lines.line_count),
    Rule(
        "CPS",
        ERROR,
        f"{_NETFLIX}: Catalan and Castilian 17, English 20/17; UNE 153010: 15",
        "partly",
        durations.reading_speed,
    ),
    Rule("DUR-MIN", ERROR, f"ésAdir; UNE 153010; {_NETFLIX}: 5/6 s", "partly", durations.shortest),
    Rule("DUR-MAX", WARNING, f"{_NETFLIX}; UNE 153010", "partly", durations.longest),
    Rule("OVERLAP", ERROR, "W3C WebVTT; players", "machine", durations.overlap, about="both"),
    Rule("GAP-MIN", WARNING, _NETFLIX, "machine", durations.least_gap),
    Rule("GAP-FLASH", WARNING, _NETFLIX, "machine", durations.flash),
    Rule("SYNC-IN", WARNING, "industry practice of quality control; BBC §5.4", "machine", sync.sync_in),
    Rule("SYNC-OUT", INFO, f"{_NETFLIX}, timing", "machine", sync.sync_out),
    Rule("SHOT-SNAP", WARNING, f"{_NETFLIX}, timing", "machine", sync.shot_snap),
    Rule("BREAK-FUNC", WARNING, f"{_NETFLIX} §4; BBC §3.4", "partly", cue_lines.leaning_end),
    Rule("BREAK-NAME", WARNING, f"{_NETFLIX} §4", "partly", cue_lines.torn_name),
    Rule("BALANCE", INFO, f"{_NETFLIX} §4", "machine", cue_lines.balance),
    Rule("CUE-SENT", INFO, "ésAdir", "person", cue_lines.two_sentences),
    Rule("SPK-DASH", WARNING, f"ésAdir; {_NETFLIX}", "machine", speaker_rules.dashes),
    Rule(
        "SPK-ID",
        WARNING,
        "WCAG 1.2.2, 1.4.1; BBC §7.8",
        "person",
        speaker_rules.label_form,
        track=speaker_rules.never_named,
    ),
    Rule("SFX-FORM", WARNING, f"UNE 153010; {_NETFLIX}", "machine", sound_rules.sound_form),
    Rule("SFX-COVER", {"ca": "info", "es": "info"}, "WCAG 1.2.2", "person", track=sound_rules.untold_sound),
    Rule("SPEECH-COVER", ERROR, "WCAG 1.2.2", "person", track=unheard.untold_speech),
    Rule("SONG", WARNING, "BBC §9.3.2", "machine", sound_rules.song),
    Rule("ELLIPSIS", WARNING, f"{_NETFLIX} I.3", "partly", orthography.ellipses),
    Rule("CA-OPENQ", {"ca": "warning"}, "Institut d'Estudis Catalans", "machine", orthography.opening_marks),
    Rule("ES-OPENQ", {"es": "warning"}, f"RAE, Ortografía; {_NETFLIX}, Castilian", "partly", orthography.unopened),
    Rule("CA-GEM", {"ca": "error"}, "Catalan orthography", "machine", orthography.geminate, about="both"),
    Rule("CA-APOS", {"ca": "error"}, "Catalan orthography", "machine", orthography.apostrophe, about="both"),
    Rule(
        "CA-2017",
        {"ca": "warning"},
        "Institut d'Estudis Catalans, Ortografia catalana (2017)",
        "person",
        spelling_2017.before_2017,
        about="both",
    ),
    Rule("QUOTES", INFO, "the house's choice", "machine", orthography.quotation),
    Rule("NUM", INFO, "UNE 153010; BBC §18.1", "person", orthography.numbers),
    Rule("CAPS", WARNING, "UNE 153010", "person", orthography.capitals),
    Rule("GLYPH", ERROR, "a missing glyph is a lost letter", "person", integrity.glyphs),
    Rule("VTT", ERROR, "W3C WebVTT §§3.1, 4", "partly", integrity.webvtt, about="both"),
    Rule("EMPTY", ERROR, "ours", "machine", integrity.empty, about="both"),
    Rule("REPEAT", WARNING, "known failure of recognisers", "person", integrity.over_silence, track=integrity.repeats),
    Rule("SPELL", WARNING, "Hunspell's dictionaries", "person", spelling.unknown_words, about="both"),
    Rule("MEANING", WARNING, "ours", "person", translations.says_what_was_said),
    Rule("AD-TODO", ERROR, "ours", "person", described.unwritten, about="descriptions"),
    Rule("AD-MARK", WARNING, "ours", "person", described.other_marks, about="descriptions"),
    Rule("AD-VOICE", ERROR, "WCAG 1.2.5", "person", described.over_a_voice, about="descriptions"),
    Rule("AD-FITS", ERROR, "WCAG 1.2.5, 1.2.7", "person", described.too_long, about="descriptions"),
    Rule("AD-COVER", WARNING, "WCAG 2.2, F113", "person", track=described.untold_pause, about="descriptions"),
)

#: Every rule by its id, in the order of the table.
RULES: dict[str, Rule] = {rule.id: rule for rule in _TABLE}


def check(cues: Sequence[Cue], context: Context, rules: Sequence[str] = tuple(RULES)) -> list[Finding]:
    """Everything in `cues` that breaks one of `rules`, in order of time; within a cue, of the table."""
    view = View(tuple(cues), context)
    found = [finding for rule in rules for finding in RULES[rule].findings(view)]
    return sorted(found, key=_place)


def check_cues(cues: Sequence[Cue], context: Context, places: Sequence[int]) -> list[Finding]:
    """What the rules say of the cues at `places` (from 0) and their neighbours, as they are being typed; rules about
    whole tracks are silent."""
    view = View(tuple(cues), context)
    levels = [(rule, level) for rule in RULES.values() if (level := rule.level_in(context))]
    found = [
        _finding(rule.id, level, hit, view, k) for rule, level in levels for k in places for hit in rule.hits(view, k)
    ]
    return sorted(found, key=_place)


@dataclass(frozen=True, slots=True)
class Checked:
    """A file as it was read: its cues, and everything that is to be said about it."""

    cues: tuple[Cue, ...]
    findings: list[Finding]


def check_file(data: bytes, context: Context, path: Path | None = None) -> Checked:
    """The bytes of an SRT file checked, including what only the file itself shows: overlaps, empty cues, damaged times
    and letters, which the reader mends. `path` names the file in errors. Raises SubtitleError: not a subtitle file."""
    reading = read_srt(data, path, context.speakers)
    read = from_remarks(reading.remarks, reading.cues) + not_composed(data)
    return Checked(reading.cues, sorted(read + check(reading.cues, context), key=_place))


def _place(finding: Finding) -> tuple[int, int]:
    return finding.start, finding.cue or 0
