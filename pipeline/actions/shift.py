"""`veus shift`: people's captions moved with footage that was replaced or trimmed.

All that is to be done is worked out first and noted in .base/shift.json, each file with its hash before and its text
after; then it is done. So a run that was killed is finished by the next one, and nothing is moved twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.build.build_lock import locked
from pipeline.build.footage import built_film, looked_at
from pipeline.build.footage_sound import (
    FootageSound,
    edited,
    footage_state,
    is_of,
    read_sound,
    sound_of,
    timed_keys,
    write_sound,
)
from pipeline.captions.moves import Move, moved, ratio
from pipeline.cues import Cue, Lang
from pipeline.errors import StoryError, VeusError
from pipeline.messages import tr
from pipeline.project.series import Series
from pipeline.project.story import Story, find_footage
from pipeline.review import footage_shift as sounds
from pipeline.review import review_record, swap, waiting
from pipeline.review.history import Why
from pipeline.review.links import read_links
from pipeline.review.story_lock import changing
from pipeline.review.track_file import TrackFile
from pipeline.subtitles.srt import write_srt
from pipeline.timestamps import moment
from pipeline.typedjson import parse_json


@dataclass(frozen=True, slots=True)
class Shifted:
    """ms, rate: by how much the captions in `languages` were moved. outside: those that the video no longer has room
    for, by language, as they were. why: how it is known, or why there was nothing to do. were_approved: languages that
    a person had approved, and has to again. timed: what of story.toml says times that only a person can move."""

    story: str
    ms: int
    rate: str
    languages: tuple[Lang, ...]
    outside: dict[Lang, tuple[Cue, ...]]
    why: str
    were_approved: tuple[Lang, ...] = ()
    timed: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _MovingTrack:
    """before: hash of the file when this was planned; after: its new text. The same for the base, where it moves."""

    before: str
    after: str
    base_before: str | None = None
    base_after: str | None = None
    links: list[list[str]] | None = None


@dataclass(frozen=True, slots=True)
class _Plan:
    """.base/shift.json. ms, rate: to move by now. items, comments: by id, the times (ms) they will have."""

    ms: int
    at: str
    sound: FootageSound
    rate: str = ""
    tracks: dict[Lang, _MovingTrack] = field(default_factory=dict)
    outside: dict[Lang, list[Cue]] = field(default_factory=dict)
    items: dict[Lang, dict[str, Any]] = field(default_factory=dict)
    comments: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def move(self) -> Move:
        return Move(self.ms, self.rate)


def shift(
    series: Series, slug: str, ms: int | None = None, *, rate: str = "", only: Lang | None = None, at: str | None = None
) -> Shifted:
    """Moves people's captions of a story to where its footage has them now.

    ms: how much later the footage has them than the one before – in all, so that saying it again changes nothing; None:
    as the sound says. rate: "25/23.976" for times in frames of 25 a second that were read at 23.976; said again, it
    changes nothing either. only: the one language to move, beside what all were moved by. Raises StoryError,
    SubtitleError (no rate), VeusError (the sound says nothing), MediaError, RenderError, StaleFileError,
    BusyError, OSError.
    """
    story = series.story(slug)
    ratio(rate)
    tracks = [TrackFile.find(series, slug, only)] if only else TrackFile.every(series, story)
    now = moment(at, series.settings.time_zone)
    with locked(series.layout, "veus shift", False, lambda _: None):
        approved = tuple(track.name for track in tracks if track.status() == "approved")
        begun = _interrupted(story)
        if begun:
            _carry_out(series, story, begun)
        plan, why = _planned(story, tracks, _Asked(ms, rate, only), now)
        if plan:
            _write(story, plan)
            _carry_out(series, story, plan)
        done = plan or begun
        if begun and not plan:
            why = tr("An interrupted run was finished.")
    if done is None:
        return Shifted(story.slug, 0, "", (), {}, why)
    outside: dict[Lang, tuple[Cue, ...]] = {}
    for one in filter(None, (begun, plan)):  # what an interrupted run moves out of the film is told, too
        outside |= {lang: (*outside.get(lang, ()), *cues) for lang, cues in one.outside.items() if cues}
    approved = tuple(lang for lang in approved if lang in done.tracks)
    timed = timed_keys(story) if only is None else ()
    return Shifted(story.slug, done.ms, done.rate, tuple(done.tracks), outside, why, approved, timed)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a person wants. ms: None: as the sound says. only: one language."""

    ms: int | None
    rate: str
    only: Lang | None = None


def _planned(story: Story, tracks: Sequence[TrackFile], asked: _Asked, at: str) -> tuple[_Plan | None, str]:
    """What is to be done, if anything, and why."""
    footage = built_film(tracks[0].series.layout, story)
    of_file = files.sha256_file(find_footage(story))
    sha256 = footage_state(story, of_file)
    known = read_sound(story.paths)
    same = known is not None and is_of(known, story, of_file)
    # one language alone is counted beside all of them, and so also before these were moved for other footage
    already = known.moved(asked.only) if known and (same or asked.only) else Move()
    if (asked.only or same) and asked.ms in (None, already.ms) and asked.rate in ("", already.rate):
        if asked.only:
            return None, tr(
                "{track}.srt has been moved by that already, or is to be moved by nothing.", track=asked.only
            )
        return None, tr("The footage is the one that the captions were made for or moved to.")
    sound = known if known and (same or asked.only) else sound_of(footage, sha256, looked_at(story, footage)[0])
    ms, why = asked.ms, ""
    if ms is None and (asked.rate or asked.only):
        ms = already.ms
    elif ms is None:
        ms, why = _found(story, known, sound)
    move = Move(ms - already.ms, "" if asked.rate == already.rate else asked.rate)
    rate = asked.rate or already.rate
    if asked.only:
        sound = replace(sound, alone={**sound.alone, asked.only: (ms, rate)})
        return _plan(edited(tracks), move, at, sound, base_too=False), why
    base_too = not (known and same and known.built)
    sound = replace(sound, shifted_ms=ms, rate=rate, built=sound.built and not base_too)
    return _plan(edited(tracks), move, at, sound, base_too), why


