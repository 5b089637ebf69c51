"""`veus --log FILE`: what stands in it after a command, and where it may be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from footage_clips import X264, Clips, lavfi
from small_series import CAPTIONS, make_series, make_story, speech
from veus_job import REPO, in_process, veus

import cli
from pipeline import __version__
from pipeline.commands.logged import shown
from pipeline.speech.fake_engines import SCRIPT


def words_of(text: str) -> set[str]:
    """Those that stand nowhere by chance."""
    return {word.strip(".,") for word in text.split() if len(word.strip(".,")) > 4}


def logged(root: Path, *args: str) -> str:
    file = root / "veus.log"
    in_process(root, "--log", str(file), *args)
    return file.read_text("utf-8")


def test_a_build(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips))
    said = logged(scripted, "build")
    assert f"Veus {__version__}, Python {sys.version.split()[0]}" in said
    assert "click 8" in said and "ffmpeg version" in said
    assert "command: veus build\n" in said
    assert "film: step transcript, key " in said and "to be made: it is not noted as made" in said
    assert "speech: scripted" in said and "translation: ca to en by " in said
    assert " ahead_0 " in said and "pieces are encoded" in said
    assert said.splitlines()[-1].endswith("exit code 0")
    again = logged(scripted, "build").removeprefix(said)
    assert "film: step transcript, key " in again and "to be made" not in again
    (scripted / "output/film/poster.jpg").write_bytes(b"other")
    assert "film/poster.jpg is not as it was made" in logged(scripted, "build").removeprefix(said + again)


def test_no_word_of_a_caption_or_of_the_speech(scripted: Path, clips: Clips) -> None:
    """Not when all goes well, nor when a caption cannot be drawn, approved or read. What cannot be drawn is named."""
    story = make_story(scripted, "film", speech(clips))
    logged(scripted, "build", "--to", "captions")
    written = (story / "ca.srt").read_text("utf-8")
    assert words_of(SCRIPT["ca"]) & words_of(written)
    (story / "ca.srt").write_text(written.replace("Joel", "Berenguera 漢"), "utf-8")
    said = (
        logged(scripted, "build") + logged(scripted, "check") + logged(scripted, "approve", "film", "ca", "--by", "X")
    )
    (story / "ca.srt").write_text("Berenguera no té cap hora\n", "utf-8")
    said = logged(scripted, "build")
    assert "no caption font has 漢" in said and "SubtitleError" in said
    unsaid = words_of(SCRIPT["ca"]) | {"Berenguera"}
    assert {word for word in unsaid if word in said} == set()


def test_what_ends_a_command_is_there_with_its_traceback(scripted: Path) -> None:
    said = logged(scripted, "build", "flim")
    assert "UnknownStoryError: " in said and "pipeline/project/series.py:" in said and "exit code 1" in said


def test_trouble_of_one_story_is_there_with_its_traceback(scripted: Path) -> None:
    make_story(scripted, "film", b"no footage at all")
    said = logged(scripted, "build")
    assert "trouble with " in said and "MediaError: " in said and "pipeline/media/" in said


def test_a_wrong_option_is_there(scripted: Path) -> None:
    assert "exit code 2 – NoSuchOption" in logged(scripted, "build", "--nonsense")


@pytest.mark.parametrize("where", ["nowhere/veus.log", "stories", "output/veus.log"])
def test_a_file_that_cannot_be_had_is_a_wrong_option(tmp_path: Path, where: str) -> None:
    root = make_series(tmp_path)
    for ran in (veus(root, "build", "--log", str(root / where)), veus(root, "build", VEUS_LOG=str(root / where))):
        assert ran.code == 2 and where.split("/")[-1] in ran.err and "Traceback" not in ran.err
    assert not (root / "output").exists()


def test_a_missing_name_of_a_file_does_not_take_the_verb(tmp_path: Path) -> None:
    ran = veus(tmp_path, "status", "--log")
    assert ran.code == 2 and "requires an argument" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_the_environment_names_it_too(tmp_path: Path) -> None:
    root = make_series(tmp_path)
    assert veus(root, "status", VEUS_LOG=str(root / "veus.log")).code == 0
    assert "command: veus status\n" in (root / "veus.log").read_text("utf-8")


def test_nothing_is_said_or_written_without_it(tmp_path: Path) -> None:
    root = make_series(tmp_path / "root")
    ran = veus(root, "status")
    assert (ran.code, ran.err) == (0, "")
    assert sorted(path.name for path in root.iterdir()) == ["stories"]


def test_ctrl_c_ends_the_log_as_well(tmp_path: Path, clips: Clips) -> None:
    noisy = lavfi("testsrc2=size=480x270:rate=25:duration=5,noise=alls=12:allf=t+u")
    root = make_series(tmp_path / "root", '[video]\npreset = "slow"\n')
    make_story(root, "film", clips.make("hard-logged.mp4", *noisy, *X264), captions=CAPTIONS)
    file = root / "veus.log"
    command = [sys.executable, str(REPO / "cli.py"), "--root", str(root), "--log", str(file), "build"]
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored where a shell runs us behind
    ) as child:
        end = time.monotonic() + 120
        while "pieces are encoded" not in (file.read_text("utf-8") if file.exists() else "") and time.monotonic() < end:
            time.sleep(0.02)
        os.kill(child.pid, signal.SIGINT)
        child.wait(60)
    assert child.returncode == 130
    assert "by KeyboardInterrupt" in file.read_text("utf-8").splitlines()[-1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("waive joel ca CPS --cue 3 --reason Bon --by Marta", "waive joel ca CPS --cue 3 --reason … --by …"),
        ("waive joel ca CPS --text=Bon", "waive joel ca CPS --text …"),
        ("waive joel ca CPS --txt Bon dia", "waive joel ca CPS …"),
        ("approve joel ca --by Marta --at 2024-01-01", "approve joel ca --by … --at 2024-01-01"),
        ("models get small", "models get small"),
        ("build --to captions joel --json", "build --to captions joel --json"),
        ("check --lang ca", "check --lang ca"),
        ("settle joel ca --keep", "settle joel ca --keep"),
        ("publish s3://bucket/veus --dry-run", "publish s3://bucket/veus --dry-run"),
        ("build --to", "build --to "),
    ],
)
def test_of_a_command_line_free_text_is_left_out(words: str, told: str) -> None:
    assert " ".join(shown(cli.veus, words.split())) == told


def test_a_password_in_an_address_is_in_no_line(scripted: Path, clips: Clips) -> None:
    said = logged(scripted, "publish", "ftp://veus:Hunter22-34@localhost:1/there")
    assert "Hunter22" not in said and "ftp://…@localhost:1/there" in said
