"""Programs that are ended together."""

from __future__ import annotations

import sys
import threading
import time

from pipeline import ended_programs, process


def script(text: str) -> list[str]:
    return [sys.executable, "-c", text]


def test_what_a_thread_runs_for_a_crew_ends_with_it() -> None:
    crew, ended = ended_programs.Crew(), list[int]()

    def work() -> None:
        for text in ("import time; time.sleep(60)", ""):
            try:
                with ended_programs.belonging_to(crew):
                    ended.append(process.run(script(text)).code)
            except ended_programs.CrewEnded:
                ended.append(-1)
        ended.append(process.run(script("")).code)

    thread = threading.Thread(target=work)
    thread.start()
    until = time.monotonic() + 10
    while not crew._children and time.monotonic() < until:
        time.sleep(0.01)
    crew.end()
    thread.join(30)
    assert ended == [-1, -1, 0], "also what is begun after that, and nothing else"
