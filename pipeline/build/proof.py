"""What a build knows of a story that an auditor asks for: the facts that criteria are judged by, and people's word.

Nothing is computed here that takes long: figures come from what was heard and cut before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from typing import Any

from pipeline import __version__, files
from pipeline.build.build_context import BuildContext
from pipeline.build.code_version import code_version
from pipeline.build.description_state import EffectiveDescription, descriptions_there
from pipeline.build.last_build import known_media_info, known_shot_changes, known_transcript
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.step_cache import StepCache
from pipeline.build.tracks import EffectiveTrack, tracks_there
from pipeline.build.uncaptioned import uncaptioned
from pipeline.captions.sound_cues import speaks
from pipeline.check.context import Context
from pipeline.cues import Lang, Track
from pipeline.description.description_places import description_places, voices_in
from pipeline.description.recordings import sound_files
from pipeline.evidence.assessment import Assessment, assess
from pipeline.evidence.evidence_facts import Approver, DescriptionFacts, EvidenceFacts, TrackFacts
from pipeline.evidence.figures import burned_contrast, figures_of
from pipeline.evidence.page_facts import page_facts
from pipeline.media.probe import only_sound
from pipeline.project.series import Series
from pipeline.project.settings import Settings
from pipeline.project.story import Story, burned_languages, find_footage
from pipeline.project.story_file import StoryFile
from pipeline.review.review_record import Approval, Attestation, read_review
from pipeline.review.track_file import TrackFile
from pipeline.site.static_files import static_files
from pipeline.site.theme import theme_version
from pipeline.timestamps import today

#: What decides how a page works, whatever its story tells.
_PAGE_CODE = ("site.pages", "site.static_files", "site.theme")

#: What stands in story.toml and is not seen on any page.
_UNSEEN = frozenset({"consent", "slug", "video", "poster", "footage"})


@dataclass(frozen=True, slots=True)
class StoryProof:
    """What is known of a story before its pages are rendered. words: people's, whether they still hold or not. named:
    whether the public is told who they are."""

    facts: EvidenceFacts
    words: tuple[Attestation, ...]
    named: bool

    def assessed(self, pages: Mapping[Lang, str]) -> Assessment:
        """pages: the HTML of the episode's page in each language."""
        ours = {file.name for file in static_files().values()}
        seen = tuple(page_facts(html, lang, ours) for lang, html in pages.items())
        return assess(replace(self.facts, pages=seen), self.words, self.named)


def proof_of(
    context: BuildContext,
    heard: CaptionInputs,
    tracks: Sequence[EffectiveTrack],
    described: Sequence[EffectiveDescription],
) -> StoryProof:
    """What a build writes: the day on which it looked is no part of that, so that the same story gives the same bytes
    on any day. Raises StoryError (damaged review.json), OSError."""
    story, settings = context.story, context.settings
    named = settings.publish_reviewer_names
    kept = [counting.track for counting in tracks]
    burned = set(burned_languages(settings, story)) & {track.lang for track in kept if track.cues}
    facts = EvidenceFacts(
        spoken=story.info.spoken,
        sound=heard.facts.audio is not None,
        speech=_speech(context, heard, kept),
        picture=not (story.paths.film.is_file() and only_sound(find_footage(story))),
        tracks=tuple(_track(counting, context, heard, named) for counting in tracks),
        hashes=hashes_of(context.series, story, context.ledger),
        tools=(("Veus", __version__), (heard.transcript.engine, heard.transcript.model)),
        burned=(burned_contrast(settings.style),) if burned else (),
        descriptions=_descriptions(described, heard, named),
    )
    return StoryProof(facts, read_review(story.paths).attestations, named)


def _speech(context: BuildContext, heard: CaptionInputs, tracks: Sequence[Track]) -> bool:
    """Whether anybody speaks, by what was understood, what people wrote, and what nobody understood."""
    said = bool(heard.transcript.words) or any(speaks(cue) for track in tracks for cue in track.cues)
    return said or speech_unwritten(context, heard)


def speech_unwritten(context: BuildContext, heard: CaptionInputs) -> bool:
    """Whether somebody speaks where no caption says what, as a build tells it (`listen.note_unheard`): not where people
    have waived that, as nobody does. Raises SubtitleError, StoryError, OSError."""
    return bool(uncaptioned(context.track(context.story.info.spoken[0]), heard.transcript))


def proof_now(context: BuildContext) -> tuple[StoryProof, Assessment] | None:
    """The proof of a story as its files are now, held against the pages that were built last; None where no build has
    made any. Makes nothing. Raises as `proof_of`, SubtitleError."""
    paths, settings = context.story.paths, context.settings
    facts, transcript = known_media_info(paths), known_transcript(paths)
    pages = {lang: files.read_if_any(paths.embed(lang)) for lang in settings.page_languages}
    if facts is None or transcript is None or not all(pages.values()) or not hashes_made(context.story):
        return None
    heard = CaptionInputs(facts, transcript, ())
    proof = proof_of(context, heard, tracks_there(context, heard), descriptions_there(context, heard))
    return proof, proof.assessed({lang: html.decode("utf-8", "replace") for lang, html in pages.items() if html})


def proof_key(context: BuildContext, heard: CaptionInputs) -> dict[str, Any]:
    """All that can change the proof of a story, besides what changes its pages. Raises as `proof_of`."""
    return {
        "words": [word.model_dump(mode="json") for word in read_review(context.story.paths).attestations],
        "hashes": dict(hashes_of(context.series, context.story, context.ledger)),
        "profile": context.settings.captions.resolved().model_dump(mode="json"),
        "speech": [heard.transcript.speech, heard.transcript.unheard, speech_unwritten(context, heard)],
        "tools": [heard.transcript.engine, heard.transcript.model],
    }


