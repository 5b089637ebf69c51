"""The clean video of footage whose pictures suit the web already: they are copied, not encoded again."""

from __future__ import annotations

from pathlib import Path

from pipeline.media import ffmpeg as ff
from pipeline.video.segments import SegmentSource
from pipeline.video.user_data import overwrite_user_data


def copy_pictures(source: SegmentSource, sound: Path | None, target: Path) -> None:
    """Writes `target`: the pictures of the footage with `sound`, as MP4 with fast start. Raises RenderError,
    OSError."""
    import ffmpeg

    streams = [ff.stream(source.footage, source.facts.picture)]
    if sound is not None:
        streams.append(ff.sound(sound))
    graph = ffmpeg.output(
        *streams,
        ff.file_url(target),
        codec="copy",
        format="mp4",
        movflags="+faststart",
        map_metadata=-1,
        map_chapters=-1,
        fflags="+bitexact",
    )
    ff.run(graph, subject=source.footage, length_ms=source.facts.duration_ms)
    overwrite_user_data(target)
