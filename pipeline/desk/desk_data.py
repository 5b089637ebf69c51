"""What the review page shows, as JSON values: a story, its tracks, findings and risks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.actions.restore import Kept
from pipeline.captions.limits import frames, hard_cps, least_ms
from pipeline.captions.speaker_labels import dash
from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.risk import Risk
from pipeline.check.rule_texts import title
from pipeline.check.rules.sound_rules import brackets_of
from pipeline.check.waivers import Waiver
from pipeline.cues import Cue
from pipeline.description.passages import WORDS_A_MINUTE
from pipeline.media.waveform import PEAK_MS
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.review.approval import OTHER_FOOTAGE, State
from pipeline.review.heard_entries import Tick
from pipeline.review.history import MACHINE
from pipeline.review.track_diff import Difference, DiffRow
from pipeline.video.fonts import FONTS
from pipeline.video.geometry import geometry

Data = dict[str, Any]


def cues_data(cues: Iterable[Cue]) -> list[Data]:
    """Cues as the page has them; times in ms."""
    return [cue.as_dict() for cue in cues]


def story_data(settings: Settings, story: Story, contexts: dict[str, Context], size: tuple[int, int]) -> Data:
    """All that stays the same while people review. contexts: by name of the track. size: px of the picture."""
    known = next(iter(contexts.values()))
    return {
        "slug": story.slug,
        "title": {"ca": story.info.title.ca, "en": story.info.title.en},
        "duration": known.duration_ms,
        "fps": float(known.fps),
        "frame": known.frame_ms,
        "width": size[0],
        "height": size[1],
        "people": list(story.info.speaker_names),
        "cuts": list(known.cuts),
        "speech": [list(span) for span in known.speech],
        "peak": PEAK_MS,
        "look": look_data(settings, *size),
        "languages": {lang: language_data(context) for lang, context in contexts.items()},
    }


def language_data(context: Context) -> Data:
    """A track's kind, and the numbers that the page checks by itself while somebody types."""
    lang, profile = context.lang, context.profile
    return {
        "kind": context.kind,
        "language": lang,
        "line": profile.line,
        "lines": context.lines,
        "cps": profile.cps,
        "hard_cps": hard_cps(lang, profile),
        "least": least_ms(lang, profile),
        "longest": profile.max_ms,
        "gap": frames(profile.gap_frames, context.fps),
        "sound": list(brackets_of(lang)),
        "dash": dash(lang),
        "pace": WORDS_A_MINUTE,
    }


def look_data(settings: Settings, width: int, height: int) -> Data:
    """How burned-in captions look in a picture of width × height px, so that the page shows them the same."""
    look = settings.style.look(width, height)
    room = geometry(look, width, height)
    return {
        "text_height": room.size / height * 100,
        "box_alpha": look.box_alpha,
        "top": look.position == "top",
        "bottom": (room.bottom - room.padding) / height * 100,
        "padding": room.padding / room.size,
        "width": look.safe_width,
        "font": look.font,
        "fonts": [font.family for font in FONTS],
    }


def finding_data(finding: Finding, page: str, waiver: Waiver | None = None) -> Data:
    """A finding in the words of a page language. waived: the reason of whoever accepted it, or None. word, instead:
    what is misspelled, and what a dictionary has in its place."""
    values = finding.values
    return {
        "rule": finding.rule,
        "title": title(page, finding.rule),
        "severity": finding.severity,
        "cue": finding.cue,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "message": finding.say(page),
        "fix": finding.say_fix(page),
        "waived": waiver.reason if waiver else None,
        "word": values.get("word", ""),
        "instead": str(values["words"]).split(", ") if finding.fix_key == "perhaps" else [],
    }


def findings_data(found: Sequence[Finding], accepted: Sequence[tuple[Finding, Waiver]], page: str) -> list[Data]:
    """Findings in order of time, those that are waived among them, in the language of the page."""
    every = [(finding, None) for finding in found] + list(accepted)
    every.sort(key=lambda entry: (entry[0].start, entry[0].cue or 0))
    return [finding_data(finding, page, waiver) for finding, waiver in every]


def risk_data(risk: Risk, tick: Tick | None = None) -> Data:
    """A place to hear first. ticked: who says that it is right, and when; None where nobody does."""
    return risk.as_dict() | {"ticked": {"by": tick.by, "when": tick.when} if tick else None}


def why_data(state: State) -> str:
    """Why an earlier approval no longer holds: a key of the page's texts, or ""."""
    return ("other-footage" if state.why == OTHER_FOOTAGE else "changed") if state.why else ""


def version_data(version: Kept) -> Data:
    """A version of a track: how it came about, by whom ("": nobody knows, or the machine), when that was noted (""
    where nobody knows), and how many captions and words are others in the track as it is (captions: None for a version
    that cannot be read)."""
    by = version.by if version.by != MACHINE else ""
    captions = None if version.cues is None else max(version.here, version.there)
    differs = {"captions": captions, "words": max(version.gone, version.other)}
    return {"sha256": version.sha256, "why": version.why, "by": by, "when": version.when, "differs": differs}


def difference_data(found: Difference, most: int) -> Data:
    """Where the track now differs from a version, word by word: the first `most` places, and how many more."""
    return {"rows": [_row_data(row) for row in found.rows[:most]], "more": max(0, len(found.rows) - most)}


def _row_data(row: DiffRow) -> Data:
    """before, after: from when until when (ms), None where one side has nothing."""
    return {
        "kinds": list(row.kinds),
        "before": _span(row.before),
        "after": _span(row.after),
        "words": [{"side": side, "text": text} for side, text in row.together()],
    }


def _span(cues: Sequence[Cue]) -> tuple[int, int] | None:
    return (cues[0].start, cues[-1].end) if cues else None
