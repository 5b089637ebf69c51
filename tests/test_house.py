"""How the house is kept: what people look for by its name is there once."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pipeline

ROOT = Path(pipeline.__file__).parent


def test_no_class_name_stands_twice() -> None:
    names = Counter(
        node.name
        for path in sorted(ROOT.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    )
    assert names["Track"] == 1
    assert [name for name, count in names.items() if count > 1] == []
