"""Marks inside the text of a cue: off when reading, and made harmless when writing."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from html.entities import html5

from pipeline.captions.speaker_labels import is_name
from pipeline.subtitles.decoding import tidy

_OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")  # ASS: {\an8}, {\i1}...
#: The upper edge, and the middle: where speech stands is the lower edge alone. \a is the older SSA numbering.
_TOP = re.compile(r"\\an[4-9](?!\d)|\\a(?:5|6|7|9|10|11)(?!\d)")
_LOOKS = re.compile(r"\\(?!an?\d)")  # any override but those of place
_LOOK_TAG = re.compile(r"<(?:i|b|u|s|em|strong|font)(?:[.\s][^<>\n]*)?>|<c\.(?!sound\b)[^<>\n]*>", re.IGNORECASE)
_NAMES = "i|b|u|s|em|strong|font|span|c|lang|ruby|rt"
_TAG = re.compile(
    rf"</?(?:{_NAMES})(?:[.\s][^<>\n]*)?/?>"  # SRT's own and WebVTT's
    r"|</v>|<v(?:\.[^<>\s]*)*(?:\s[^<>\n]*)?>|<br\s*/?>|<(?:\d+:)?\d\d:\d\d\.\d{3}>",
    re.IGNORECASE,
)
#: Those of HTML, which WebVTT has too (W3C WebVTT, §6.4), but for control characters.
_ENTITIES = {
    name[:-1]: text
    for name, text in html5.items()
    if name.endswith(";") and not any(unicodedata.category(char) == "Cc" for char in text)
}
_ENTITY = re.compile(r"&(?:([A-Za-z][A-Za-z0-9]{1,31})|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));")


@dataclass(frozen=True, slots=True)
class Plain:
    """The text people see, and what the marks said about it. formatted: whether they said how it looks."""

    text: str
    top: bool
    speaker: str | None
    formatted: bool = False


def lines_of(text: str) -> str:
    """`text` tidied, each line stripped, without empty lines."""
    return "\n".join(line for raw in tidy(text).split("\n") if (line := raw.strip()))


def plain(raw: str) -> Plain:
    """`raw` without markup.

    Taken off: ASS overrides ({\\an8} and its like say "top"), and the tags of SRT and WebVTT that players
    know – any other <...> is text, as in "<3". A WebVTT voice tag gives the speaker; further voices with a
    name stay as "Name: ". Character references (&amp; &lt; &#8217; ...) are decoded once: programs that export from the
    web write them, and `harmless` relies on it.
    """
    overrides = _OVERRIDE.findall(raw)
    text = _OVERRIDE.sub("", raw)
    formatted = any(_LOOKS.search(mark) for mark in overrides) or looks_in(text)
    voices: list[str] = []
    text = _TAG.sub(lambda match: _replaced(match[0], voices), text)
    speaker = lines_of(characters(voices[0])) if voices else None
    return Plain(lines_of(characters(text)), any(map(_TOP.search, overrides)), speaker or None, formatted)


def looks_in(text: str) -> bool:
    """Whether a tag in `text` says how words look."""
    return _LOOK_TAG.search(text) is not None


def characters(text: str) -> str:
    """`text` with its character references decoded, once."""
    return _ENTITY.sub(_character, text)


def _replaced(tag: str, voices: list[str]) -> str:
    if tag[:3].casefold() == "<br":
        return "\n"
    if tag[:2].casefold() != "<v":
        return ""
    name = tag[1:-1].partition(" ")[2].strip()
    if not name:
        return ""
    voices.append(name)
    return f"{name}: " if name != voices[0] and is_name(name) else ""


def _character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _ENTITIES.get(name, match[0])
    code = int(decimal) if decimal else int(hexadecimal, 16)
    # References to control characters and to halves of pairs mean nothing: they stay as they are written.
    if code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return match[0]
    return chr(code)


def harmless(text: str) -> str:
    """`text` such that `plain` gives it back: whatever looks like markup becomes a character reference."""
    text = _ENTITY.sub(lambda match: "&amp;" + match[0][1:], text)
    text = text.replace("{\\", "{&#92;")
    while _TAG.search(text):
        text = _TAG.sub(lambda match: "&lt;" + match[0][1:], text)
    return text
