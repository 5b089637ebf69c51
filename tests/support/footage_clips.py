"""Small real footage of every kind that people bring, made by the bundled ffmpeg: each kind once a session."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.media.ffmpeg import executable

X264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
AAC = ("-c:a", "aac")
COPY = ("-c", "copy")
#: Before a big film that is only to become a small one: half the work, and nobody looks at the edges of its blocks.
IN_HASTE = ("-threads", "1", "-skip_loop_filter", "all")

#: Every kind lasts two seconds. The click is 20 ms of 1 kHz in silence.
LENGTH_S = 2
CLICK_S = 1.2
FLASH_S = 1.2


def lavfi(graph: str, *before: str) -> tuple[str, ...]:
    return (*before, "-f", "lavfi", "-i", graph)


def picture(rate: str = "25", size: str = "320x180", source: str = "testsrc2") -> tuple[str, ...]:
    return lavfi(f"{source}=size={size}:rate={rate}:duration={LENGTH_S}")


def still(color: str = "gray") -> tuple[str, ...]:
    return lavfi(f"color={color}:size=320x180:rate=25:duration={LENGTH_S}")


def flash() -> tuple[str, ...]:
    """Black, then white from FLASH_S on: seen where the click is heard."""
    box = f"drawbox=x=0:y=0:w=iw:h=ih:color=white:t=fill:enable='gte(t,{FLASH_S})'"
    return lavfi(f"color=black:size=320x180:rate=25:duration={LENGTH_S},{box}")


def tone(rate: int = 48_000) -> tuple[str, ...]:
    return lavfi(f"sine=frequency=440:sample_rate={rate}:duration={LENGTH_S}")


def click_graph(rate: int = 48_000, channels: int = 1) -> str:
    one = f"0.8*sin(2*PI*1000*t)*between(t\\,{CLICK_S}\\,{CLICK_S + 0.02})"
    return f"aevalsrc={'|'.join([one] * channels)}:s={rate}:d={LENGTH_S}"


def click(rate: int = 48_000, channels: int = 1) -> tuple[str, ...]:
    return lavfi(click_graph(rate, channels))


def late(seconds: float, source: tuple[str, ...]) -> tuple[str, ...]:
    return ("-itsoffset", str(seconds), *source)


ODD = picture(size="321x181", source="testsrc")
X265 = ("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-tag:v", "hvc1")
VARIABLE = ("-vf", "select='lt(mod(n,5),4)'", "-fps_mode", "passthrough")
HOLE = ("-af", "aselect='not(between(t,0.4,0.9))'")
PERSONAL = (
    *("-movflags", "use_metadata_tags", "-metadata", "location=+41.3874+002.1686/"),
    *("-metadata", "creation_time=2024-05-06T07:08:09Z", "-metadata", "artist=Joana Secreta"),
    *("-metadata:s:v", "handler_name=Telefon de la Joana", "-metadata:s:a", "handler_name=Micro de la Joana"),
    *("-metadata:s:v", "creation_time=2024-05-06T07:08:09Z", "-metadata:s:a", "language=cat"),
)

#: kind → (suffix, ffmpeg's arguments before the output name)
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "plain": (".mp4", (*picture(), *tone(), *X264, *AAC)),
    "23.976": (".mp4", (*picture("24000/1001"), *X264)),
    "25": (".mp4", (*picture("25"), *X264)),
    "29.97": (".mp4", (*picture("30000/1001"), *X264)),
    "50": (".mp4", (*picture("50"), *X264)),
    "59.94": (".mp4", (*picture("60000/1001"), *X264)),
    "23.976 mkv": (".mkv", (*picture("24000/1001"), *X264)),
    "59.94 mkv": (".mkv", (*picture("60000/1001"), *X264)),
    "variable": (".mp4", (*picture("50"), *tone(), *VARIABLE, *X264, *AAC)),
    "variable mkv": (".mkv", (*picture("50"), *tone(), *VARIABLE, *X264, *AAC)),
    "variable vp9": (".webm", (*picture("50"), *tone(), *VARIABLE, "-c:v", "libvpx", "-c:a", "libopus")),
    "odd ffv1": (".mkv", (*ODD, "-c:v", "ffv1", "-pix_fmt", "yuv444p")),
    "odd mjpeg": (".mkv", (*ODD, *tone(), "-c:v", "mjpeg", "-pix_fmt", "yuvj444p", *AAC)),
    "odd h264": (".mp4", (*ODD, *X264[:4], "-pix_fmt", "yuv444p")),
    "anamorphic": (".mp4", (*picture(size="176x144"), *tone(), "-vf", "setsar=12/11", *X264, *AAC)),
    "ten bits": (".mp4", (*picture(), *tone(), *X265, "-pix_fmt", "yuv420p10le", *AAC)),
    "mono 44.1": (".mp4", (*picture(), *click(44_100), *X264, *AAC)),
    "mono 48": (".mp4", (*picture(), *click(), *X264, *AAC)),
    "surround": (".mp4", (*picture(), *click(channels=6), *X264, *AAC)),
    "late sound": (".mp4", (*flash(), *late(0.7, click()), *X264, *AAC)),
    "late sound mkv": (".mkv", (*flash(), *late(0.7, click()), *X264, *AAC)),
    "late picture": (".mp4", (*late(0.4, flash()), *click(), *X264, *AAC)),
    "late picture mkv": (".mkv", (*late(0.4, flash()), *click(), *X264, *AAC)),
    "together": (".mp4", (*flash(), *click(), *X264, *AAC)),
    "hole": (".mkv", (*flash(), *click(), *HOLE, *X264, "-c:a", "pcm_s16le")),
    "broadcast": (".mts", (*flash(), *click(), *X264, *AAC)),
    "webm": (".webm", (*flash(), *click(), "-c:v", "libvpx", "-c:a", "libopus")),
    "avi b-frames": (".avi", (*picture(), *tone(), "-c:v", "mpeg4", "-bf", "2", "-c:a", "libmp3lame")),
    "avi h264": (".avi", (*picture(), *tone(), "-c:v", "libx264", "-bf", "2", "-c:a", "libmp3lame")),
    "windows media": (".wmv", (*picture(), *tone(), "-c:v", "wmv2", "-c:a", "wmav2")),
    "fragments": (".mp4", (*picture(), *tone(), *X264, *AAC, "-movflags", "frag_keyframe+empty_moov")),
    "fast start": (".mp4", (*picture(), *tone(), *X264, *AAC, "-movflags", "+faststart")),
    "silent": (".mp4", (*picture(), *X264)),
    "sound only": (".mp4", (*tone(), *AAC)),
    "one picture": (".mp4", (*picture(), *X264, "-frames:v", "1")),
    "personal": (".mp4", (*picture(), *tone(), *X264, *AAC, *PERSONAL)),
    "still": (".mp4", (*still(), *tone(), *X264, *AAC)),
    "red": (".mp4", (*still("red"), *X264)),
    "two voices": (".mp4", (*picture(), *tone(), *click(), *X264, *AAC, "-map", "0", "-map", "1", "-map", "2")),
}


@dataclass
class Clips:
    """Paths of clips by kind; made when first asked for."""

    folder: Path
    made: dict[str, Path] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Path:
        if kind not in self.made:
            suffix, args = KINDS[kind]
            self.made[kind] = self.make(f"{kind.replace(' ', '-')}{suffix}", *args)
        return self.made[kind]

    def make(self, name: str, *args: str) -> Path:
        """A file made by ffmpeg with `args`; its name is chosen by the caller and must be new."""
        path = self.folder / name
        ffmpeg(*args, str(path))
        return path

    def rotated(self, degrees_to_the_left: int, kind: str = "plain") -> Path:
        """A clip with the note "turn me" in its header, as phones write it."""
        name = f"turned-{degrees_to_the_left}-{self[kind].name}"
        if name not in self.made:
            turn = ("-display_rotation", str(degrees_to_the_left), "-i", str(self[kind]))
            self.made[name] = self.make(name, *turn, *COPY)
        return self.made[name]

    def joined(self, name: str, *pieces: tuple[Path, float, float]) -> Path:
        """Stretches (film, start, end; s) of the sound of several films one after another, under a small picture."""
        inputs = [part for film, start, end in pieces for part in ("-ss", f"{start}", "-to", f"{end}", "-i", str(film))]
        graph = "".join(f"[{k}:a]" for k in range(len(pieces))) + f"concat=n={len(pieces)}:v=0:a=1[sound]"
        gray = lavfi("color=gray:size=320x180:rate=25")
        maps = ("-filter_complex", graph, "-map", f"{len(pieces)}:v", "-map", "[sound]", "-shortest")
        return self.make(name, *inputs, *gray, *maps, *X264, *AAC)

    def cover_art(self) -> Path:
        """A film whose first stream is a still picture marked as its cover."""
        if "cover" not in self.made:
            image = self.make("cover.png", *lavfi("color=blue:size=64x64"), "-frames:v", "1")
            marks = ("-c:v:0", "copy", "-disposition:v:0", "attached_pic", "-disposition:v:1", "default")
            inputs = ("-i", str(image), "-i", str(self["plain"]), "-map", "0", "-map", "1")
            self.made["cover"] = self.make("with-cover.mp4", *inputs, *COPY, *marks)
        return self.made["cover"]

    def song_with_cover(self) -> Path:
        if "song" not in self.made:
            image = self.make("song.png", *lavfi("color=blue:size=64x64"), "-frames:v", "1")
            inputs = (*tone(), "-i", str(image), "-map", "0", "-map", "1")
            self.made["song"] = self.make("song.mp3", *inputs, "-disposition:v", "attached_pic")
        return self.made["song"]


def ffmpeg(*args: str) -> bytes:
    done = subprocess.run([executable(), "-v", "error", "-y", *args], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout
