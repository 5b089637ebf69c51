"""Builds that are stopped half-way: by Ctrl-C, by a kill, by a full disk, by another build.

What is stopped is a process of its own; what comes before or after it need not be."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from footage_clips import X264, Clips, lavfi
from running_builds import Building, gone
from sessions import in_session
from small_series import CAPTIONS, half_files, make_series, make_story
from veus_job import REPO, hashes, in_process

from pipeline.media.ffmpeg import executable
from pipeline.review.swap import PendingWrite, journal

#: One track: what is in pictures and files of one is, in those of another.
SETTINGS = 'languages = ["ca"]\n[video]\npreset = "ultrafast"\n'

#: In place of ffmpeg. Whatever draws a script of captions (`SCRIPT` of pipeline/video/segments.py) reads its film, its
#: first and only input, at three times the speed at which people see it: burning in takes a second and a half, so that
#: it can be stopped in the midst, and computes nothing most of the time. The bytes are the same.
SLOW_FFMPEG = """#!/bin/sh
case "$*" in
*ass=[0-9]*.ass*) exec {real} ${variable} "$@" ;;
esac
exec {real} "$@"
"""
READS, SLOWLY = "VEUS_TEST_READS", "-readrate 3"


@pytest.fixture(scope="module", autouse=True)
def slow_ffmpeg(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """That of the processes that tests begin. This process keeps the real one, which it and moviepy look up but once;
    both say the same of what encodes, which is in the keys of what they make."""
    import moviepy  # noqa: F401

    real, program = executable(), tmp_path_factory.mktemp("slow") / "ffmpeg"
    program.write_text(SLOW_FFMPEG.format(real=shlex.quote(real), variable=READS), "utf-8")
    program.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IMAGEIO_FFMPEG_EXE", str(program))
        patch.setenv(READS, SLOWLY)
        yield


@pytest.fixture(scope="module")
def footage(clips: Clips) -> Path:
    """Five seconds that are hard to encode."""
    noisy = lavfi("testsrc2=size=320x180:rate=25:duration=5,noise=alls=12:allf=t+u")
    return clips.make("hard.mp4", *noisy, *X264)


@pytest.fixture
def root(tmp_path: Path, footage: Path) -> Path:
    """A story without sound, whose captions a person has written: no engine is needed."""
    root = make_series(tmp_path / "root", SETTINGS)
    make_story(root, "film", footage, captions=CAPTIONS)
    return root


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, footage: Path) -> dict[str, str]:
    """Hashes of everything that a build without interruptions leaves."""
    root = make_series(tmp_path_factory.mktemp("whole"), SETTINGS)
    make_story(root, "film", footage, captions=CAPTIONS)
    ran = in_process(root, "build")
    assert ran.code == 0, ran
    return written(root)


def written(root: Path) -> dict[str, str]:
    """Hashes of all files but the history, which says when a person's file was seen."""
    return {name: value for name, value in hashes(root).items() if not name.endswith(".versions.jsonl")}


@pytest.fixture
def building(root: Path) -> Iterator[Building]:
    run = Building(root)
    yield run
    if run.process.poll() is None:
        os.killpg(run.process.pid, signal.SIGKILL)
        run.process.communicate()


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "polite kill"]
)
def test_stopped_while_burning_in(
    building: Building, root: Path, whole: dict[str, str], number: signal.Signals, code: int
) -> None:
    building.wait_until_burning()
    children = building.children()
    building.process.send_signal(number)
    ended, said = building.end()
    assert ended == code
    assert "Traceback" not in said
    if number == signal.SIGINT:
        assert said.splitlines()[-1] == ("veus: interrupted. What was finished is kept; run the same command to go on.")
    assert children and gone(children)
    assert half_files(root) == []
    left = {name: value for name, value in hashes(root).items() if name.startswith("output/")}
    assert left.items() <= whole.items(), "a file under its final name is not whole"
    assert "output/film/video.ca.mp4" not in left
    again = in_process(root, "build", "--json")
    assert again.code == 0
    assert written(root) == whole


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "polite kill"]
)
@pytest.mark.parametrize("whom", ["the build", "all that the terminal holds"])
def test_stopped_while_two_are_burned_in_side_by_side(
    root: Path, whole: dict[str, str], footage: Path, number: signal.Signals, code: int, whom: str
) -> None:
    make_story(root, "other", footage, captions=CAPTIONS)
    run = Building(root, "--jobs", "2")
    run.wait_until_burning("*/*/")
    workers = run.children()
    children = [child for worker in workers for child in in_session(worker)]
    if whom == "the build":
        run.process.send_signal(number)
    else:
        os.killpg(run.process.pid, number)
    ended, said = run.end()
    assert ended == code and "Traceback" not in said
    assert len(children) > 2 and gone(children)
    assert half_files(root) == []
    left = {name: value for name, value in hashes(root).items() if name.startswith("output/film/")}
    assert left.items() <= whole.items(), "a file under its final name is not whole"
    again = in_process(root, "build", "--json")
    assert again.code == 0
    assert {name: value for name, value in written(root).items() if name.startswith("output/film/video")} == {
        name: value for name, value in whole.items() if name.startswith("output/film/video")
    }


def test_workers_end_with_a_build_that_is_killed(root: Path, footage: Path) -> None:
    make_story(root, "other", footage, captions=CAPTIONS)
    run = Building(root, "--jobs", "2")
    run.wait_until_burning("*/*/")
    children = [child for worker in run.children() for child in in_session(worker)]
    run.process.kill()
    run.process.communicate()
    assert len(children) > 2 and gone(children, within_s=60)
    assert in_process(root, "build", "--quiet").code == 0 and half_files(root) == []


#: Files that a build makes one after the other.
MOMENTS = (
    *("output/.work/film/probe.json", "output/.work/film/cuts.json", "output/.work/tmp/.part-*/*.mp4"),
    *("output/film/poster.jpg", "output/film/*.html"),
)


def _killed_when(root: Path, moment: str) -> bool:
    """Whether a build was killed in the midst of its work, when it had made such a file. Not so where it was done
    before that was seen; whoever tries again finds it make that file again."""
    for path in list(root.glob(moment)):
        path.unlink()
    return Building(root).killed_when(moment)


def test_killed_at_any_moment(root: Path, whole: dict[str, str]) -> None:
    for moment in MOMENTS:
        assert any(_killed_when(root, moment) for _ in range(5)), moment
        left = {name: value for name, value in hashes(root).items() if ".part-" not in name}
        left = {name: value for name, value in left.items() if name.startswith("output/")}
        assert left.items() <= whole.items(), "a file under its final name is not whole"
    ran = in_process(root, "build", "--wait")
    assert ran.code == 0, ran
    assert half_files(root) == []
    assert written(root) == whole


def test_killed_between_captions_and_their_base(clips: Clips, tmp_path: Path) -> None:
    """Captions whose writing was cut off are still the machine's: the next run may go on with them."""
    root = make_series(tmp_path / "root")
    paths = make_story(root, "film", clips["silent"], captions=CAPTIONS)
    assert in_process(root, "build", "--to", "captions").code == 0
    machine = (paths / "en.srt").read_bytes()
    coming = PendingWrite(machine, None, "", machine.decode())
    (paths / ".base/en.coming.json").write_bytes(journal(coming))
    (paths / ".base/en.srt").unlink()
    ran = in_process(root, "build", "--to", "captions", "--json")
    assert ran.code == 0
    assert (paths / "en.srt").read_bytes() == (paths / ".base/en.srt").read_bytes() == machine
    assert not [note for note in ran.story("film")["notes"] if note.startswith("en.srt")]
    assert not (paths / ".base/en.coming.json").exists()


class TestTwoAtOnce:
    def test_the_second_says_who_is_at_work(self, building: Building, root: Path) -> None:
        building.wait_until_burning()
        second = in_process(root, "build")
        assert second.code == 3
        (line,) = second.err.splitlines()
        assert f'another run is at work here: "veus build" (process {building.process.pid})' in line
        assert "--wait" in line
        assert building.end()[0] == 0

    def test_with_wait_it_waits_and_then_has_nothing_to_do(self, building: Building, root: Path) -> None:
        building.wait_until_burning()
        second = in_process(root, "build", "--wait")
        assert building.end()[0] == 0
        assert second.code == 0
        assert "another run is at work here" in second.err and "Waiting until it ends" in second.err
        assert "unchanged" in second.err and "done in" not in second.err

    def test_two_folders_do_not_disturb_each_other(self, building: Building, clips: Clips, tmp_path: Path) -> None:
        building.wait_until_burning()
        other = make_series(tmp_path / "other")
        make_story(other, "film", clips["silent"])
        assert in_process(other, "build", "--to", "captions").code == 0

    def test_a_lock_file_without_a_run_means_nothing(self, root: Path) -> None:
        work = root / "output/.work"
        work.mkdir(parents=True)
        (work / "lock").touch()
        (work / "lock.json").write_text('{"pid": 1, "doing": "veus build"}', "utf-8")
        assert in_process(root, "build", "--to", "captions").code == 0


FULL_DISK = """
set -e
mount -t tmpfs -o size=SIZE none "$1"
cp -r "$2"/stories "$1"
set +e
"$3" "$4" --root "$1" build; echo "code $?"
find "$1" -name '*.part-*' -o -name '.part-*'
mkdir "$5"; cp -r "$1"/output "$1"/stories "$5"
mount -o remount,size=100m "$1"
"$3" "$4" --root "$1" build --quiet; echo "code $?"
cp -r "$1" "$6"
"""


@pytest.mark.parametrize("spare_kb", [40, 300, 1300], ids=["at once", "clean video", "burning in"])
def test_full_disk(root: Path, footage: Path, whole: dict[str, str], tmp_path: Path, spare_kb: int) -> None:
    """On a real small disk, mounted for one process alone."""
    disk, before, after = tmp_path / "disk", tmp_path / "before", tmp_path / "after"
    disk.mkdir()
    size = f"{footage.stat().st_size // 1024 + spare_kb}k"
    places = [str(path) for path in (disk, root, sys.executable, REPO / "cli.py", before, after)]
    try:
        done = subprocess.run(
            ["unshare", "-rm", "sh", "-c", FULL_DISK.replace("SIZE", size), "sh", *places],
            capture_output=True,
            text=True,
            timeout=120,
            env=os.environ | {READS: ""},  # nobody stops it
        )
    except FileNotFoundError:
        pytest.skip("no unshare on this machine")
    if "code" not in done.stdout:
        pytest.skip(f"this machine lets nobody mount a small disk: {done.stderr}")
    assert done.stdout.split("\n")[:-1] == ["code 1", "code 0"], done
    assert "the disk is full. Free some space and run the same command again." in done.stderr
    assert "Traceback" not in done.stderr and "unexpected" not in done.stderr
    left = {name: value for name, value in hashes(before).items() if name.startswith("output/film/")}
    assert left.items() <= whole.items(), "a file under its final name is not whole"
    assert written(after) == whole
