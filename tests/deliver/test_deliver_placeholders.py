"""Texts that are still to be written, and addresses of examples, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.deliver.placeholders import placeholders


def found(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "story.toml"
    path.write_text(text, "utf-8")
    return placeholders(path, tmp_path)


def test_each_is_named_with_its_line(tmp_path: Path) -> None:
    text = """# ✎ in a comment, https://example.org/
title = { ca = "✎ títol", en = "A title" }
[[links]]
url = "https://www.barcelona.cat/"
label = { ca = "a", en = "b" }
[[links]]
url = "https://news.example.org/x"
[text]
ca = \"\"\"
Bon dia.

✎ i més\"\"\"
"""
    assert found(tmp_path, text) == [
        "story.toml, line 2: “✎ títol” is still to be written.",
        "story.toml, line 7: news.example.org is an example and no address.",
        "story.toml, line 12: “Bon dia. ✎ i més” is still to be written.",
    ]


@pytest.mark.parametrize(
    "value",
    [
        "http://example.com",
        "https://EXAMPLE.NET:80/x",
        "a@example.org",
        "at example.org.",
        "https://a.example/",
        "https://x.invalid",
    ],
)
def test_addresses_of_examples(tmp_path: Path, value: str) -> None:
    assert len(found(tmp_path, f'a = "{value}"')) == 1


@pytest.mark.parametrize(
    "value",
    ["https://notexample.org/", "https://example.org.uk/", "https://example-org.cat/", "for example.", "un.example"],
)
def test_other_addresses(tmp_path: Path, value: str) -> None:
    assert found(tmp_path, f'a = "{value}"') == []
