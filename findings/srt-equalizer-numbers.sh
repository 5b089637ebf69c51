#!/usr/bin/env bash
# Surprise: srt_equalizer, told to split at punctuation, splits numbers: "uns 1.200 euros" becomes a caption that ends in "uns 1." and one that says "200 euros".
#
# Every point and comma ends a piece, one within a number, too; and where two pieces fit into one caption a space comes
# between them: "3,5 quilos" is "3, 5 quilos". Half past ten, "les 10.30", is torn like the euros. Exits non-zero where
# that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check srt-equalizer==0.1.13

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata
from pathlib import Path

import srt
from srt_equalizer import srt_equalizer

said = "Vam recollir 3,5 quilos de tomates, uns 1.200 euros en un any, cada dia a les 10.30 del matí."
Path("film.srt").write_text(f"1\n00:00:01,000 --> 00:00:09,000\n{said}\n\n", "utf-8")
srt_equalizer.equalize_srt_file("film.srt", "equal.srt", 42, method="punctuation")
texts = [caption.content for caption in srt.parse(Path("equal.srt").read_text("utf-8"))]
print("srt-equalizer", metadata.version("srt-equalizer"))
print("said:", said)
for text in texts:
    print("  caption:", text)
split = any(text.endswith("uns 1.") for text in texts) and any(text.startswith("200 euros") for text in texts)
sys.exit(0 if split and "3, 5 quilos" in texts[0] else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
