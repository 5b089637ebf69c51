#!/usr/bin/env bash
# Surprise: moviepy's to_soundarray(fps=16000), what whisper takes, is one sample over and over for all that lasts longer than 2.3 s.
#
# Asked for more than its buffer holds, the reader halves what was asked – and hands on which times are inside of the file
# (True, True …) in place of the times, so that each is second 1. It depends on rate and length: 22050 is right, and so
# is a clip of two seconds. AudioFileClip(path, fps=16000).to_soundarray() is right too. Nothing warns. Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check moviepy==2.2.1 soundfile==0.14.0

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import numpy
import soundfile
from moviepy import AudioFileClip

noise = numpy.random.default_rng(1).normal(0, 0.1, 44_100 * 10)
soundfile.write("recording.wav", noise, 44_100)


def values(clip, **options):
    """How many different values the left channel's samples have, of how many."""
    left = clip.to_soundarray(**options)[:, 0]
    return len(numpy.unique(left)), len(left)


print("moviepy", metadata.version("moviepy"))
with AudioFileClip("recording.wav") as clip, AudioFileClip("recording.wav", fps=16000) as told:
    found = {
        "10 s, to_soundarray(fps=16000)": values(clip, fps=16000),
        "10 s, to_soundarray(fps=22050)": values(clip, fps=22050),
        "2 s, to_soundarray(fps=16000)": values(clip.subclipped(0, 2), fps=16000),
        "10 s, AudioFileClip(fps=16000)": values(told),
    }
for name, (different, count) in found.items():
    print(f"  {name}: {different} different values in {count} samples")
bad, *good = found.values()
sys.exit(0 if bad == (1, 160_000) and all(different > 5_000 for different, _ in good) else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
