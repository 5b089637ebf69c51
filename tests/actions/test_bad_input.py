"""Everything that can be wrong with what people bring, through the real build.

All the bad stories lie in one series together with good ones, as they would: one build has to tell what is wrong with
each, and build the rest.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pysrt
import pytest
import webvtt
from footage_clips import AAC, X264, Clips, lavfi, picture
from small_series import CAPTIONS, STORY, half_files, make_series, make_story, speech
from veus_job import FASTER, Ran, hashes, in_process

pytestmark = pytest.mark.engines

#: Story folder → words that must stand in the one sentence about it: what is wrong, where, and the remedy.
EXPECTED: dict[str, tuple[str, ...]] = {
    "no-video": ("stories/no-video:", "in this story's folder", "Copy the footage there", "no-video.mp4"),
    "zero": ("zero/zero.mp4:", "empty (zero bytes)", "Copy the footage again"),
    "truncated": ("truncated/truncated.mp4:", "cut short", "Copy it again"),
    "truncated-fast": ("truncated-fast/truncated-fast.mp4:", "cut short", "Copy it again"),
    "text": ("text/text.mp4:", "not a video that can be read", "MP4"),
    "two-videos": ("stories/two-videos:", "more than one video here: a.mp4, b.mp4", "set video"),
    "broken-toml": ("broken-toml/story.toml:", "line 3", 'key "title"', "not valid TOML", "Correct"),
    "endless-toml": ("endless-toml/story.toml:", "not valid TOML", "Correct"),
    "misspelt": ("misspelt/story.toml:", 'line 3, key "tilte"', 'key "title": this key is missing', "misspelt?"),
    "wrong-type": ("wrong-type/story.toml:", 'line 2, key "spoken"', "Correct it"),
    "latin-toml": ("latin-toml/story.toml:", "not UTF-8", "Save it again as UTF-8"),
    "no-toml": ("no-toml/story.toml:", "this file is missing", "out of stories/", "veus new no-toml VIDEO"),
    "folder-toml": ("folder-toml/story.toml:", "cannot be read", "text file"),
    "language": ("language/story.toml:", 'line 2, key "spoken"', 'unknown language "cat"', 'Did you mean "ca"?'),
    "twin-a": ("stories/twin-a:", 'both use the slug "twin"', "stories/twin-b", "another folder name or slug"),
    "twin-b": ("stories/twin-b:", 'both use the slug "twin"', "stories/twin-a", "another folder name or slug"),
    "slug-up": ("slug-up/story.toml:", 'line 1, key "slug"', '"../x" cannot be a slug', "small letters"),
    "slug-slash": ("slug-slash/story.toml:", 'line 1, key "slug"', '"a/b" cannot be a slug', "small letters"),
    "slug-dots": ("slug-dots/story.toml:", 'line 1, key "slug"', '".." cannot be a slug', "small letters"),
    "slug-static": ("stories/slug-static:", '"static"', "another folder name or slug"),
    "Bad Name": ("stories/Bad Name:", "web address", "Rename it", "set slug"),
    "video-up": ("video-up/story.toml:", 'line 1, key "video"', "without a path"),
    "video-gone": ("stories/video-gone:", '"gone.mp4"', "not in the folder", "Copy it there"),
    "not-captions": ("not-captions/ca.srt:", "no caption times", "delete it"),
    "review": ("review/review.json:", "cannot be read", "Restore it"),
}


def srt(*cues: tuple[str, str, str]) -> str:
    return "\n".join(f"{n}\n{start} --> {end}\n{text}\n" for n, (start, end, text) in enumerate(cues, 1))


USUAL = (
    ("00:00:00,100", "00:00:00,900", "Bon dia, l’Àngela és aquí."),
    ("00:00:01,000", "00:00:01,900", "Fins aviat, veïns!"),
)

#: What a person's file may look like → the texts that must be published, in order.
CAPTION_FILES: dict[str, tuple[bytes, list[str]]] = {
    "srt-bom": (b"\xef\xbb\xbf" + srt(*USUAL).encode(), ["Bon dia, l’Àngela és aquí.", "Fins aviat, veïns!"]),
    "srt-crlf": (srt(*USUAL).replace("\n", "\r\n").encode(), ["Bon dia, l’Àngela és aquí.", "Fins aviat, veïns!"]),
    "srt-1252": (srt(*USUAL).encode("cp1252"), ["Bon dia, l’Àngela és aquí.", "Fins aviat, veïns!"]),
    "srt-utf16": (srt(*USUAL).encode("utf-16"), ["Bon dia, l’Àngela és aquí.", "Fins aviat, veïns!"]),
    "srt-blank": (srt(*USUAL).replace("\n\n", "\n").encode(), ["Bon dia, l’Àngela és aquí.", "Fins aviat, veïns!"]),
    "srt-tags": (
        srt(
            ("00:00:00,100", "00:00:00,900", "<i>Bon</i> dia, <font color='red'>veïns</font>."),
            ("00:00:01,000", "00:00:01,900", "{\\an8}{\\i1}Adéu{\\i0} & fins <b>demà</b>, 2 < 3."),
        ).encode(),
        ["Bon dia, veïns.", "Adéu & fins demà, 2 < 3."],
    ),
    "srt-overlap": (
        srt(
            ("00:00:00,100", "00:00:01,500", "Primer cau."),
            ("00:00:01,000", "00:00:01,900", "Segon cau."),
        ).encode(),
        ["Primer cau.", "Segon cau."],
    ),
    "srt-backwards": (
        srt(
            ("00:00:01,000", "00:00:01,900", "Ve després."),
            ("00:00:00,900", "00:00:00,100", "Ve abans."),
        ).encode(),
        ["Ve abans.\nVe després."],
    ),
    "srt-late": (
        srt(
            ("00:00:00,100", "00:00:00,900", "Dins del vídeo."),
            ("00:00:01,000", "00:00:59,900", "Acaba massa tard."),
            ("00:01:01,000", "00:01:02,900", "Fora del vídeo."),
        ).encode(),
        ["Dins del vídeo.", "Acaba massa tard."],
    ),
    "srt-empty": (b"", []),
}

#: A sound described, as captions do it: no words.
SOUND = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")

#: One person speaks: nobody has to tell voices apart.
ALONE = STORY + '[[people]]\nname = "Joel"\n'

GOOD = ("good", "silent-film", "silence", "music", "noise")


@pytest.fixture(scope="module")
def series(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One series with everything that can be wrong, and good stories in between."""
    root = make_series(tmp_path_factory.mktemp("bad input"), f'order = ["zero", "good"]\n{FASTER}')
    make_good(root, clips)
    make_bad_footage(root, clips)
    make_bad_words(root, clips["silent"])
    for name, (data, _) in CAPTION_FILES.items():
        make_story(root, name, clips["silent"], captions=data)
    return root


