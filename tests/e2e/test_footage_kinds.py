"""Footage as phones, recorders and cameras write it, built to the end: all that is said is in the captions, which are
seen from their first moment to their last, over a film as long as all of it and as loud as any other."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import av
import numpy as np
import pytest
from footage_clips import AAC, Clips, lavfi
from remembered import make_faster_whisper_quicker
from small_series import STORY, make_series, make_story
from veus_job import FASTER, REPO, Ran, bare_words, in_process

from pipeline.media.ffmpeg import executable
from pipeline.speech import pass_plans
from pipeline.subtitles.srt import read_srt

pytestmark = pytest.mark.engines

#: s of the story that are spoken in every clip: one sentence, of which a word stands on either side of the second at
#: which recordings are put together, and in which pictures end.
START_S, LENGTH_S, JOINT_S = 3.2, 4.6, 1.16
SAID = {"dic", "barri"}

#: One person speaks: nobody has to tell voices apart.
ALONE = STORY + '[[people]]\nname = "Joel"\n'

#: ms: how far from the times in the file a caption may be seen; a picture at 25 a second.
WITHIN_MS = 40

X264 = ("-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p")
MOVING = f"testsrc2=s=320x180:r=30:d={LENGTH_S}"
WHOLE = ("-t", f"{LENGTH_S}")
FIRST, REST = ("-t", f"{JOINT_S}"), ("-ss", f"{JOINT_S}")


@dataclass(frozen=True)
class Kind:
    """suffix, args: of the clip, SPEECH and FILM standing for the speech and the story's own pictures. length_ms: of
    the film. notes: what a build says of it. toml: more of story.toml. spoken: whether the speech is heard."""

    suffix: str
    args: tuple[str, ...]
    length_ms: int = round(LENGTH_S * 1000)
    notes: tuple[str, ...] = ()
    toml: str = ""
    size: tuple[int, int] = (320, 180)
    channels: int = 1
    spoken: bool = True


CHORD = "aevalsrc=0.3*sin(2*PI*262*t)+0.2*sin(2*PI*330*t)"


def slow_pictures(a_second: int, size: str = "320x180") -> tuple[str, ...]:
    return lavfi(f"testsrc2=s={size}:r={a_second}:d={LENGTH_S}")


BOTH = ("-i", "FILM", "-i", "SPEECH")
FIRSTS = ("-map", "0:v", "-map", "1:a")

KINDS: dict[str, Kind] = {
    "last picture stands": Kind(
        ".mp4",
        (
            *(*lavfi(MOVING), "-i", "SPEECH", "-vf", "select='lt(t,1)+between(t,1.5,2)'", "-fps_mode", "vfr", *X264),
            *("-bf", "0", "-bsf:v", "setts=duration=if(gte(PTS*TB\\,1.95)\\,2.6/TB\\,DURATION)", *AAC, *WHOLE),
        ),
    ),
    "still in the middle": Kind(
        ".mkv",
        (*lavfi(MOVING), "-i", "SPEECH", "-vf", "select='lt(t,0.5)+gt(t,4.4)'", "-fps_mode", "vfr", *X264, *AAC),
    ),
    "slides": Kind(
        ".mp4",
        (*lavfi("testsrc2=s=320x180:r=1/5:d=10"), "-i", "SPEECH", *X264, *AAC, "-t", "10"),
        length_ms=10_000,
    ),
    "few pictures a second": Kind(
        ".webm", (*lavfi(f"testsrc2=s=320x180:r=10:d={LENGTH_S}"), "-i", "SPEECH", "-c:v", "libvpx")
    ),
    "sound longer": Kind(".mp4", (*FIRST, *BOTH, *FIRSTS, "-c:v", "copy", *AAC)),
    "sound first": Kind(
        ".mp4", ("-itsoffset", "3", *BOTH, *FIRSTS, "-c:v", "copy", *AAC), length_ms=round(LENGTH_S * 1000) + 3_000
    ),
    "silent track first": Kind(
        ".mkv",
        (
            *("-i", "FILM", *lavfi(f"anullsrc=r=48000:cl=stereo:d={LENGTH_S}"), "-i", "SPEECH"),
            *("-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "copy", *AAC, *WHOLE),
        ),
        notes=("sound 2 (aac", "sound 1 (aac, silent)", "[footage]"),
    ),
    "music track first": Kind(
        ".mkv",
        (
            *(
                "-i",
                "FILM",
                *lavfi(f"{CHORD}:s=48000:d={LENGTH_S}"),
                "-i",
                "SPEECH",
            ),
            *("-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "copy", *AAC, *WHOLE),
        ),
        notes=("sound 2 (aac", "sound 1 (aac"),
    ),
    "chosen by the story": Kind(
        ".mkv",
        (
            *("-i", "FILM", "-i", "SPEECH", *lavfi(f"sine=f=440:r=48000:d={LENGTH_S}")),
            *("-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "copy", *AAC, *WHOLE),
        ),
        toml="\n[footage]\nsound = 2\n",
        notes=("sound 2 (aac",),
        spoken=False,
    ),
    "upside down": Kind(
        ".mp4",
        (*BOTH, "-filter_complex", "[1:a]pan=stereo|c0=c0|c1=-1*c0[a]", "-map", "0:v", "-map", "[a]", "-c:v", "copy"),
        notes=("to the middle",),
    ),
    "on one side": Kind(
        ".mp4",
        (*BOTH, "-filter_complex", "[1:a]pan=stereo|c0=c0|c1=0*c0[a]", "-map", "0:v", "-map", "[a]", "-c:v", "copy"),
        notes=("to the middle",),
    ),
    "four channels without places": Kind(
        ".mkv",
        (
            *(*BOTH, "-filter_complex", "[1:a]pan=4c|c0=0*c0|c1=0*c0|c2=c0|c3=0*c0[a]"),
            *("-map", "0:v", "-map", "[a]", "-c:v", "copy", "-c:a", "pcm_s16le"),
        ),
        notes=("to the middle",),
    ),
    "two channels": Kind(".mp4", (*BOTH, *FIRSTS, "-c:v", "copy", *AAC, "-ac", "2"), channels=2),
    "thumbnail first": Kind(
        ".mov",
        (
            *(*slow_pictures(1, "160x90"), *BOTH, "-map", "0:v", "-map", "1:v", "-map", "2:a"),
            *("-c:v:0", "mjpeg", "-pix_fmt:v:0", "yuvj420p", "-c:v:1", "copy", *AAC),
        ),
        notes=("picture 2 (h264, 320×180)", "picture 1 (mjpeg, 160×90)"),
    ),
    "trimmed without encoding": Kind(".mov", ("-ss", "3", "-i", "WHOLE", "-map", "0", "-c", "copy")),
    "a size that changes": Kind(
        ".webm",
        ("-f", "concat", "-i", "PARTS", "-i", "SPEECH", *FIRSTS, "-c:v", "copy", "-c:a", "libopus"),
        notes=("all are shown in 320×180",),
    ),
    "a codec that nothing decodes": Kind(
        ".mov",
        (*BOTH, "-i", "SPEECH", "-map", "0:v", "-map", "1:a", "-map", "2:a", "-c:v", "copy", *AAC),
        notes=("sound 2 (aac", "sound 1 (nothing here decodes it)"),
    ),
    "sound that changes": Kind(
        ".ts",
        ("-f", "concat", "-i", "CHANGING", "-i", "FILM", "-map", "1:v", "-map", "0:a", "-c", "copy"),
        notes=("changes its rate or its channels",),
        channels=2,
    ),
    "broadcasts joined": Kind(
        ".ts",
        (*FIRST, "-i", "FILM", *FIRST, "-i", "SPEECH", *FIRSTS, *X264, *AAC),
        notes=("its clock begins anew",),
        channels=2,
    ),
    "a broadcast entered": Kind(
        ".ts", (*BOTH, *FIRSTS, *X264, "-g", "25", *AAC), length_ms=4_440
    ),  # what was sent before is not in it
    "microphones on all six channels": Kind(
        ".mov",
        (
            *(*BOTH, "-filter_complex", "[1:a]pan=5.1|FL=0*c0|FR=0*c0|FC=0*c0|LFE=c0|BL=0*c0|BR=0*c0[a]"),
            *("-map", "0:v", "-map", "[a]", "-c:v", "copy", "-c:a", "pcm_s16le"),
        ),
        notes=("to the middle",),
    ),
    "one picture and a voice": Kind(
        ".mkv", (*lavfi(MOVING), "-i", "SPEECH", "-vf", "select=eq(n\\,0)", "-fps_mode", "vfr", *X264, *AAC)
    ),
    "recordings joined": Kind(
        ".mp3",
        (*FIRST, "-i", "SPEECH", "-ar", "22050"),
        length_ms=4_690,  # each of the two has silence at its ends, as MP3 has
        size=(1280, 720),
        notes=("changes its rate or its channels",),
        channels=2,
    ),
    "sound alone": Kind(".m4a", ("-i", "SPEECH", *AAC), size=(1280, 720)),
    "sound alone, with a photograph": Kind(
        ".flac", ("-i", "SPEECH"), size=(1280, 720), toml='\n[footage]\npicture = "foto.png"\n'
    ),
}


def slug(kind: str) -> str:
    return re.sub(r"[^a-z]+", "-", kind)


class Made:
    """A series with a story of each kind, built."""

    def __init__(self, root: Path, ran: Ran) -> None:
        self.root, self.ran = root, ran

    def out(self, kind: str, name: str) -> Path:
        return self.root / "output" / slug(kind) / name

    def srt(self, kind: str) -> bytes:
        return (self.root / "stories" / slug(kind) / "ca.srt").read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    clips = Clips(tmp_path_factory.mktemp("clips"))
    story = str(REPO / "stories/joel/joel.mp4")
    cut = ("-ss", f"{START_S}", "-t", f"{LENGTH_S}", "-i", story)
    given = {
        "SPEECH": str(clips.make("speech.wav", *cut, "-vn", "-ac", "1", "-ar", "48000")),
        "FILM": str(clips.make("film.mp4", *cut, "-an", "-vf", "scale=320:180", *X264)),
    }
    given |= {"WHOLE": str(whole(clips, given["SPEECH"])), "PARTS": str(parts(clips))}
    given["CHANGING"] = str(changing(clips, given["SPEECH"]))
    root = make_series(tmp_path_factory.mktemp("kinds"), f'\nlanguages = ["ca"]\n{FASTER}beam = 1\n')
    for name, kind in KINDS.items():
        clip = clips.make(f"{slug(name)}{kind.suffix}", *(given.get(arg, arg) for arg in kind.args))
        if name in AFTERWARDS:
            AFTERWARDS[name](clip, clips)
        folder = make_story(root, slug(name), clip, toml=ALONE + kind.toml)
        if "foto.png" in kind.toml:
            clips.make("foto.png", *lavfi("testsrc=s=300x400:d=1"), "-frames:v", "1")
            (clips.folder / "foto.png").rename(folder / "foto.png")
    with pytest.MonkeyPatch.context() as patch:
        listen_less(patch)
        return Made(root, in_process(root, "build", "--json"))


def listen_less(patch: pytest.MonkeyPatch) -> None:
    """A few clear words are looked for: once, in the narrowest search, with no more silence behind them than it takes;
    and what many clips have is one sound, to the last bit."""
    make_faster_whisper_quicker(patch)
    patch.setattr(pass_plans, "PASSES", (pass_plans.Pass(whole=False),))


def whole(clips: Clips, speech: str) -> Path:
    """Three silent seconds, then the speech; one key picture at the beginning, so that nothing can be cut before it."""
    moving = lavfi(f"testsrc2=s=320x180:r=25:d={LENGTH_S + 3}")
    late = ("-itsoffset", "3", "-i", speech, "-af", "aresample=async=1:first_pts=0")
    return clips.make("whole.mp4", *moving, *late, *X264, "-g", "250", *AAC, "-t", f"{LENGTH_S + 3}")


def parts(clips: Clips) -> Path:
    """A list of two stretches of VP8, as recorders of video calls write them: the second one larger."""
    for number, (size, seconds) in enumerate((("160x90", 2), ("320x180", LENGTH_S - 2))):
        moving = lavfi(f"testsrc2=s={size}:r=25:d={seconds}")
        clips.make(f"part{number}.ivf", *moving, "-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime")
    listed = clips.folder / "parts.txt"
    listed.write_text("file part0.ivf\nfile part1.ivf\n", "utf-8")
    return listed


def changing(clips: Clips, speech: str) -> Path:
    """A list of two stretches of speech as a broadcaster sends them: one channel, then two at another rate."""
    first = clips.make("changing0.ts", *FIRST, "-i", speech, *AAC, "-ar", "44100")
    other = clips.make("changing1.ts", *REST, "-i", speech, *AAC, "-ac", "2")
    listed = clips.folder / "changing.txt"
    listed.write_text(f"file {first.name}\nfile {other.name}\n", "utf-8")
    return listed


def join_another(clip: Path, clips: Clips) -> None:
    """Behind a recording, in one file, another one: another rate, another number of channels."""
    other = clips.make("other.mp3", *REST, "-i", str(clips.folder / "speech.wav"), "-ar", "44100", "-ac", "2")
    clip.write_bytes(clip.read_bytes() + other.read_bytes())


def join_rest(clip: Path, clips: Clips) -> None:
    """Behind a broadcast, in one file, the next one: its clock begins anew."""
    rest = (*REST, "-i", str(clips.folder / "film.mp4"), *REST, "-i", str(clips.folder / "speech.wav"))
    other = clips.make("rest.ts", *rest, *FIRSTS, *X264, *AAC)
    clip.write_bytes(clip.read_bytes() + other.read_bytes())


def enter(clip: Path, _: Clips) -> None:
    """A broadcast begins wherever one turns it on: packets of 188 bytes, up to half of one."""
    data = clip.read_bytes()
    clip.write_bytes(data[20 * 188 + 94 :])


def rename_codec(clip: Path, _: Clips) -> None:
    """The first sound track is said to be in a codec that nobody knows, as Apple's spatial sound is to many."""
    data = clip.read_bytes()
    at = data.index(b"mp4a\x00\x00\x00\x00\x00\x00")
    end = data.index(b"esds", at) + 4
    other = data[at:end].replace(b"mp4a", b"zzzz").replace(b"esds", b"zzzd")
    clip.write_bytes(data[:at] + other + data[end:])


