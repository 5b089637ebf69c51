#!/usr/bin/env bash
# Surprise: faster-whisper hands its model another spectrogram of the same sound with another OMP_NUM_THREADS, though cpu_threads is fixed.
#
# It is computed by numpy, whose OpenBLAS adds in another order with two threads than with one: the last bits differ. An
# int8 model rounds what it gets, so that this is no matter of last bits any more: we saw the chance of a word go from 0.72 to
# 0.56, and words begin 20 ms later. OPENBLAS_NUM_THREADS=1 keeps it the same. (A machine with one processor has one thread
# whatever it is told.) Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check faster-whisper==1.2.1 numpy==2.4.6

cat >"$folder/spectrogram.py" <<'PYTHON'
import sys

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

sound = (np.random.default_rng(1).standard_normal(16_000 * 20) * 0.1).astype(np.float32)
np.save(sys.argv[1], FeatureExtractor(feature_size=80)(sound))
PYTHON
cat >"$folder/compare.py" <<'PYTHON'
import os
import sys
from importlib import metadata

import numpy as np

print("faster-whisper", metadata.version("faster-whisper"), "numpy", metadata.version("numpy"))
one, again, two, fixed, fixed_two = (np.load(f"{name}.npy") for name in sys.argv[1:])
other = np.count_nonzero(one != two)
print(f"  one thread, twice: {'the same' if np.array_equal(one, again) else 'other'} bits")
print(f"  two threads: {other} of {one.size} numbers are others, by {np.abs(one - two).max():.1e} at most")
same = np.array_equal(fixed, fixed_two)
print(f"  OPENBLAS_NUM_THREADS=1, one and two threads: {'the same' if same else 'other'} bits")
if (os.cpu_count() or 1) < 2:
    print("  this machine has one processor: nothing to be seen")
    sys.exit(0)
sys.exit(0 if np.array_equal(one, again) and other and same else 1)
PYTHON
cd "$folder"
make() { env -u OPENBLAS_NUM_THREADS ORT_DISABLE_TELEMETRY=1 "${@:2}" venv/bin/python spectrogram.py "$1.npy"; }
make one OMP_NUM_THREADS=1
make again OMP_NUM_THREADS=1
make two OMP_NUM_THREADS=2
make fixed OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1
make fixed_two OMP_NUM_THREADS=2 OPENBLAS_NUM_THREADS=1
venv/bin/python compare.py one again two fixed fixed_two
