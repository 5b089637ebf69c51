"""Every reader of files that others write, or that may have been damaged, with inputs that are right.

To add one: a function that reads bytes as the program does, and a line in READERS.
"""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.errors import VeusError

#: What callers of readers of the machine's files expect: the file is then made again.
MADE_AGAIN = (OSError, ValueError)


@dataclass(frozen=True)
class Reader:
    """read: a file. seeds: makes files that are right in a folder. refuses: the errors by which it says no."""

    read: Callable[[Path], object]
    seeds: Callable[[Path], None]
    refuses: tuple[type[BaseException], ...] = (VeusError,)


def _track() -> Any:
    from pipeline.cues import Cue, Track

    texts = (
        "Bon dia a tothom.",
        "JOEL: Com va?\nMARC: Bé & <bé>.",
        "(Aplaudiments)",
        "a\u00a0b «c» l’hort 🎉",
        "♪ la ♪",
    )
    cues = tuple(Cue(n * 2000, n * 2000 + 1500, text, top=n == 2) for n, text in enumerate(texts))
    return Track("ca", cues)


def seeds_of(form: str) -> Callable[[Path], None]:
    return _Seeds(form)


@dataclass(frozen=True)
class _Seeds:
    form: str

    def __call__(self, folder: Path) -> None:
        from pipeline.files import sha256_bytes
        from pipeline.subtitles import formats
        from pipeline.subtitles.exchanged import Outgoing
        from pipeline.subtitles.srt import write_srt

        data = write_srt(_track().cues).encode()
        out = Outgoing("joel", _track(), data, sha256_bytes(data))
        if self.form in formats.WRITTEN:
            (folder / f"own.{self.form}").write_bytes(formats.write(out, self.form))
        for number, text in enumerate(FOREIGN.get(self.form, ())):
            (folder / f"{number}.{self.form}").write_bytes(text if isinstance(text, bytes) else text.encode())


def _stl() -> bytes:
    """EBU STL of one subtitle and a comment."""
    head = (b"850STL25.01" + b"0" + b"00" + b"0F").ljust(238) + b"00002" + b"00001" + b"001" + b"40" + b"23" + b"1"
    blocks = (
        struct.pack("<BHBB8BBBB", 0, number, 0xFF, 0, 0, 0, start, 0, 0, 0, start + 1, 12, 20, 2, comment)
        + text.ljust(112, b"\x8f")
        for number, start, comment, text in ((0, 1, 0, b"Bon\x03dia,\x8aaix\xc1o"), (1, 3, 1, b"revisar"))
    )
    return (head + b"00000000").ljust(1024) + b"".join(blocks)


#: Files as other tools write them.
FOREIGN: dict[str, tuple[str | bytes, ...]] = {
    "txt": (
        "@ Avid\n<begin subtitles>\n\n00:00:03:15 00:00:07:00\nBon dia\n\n<end subtitles>\n",
        "start\tend\ttext\n3600\t7000\tBon dia|a tothom\n",
    ),
    "sbv": ("0:00:01.000,0:00:02.500\nHola,[br]bon dia\n\n0:00:03.000,0:00:04.000\n>> JOEL: Ei\n",),
    "ass": (
        "[Script Info]\nScriptType: v4.00+\n\n[V4+ Styles]\nFormat: Name, Fontname, Fontsize, PrimaryColour, "
        "SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, "
        "Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
        "Style: Default,Arial,20,&H00FFFFFF,&H0000FFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,2,2,10,10,10,1\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: 0,0:00:01.00,0:00:02.90,Default,Joel,0,0,0,,{\\i1}Hola,\\N{\\an8}bon dia\n"
        "Comment: 0,0:00:03.00,0:00:03.90,Default,,0,0,0,,revisar\n",
    ),
    "stl": (_stl(), "$FontName = Arial\n\n00:00:03:15 , 00:00:07:00 , Bon dia|a tothom\n"),
    "vtt": (
        "WEBVTT Kind: captions\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:900000\n\nSTYLE\n::cue { color: red }\n\n"
        "REGION\nid:a\nwidth:40%\n\nNOTE hi\n\nid-1\n00:01.000 --> 00:02.000 line:0 align:start\n<v Joel>Hola</v> "
        "<c.red>a</c> <00:01.500>b &amp; c\n",
    ),
    "ttml": (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" '
        'xml:lang="ca"><head><layout><region xml:id="r"/></layout></head><body region="r"><div begin="1s">'
        '<p begin="0:00:01:05" end="3s">U <span>dos</span><br/>tres</p><p begin="90f" dur="9t">x</p></div></body></tt>',
    ),
}


@dataclass(frozen=True)
class _ReadForm:
    form: str

    def __call__(self, path: Path) -> object:
        from pipeline.subtitles import formats
        from pipeline.subtitles.exchanged import FilmInfo

        film = FilmInfo(("Joel", "Marc"), "ca", Fraction(25), 60_000)
        return formats.read_bytes(path.read_bytes(), self.form, film, path)


def _toml_seeds(name: str) -> Callable[[Path], None]:
    return _TomlSeeds(name)


@dataclass(frozen=True)
class _TomlSeeds:
    """The settings of this repository's own stories."""

    name: str

    def __call__(self, folder: Path) -> None:
        for number, path in enumerate(sorted(Path("stories").glob(self.name))):
            (folder / f"{number}.toml").write_bytes(path.read_bytes())


def read_series(path: Path) -> object:
    from pipeline.project.settings import Settings
    from pipeline.project.tomlfile import read_toml

    settings = read_toml(path, Settings)
    return settings.captions.resolved(), settings.hints(["ca"]), settings.model_dump(mode="json")


def read_story(path: Path) -> object:
    from pipeline.project.story_file import StoryFile
    from pipeline.project.tomlfile import read_toml

    return read_toml(path, StoryFile).model_dump(mode="json")


