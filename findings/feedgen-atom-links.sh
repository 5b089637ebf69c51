#!/usr/bin/env bash
# Surprise: in the Atom feeds feedgen writes, an entry's film and captions are links to pages: no enclosure, no type, no language, no length.
#
# Its RSS has them, the feed's own links too. Of the links of an entry it keeps the address alone, and a link without rel
# is an "alternate", a page (RFC 4287): programs for podcasts find no film. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedgen==1.0.0 feedparser==6.0.14

"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib import metadata

import feedparser
from feedgen.feed import FeedGenerator

feed = FeedGenerator()
feed.id("https://example.org/")
feed.title("Voices")
feed.description("Stories")
feed.link(href="https://example.org/", rel="alternate")
feed.link(href="https://example.org/feed.xml", rel="self")
entry = feed.add_entry()
entry.id("https://example.org/neus")
entry.title("Neus")
entry.link(href="https://example.org/neus.html", rel="alternate", type="text/html", hreflang="ca")
entry.link(href="https://example.org/neus.vtt", rel="related", type="text/vtt", hreflang="ca")
entry.enclosure("https://example.org/neus.mp4", "1000", "video/mp4")

print("feedgen", metadata.version("feedgen"), "- given:", *entry.link(), sep="\n  ")
texts = {"RSS": feed.rss_str(pretty=True).decode(), "Atom": feed.atom_str(pretty=True).decode()}
for name, text in texts.items():
    print(f"{name}:", *(line for line in text.splitlines() if "<link" in line or "<enclosure" in line), sep="\n")
found = {name: [one.href for one in feedparser.parse(text).entries[0].enclosures] for name, text in texts.items()}
print("films found by feedparser", feedparser.__version__ + ":", found)
bare = all(f'    <link href="https://example.org/neus.{end}"/>' in texts["Atom"] for end in ("html", "vtt", "mp4"))
kept = '<link href="https://example.org/feed.xml" rel="self"/>' in texts["Atom"]
sys.exit(0 if bare and kept and found == {"RSS": ["https://example.org/neus.mp4"], "Atom": []} else 1)
PYTHON
