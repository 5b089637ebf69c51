"""What all steps of one story share: its settings, its ledger, the ears, and where to tell what is happening."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.build.outcome import Advance, StoryReport, StoryReporter
from pipeline.build.recognizer import Recognizer
from pipeline.build.step_cache import SHORT, StepCache, Verdict
from pipeline.build.task import Hands
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.settings import Settings
from pipeline.project.story import Story
from pipeline.review.track_file import TrackFile

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """name: in the ledger. key: everything that can change the result. outputs: the files it makes."""

    name: str
    key: Mapping[str, Any]
    outputs: Sequence[Path]


@dataclass(slots=True)
class BuildContext:
    """One story being worked on. series: with the settings that count for what is made (a withdrawn story is not named
    in them). hands: who does what is dear of it."""

    series: Series
    story: Story
    ledger: StepCache
    recognizer: Recognizer
    hands: Hands
    reporter: StoryReporter
    report: StoryReport

    @property
    def layout(self) -> Layout:
        return self.series.layout

    @property
    def settings(self) -> Settings:
        return self.series.settings

    def track(self, lang: str) -> TrackFile:
        return TrackFile(self.series, self.story, lang)

    def tracks(self) -> list[TrackFile]:
        """Those that the story should have, whether their files are there or not."""
        return [self.track(lang) for lang in self.series.languages(self.story)]

    def once(
        self,
        step: str,
        key: Mapping[str, Any],
        outputs: Sequence[Path],
        make: Callable[[Advance], None],
        *,
        what: str,
        total: int | None = None,
    ) -> bool:
        """Runs `make` unless `outputs` were already made from the same `key`; whether it ran.

        what, total: for the progress shown. `make` must write every output under its final name or raise.
        """
        one = Step(step, key, outputs)
        return bool(self.once_each([one], lambda _, advance: make(advance), what=lambda _: what, total=total))

    def once_each(
        self,
        steps: Sequence[Step],
        make: Callable[[Sequence[Step], Advance], None],
        *,
        what: Callable[[Sequence[Step]], str],
        total: int | None = None,
        media: bool = False,
    ) -> Sequence[Step]:
        """Runs `make` once for all of `steps` that were not made yet from the same keys; those that it ran for.

        total: of each of them. media: whether that is ms of media.
        """
        verdicts = self.ledger.judged([(step.name, step.key, step.outputs) for step in steps])
        for step, verdict in zip(steps, verdicts, strict=True):
            log_step(self.story.slug, step.name, verdict)
        stale = [step for step, verdict in zip(steps, verdicts, strict=True) if verdict.why]
        if stale:
            began = time.monotonic()
            with self.reporter.step(what(stale), total and total * len(stale), media) as advance:
                make(stale, advance)
            self.ledger.record_each([(step.name, step.key, step.outputs) for step in stale])
            self.report.made += [step.name for step in stale]
            names = ", ".join(step.name for step in stale)
            _log.info("%s: made %s in %.2f s", self.story.slug, names, time.monotonic() - began)
        return stale

    def note(self, text: str) -> None:
        self.report.notes.append(text)
        self.reporter.note(text)


def log_step(whose: str, name: str, verdict: Verdict) -> None:
    """whose: slug of the story, or the series."""
    made = f"to be made: {verdict.why}" if verdict.why else "fresh"
    _log.info("%s: step %s, key %s: %s", whose, name, verdict.key[:SHORT], made)
