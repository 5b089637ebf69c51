"""What `veus` says in a terminal, held against its catalogues: `python -m tools.messages` lists what lacks a
translation, what no code says any more, and what a person reads that is in no catalogue. Ends with 1 where there is
any.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import click

import cli
from pipeline import errors, messages
from pipeline.commands.ui_language import help_texts
from pipeline.i18n import MessageEntry, Text, catalogue
from pipeline.languages import PAGE_LANGUAGES

ROOT = Path(cli.__file__).parent
TEXTS = ROOT / "pipeline" / "texts"

#: Calls whose first argument, or whose first two, are messages.
_OF_ONE, _OF_MANY = {messages.tr.__name__, messages.tr_later.__name__}, messages.tr_many.__name__

#: What an error says is shown, whatever its class; `kind`: where the class is an argument.
_OF_ERRORS = (0, "what", "remedy")

#: Calls whose texts are shown as they are: (name, arguments by place or name).
_SHOWN = {
    "kind": _OF_ERRORS,
    "Obstacle": (1, 2, "what", "remedy"),
    "print": (0,),
    "echo": (0,),
    "note": (0,),
    "once": ("what",),
    "step": (0, "what"),
    "prompt": (0,),
    "confirm": (0,),
    "add_column": (0,),
    "UsageError": (0,),
    "BadParameter": (0,),
    "BadOptionUsage": (1,),
}

#: Those that a page shows later in the language of whoever reads it: only a message can still be said in another one.
_SHOWN_LATER = {"kind", "Obstacle", "note", "once", "step"}

#: What rich takes for a style: "[bold red]".
_STYLE = re.compile(r"\[/?[a-z ]*\]")

#: What click says by a name that stands in a table of its own.
_CLICK_TOO = {"required": ""}


@dataclass(frozen=True, slots=True)
class Place:
    """A text in the code. more: its form for more than one, or ""."""

    file: Path
    line: int
    text: str
    more: str = ""

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}: {self.text}"


def main() -> int:
    """Prints what is wrong, by language. Returns the exit code."""
    wrong = [f"not in a message: {place}" for place in unwrapped()]
    for lang in PAGE_LANGUAGES:
        if lang != messages.SOURCE:
            wrong += [f"{lang}: no translation: {text}" for text in sorted(wanted() - known(lang).keys())]
            wrong += [
                f"{lang}: said nowhere: {text}" for text in sorted(known(lang).keys() - wanted() - clicks().keys())
            ]
    print("\n".join(wrong) or "Every message has its translations.")
    return 1 if wrong else 0


def modules() -> list[Path]:
    """The files whose texts people read."""
    return [ROOT / "cli.py", *sorted((ROOT / "pipeline").rglob("*.py"))]


def said() -> Iterator[Place]:
    """Every message of the code."""
    for path in modules():
        for call in _calls(path):
            texts = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if (_name(call) in _OF_ONE and texts) or (_name(call) == _OF_MANY and len(texts) == 2):
                yield Place(path, call.lineno, *texts[: 2 if _name(call) == _OF_MANY else 1])


def wanted() -> set[str]:
    """The English of everything that catalogues have to have, click's own words aside."""
    return {place.text for place in said()} | help_texts(cli.veus)


def clicks() -> dict[str, str]:
    """click's own words, each with its form for more than one, or ""."""
    found = dict(_CLICK_TOO)
    for path in sorted(Path(click.__file__).parent.glob("*.py")):
        for call in _calls(path):
            texts = [arg.value for arg in call.args[:2] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if _name(call) in ("_", "ngettext") and texts:
                found[texts[0]] = texts[1] if _name(call) == "ngettext" else ""
    return found


def known(lang: str) -> dict[str, MessageEntry]:
    """Everything that the catalogues of a language have, by its English."""
    files = sorted((TEXTS / lang).glob("*.po"))
    return {source: entry for path in files for source, entry in catalogue(path).items()}


def unwrapped() -> Iterator[Place]:
    """What is shown to people and is in no message: English for all."""
    classes = error_classes()
    shown_by = _SHOWN | dict.fromkeys(classes, _OF_ERRORS)
    for path in modules():
        for call in _calls(path):
            places = shown_by.get(_name(call), ())
            shown = [call.args[place] for place in places if isinstance(place, int) and place < len(call.args)]
            shown += [word.value for word in call.keywords if word.arg in places]
            later = _name(call) in _SHOWN_LATER or _name(call) in classes
            for text in (one for one in shown if _is_prose(one) or (later and _is_put_together(one))):
                yield Place(path, text.lineno, ast.unparse(text))


def error_classes() -> set[str]:
    """The names of all classes of errors for people, in whatever room."""
    bases = {
        node.name: {getattr(base, "id", getattr(base, "attr", "")) for base in node.bases}
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {errors.VeusError.__name__}
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return found


def forms(text: Text) -> tuple[str, ...]:
    """A text in all its forms."""
    return (text,) if isinstance(text, str) else text.forms


@cache
def _calls(path: Path) -> tuple[ast.Call, ...]:
    tree = ast.parse(path.read_text("utf-8"))
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_prose(node: ast.expr) -> bool:
    """Whether it has words of its own that are in no message."""
    if isinstance(node, ast.Call) and _name(node) in {*_OF_ONE, _OF_MANY}:
        return False
    literals = [one.value for one in _outside(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return any(letter.isalpha() for text in literals for letter in _STYLE.sub("", text))


def _is_put_together(node: ast.expr) -> bool:
    """Whether it is made of texts in the language that they are in at this moment: `together` does not."""
    if isinstance(node, ast.Call):
        return _name(node) in ("join", "format")
    return isinstance(node, ast.JoinedStr | ast.BinOp)


def _outside(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of an expression that are shown: not what stands in calls."""
    yield node
    if not isinstance(node, ast.Call):
        for child in ast.iter_child_nodes(node):
            yield from _outside(child)


if __name__ == "__main__":
    sys.exit(main())
