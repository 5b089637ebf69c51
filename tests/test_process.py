"""Programs are run, fed, limited, and ended with us."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline import process

PYTHON = sys.executable


def script(text: str) -> list[str]:
    return [PYTHON, "-c", text]


def alive(pid: int) -> bool:
    """Whether the process runs: a zombie counts as alive here, for nobody has taken leave of it."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def gone(pid: int, within_s: float = 5.0) -> bool:
    end = time.monotonic() + within_s
    while alive(pid) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(pid)


def running(pid: int) -> bool:
    """Whether an orphan still runs (its zombie is init's business, not ours)."""
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_output_code_and_messages():
    done = process.run(script("import sys; print('hola'); print('atenció', file=sys.stderr); sys.exit(3)"))
    assert (done.code, done.output.strip(), done.messages) == (3, b"hola", "atenció")


def test_output_is_bytes_as_they_are():
    done = process.run(script(r"import sys; sys.stdout.buffer.write(b'\r\n\xff\0')"))
    assert done.output == b"\r\n\xff\0"


def test_what_is_fed_comes_back_however_much_it_is():
    data = os.urandom(3_000_000)  # far more than a pipe holds, both ways
    copy = "import sys, shutil; shutil.copyfileobj(sys.stdin.buffer, sys.stdout.buffer)"
    assert process.run(script(copy), stdin=data).output == data


def test_a_program_that_does_not_listen_is_no_failure():
    assert process.run(script("pass"), stdin=b"x" * 1_000_000).code == 0


def test_nothing_is_fed_unless_given():
    assert process.run(script("import sys; print(repr(sys.stdin.read()))")).output.strip() == b"''"


def test_many_messages_do_not_block_and_the_last_are_kept():
    done = process.run(script("import sys\nfor n in range(20000): print('m', n, file=sys.stderr)"))
    lines = done.messages.splitlines()
    assert len(lines) == process.LAST_LINES
    assert lines[-1] == "m 19999"


def test_lines_come_while_the_program_runs(tmp_path: Path):
    """The program waits for a file that is made only when its first line has been seen."""
    sign = tmp_path / "sign"
    text = (
        "import pathlib, sys, time; print('a', flush=True)\n"
        "while not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.01)\n"
        "print('b')"
    )
    seen: list[str] = []

    def hear(line: str) -> None:
        seen.append(line)
        sign.touch()

    done = process.run([*script(text), str(sign)], on_line=hear, limit_s=30)
    assert seen == ["a", "b"]
    assert done.output == b""


def test_bytes_that_are_no_text_do_not_stop_the_lines():
    seen: list[str] = []
    process.run(script(r"import sys; sys.stdout.buffer.write(b'caf\xe9\n\nb')"), on_line=seen.append)
    assert seen == ["caf\ufffd", "", "b"]


def test_folder_and_environment(tmp_path: Path):
    text = "import os; print(os.getcwd(), os.environ['QUI'])"
    done = process.run(script(text), cwd=tmp_path, env={"QUI": "la Carme", "PYTHONUTF8": "1"})
    assert done.output.decode().split(" ", 1) == [str(tmp_path.resolve()), "la Carme\n"]


def test_arguments_are_not_read_by_a_shell():
    hostile = ["$(touch x)", "a b", "'", '"', "; ls", "*", "-n", "\\", "é🎥"]
    done = process.run([*script("import sys, json; print(json.dumps(sys.argv[1:]))"), *hostile])
    assert json.loads(done.output) == hostile


def test_no_such_program():
    with pytest.raises(FileNotFoundError):
        process.run(["no-such-program-here"])


def test_the_time_limit_kills(tmp_path: Path):
    note = tmp_path / "pid"
    text = f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)"
    began = time.monotonic()
    with pytest.raises(process.TimeLimitExceeded, match="longer than"):
        process.run(script(text), limit_s=1.5)
    assert time.monotonic() - began < 20
    assert gone(int(note.read_text()))


def test_the_time_limit_takes_a_scripts_own_children_along(tmp_path: Path):
    """A shell script whose child holds our pipe open must not hold us."""
    note = tmp_path / "pid"
    began = time.monotonic()
    with pytest.raises(process.TimeLimitExceeded):
        process.run(["sh", "-c", 'sleep 60 & echo $! > "$0"; wait', str(note)], limit_s=1.0)
    assert time.monotonic() - began < 20
    pid = int(note.read_text())
    end = time.monotonic() + 5
    while running(pid) and time.monotonic() < end:
        time.sleep(0.02)
    assert not running(pid)


def test_within_the_limit_nothing_happens():
    assert process.run(script("print(1)"), limit_s=60).output.strip() == b"1"


@pytest.mark.parametrize("kind", [KeyboardInterrupt, ValueError])
def test_an_interrupt_kills_the_program_and_leaves_no_zombie(kind: type[BaseException]):
    pids: list[int] = []

    def hear(line: str) -> None:
        pids.append(int(line))
        raise kind

    began = time.monotonic()
    with pytest.raises(kind):
        process.run(script("import os, time; print(os.getpid(), flush=True); time.sleep(60)"), on_line=hear)
    assert time.monotonic() - began < 20
    assert not alive(pids[0]), "dead, and waited for"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_a_program_begins_ends_it(number: signal.Signals, monkeypatch: pytest.MonkeyPatch):
    begun: list[int] = []
    begin = process.begin

    def interrupted(*args: Any, **more: Any) -> Any:
        child = begin(*args, **more)
        begun.append(child.pid)
        signal.raise_signal(number)
        return child

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(process, "begin", interrupted)
    before = signal.signal(number, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            process.run(script("import time; time.sleep(600)"))
        assert signal.getsignal(number) is stop
    finally:
        signal.signal(number, before)
    assert not alive(begun[0])


def test_an_interrupt_before_anybody_listens_to_a_program_ends_it(monkeypatch: pytest.MonkeyPatch):
    begun: list[int] = []

    def stop(thread: threading.Thread) -> None:
        begun.extend(children_of(os.getpid()))
        raise KeyboardInterrupt

    before = set(children_of(os.getpid()))
    monkeypatch.setattr(threading.Thread, "start", stop)
    with pytest.raises(KeyboardInterrupt):
        process.run(script("import time; time.sleep(600)"))
    assert (new := set(begun) - before)
    assert not any(alive(pid) for pid in new)


def test_a_real_interrupt_while_waiting_for_output(tmp_path: Path):
    note = tmp_path / "pid"
    text = (
        f"import os, signal, time; open({str(note)!r}, 'w').write(str(os.getpid()));"
        "time.sleep(0.2); os.kill(os.getppid(), signal.SIGINT); time.sleep(60)"
    )
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            process.run(script(text))
    finally:
        signal.signal(signal.SIGINT, before)
    assert not alive(int(note.read_text()))


def test_a_companion_is_asked_and_ends_when_it_is_told_to() -> None:
    lines: list[str] = []
    ends: list[tuple[int, str]] = []
    text = "import sys; print(sys.stdin.readline().strip(), flush=True); sys.stdin.read(); sys.exit('bye')"
    companion = process.Companion(script(text), b"hola", lines.append, lambda *end: ends.append(end))
    companion.end(20)
    assert (lines, ends) == (["hola"], [(1, "bye")])


def test_a_companion_that_does_not_listen_is_killed() -> None:
    ends: list[tuple[int, str]] = []
    deaf = process.Companion(script("import time; time.sleep(60)"), b"", print, lambda *end: ends.append(end))
    deaf.end(0.1)
    assert ends == [(-signal.SIGKILL, "")]