def hashes_of(series: Series, story: Story, ledger: StepCache) -> dict[str, str]:
    """SHA-256 of all that people's words may be about, as it is now: the footage, each track, what pages are made of,
    what story.toml says on them, and what else is offered beside captions. Raises StoryError, BusyError, OSError."""
    texts = {lang: TrackFile(series, story, lang).read() for lang in series.languages(story)}
    tracks, others = {f"track.{lang}": text for lang, text in texts.items() if text}, _beside(story, ledger)
    offered = [*(name for name, text in tracks.items() if text.data.strip()), *others]
    return (
        {
            "footage": ledger.sha256(find_footage(story)),
            "page": page_version(series, offered),
            "story": story_version(story.info),
        }
        | {name: text.sha256 for name, text in tracks.items()}
        | others
    )


def _beside(story: Story, ledger: StepCache) -> dict[str, str]:
    """What people have put beside the captions for other senses: audio descriptions with their recordings, and
    interpretations into sign languages."""
    source, found = story.paths.source, {}
    for path in sorted(source.glob("description.*.srt")):
        recorded = sound_files(story.paths.recordings(path.suffixes[-2][1:]))
        parts = [[one.relative_to(source).as_posix(), ledger.sha256(one)] for one in (path, *recorded)]
        found[path.stem] = files.sha256_json(parts)
    signs = {path.stem: ledger.sha256(path) for path in sorted(source.glob("sign.*.mp4"))}
    return found | signs


def page_version(series: Series, offered: Sequence[str]) -> str:
    """SHA-256 of what a page is made of: our code, templates, styles, scripts and texts, and the site's own. offered:
    names of what its player has buttons for."""
    pages = list(series.settings.page_languages)
    return files.sha256_json([_page_code(), theme_version(series.layout.theme), pages, sorted(offered)])


def story_version(info: StoryFile) -> str:
    """SHA-256 of the words of story.toml that stand on pages."""
    return files.sha256_json(info.model_dump(mode="json", exclude=set(_UNSEEN)))


@cache
def _page_code() -> str:
    return code_version(_PAGE_CODE)


def _track(counting: EffectiveTrack, context: BuildContext, heard: CaptionInputs, named: bool) -> TrackFacts:
    track, approver = counting.track, _approver(counting.approval, named)
    figures = figures_of(track.cues, _context(track, context.settings, heard, context.story))
    return TrackFacts(track.lang, track.kind, counting.status, len(track.cues), approver, figures)


def _descriptions(described: Sequence[EffectiveDescription], heard: CaptionInputs, named: bool) -> DescriptionFacts:
    """What is told of the pictures to be heard, of all languages together, and in how many pauses."""
    told = [one for one in described if one.heard]
    starts = [passage.start for one in told for passage in one.passages]
    places = description_places(voices_in(heard.transcript), heard.facts.duration_ms)
    approvers = [(one.lang, approver) for one in told if (approver := _approver(one.approval, named))]
    return DescriptionFacts(
        languages=tuple(one.lang for one in told),
        approvers=tuple(approvers),
        described=sum(any(map(one.has, starts)) for one in places),
        pauses=len(places),
    )


def _approver(given: Approval | None, named: bool) -> Approver | None:
    return Approver(given.when, given.role, given.by if named else None, given.heard_through) if given else None


def _context(track: Track, settings: Settings, heard: CaptionInputs, story: Story) -> Context:
    transcript = heard.transcript
    return Context(
        lang=track.lang,
        kind=track.kind,
        profile=settings.captions.resolved(),
        fps=heard.facts.fps,
        duration_ms=heard.facts.duration_ms,
        words=transcript.words,
        cuts=known_shot_changes(story.paths) or (),
        speech=transcript.speech,
        unheard=transcript.unheard,
    )


def note_looked(context: BuildContext, proof: StoryProof) -> None:
    """Keeps what pages were made of, and the day on which this was first found. Raises OSError."""
    day = _day(context.story, proof.facts) or today(context.settings.time_zone)
    note = {"facts": _facts_key(proof.facts), "day": day, "hashes": dict(proof.facts.hashes)}
    files.write_json(context.story.paths.looked, note, context.layout.temp)


def with_day(story: Story, proof: StoryProof) -> StoryProof:
    """What is published, which tells an auditor when the machine looked: the day on which a build first found this.
    Raises OSError."""
    return replace(proof, facts=replace(proof.facts, when=_day(story, proof.facts)))


def hashes_made(story: Story) -> dict[str, str]:
    """As `hashes_of` found them when the pages were made that are there now; nothing where none are. Raises OSError."""
    known = _note(story).get("hashes")
    return dict(known) if isinstance(known, dict) else {}


def _day(story: Story, facts: EvidenceFacts) -> str | None:
    """The day on which the machine first found these facts: a build that finds the same keeps it."""
    known = _note(story)
    same = known.get("facts") == _facts_key(facts) and isinstance(known.get("day"), str)
    return str(known["day"]) if same else None


def _facts_key(facts: EvidenceFacts) -> str:
    return files.sha256_json(asdict(replace(facts, when=None)))


def _note(story: Story) -> dict[str, Any]:
    """What was noted; nothing where it is damaged: the next build notes it anew."""
    try:
        known = json.loads(files.read_if_any(story.paths.looked) or b"{}")
    except ValueError:
        return {}
    return known if isinstance(known, dict) else {}
