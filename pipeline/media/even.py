"""Sound that changes its rate or its channels on the way: broadcasts, recordings joined end to end.

ffmpeg begins its filters anew at each such change, which then fill all the time before with silence, and whatever else
takes sound expects one kind of it. So all sound of such a file is decoded here and written again, without loss and in
one kind; its pictures are copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.ffmpeg import ONLY_FILES, file_url

#: Part of the key of every such copy: raise it when the same sound is written otherwise.
RULES_VERSION = 1

#: Of so many packets of sound one is decoded: about one a second.
STEP = 40

#: Containers that say once for all of a sound what it is like.
ONE_KIND = ("mov", "matroska")

#: Hz, and channels, of what is written.
RATE, LAYOUT = 48_000, "stereo"

#: Samples by which times may differ from what was heard so far before there is a hole: within a packet of a transport
#: stream times are reckoned after the rate before.
HOLE = RATE // 10


class Kinds:
    """Looks at packets of sound on the way through a file (PyAV) for their rate and channels. may_change: whether there
    is anything to look for."""

    def __init__(self, container: Any) -> None:
        self.may_change = not any(name in container.format.name for name in ONE_KIND)
        self._count: dict[int, int] = {}
        self._decoders: dict[int, Any] = {}
        self._found: dict[int, set[tuple[int, str]]] = {}

    def take(self, packet: Any) -> None:
        if not self.may_change or packet.stream.type != "audio" or not packet.stream.codec_context or not packet.size:
            return
        n = packet.stream_index
        self._count[n] = self._count.get(n, 0) + 1
        if self._count[n] % STEP == STEP // 2:
            self._found.setdefault(n, set()).update(self._kinds(packet))

    def changes(self, index: int) -> bool:
        """Whether the sound with that number, counted over all streams, changes."""
        return len(self._found.get(index, ())) > 1

    def _kinds(self, packet: Any) -> set[tuple[int, str]]:
        """By a decoder that lives as long as the file: what it learns about the sound is not said in each packet."""
        import av

        n, told = packet.stream_index, packet.stream.codec_context
        if n not in self._decoders:
            self._decoders[n] = av.CodecContext.create(told.name, "r")
            self._decoders[n].extradata = told.extradata
        try:
            return {(frame.sample_rate, frame.layout.name) for frame in self._decoders[n].decode(packet)}
        except (av.error.FFmpegError, ValueError):
            return set()  # damaged: whoever needs all of it will say so


def changes(path: Path) -> bool:
    """Whether any sound of a file does. All packets are read. Raises RenderError."""
    import av

    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            kinds = Kinds(container)
            for packet in container.demux(list(container.streams.audio)):
                kinds.take(packet)
            return any(kinds.changes(stream.index) for stream in container.streams.audio)
    except av.error.FFmpegError as error:
        raise _unreadable(path) from error


def make_even(path: Path, target: Path, temp_dir: Path) -> None:
    """Writes `target` (Matroska): the pictures of `path`, copied, and its sounds, each RATE samples a second in LAYOUT.

    What cannot be decoded is left out, and so is sound that is there twice. Raises RenderError, OSError.
    """
    import av

    with files.replacing(target, temp_dir) as temp:
        try:
            with (
                av.open(file_url(path), options=ONLY_FILES) as source,
                av.open(file_url(temp), "w", format="matroska", options={"fflags": "+bitexact"}) as out,
            ):
                _copy(source, out)
        except (av.error.FFmpegError, ValueError) as error:
            raise _unreadable(path) from error


def _copy(source: Any, out: Any) -> None:
    pictures = {s.index: out.add_stream_from_template(s) for s in source.streams.video if s.codec_context}
    sounds = {s.index: _Sound(out, s) for s in source.streams.audio if s.codec_context}
    for packet in source.demux():
        n = packet.stream_index
        if n in sounds:
            for written in sounds[n].take(packet):
                out.mux(written)
        elif n in pictures and packet.dts is not None:
            packet.stream = pictures[n]
            out.mux(packet)
    for sound in sounds.values():
        for written in sound.end():
            out.mux(written)


class _Sound:
    """One sound as it is written again. Its clock is the number of its samples, which says more than times do where
    those were reckoned; only holes are taken from the times."""

    def __init__(self, out: Any, source: Any) -> None:
        self._stream = out.add_stream("pcm_s16le", rate=RATE, layout=LAYOUT)
        self._stream.metadata.update({key: said for key, said in source.metadata.items() if key == "language"})
        self._kind: tuple[int, str, str] | None = None
        self._resampler: Any = None
        self._at: int | None = None

    def take(self, packet: Any) -> Iterator[Any]:
        """What is to be written of a packet of the source."""
        import av

        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            return
        for frame in frames:
            yield from self._take(frame)

    def end(self) -> Iterator[Any]:
        if self._resampler is not None:
            yield from self._write(self._resampler.resample(None))
        yield from self._stream.encode(None)

    def _take(self, frame: Any) -> Iterator[Any]:
        import av

        begins = None if frame.pts is None else round(frame.time * RATE)
        if begins is not None and self._at is not None and begins < self._at - HOLE:
            return  # heard already
        kind = (frame.sample_rate, frame.layout.name, frame.format.name)
        if kind != self._kind:
            if self._resampler is not None:
                yield from self._write(self._resampler.resample(None))
            self._kind, self._resampler = kind, av.AudioResampler("s16", LAYOUT, RATE)
        if self._at is None:
            self._at = begins or 0
        elif begins is not None and begins > self._at + HOLE:
            self._at = begins
        frame.pts = None
        yield from self._write(self._resampler.resample(frame))

    def _write(self, frames: Any) -> Iterator[Any]:
        for frame in frames:
            frame.pts, frame.time_base = self._at, Fraction(1, RATE)
            self._at = (self._at or 0) + frame.samples
            yield from self._stream.encode(frame)


def _unreadable(path: Path) -> RenderError:
    return RenderError(
        "the sound of this file changes its rate or its channels on the way, and cannot be followed.",
        where=path,
        remedy="Export it again as MP4 (H.264, AAC).",
    )
