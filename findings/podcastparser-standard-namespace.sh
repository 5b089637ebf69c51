#!/usr/bin/env bash
# Surprise: podcastparser, which gPodder reads feeds with, finds no transcript and no chapters where the podcast namespace is named as its standard names it.
#
# https://podcastindex.org/namespace/1.0 is the name; it knows the address of a page about it, which older feeds have,
# alone. Nothing warns. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check podcastparser==0.6.11

"$folder/venv/bin/python" - <<'PYTHON'
import io
import sys

import podcastparser

NAMES = (
    "https://podcastindex.org/namespace/1.0",
    "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
)
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="{name}"><channel><title>Voices</title>
<item><title>Neus</title><guid isPermaLink="false">1</guid>
<enclosure url="https://example.org/neus.mp4" length="1000" type="video/mp4"/>
<podcast:transcript url="https://example.org/neus.vtt" type="text/vtt" language="ca"/>
<podcast:chapters url="https://example.org/neus.json" type="application/json+chapters"/>
</item></channel></rss>"""
print("podcastparser", podcastparser.__version__)
found = []
for name in NAMES:
    feed = podcastparser.parse("https://example.org/feed.xml", io.BytesIO(FEED.format(name=name).encode()))
    episode = feed["episodes"][0]
    found.append([episode.get(key) for key in ("transcript_url", "chapters_json_url")])
    print(f'xmlns:podcast="{name}": transcript {found[-1][0]}, chapters {found[-1][1]}')
expected = [[None, None], ["https://example.org/neus.vtt", "https://example.org/neus.json"]]
sys.exit(0 if found == expected else 1)
PYTHON
