"""The table of `veus status`, short and long."""

from __future__ import annotations

import pytest

from pipeline.build.status_line import StatusLine
from pipeline.commands.console import make_console
from pipeline.commands.status_table import MANY, show_status, status_table


def test_a_long_table_of_states_looks_like_a_short_one(capsys: pytest.CaptureFixture[str]) -> None:
    notes = ["", "withdrawn on 2024-01-02", "[b] :x:"]
    lines = [
        StatusLine(f"història-{number:03}", "ca", "edited", "yes", "–", "no", note=notes[number % 3], open=number % 3)
        for number in range(MANY + 1)
    ]
    lines[7] = StatusLine("story", "", None, "no", "no", "no", "the file \x1b[31m is empty.")
    show_status(lines)
    long = capsys.readouterr().out.splitlines()
    make_console().print(status_table(lines))
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == long
