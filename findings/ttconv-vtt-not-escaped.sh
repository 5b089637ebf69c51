#!/usr/bin/env bash
# Surprise: ttconv writes "<" and "&" of a caption into WebVTT as they are, so that players swallow the words after a "<".
#
# WebVTT asks for &lt; and &amp; in cue text. A conforming parser (here webvtt-py's tag stripping) shows less than was said.
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check ttconv==1.2.3 webvtt-py==0.6.0

cat >"$folder/try.py" <<'PYTHON'
import io
import sys
import xml.etree.ElementTree as et
from importlib import metadata

import ttconv.imsc.reader as reader
import ttconv.vtt.writer as writer
import webvtt

text = """<tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en"><body><div>
<p begin="1s" end="3s">a &lt;short&gt; walk &amp; talk</p></div></body></tt>"""
written = writer.from_model(reader.to_model(et.ElementTree(et.fromstring(text))))
(shown,) = [caption.text for caption in webvtt.from_buffer(io.StringIO(written))]
print("ttconv", metadata.version("ttconv"), "writes:")
print(written)
print("webvtt-py", metadata.version("webvtt-py"), "shows:", shown)
sys.exit(0 if "<short>" in written and "short" not in shown else 1)
PYTHON
cd "$folder"
venv/bin/python try.py
