"""One segment of a rendition: closed in itself, some seconds long, known by the content of all that can change its
pictures. A changed caption makes the segments it is seen in, and no other.
"""

from __future__ import annotations

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.ended_programs import Crew
from pipeline.errors import RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.frames import Frames, read_frames
from pipeline.media.media_info import MediaInfo
from pipeline.messages import tr
from pipeline.project.renditions import VideoSettings
from pipeline.video import fonts
from pipeline.video.encoders import encoder_of, output
from pipeline.video.picture_filters import hold, prepared, progressive, steadied
from pipeline.video.segment_borders import FrameSpan
from pipeline.video.shapes import OWN, Form, shaped

#: Part of the key of every segment: raise it when other pictures are made of the same command.
RULES_VERSION = 4

#: Half pictures are made whole by those before, too: so many are decoded in front of a segment.
PICTURES_BEFORE = 2

#: What the scripts are called in ffmpeg's folder.
SCRIPT = "{}.ass"


class UnevenSegment(Exception):
    """A segment has not the pictures that the footage has in its time: this footage can only be encoded whole."""


@dataclass(frozen=True, slots=True)
class SegmentSource:
    """One video file to make segments of. sha256: of its bytes. draw: makes the file at a path, where it is a card's.
    decoders: threads that decode; the pictures are the same."""

    footage: Path
    facts: MediaInfo
    frames: Frames
    sha256: str
    draw: Callable[[Path], None] | None = None
    decoders: int = 1


@dataclass(frozen=True, slots=True)
class Segment:
    """script: what is drawn, or None. key: of its content; its name in the store."""

    span: FrameSpan
    script: str | None
    form: Form
    key: str


@dataclass(frozen=True, slots=True)
class PlainPicture:
    """A picture that is wanted as grey levels before anything is drawn on it: the first one of `span`, in `form`, that
    comes `after_ms` after its beginning or later. size: (width, height) in px."""

    span: FrameSpan
    form: Form
    after_ms: int
    size: tuple[int, int]


def command(
    source: SegmentSource, settings: VideoSettings, span: FrameSpan, drawn: bool, form: Form = OWN
) -> tuple[str, ...]:
    """What ffmpeg is told for one segment of `source`, but for the paths of files. drawn: whether it has a script."""
    target = Path("segment.mp4")
    told = _graph(source, [Segment(span, "" if drawn else None, form, "")], settings, [target]).get_args()
    paths = {ff.file_url(source.footage), ff.file_url(target)}
    return tuple(argument for argument in told if argument not in paths)


def segment(source: SegmentSource, span: FrameSpan, script: str | None, form: Form, told: Sequence[str]) -> Segment:
    """The segment of `source` with `script` drawn into it, not yet made. told: its `command`."""
    key = {
        "footage": source.sha256,
        "told": list(told),
        "script": script,
        "fonts": fonts.version(fonts.for_text(script)) if script else "",
        "ffmpeg": ff.version(),
        "rules": RULES_VERSION,
    }
    return Segment(span, script, form, files.sha256_json(key))


def make_segments(
    source: SegmentSource,
    segments: Sequence[Segment],
    settings: VideoSettings,
    targets: Sequence[Path],
    temp_dir: Path,
    crew: Crew | None = None,
    on_progress: ff.Progress | None = None,
    plain: Sequence[PlainPicture] = (),
) -> list[bytes]:
    """Encodes `segments` from one decode, each to its target: of one time, each with other captions or in another form,
    or of several times, in order and without gap. Gives the pictures that are wanted `plain`, each of a span and a form
    that one of `segments` has.

    Raises RenderError when ffmpeg fails, UnevenSegment when a segment has other pictures than the footage.
    """
    with tempfile.TemporaryDirectory(prefix=".part-", dir=temp_dir) as name:
        # ffmpeg works inside a folder of ours and is given plain relative names, so that no path of the user's – with
        # quotes, colons, brackets or backslashes – ever stands in a filter argument.
        stage = Path(name)
        made = [stage / f"{number}.mp4" for number in range(len(segments))]
        for number, segment in enumerate(segments):
            if segment.script is not None:
                (stage / SCRIPT.format(number)).write_text(segment.script, "utf-8")
        beside = [stage / f"{number}.grey" for number in range(len(plain))]
        fonts.lay_out(stage, *(segment.script or "" for segment in segments))
        graph = _graph(source, segments, settings, made, list(zip(beside, plain, strict=True)))
        first, last = source.frames.ms(segments[0].span.first), source.frames.ms(segments[-1].span.end - 1)
        length = round(last - first + source.facts.frame_ms)
        ff.run(graph, subject=source.footage, length_ms=length, cwd=stage, on_progress=on_progress, crew=crew)
        for segment, path, target in zip(segments, made, targets, strict=True):
            _check(source, segment.span, path)
            with files.replacing(target, temp_dir) as temp:
                shutil.move(path, temp)
        return [_read_plain(source, wanted, path) for wanted, path in zip(plain, beside, strict=True)]


def _read_plain(source: SegmentSource, wanted: PlainPicture, path: Path) -> bytes:
    picture = path.read_bytes()
    at_ms = round(source.frames.ms(wanted.span.first)) + wanted.after_ms
    ff.refuse_no_picture(picture, wanted.size, source.footage, at_ms)
    return picture