#: What is done to a clip that no program would write so.
AFTERWARDS = {
    "a codec that nothing decodes": rename_codec,
    "recordings joined": join_another,
    "broadcasts joined": join_rest,
    "a broadcast entered": enter,
}


def test_what_was_trimmed_off_is_in_no_published_file(made: Made):
    for name in ("video.mp4", "video.ca.mp4"):
        args = (
            "-ignore_editlist",
            "1",
            "-i",
            str(made.out("trimmed without encoding", name)),
            "-map",
            "0",
            "-f",
            "framecrc",
        )
        listed = subprocess.run(
            [executable(), "-v", "error", *args, "-"], capture_output=True, text=True, check=True
        ).stdout.splitlines()
        assert sum(line.startswith("0,") for line in listed) == round(LENGTH_S * 25)
        samples = sum(int(line.split(",")[3]) for line in listed if line.startswith("1,"))
        assert samples / 48_000 == pytest.approx(LENGTH_S, abs=0.1)


def test_every_kind_is_built_to_the_end(made: Made):
    assert made.ran.code == 0, made.ran
    assert not any(story["problems"] for story in made.ran.report["stories"])


@pytest.mark.parametrize("kind", KINDS)
def test_everything_said_is_in_the_captions(made: Made, kind: str):
    words = set(bare_words(" ".join(cue.text for cue in read_srt(made.srt(kind)).cues)).split())
    assert (words >= SAID) == KINDS[kind].spoken, words


