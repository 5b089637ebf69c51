"""Footage and tracks → the clean video, the burned renditions, the poster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.cues import Track
from pipeline.languages import LANGUAGES
from pipeline.media import ffmpeg
from pipeline.media.facts import MediaFacts
from pipeline.media.frames import read_frames
from pipeline.run.report import Advance
from pipeline.run.workshop import Step, Workshop
from pipeline.story import find_footage
from pipeline.video import contrast, fonts, pieces, poster, sound
from pipeline.video import render as video
from pipeline.video.pictures import suits_the_web
from pipeline.video.pieces import Source
from pipeline.video.store import Store

CLEAN = "video"


def render(shop: Workshop, footage: Path, facts: MediaFacts, cuts: Sequence[int], tracks: Sequence[Track]) -> None:
    """All pictures of a story. Raises RenderError."""
    if warning := contrast.check_contrast(shop.settings.style):
        shop.note(warning)
    for track in tracks:
        _tell_lost(shop, track)
        if not track.cues:
            shop.story.paths.burned(track.lang).unlink(missing_ok=True)
    renditions = _renditions(shop, facts, tracks)
    store = Store(shop.story.paths.pieces)
    keys = {CLEAN: _key(shop, footage)} | {f"burned.{t.lang}": burn_key(shop, footage, t) for t in tracks}

    def make(stale: Sequence[Step], advance: Advance) -> None:
        source = Source(footage, facts, read_frames(footage), shop.ledger.sha256(footage))
        job = video.Job(source, cuts, shop.settings.video, shop.settings.style, store, shop.layout.temp)
        names = {step.name for step in stale}
        video.render(job, [rendition for rendition in renditions if rendition.name in names], advance)

    steps = [Step(rendition.name, keys[rendition.name], [rendition.target]) for rendition in renditions]
    if shop.once_each(steps, make, what=_what, total=facts.duration_ms):
        store.clean([rendition.name for rendition in renditions])
    _poster(shop, facts)


def _what(steps: Sequence[Step]) -> str:
    """ "videos: clean, Catalan, English"."""
    langs = [step.name.removeprefix("burned.") for step in steps]
    return f"videos: {', '.join('clean' if lang == CLEAN else LANGUAGES[lang].english for lang in langs)}"


def pictures_fresh(shop: Workshop) -> bool:
    """Whether clean video and poster are those of the footage that is there now. Raises StoryError, OSError."""
    clean = shop.story.paths.video
    return shop.ledger.fresh(CLEAN, _key(shop, find_footage(shop.story)), [clean]) and shop.ledger.fresh(
        "poster", _poster_key(shop), [shop.story.paths.poster]
    )


def burn_key(shop: Workshop, footage: Path, track: Track) -> dict[str, Any]:
    """Everything that can change a burned rendition."""
    cues = [asdict(cue) for cue in track.cues]
    return _key(shop, footage) | {"cues": cues, "style": shop.settings.style.model_dump(), "fonts": fonts.version()}


def _key(shop: Workshop, footage: Path) -> dict[str, Any]:
    return {
        "footage": shop.ledger.sha256(footage),
        "settings": shop.settings.video.model_dump(),
        "rules": [pieces.RULES_VERSION, sound.RULES_VERSION],
        "ffmpeg": ffmpeg.version(),
    }


def _tell_lost(shop: Workshop, track: Track) -> None:
    lost = fonts.missing("".join(cue.text for cue in track.cues))
    if lost:
        shop.note(f"{track.lang}.srt: no caption font has {' '.join(sorted(lost))} – rewrite these characters.")


def _renditions(shop: Workshop, facts: MediaFacts, tracks: Sequence[Track]) -> list[video.Rendition]:
    """The videos of a story. A language without captions has none: it would be the clean one."""
    paths = shop.story.paths
    clean = video.Rendition(CLEAN, paths.video, copied=suits_the_web(facts))
    return [
        clean,
        *(video.Rendition(f"burned.{t.lang}", paths.burned(t.lang), t.cues, t.lang) for t in tracks if t.cues),
    ]


def _poster(shop: Workshop, facts: MediaFacts) -> None:
    clean, target = shop.story.paths.video, shop.story.paths.poster

    def make(_: Advance) -> None:
        poster.make_poster(clean, facts, target, shop.layout.temp)

    shop.once("poster", _poster_key(shop), [target], make, what="choosing a poster")


def _poster_key(shop: Workshop) -> dict[str, Any]:
    return {"video": shop.ledger.sha256(shop.story.paths.video), "rules": poster.RULES_VERSION}
