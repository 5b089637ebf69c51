"""`veus status`: for each story and language, how far people and the machine have come. Makes nothing."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.last_build import known_media_info, known_transcript
from pipeline.build.outcome import Silent, StoryReport
from pipeline.build.places_to_hear import places_to_hear, unticked
from pipeline.build.recognizer import Recognizer
from pipeline.build.step_cache import StepCache
from pipeline.build.story_memory import Remembered, StoryMemory
from pipeline.build.surroundings import around
from pipeline.build.track_context import counting_context
from pipeline.build.track_files import description_vtt
from pipeline.build.tracks import effective_cues
from pipeline.build.uncaptioned import uncaptioned
from pipeline.build.videos import burn_steps
from pipeline.check.risk import Risk
from pipeline.check.view import View
from pipeline.cues import Track, TrackStatus
from pipeline.description.passages import passages
from pipeline.errors import for_people, told_by
from pipeline.messages import as_data, from_data, tr
from pipeline.project.series import Series, place_in
from pipeline.project.story import Story, find_film, find_footage
from pipeline.review.open_items import count
from pipeline.review.track_file import TrackFile
from pipeline.review.withdrawal import sent_to, standing

_log = logging.getLogger(__name__)

#: yes: made from exactly what is there now. stale: made from something older. no: not made. –: nothing to make.
Made = Literal["yes", "stale", "no", "–"]


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One track of a story; language: its name. note: why an approval no longer holds, or "". problem: why the story
    cannot be built, or "". open: how many places of the track wait for a person's look; stale: how many of them are
    translations of sentences that have changed since. to_hear: how many places somebody should listen to; uncaptioned:
    how many stretches of speech have no captions, and no waiver: both as `check` names them. made: whether output/ has
    it; published: whether every place that the story was published to has it."""

    story: str
    language: str
    track: TrackStatus | None
    burned: Made
    made: Made
    published: Made
    problem: str = ""
    note: str = ""
    open: int = 0
    stale: int = 0
    to_hear: int = 0
    uncaptioned: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RememberedLines(Remembered):
    """What was told of a story when it was last looked at. notes: of each line, as `messages.as_data`."""

    lines: list[StatusLine]
    notes: list[Any]

    def __post_init__(self) -> None:
        """Raises ValueError for notes that are none."""
        for _, note in zip(self.lines, self.notes, strict=True):
            from_data(note)

    def told(self) -> list[StatusLine]:
        """The same in the language of this process."""
        return [replace(line, note=from_data(note)) for line, note in zip(self.lines, self.notes, strict=True)]


def status(series: Series, slugs: Sequence[str], verify: bool = False) -> list[StatusLine]:
    """A line for each story and language. verify: every file is read, also those that are by size and times as they
    were. Raises StoryError (unknown slug)."""
    return list(status_lines(series, slugs, verify))


def status_lines(series: Series, slugs: Sequence[str], verify: bool = False) -> Iterator[StatusLine]:
    """The same, line by line as they are known. Raises as `status`, before the first."""
    memory = StoryMemory(series.layout, series.layout.told, RememberedLines, believe=not verify)
    look = memory.look(series, lambda _, __: around(series))
    chosen = look.others.named(slugs, [one.slug for one in look.known])
    known = {one.slug: one for one in look.known if not slugs or one.slug in slugs}
    loaded = {story.slug: story for story in chosen.loaded}
    for slug in sorted([*known, *loaded], key=place_in(series.settings)):
        yield from (
            known[slug].told() if slug in known else _looked_at(series, loaded[slug], memory, look.around, verify)
        )
    for name, error in chosen.problems.items():
        yield StatusLine(name, "", None, "no", "no", "no", told_by(error))
    _keep(memory, series)


def _looked_at(
    series: Series, story: Story, memory: StoryMemory[RememberedLines], now: str, verify: bool
) -> list[StatusLine]:
    memory.begin(story)
    lines = story_lines(looking(series, story, verify))
    if now and not any(line.problem for line in lines):
        plain, notes = [replace(line, note="") for line in lines], [as_data(line.note) for line in lines]
        memory.note(story, lambda state: RememberedLines(story.slug, state, now, plain, notes))
    return lines


