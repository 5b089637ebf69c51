"""Tracks for the tests of formats: what a file of people's can say, and worse."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from pipeline.cues import Cue, Track
from pipeline.files import sha256_text
from pipeline.subtitles import formats
from pipeline.subtitles.exchanged import FilmInfo, Incoming, Outgoing
from pipeline.subtitles.srt import read_srt, write_srt

NAMES = ("Laura", "Joel Martínez")
FORMS = formats.WRITTEN

_PIECES = (
    *("Bon dia", "l·l", "d’on", "ç", "…", "“cita”", '"q"', "'a'", "&", "&amp;", "<b>", "<3", "a < b", "]]>", "-->"),
    *("=1+1", "+34", "-5", "@casa", "=cmd|' /C calc'!A0", "{\\an8}", "{\\i1}", "<v Laura>", "NOTE", "STYLE", "WEBVTT"),
    *("😀", "שלום", "مرحبا", "e\u0301", "\u00a0", "\u202e", "\ufffe", "12", "00:00:01,000 --> 00:00:02,000"),
    *("00:00:01,000 → 00:00:02,000", "LAURA: Hola", "JOEL MARTÍNEZ:", "— Ei", "(Riu)", "[music]", "  ", "1:02", "TRUE"),
    *("01/02/2024", "#N/A", "_x0041_", "♪"),
)
_LINE = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=8)), min_size=1, max_size=4).map(" ".join)
_TEXT = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)


@st.composite
def people_cues(draw: st.DrawFn) -> tuple[Cue, ...]:
    """Cues as a file of people's gives them: written once, and read. Signs at the top stand beside speech below; some
    begin with the words of the one before, as live captions do."""
    cues, until = [], {True: 0, False: 0}
    growing = draw(st.booleans())
    for text in draw(st.lists(_TEXT, max_size=8)):
        top = not growing and draw(st.booleans())
        if growing and cues:
            text = cues[-1].text + draw(st.sampled_from([" ", "\n"])) + text
        start = until[top] + draw(st.integers(0, 5000 if not growing else 200))
        until[top] = start + draw(st.integers(1, 9000))
        cues.append(Cue(start, until[top], text, top=top))
    cues.sort(key=lambda cue: cue.start)
    return read_srt(write_srt(cues).encode(), names=NAMES).cues


def outgoing(cues: tuple[Cue, ...], **more: object) -> Outgoing:
    text = write_srt(cues)
    return Outgoing("joel", Track("ca", cues), text.encode(), sha256_text(text), **more)  # type: ignore[arg-type]


def back(data: bytes, form: str, folder: Path, *, rolls: bool = False) -> Incoming:
    path = folder / f"back.{formats.ending(form)}"
    path.write_bytes(data)
    return formats.read(path, FilmInfo(NAMES, "ca", rolls=rolls))


def as_held(cues: tuple[Cue, ...], form: str) -> tuple[Cue, ...]:
    """`cues` as a format can hold them: XML has no U+FFFE."""
    if form in ("srt", "vtt"):
        return cues
    texts = [cue.text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd") for cue in cues]
    held = [replace(cue, text=text) for cue, text in zip(cues, texts, strict=True)]
    return read_srt(write_srt(held).encode(), names=NAMES).cues
