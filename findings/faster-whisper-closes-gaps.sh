#!/usr/bin/env bash
# Surprise: faster-whisper puts the words of a film too early where its sound begins late or pauses: it closes the gaps before it listens.
#
# Where a microphone was off, browsers and recorders of calls write no sound at all. Each packet has its time, but
# decode_audio puts one piece behind the other, so that all after two seconds off comes two seconds early; "ffmpeg -i film
# sound.wav" does the same. ffmpeg's aresample=async=1:first_pts=0 keeps the time. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    faster-whisper==1.2.1 av==18.1.0 imageio-ffmpeg==0.8.1 numpy==2.4.6

cat >"$folder/try.py" <<'PYTHON'
import subprocess
import sys
from importlib import metadata

import av
import imageio_ffmpeg
import numpy
from faster_whisper import decode_audio

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def ffmpeg(*args):
    subprocess.run([FFMPEG, "-nostdin", "-v", "error", "-y", *args], check=True)


def without(first, end, name):
    """The film, with no sound from `first` to `end` (s): its packets are left out, as of a microphone that was off."""
    with av.open("whole.webm") as whole, av.open(name, "w") as film:
        streams = {stream.index: film.add_stream_from_template(stream) for stream in whole.streams}
        for packet in whole.demux():
            off = packet.stream.type == "audio" and packet.pts is not None and first <= packet.pts * packet.time_base < end
            if packet.dts is not None and not off:
                packet.stream = streams[packet.stream.index]
                film.mux(packet)


def told(name, sound):
    """How long the sound is, and when its beep begins, which the film has at 6 s; s."""
    beep = round(int(numpy.argmax(numpy.abs(sound) > 0.05)) / 16000, 1)
    print(f"  {name}: {len(sound) / 16000:.1f} s of sound, the beep at {beep} s")
    return beep


# Ten seconds of pictures and of sound, silent but for a beep at 6 s.
ffmpeg("-f", "lavfi", "-i", "testsrc=size=160x90:rate=25:duration=10",
       "-f", "lavfi", "-i", "aevalsrc=0.5*sin(2764*t)*between(t\\,6\\,7):s=48000:d=10",
       "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libopus", "whole.webm")
without(3, 5, "pause.webm")
without(0, 2, "late.webm")
names = ("faster-whisper", "av", "imageio-ffmpeg")
print(*(f"{name} {metadata.version(name)}" for name in names), "with ffmpeg", imageio_ffmpeg.get_ffmpeg_version())
found = {}
for name in ("whole", "pause", "late"):
    with av.open(f"{name}.webm") as film:
        print(f"{name}.webm, {film.duration / 1_000_000:.1f} s, its beep at 6 s:")
    found[name] = [told("decode_audio", decode_audio(f"{name}.webm"))]
    for what, filters in (("ffmpeg", ()), ("ffmpeg with async", ("-af", "aresample=async=1:first_pts=0"))):
        ffmpeg("-i", f"{name}.webm", *filters, "-ac", "1", "-ar", "16000", "-f", "f32le", "sound")
        found[name].append(told(what, numpy.fromfile("sound", dtype="<f4")))
early = [4.0, 4.0, 6.0]
sys.exit(0 if found == {"whole": [6.0, 6.0, 6.0], "pause": early, "late": early} else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
