"""Texts that are still to be written, and addresses of examples, with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import messages
from pipeline.messages import in_language
from pipeline.publish.delivery import Delivery
from pipeline.publish.hindrances import found_in
from pipeline.publish.placeholders import placeholders, placeholders_in_texts


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


TEXTS = {
    "captions": ("ca.srt", "1\n00:00:01,000 --> 00:00:02,000\n✎ nom\n", ["line 3: “✎ nom” is still to be written."]),
    "captions in UTF-16": ("ca.srt", "x\r\nSee www.example.org\r\n", ["line 2: www.example.org is an example"]),
    "template": ("a.html", "{# ✎\n example.org #}\n<a href='https://b.example/'>", ["line 3: b.example is an"]),
    "html": ("a.html", "<!-- ✎ -->", ["line 1: “✎ -->” is still"]),
    "catalogue": ("ca.po", '# ✎ example.org\nmsgid "a"\nmsgstr "✎ més"\n', ['line 3: “✎ més"” is still']),
    "picture": ("a.PNG", "✎ example.org", []),
    "deep address": ("a.txt", "a." * 50_000 + "example.org", ["line 1: a.a."]),
}


@pytest.mark.parametrize("case", TEXTS)
def test_in_files_that_are_shown_line_by_line(tmp_path: Path, case: str) -> None:
    name, text, wanted = TEXTS[case]
    path = tmp_path / name
    path.write_bytes(text.encode("utf-16" if "UTF-16" in case else "utf-8"))
    told = placeholders_in_texts([path], tmp_path)
    assert len(told) == len(wanted) and all(
        one.startswith(f"{name}, {start}") for one, start in zip(told, wanted, strict=True)
    ), told


def test_they_are_told_in_the_language_of_the_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_speaking", "ca")
    told = found(tmp_path, 'a = "✎ títol"\n')
    assert told == ["story.toml, línia 1: «✎ títol» encara s’ha d’escriure."]
    assert in_language(told[0], "en") == "story.toml, line 1: “✎ títol” is still to be written."


def test_plain_data_of_publishing_is_the_same_in_every_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "_speaking", "ca")
    told = [found_in("story", one) for one in found(tmp_path, 'a = "✎ títol"\n')]
    assert told[0].why == "«✎ títol» encara s’ha d’escriure."  # a page says it without the file
    done = Delivery("x", (), {"film": told}, (), None)
    assert done.as_dict()["refused"] == {"film": ["story.toml, line 1: “✎ títol” is still to be written."]}
