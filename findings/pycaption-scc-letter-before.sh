#!/usr/bin/env bash
# Surprise: in the SCC files pycaption writes, the letter before each "ò" or curly "’" is gone ("això" is "aiò"), and 5 € are 5 £.
#
# In CEA-608 such a sign takes the place of the one before it, so that old decoders have a plain letter to show; whoever writes
# one writes that letter first. pycaption does not, and puts £ for what the format lacks. Its own reader and ttconv's agree
# on what is left; nothing warns. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycaption==2.3.14 ttconv==1.2.3

cat >"$folder/try.py" <<'PYTHON'
import sys
from importlib import metadata

import ttconv.scc.reader
import ttconv.srt.writer
from pycaption import SCCReader, SCCWriter, SRTReader, SRTWriter

SAID = ("I can’t go.", "Això passa.", "Costa 5 €.", "I went to school.")
LEFT = ("I ca’t go.", "Aiò passa.", "Costa 5 £.", "I went to school.")

text = "".join(f"{n + 1}\n00:00:{4 * n + 2:02},000 --> 00:00:{4 * n + 5:02},000\n{one}\n\n" for n, one in enumerate(SAID))
scc = SCCWriter().write(SRTReader().read(text))
own = SRTWriter().write(SCCReader().read(scc))
other = ttconv.srt.writer.from_model(ttconv.scc.reader.to_model(scc))


def words(srt):
    """The lines between the times and the next number."""
    return [line.replace("'", "’") for line in srt.splitlines() if line and "-->" not in line and not line.isdigit()]


print("pycaption", metadata.version("pycaption"), "writes of", SAID)
print(scc)
print("pycaption reads:", words(own))
print("ttconv", metadata.version("ttconv"), "reads:", words(other))
sys.exit(0 if words(own) == words(other) == list(LEFT) else 1)
PYTHON
cd "$folder"
venv/bin/python -W ignore try.py
