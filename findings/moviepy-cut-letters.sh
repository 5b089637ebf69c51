#!/usr/bin/env bash
# Surprise: moviepy's TextClip is whole with one Pillow, and without the lower part of its letters with the next; it asks for either.
#
# Its height comes from a private method of Pillow that is gone since; what stands in for it forgets the free room above
# small letters, by which the words are drawn lower. The lower the letters, the more is missing: a name with a capital may pass
# a test, "veus" does not. A margin of the size of the letters helps. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
cat >"$folder/try.py" <<'PYTHON'
import json
import sys
from importlib import metadata
from pathlib import Path

import fontpkg_arimo
import numpy
from moviepy import TextClip

FONT = str(Path(fontpkg_arimo.__file__).parent / "files" / "Arimo[wght].ttf")


def rows_with_ink(text, **options):
    clip = TextClip(FONT, text=text, font_size=80, color="white", **options)
    return int(numpy.count_nonzero((clip.mask.get_frame(0) > 0.1).any(axis=1)))


print("moviepy", metadata.version("moviepy"), "with Pillow", metadata.version("pillow"))
found = {}
for text in ("Veus", "veus", "una conversa"):
    found[text] = rows_with_ink(text), rows_with_ink(text, margin=(80, 80))
    print(f"  {text!r}: letters are {found[text][1]} pixels high, of which {found[text][0]} are drawn without a margin")
Path(sys.argv[1]).write_text(json.dumps(found))
PYTHON
cd "$folder"
for pillow in 11.1.0 11.3.0; do
    venv/bin/python -m pip install --quiet --disable-pip-version-check \
        moviepy==2.2.1 fontpkg-arimo==1.341 "pillow==$pillow"
    venv/bin/python try.py "$pillow.json"
done
venv/bin/python - <<'PYTHON'
import json
import sys
from pathlib import Path

before, after = (json.loads(Path(f"{pillow}.json").read_text()) for pillow in ("11.1.0", "11.3.0"))
whole = all(drawn == high for drawn, high in before.values())
cut = all(drawn < high for drawn, high in after.values())
sys.exit(0 if whole and cut and after["veus"][0] < after["veus"][1] / 2 else 1)
PYTHON
