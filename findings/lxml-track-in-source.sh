#!/usr/bin/env bash
# Surprise: lxml puts the <track> of a <video> into its <source>, and what follows into the <track>: //video/track finds no captions.
#
# libxml2 knows the tags without an end of HTML 4; <source> and <track> are younger. It closes them where the video ends, in what it
# writes too. Beautiful Soup with "lxml" has the same tree; with "html.parser" it knows them. Nothing warns. Exits non-zero
# where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check lxml==6.1.3 beautifulsoup4==4.15.0 html5lib==1.1

"$folder/venv/bin/python" - <<'PYTHON'
import sys

import bs4
import html5lib
import lxml.etree
import lxml.html

PAGE = """<!doctype html><html lang="ca"><title>Neus</title><body><video controls>
<source src="neus.mp4" type="video/mp4">
<track kind="captions" src="neus.ca.vtt" srclang="ca">
<track kind="captions" src="neus.en.vtt" srclang="en">
<a href="neus.mp4">Film</a></video></body></html>"""
page = lxml.html.document_fromstring(PAGE)
print("lxml", lxml.etree.__version__, "libxml2", ".".join(map(str, lxml.etree.LIBXML_VERSION)))
print(lxml.html.tostring(page.find(".//video"), encoding="unicode"), "\n")
found = {"lxml": len(page.xpath("//video/track"))}
for parser in ("lxml", "html.parser", "html5lib"):
    found[f"Beautiful Soup with {parser}"] = len(bs4.BeautifulSoup(PAGE, parser).select("video > track"))
found["html5lib"] = len(html5lib.parse(PAGE, namespaceHTMLElements=False).findall(".//video/track"))
for name, count in found.items():
    print(f"  {name}: {count} tracks in the video")
parents = [one.getparent().tag for one in page.iter("track", "a")]
print("  lxml has them, and the link, in:", parents)
lost = found["lxml"] == found["Beautiful Soup with lxml"] == 0 and parents == ["source", "track", "track"]
sys.exit(0 if lost and found["html5lib"] == found["Beautiful Soup with html.parser"] == 2 else 1)
PYTHON
