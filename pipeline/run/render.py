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
from pipeline.run.report import Advance
from pipeline.run.workshop import Workshop
from pipeline.story import find_footage
from pipeline.video import encode, fonts, poster


def render(shop: Workshop, footage: Path, facts: MediaFacts, tracks: Sequence[Track]) -> None:
    """All pictures of a story. Raises RenderError."""
    clean = shop.story.paths.video

    def make_clean(advance: Advance) -> None:
        encode.make_clean(footage, facts, shop.settings.video, clean, shop.layout.temp, advance)

    shop.once("video", _key(shop, footage), [clean], make_clean, what="video for the web", total=facts.duration_ms)
    for track in tracks:
        if track.cues:
            _burn(shop, footage, facts, track)
        else:
            shop.story.paths.burned(track.lang).unlink(missing_ok=True)
    _poster(shop, facts)


def pictures_fresh(shop: Workshop) -> bool:
    """Whether clean video and poster are those of the footage that is there now. Raises StoryError, OSError."""
    clean = shop.story.paths.video
    return shop.ledger.fresh("video", _key(shop, find_footage(shop.story)), [clean]) and shop.ledger.fresh(
        "poster", _poster_key(shop), [shop.story.paths.poster]
    )


def burn_key(shop: Workshop, footage: Path, track: Track) -> dict[str, Any]:
    """Everything that can change a burned rendition."""
    cues = [asdict(cue) for cue in track.cues]
    return _key(shop, footage) | {"cues": cues, "fonts": fonts.version()}


def _key(shop: Workshop, footage: Path) -> dict[str, Any]:
    return {
        "footage": shop.ledger.sha256(footage),
        "settings": shop.settings.video.model_dump(),
        "rules": encode.RULES_VERSION,
        "ffmpeg": ffmpeg.version(),
    }


def _burn(shop: Workshop, footage: Path, facts: MediaFacts, track: Track) -> None:
    target = shop.story.paths.burned(track.lang)

    def make(advance: Advance) -> None:
        encode.burn(footage, facts, track.cues, shop.settings.video, target, shop.layout.temp, advance)

    lost = fonts.missing("".join(cue.text for cue in track.cues))
    if lost:
        shop.note(f"{track.lang}.srt: no caption font has {' '.join(sorted(lost))} – rewrite these characters.")
    shop.once(
        f"burned.{track.lang}",
        burn_key(shop, footage, track),
        [target],
        make,
        what=f"burning in {LANGUAGES[track.lang].english}",
        total=facts.duration_ms,
    )


def _poster(shop: Workshop, facts: MediaFacts) -> None:
    clean, target = shop.story.paths.video, shop.story.paths.poster

    def make(_: Advance) -> None:
        poster.make_poster(clean, facts, target, shop.layout.temp)

    shop.once("poster", _poster_key(shop), [target], make, what="choosing a poster")


def _poster_key(shop: Workshop) -> dict[str, Any]:
    return {"video": shop.ledger.sha256(shop.story.paths.video), "rules": poster.RULES_VERSION}
