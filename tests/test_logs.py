"""What stands in a log, and what never does."""

from __future__ import annotations

import logging
import logging.config
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import logs
from pipeline.errors import ApprovalError, ConfigError, RenderError, RouteError, StoryError, VeusError, for_people
from pipeline.process import run
from pipeline.translation.tidy import apostrophe_of

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (DEBUG|INFO|WARNING|ERROR) \S+ pipeline\.[\w.]+: .*")

log = logging.getLogger("pipeline.made_up")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "veus.log"


def lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


@pytest.mark.parametrize("told", [True, False])
def test_one_line_an_event_with_time_level_thread_and_module(
    file: Path, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where a library has turned the names of threads off for all, as pyftpdlib does."""
    monkeypatch.setattr(logging, "logThreads", told)
    with logs.writing(file):
        log.info("two\nlines, %s", "à")
        thread = threading.Thread(target=log.warning, args=("beside",), name="a thread")
        thread.start()
        thread.join()
    assert all(LINE.fullmatch(line) for line in lines(file))
    assert lines(file)[0].endswith(" INFO MainThread pipeline.made_up: two\\nlines, à")
    assert lines(file)[1].endswith(" WARNING a-thread pipeline.made_up: beside")
    assert lines(file)[-1].endswith("exit code 0")


@given(st.text())
def test_whatever_is_logged_is_one_line_of_utf_8(text: str) -> None:
    line = logs.one_line(text)
    assert len(line.splitlines()) <= 1
    assert "\x1b" not in line
    line.encode("utf-8")


def test_lines_are_added_and_nothing_comes_after_the_end(file: Path) -> None:
    file.write_text("kept\n")
    with logs.writing(file):
        log.info("first")
    log.error("too late")
    with logs.writing(file):
        log.info("second")
    said = file.read_text("utf-8")
    assert said.startswith("kept\n") and said.index("first") < said.index("second") and "too late" not in said


@pytest.mark.parametrize("before", [None, 0o644])
def test_only_its_owner_may_read_it(file: Path, before: int | None) -> None:
    if before:
        file.touch(before)
        file.chmod(before)
    with logs.writing(file):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["nowhere/veus.log", "."])
def test_a_file_that_cannot_be_written_is_told_before_anything_begins(tmp_path: Path, name: str) -> None:
    handlers = list(logging.getLogger("pipeline").handlers)
    with pytest.raises(OSError), logs.writing(tmp_path / name):
        pytest.fail("it has begun")
    assert logging.getLogger("pipeline").handlers == handlers


def test_how_it_ended_stands_there_whatever_ended_it(file: Path) -> None:
    for error in (KeyboardInterrupt(), SystemExit(143), StoryError("no such story."), ValueError("odd")):
        with pytest.raises(type(error)), logs.writing(file):
            raise error
    first, second, third, fourth = lines(file)
    assert "by KeyboardInterrupt" in first and "test_logs.py" in first
    assert second.endswith("exit code 143")
    assert "exit code 1 – StoryError: no such story. [" in third
    assert "exit code 1 – ValueError: odd [" in fourth and "tests/test_logs.py" in fourth


def test_a_line_is_in_the_file_before_the_work_goes_on(file: Path) -> None:
    code = (
        "import logging, os, pathlib, sys\nfrom pipeline import logs\n"
        "with logs.writing(pathlib.Path(sys.argv[1])):\n"
        "    logging.getLogger('pipeline.x').info('the last words')\n    os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(file)]).returncode == 9
    assert lines(file)[-1].endswith("the last words")


def test_whoever_configures_logging_in_the_meantime_does_not_end_it(file: Path) -> None:
    with logs.writing(file):
        logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
        log.info("still there")
    assert lines(file)[0].endswith("still there") and lines(file)[1].endswith("exit code 0")


def test_the_work_goes_on_where_the_log_cannot(capsys: pytest.CaptureFixture[str]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no full device here")
    with logs.writing(Path("/dev/full")):
        log.info("lost")
        log.info("lost too")
    assert capsys.readouterr().err.count("the log has a gap") == 1


def test_silent_where_nobody_asks_for_a_log() -> None:
    code = "import logging, pipeline\nlogging.getLogger('pipeline.x').error('loud')"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


class TestWhatLetsSomebodyIn:
    @pytest.mark.parametrize(
        "said",
        [
            "s3://Marta:Hunter22@bucket/folder",
            "https://store.example.org/a?X-Amz-Signature=Hunter22",
            "https://store.example.org/a#access=Hunter22",
            "GET /ca/joel?token=Hunter22",
            "Authorization: Hunter22",
        ],
    )
    def test_is_left_out_of_addresses(self, file: Path, said: str) -> None:
        with logs.writing(file):
            log.info(said)
        assert "Hunter22" not in file.read_text("utf-8") and logs.LEFT_OUT in lines(file)[0]

    @pytest.mark.parametrize("name", ["AWS_SECRET_ACCESS_KEY", "VEUS_REVIEW_PASSWORD", "HF_TOKEN"])
    def test_is_left_out_of_errors_that_quote_the_environment(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        monkeypatch.setenv(name, "Xq7-Xq8-Xq9")
        with pytest.raises(VeusError), logs.writing(file):
            raise VeusError(f"the store said: {os.environ[name]} is wrong.")
        assert "Xq8" not in file.read_text("utf-8") and "is wrong" in file.read_text("utf-8")

    def test_is_left_out_wherever_it_turns_up_again(self, file: Path) -> None:
        logs.hide_in("ftp://veus:s%40crament@host/folder")
        with logs.writing(file):
            log.info("530 s@crament, s%40crament")
        assert "crament" not in file.read_text("utf-8")


class TestWhatPeopleSaid:
    @pytest.mark.parametrize(
        "error",
        [
            RouteError("Apertium failed: Bon dia a tothom"),
            ApprovalError("cannot be approved yet:\n  1. Bon dia a tothom"),
            StoryError('caption 3 says "Bon dia a tothom".'),
            RenderError("no font has 漢 of “Bon dia a tothom”."),
            ValueError("invalid literal: 'Bon dia a tothom'"),
            KeyError("Bon dia a tothom"),
        ],
    )
    def test_is_left_out_of_errors(self, file: Path, error: Exception) -> None:
        with pytest.raises(type(error)), logs.writing(file):
            raise error
        assert "Bon dia" not in file.read_text("utf-8") and type(error).__name__ in lines(file)[0]

    def test_is_left_out_of_what_comes_from_a_room_that_has_it_in_its_hands(self, file: Path) -> None:
        def texts() -> Iterator[str]:
            raise ValueError("Bon dia a tothom")
            yield

        with pytest.raises(ValueError), logs.writing(file):
            apostrophe_of(texts())
        assert "ValueError: … [" in lines(file)[0] and "pipeline/translation/tidy.py" in lines(file)[0]

    def test_is_left_out_of_what_an_unexpected_error_is_told_as(self, file: Path) -> None:
        with logs.writing(file):
            try:
                tidy_up()
            except ZeroDivisionError as error:
                log.error("trouble", exc_info=for_people(error, file))
        assert "Bon dia" not in file.read_text("utf-8").replace("ZeroDivisionError: Bon dia", "")
        assert "StoryError" in file.read_text("utf-8")

    def test_what_is_no_caption_is_told_whole(self, file: Path) -> None:
        with pytest.raises(ConfigError), logs.writing(file):
            raise ConfigError('line 3, key "captions.line": no such key.', where=Path("series.toml"))
        assert 'series.toml: line 3, key "captions.line": no such key.' in lines(file)[0]
        with pytest.raises(OSError), logs.writing(file):
            Path("/nowhere/at all").read_bytes()
        assert "/nowhere/at all: No such file or directory" in lines(file)[1]

    def test_is_left_out_of_what_a_program_answers_that_was_given_it(self, file: Path) -> None:
        echo = "import sys; text = sys.stdin.read(); print(text); print(text, file=sys.stderr)"
        with logs.writing(file):
            assert run([sys.executable, "-c", echo], stdin=b"Bon dia a tothom").output == b"Bon dia a tothom\n"
        assert "Bon dia" not in file.read_text("utf-8") and "16 characters of messages" in file.read_text("utf-8")


def tidy_up() -> None:
    raise ZeroDivisionError("Bon dia")


def test_a_program_stands_there_with_its_arguments_and_its_end(file: Path) -> None:
    with logs.writing(file):
        run([sys.executable, "-c", "import sys; sys.exit('odd footage')", "a name"])
        with pytest.raises(FileNotFoundError):
            run(["/nowhere/program"])
    begins, ends, *missing = lines(file)[:4]
    assert begins.endswith("-c 'import sys; sys.exit('\"'\"'odd footage'\"'\"')' 'a name'")
    assert re.search(r"WARNING .*: exit code 1 after \d+\.\d\d s, odd footage", ends)
    assert "broken off" in missing[1] and "FileNotFoundError" in missing[1]


@given(st.text(st.sampled_from("qz \"'“”«»‘’\n"), max_size=20))
def test_what_is_quoted_is_left_out_whatever_marks_it_holds_itself(said: str) -> None:
    """Words of a caption that has quotations in it, or the beginning of one."""
    for message in (f'the caption at 3.0 s cannot be seen: "{said}".', f'"{said}" does not break CPS.'):
        assert not set("qz") & set(logs.described(RenderError(message)))
