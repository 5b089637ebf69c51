"""The whole job on the five stand-in stories: the real command line, the real engines, the real files."""

from __future__ import annotations

import getpass
import json
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import av
import jiwer
import jsonschema
import numpy as np
import pysrt
import pytest
import webvtt
from remembered import make_openai_quicker
from veus_job import (
    STORIES,
    Ran,
    bare_words,
    hashes,
    in_process,
    script_of,
)

from pipeline.media.ffmpeg import executable

pytestmark = pytest.mark.engines

SPOKEN_CATALAN = ("letter", "joel", "laura", "emergency-team")
#: The languages that each story has tracks in.
TRACKS = {slug: {"ca", "en"} | ({"es"} if slug == "cynthia" else set()) for slug in STORIES}
WORST_WER = 0.20

#: Suffixes of files that are no text.
PICTURES_OR_NUMBERS = {".mp4", ".mkv", ".jpg", ".npz"}

#: What captions add to the words: sounds in brackets, and who speaks.
NO_WORDS = re.compile(r"\([^()]+\)|\[[^\[\]]+\]|^(- ?)?[^\W\d_a-zà-ÿ][^a-zà-ÿ:\n]*: ", re.MULTILINE)

#: Words that one language writes all the time and the others never.
ENGLISH = re.compile(
    r"\b(the|and|of|to|in|is|it|that|you|for|was|on|are|with|they|this|have|from|we|he|she|my|there)\b"
)
ROMANCE = re.compile(
    r"\b(el|la|els|les|los|de|que|i|y|en|un|una|és|es|per|por|amb|con|no|em|va|són|del|al|ha|hi|com)\b"
)


def heard(path: Path) -> str:
    return " ".join(word["text"] for word in json.loads(path.read_text("utf-8"))["words"])


def wer(slug: str, text: str) -> float:
    return float(jiwer.wer(bare_words(script_of(slug)), bare_words(text)))


class TestTheFirstBuild:
    def test_it_builds_them_all(self, first_run: tuple[Path, Ran]) -> None:
        ran = first_run[1]
        assert ran.code == 0, ran
        assert [story["story"] for story in ran.report["stories"]] == list(STORIES)
        assert {story["outcome"] for story in ran.report["stories"]} == {"built"}
        assert {story["story"]: set(story["cues"]) for story in ran.report["stories"]} == TRACKS
        assert ran.err == ""

    def test_no_engine_keeps_anything_of_its_own(self, first_run: tuple[Path, Ran]) -> None:
        """Such as the number that onnxruntime gives a computer to tell its maker about it."""
        assert [*(first_run[0].parent / "home").rglob("*")] == []

    @pytest.mark.parametrize("slug", SPOKEN_CATALAN)
    def test_catalan_is_understood(self, root: Path, slug: str) -> None:
        assert wer(slug, heard(root / f"output/.work/{slug}/transcript.json")) <= WORST_WER

    @pytest.mark.parametrize("slug", SPOKEN_CATALAN)
    def test_no_word_is_lost_between_transcript_and_captions(self, root: Path, slug: str) -> None:
        cues = pysrt.open(str(root / f"stories/{slug}/ca.srt"))
        said = heard(root / f"output/.work/{slug}/transcript.json")
        written = " ".join(NO_WORDS.sub("", cue.text) for cue in cues)
        assert bare_words(written) == bare_words(said)

    def test_nothing_that_was_said_is_in_the_log(self, root: Path) -> None:
        logged = set(re.findall(r"\w+", root.with_suffix(".log").read_text("utf-8").lower()))
        said = " ".join(
            [
                *(heard(path) for path in root.glob("output/.work/*/transcript.json")),
                *(path.read_text("utf-8") for path in root.glob("stories/*/*.srt")),
            ]
        )
        words = {word for word in re.findall(r"[^\W\d]+", said.lower()) if len(word) > 6}
        assert "apertium" in logged and len(words) > 50
        settings = set(re.findall(r"[^\W\d]+", (root / "stories/series.toml").read_text("utf-8").lower()))
        assert words & logged <= {part for slug in STORIES for part in slug.split("-")} | settings

    def test_nothing_of_the_machine_is_left_half_written(self, root: Path) -> None:
        assert list(root.rglob("*.part-*")) == []
        assert list(root.rglob(".part-*")) == []
        assert list((root / "output/.work/tmp").iterdir()) == []