def read_review(path: Path) -> object:
    from pipeline.project.layout import StoryLayout
    from pipeline.review import review_record

    with tempfile.TemporaryDirectory() as folder:
        paths = StoryLayout(Path(folder), Path(folder) / "out", Path(folder) / "work")
        paths.review_file.write_bytes(path.read_bytes())
        return review_record.read_review(paths)


def review_seeds(folder: Path) -> None:
    when, sha256 = "2024-07-01T10:00:00+02:00", "0" * 64
    approval = {"by": "Anna", "when": when, "sha256": sha256, "footage_sha256": sha256, "veus": "0.2"}
    waiver = {"rule": "CPS", "lang": "ca", "text": "a", "reason": "b", "by": "c", "when": when}
    comment = {"id": "a", "lang": "ca", "start": 0, "end": 9, "comment": "b", "when": when}
    place = {"lang": "ca", "footage_sha256": sha256, "by": "Anna", "when": when}
    tick = place | {"kind": "words", "start": 0, "end": 9, "text": "a"}
    heard = place | {"played": [[0, 9], [20, 30]], "opened": ["0123456789ab"]}
    data = {"approvals": {"ca": approval}, "waivers": [waiver], "comments": [comment], "log": [{"what": "approve"}]}
    data |= {"ticks": [tick], "heard": [heard]}
    (folder / "review.json").write_text(json.dumps(data, indent=2), "utf-8")


def read_machines(path: Path) -> object:
    """A file of the machine's as each kind of them, since any may have the other's name."""
    from pipeline.build.footage_sound import FootageSound
    from pipeline.build.step_cache import StepCache
    from pipeline.cues import Track, Transcript
    from pipeline.media.media_info import MediaInfo
    from pipeline.review.swap import PendingWrite
    from pipeline.review.waiting import Waiting
    from pipeline.typedjson import read_json

    StepCache(path, path.parent).fresh("probe", {}, [])
    kinds: tuple[type, ...] = (Transcript, Track, MediaInfo, FootageSound, PendingWrite, Waiting, tuple[int, ...])
    found: list[object] = []
    for kind in kinds:
        try:
            found.append(read_json(path, kind))
        except MADE_AGAIN as error:
            said = error
    if not found:
        raise said
    return found


def machine_seeds(folder: Path) -> None:
    from pipeline import files
    from pipeline.cues import Sound, SuspectedHallucination, Transcript, Word
    from pipeline.media.media_info import AudioInfo, MediaInfo

    words = (Word(0, 500, "Bon", "ca", 0.9, "1"), Word(500, 900, "dia", "ca"))
    heard = Transcript(
        words, 2000, ("ca",), "fake", "base", "0" * 64, {"beam": 4}, ((0, 900),), (Sound(900, 2000, "music"),),
        (SuspectedHallucination(0, 1, "a", "loop"),), ((1, 2),),
    )  # fmt: skip
    sound = AudioInfo("aac", 2, 48000, 0)
    facts = MediaInfo(
        "mov,mp4", 2000, 320, 180, 320, 180, Fraction(30000, 1001), False, 0, "h264", "yuv420p", 8, Fraction(1),
        {"colorspace": "1"}, 0, sound,
    )  # fmt: skip
    files.write_json(folder / "transcript.json", asdict(heard))
    files.write_json(folder / "machine.json", asdict(_track()))
    files.write_json(folder / "probe.json", facts.to_json())
    files.write_json(folder / "cuts.json", [0, 40, 5000])
    files.write_json(folder / "ledger.json", {"probe": {"key": "0" * 64, "outputs": {"a": "0" * 64}}})


def read_footage(path: Path) -> object:
    from pipeline.media.probe import examine

    facts, frames = examine(path)
    return facts.to_json(), frames.gaps()


def clip_seeds(folder: Path) -> None:
    """A third of a second, small, in the containers that people send most."""
    from pipeline import process
    from pipeline.media import ffmpeg

    picture = ("-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=0.32")
    sound = ("-f", "lavfi", "-i", "sine=d=0.32")
    plain = ("-bitexact", "-c:v", "libx264", "-preset", "ultrafast", "-threads", "1", "-g", "4", "-c:a", "aac")
    for ending in ("mp4", "mkv", "mov", "ts", "avi"):
        out = str(folder / f"clip.{ending}")
        done = process.run([ffmpeg.executable(), "-v", "error", *picture, *sound, *plain, "-y", out], limit_s=60)
        if done.code:
            raise SystemExit(done.messages)


def read_frames(path: Path) -> object:
    from pipeline.media.frames import saved_frames

    return saved_frames(path).times


def frame_seeds(folder: Path) -> None:
    from array import array

    from pipeline.media.frames import Frames, save_frames

    save_frames(
        folder / "frames.npz", Frames(Fraction(1, 90000), array("q", range(0, 9000, 3600)), array("q", [0]), True)
    )


def all_readers() -> dict[str, Reader]:
    """By name. The formats of reviewers' tools are those of their own table."""
    from pipeline.subtitles.formats import FORMATS

    found = {form: Reader(_ReadForm(form), seeds_of(form)) for form in FORMATS}
    return found | {
        "series.toml": Reader(read_series, _toml_seeds("series.toml")),
        "story.toml": Reader(read_story, _toml_seeds("*/story.toml")),
        "review.json": Reader(read_review, review_seeds),
        "machine": Reader(read_machines, machine_seeds, MADE_AGAIN),
        "footage": Reader(read_footage, clip_seeds),
        "frames": Reader(read_frames, frame_seeds),
    }


def seeds_in(folder: Path) -> Iterator[bytes]:
    for path in sorted(folder.iterdir()):
        yield path.read_bytes()