def _graph(
    source: SegmentSource,
    segments: Sequence[Segment],
    settings: VideoSettings,
    targets: Sequence[Path],
    plain: Sequence[tuple[Path, PlainPicture]] = (),
) -> Any:
    """What ffmpeg is told: the pictures of each span only, timed from its first one, brought into each form once, and
    drawn upon for each target. plain: each beside it, to a file of its own."""
    import ffmpeg

    wanted: dict[FrameSpan, dict[Form, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, segment in enumerate(segments):
        wanted[segment.span][segment.form].append(number)
    outputs: list[Any] = []
    start: tuple[str, ...] = ()
    for span_pictures, (span, forms) in zip(_spans(source, list(wanted)), wanted.items(), strict=True):
        prepared_ones = _split(prepared(span_pictures, source.facts), len(forms))
        for pictures, (form, numbers) in zip(prepared_ones, forms.items(), strict=True):
            encoder = encoder_of(settings, form.codec)
            start = encoder.start or start
            beside = [(path, one) for path, one in plain if (one.span, one.form) == (span, form)]
            shown = _split(shaped(pictures, source.facts, form), len(numbers) + len(beside))
            outputs += [_plain(shown.pop(), one, path) for path, one in beside]
            for stream, number in zip(shown, numbers, strict=True):
                if segments[number].script is not None:
                    stream = stream.filter("ass", SCRIPT.format(number), fontsdir=".")
                outputs.append(output(stream, targets[number], encoder, settings, enc_time_base=_clock(source)))
    return ffmpeg.merge_outputs(*outputs).global_args(*start)


def _plain(pictures: Any, wanted: PlainPicture, target: Path) -> Any:
    later = pictures.filter("trim", start=f"{wanted.after_ms / 1000:.3f}")
    return ff.grey_output(later, wanted.size, ff.file_url(target))


def _spans(source: SegmentSource, spans: Sequence[FrameSpan]) -> list[Any]:
    """The pictures of each of `spans`, which follow one another, from one decode."""
    first, times = spans[0].first, source.frames.times
    decoded = pictures_of(source, FrameSpan(first, spans[-1].end))
    if len(spans) == 1:
        return [decoded]
    parts = []
    for span, pictures in zip(spans, _split(decoded, len(spans)), strict=True):
        begins = times[span.first] - times[first]
        end = {"end_pts": times[span.end] - times[first]} if span.end < len(times) else {}
        part = pictures.filter("trim", start_pts=begins, **end)
        parts.append(part.filter("setpts", f"PTS-({begins})"))
    return parts


def _split(pictures: Any, times: int) -> list[Any]:
    if times == 1:
        return [pictures]
    split = pictures.filter_multi_output("split", times)
    return [split[number] for number in range(times)]


def _clock(source: SegmentSource) -> str:
    """That of the footage, so that no time is rounded; said, so that cards have the same."""
    time_base = source.frames.time_base
    return f"{time_base.numerator}:{time_base.denominator}"


def pictures_of(source: SegmentSource, span: FrameSpan) -> Any:
    """The (progressive) pictures of one span, timed from its first one, as an ffmpeg-python stream."""
    return _held(source, span) if source.facts.held else _span(source, span)


def _opened(source: SegmentSource, near: Fraction | None = None) -> Any:
    """The film's pictures, from the last one at or before `near` (s on the file's clock) that decoding can start at."""
    options: dict[str, Any] = {}
    if near is not None:
        options = {"ss": f"{float(near):.6f}", "seek_timestamp": 1, "noaccurate_seek": None}
        options["threads"] = source.decoders
    return ff.stream(source.footage, source.facts.picture, **options, **steadied(source.facts))


def _span(source: SegmentSource, span: FrameSpan) -> Any:
    facts, times, time_base = source.facts, source.frames.times, source.frames.time_base
    if len(span) == len(times):  # some footage has other pictures than its packets say: nothing is trimmed
        return progressive(_opened(source), facts, time_base).filter("setpts", "PTS-STARTPTS")
    first = times[span.first]
    near = times[max(0, span.first - PICTURES_BEFORE * facts.interlaced)] * time_base
    end = {"end_pts": times[span.end]} if span.end < len(times) else {}
    pictures = progressive(_opened(source, near), facts, time_base)
    return pictures.filter("trim", start_pts=first, **end).filter("setpts", f"PTS-({first})")


def _held(source: SegmentSource, span: FrameSpan) -> Any:
    """Each picture again and again until the next one comes."""
    facts, frames = source.facts, source.frames
    came = frames.came(span.first)
    near = frames.came(max(0, span.first - PICTURES_BEFORE * facts.interlaced))
    # To the beginning nobody has to jump, and in a file with one picture ffmpeg would miss it.
    jump = near if near and len(span) < len(frames.times) else None
    pictures = progressive(_opened(source, jump), facts)
    return hold(pictures, facts, Fraction(facts.offset_ms, 1000) + span.first / facts.fps, came, len(span))


def _check(source: SegmentSource, span: FrameSpan, path: Path) -> None:
    made = read_frames(path)
    if not made.times:
        raise RenderError(tr("no picture could be encoded."), where=source.footage)
    if not source.frames.exact:
        return
    frames = source.frames
    wanted = [frames.ms(number) - frames.ms(span.first) for number in range(span.first, span.end)]
    if [made.ms(number) for number in range(len(made.times))] != wanted:
        raise UnevenSegment(f"{path}: {len(made.times)} pictures instead of {len(span)}")
