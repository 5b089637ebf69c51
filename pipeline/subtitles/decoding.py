"""Bytes of a subtitle file → text, whatever program wrote them."""

from __future__ import annotations

import codecs
import re
import unicodedata

from pipeline.messages import tr, tr_many

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: Line ends that are no "\n": what most texts have none of is found much faster than it is replaced.
_OTHER_END = re.compile("[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_NEWLINE = re.compile(f"\r+\n|{_OTHER_END.pattern}")
#: Bytes in which the first line of a table has its end.
_HEAD = 4000
_LINE_END = re.compile("[\r\n]")
#: Control characters but "\n"; half a pair of UTF-16; byte order mark, zero-width space and word joiner, which are
#: invisible and spoil searches.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\u200b\u2060]")


def decoded(data: bytes) -> tuple[str, list[str]]:
    """The text of `data`, one "\\n" a line, NFC, without control characters; and remarks for people.

    A byte order mark decides; without one, each line is UTF-8 or, where it cannot be, Windows-1252 – line
    by line, so that one damaged letter does not spoil the accents of the whole file.
    """
    text, remarks = _text(data)
    return tidy(text), remarks


def first_cells(data: bytes) -> list[str]:
    """The first line of `data`, parted by its tabs, of which `decoded` makes blanks."""
    return _LINE_END.split(_text(data[:_HEAD])[0], maxsplit=1)[0].split("\t")


def tidy(text: str) -> str:
    """`text` with "\\n" for every kind of line end, in NFC, without control or invisible characters."""
    if _OTHER_END.search(text):
        text = _NEWLINE.sub("\n", text)
    text = text.replace("\t", " ")
    return unicodedata.normalize("NFC", _ODD.sub(_kept, text))


def _kept(odd: re.Match[str]) -> str:
    """Half a pair of UTF-16 stays to be seen, although no file can hold it."""
    return "\ufffd" if "\ud800" <= odd[0] <= "\udfff" else ""


def _text(data: bytes) -> tuple[str, list[str]]:
    for mark, encoding in _BOMS:
        if data.startswith(mark) and encoding != "utf-8":
            text = data[len(mark) :].decode(encoding, errors="replace")
            damaged = "\ufffd" in text and "\ufffd".encode(encoding) not in data
            return text, [tr("the file is damaged: some letters could not be read (�).")] if damaged else []
    data = data.removeprefix(codecs.BOM_UTF8)
    wide = _wide(data)
    if wide:
        remark = tr(
            "the file was read as {encoding}, although it does not say so; check the accents.", encoding=wide.upper()
        )
        return data.decode(wide, errors="replace"), [remark]
    return _lines(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: every second byte of a Western text is zero."""
    sample = data[:2000]
    if len(sample) < 4 or len(data) % 2:
        return None
    half = len(sample) // 2
    if sample[1::2].count(0) > half * 0.7 and sample[0::2].count(0) < half * 0.3:
        return "utf-16-le"
    if sample[0::2].count(0) > half * 0.7 and sample[1::2].count(0) < half * 0.3:
        return "utf-16-be"
    return None


def _lines(data: bytes) -> tuple[str, list[str]]:
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    lines, odd = [], []
    for number, line in enumerate(data.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            # cp1252 leaves five bytes undefined; they are control characters of Latin-1 and vanish later.
            lines.append("".join(_western(byte) for byte in line))
            odd.append(number)
    remark = tr_many(
        "line {line} is not in UTF-8: read as Windows-1252; check the accents, and save as UTF-8.",
        "{count} lines (the first: line {line}) are not in UTF-8: read as Windows-1252; check the accents, and save "
        "as UTF-8.",
        count=len(odd),
        line=odd[0],
    )
    return "\n".join(lines), [remark]


def _western(byte: int) -> str:
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
