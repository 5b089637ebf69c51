"""`veus style`: how the captions of a story look over its own footage, as contact sheets with what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.build.footage import looked_at
from pipeline.build.outcome import Reporter
from pipeline.cues import Cue, Lang
from pipeline.errors import RenderError
from pipeline.messages import SOURCE, in_language, spoken, tr
from pipeline.project.series import Series
from pipeline.project.settings import Settings
from pipeline.project.story import find_film
from pipeline.project.style import Look, Shape
from pipeline.review.track_file import TrackFile
from pipeline.video import fonts
from pipeline.video.contrast import check_contrast
from pipeline.video.picture_filters import picture_size
from pipeline.video.sheet import sheet_moments
from pipeline.video.sheet.page import compose, why
from pipeline.video.sheet.samples import samples
from pipeline.video.sheet.tiles import Tile, draw, sizes_for

_WORSE = ("good", "warning", "fails")


@dataclass(frozen=True, slots=True)
class StyleRow:
    """One sample in one shape: the worst of its tiles. over: which picture that is over. why: "" where it is good."""

    shape: Shape
    sample: str
    contrast: float
    over: str
    verdict: str
    why: str


@dataclass(slots=True)
class StyleReport:
    """sheets: the contact sheets. notes: what a person should know. faults: what must not be published as it is."""

    sheets: list[Path] = field(default_factory=list)
    rows: list[StyleRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return bool(self.faults) or any(row.verdict == "fails" for row in self.rows)

    def as_dict(self) -> dict[str, Any]:
        rows = [{key: in_language(getattr(row, key), SOURCE) for key in StyleRow.__slots__} for row in self.rows]
        sheets = [str(sheet) for sheet in self.sheets]
        return {"ok": not self.failed, "sheets": sheets, "rows": rows, "notes": self.notes, "faults": self.faults}


def style(series: Series, slug: str, lang: Lang | None, reporter: Reporter) -> StyleReport:
    """Draws the sheets of one story. lang: of its captions; None: the first language of the series.

    Raises ConfigError, StoryError, MediaError, RenderError, SubtitleError, OSError.
    """
    settings, temp_dir = series.settings, series.layout.temp
    lang = lang or settings.languages[0]
    track = TrackFile.find(series, slug, lang)
    story, report = track.story, StyleReport()
    reporter.story(story.slug, story.info.title[spoken()])
    footage = find_film(story)
    facts, frames = looked_at(story, footage)
    _foretold(settings, report)
    shown = samples(_cues(track, report), lang, settings.style)
    with reporter.step(tr("looking for hard pictures"), sheet_moments.samples_of(facts)) as advance:
        hardest = sheet_moments.hardest(footage, facts, frames, advance)
        pictures = [(moment, sheet_moments.picture(footage, facts, frames, moment)) for moment in hardest]
    sizes = sizes_for(*picture_size(facts))
    with reporter.step(tr("drawing captions"), len(sizes)) as advance:
        for number, (shape, size) in enumerate(sizes.items(), 1):
            tiles = draw(pictures, shown, size, settings.style, lang, temp_dir)
            target = story.paths.style_sheet(lang, shape)
            compose(tiles, f"{slug} · {lang} · {shape}", _note(settings.style.look(*size)), target, temp_dir)
            report.sheets.append(target)
            report.rows += _rows(shape, tiles)
            advance(number)
    return report


def _cues(track: TrackFile, report: StyleReport) -> Sequence[Cue]:
    """The captions there are; none yet is no reason not to look."""
    text = track.read()
    if text is None:
        report.notes.append(tr("there is no {file} yet: the sheets show made-up captions.", file=track.path.name))
        return ()
    cues = text.cues
    if lost := fonts.missing("".join(cue.text for cue in cues)):
        report.faults.append(
            tr(
                "{file}: no caption font has {characters} – rewrite these characters.",
                file=track.path.name,
                characters=" ".join(sorted(lost)),
            )
        )
    return cues


def _foretold(settings: Settings, report: StyleReport) -> None:
    """What the numbers alone say, over the worst picture there could be."""
    try:
        if warning := check_contrast(settings.style):
            report.notes.append(warning)
    except RenderError as error:
        report.faults.append(str(error))


def _note(look: Look) -> str:
    return (
        f"{look.font}, lines of {look.text_height:g} % of the height, box_alpha {look.box_alpha:g}; "
        "contrast as measured behind the letters: 7:1 is good, under 4.5:1 fails"
    )


def _rows(shape: Shape, tiles: Sequence[Tile]) -> list[StyleRow]:
    rows = []
    for what, group in groupby(tiles, key=lambda tile: tile.sample.what):
        worst = max(group, key=lambda tile: (_WORSE.index(tile.verdict), -tile.contrast))
        rows.append(StyleRow(shape, what, round(worst.contrast, 2), worst.moment.kind, worst.verdict, why(worst)))
    return rows
