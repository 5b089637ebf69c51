"""Whether a story may be published: approved, consented to and up to date; and every reason why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.build.build_context import BuildContext
from pipeline.build.description_state import descriptions_there
from pipeline.build.descriptions import descriptions_fresh
from pipeline.build.episodes import StoryFiles, Transcripts, files_of, pages_fresh, read_transcripts, transcripts_of
from pipeline.build.last_build import known_media_info, known_transcript
from pipeline.build.machine_track import CaptionInputs
from pipeline.build.outcome import TRACK_STATES
from pipeline.build.proof import StoryProof, proof_of, with_day
from pipeline.build.signing import signs_fresh
from pipeline.build.status_line import StatusLine
from pipeline.build.story_status import story_lines
from pipeline.build.tracks import tracks_there
from pipeline.build.videos import pictures_fresh
from pipeline.errors import VeusError, told_by
from pipeline.messages import together, tr, tr_many
from pipeline.project import consent
from pipeline.project.story import Story, signed
from pipeline.project.story_file import SignVideo
from pipeline.publish.hidden_names import hidden_names
from pipeline.publish.hindrances import Hindrance, found_in
from pipeline.publish.placeholders import placeholders, placeholders_in_texts
from pipeline.publish.sent_parts import parts_of
from pipeline.review.track_file import TrackFile
from pipeline.review.withdrawal import refusal, standing


@dataclass(frozen=True, slots=True)
class PublishableStory:
    """A story that may be published: what is said in it, the same with what is seen, its files in output/, and what was
    checked of it. parts: as `parts_of` found them before anything was looked at: what is saved since is not what is
    published."""

    context: BuildContext
    said: Transcripts
    files: StoryFiles
    read: Transcripts
    proof: StoryProof
    parts: Mapping[str, str]


def look_at(context: BuildContext, today: date) -> tuple[PublishableStory | None, list[Hindrance]]:
    """The story, or the reasons why it may not be published on `today`. Raises OSError."""
    try:
        parts = parts_of(context.series, context.story)
        if withdrawal := standing(context.story):
            against = refusal(context.story, withdrawal)
            return None, [Hindrance(together(against.what, against.remedy))]
        reasons = [reason for line in story_lines(context) for reason in _against(line)]
        if why := consent.against(noted := context.story.info.consent, today):
            reasons.append(Hindrance(why, "consent", why=why if noted else ""))
        reasons += _unsigned(context.story, today)
        reasons += _unwritten(context)
        once = list(dict.fromkeys(reasons))  # what is wrong with the footage is so in every language
        return (None, once) if once else _as_built(context, parts)
    except VeusError as error:
        return None, [Hindrance(told_by(error))]


def _against(line: StatusLine) -> Iterator[Hindrance]:
    lang, name = line.language, f"{line.language}.srt"
    if line.problem:
        yield Hindrance(line.problem)
        return
    if line.track is None:
        yield Hindrance(tr("there is no {name}.", name=name), "missing", lang)
        return
    if line.track != "approved":
        why = line.note or tr(TRACK_STATES[line.track])
        yield Hindrance(tr("{name} is not approved: {why}.", name=name, why=why), "unapproved", lang, why)
    if line.stale:
        waiting = tr_many(
            "{count} place in {name} waits for a look, as the speech was changed since: veus settle.",
            "{count} places in {name} wait for a look, as the speech was changed since: veus settle.",
            count=line.stale,
            name=name,
        )
        yield Hindrance(waiting, "stale", lang, count=line.stale)
    if not {line.made, line.burned} <= {"yes", "–"}:
        old = tr(
            "what output/ has of {name} is missing or older than that: veus build {slug}.", name=name, slug=line.story
        )
        yield Hindrance(old, "built", lang)


def _unsigned(story: Story, today: date) -> Iterator[Hindrance]:
    """Interpreters who have not agreed. Raises StoryError."""
    for code in signed(story):
        if why := consent.against(story.info.sign.get(code, SignVideo()).consent, today, f"[sign.{code}.consent]"):
            yield Hindrance(tr("{file}: {told}", file=story.paths.sign_source(code).name, told=why))


def _unwritten(context: BuildContext) -> list[Hindrance]:
    """What is still to be written in the files that people own. Raises OSError."""
    paths, root = context.story.paths, context.layout.root
    every = TrackFile.every(context.series, context.story)
    tracks = [track for track in every if track.path.is_file()]
    return [
        *(found_in("story", told) for told in placeholders(paths.story_file, root)),
        *(
            found_in("captions", told, track.name)
            for track in tracks
            for told in placeholders_in_texts([track.path], root)
        ),
    ]


def _as_built(context: BuildContext, parts: Mapping[str, str]) -> tuple[PublishableStory | None, list[Hindrance]]:
    """Finer than what a status line tells: every byte in output/ is what a build would make of what is there now."""
    old = Hindrance(
        tr(
            "what output/ has of this story is older than what it is made of: veus build {slug}.",
            slug=context.story.slug,
        ),
        "built",
    )
    facts, transcript = known_media_info(context.story.paths), known_transcript(context.story.paths)
    if facts is None or transcript is None or not (pictures_fresh(context) and signs_fresh(context)):
        return None, [old]
    heard = CaptionInputs(facts, transcript, ())
    tracks = tracks_there(context, heard)
    described = descriptions_there(context, heard)
    made = files_of(context, tracks, described)
    if not descriptions_fresh(context, described, heard) or not pages_fresh(context, heard, tracks, made, described):
        return None, [old]
    if unwritten := placeholders_in_texts(
        made.made, context.layout.root
    ):  # of whatever else is shown: a reviewer's name
        return None, list(map(Hindrance, unwritten))
    if named := hidden_names(made.made, context.story.info, context.layout.root):
        return None, [found_in("named", told) for told in named]
    captions = [counting.track for counting in tracks]
    said = transcripts_of(captions, transcript.words)
    read = read_transcripts(said, captions, transcript.words, described)
    proof = with_day(context.story, proof_of(context, heard, tracks, described))
    return PublishableStory(context, said, made, read, proof, parts), []
