"""click's own words and the help of verbs, in the language of whoever reads them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from footage_clips import Clips
from openpyxl import load_workbook
from small_series import CAPTIONS, make_series, make_story

import cli
from pipeline import messages
from pipeline.build.outcome import TRACK_STATES
from pipeline.commands.exchange_report import MADE
from pipeline.commands.logged import shown
from pipeline.review.history import Why
from pipeline.subtitles.columns import header
from tools.messages import clicks, forms, known


@pytest.fixture(autouse=True)
def english_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("VEUS_UI", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    yield
    CliRunner().invoke(cli.veus, ["--help"])  # click's words and the help are English again
    assert messages.spoken() == "en"


def said(*words: str, **environ: str) -> str:
    return CliRunner(env=environ).invoke(cli.veus, [*words], prog_name="veus").output


def test_help_is_said_in_the_language_asked_for() -> None:
    assert "Usage: veus" in said("--help") and "Ús: veus" in said("--ui", "ca", "--help")
    assert "Ús: veus build" in said("build", "--help", "--ui=ca")
    assert "Usage:" in said("--help")


def test_the_help_of_help_too() -> None:
    """In a process of its own: click keeps that option once it has made it."""
    command = [sys.executable, "-c", "import cli; cli.main()", "build", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "VEUS_UI": "ca"})
    assert "Mostra aquesta ajuda i acaba." in done.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bild",), "No hi ha cap ordre 'bild'. Volíeu dir 'build'?"),
        (("build", "--wai"), "No hi ha cap opció '--wai'. Volíeu dir '--wait'?"),
        (("--root",), "L’opció '--root' necessita un valor."),
        (("approve",), "Falta l’argument"),
        (("build", "--to", "x"), "'x' no és cap d’aquests: 'captions', 'video', 'pages'."),
        (("preview", "--port", "x"), "'x' no és vàlid: ha de ser un nombre enter."),
        (("shift", "film", "--by", "x"), "'x' no és vàlid: ha de ser un nombre enter."),
        (("build", "--memory", "x"), "'x' no és vàlid: ha de ser un nombre."),
    ],
)
def test_mistakes_in_the_command_line_are_told_in_it(words: tuple[str, ...], told: str) -> None:
    assert told in said(*words, VEUS_UI="ca")


def test_a_language_that_there_is_not_is_told() -> None:
    assert "'xx' is not one of 'ca', 'en'" in said("--ui", "xx", "status")
    assert "'xx'" in said("status", VEUS_UI="xx")


@pytest.fixture
def root(tmp_path: Path, clips: Clips) -> Path:
    root = make_series(tmp_path / "root")
    make_story(root, "film", clips["silent"], captions=CAPTIONS)
    return root


def test_tables_are_in_it(root: Path) -> None:
    lines = said("--root", str(root), "status", VEUS_UI="ca").splitlines()
    assert lines[0].split()[:3] == ["història", "llengua", "subtítols"] and "editat" in lines[1]


def test_a_state_of_captions_and_a_version_of_them_are_of_two_genders() -> None:
    of_captions = [messages.translated(TRACK_STATES[one], lang="ca") for one in ("edited", "approved")]
    assert of_captions == ["editat", "aprovat"]
    assert messages.translated(MADE[Why.APPROVED], lang="ca").startswith("aprovada")


@pytest.mark.parametrize(
    "verb", [("status", "--json"), ("check", "--format", "sarif"), ("check", "--format", "github")]
)
def test_what_programs_read_is_the_same_in_every_language(root: Path, verb: tuple[str, ...]) -> None:
    broken = root / "stories/film/en.srt"
    broken.write_bytes(b"no captions at all")
    there = said("--root", str(root), *verb)
    assert there and said("--root", str(root), *verb, VEUS_UI="ca") == there


def test_no_help_names_an_argument_otherwise_than_its_usage_does() -> None:
    """The word STORY stands in the usage line as it does in the text below it, in each language."""
    told = said("--ui", "ca", "style", "--help")
    assert "style [OPCIONS] HISTÒRIA" in told and "d’HISTÒRIA" in told


def test_no_help_shows_what_click_calls_a_type() -> None:
    """Whatever takes a value says which, in words of ours: else help has "INTEGER RANGE" in every language."""
    silent = [
        f"{verb.name} {param.name}"
        for verb in every_verb(cli.veus)
        for param in verb.params
        if param.metavar is None and not isinstance(param.type, click.Choice | click.Path) and not is_flag(param)
    ]
    assert silent == []


def every_verb(command: click.Command) -> Iterator[click.Command]:
    yield command
    for verb in getattr(command, "commands", {}).values():
        yield from every_verb(verb)


def is_flag(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and param.is_flag


@pytest.mark.parametrize(
    ("before", "behind", "headed"),
    [((), (), "ca"), ((), ("--ui", "en"), "en"), ((), ("--ui=en",), "en"), (("--ui", "en"), (), "ca")],
)
def test_an_option_behind_a_verb_that_has_one_of_that_name_is_the_verbs(
    root: Path, before: tuple[str, ...], behind: tuple[str, ...], headed: str
) -> None:
    """`export --ui en`, as docs/commands.md has it: what heads the sheet, and the language of messages with it."""
    sheet = root / "film.xlsx"
    told = said("--root", str(root), *before, "export", "film", "ca", "--to", "xlsx", "-o", str(sheet), *behind)
    first = next(load_workbook(sheet).active.iter_rows(values_only=True))
    assert first[:2] == (header("number", headed, None), header("start", headed, None))
    assert told.startswith("Written: ")


def test_a_log_leaves_out_the_same_in_every_language() -> None:
    said("--ui", "ca", "--help")
    words = "check film --lang ca"
    assert " ".join(shown(cli.veus, words.split())) == words


def test_no_word_of_click_is_left_out() -> None:
    """Of the click that is installed: a new one says new things."""
    missing = clicks().keys() - known("ca").keys()
    assert not missing


def test_what_click_fills_in_has_its_place_in_the_translation() -> None:
    for source, more in clicks().items():
        wanted = set(re.findall(r"\{(\w+)|%\((\w+)\)", source + more))
        shown = {name for form in forms(known("ca")[source].text) for name in re.findall(r"\{(\w+)|%\((\w+)\)", form)}
        assert shown == wanted, source
