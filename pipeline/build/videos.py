"""Footage and tracks → the clean video, the burned renditions, the poster."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.build.build_context import BuildContext, Step
from pipeline.build.listen import find_voice_pauses
from pipeline.build.outcome import Advance
from pipeline.build.rendition_tasks import StoryMakers
from pipeline.build.task import Task, Workbench
from pipeline.build.task_data import task_step
from pipeline.cues import Track
from pipeline.description.passages import UNWRITTEN
from pipeline.errors import RenderError
from pipeline.languages import LANGUAGES
from pipeline.media import ffmpeg, pauses
from pipeline.media.frames import saved_frames
from pipeline.media.media_info import MediaInfo
from pipeline.messages import together, tr
from pipeline.project.story import burned_languages, find_film, find_poster
from pipeline.video import cards, contrast, fonts, poster, segment_borders, segments, sound
from pipeline.video import render as video
from pipeline.video.cards import Card, Cards
from pipeline.video.encoders import encoder_of
from pipeline.video.logo import read_logo
from pipeline.video.picture_filters import suits_the_web
from pipeline.video.render_memory import memory_mb
from pipeline.video.rendition_plan import RenderJob, RenditionPlan
from pipeline.video.segment_cache import SegmentCache
from pipeline.video.segments import SegmentSource
from pipeline.video.shapes import Form

CLEAN = "video"

#: Characters that no font has which a message names.
_NAMED = 10


def render(
    context: BuildContext, footage: Path, facts: MediaInfo, cuts: Sequence[int], tracks: Sequence[Track]
) -> None:
    """All pictures of a story. Raises RenderError."""
    for track in tracks:
        if not track.cues or track.lang not in burned_languages(context.settings, context.story):
            for step in burn_steps(context, footage, track):
                step.outputs[0].unlink(missing_ok=True)
    wanted = burned_languages(context.settings, context.story)
    tracks = [track for track in tracks if track.lang in wanted]
    for track in tracks:
        _refuse_lost(context, track)
        if any(one.cards for one in context.settings.renditions_in(track.lang)):
            both = _cards(context, track.lang)
            note_unwritten(context, track.lang)
            remedy = tr("Write it in other letters, or leave the cards out: cards = false in series.toml.")
            refuse_lost_words(context, (both.opening, both.closing), remedy)
    clean = RenditionPlan(CLEAN, context.story.paths.video, copied=suits_the_web(facts))
    renditions = {CLEAN: clean} | {one.name: one for track in tracks if track.cues for one in _burned(context, track)}
    steps = [Step(CLEAN, _key(context, footage), [clean.target])]
    steps += [step for track in tracks for step in burn_steps(context, footage, track) if step.name in renditions]
    store = SegmentCache(context.story.paths.segments)
    voiceless = find_voice_pauses(context, footage, facts)

    def make(stale: Sequence[Step], advance: Advance) -> None:
        if warning := contrast.check_contrast(context.settings.style):
            context.note(warning)
        wanted = [renditions[step.name] for step in stale]
        store.begin([one.name for one in wanted])  # read while it is worked out what is needed now
        frames = context.story.paths.frames
        source = SegmentSource(footage, facts, saved_frames(frames), context.ledger.sha256(footage))
        settings, temp, cores = context.settings, context.layout.temp, context.hands.cores_each
        job = RenderJob(source, cuts, settings.video, settings.style, store, temp, voiceless, cores)
        needs = memory_mb(facts, [one.form for one in wanted], cores)
        video.render(job, wanted, advance, StoryMakers(context.hands, _what(stale), frames, needs))

    if context.once_each(steps, make, what=_what, total=facts.duration_ms, media=True):
        store.clean(list(renditions))
    _poster(context, facts)


def _what(steps: Sequence[Step]) -> str:
    """ "videos: clean, Catalan, English, English tall"."""
    return tr("videos: {which}", which=together(*map(_called, steps), between=", "))


def _called(step: Step) -> str:
    if step.name == CLEAN:
        return tr("clean")
    lang, _, name = step.name.removeprefix("burned.").partition(".")
    return together(tr(LANGUAGES[lang].english), name)


def pictures_fresh(context: BuildContext) -> bool:
    """Whether clean video and poster are those of the footage that is there now. Raises StoryError, OSError."""
    clean = context.story.paths.video
    return context.ledger.fresh(CLEAN, _key(context, find_film(context.story)), [clean]) and context.ledger.fresh(
        "poster", _poster_key(context), [context.story.paths.poster]
    )


def burn_steps(context: BuildContext, footage: Path, track: Track) -> list[Step]:
    """The burned renditions of a track: for each its name, its file, and everything that can change it."""
    cues = [asdict(cue) for cue in track.cues]
    drawn = fonts.for_text("".join(cue.text for cue in track.cues))
    style = {"style": context.settings.style.model_dump(), "fonts": fonts.version(drawn)}
    key = _key(context, footage) | {"cues": cues} | style
    steps = []
    for one in _burned(context, track):
        shape = [one.form.shape, one.form.background, one.form.codec, one.cards and one.cards.key]
        steps.append(Step(one.name, key | {"shape": [*shape, cards.RULES_VERSION]}, [one.target]))
    return steps


def _key(context: BuildContext, footage: Path) -> dict[str, Any]:
    probed = context.story.paths.probe
    return {
        "footage": context.ledger.sha256(footage),
        "taken": context.ledger.sha256(probed) if probed.is_file() else "",
        "settings": context.settings.video.model_dump(),
        "rules": [segments.RULES_VERSION, sound.RULES_VERSION, segment_borders.RULES_VERSION, pauses.RULES_VERSION],
        "ffmpeg": ffmpeg.version(),
        "encoder": encoder_of(context.settings.video, "h264").name,
    }


def _refuse_lost(context: BuildContext, track: Track) -> None:
    """Raises RenderError for characters that no caption font has, before anything is encoded: they would be boxes."""
    lost = fonts.missing("".join(cue.text for cue in track.cues))
    if not lost:
        return
    number, cue = next((n, cue) for n, cue in enumerate(track.cues, 1) if lost & set(cue.text))
    added = track.lang not in context.settings.languages
    raise RenderError(
        tr(
            "no caption font has {characters}; the first stands in caption {number}, at {seconds:.1f} s.",
            characters=_named(lost),
            number=number,
            seconds=cue.start / 1000,
        ),
        where=context.story.paths.srt(track.lang),
        remedy=tr("Rewrite them. Or leave this language out of the picture: burn_spoken = false in series.toml.")
        if added
        else tr("Rewrite them."),
    )


def refuse_lost_words(context: BuildContext, shown: Sequence[Card], otherwise: str) -> None:
    """The same for the words of cards. otherwise: what may be done instead of writing them in other letters."""
    for text in (text for card in shown for text in card.words.values()):
        if lost := fonts.missing(text):
            raise RenderError(
                tr('no font of the cards has {characters} of "{text}".', characters=_named(lost), text=text),
                where=context.story.paths.story_file,
                remedy=otherwise,
            )


def _named(lost: Collection[str]) -> str:
    named = " ".join(f"{c} (U+{ord(c):04X})" for c in sorted(lost)[:_NAMED])
    more = len(lost) - _NAMED
    return tr("{characters} and {number} more", characters=named, number=more) if more > 0 else named


def _burned(context: BuildContext, track: Track) -> list[RenditionPlan]:
    """The videos with a track in the picture: the one for every story, and those that series.toml asks for."""
    paths, lang = context.story.paths, track.lang
    found = [RenditionPlan(f"burned.{lang}", paths.burned(lang), track.cues, lang)]
    for one in context.settings.renditions_in(lang):
        form = Form(one.shape, one.background, one.codec)
        told = _cards(context, lang) if one.cards else None
        target = paths.rendition(lang, one.name)
        found.append(RenditionPlan(f"burned.{lang}.{one.name}", target, track.cues, lang, form=form, cards=told))
    return found


def _cards(context: BuildContext, lang: str) -> Cards:
    """Who speaks of what, and who publishes it."""
    info, settings = context.story.info, context.settings
    publisher = settings.publisher
    logo = publisher_logo(context)
    publishes = written(publisher.name)
    opening = Card(written(info.title[lang]), " · ".join(filter(written, info.speaker_names)), publishes, logo)
    return Cards(opening, Card(publishes, written(settings.title[lang]), publisher.url.host or "", logo, "heading"))


def written(text: str) -> str:
    """What a card has of it: nothing of what is still to be written."""
    return "" if UNWRITTEN in text else text


def note_unwritten(context: BuildContext, lang: str) -> None:
    """What cards in a language are without for now."""
    info, settings = context.story.info, context.settings
    texts = [info.title[lang], *info.speaker_names, settings.publisher.name, settings.title[lang]]
    if left := [text for text in texts if UNWRITTEN in text]:
        context.note(tr("cards are without what is still to be written: {texts}", texts=", ".join(left)))


def publisher_logo(context: BuildContext) -> bytes:
    """Nothing where series.toml names none. Raises RenderError."""
    name = context.settings.publisher.logo
    if name is None:
        return b""
    path = context.layout.stories / name
    if not path.is_file():
        raise RenderError(
            tr('[publisher] names the logo "{name}", which is not there.', name=name),
            where=context.layout.series_file,
            remedy=tr("Copy it into {folder}/, or correct the key `logo`.", folder=context.layout.stories.name),
        )
    return read_logo(path)


def _poster(context: BuildContext, facts: MediaInfo) -> None:
    clean, target = context.story.paths.video, context.story.paths.poster
    chosen = find_poster(context.story)

    read = [clean, chosen] if isinstance(chosen, Path) else [clean]
    work = partial(_make_poster, clean, facts, chosen, target)
    task = Task(tr("choosing a poster"), clean, work, reads=read, writes=[target])
    context.once("poster", _poster_key(context), [target], partial(context.hands.do, task), what=task.what)


@task_step("poster")
def _make_poster(
    clean: Path, facts: MediaInfo, chosen: Path | int | None, target: Path, bench: Workbench, _: Advance
) -> None:
    if isinstance(chosen, Path):
        poster.take_poster(chosen, target, bench.temp)
    else:
        poster.make_poster(clean, facts, target, bench.temp, chosen)


def _poster_key(context: BuildContext) -> dict[str, Any]:
    chosen = find_poster(context.story)
    asked = context.ledger.sha256(chosen) if isinstance(chosen, Path) else chosen
    return {"video": context.ledger.sha256(context.story.paths.video), "chosen": asked, "rules": poster.RULES_VERSION}
