"""Apertium's programs, kept open: the bytes of the `apertium` command, and what happens when one of them fails."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import RouteError
from pipeline.kept_programs import KEPT
from pipeline.translation import apertium_stages
from pipeline.translation.apertium_stages import analysed, stages, through
from pipeline.translation.routes import MODES

DATA = Path("/usr/share/apertium")
CAT_POR = DATA / "modes" / "cat-por.mode"
installed = pytest.mark.skipif(
    not (shutil.which("apertium") and CAT_POR.exists()), reason="not installed: sudo apt install apertium-por-cat"
)
#: What changes the answer of `apertium-tagger` 3.8.3 to sentences after it stands among them, and signs of the format.
TEXTS = [
    *("Cap veí no va protestar.", "Fins demà.", "M'ho va dir la Laura, i no ho vaig creure.", "L'home *blablaxic."),
    *("Falten deu minuts per a les dues.", "\\[x\\] 2\\^3", "Uno de cada tres no cobra nada."),
    *("O nadó tem três semanas.", "He called him, and she said that they would be there.", "", "a", "l'"),
]


def stream(texts: list[str]) -> bytes:
    return "".join(f"{text}[]\0" for text in texts).encode()


def by_command(mode: Path, given: bytes, marks: bool) -> bytes:
    """What the `apertium` command makes of it."""
    command = ["apertium", "-d", str(DATA), "-f", "none", "-z", *([] if marks else ["-u"]), mode.stem]
    return subprocess.run(
        command, input=given, capture_output=True, check=True, env=os.environ | {"LC_ALL": "C.UTF-8"}
    ).stdout


@installed
@pytest.mark.parametrize("marks", [True, False])
@pytest.mark.parametrize("mode", [DATA / "modes" / f"{name}.mode" for name in MODES], ids=list(MODES))
def test_the_bytes_are_those_of_the_command(mode: Path, marks: bool) -> None:
    if not mode.exists():
        pytest.skip(f"{mode.stem} is not installed")
    given = stream(TEXTS * 2)
    wanted = by_command(mode, given, marks)
    for _ in range(2):  # the second time, all that stay open have read it before
        assert through(mode, given, marks=marks).rstrip(b"\0") == wanted.rstrip(b"\0")


@installed
def test_what_was_asked_before_makes_no_difference() -> None:
    first = through(CAT_POR, stream(TEXTS), marks=True)
    others = random.Random(7).sample(TEXTS, len(TEXTS))
    for text in others:
        through(CAT_POR, stream([text]), marks=True)
    assert through(CAT_POR, stream(TEXTS), marks=True) == first


@installed
def test_threads_at_the_same_time_get_their_own_answers() -> None:
    numbers = [str(1000 + n) for n in range(24)]
    with ThreadPoolExecutor(6) as pool:
        made = list(pool.map(lambda number: through(CAT_POR, stream([number] * 50), marks=False), numbers))
    assert [answer.rstrip(b"\0") + b"\0" for answer in made] == [stream([number] * 50) for number in numbers]


@installed
def test_more_than_a_pipe_holds() -> None:
    given = stream(["Visc aqu\u00ed, al pis nou."] * 9000)
    assert len(given) > 1 << 17
    assert analysed(CAT_POR, given).count(0) == 9000


@installed
def test_a_program_that_somebody_killed_is_begun_again() -> None:
    first = through(CAT_POR, stream(TEXTS), marks=True)
    for program in KEPT.open_now():
        program.end()
    assert through(CAT_POR, stream(TEXTS), marks=True) == first


@installed
def test_dictionaries_that_were_brought_up_to_date_are_read_anew(tmp_path: Path) -> None:
    dictionary = tmp_path / "analyser.bin"
    mode = tmp_path / "mine.mode"
    mode.write_text(f"lt-proc -w '{dictionary}' | lt-proc $1 '{DATA}/apertium-por-cat/cat-por.autogen.bin'")
    made = []
    for name in ("cat-por", "por-cat"):
        shutil.copyfile(DATA / "apertium-por-cat" / f"{name}.automorf.bin", dictionary)
        made.append(analysed(mode, stream(["aquí"])))
    assert [b"<adv>" in one for one in made] == [True, False]


def broken(tmp_path: Path, command: str) -> Path:
    """A mode whose first program is as usual, and its second another one."""
    first = CAT_POR.read_text().split(" | ")[0]
    mode = tmp_path / "broken.mode"
    mode.write_text(f"{first} | {command}\n")
    return mode


@installed
@pytest.mark.parametrize("command", ["apertium-tagger -g '/no/file'", "lt-proc '/etc/hostname'"])
def test_a_failure_is_an_error_with_its_messages(tmp_path: Path, command: str) -> None:
    with pytest.raises(RouteError, match=r"\(broken\) failed: (?!exit)\w"):
        through(broken(tmp_path, command), stream(["un"]), marks=False)


@installed
@pytest.mark.parametrize("mode", [CAT_POR, DATA / "modes" / "cat-eng.mode"])
def test_taking_too_long_is_an_error(mode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apertium_stages, "_START_S", 0.0)
    monkeypatch.setattr(apertium_stages, "_SENTENCE_S", 0.0)
    with pytest.raises(RouteError, match="did not finish"):
        through(mode, stream(TEXTS), marks=False)


@installed
def test_a_program_that_is_missing_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        through(broken(tmp_path, "no-such-program"), stream(["un"]), marks=False)


@installed
def test_programs_of_a_mode_have_nul_flush() -> None:
    assert all("-z" in command or "wblank" in command[0] for command in stages(CAT_POR, marks=True))