def _keep(memory: StoryMemory[RememberedLines], series: Series) -> None:
    """Where nothing was ever built, or nothing may be written, the next one looks at all stories again."""
    if series.layout.work.is_dir():
        try:
            memory.save()
        except OSError as error:
            _log.info("what was told of the stories is not kept: %s", error)


def looking(series: Series, story: Story, verify: bool = False) -> BuildContext:
    """A story to be looked at: nothing will be made, and nobody told."""
    ledger = StepCache(story.paths.ledger, series.layout.output, verify)
    return BuildContext(series, story, ledger, Recognizer(series.settings), Silent(), StoryReport(story.slug))


def story_lines(context: BuildContext) -> list[StatusLine]:
    """A line for each language of a story; what is wrong with one is in its line."""
    story, lines = context.story, []
    heard = known_transcript(story.paths)

    def footage() -> str:
        return context.ledger.sha256(find_footage(story))

    for track in [*context.tracks(), *TrackFile.descriptions(context.series, story)]:
        lang = track.name
        try:
            withdrawal = standing(story)
            state = track.state(footage)
            burned = "–" if track.describes else _burned(context, track)
            made = made_of(track)
            waiting, hear = track.open_items(), _to_hear(track, footage)
            lines.append(
                StatusLine(
                    story.slug,
                    lang,
                    state.status,
                    burned,
                    made,
                    published(track),
                    note=tr("withdrawn on {day}", day=withdrawal.day) if withdrawal else tr(state.why),
                    open=len(waiting),
                    stale=count(waiting)["stale"],
                    to_hear=len(hear),
                    uncaptioned=len(uncaptioned(track, heard)) if heard and not track.describes else 0,
                )
            )
        except Exception as error:  # whatever it is, the other stories and languages are told
            problem = told_by(for_people(error, story.paths.source))
            lines.append(StatusLine(story.slug, lang, None, "no", "no", "no", problem))
    return lines


def _to_hear(track: TrackFile, footage_sha256: Callable[[], str]) -> list[Risk]:
    text = track.read()
    if text is None:
        return []
    view = View(text.cues, counting_context(track))
    return unticked(track, places_to_hear(track, view), lambda: track.bound_to(footage_sha256()))


def _burned(context: BuildContext, track: TrackFile) -> Made:
    paths, lang = track.paths, track.lang
    facts = known_media_info(track.paths)
    if facts is None or not track.path.is_file():
        return "no"
    cues = effective_cues(track, facts.duration_ms)[0]
    if not cues or lang not in context.series.burned(context.story):
        return "–"
    if not paths.burned(lang).is_file():
        return "no"
    steps = burn_steps(context, find_film(context.story), Track(lang, cues))
    return "yes" if all(context.ledger.fresh(step.name, step.key, step.outputs) for step in steps) else "stale"


def made_of(track: TrackFile) -> Made:
    """Whether output/ says what the file that people edit says. Raises SubtitleError, OSError."""
    return _told(track) if track.describes else _made(track)


def _told(track: TrackFile) -> Made:
    """Whether the description in output/ says what the file that people edit says. Raises SubtitleError, OSError."""
    facts = known_media_info(track.paths)
    text = files.read_if_any(track.paths.description_vtt(track.lang))
    if facts is None or text is None or not track.paths.episode.is_file():
        return "no" if facts is None or passages(effective_cues(track, facts.duration_ms)[0]) else "–"
    now = description_vtt(track.lang, passages(effective_cues(track, facts.duration_ms)[0]))
    return "yes" if now.encode() == text else "stale"


def published(track: TrackFile) -> Made:
    """Whether every place that the story was published to has the track as it is now. Raises StoryError, OSError."""
    places, text = sent_to(track.paths).values(), track.read()
    if not places or (text is None and not any(track.name in tracks for tracks in places)):
        return "no"
    return "yes" if text and all(tracks.get(track.name) == text.sha256 for tracks in places) else "stale"


def _made(track: TrackFile) -> Made:
    """Whether the captions in output/ say what the file that people edit says."""
    paths, there = track.paths, track.paths.published_srt(track.lang)
    if not paths.episode.is_file() or not there.is_file():
        return "no"
    facts = known_media_info(track.paths)
    if facts is None or not track.path.is_file():
        return "stale"
    now = effective_cues(track, facts.duration_ms)[0]
    return "yes" if now == track.as_text(there.read_bytes()).cues else "stale"