@pytest.mark.parametrize("kind", KINDS)
def test_a_film_is_as_long_as_all_of_it(made: Made, kind: str):
    with av.open(str(made.out(kind, "video.mp4"))) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
        video, sound = container.streams.video[0], container.streams.audio[0]
        assert float(video.duration * video.time_base) * 1000 == pytest.approx(KINDS[kind].length_ms, abs=45)
        assert (video.codec_context.width, video.codec_context.height) == KINDS[kind].size
        assert sound.codec_context.layout.nb_channels == KINDS[kind].channels


@pytest.mark.parametrize("kind", KINDS)
def test_all_are_equally_loud(made: Made, kind: str):
    meter = ("-af", "ebur128=dualmono=true", "-f", "null", "-")
    said = subprocess.run(
        [executable(), "-hide_banner", "-nostats", "-i", str(made.out(kind, "video.mp4")), *meter],
        capture_output=True,
        text=True,
        check=True,
    ).stderr
    assert float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1]) == pytest.approx(-16, abs=0.5)


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.spoken])
def test_captions_are_seen_from_their_first_moment_to_their_last(made: Made, kind: str):
    wanted = [(cue.start, cue.end) for cue in read_srt(made.srt(kind)).cues]
    seen = shown(made.out(kind, "video.mp4"), made.out(kind, "video.ca.mp4"))
    assert len(seen) == len(wanted)
    for (start, end), (first, gone) in zip(wanted, seen, strict=True):
        assert 0 <= first - start <= WITHIN_MS, (wanted, seen)
        assert abs(gone - end) <= WITHIN_MS, (wanted, seen)