def _found(story: Story, known: FootageSound | None, sound: FootageSound) -> tuple[int, str]:
    found = sounds.offset(known.envelope, sound.envelope) if known else None
    if found is None:
        raise VeusError(
            tr("the sound of this footage is not that of the last build, as far as can be told.")
            if known
            else tr("no build has noted yet what the footage sounded like before."),
            where=story.paths.source,
            remedy=tr(
                "Say how much later it all comes: veus shift {story} --by MS (-1000: a second earlier).",
                story=story.slug,
            ),
        )
    return found.ms, tr("The sound of before was found there (agreement {agreement:.0%}).", agreement=found.agreement)


def _plan(tracks: Sequence[TrackFile], move: Move, at: str, sound: FootageSound, base_too: bool) -> _Plan:
    plan = _Plan(move.ms, at, sound, move.rate)
    if move == Move() or not tracks:
        return plan
    for track in tracks:
        text, lang = track.text(), track.name
        kept, plan.outside[lang] = _moved(text.cues, move, sound)
        moving = _MovingTrack(text.sha256, write_srt(kept))
        plan.tracks[lang] = _with_base(track, moving, move, sound) if base_too else moving
        plan.items[lang] = {one.id: _moved_item(one, move) for one in waiting.read(track.paths, lang).items}
    for comment in tracks[0].review().comments:
        if comment.lang in plan.tracks:
            plan.comments[comment.id] = (move(comment.start), move(comment.end))
    return plan


def _moved(cues: Sequence[Cue], move: Move, sound: FootageSound) -> tuple[list[Cue], list[Cue]]:
    kept, outside = sounds.moved(cues, move, sound.duration_ms)
    return list(kept), list(outside)


def _with_base(track: TrackFile, moving: _MovingTrack, move: Move, sound: FootageSound) -> _MovingTrack:
    base = track.base()
    cues = base.readable if base else None
    if base is None or cues is None:  # none, or a damaged one: there is nothing to move
        return moving
    links = read_links(track.paths, track.name, base.data)
    kept = [_moved([cue], move, sound)[0] for cue in cues]
    if links is not None and len(links) == len(cues):
        links = [texts for cue, texts in zip(kept, links, strict=True) if cue]
    text = write_srt([cue for one in kept for cue in one])
    return replace(moving, base_before=base.sha256, base_after=text, links=links)


def _moved_item(one: waiting.OpenItem, move: Move) -> dict[str, Any]:
    """An open item is about people's cues by their times, so it moves with them."""
    there = {
        "start": move(one.start),
        "end": move(one.end),
        "people": moved(one.people, move),
        "machine": moved(one.machine, move),
    }
    return one.model_copy(update=there).model_dump(mode="json")


def _write(story: Story, plan: _Plan) -> None:
    files.write_json(story.paths.shift_journal, asdict(plan), story.paths.base)


def _interrupted(story: Story) -> _Plan | None:
    """The plan of a run that was killed. Raises StoryError for one that cannot be read."""
    data = files.read_if_any(story.paths.shift_journal)
    if data is None:
        return None
    try:
        return parse_json(data, _Plan)
    except ValueError as error:
        raise StoryError(
            tr("this note about a move that was interrupted cannot be read."),
            where=story.paths.shift_journal,
            remedy=tr("Look whether the captions stand right, and delete this file."),
        ) from error


def _carry_out(series: Series, story: Story, plan: _Plan) -> None:
    """Every part of it knows whether it is done already."""
    with changing(story.paths):
        for lang, moving in plan.tracks.items():
            _carry_out_track(TrackFile.find(series, story.slug, lang), moving, plan)
            _carry_out_items(story, lang, plan.items.get(lang, {}))
        review_record.move_comments(story.paths, plan.comments)
        write_sound(story.paths, plan.sound)
        Path(story.paths.shift_journal).unlink()


def _carry_out_track(track: TrackFile, moving: _MovingTrack, plan: _Plan) -> None:
    text, base = track.read(), track.base()
    if moving.base_after is not None and base is not None and base.sha256 == moving.base_before:
        swap.set_base(track.paths, track.name, moving.base_after, moving.links)
    new = moving.after.encode("utf-8")
    if text is None or text.data == new:
        return
    if text.sha256 != moving.before:  # edited since: before it was moved, or after?
        cues, after = text.cues, track.as_text(new).cues
        if _alike(cues, after, Move()) >= _alike(cues, after, plan.move):
            return
        kept, plan.outside[track.name] = _moved(cues, plan.move, plan.sound)
        new = write_srt(kept).encode("utf-8")
    track.save(new, text, track.reason(Why.SHIFTED, at=plan.at))


def _alike(cues: Sequence[Cue], after: Sequence[Cue], move: Move) -> int:
    """How many of `cues`, once moved, begin where one of `after` does."""
    return len({move.unclipped(cue.start) for cue in cues} & {cue.start for cue in after})


def _carry_out_items(story: Story, lang: Lang, moved: dict[str, Any]) -> None:
    then = waiting.read(story.paths, lang)
    items = tuple(waiting.OpenItem.model_validate(moved[one.id]) if one.id in moved else one for one in then.items)
    if items != then.items:
        waiting.write(story.paths, lang, then.model_copy(update={"items": items}))
