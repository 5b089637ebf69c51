"""What stands in the HTML of an episode's page, as far as a program may judge it alone."""

from __future__ import annotations

from collections.abc import Collection
from html.parser import HTMLParser
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from pipeline.cues import Lang
from pipeline.evidence.evidence_facts import PageFacts

#: Fields by which nobody says anything about themselves.
HARMLESS = frozenset({"search", "checkbox", "radio", "range", "button", "reset", "hidden"})

#: Kinds of scripts that are data.
DATA = frozenset({"application/ld+json", "application/json"})


def page_facts(html: str, lang: Lang, scripts: Collection[str]) -> PageFacts:
    """html: of a page that is to be in `lang`. scripts: file names of those that are ours."""
    reader = _Reader(scripts)
    reader.feed(html)
    reader.close()
    return PageFacts(
        lang=lang,
        declared=reader.declared,
        title=" ".join("".join(reader.title).split()),
        skips=reader.first_link is not None and reader.first_link in reader.mains,
        headings=reader.headings,
        starts=reader.starts,
        inputs=tuple(sorted(set(reader.inputs))),
        forms=reader.forms,
        foreign=reader.foreign,
        refreshes=reader.refreshes,
    )


class _Reader(HTMLParser):
    def __init__(self, scripts: Collection[str]) -> None:
        super().__init__()
        self.scripts = scripts
        self.declared, self.title = "", [""]
        self.first_link: str | None = None
        self.mains: set[str] = set()
        self.seen: set[str] = set()
        self.inputs: list[str] = []
        self.headings = self.starts = self.forms = self.foreign = 0
        self.refreshes = self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.seen.add(tag)
        if tag == "html":
            self.declared = found.get("lang", "")
        elif tag == "title" and "body" not in self.seen:
            self._in_title = True
        elif tag == "a" and "href" in found and self.first_link is None:
            self.first_link = found["href"].removeprefix("#") if found["href"].startswith("#") else ""
        elif tag == "main":
            self.mains.add(found.get("id", ""))
        elif tag == "h1":
            self.headings += 1
        elif tag in ("video", "audio"):
            self.starts += "autoplay" in found
        elif tag == "form":
            self.forms += 1
        elif tag == "textarea" or (tag == "input" and found.get("type", "text").casefold() not in HARMLESS):
            self.inputs.append(found.get("type", "text") if tag == "input" else tag)
        elif tag == "script":
            self.foreign += not self._is_ours(found)
        elif tag == "meta":
            self.refreshes |= found.get("http-equiv", "").casefold() == "refresh"
        elif tag in ("iframe", "object", "embed"):
            self.foreign += 1
        self.foreign += any(name.startswith("on") for name in found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title.append(data)

    def _is_ours(self, found: dict[str, str]) -> bool:
        if found.get("type", "").casefold() in DATA:
            return True
        address = urlsplit(found.get("src", ""))
        return not address.netloc and PurePosixPath(address.path).name in self.scripts
