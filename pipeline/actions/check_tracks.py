"""`veus check`: every caption file against every rule; with `fix`, what can be mended without a word changed.

Listens to nothing: what an earlier build heard is used where it is still there. A story that was never built is checked
by its files alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.actions.chapter_proposal import offer
from pipeline.actions.check_report import CheckReport, TrackReport, line_numbers
from pipeline.actions.placing import note_misplaced
from pipeline.build.build_lock import locked
from pipeline.build.last_build import known_media_info, known_shot_changes, known_spoken_ms, known_transcript
from pipeline.build.machine_track import names_of
from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.fixes.fix import fix as mend
from pipeline.check.fixes.fix import gone
from pipeline.check.risk import Risk, risks, still_to_hear
from pipeline.check.rules.table import Checked, check_file
from pipeline.check.view import View
from pipeline.check.waivers import Waiver, waived
from pipeline.cues import USUAL_FPS, Transcript
from pipeline.description.description_places import voices_in
from pipeline.dictionaries import PACKAGED, Speller, dictionary
from pipeline.errors import for_people
from pipeline.languages import check_language
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.project.series import Series
from pipeline.project.story import Story
from pipeline.review.hearing import tick_on, ticks_of
from pipeline.review.history import MACHINE, NAMED_BY, Why
from pipeline.review.open_items import in_words
from pipeline.review.review_record import Review
from pipeline.review.track_file import TrackFile, TrackText
from pipeline.subtitles.srt import write_srt


def check(series: Series, slugs: Sequence[str], langs: Sequence[str], fix: bool = False) -> CheckReport:
    """The stories named (or all) in the languages named (or all that each has), checked; with `fix`, mended first.

    Raises ConfigError (a language that none of them has), StoryError (unknown story); with `fix`, BusyError.
    What is wrong with one story is in the report.
    """
    stories = series.stories(slugs)
    there = [track for story in stories.loaded for track in TrackFile.every(series, story)]
    known = dict.fromkeys((*series.settings.languages, *(track.name for track in there)))
    wanted = [check_language(lang, known) for lang in langs]
    report = CheckReport(series.layout.root, problems=dict(stories.problems))
    with locked(series.layout, "veus check --fix", False, lambda _: None) if fix else contextlib.nullcontext():
        for track in there:
            if not wanted or track.name in wanted:
                _check_one(report, track, fix, bool(slugs))
    return report


def _check_one(report: CheckReport, track: TrackFile, fix: bool, named: bool) -> None:
    try:
        report.tracks.append(_track(track, fix, named))
    except Exception as error:  # whatever it is, the other tracks are checked
        report.problems[f"{track.story.slug} ({track.name})"] = for_people(error, track.path)


def _track(track: TrackFile, fix: bool, named: bool) -> TrackReport:
    slug, text = track.story.slug, track.read()
    report = TrackReport(slug, track.name, track.path)
    if text is None:
        report.notes.append(
            tr("there is no {file} yet: `veus build {story}` makes it.", file=track.path.name, story=slug)
        )
        return report
    review = track.review()
    context = context_of(track, report.notes.append)
    checked = check_file(text.data, context, track.path)
    if fix:
        text, checked = _mended(track, text, checked, context, report)
    report.open = track.open_items()
    if waiting := in_words(report.open, slug, track.name):
        report.notes.append(waiting)
    if elsewhere := note_misplaced(track, checked.cues):
        report.notes.append(elsewhere)
    if chapters := offer(track, checked.cues, context.words, named):
        report.notes.append(chapters)
    report.cues, report.lines = len(checked.cues), line_numbers(text.data)
    report.findings, report.waived = waived(checked.findings, review.waivers, report.lang)
    accepted = [finding for finding, _ in report.waived]
    report.risks = _unticked(track, review, still_to_hear(risks(View(checked.cues, context)), accepted))
    return report


def _unticked(track: TrackFile, review: Review, doubts: list[Risk]) -> list[Risk]:
    """Doubts that nobody has ticked off. The footage is only hashed where somebody has ticked anything."""
    if not any(tick.lang == track.name for tick in review.ticks):
        return doubts
    ticks = ticks_of(review, track.name, track.about_now())
    return [risk for risk in doubts if tick_on(risk, ticks) is None]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is to be said about a track: findings that count, and those that somebody has waived; places to listen to
    that nobody has accepted. duration_ms: of the film, where a build has looked at it."""

    counting: list[Finding]
    accepted: list[tuple[Finding, Waiver]]
    doubts: list[Risk]
    duration_ms: int | None


def look_at(track: TrackFile, text: TrackText) -> Looked:
    """Raises as `findings_in`."""
    context = _silently(track)
    checked = check_file(text.data, context, text.path)
    counting, accepted = waived(checked.findings, track.review().waivers, track.name)
    doubts = still_to_hear(risks(View(checked.cues, context)), [finding for finding, _ in accepted])
    return Looked(counting, accepted, doubts, context.duration_ms)