def test_the_other_engine_understands_as_well(given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three sentences of it: it is slow."""
    root = tmp_path / "other"
    shutil.copytree(given / "stories/joel", root / "stories/joel")
    shutil.copyfile(given / "stories/series.toml", root / "stories/series.toml")
    shorten(root / "stories/joel/joel.mp4", 16)
    with (root / "stories/series.toml").open("a", encoding="utf-8") as settings:
        settings.write('engine = "openai-whisper"\nbeam = 1\n')
    make_openai_quicker(monkeypatch)
    ran = in_process(root, "build", "--to", "captions", "--json")
    assert ran.code == 0, ran
    transcript = root / "output/.work/joel/transcript.json"
    assert json.loads(transcript.read_text("utf-8"))["engine"] == "openai-whisper"
    said = bare_words(heard(transcript)).split()
    script = bare_words(script_of("joel")).split()[: len(said)]
    assert len(said) > 20
    assert jiwer.wer(" ".join(script), " ".join(said)) <= WORST_WER
    assert not (root / "output/joel").exists()


def shorten(footage: Path, seconds: int) -> None:
    whole = footage.rename(footage.with_name("whole.mp4"))
    args = [executable(), "-v", "error", "-i", str(whole), "-t", str(seconds), "-c", "copy", str(footage)]
    subprocess.run(args, check=True)
    whole.unlink()


@pytest.mark.parametrize("slug", STORIES)
class TestTracks:
    def test_an_independent_parser_reads_the_same_from_vtt_and_srt(self, root: Path, slug: str) -> None:
        for lang in TRACKS[slug]:
            vtt = webvtt.read(str(root / f"output/{slug}/captions.{lang}.vtt"))
            srt = pysrt.open(str(root / f"output/{slug}/captions.{lang}.srt"))
            assert len(vtt.captions) == len(srt) > 3
            for cue, item in zip(vtt.captions, srt, strict=True):
                assert cue.text == item.text
                assert (cue.start, cue.end) == (str(item.start).replace(",", "."), str(item.end).replace(",", "."))
            assert all(a.end <= b.start for a, b in pairwise(srt))
            assert all(len(line) <= 42 for item in srt for line in item.text.split("\n"))
            assert all(item.text.count("\n") <= 1 for item in srt)

    def test_the_english_track_is_english(self, root: Path, slug: str) -> None:
        text = webvtt_text(root, slug, "en")
        english, other = len(ENGLISH.findall(text)), len(ROMANCE.findall(text.replace(" i ", " ")))
        assert english > 5 * other, (english, other)
        assert english > len(text.split()) / 8

    def test_the_catalan_track_is_catalan(self, root: Path, slug: str) -> None:
        text = webvtt_text(root, slug, "ca")
        english, other = len(ENGLISH.findall(text)), len(ROMANCE.findall(text))
        assert other > 3 * english, (english, other)

    def test_both_tracks_span_the_same_time(self, root: Path, slug: str) -> None:
        ca, en = (pysrt.open(str(root / f"stories/{slug}/{lang}.srt")) for lang in ("ca", "en"))
        assert abs(ca[0].start.ordinal - en[0].start.ordinal) <= 1000
        assert abs(ca[-1].end.ordinal - en[-1].end.ordinal) <= 1000


def webvtt_text(root: Path, slug: str, lang: str) -> str:
    captions = webvtt.read(str(root / f"output/{slug}/captions.{lang}.vtt")).captions
    return bare_words(" ".join(cue.text for cue in captions))


def pictures(path: Path, times: list[int]) -> Iterator[np.ndarray[Any, Any]]:
    """The picture that stands at each of `times` (ms, rising) as grey levels, decoded by PyAV."""
    with av.open(str(path)) as video:
        stream = video.streams.video[0]
        stream.thread_type = "AUTO"
        for at in times:
            video.seek(round(at / 1000 / stream.time_base), stream=stream)
            shown = None
            for frame in video.decode(stream):
                if frame.time * 1000 > at:
                    break
                shown = frame
            assert shown is not None
            yield shown.to_ndarray(format="gray").astype(np.int16)


def spread(items: list[int], count: int) -> list[int]:
    return items[:: max(1, len(items) // count)][:count]


@pytest.mark.parametrize("lang", ["ca", "en"])
@pytest.mark.parametrize("slug", STORIES)
def test_captions_are_burned_in_while_a_cue_is_on_and_not_between(root: Path, slug: str, lang: str) -> None:
    cues = pysrt.open(str(root / f"output/{slug}/captions.{lang}.srt"))
    on = spread([(cue.start.ordinal + cue.end.ordinal) // 2 for cue in cues], 3)
    gaps = [(a.end.ordinal, b.start.ordinal) for a, b in pairwise(cues)]
    off = [(end + start) // 2 for end, start in gaps if start - end >= 250]
    off = spread([*([cues[0].start.ordinal // 2] if cues[0].start.ordinal > 250 else []), *off], 3)
    assert len(on) == 3 and off
    times = sorted([*on, *off])
    clean = pictures(root / f"output/{slug}/video.mp4", times)
    burned = pictures(root / f"output/{slug}/video.{lang}.mp4", times)
    for at, before, after in zip(times, clean, burned, strict=True):
        drawn = abs(after - before) > 48
        above, caption_area = np.vsplit(drawn, [drawn.shape[0] // 2])
        assert above.mean() < 1e-4, f"something is drawn in the upper half at {at} ms"
        if at in on:
            assert caption_area.mean() > 2e-3, f"no caption to be seen at {at} ms"
        else:
            assert caption_area.mean() < 1e-4, f"a caption between cues, at {at} ms"


@pytest.mark.parametrize("slug", [slug for slug in STORIES if slug != "letter"])  # which has no pictures
def test_all_videos_are_as_long_as_the_footage(root: Path, slug: str) -> None:
    footage, frame = picture_length(root / f"stories/{slug}/{slug}.mp4")
    for name in ("video.mp4", "video.ca.mp4", "video.en.mp4"):
        length, _ = picture_length(root / f"output/{slug}/{name}")
        assert abs(length - footage) <= frame


def picture_length(path: Path) -> tuple[float, float]:
    """Length of the picture and of one frame, in seconds, as PyAV sees them."""
    with av.open(str(path)) as video:
        stream = video.streams.video[0]
        return float(stream.duration * stream.time_base), float(1 / stream.average_rate)


class TestManifest:
    def test_it_keeps_its_own_schema(self, root: Path, manifest: dict[str, Any]) -> None:
        schema = json.loads((root / "output" / manifest["$schema"]).read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER).validate(
            manifest
        )
        assert [episode["slug"] for episode in manifest["episodes"]] == list(STORIES)

    def test_every_file_it_names_is_there_as_stated(self, root: Path, manifest: dict[str, Any]) -> None:
        present = hashes(root / "output")
        stated = list(files_of(manifest["episodes"]))
        names = {unquote(file["url"]) for file in stated}
        for slug in STORIES:
            media = {f"{slug}/{name}" for name in ("video.mp4", "video.ca.mp4", "video.en.mp4", "poster.jpg")}
            captions = {f"{slug}/captions.{lang}.{kind}" for lang in TRACKS[slug] for kind in ("vtt", "srt")}
            assert media | captions <= names
        for file in stated:
            path = root / "output" / unquote(file["url"])
            assert path.stat().st_size == file["bytes"]
            assert present[unquote(file["url"])] == file["sha256"]

    def test_every_page_it_names_is_there(self, root: Path, manifest: dict[str, Any]) -> None:
        urls = [manifest["$schema"], *manifest["series"]["pages"].values()]
        for episode in manifest["episodes"]:
            urls += episode["pages"].values()
            urls += [transcript[kind] for transcript in episode["transcripts"] for kind in ("html", "text")]
        assert len(urls) == 3 + sum(2 + 2 * len(langs) for langs in TRACKS.values())
        assert all((root / "output" / unquote(url)).stat().st_size for url in urls)

    def test_it_says_who_made_what(self, manifest: dict[str, Any]) -> None:
        for episode in manifest["episodes"]:
            assert episode["status"] == "draft" and episode["stand_in"]
            assert [source["kind"] for source in episode["sources"]] == ["clean", "burned", "burned"]
            for track in episode["tracks"]:
                assert track["status"] == "draft"
                assert track["provenance"]["speech"]["engine"] == "faster-whisper"
                spoken = track["language"] in episode["spoken"]
                assert track["kind"] == ("captions" if spoken else "subtitles")
                assert spoken or track["provenance"]["translation"]

    def test_an_episode_alone_says_the_same(self, root: Path, manifest: dict[str, Any]) -> None:
        for episode in manifest["episodes"]:
            alone = json.loads((root / f"output/{episode['slug']}/episode.json").read_text("utf-8"))
            assert alone["episode"] == episode and alone["series"] == manifest["series"]


def files_of(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if "sha256" in value and "url" in value:
            yield value
        for item in value.values():
            yield from files_of(item)
    elif isinstance(value, list):
        for item in value:
            yield from files_of(item)


def test_nothing_published_names_this_machine_or_its_folders(root: Path) -> None:
    private = {str(root), str(root.parent), str(Path.home()), sys.prefix, sys.base_prefix, socket.gethostname()}
    private |= {f"/{getpass.getuser()}/", f"{getpass.getuser()}@"}
    absolute = re.compile(r"(?<![\w/:.<])/(?:home|tmp|usr|var|root|opt|mnt|Users)/")
    texts = [path for path in (root / "output").rglob("*") if path.suffix not in PICTURES_OR_NUMBERS and path.is_file()]
    assert len(texts) > 40
    for path in texts:
        text = path.read_text("utf-8")
        assert not [word for word in private if len(word) > 3 and word in text], path
        assert not absolute.search(text), path
    for path in (root / "output").rglob("*.mp4"):
        assert str(root).encode() not in path.read_bytes()
