"""`veus status`: for each story and language, how far people and the machine have come. Makes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pipeline.build.build_context import Workshop
from pipeline.build.outcome import Silent, StoryReport
from pipeline.build.recognizer import Ears
from pipeline.build.step_cache import Ledger
from pipeline.build.tracks import counting_cues
from pipeline.build.uncaptioned import uncaptioned
from pipeline.build.videos import burn_steps
from pipeline.cues import Track, Transcript
from pipeline.errors import for_people
from pipeline.media.media_info import MediaFacts, read_facts
from pipeline.project.chosen import choose_stories
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import Story, burned_languages, discover, find_film, find_footage, languages_of
from pipeline.review import track_store
from pipeline.review.approval import state_of
from pipeline.review.open_items import count, read_open
from pipeline.review.withdrawal import standing
from pipeline.subtitles.srt import read_srt

#: yes: made from exactly what is there now. stale: made from something older. no: not made. –: nothing to make.
Made = Literal["yes", "stale", "no", "–"]


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One story in one language. note: why an approval no longer holds, or "". problem: why the story cannot be built,
    or "". open: how many places of the track wait for a person's look; stale: how many of them are translations of
    sentences that have changed since. uncaptioned: how many stretches of speech have no captions, and no waiver."""

    story: str
    language: str
    track: track_store.TrackStatus | None
    burned: Made
    published: Made
    problem: str = ""
    note: str = ""
    open: int = 0
    stale: int = 0
    uncaptioned: int = 0

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def status(layout: Layout, slugs: Sequence[str]) -> list[StatusLine]:
    """A line for each story and language. Raises ConfigError, StoryError (unknown slug)."""
    settings = load_settings(layout)
    stories, problems = discover(layout, settings)
    chosen, wrong = choose_stories(stories, problems, slugs)
    lines = [line for story in chosen for line in story_lines(looking(layout, settings, story))]
    return lines + [StatusLine(name, "", None, "no", "no", str(error)) for name, error in wrong.items()]


def looking(layout: Layout, settings: Settings, story: Story) -> Workshop:
    """A story to be looked at: nothing will be made, and nobody told."""
    ledger = Ledger(story.paths.ledger, layout.output)
    return Workshop(layout, settings, story, ledger, Ears(settings), Silent(), StoryReport(story.slug))


def story_lines(shop: Workshop) -> list[StatusLine]:
    """A line for each language of a story; what is wrong with one is in its line."""
    story, lines = shop.story, []
    heard = known_transcript(shop)
    for lang in languages_of(shop.settings, story):
        try:
            withdrawal = standing(story)
            state = state_of(story.paths, lang, lambda: shop.ledger.sha256(find_footage(story)))
            burned, published = _burned(shop, lang), _published(shop, lang)
            waiting = read_open(story.paths, lang)
            lines.append(
                StatusLine(
                    story.slug,
                    lang,
                    state.status,
                    burned,
                    published,
                    note=f"withdrawn on {withdrawal.day}" if withdrawal else state.why,
                    open=len(waiting),
                    stale=count(waiting)["stale"],
                    uncaptioned=len(uncaptioned(story, lang, heard)) if heard else 0,
                )
            )
        except Exception as error:  # whatever it is, the other stories and languages are told
            problem = str(for_people(error, story.paths.source))
            lines.append(StatusLine(story.slug, lang, None, "no", "no", problem))
    return lines


def _burned(shop: Workshop, lang: str) -> Made:
    paths = shop.story.paths
    facts = known_facts(shop)
    if facts is None or not paths.srt(lang).is_file():
        return "no"
    cues = counting_cues(shop.story, lang, facts.duration_ms)[0]
    if not cues or lang not in burned_languages(shop.settings, shop.story):
        return "–"
    if not paths.burned(lang).is_file():
        return "no"
    steps = burn_steps(shop, find_film(shop.story), Track(lang, cues))
    return "yes" if all(shop.ledger.fresh(step.name, step.key, step.outputs) for step in steps) else "stale"


def known_facts(shop: Workshop) -> MediaFacts | None:
    """What the last build found in the footage; None where there was none, or its notes are damaged."""
    try:
        return read_facts(shop.story.paths.probe)
    except (OSError, ValueError):
        return None


def known_transcript(shop: Workshop) -> Transcript | None:
    """What the last build heard; None where there was none, or its notes are damaged or of another version."""
    from pipeline.speech.transcribe import read_transcript

    try:
        return read_transcript(shop.story.paths.transcript)
    except (OSError, ValueError):
        return None


def _published(shop: Workshop, lang: str) -> Made:
    """Whether the captions in output/ say what the file that people edit says."""
    paths = shop.story.paths
    if not paths.episode.is_file() or not paths.published_srt(lang).is_file():
        return "no"
    facts = known_facts(shop)
    if facts is None or not paths.srt(lang).is_file():
        return "stale"
    now = counting_cues(shop.story, lang, facts.duration_ms)[0]
    then = read_srt(paths.published_srt(lang).read_bytes(), names=shop.story.info.speaker_names).cues
    return "yes" if now == then else "stale"
