"""Running ffmpeg: failures are told, progress moves forward, single pictures come from the right moment."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import numpy as np
import pytest
from footage_clips import Clips, ffmpeg, lavfi

from pipeline.errors import DiskFullError, RenderError
from pipeline.media import ffmpeg as ff
from pipeline.media.probe import probe

SMALL = (64, 36)


def grey(path: Path, at_ms: int) -> np.ndarray:
    return np.frombuffer(ff.grab(path, at_ms, SMALL), dtype=np.uint8)


def test_a_failure_carries_ffmpegs_last_words(tmp_path: Path):
    footage = tmp_path / "joel.mp4"
    footage.write_bytes(b"no video at all")
    graph = ff.source(footage).output(ff.file_url(tmp_path / "out.mp4"))
    with pytest.raises(RenderError) as caught:
        ff.run(graph, subject=footage)
    assert caught.value.where == footage
    assert "last words" in caught.value.remedy
    assert "Invalid data" in caught.value.remedy


def with_aperture(path: Path, width: int, height: int) -> bytes:
    """An MP4 whose index comes last, with a clean aperture (`clap`, ISO/IEC 14496-12) in the middle of its pictures."""
    data = path.read_bytes()
    clap = struct.pack(">I4s8I", 40, b"clap", width, 1, height, 1, 0, 1, 0, 1)

    def longer(start: int, end: int, way: list[bytes]) -> bytes:
        made, at = b"", start
        while at < end:
            size, kind = struct.unpack_from(">I4s", data, at)
            inside = data[at + 8 : at + size]
            if way and kind == way[0]:
                head = 8 if kind == b"stsd" else 0
                deeper = longer(at + 8 + head, at + size, way[1:]) if way[1:] else data[at + 8 : at + size] + clap
                inside = data[at + 8 : at + 8 + head] + deeper
            made, at = made + struct.pack(">I4s", len(inside) + 8, kind) + inside, at + size
        return made

    return longer(0, len(data), [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"stsd", b"avc1"])


@pytest.mark.parametrize("suffix", [".mp4", ".mkv"])
def test_pictures_have_the_size_that_the_facts_have(clips: Clips, tmp_path: Path, suffix: str):
    """Whatever a container would have cut off: MOV and MP4 by `clap`, Matroska by PixelCrop."""
    cropped = tmp_path / "cropped.mp4"
    cropped.write_bytes(with_aperture(clips["plain"], 240, 100))
    path = cropped if suffix == ".mp4" else tmp_path / "cropped.mkv"
    if path != cropped:
        ffmpeg("-i", str(cropped), "-c", "copy", str(path))
    plain = ffmpeg("-i", str(path), "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "gray", "-")
    assert len(plain) in (240 * 100, 320 * 180), "as newer, and as older ones do by themselves"
    facts = probe(path)
    graph = ff.stream(path, facts.picture).output("pipe:1", vframes=1, f="rawvideo", pix_fmt="gray")
    assert len(ff.run(graph, subject=path)) == facts.width * facts.height == 320 * 180


def test_a_full_disk_is_told_as_such(clips: Clips):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    graph = ff.source(clips["plain"]).output("file:/dev/full", format="mpegts", codec="copy")
    with pytest.raises(DiskFullError):
        ff.run(graph, subject=clips["plain"])


def test_progress_only_moves_forward_and_reaches_the_end(tmp_path: Path, clips: Clips):
    told: list[int] = []
    graph = ff.source(clips["plain"]).output(ff.file_url(tmp_path / "out.mp4"), vcodec="libx264", preset="ultrafast")
    ff.run(graph, subject=clips["plain"], length_ms=2000, on_progress=told.append)
    assert told
    assert told == sorted(told)
    assert told[0] >= 0
    assert told[-1] == 2000


@pytest.mark.parametrize(
    "line", ["out_time_us=N/A", "out_time_us=", "out_time_ms=5", "progress=continue", "", "=", "a=b=c"]
)
def test_other_lines_are_no_progress(line: str):
    told: list[int] = []
    ff._report(told.append, 2000, line)
    assert told == []


def test_output_comes_back_as_bytes(clips: Clips):
    graph = ff.picture(clips["plain"]).output("pipe:1", f="rawvideo", pix_fmt="gray", vframes=2)
    assert len(ff.run(graph, subject=clips["plain"])) == 2 * 320 * 180


def test_another_ffmpeg_changes_the_version(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    ours = ff.version()
    assert ours.startswith("imageio-ffmpeg ")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/opt/ffmpeg-9/bin/ffmpeg")
    assert ff.version() != ours


@pytest.mark.parametrize("program", ["no-such-program", "a-folder", "not-executable"])
def test_an_ffmpeg_that_cannot_be_started(tmp_path: Path, clips: Clips, monkeypatch: pytest.MonkeyPatch, program: str):
    path = tmp_path / program
    if program == "a-folder":
        path.mkdir()
    elif program == "not-executable":
        path.write_text("")
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", str(path))
    ff.executable.cache_clear()
    try:
        with pytest.raises(RenderError) as caught:
            ff.grab(clips["plain"], 0, SMALL)
        assert "IMAGEIO_FFMPEG_EXE" in str(caught.value)
    finally:
        ff.executable.cache_clear()


def test_pictures_are_turned_upright(clips: Clips):
    corner = clips.make(
        "corner.mp4", *lavfi("color=black:size=320x180:rate=25:duration=1,drawbox=w=160:h=90:color=white:t=fill")
    )
    turned = clips.make("corner-turned.mp4", "-display_rotation", "90", "-i", str(corner), "-c", "copy")
    width, height = 36, 64
    picture = np.frombuffer(ff.grab(turned, 0, (width, height)), dtype=np.uint8).reshape(height, width)
    assert picture[40:, :12].min() > 200, "the corner is at the bottom left after a turn to the left"
    assert picture[:24].max() < 50


def test_there_is_no_picture_after_the_end(clips: Clips):
    with pytest.raises(RenderError):
        ff.grab(clips["plain"], 60_000, SMALL)


@pytest.mark.parametrize("name", ["a b.mp4", 'l\'hort: "x" [1].mp4', "100%d.mp4", "-i.mp4", "a\\b.mp4", "🎥.mp4"])
def test_any_name_is_only_a_name(tmp_path: Path, clips: Clips, name: str):
    path = tmp_path / name
    path.symlink_to(clips["plain"])
    copy = tmp_path / f"copy of {name}"
    ff.run(ff.source(path).output(ff.file_url(copy), codec="copy"), subject=path)
    assert probe(copy).duration_ms == 2000
    assert len(grey(path, 0)) == SMALL[0] * SMALL[1]


def test_nothing_but_files_is_opened(tmp_path: Path, clips: Clips):
    trap = tmp_path / "trap.mp4"
    os.mkfifo(trap)
    playlist = tmp_path / "video.mp4"
    playlist.write_text(f"ffconcat version 1.0\nfile 'file:{trap}'\n")
    with pytest.raises(RenderError):
        ff.run(ff.source(playlist).output("pipe:1", f="null"), subject=playlist)


def test_cover_art_is_not_the_picture(clips: Clips):
    graph = ff.picture(clips.cover_art()).output("pipe:1", f="rawvideo", pix_fmt="gray", vframes=1)
    assert len(ff.run(graph, subject=clips.cover_art())) == 320 * 180


def test_the_bundled_binary_has_what_captions_need():
    assert b" ass " in ffmpeg("-filters")
    assert b"libx264" in ffmpeg("-encoders")
