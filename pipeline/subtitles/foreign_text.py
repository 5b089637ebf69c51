"""Texts of files that other programs wrote, as every reader of subtitles takes them."""

from __future__ import annotations

from pipeline.subtitles.decoding import decoded
from pipeline.subtitles.time_lines import without_unseen


def decoded_text(data: bytes) -> tuple[str, list[str]]:
    """The text of a file – UTF-8, UTF-16 or Windows-1252, one "\\n" a line, NFC, no control characters – and remarks
    for people."""
    return decoded(data)


def unmarked(text: str) -> str:
    """`text`, a number or a time, without what stands around it and means nothing there: marks of direction, bullets,
    quotation marks."""
    return without_unseen(text)
