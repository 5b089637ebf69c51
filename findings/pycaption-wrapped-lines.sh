#!/usr/bin/env bash
# Surprise: of a sentence that is wrapped in a TTML file pycaption keeps the first line: all words up to the next <br/> or tag are gone.
#
# Editors and libraries indent XML, and a line end in it is a space like any other (xml:space="default"). The words are lost
# without an error, and the WebVTT written from it lacks them too. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check pycaption==2.3.14 ttconv==1.2.3

cat >"$folder/try.py" <<'PYTHON'
import sys
import warnings
import xml.etree.ElementTree as ET
from importlib import metadata

from pycaption import DFXPReader, WebVTTWriter

warnings.simplefilter("ignore")

text = """<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en">
  <body>
    <div>
      <p begin="1s" end="4s">
        I came to Barcelona
        in the spring of 1998,
        <br/>with <span>two</span> bags.
      </p>
      <p begin="5s" end="8s">I did not say
        that I was sorry.</p>
    </div>
  </body>
</tt>
"""


def with_ttconv(words):
    """What a reader that follows the standard makes of it."""
    import ttconv.imsc.reader as reader
    import ttconv.srt.writer as writer

    return writer.from_model(reader.to_model(ET.ElementTree(ET.fromstring(words))))


captions = DFXPReader().read(text)
found = [caption.get_text() for caption in captions.get_captions(captions.get_languages()[0])]
print(text)
print("pycaption", metadata.version("pycaption"), "reads:", *map(repr, found), "\n")
print(WebVTTWriter().write(captions))
right = with_ttconv(text)
print("ttconv", metadata.version("ttconv"), f"reads:\n{right}")
lost = not any("spring" in words or "sorry" in words for words in found)
whole = "in the spring of 1998" in right and "I did not say that I was sorry." in right
sys.exit(0 if found[1] == "I did not say" and lost and whole else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
