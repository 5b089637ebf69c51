"""All streams of a file, and which of its pictures are the film's.

Beside the film a file may hold cover art, a thumbnail, a picture a second for scrubbing: what has fewer pictures than
a film, is far smaller, or says itself that it is a still, is none.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from pipeline.errors import MediaError
from pipeline.media.media_info import Stream
from pipeline.messages import tr

#: A stream with less than this share of the pictures, or of the area, of another one goes along with that one.
COMPANION_PICTURES = 0.25
COMPANION_AREA = 0.15

#: Pictures a second of a preview, for scrubbing, at most; slides may come more rarely still.
PREVIEW_FPS = 1.5

#: ms of sound before the first that is played, which decoders need (AAC's priming): nobody could hear anything in it.
PRIMING_MS = 150


def decoded(packet: Any) -> list[Any] | None:
    """What can be decoded of a packet (PyAV), by its stream's own decoder; None where it is damaged – as the first one
    after a jump may be, or where a recording begins in the midst of a broadcast. ffmpeg goes on behind it, too."""
    import av

    try:
        return list(packet.decode())
    except av.error.FFmpegError:  # some decoders have error numbers of their own
        return None


class Packets:
    """Takes every packet of a file (PyAV), and knows of each stream when it starts, ends, and how much there is."""

    def __init__(self, container: Any) -> None:
        count = len(container.streams)
        self._container = container
        self._first: list[int | None] = [None] * count
        self._last, self._count, self._hidden = [0] * count, [0] * count, [0] * count  # hidden: in ticks

    def take(self, packet: Any) -> None:
        pts = packet.pts  # an hour has a quarter of a million packets: each is asked as little as can be
        if pts is None:
            return
        n, duration = packet.stream_index, packet.duration or 0
        if packet.is_discard:
            self._hidden[n] += duration or 1
            return
        self._count[n] += 1
        first = self._first[n]
        if first is None or pts < first:
            self._first[n] = pts
        if pts + duration > self._last[n]:
            self._last[n] = pts + duration

    def hidden_ms(self, index: int) -> int:
        """How much of a stream the file holds and does not show; at least 1 where there is any."""
        return max(bool(self._hidden[index]), self._ms(index, self._hidden[index]))

    def end_ms(self) -> int:
        """When the last packet of any stream ends."""
        return max((self._ms(n, self._last[n]) for n in range(len(self._last))), default=0)

    def table(self) -> tuple[Stream, ...]:
        """Pictures, then sounds, each in the order of the file."""
        streams = self._container.streams
        video = [self._stream("picture", n, each) for n, each in enumerate(streams.video, 1)]
        return (*video, *(self._stream("sound", n, each) for n, each in enumerate(streams.audio, 1)))

    def _stream(self, kind: Any, number: int, stream: Any) -> Stream:
        from av.stream import Disposition

        n, codec, said = stream.index, stream.codec_context, stream.disposition
        lang = stream.metadata.get("language", "")
        sound = kind == "sound" and codec is not None
        return Stream(
            kind=kind,
            number=number,
            index=n,
            codec=codec.name if codec else "",
            start_ms=self._ms(n, self._first[n] or 0),
            end_ms=self._ms(n, self._last[n]),
            count=self._count[n],
            default=bool(said & Disposition.default),
            still=bool(said & (Disposition.attached_pic | Disposition.timed_thumbnails)),
            width=codec.width if codec and not sound else 0,
            height=codec.height if codec and not sound else 0,
            channels=codec.layout.nb_channels if sound else 0,
            named="channel" not in codec.layout.name if sound else True,
            lang="" if lang == "und" else lang,
            aside=bool(said & asides()),
        )

    def _ms(self, index: int, ticks: int) -> int:
        time_base = self._container.streams[index].time_base
        return round(ticks * time_base * 1000) if time_base else 0


@functools.cache
def asides() -> Any:
    """What files say of sound that is not the film's own."""
    from av.stream import Disposition as D

    return D.comment | D.dub | D.karaoke | D.visual_impaired | D.clean_effects | D.non_diegetic | D.descriptions


def film_of(streams: Sequence[Stream], wanted: int | None = None) -> Stream | None:
    """The stream of pictures that is the film; None where there is none. wanted: its number, where a person has said
    it. Raises MediaError for a number that is none of a film's."""
    films = [each for each in streams if each.kind == "picture" and each.codec and each.count and not each.still]
    if wanted is not None:
        return by_number(films, wanted, "picture")
    alone = [each for each in films if not any(_goes_along(each, other) for other in films)]
    return min(alone or films, key=lambda each: (not each.default, -_area(each), each.index), default=None)


def _goes_along(one: Stream, other: Stream) -> bool:
    """Whether `one` is there for the sake of `other`: it has far fewer pictures, or far smaller ones. But slides are
    not there for their preview, which may have more pictures, unless the file says that this is what to show."""
    smaller = _area(one) < _area(other) * COMPANION_AREA
    if one.count < other.count * COMPANION_PICTURES:
        is_preview = _area(other) < _area(one) * COMPANION_AREA and _is_slow(other)
        return not is_preview or (other.default and not one.default)
    return smaller and (other.count >= one.count * COMPANION_PICTURES or _is_slow(one))


def _is_slow(stream: Stream) -> bool:
    return stream.count * 1000 <= PREVIEW_FPS * max(1000, stream.end_ms - stream.start_ms)


def by_number(streams: Sequence[Stream], number: int, kind: str) -> Stream:
    """The one that people call so. Raises MediaError."""
    found = next((each for each in streams if each.number == number), None)
    if found is None:
        known = ", ".join(str(each.number) for each in streams) or tr("none")
        raise MediaError(
            tr(
                "there is no {kind} {number} in this file that could be taken (there are: {known}).",
                kind=kind,
                number=number,
                known=known,
            ),
            remedy=tr("Correct `{kind}` under [footage] in story.toml, or remove it.", kind=kind),
        )
    return found


def _area(stream: Stream) -> int:
    return stream.width * stream.height