def make_good(root: Path, clips: Clips) -> None:
    chord = "+".join(f"0.2*sin(2*PI*{hertz}*t)*(0.6+0.4*sin({n}*t))" for n, hertz in enumerate((262, 330, 392, 523), 5))
    make_story(root, "good", speech(clips), toml=ALONE)
    make_story(root, "silent-film", clips["silent"])
    make_story(root, "silence", clips.make("silence.mp4", *picture(), *lavfi("anullsrc=duration=2"), *X264, *AAC))
    make_story(root, "music", clips.make("music.mp4", *picture(), *lavfi(f"aevalsrc={chord}:d=2"), *X264, *AAC))
    make_story(root, "noise", clips.make("noise.mp4", *picture(), *lavfi("anoisesrc=duration=2:a=0.3"), *X264, *AAC))


def make_bad_footage(root: Path, clips: Clips) -> None:
    whole, fast = clips["plain"].read_bytes(), clips["fast start"].read_bytes()
    make_story(root, "no-video")
    make_story(root, "zero", b"")
    make_story(root, "truncated", whole[: len(whole) // 2])
    make_story(root, "truncated-fast", fast[: len(fast) * 2 // 5])
    make_story(root, "text", "No soc cap vídeo.\n".encode() * 200)
    make_story(root, "two-videos", clips["silent"], name="a.mp4")
    shutil.copyfile(clips["silent"], root / "stories/two-videos/b.mp4")
    make_story(root, "video-up", clips["silent"], toml='video = "../good/good.mp4"\n' + STORY)
    make_story(root, "video-gone", clips["silent"], toml='video = "gone.mp4"\n' + STORY)


def make_bad_words(root: Path, film: Path) -> None:
    make_story(root, "broken-toml", film, toml=STORY.replace('"Una història"', '"Una història'))
    make_story(root, "endless-toml", film, toml=STORY + "people = [")
    make_story(root, "misspelt", film, toml=STORY.replace("title", "tilte"))
    make_story(root, "wrong-type", film, toml=STORY.replace('["ca"]', "3"))
    make_story(root, "no-toml", film, toml=None)
    (make_story(root, "latin-toml", film) / "story.toml").write_bytes(STORY.encode("cp1252"))
    (make_story(root, "folder-toml", film, toml=None) / "story.toml").mkdir()
    make_story(root, "language", film, toml=STORY.replace('["ca"]', '["cat"]'))
    for name in ("twin-a", "twin-b"):
        make_story(root, name, film, toml='slug = "twin"\n' + STORY)
    for name, slug in (("up", "../x"), ("slash", "a/b"), ("dots", ".."), ("static", "static")):
        make_story(root, f"slug-{name}", film, toml=f'slug = "{slug}"\n{STORY}')
    make_story(root, "Bad Name", film)
    make_story(root, "not-captions", film, captions="Només text, sense temps.\n")
    (make_story(root, "review", film, captions=CAPTIONS) / "review.json").write_text("{", "utf-8")


@pytest.fixture(scope="module")
def outside(series: Path) -> dict[str, str]:
    """Everything in and beside the root before the build."""
    return hashes(series)


@pytest.fixture(scope="module")
def ran(series: Path, outside: dict[str, str]) -> Ran:
    """The build as people see it."""
    return in_process(series, "build")


@pytest.fixture(scope="module")
def again(series: Path, ran: Ran) -> Ran:
    """A second build, as programs see it."""
    return in_process(series, "build", "--json")


def sentences(ran: Ran) -> list[str]:
    """The list at the end of the screen: one line a problem."""
    _, _, end = ran.err.partition(" problems:\n")
    return [line.strip() for line in end.splitlines() if "✗" in line]


class TestTheWhole:
    def test_it_fails_without_a_traceback(self, ran: Ran, again: Ran) -> None:
        assert ran.code == again.code == 1
        assert "Traceback" not in ran.err + again.err
        assert "unexpected" not in ran.err + again.err

    def test_there_is_one_sentence_for_each_problem_at_the_end(self, ran: Ran) -> None:
        assert f"{len(EXPECTED)} problems:" in ran.err
        assert len(sentences(ran)) == len(EXPECTED)

    def test_there_is_a_summary_line_for_each_story(self, ran: Ran) -> None:
        table = ran.err[ran.err.index("done now") :].splitlines()
        for name in EXPECTED:
            assert any(line.startswith(name) and "failed" in line for line in table), name
        for name in (*GOOD, *CAPTION_FILES):
            assert any(line.split()[:2] == [name, "built"] for line in table), name

    def test_nothing_half_written_is_left(self, series: Path, ran: Ran) -> None:
        assert half_files(series) == []

    def test_nothing_is_written_elsewhere(self, series: Path, ran: Ran) -> None:
        assert {path.name for path in series.iterdir()} == {"stories", "output"}
        wanted = {".work", "static", "manifest", *GOOD, *CAPTION_FILES}
        assert {path.name for path in (series / "output").iterdir() if path.is_dir()} == wanted

    def test_a_second_build_says_the_same_and_makes_nothing(self, again: Ran) -> None:
        outcome = {story["story"]: story["outcome"] for story in again.report["stories"]}
        assert {name for name, how in outcome.items() if how == "failed"} == set(EXPECTED)
        assert {name for name, how in outcome.items() if how == "unchanged"} == {*GOOD, *CAPTION_FILES}

    def test_the_manifest_holds_the_good_ones(self, series: Path, ran: Ran) -> None:
        manifest = json.loads((series / "output/manifest.json").read_text("utf-8"))
        assert {episode["slug"] for episode in manifest["episodes"]} == {*GOOD, *CAPTION_FILES}

    def test_status_says_it_too(self, series: Path, ran: Ran) -> None:
        status = in_process(series, "status", "--json")
        assert status.code == 1
        lines = json.loads(status.out)
        assert {line["story"] for line in lines if line["made"] == "yes"} >= {"good", "srt-bom", "srt-1252"}
        assert {line["story"] for line in lines if line["problem"]} >= {"broken-toml", "twin-a", "not-captions"}


@pytest.mark.parametrize("name", EXPECTED)
def test_one_clear_sentence_names_file_and_remedy(ran: Ran, again: Ran, name: str) -> None:
    mine = [line for line in sentences(ran) if f"stories/{name}/" in line.split(": ")[0] + "/"]
    assert len(mine) == 1, mine
    for words in EXPECTED[name]:
        assert words in mine[0]
    (problem,) = again.story(name)["problems"]
    assert problem["what"] and problem["remedy"]
    assert f"stories/{name}" in problem["where"]


class TestWithoutSpeech:
    def test_no_sound(self, series: Path, again: Ran) -> None:
        story = again.story("silent-film")
        assert any("no audio track: built without transcription" in note for note in story["notes"])
        assert notices(series, "silent-film") == ["no_audio"]

    @pytest.mark.parametrize("name", ["silence", "music", "noise"])
    def test_no_words_are_invented(self, series: Path, again: Ran, name: str) -> None:
        story = again.story(name)
        assert any("no speech was found" in note for note in story["notes"])
        assert notices(series, name) == ["no_speech"]
        episode = json.loads((series / f"output/{name}/episode.json").read_text("utf-8"))["episode"]
        told = [lang for lang, count in story["cues"].items() if count]
        assert [track["language"] for track in episode["tracks"]] == told
        for lang in ("ca", "en"):
            files = [series / f"output/{name}/{file}" for file in (f"captions.{lang}.vtt", f"video.{lang}.mp4")]
            assert [file.exists() for file in files] == [lang in told] * 2
        for lang in told:
            captions = webvtt.read(str(series / f"output/{name}/captions.{lang}.vtt")).captions
            assert not [cue.text for cue in captions if not SOUND.fullmatch(cue.text)]
        assert (series / f"output/{name}/video.mp4").stat().st_size > 1000

    def test_silence_has_no_captions_at_all(self, again: Ran) -> None:
        assert again.story("silence")["cues"] == {"ca": 0, "en": 0}

    def test_where_there_is_speech_there_are_words(self, series: Path, again: Ran) -> None:
        assert again.story("good")["cues"]["ca"] >= 1
        assert "draft" in notices(series, "good")


def notices(root: Path, slug: str) -> list[str]:
    episode = json.loads((root / f"output/{slug}/episode.json").read_text("utf-8"))["episode"]
    return [notice["code"] for notice in episode["notices"] if notice["code"] != "draft" or slug == "good"]


@pytest.mark.parametrize("name", CAPTION_FILES)
def test_a_file_of_people_is_not_touched(series: Path, ran: Ran, name: str) -> None:
    assert (series / f"stories/{name}/ca.srt").read_bytes() == CAPTION_FILES[name][0]


def test_an_empty_file_of_people_is_not_published(series: Path, ran: Ran) -> None:
    assert not [path.name for path in (series / "output/srt-empty").glob("captions.*")]


@pytest.mark.parametrize("name", [name for name, (_, texts) in CAPTION_FILES.items() if texts])
class TestCaptionFilesOfPeople:
    def test_all_words_are_published_and_nothing_else(self, series: Path, ran: Ran, name: str) -> None:
        expected = CAPTION_FILES[name][1]
        vtt = (series / f"output/{name}/captions.ca.vtt").read_bytes()
        assert not vtt.startswith(b"\xef\xbb\xbf") and b"\r" not in vtt
        captions = webvtt.read(str(series / f"output/{name}/captions.ca.vtt")).captions
        assert [unescaped(cue.text) for cue in captions] == expected
        published = pysrt.open(str(series / f"output/{name}/captions.ca.srt"), encoding="utf-8")
        assert [cue.text.removeprefix("{\\an8}") for cue in published] == expected

    def test_times_are_in_order_and_inside_the_video(self, series: Path, ran: Ran, name: str) -> None:
        captions = webvtt.read(str(series / f"output/{name}/captions.ca.vtt")).captions
        times = [time for cue in captions for time in (cue.start, cue.end)]
        assert times == sorted(times)
        assert all(cue.start < cue.end for cue in captions)
        assert not times or times[-1] <= "00:00:02.000"

    def test_the_run_says_so(self, again: Ran, name: str) -> None:
        notes = again.story(name)["notes"]
        assert any("ca.srt has been edited by a person: it was left exactly as it is" in note for note in notes)
        if name in {"srt-late", "srt-overlap", "srt-backwards", "srt-1252"}:
            assert len(notes) > 2, "what was mended has to be said"


def unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