def findings_in(track: TrackFile, text: TrackText) -> tuple[list[Finding], list[tuple[Finding, Waiver]]]:
    """What is to be said about a track: what counts, and what somebody has waived. Raises SubtitleError, StoryError
    (damaged review.json), OSError."""
    checked = check_file(text.data, _silently(track), text.path)
    return waived(checked.findings, track.review().waivers, track.name)


def _silently(track: TrackFile) -> Context:
    """For who counts findings, and shows nothing of what would help."""
    return replace(context_of(track, lambda _: None), suggests=False)


def context_of(track: TrackFile, note: Callable[[str], None]) -> Context:
    """All that is known of a story in one language. `note` is told what is missing, and which rules that silences."""
    story, paths, lang = track.story, track.paths, track.lang
    facts, transcript, cuts = known_media_info(paths), known_transcript(paths), known_shot_changes(paths)
    if facts is None or transcript is None:
        note(tr("what a build sees and hears is not here: the rules about picture and sound say nothing."))
    speller = dictionary(lang)
    if speller is None and lang in PACKAGED:
        note(
            tr(
                "no spelling dictionary: install chunspell and Debian's {package} to have one.",
                package=PACKAGED[lang],
            )
        )
    if track.describes:
        return _described(track, facts, transcript, cuts, speller)
    said = _named(story, transcript) if transcript else None
    return Context(
        lang=lang,
        kind=track.kind,
        profile=track.series.settings.captions.resolved(),
        fps=facts.fps if facts else USUAL_FPS,
        duration_ms=facts.duration_ms if facts else None,
        words=said.words if said else (),
        cuts=cuts or (),
        speech=said.speech if said else (),
        sounds=said.sounds if said else (),
        doubts=said.doubts if said else (),
        unheard=said.unheard if said else (),
        speakers=track.names,
        names=_names(track),
        portrait=facts is not None and facts.height > facts.width,
        speller=speller,
    )


def _described(
    track: TrackFile,
    facts: MediaInfo | None,
    transcript: Transcript | None,
    cuts: Sequence[int] | None,
    speller: Speller | None,
) -> Context:
    """What the rules may know of a description: not what is said, but when."""
    return Context(
        lang=track.lang,
        kind=track.kind,
        profile=track.series.settings.captions.resolved(),
        fps=facts.fps if facts else USUAL_FPS,
        duration_ms=facts.duration_ms if facts and transcript else None,
        cuts=tuple(cuts or ()),
        speech=voices_in(transcript) if transcript else (),
        names=_names(track),
        spoken_ms=known_spoken_ms(track.paths, track.lang),
        speller=speller,
    )


def _named(story: Story, transcript: Transcript) -> Transcript:
    """The transcript with voices called as in the tracks."""
    names = names_of(story, transcript)
    words = tuple(replace(word, speaker=names.get(word.speaker or "", word.speaker)) for word in transcript.words)
    return replace(transcript, words=words)


def _names(track: TrackFile) -> frozenset[str]:
    """Words that need no dictionary: those of people's names, of the place, and of the glossary."""
    info = track.story.info
    texts = [person.name for person in info.people]
    texts += [term.form(track.lang) for term in track.series.settings.glossary]
    texts.append(info.place[track.lang])
    return frozenset(word.strip(".,;:()«»“”").replace("’", "'").casefold() for text in texts for word in text.split())


def _mended(
    track: TrackFile, text: TrackText, checked: Checked, context: Context, report: TrackReport
) -> tuple[TrackText, Checked]:
    """The track with all mended that can be, written over the file; its last bytes are kept. An approved track is left
    as it is: what was approved must stay what is published."""
    owner = track.status()
    if track.describes:
        report.notes.append(tr("a description: only a person mends it."))
        return text, checked
    if owner == "approved":
        report.notes.append(tr("approved: left exactly as it is."))
        return text, checked
    cues, _ = mend(checked.cues, context)
    read = [finding for finding in checked.findings if finding.note in ("read", "composed")]
    if cues == checked.cues and not read:
        return text, checked
    new = track.as_text(write_srt(cues).encode("utf-8"))
    track.save(new.data, text, track.reason(Why.FIXED, MACHINE))
    again = check_file(new.data, context, new.path)
    report.fixed = gone(checked.findings, again.findings)
    if owner == "draft":
        report.notes.append(tr("this track was the machine's; mended, it is a person's: builds merge into it."))
    else:
        report.notes.append(
            tr(
                "mended; as it was before: {command}",
                command=f"veus restore {track.story.slug} {track.name} {text.sha256[:NAMED_BY]}",
            )
        )
    return new, again