def shown(clean: Path, burned: Path) -> list[tuple[float, float]]:
    """(when it appears, when it is gone) in ms for each run of pictures that are drawn upon."""
    with av.open(str(clean)) as one, av.open(str(burned)) as other:
        pairs = zip(one.decode(video=0), other.decode(video=0), strict=True)
        drawn = [(float(a.time) * 1000, _drawn(a, b)) for a, b in pairs]
    runs = []
    for on, run in groupby(enumerate(drawn), key=lambda item: item[1][1]):
        numbers = [number for number, _ in run]
        if on:
            after = numbers[-1] + 1
            step = drawn[1][0] - drawn[0][0]
            gone = drawn[after][0] if after < len(drawn) else drawn[-1][0] + step
            runs.append((drawn[numbers[0]][0], gone))
    return runs


def _drawn(one: av.VideoFrame, other: av.VideoFrame) -> bool:
    a, b = (frame.to_ndarray(format="gray")[::2, ::2].astype(np.int16) for frame in (one, other))
    return bool((np.abs(a - b) > 48).mean() > 2e-4)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_taken_is_said_where_there_is_more(made: Made, kind: str):
    said = " ".join(made.ran.story(slug(kind))["notes"])
    for note in KINDS[kind].notes:
        assert note in said
    parts = ("of the footage", "to the middle", "are shown in", "is followed")
    assert bool(KINDS[kind].notes) == any(part in said for part in parts)
