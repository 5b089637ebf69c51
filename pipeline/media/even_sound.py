"""Sound that changes its rate or its channels on the way, and clocks that begin anew: broadcasts, recordings joined end
to end.

ffmpeg begins its filters anew at each such change, which then fill all the time before with silence, and whatever else
takes sound expects one kind of it. Where times go back, it drops what comes, as shown already. So all sound of such a
file is decoded here and written again, without loss and in one kind, on one clock; its pictures are copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline import files
from pipeline.errors import RenderError
from pipeline.media.copied_pictures import CopiedPictures
from pipeline.media.ffmpeg import ONLY_FILES, file_url
from pipeline.media.streams import PRIMING_MS, Packets, asides, decoded
from pipeline.messages import tr

#: Part of the key of every such copy: raise it when the same sound is written otherwise.
RULES_VERSION = 4

#: Of so many packets of sound one is decoded: about one a second.
STEP = 40

#: Containers that say once for all of a sound what it is like.
ONE_KIND = ("mov", "matroska")

#: Codecs whose every packet says it, whatever the container does.
SAID_IN_PACKETS = frozenset({"mp1", "mp2", "mp3", "ac3", "eac3", "dts"})

#: Containers whose clocks may jump ahead, and others by which hours would be missing: a second broadcast, a camera's
#: next file. s for which then nothing at all comes; s by which a clock goes back that begins anew.
JUMPING = ("mpegts", "mpeg")
AHEAD_S, BACK_S = 10, 1

#: Hz, and channels, of what is written.
RATE, LAYOUT = 48_000, "stereo"

#: Samples by which times may differ from what was heard so far before there is a hole: within a packet of a transport
#: stream times are reckoned after the rate before.
HOLE = RATE // 10


class PacketClock:
    """One clock for all packets of a file (PyAV), in the order of the file. Every stream tells by itself when it begins
    anew; by how much later that is, is the same for all that belongs together."""

    def __init__(self, container: Any) -> None:
        self._jumps = any(name in container.format.name for name in JUMPING)
        # An hour has many packets: no Fractions.
        self._base = {s.index: float(s.time_base or 0) for s in container.streams}
        self._last: dict[int, float] = {}  # dts of each stream, s
        self._end: dict[int, float] = {}  # of its last packet, on the clock for all
        self._part: dict[int, int] = {}  # which of the parts each stream is in
        self._later = [0.0]  # s, of each part
        self._starts = [0.0]

    @property
    def joined(self) -> bool:
        return len(self._later) > 1

    def later(self, packet: Any) -> float:
        """By how many seconds a packet comes later than it says."""
        n, dts = packet.stream_index, packet.dts
        if dts is None:
            return self._later[self._part.get(n, -1)]
        base = self._base[n]
        at = dts * base
        part = self._part.get(n, len(self._later) - 1)
        if n in self._last and self._begins_anew(at, self._last[n], part):
            part += 1
            if part == len(self._later):
                self._starts.append(at)
                self._later.append(self._end[n] - at)
        self._last[n], self._part[n] = at, part
        self._end[n] = at + (packet.duration or 0) * base + self._later[part]
        return self._later[part]

    def _begins_anew(self, at: float, last: float, part: int) -> bool:
        if at < last - BACK_S:
            return True
        if not self._jumps or at < last + AHEAD_S:
            return False
        if part + 1 < len(self._starts):
            return abs(at - self._starts[part + 1]) < AHEAD_S
        return at + self._later[part] > max(self._end.values()) + AHEAD_S


class Kinds:
    """Looks at packets on the way through a file (PyAV): at those of sound for their rate and channels, at all for
    their times. may_change: whether there is anything to look for."""

    def __init__(self, container: Any) -> None:
        one = any(name in container.format.name for name in ONE_KIND)
        told = {s.index for s in container.streams.audio if s.codec_context}
        said = {s.index for s in container.streams.audio if s.index in told and _format(s) in SAID_IN_PACKETS}
        self._sounds = said if one else told
        self._clock = None if one else PacketClock(container)
        self.may_change = not one or bool(said)
        self._count: dict[int, int] = {}
        self._decoders: dict[int, Any] = {}
        self._found: dict[int, set[tuple[int, str]]] = {}

    @property
    def joined(self) -> bool:
        """Whether times begin anew."""
        return self._clock is not None and self._clock.joined

    def take(self, packet: Any) -> None:
        n = packet.stream_index
        if self._clock is not None and packet.stream.type in ("audio", "video"):
            self._clock.later(packet)
        if n not in self._sounds or not packet.size:
            return
        self._count[n] = self._count.get(n, 0) + 1
        if self._count[n] % STEP == 1:
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


def _format(sound: Any) -> str:
    """What its sound is, whatever decodes it: that of MP3 is called mp3float."""
    name: str = sound.codec_context.codec.canonical_name
    return name


def changes(path: Path) -> bool:
    """Whether any sound of a file does, or its times begin anew. All packets are read. Raises RenderError."""
    import av

    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            kinds = Kinds(container)
            for packet in container.demux(list(container.streams.audio)):
                kinds.take(packet)
            return kinds.joined or any(kinds.changes(stream.index) for stream in container.streams.audio)
    except av.error.FFmpegError as error:
        raise _unreadable(path) from error


def undecoded(path: Path) -> list[int]:
    """The numbers of the sounds, from 1, that nothing here decodes. Raises RenderError."""
    import av

    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            return [number for number, s in enumerate(container.streams.audio, 1) if not s.codec_context]
    except av.error.FFmpegError as error:
        raise _unreadable(path) from error


def hides(path: Path) -> bool:
    """Whether an edit list hides some of the sound: copied, it would be heard again. Raises RenderError."""
    import av

    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            packets = Packets(container)
            for packet in container.demux(list(container.streams.audio)):
                packets.take(packet)
            return any(packets.hidden_ms(stream.index) > PRIMING_MS for stream in container.streams.audio)
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
    pictures = {s.index: CopiedPictures(out, s) for s in source.streams.video if s.codec_context}
    sounds = {s.index: _Sound(out, s) for s in source.streams.audio if s.codec_context}
    clock = PacketClock(source)
    for packet in source.demux():
        n = packet.stream_index
        if n not in sounds and n not in pictures:
            continue
        _shift(packet, clock.later(packet))
        for written in (sounds.get(n) or pictures[n]).take(packet):
            out.mux(written)
    streams: list[_Sound | CopiedPictures] = [*sounds.values(), *pictures.values()]
    for stream in streams:
        for written in stream.end():
            out.mux(written)


def _shift(packet: Any, later: float) -> None:
    if not later:
        return
    ticks = round(later / packet.time_base)
    packet.dts = None if packet.dts is None else packet.dts + ticks
    packet.pts = None if packet.pts is None else packet.pts + ticks


class _Sound:
    """One sound as it is written again. Its clock is the number of its samples, which says more than times do where
    those were reckoned; only holes are taken from the times."""

    def __init__(self, out: Any, source: Any) -> None:
        self._stream = out.add_stream("pcm_s16le", rate=RATE, layout=LAYOUT)
        self._stream.metadata.update({key: said for key, said in source.metadata.items() if key == "language"})
        self._stream.disposition = _kept(source.disposition)
        self._kind: tuple[int, str, str] | None = None
        self._resampler: Any = None
        self._at: int | None = None

    def take(self, packet: Any) -> Iterator[Any]:
        """What is to be written of a packet of the source."""
        for frame in decoded(packet) or ():
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


def _kept(said: Any) -> Any:
    """What a file says of a sound, so that Matroska keeps what it is there for: it has no word for dubbing and some
    others that go along with another sound, but for a commentary."""
    from av.stream import Disposition

    return said | Disposition.comment if said & asides() else said


def _unreadable(path: Path) -> RenderError:
    return RenderError(
        tr("the sound of this file changes on the way, or its clock begins anew, and cannot be followed."),
        where=path,
        remedy=tr("Export it again as MP4 (H.264, AAC)."),
    )
