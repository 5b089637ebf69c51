"""For each language of a story, how far people and the machine have come, from all its files. Makes nothing."""

from __future__ import annotations

from collections.abc import Callable

from pipeline import files
from pipeline.build.build_context import BuildContext
from pipeline.build.last_build import known_media_info, known_transcript
from pipeline.build.outcome import Silent, StoryReport
from pipeline.build.places_to_hear import places_to_hear, unticked
from pipeline.build.recognizer import Recognizer
from pipeline.build.status_line import Made, StatusLine
from pipeline.build.step_cache import StepCache
from pipeline.build.task import OwnHands
from pipeline.build.track_context import counting_context
from pipeline.build.track_files import description_vtt
from pipeline.build.tracks import effective_cues
from pipeline.build.uncaptioned import uncaptioned
from pipeline.build.videos import burn_steps
from pipeline.check.risk import Risk
from pipeline.check.view import View
from pipeline.cues import Track
from pipeline.description.passages import passages
from pipeline.errors import for_people, told_by
from pipeline.messages import tr
from pipeline.project.series import Series
from pipeline.project.story import Story, find_film, find_footage
from pipeline.review.open_items import count
from pipeline.review.track_file import TrackFile
from pipeline.review.withdrawal import sent_to, standing


def looking(series: Series, story: Story, verify: bool = False) -> BuildContext:
    """A story to be looked at: nothing will be made, and nobody told."""
    ledger = StepCache(story.paths.ledger, series.layout.output, verify)
    recognizer = Recognizer.of(series)
    hands = OwnHands(recognizer, series.layout.temp)
    return BuildContext(series, story, ledger, recognizer, hands, Silent(), StoryReport(story.slug))


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
    """Whether the captions in output/ say what the file that people edit says: nothing, where that has no cues."""
    paths, there = track.paths, files.read_if_any(track.paths.published_srt(track.lang))
    if not paths.episode.is_file():
        return "no"
    facts = known_media_info(paths)
    if facts is None or not track.path.is_file():
        return "no" if there is None else "stale"
    now = effective_cues(track, facts.duration_ms)[0]
    if there is None:
        return "no" if now else "yes"
    return "yes" if now == track.as_text(there).cues else "stale"
