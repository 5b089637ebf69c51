"""SubRip files: reading what people and programs wrote, writing what every editor reads.

`pysrt` parses and serialises. It drops what it does not understand, and people's words must never be
dropped: so its input is mended first, and must then be understood to the last block.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pysrt

from pipeline.captions.sound_cues import is_sound
from pipeline.captions.speaker_labels import speaker_in
from pipeline.cues import USUAL_FPS, Cue
from pipeline.errors import SubtitleError
from pipeline.messages import tr, tr_later
from pipeline.project.track_names import role_of
from pipeline.subtitles.cue_mending import Written, mended
from pipeline.subtitles.decoding import decoded
from pipeline.subtitles.markup import harmless, lines_of, plain
from pipeline.subtitles.reading_remarks import cue_at, said_of
from pipeline.subtitles.srt_blocks import Block, blocks
from pipeline.subtitles.time_lines import hidden
from pipeline.subtitles.timecode import srt_time

_TOP = r"{\an8}"

#: What is said of a caption that a plain track cannot keep where it stood, or as it looked.
PLACE = tr_later("its place on the screen cannot be kept, but for top or bottom.")
FORMATTING = tr_later("italics, colours and the like cannot be kept; they were taken off.")


@dataclass(frozen=True, slots=True)
class Reading:
    """The cues of a file – ordered, no two at one place at a time, no empty text – and what had to be mended, in
    sentences. formatted: remarks on italics, colours and the like, which no track keeps."""

    cues: tuple[Cue, ...]
    remarks: tuple[str, ...]
    formatted: tuple[str, ...] = ()


def read_srt(data: bytes, path: Path | None = None, names: Sequence[str] = (), fps: Fraction = USUAL_FPS) -> Reading:
    """The cues in the bytes of an SRT file; times in ms. `path` only names the file in errors. fps: frames a second,
    for times that end in frames.

    A cue that opens with one of `names` in capitals and a colon ("LAURA: Hola") has that speaker; one whose whole
    text describes sounds (`is_sound`: "(Aplaudiments)", "[applause]", "*riu*") is a sound. Their text stays as it is.

    Reads UTF-8, UTF-16 and Windows-1252; any line ends; lost or wrong cue numbers; lost or extra blank
    lines; sloppy times; WebVTT pasted in. Tags are taken off ({\\an8} becomes `Cue.top`). Words above the
    first time line go into the first cue. Overlapping cues are cut short, or joined where under half a
    second would be left; one at the top and one below stay as they are. An empty file is an empty track.
    Raises SubtitleError for a file with text and without a single time line.
    """
    text, remarks = decoded(data)
    found = blocks(text, fps)
    if not found.blocks:
        if found.before:
            raise SubtitleError(
                tr("no caption times in this file: it is not a subtitle file."),
                where=path,
                remedy=_remedy(path),
            )
        return Reading((), tuple(remarks + found.remarks))
    remarks += found.remarks
    if found.before:
        first = found.blocks[0]
        first.lines[:0] = found.before
        quoted = " ".join(found.before)
        remarks.append(
            tr(
                '{place}: words stood above the first time line; they were put into this cue: "{words}".',
                place=cue_at(first.label, first.times.start),
                words=quoted,
            )
        )
    written, formatted = [], []
    for item, block in zip(_parsed(found.blocks), found.blocks, strict=True):
        said = plain(item.text)
        cue = Cue(item.start.ordinal, item.end.ordinal, said.text, said.speaker, said.top or block.times.top)
        written.append(Written(block.label, cue))
        if block.times.placed:
            remarks.append(said_of(written[-1].name, tr(PLACE)))
        if said.formatted:
            formatted.append(said_of(written[-1].name, tr(FORMATTING)))
    cues = tuple(understood(cue, names) for cue in mended(written, remarks))
    return Reading(cues, tuple(remarks), tuple(formatted))


def _remedy(path: Path | None) -> str:
    """What to do with a file without times. What is seen, only people write: no machine would do so anew."""
    if path is not None and role_of(path.name) == "description":
        return tr("Save it as SubRip (.srt), where each caption has a line such as 00:00:01,000 --> 00:00:03,500.")
    return tr(
        "Save it as SubRip (.srt), where each caption has a line such as 00:00:01,000 --> "
        "00:00:03,500; or delete it, and Veus writes it anew."
    )


def understood(cue: Cue, names: Sequence[str]) -> Cue:
    """`cue` with what its text says about it."""
    labelled = {who for line in cue.lines if (who := speaker_in(line, names))}
    who = speaker_in(cue.text, names) if len(labelled) < 2 else None
    return replace(cue, speaker=who or cue.speaker, sound=is_sound(cue.text))


def _parsed(found: Sequence[Block]) -> pysrt.SubRipFile:
    """The blocks as pysrt reads them: one item each, or an error of ours, not of the file's."""
    text = "\n".join(
        "\n".join([str(block.label), f"{srt_time(block.times.start)} --> {srt_time(_end(block))}", *block.lines, ""])
        for block in found
    )
    return pysrt.SubRipFile.from_string(text, error_handling=pysrt.SubRipFile.ERROR_RAISE)


def _end(block: Block) -> int:
    return block.times.start if block.times.end is None else block.times.end


def write_srt(cues: Sequence[Cue]) -> str:
    """`cues` as SubRip text: numbers from 1, LF line ends, a blank line after each cue, {\\an8} for the top.

    Cues without text are left out; speakers have no place in SubRip. Text that a reader would take for
    markup or times is written with character references, so that `read_srt` gives back exactly the same cues.
    """
    shown = [(cue, text) for cue in cues if (text := lines_of(cue.text))]
    items = [
        pysrt.SubRipItem(
            index=number,
            start=pysrt.SubRipTime.from_ordinal(cue.start),
            end=pysrt.SubRipTime.from_ordinal(cue.end),
            text=(_TOP if cue.top else "") + "\n".join(hidden(line) for line in harmless(text).split("\n")),
        )
        for number, (cue, text) in enumerate(shown, 1)
    ]
    out = StringIO()
    pysrt.SubRipFile(items, eol="\n").write_into(out, eol="\n")
    return out.getvalue()
