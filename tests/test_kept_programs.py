"""Programs that stay open: answers in step, both ways at once, and none left behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import kept_programs, process
from pipeline.kept_programs import KeptProgram, KeptPrograms
from pipeline.process import TimeLimitExceeded

#: Answers each part by its own process' number and the part in capitals; "die", "stall" and "twice" do as they say.
UPPER = """
import os, sys, time
buffer = b""
while part := os.read(0, 65536):
    buffer += part
    *parts, buffer = buffer.split(b"\\0")
    for one in parts:
        if one == b"die":
            sys.exit("it is dead")
        if one == b"stall":
            time.sleep(60)
        for _ in range(1 + (one == b"twice")):
            answer = one if one.startswith(b"[") else b"%d " % os.getpid() + one.upper()
            sys.stdout.buffer.write(answer + b"\\0")
    sys.stdout.buffer.flush()
"""


def upper() -> KeptProgram:
    return KeptProgram([sys.executable, "-c", UPPER], dict(os.environ))


@pytest.fixture
def kept():
    programs = KeptPrograms()
    yield programs
    programs.end()


def said(kept: KeptPrograms, *parts: str, limit_s: float = 30.0) -> tuple[list[str], set[int]]:
    """What is answered, and by which processes."""
    done = kept.ask("upper", upper, "".join(f"{part}\0" for part in parts).encode(), limit_s)
    found = [answer.split(" ", 1) for answer in done.output.decode().split("\0")[:-1]]
    return [answer for _, answer in found], {int(number) for number, _ in found}


def running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def ends(pid: int, within_s: float = 20.0) -> bool:
    until = time.monotonic() + within_s
    while running(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not running(pid)


def test_one_program_answers_them_all(kept):
    first, second = said(kept, "one", "two"), said(kept, "three")
    assert (first[0], second[0]) == (["ONE", "TWO"], ["THREE"])
    assert first[1] == second[1]


def test_nothing_asked_nothing_answered(kept):
    assert said(kept) == ([], set())


def test_far_more_than_a_pipe_holds(kept):
    texts = ["x" * 1000] * 5000
    assert said(kept, *texts)[0] == [text.upper() for text in texts]


def test_threads_get_their_own_answers(kept):
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: said(kept, *[f"a{n}"] * 100)[0], range(40)))
    assert made == [[f"A{n}"] * 100 for n in range(40)]


def test_killed_while_nobody_asks_it_is_begun_again(kept):
    (pid,) = said(kept, "one")[1]
    os.kill(pid, signal.SIGKILL)
    assert ends(pid)
    answers, now = said(kept, "two")
    assert answers == ["TWO"]
    assert now != {pid}


def test_what_it_dies_of_is_tried_twice_and_told(kept):
    done = kept.ask("upper", upper, b"one\0die\0", 30.0)
    assert (done.code, done.messages) == (1, "it is dead")
    assert said(kept, "one")[0] == ["ONE"]


def test_out_of_step_it_is_not_asked_again(kept):
    answers, pids = said(kept, "one", "twice")
    assert answers == ["ONE", "TWICE", "TWICE"]
    assert said(kept, "two")[1].isdisjoint(pids)


def test_too_long_it_is_ended(kept):
    (pid,) = said(kept, "one")[1]
    with pytest.raises(TimeLimitExceeded):
        said(kept, "stall", limit_s=0.3)
    assert ends(pid)
    assert said(kept, "two")[0] == ["TWO"]


def test_an_interrupt_ends_it(kept, monkeypatch):
    (pid,) = said(kept, "one")[1]

    def interrupted(self: KeptProgram) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(KeptProgram, "_read", interrupted)
        with pytest.raises(KeyboardInterrupt):
            said(kept, "two")
    assert ends(pid)


def test_nobody_asks_it_for_a_while(kept, monkeypatch):
    monkeypatch.setattr(kept_programs, "IDLE_S", 0.05)
    monkeypatch.setattr(kept_programs, "_LOOK_S", 0.02)
    (pid,) = said(kept, "one")[1]
    assert ends(pid)
    assert said(kept, "two")[0] == ["TWO"]


def test_no_such_program(kept):
    with pytest.raises(FileNotFoundError):
        kept.ask("none", lambda: KeptProgram(["/no/such/program"], {}), b"one\0", 1.0)


def test_while_one_is_asked_the_others_are_free(kept):
    def ask_slowly() -> None:
        with pytest.raises(TimeLimitExceeded):
            said(kept, "stall", limit_s=1.0)

    slow = threading.Thread(target=ask_slowly)
    slow.start()
    assert kept.ask("another", upper, b"one\0", 30.0).output.endswith(b" ONE\0")
    slow.join()


PARENT = f"""
import os, sys, time
from pipeline.kept_programs import KEPT, KeptProgram
program = KeptProgram([sys.executable, "-c", {UPPER!r}], dict(os.environ))
print(KEPT.ask("upper", lambda: program, b"one\\0", 30.0).output.split()[0].decode(), flush=True)
"""


@pytest.mark.parametrize("end", ["", "raise KeyboardInterrupt", "os._exit(3)", "os.kill(os.getpid(), 9)"])
def test_however_we_end_it_ends_with_us(end: str) -> None:
    done = process.run([sys.executable, "-c", PARENT + end], limit_s=60)
    assert ends(int(done.output))
