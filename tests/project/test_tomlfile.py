"""TOML with line and key in every complaint."""

from __future__ import annotations

import ast
import importlib
import inspect
import tomllib
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field

from pipeline import messages
from pipeline.errors import ConfigError
from pipeline.project.tomlfile import FileModel, line_of, parse_toml, read_toml, syntax_said

TEXT = """# a comment with name = "x"
name = "Joel"
"quoted" = 1
dotted.inside = 2

[title]
ca = "Català"
  en = "English"

[deep.er]
key = 3

[[people]]
name = "first"

[[people]]
name = "second"
role.ca = "veïna"

[ "odd" ]
last = 1
"""


@pytest.mark.parametrize(
    ("loc", "line"),
    [
        (["name"], 2),
        (["quoted"], 3),
        (["dotted", "inside"], 4),
        (["title"], 6),
        (["title", "ca"], 7),
        (["title", "en"], 8),
        (["title", "missing"], 6),
        (["deep", "er", "key"], 11),
        (["people", "0", "name"], 14),
        (["people", "1", "name"], 17),
        (["people", "1", "role", "ca"], 18),
        (["people", "1", "role", "en"], 16),
        (["people", "0", "role"], 13),
        (["odd", "last"], 21),
        (["nowhere"], None),
        ([], None),
    ],
)
def test_line_of(loc: list[str], line: int | None) -> None:
    assert line_of(TEXT, loc) == line


KEYS = st.text("abcdefghij_-0123456789", min_size=1, max_size=8)


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, st.integers(0, 9), max_size=4), min_size=1, max_size=5))
def test_every_key_of_a_file_is_found_where_it_stands(tables: dict[str, dict[str, int]]) -> None:
    lines, places = [], {}
    for table, keys in tables.items():
        lines.append(f"[{table}]")
        places[(table,)] = len(lines)
        for key, value in keys.items():
            lines.append(f"{key} = {value}")
            places[(table, key)] = len(lines)
    text = "\n".join(lines)
    assert tomllib.loads(text) == tables
    assert {loc: line_of(text, loc) for loc in places} == places


@given(st.text(max_size=80), st.lists(st.text(max_size=5), max_size=3))
def test_any_text_is_survived(text: str, loc: list[str]) -> None:
    line = line_of(text, loc)
    assert line is None or 1 <= line <= len(text.splitlines())


class Inner(FileModel):
    number: int = Field(default=1, ge=1)


class Outer(FileModel):
    name: str
    inner: Inner = Inner()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'name = "x"\nnmae = 1\n', ['line 2, key "nmae": no such key (misspelt?)']),
        (b"[inner]\nnumber = 3\n", ['key "name": this key is missing']),
        (b'name = "x"\n[inner]\nnumber = 0\n', ['line 3, key "inner.number": input should be greater than or equal']),
        (b'name = "x"\n[inner]\nnumber = "many"\n', ['line 3, key "inner.number"', "integer"]),
        (b'name = "x"\nname = "y"\n', ["not valid TOML", "line 2", 'key "name"', "cannot overwrite"]),
        (b'name = "x\n', ["not valid TOML", 'line 1, key "name": illegal character']),
        (b'name = "x"\n[inner\n', ["not valid TOML", "line 2: "]),
        (b'name = "x"\nlist = [1\n', ["not valid TOML", "line 2", "unclosed array"]),
        ('name = "Àngela"'.encode("cp1252"), ["not UTF-8 text", "Save it again as UTF-8"]),
        (b"\x00", ["not valid TOML", "line 1"]),
    ],
)
def test_complaints(tmp_path: Path, data: bytes, words: list[str]) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError) as caught:
        read_toml(path, Outer)
    said = str(caught.value)
    assert said.startswith(f"{path}: ")
    assert caught.value.remedy
    for word in words:
        assert word in said


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_text('nmae = "x"\n[inner]\nnumber = 0\n')
    with pytest.raises(ConfigError, match=r"(?s)missing.*line 3.*; line 1"):
        read_toml(path, Outer)


