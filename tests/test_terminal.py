"""What leaves for the terminal: nothing in it steers the terminal, whoever wrote it, and JSON stays JSON."""

from __future__ import annotations

import contextlib
import io
import json
import logging
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.table import Table

from pipeline.build.outcome import BuildReport, StoryReport
from pipeline.commands.console import Terminal, make_console
from pipeline.terminal import for_shell, guarded, one_line, plain_stream, visible

#: Colours, overwrites, the title of the window, C1's own introducer, marks of direction, half a pair, other line ends.
HOSTILE = "\x1b[31mred\x1b]0;title\x07 \x9b2J \x08\x08 \rover \x7f \u202eevil\u2066 \u200f \udce9 \u2028 \x85 \x00"

STEERING = {chr(code) for code in (*range(32), *range(0x7F, 0xA0))} - {"\n", "\t"}


def steers(text: str) -> bool:
    bidi = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    return any(char in STEERING or unicodedata.bidirectional(char) in bidi for char in text.replace("\r\n", "\n"))


class Screen(io.TextIOWrapper):
    """A terminal that shows everything."""

    def __init__(self, tty: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")
        self.tty = tty

    def isatty(self) -> bool:
        return self.tty

    @property
    def shown(self) -> str:
        self.flush()
        return bytes(self.buffer.getvalue()).decode()  # type: ignore[attr-defined]


@contextlib.contextmanager
def shown_on(screen: Screen) -> Iterator[None]:
    """All that leaves in the block is shown on `screen`."""
    with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen), guarded():
        yield


@given(st.text(alphabet=st.characters()))
def test_no_text_steers_and_letters_stay(text: str) -> None:
    shown = visible(text)
    assert not steers(shown)
    shown.encode()
    if text.isprintable():
        assert shown == text


@given(
    st.recursive(
        st.text(alphabet=st.characters()), lambda values: st.lists(values) | st.dictionaries(st.text(), values)
    )
)
def test_json_says_the_same_afterwards(value: object) -> None:
    assert json.loads(visible(json.dumps(value, ensure_ascii=False, indent=2))) == value


def test_emoji_of_several_and_tabs_are_left_alone() -> None:
    assert visible("👩‍👩‍👧\tcafè\n1,2\r\n") == "👩‍👩‍👧\tcafè\n1,2\r\n"


@pytest.mark.parametrize(
    "say",
    [
        lambda text: click.echo(text),
        lambda text: click.echo(text, err=True),
        lambda text: click.echo(text.encode("utf-8", "replace")),
        lambda text: print(text),
        lambda text: logging.StreamHandler().emit(logging.LogRecord("x", 40, "", 1, text, None, None)),
        lambda text: make_console().print(text),
        lambda text: make_console().print(table_of(text)),
        lambda text: Terminal().note(text),
        lambda text: Terminal().story(text, text),
        lambda text: Terminal().summary(BuildReport([StoryReport(text)])),
    ],
    ids=["echo", "echo err", "echo bytes", "print", "log", "rich", "table", "note", "story", "summary"],
)
def test_whichever_way_it_leaves(say: Callable[[str], object]) -> None:
    screen = Screen()
    with shown_on(screen):
        say(f"abc {HOSTILE} def")
    assert "abc " in screen.shown and " def" in screen.shown and "\\u001b" in screen.shown
    assert not steers(screen.shown)


def table_of(text: str) -> Table:
    table = Table(text)
    table.add_row(text)
    return table


def test_our_own_colours_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen(tty=True)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    with shown_on(screen):
        make_console().print("[red]wrong:[/] \x1b]0;title\x07")
        with Terminal().step("listening\x1b[2J", 3) as advance:
            advance(1, "1 of 3 \x1b[2J")
    assert "\x1b[31mwrong:\x1b[0m" in screen.shown
    assert "\x1b]0;" not in screen.shown and "\x1b[2J" not in screen.shown


def test_streams_are_as_before_afterwards() -> None:
    before, screen = (sys.stdout, sys.stderr), Screen()
    with shown_on(screen), guarded():
        assert sys.stdout is not screen and plain_stream(False) is screen
    assert (sys.stdout, sys.stderr) == before


def test_bytes_of_a_letter_may_come_apart() -> None:
    screen = Screen()
    with shown_on(screen):
        stream = sys.stdout.buffer
        stream.write(b"caf\xc3")
        stream.write(b"\xa8\xff\n")
    assert screen.shown == "cafè\\xff\n"


def test_a_text_stands_on_one_line_and_steers_nothing() -> None:
    assert one_line("a\nb\x1b]0;c\x07\u202e") == "a / b ]0;c  "
    assert one_line("می\u200cخواهم\u200b.") == "می\u200cخواهم ."


@pytest.mark.parametrize(
    "text", ["Sí, és l'hort", 'Diu "sí"', "$HOME `id` $(id)", "a\\b\\", "dues\nlínies", "100 %!", ""]
)
def test_a_shell_takes_it_for_one_word_as_it_is_written(text: str) -> None:
    said = subprocess.run(["sh", "-c", f"printf %s {for_shell(text)}"], capture_output=True, check=True)
    assert said.stdout.decode() == text


@given(st.text())
def test_every_text_can_be_a_word_of_a_command(text: str) -> None:
    assert shlex.split(f"veus waive {for_shell(text)} --by …") == ["veus", "waive", text, "--by", "…"]
