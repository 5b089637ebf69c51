"""`veus check`: every caption file against every rule; with `fix`, what can be mended without a word changed.

Listens to nothing: what an earlier build heard is used where it is still there. A story that was never built is checked
by its files alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipeline import files
from pipeline.actions.check_report import CheckReport, TrackReport, line_numbers
from pipeline.actions.placing import note_misplaced
from pipeline.build.build_lock import locked
from pipeline.build.tracks import names_of
from pipeline.captions.limits import USUAL_FPS
from pipeline.check.context import Context
from pipeline.check.finding import Finding
from pipeline.check.fixes.fix import fix as mend
from pipeline.check.fixes.fix import gone
from pipeline.check.risk import risks, still_to_hear
from pipeline.check.rules.table import Checked, check_file
from pipeline.check.view import View
from pipeline.check.waivers import Waiver, waived
from pipeline.cues import Transcript
from pipeline.dictionaries import PACKAGED, dictionary
from pipeline.errors import for_people
from pipeline.languages import check_language
from pipeline.media.media_info import read_facts
from pipeline.media.shot_changes import read_cuts
from pipeline.project.chosen import choose_stories
from pipeline.project.layout import Layout
from pipeline.project.settings import Settings, load_settings
from pipeline.project.story import Story, discover, languages_of
from pipeline.review import history, track_store
from pipeline.review.open_items import in_words, read_open
from pipeline.review.review_record import read_review
from pipeline.subtitles.srt import write_srt
from pipeline.timestamps import moment

_T = TypeVar("_T")


def check(layout: Layout, slugs: Sequence[str], langs: Sequence[str], fix: bool = False) -> CheckReport:
    """The stories named (or all) in the languages named (or all that each has), checked; with `fix`, mended first.

    Raises ConfigError (series.toml, a language that none of them has), StoryError (unknown story); with `fix`,
    BusyError.
    What is wrong with one story is in the report.
    """
    settings = load_settings(layout)
    stories, problems = discover(layout, settings)
    chosen, wrong = choose_stories(stories, problems, slugs)
    known = dict.fromkeys((*settings.languages, *(lang for story in chosen for lang in languages_of(settings, story))))
    wanted = [check_language(lang, known) for lang in langs]
    report = CheckReport(layout.root, problems=dict(wrong))
    with locked(layout, "veus check --fix", False, lambda _: None) if fix else contextlib.nullcontext():
        for story in chosen:
            for lang in languages_of(settings, story):
                if not wanted or lang in wanted:
                    _check_one(report, settings, story, lang, fix)
    return report


def _check_one(report: CheckReport, settings: Settings, story: Story, lang: str, fix: bool) -> None:
    try:
        report.tracks.append(_track(settings, story, lang, fix))
    except Exception as error:  # whatever it is, the other tracks are checked
        report.problems[f"{story.slug} ({lang})"] = for_people(error, story.paths.srt(lang))


def _track(settings: Settings, story: Story, lang: str, fix: bool) -> TrackReport:
    data, path = track_store.read(story.paths, lang), story.paths.srt(lang)
    report = TrackReport(story.slug, lang, path)
    if data is None:
        report.notes.append(f"there is no {path.name} yet: `veus build {story.slug}` makes it.")
        return report
    waivers = read_review(story.paths).waivers
    context = context_of(settings, story, lang, report.notes.append)
    checked = check_file(data, context, path)
    if fix:
        data, checked = _mended(story, lang, data, checked, context, report, settings.time_zone)
    report.open = read_open(story.paths, lang)
    if waiting := in_words(report.open, story.slug, lang):
        report.notes.append(waiting)
    if elsewhere := note_misplaced(story, lang, checked.cues, languages_of(settings, story)):
        report.notes.append(elsewhere)
    _fill(report, data, checked, context, waivers)
    return report


def _fill(report: TrackReport, data: bytes, checked: Checked, context: Context, waivers: Sequence[Waiver]) -> None:
    report.cues = len(checked.cues)
    report.findings, report.waived = waived(checked.findings, waivers, context.lang)
    accepted = [finding for finding, _ in report.waived]
    report.risks = still_to_hear(risks(View(checked.cues, context)), accepted)
    report.lines = line_numbers(data)


def findings_in(
    data: bytes, settings: Settings, story: Story, lang: str
) -> tuple[list[Finding], list[tuple[Finding, Waiver]]]:
    """What is to be said about the bytes of a track: what counts, and what somebody has waived. Raises SubtitleError,
    StoryError (damaged review.json), OSError."""
    checked = check_file(data, context_of(settings, story, lang, lambda _: None), story.paths.srt(lang))
    return waived(checked.findings, read_review(story.paths).waivers, lang)


def context_of(settings: Settings, story: Story, lang: str, note: Callable[[str], None]) -> Context:
    """All that is known of a story in one language. `note` is told what is missing, and which rules that silences."""
    from pipeline.speech.transcribe import read_transcript

    paths = story.paths
    facts = _known(paths.probe, read_facts)
    transcript = _known(paths.transcript, read_transcript)
    cuts = _known(paths.cuts, read_cuts)
    if facts is None or transcript is None:
        note("what a build sees and hears is not here: the rules about picture and sound say nothing.")
    speller = dictionary(lang)
    if speller is None and lang in PACKAGED:
        note(f"no spelling dictionary: install chunspell and Debian's {PACKAGED[lang]} to have one.")
    said = _named(story, transcript) if transcript else None
    return Context(
        lang=lang,
        kind=story.kind_of(lang),
        profile=settings.captions.resolved(),
        fps=facts.fps if facts else USUAL_FPS,
        duration_ms=facts.duration_ms if facts else None,
        words=said.words if said else (),
        cuts=cuts or (),
        speech=said.speech if said else (),
        sounds=said.sounds if said else (),
        doubts=said.doubts if said else (),
        unheard=said.unheard if said else (),
        speakers=tuple(person.name for person in story.info.people if person.speaks),
        names=_names(settings, story, lang),
        portrait=facts is not None and facts.height > facts.width,
        speller=speller,
    )


def _known(path: Path, read: Callable[[Path], _T]) -> _T | None:
    """What an earlier run left, or None: it may be missing, or of another version. A build makes it again."""
    try:
        return read(path)
    except (OSError, ValueError):
        return None


def _named(story: Story, transcript: Transcript) -> Transcript:
    """The transcript with voices called as in the tracks."""
    names = names_of(story, transcript)
    words = tuple(replace(word, speaker=names.get(word.speaker or "", word.speaker)) for word in transcript.words)
    return replace(transcript, words=words)


def _names(settings: Settings, story: Story, lang: str) -> frozenset[str]:
    """Words that need no dictionary: those of people's names, of the place, and of the glossary."""
    texts = [person.name for person in story.info.people]
    texts += [term.form(lang) for term in settings.glossary]
    texts.append(story.info.place[lang])
    return frozenset(word.strip(".,;:()«»“”").replace("’", "'").casefold() for text in texts for word in text.split())


def _mended(
    story: Story, lang: str, data: bytes, checked: Checked, context: Context, report: TrackReport, zone: str
) -> tuple[bytes, Checked]:
    """The track with all mended that can be, written over the file; its last bytes are kept. An approved track is left
    as it is: what was approved must stay what is published."""
    path = story.paths.srt(lang)
    owner = track_store.status(story.paths, lang)
    if owner == "approved":
        report.notes.append("approved: left exactly as it is.")
        return data, checked
    cues, _ = mend(checked.cues, context)
    read = [finding for finding in checked.findings if finding.note in ("read", "composed")]
    if cues == checked.cues and not read:
        return data, checked
    new = write_srt(cues).encode("utf-8")
    seen = files.sha256_bytes(data)
    track_store.save(
        story.paths, lang, new, seen_sha256=seen, why=history.Why.FIXED, by=history.MACHINE, at=moment(None, zone)
    )
    again = check_file(new, context, path)
    report.fixed = gone(checked.findings, again.findings)
    if owner == "draft":
        report.notes.append("this track was the machine's; mended, it is a person's: builds merge into it.")
    else:
        report.notes.append(f"mended; as it was before: veus restore {story.slug} {lang} {seen[: history.NAMED_BY]}")
    return new, again