def test_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "file.toml"
    path.write_bytes(b'\xef\xbb\xbfname = " x "\r\n[inner]\r\nnumber = 2\r\n')
    assert read_toml(path, Outer) == Outer(name="x", inner=Inner(number=2))


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="this file is missing"):
        read_toml(tmp_path / "none.toml", Outer)
    with pytest.raises(ConfigError, match=r"cannot be read \(Is a directory\)"):
        read_toml(tmp_path, Outer)


def test_what_is_missing_is_begun_without_what_lies_in_its_folder(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\. `veus new` makes one\."):
        read_toml(tmp_path / "series.toml", Outer)
    with pytest.raises(ConfigError, match=r"move its folder out of stories/.*: veus new 'El film' VIDEO$"):
        read_toml(tmp_path / "El film/story.toml", Outer)


class _Spoken(FileModel):
    """A setting that is one of two, and one that is a number of a range."""

    colour: Literal["red", "blue"] = "red"
    lines: int = Field(default=1, le=3)


def test_complaints_are_in_the_readers_language(tmp_path: Path) -> None:
    """pydantic speaks English alone; what it has to say of a value is said by us."""
    path = tmp_path / "series.toml"
    path.write_text('colour = "green"\nlines = 4\n', "utf-8")
    messages.speak("ca")
    try:
        with pytest.raises(ConfigError) as caught:
            read_toml(path, _Spoken)
    finally:
        messages.speak("en")
    assert caught.value.what == (
        "línia 1, clau «colour»: ha de ser un d’aquests valors: 'red' o 'blue'; "
        "línia 2, clau «lines»: ha de ser 3 o menys."
    )


def _parsers_words() -> set[str]:
    """All that Python's parser can say of a file, with "x" for names and characters as it writes them."""
    parser = importlib.import_module("tomllib._parser")
    told = set[str]()
    for call in ast.walk(ast.parse(inspect.getsource(parser))):
        if not (isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("suffixed_err", "TOMLDecodeError")):
            continue
        for said in call.args:
            if isinstance(said, ast.Constant) and isinstance(said.value, str):
                told.add(said.value)
            elif isinstance(said, ast.JoinedStr) and any(isinstance(part, ast.Constant) for part in said.values):
                told.add("".join(part.value if isinstance(part, ast.Constant) else "'x'" for part in said.values))
    return {said for said in told if " (at " not in said}


def test_all_that_the_parser_can_say_is_said_in_catalan() -> None:
    words = _parsers_words()
    assert len(words) > 15
    same = {said for said in words if messages.in_language(syntax_said(said), "ca") == said[:1].lower() + said[1:]}
    assert same == set()


@pytest.mark.parametrize(
    ("text", "english", "catalan"),
    [
        ("[a]\n[a]", 'line 2: "a" stands there twice', "línia 2: «a» hi és dues vegades"),
        ("[a]\nb.c = 1\n[a.b]", '"a.b" stands there twice', "«a.b» hi és dues vegades"),
        ("a = {b = 1, b = 2}", '"b" stands there twice', "«b» hi és dues vegades"),
        ("a = [1]\n[[a]]", '"a" is closed', "«a» és tancat"),
        ("[a]\nb.c = 1\nb.c.d = 2", "cannot overwrite a value", "aquesta clau ja té un valor"),
        ("a = 'x", 'expected "\'"', 's’hi esperava "\'"'),
        ("a = 1 # \0", "illegal character '\\x00'", "aquí no hi pot haver el caràcter '\\x00'"),
        ("a = " + "1" * 5000, "a number of 5000 digits, where 4300", "un nombre de 5000 xifres"),
    ],
)
def test_what_the_parser_says_of_names_and_characters(tmp_path: Path, text: str, english: str, catalan: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_toml(text.encode(), tmp_path / "file.toml", Outer)
    assert english in str(caught.value)
    assert catalan in messages.in_language(caught.value.what, "ca")
