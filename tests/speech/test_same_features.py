"""What the engines are given is the same, however many processors compute it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from small_series import REPO

FEATURES = """
import pipeline
import hashlib
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

sound = (np.random.default_rng(1).standard_normal(320_000) * 0.1).astype(np.float32)
print(hashlib.sha256(np.ascontiguousarray(FeatureExtractor(feature_size=80)(sound)).tobytes()).hexdigest())
"""


def test_a_spectrogram_is_the_same_with_any_number_of_threads() -> None:
    """Each in a process of its own: numpy asks once. Without what `pipeline` sets, two give other bits than one."""
    pytest.importorskip("faster_whisper", reason="faster-whisper is not installed")
    env = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    found = set()
    for threads in (1, 2, 4):
        command = [sys.executable, "-c", FEATURES]
        more = env | {"OMP_NUM_THREADS": str(threads)}
        found.add(subprocess.run(command, cwd=REPO, env=more, capture_output=True, text=True, check=True).stdout)
    assert len(found) == 1
