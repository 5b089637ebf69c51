#!/usr/bin/env bash
# Surprise: of a podcast episode with transcripts in two languages feedparser gives the last one alone, and of its people not even the names.
#
# Tags it does not know it keeps under their name, the later over the earlier; where one has attributes, its words are
# dropped for them. Of media:content and enclosures it makes lists. Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14

"$folder/venv/bin/python" - <<'PYTHON'
import sys

import feedparser

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Voices</title><link>https://example.org</link><description>Stories</description>
<item><title>Neus</title><guid isPermaLink="false">1</guid>
<enclosure url="https://example.org/neus.mp4" length="1000" type="video/mp4"/>
<podcast:transcript url="https://example.org/neus.ca.vtt" type="text/vtt" language="ca"/>
<podcast:transcript url="https://example.org/neus.en.vtt" type="text/vtt" language="en"/>
<podcast:person role="host">Joana Pi</podcast:person>
<podcast:person role="guest">Neus Vila</podcast:person>
<media:content url="https://example.org/neus.mp4" lang="ca"/>
<media:content url="https://example.org/neus.en.mp4" lang="en"/>
<media:subTitle href="https://example.org/neus.ca.vtt" type="text/vtt" lang="ca"/>
<media:subTitle href="https://example.org/neus.en.vtt" type="text/vtt" lang="en"/>
</item></channel></rss>"""
found = feedparser.parse(FEED)
item = found.entries[0]
print("feedparser", feedparser.__version__, "- found wrong with the feed:", found.bozo or "nothing")
for name in ("podcast_transcript", "podcast_person", "media_subtitle", "media_content"):
    print(f"  {name}: {item[name]}")
languages = item.podcast_transcript["language"], item.media_subtitle["lang"], len(item.media_content)
print("  names anywhere:", [name for name in ("Joana", "Neus Vila") if name in str(item)])
sys.exit(0 if languages == ("en", "en", 2) and item.podcast_person == {"role": "guest"} else 1)
PYTHON
