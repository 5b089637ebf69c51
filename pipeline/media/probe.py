"""Footage → MediaInfo, with every kind of unusable file told apart.

All packets are read (not decoded): only that tells a variable frame rate from a constant one, and a file that was
cut short from a whole one. It costs about as much as hashing the file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import MediaError, VeusError
from pipeline.media.even_sound import Kinds
from pipeline.media.ffmpeg import ONLY_FILES, file_url
from pipeline.media.file_end import end_of, refuse_cut_short, to_ms
from pipeline.media.film_extent import EDGE_MS, Extent, held, holding_rate, stand_too_long
from pipeline.media.frame_rate import is_variable, rate_of, usual_rate
from pipeline.media.frames import Frames
from pipeline.media.media_info import AudioInfo, MediaInfo, Stream
from pipeline.media.picture_forms import PictureLook
from pipeline.media.sound_levels import SILENT
from pipeline.media.soundtracks import Soundtrack, chosen, heard, loudest
from pipeline.media.streams import PRIMING_MS, Packets, film_of
from pipeline.messages import tr, tr_later

if TYPE_CHECKING:
    from pipeline.media.soundtracks import Voiced

#: Key pictures, spread over the file, that are decoded to see whether the size of the picture changes on the way.
LOOKS = 24

#: ffmpeg's AVFieldOrder: which half of a picture is shown and stored first.
INTERLACED = frozenset({2, 3, 4, 5})


#: What is to be done with pictures that cannot be decoded.
EXPORT = tr_later("Export it again as MP4 (H.264).")


class NeedsFilm(MediaError):
    """A file of which a build makes a film first."""


class OnlySound(NeedsFilm):
    """A file without moving pictures, but with sound."""


class InconsistentAudio(NeedsFilm):
    """A file whose sound changes its rate or its channels on the way."""


class DiscontinuousTimestamps(NeedsFilm):
    """A file whose times begin anew on the way, as those of recordings do that were joined end to end."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What people and the story say of a file. picture, sounds: numbers of streams, as in `Stream`; none: to be found.
    spoken: languages, as ISO 639-1."""

    picture: int | None = None
    sounds: tuple[int, ...] = ()
    spoken: tuple[str, ...] = ()


def probe(path: Path) -> MediaInfo:
    """Facts of the footage at `path`. Raises MediaError, naming what is wrong and what to do."""
    return examine(path)[0]


def examine(path: Path, wanted: Wanted = Wanted(), voiced: Voiced | None = None) -> tuple[MediaInfo, Frames]:
    """Facts of the footage at `path`, and when each of its pictures is shown.

    voiced: finds speech in sound; without it all that can be heard is taken for speech where there are several tracks.
    Raises MediaError, as `probe`; OnlySound for a file without pictures, InconsistentAudio for one whose sound changes,
    DiscontinuousTimestamps for one whose times begin anew.
    """
    import av

    try:
        _refuse_no_file(path)
    except OSError as error:
        raise _unreadable(path) from error
    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            return _examined(path, container, wanted, voiced)
    except VeusError as error:
        if isinstance(error, MediaError):
            error.where = error.where or path
        raise
    except Exception as error:  # damaged files have numbers in them that neither libav nor Python expects
        if isinstance(error, PermissionError):
            raise _unreadable(path) from error
        raise MediaError(
            tr("this is not a video that can be read: damaged, cut short, or another kind of file."),
            where=path,
            remedy=tr("Copy it again from the camera or export it as MP4 (H.264)."),
        ) from error


def only_sound(path: Path) -> bool:
    """Whether a file has sound and no moving pictures. Cheap: it is read up to the first picture. Raises MediaError for
    what is no file; of one that cannot be opened it says no, and `examine` says why."""
    import av

    _refuse_no_file(path)
    try:
        with av.open(file_url(path), options=ONLY_FILES) as container:
            streams = Packets(container).table()
            moving = [container.streams[each.index] for each in streams if each.kind == "picture" and not each.still]
            if not any(each.kind == "sound" for each in streams):
                return False
            # Programs for video calls write a track of pictures also where nobody had a camera on.
            return not moving or not any(packet.size for packet in container.demux(moving))
    except Exception:  # as in `examine`
        return False


def _refuse_no_file(path: Path) -> None:
    if path.is_dir():
        raise MediaError(tr("this is a folder, not a video."), where=path, remedy=tr("Give the video file itself."))
    if not path.is_file():
        raise MediaError(tr("there is no such file."), where=path, remedy=tr("Copy the footage there."))
    if path.stat().st_size == 0:
        raise MediaError(tr("the file is empty (zero bytes)."), where=path, remedy=tr("Copy the footage again."))


def _unreadable(path: Path) -> MediaError:
    return MediaError(
        tr("no permission to read this file."),
        where=path,
        remedy=tr("Let your user read it (chmod u+r) or copy it again."),
    )


def _examined(path: Path, container: Any, wanted: Wanted, voiced: Voiced | None) -> tuple[MediaInfo, Frames]:
    packets, seen, kinds = _read_through(container)
    streams = packets.table()
    film = film_of(streams, wanted.picture)
    if film is None:
        if any(each.kind == "picture" and not each.codec and each.count and not each.still for each in streams):
            raise MediaError(tr("nothing here decodes the pictures of this file."), where=path, remedy=tr(EXPORT))
        if any(stream.kind == "sound" and stream.codec for stream in streams):
            remedy = tr("Give a video file; of a story's recording `veus build` makes a film.")
            raise OnlySound(tr("there is no picture in this file, only sound."), where=path, remedy=remedy)
        raise MediaError(tr("nothing to see here."), where=path, remedy=tr("Give a video file."))
    video, look = container.streams[film.index], seen[film.index]
    frames = look.pictures.frames(container, video, look.first.pts if look.first else None)
    if look.first is None or not frames.times:
        raise MediaError(tr("no picture in this video can be decoded."), where=path, remedy=tr(EXPORT))
    last_ms = packets.end_ms()
    end = end_of(path, frames, look.pictures, container, video, last_ms)
    refuse_cut_short(path, container, video, end, last_ms)
    if kinds.joined:
        remedy = tr("Give another file; `veus build` makes one clock of a story's footage first.")
        raise DiscontinuousTimestamps(tr("its clock begins anew on the way."), where=path, remedy=remedy)
    if any(stream.kind == "sound" and kinds.changes(stream.index) for stream in streams):
        remedy = tr("Give another file; `veus build` makes the sound of a story's footage even first.")
        raise InconsistentAudio(tr("its sound changes its rate or its channels on the way."), where=path, remedy=remedy)
    tracks = heard(container, streams, last_ms, voiced)
    sound = chosen(tracks, wanted.sounds, wanted.spoken)
    listened = {track.stream.index: replace(track.stream, level=track.level) for track in tracks if track.envelope.size}
    streams = tuple(listened.get(each.index, each) for each in streams)
    return _facts(path, container, video, look, frames, end, sound, streams, packets)


def _facts(
    path: Path,
    container: Any,
    video: Any,
    look: PictureLook,
    frames: Frames,
    end: int,
    sound: Sequence[Soundtrack],
    streams: tuple[Stream, ...],
    packets: Packets,
) -> tuple[MediaInfo, Frames]:
    """end: of the last picture, in its ticks. sound: what is taken of it."""
    frame, fps, variable = look.first, rate_of(frames, video), is_variable(frames)
    own = Extent(to_ms(frames.times[0], video.time_base), to_ms(end, video.time_base))
    whole = _whole(path, own, sound)
    hold = whole != own or stand_too_long(frames, end)
    if hold:
        fps, variable = holding_rate(usual_rate(frames)), False
        frames = held(frames, whole, fps)
    rotation = round(-getattr(frame, "rotation", 0)) % 360
    aspect = video.sample_aspect_ratio or Fraction(1)
    coded = max(look.forms, key=lambda form: form[0] * form[1])
    width, height = round(coded[0] * aspect), coded[1]
    if rotation in (90, 270):
        width, height = height, width
    facts = MediaInfo(
        container=container.format.name,
        duration_ms=whole.end - whole.start,
        width=width,
        height=height,
        coded_width=coded[0],
        coded_height=coded[1],
        fps=fps,
        variable_rate=variable,
        rotation=rotation,
        codec=video.codec_context.name,
        pixel_format=str(frame.format.name),
        bit_depth=max(part.bits for part in frame.format.components),
        sample_aspect=Fraction(aspect),
        color=_color(video.codec_context),
        offset_ms=whole.start,
        audio=_audio(container, sound, whole.start, packets) if sound else None,
        interlaced=bool(frame.interlaced_frame) or int(video.codec_context.field_order) in INTERLACED,
        picture=video.index,
        held=hold,
        hidden=packets.hidden_ms(video.index) > 0,
        steady=len(look.forms) == 1,
        streams=streams,
    )
    return facts, frames


def _read_through(container: Any) -> tuple[Packets, dict[int, PictureLook], Kinds]:
    """All packets of the file: what is known of each stream, more of pictures, by their index, and of sound."""
    packets, step = Packets(container), max(1, (container.size or 0) // LOOKS)
    kinds = Kinds(container)
    once = "mov" in container.format.name
    videos = [stream for stream in container.streams.video if stream.codec_context]
    looks = {stream.index: PictureLook(next_look=step, told_once=once) for stream in videos}
    for packet in container.demux():
        packets.take(packet)
        look = looks.get(packet.stream_index)
        if look:
            look.take(packet, step)
        if kinds.may_change:
            kinds.take(packet)
    return packets, looks, kinds


def _whole(path: Path, picture: Extent, sound: Sequence[Soundtrack]) -> Extent:
    """How long the film is: longer than its pictures where something can be heard before or after them."""
    start = min((track.stream.start_ms for track in sound), default=picture.start)
    end = max((track.stream.end_ms for track in sound), default=picture.end)
    before = picture.start - start > EDGE_MS and _audible(path, sound, start, picture.start)
    after = end - picture.end > EDGE_MS and _audible(path, sound, picture.end, end)
    return Extent(start if before else picture.start, end if after else picture.end)


def _audible(path: Path, sound: Sequence[Soundtrack], start: int, end: int) -> bool:
    return any(loudest(path, track, start, end) > SILENT for track in sound)


def _color(codec: Any) -> dict[str, str]:
    names = ("color_range", "colorspace", "color_primaries", "color_trc")
    return {name: str(int(getattr(codec, name, 2) or 0)) for name in names}


def _audio(container: Any, sound: Sequence[Soundtrack], zero_ms: int, packets: Packets) -> AudioInfo:
    streams = [track.stream for track in sound]
    codec = container.streams[streams[0].index].codec_context
    starts = min(each.start_ms for each in streams)
    channels = max(track.channels for track in sound)
    return AudioInfo(
        codec=codec.name,
        channels=channels,
        sample_rate=codec.sample_rate,
        offset_ms=starts - zero_ms,
        streams=tuple(each.index for each in streams),
        pan=tuple(track.pan for track in sound),
        hidden=any(packets.hidden_ms(each.index) > PRIMING_MS for each in streams),
    )
