"""What another program may use of Veus: `from pipeline import segment, read_track`, and so on (docs/library.md).

Times are integer milliseconds from the first picture; every error that is raised on purpose is a `VeusError`. What is
heavy – recognisers, ffmpeg, spreadsheets – is loaded when it is used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.captions.segmentation import segment
from pipeline.cues import Cue, Lang, Track, Transcript, Word
from pipeline.errors import VeusError
from pipeline.messages import tr
from pipeline.project.caption_profile import PROFILES, CaptionProfile
from pipeline.review.merge import Merged, merge

if TYPE_CHECKING:
    from pipeline.build.outcome import BuildReport, Reporter
    from pipeline.check.context import Context
    from pipeline.check.finding import Finding
    from pipeline.subtitles.exchanged import FilmInfo, Incoming

__all__ = [
    "PROFILES",
    "CaptionProfile",
    "Cue",
    "Merged",
    "Track",
    "Transcript",
    "VeusError",
    "Word",
    "build_stories",
    "check_track",
    "merge",
    "read_track",
    "segment",
    "transcribe",
    "write_track",
]


def read_track(path: Path, film: FilmInfo | None = None) -> Incoming:
    """The captions of a file in any format that `veus import` takes, told by its ending: `cues`, and as `remarks` what
    had to be mended or cannot be kept, in English sentences.

    film: what is known of the film – who speaks, frames a second. Raises SubtitleError, OSError.
    """
    from pipeline.subtitles import formats

    return formats.read(path, film or formats.UNKNOWN)


def write_track(path: Path, cues: Sequence[Cue], lang: Lang) -> None:
    """Writes `cues` as a file in the format that its ending names: srt, vtt, ttml, xlsx, docx. The file is there whole
    or not at all, and the same cues give the same bytes. Raises SubtitleError (no such format is written), OSError.
    """
    from pipeline import files
    from pipeline.errors import SubtitleError
    from pipeline.subtitles import formats
    from pipeline.subtitles.exchanged import Outgoing
    from pipeline.subtitles.srt import write_srt

    form = formats.form_of(path)
    if form not in formats.WRITTEN:
        raise SubtitleError(
            tr("{form} is read, and not written.", form=form),
            where=path,
            remedy=tr("Take one of these: {formats}.", formats=", ".join(formats.WRITTEN)),
        )
    data = write_srt(cues).encode()
    outgoing = Outgoing(path.stem, Track(lang, tuple(cues)), data, files.sha256_bytes(data))
    files.write_bytes(path, formats.write(outgoing, form))


def check_track(cues: Sequence[Cue], lang: Lang, context: Context | None = None) -> list[Finding]:
    """What in `cues` breaks a rule of good captions, in order of time; `finding.say("en")` is the sentence for people.

    context: what else is known – limits, words as heard, cuts of the picture; rules that need what is missing are
    silent.
    """
    from pipeline.check.context import Context
    from pipeline.check.rules.table import check

    return check(cues, replace(context, lang=lang) if context else Context(lang))


def transcribe(
    path: Path, spoken: Sequence[Lang], *, model: str = "base", engine: str = "faster-whisper", speakers: int | None = 1
) -> Transcript:
    """What is said in a video: words with times and probabilities, other sounds, and places that nobody understood.

    spoken: the languages, by their ISO 639-1 codes. model: one that `veus models list` shows as here. speakers: how
    many there are, None to find out. Takes about a tenth of the video's length on two processors. Raises MediaError (no
    video, or no sound in it), EngineError.
    """
    from pipeline.errors import MediaError
    from pipeline.media.audio import speech_audio
    from pipeline.media.probe import probe
    from pipeline.speech.engines import Options, make_engine
    from pipeline.speech.transcribe import transcribe as listen
    from pipeline.speech.whisper_models import find, ready

    facts = probe(path)
    if facts.audio is None:
        raise MediaError(
            tr("there is no sound in this video."), where=path, remedy=tr("Give one in which somebody speaks.")
        )
    hearing, weights = make_engine(engine), find(model)
    hearing.open(ready(weights))
    try:
        return listen(speech_audio(path, facts), spoken, hearing, weights, Options(), speakers=speakers)
    finally:
        hearing.close()


def build_stories(
    root: Path,
    slugs: Sequence[str] = (),
    *,
    up_to: str = "pages",
    jobs: int | None = 1,
    reporter: Reporter | None = None,
) -> BuildReport:
    """`veus build` in the folder `root`, which holds `stories/` and `output/`; all stories where no slugs are given.

    up_to: "captions", "video" or "pages". jobs: how many stories are made side by side, None for as many as are right
    for this machine; more than one takes processes that import your program's main module: have it begin what it does
    behind `if __name__ == "__main__":`. reporter: where progress is told. What goes wrong with one story is in the
    report, and the others go on. Raises ConfigError, StoryError, EngineError, BusyError.
    """
    from pipeline.build.build import UpTo, build
    from pipeline.build.jobs import jobs_here
    from pipeline.build.outcome import Silent
    from pipeline.project.layout import Layout

    return build(Layout(root), slugs, reporter or Silent(), up_to=UpTo(up_to), jobs=jobs_here(jobs))
