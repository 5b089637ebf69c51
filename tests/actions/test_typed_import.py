"""The command that a refused import says to run is the one that was typed, with what it lacked."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.actions.typed_import import TypedImport
from pipeline.captions.moves import Move
from pipeline.commands.exchanging import import_file

TYPED = TypedImport("film", "ca", Path("l'última.srt"))


@pytest.mark.parametrize(
    ("typed", "options"),
    [
        (TYPED, []),
        (replace(TYPED, insist=True), ["--insist"]),
        (replace(TYPED, by="Joel Martínez", at="2024-05-06"), ["--by", "Joel Martínez", "--at", "2024-05-06"]),
        (replace(TYPED, move=Move(-5000)), ["--shift", "-5000"]),
        (replace(TYPED, move=Move()), ["--shift", "0"]),
        (replace(TYPED, move=Move(rate="25/24")), ["--rate", "25/24"]),
        (replace(TYPED, by="Anna", insist=True, move=Move(40, "25/24")), ["--by", "Anna", "--insist"]),
    ],
)
def test_every_option_is_in_it_and_can_be_pasted(typed: TypedImport, options: list[str]) -> None:
    words = shlex.split(typed.command())
    assert words[: 5 + len(options)] == ["veus", "import", "film", "ca", "l'última.srt", *options]
    known = {name for param in import_file.params for name in param.opts}
    assert {word for word in words if word.startswith("--")} <= known
