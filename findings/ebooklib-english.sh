#!/usr/bin/env bash
# Surprise: EbookLib gives the chapters of a Catalan book back as English (lang="en"), without title and stylesheet, as soon as it has read them.
#
# What stands in <html> and <head> it does not read; of the book's own language (dc:language) it takes no notice, and writes
# its default. Readers with a voice read such a book aloud as English. viewBox becomes viewbox, which no drawing knows.
# Exits non-zero where that is no longer so.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check EbookLib==0.20

cd "$folder"
venv/bin/python - <<'PYTHON'
import sys
import zipfile
from importlib import metadata

from ebooklib import epub

XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="ca" xml:lang="ca"'
FILES = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": """<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>""",
    "book.opf": """<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="ca">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:1</dc:identifier>
<dc:title>Veus</dc:title><dc:language>ca</dc:language><meta property="dcterms:modified">2026-01-01T00:00:00Z</meta></metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="one" href="one.xhtml" media-type="application/xhtml+xml" properties="svg"/>
<item id="style" href="style.css" media-type="text/css"/></manifest><spine><itemref idref="one"/></spine></package>""",
    "nav.xhtml": f"""<html {XHTML}><head><title>Contingut</title></head><body>
<nav epub:type="toc"><ol><li><a href="one.xhtml">Neus</a></li></ol></nav></body></html>""",
    "one.xhtml": f"""<html {XHTML}><head><title>Neus</title><link rel="stylesheet" href="style.css"/></head><body><p>Bon dia.</p>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg></body></html>""",
    "style.css": "p { font-size: 1.2em }",
}
with zipfile.ZipFile("book.epub", "w") as book:
    for name, text in FILES.items():
        book.writestr(name, text)

print("EbookLib", metadata.version("EbookLib"))
print("in the file:\n" + FILES["one.xhtml"])
read = epub.read_epub("book.epub")
page = read.get_item_with_href("one.xhtml").get_content().decode()
print("get_content():\n" + page)
for link in read.toc:
    link.uid = "toc"  # A book without NCX gives none, and could not be written.
epub.write_epub("again.epub", read)
with zipfile.ZipFile("again.epub") as again:
    written = {name: again.read(f"EPUB/{name}").decode() for name in ("one.xhtml", "nav.xhtml", "content.opf")}
for name in ("one.xhtml", "nav.xhtml"):
    print("written again,", name + ":", written[name].splitlines()[2])
print("said of the book:", read.get_metadata("DC", "language"))
english = all('xml:lang="en"' in text for text in (page, written["one.xhtml"], written["nav.xhtml"]))
known = "<dc:language>ca</dc:language>" in written["content.opf"]
lost = "<head/>" in page and "style.css" not in page and "viewBox" not in page
sys.exit(0 if english and known and lost else 1)
PYTHON
