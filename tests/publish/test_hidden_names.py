"""People who may not be named, and texts that name them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from publish_helpers import story_with

from pipeline.project.layout import Layout
from pipeline.publish.hidden_names import hidden_names

PEOPLE = [{"name": "Joel"}, {"name": "Núria Serra", "publish_name": False}, {"name": "Joel", "publish_name": False}]


def test_each_place_is_told_with_its_line(tmp_path: Path) -> None:
    info = story_with(Layout(tmp_path), people=PEOPLE).info
    captions, picture = tmp_path / "ca.vtt", tmp_path / "a.png"
    captions.write_text("Joel\nNÚRIA SERRA: Bon dia.\nNúria Serrano i núria serra\nNúria Serra,\n", "utf-8")
    picture.write_bytes(b"N\xc3\xbaria Serra")
    assert hidden_names([captions, picture], info, tmp_path) == [
        f"ca.vtt, line {line}: “{name}” may not be named (publish_name = false in story.toml)."
        for line, name in ((2, "NÚRIA SERRA"), (4, "Núria Serra"))
    ]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Fatou N'Diaye", "Fatou N’Diaye"),
        ("Fatou N’Diaye", "FATOU N'DIAYE"),
        ("Pere Puig-Rovira", "Pere Puig\u2010Rovira"),
        ("Pere Puig-Rovira", "Pere Puig–Rovira"),
        ("Gal·la Puig", "Gal.la Puig"),
        ("Núria Serra", "Nu\u0301ria Serra"),
        ("Nu\u0301ria Serra", "Núria Serra"),
        ("Núria Serra", "Núria\u00a0Serra"),
    ],
)
def test_a_name_is_found_whichever_signs_it_is_written_with(tmp_path: Path, name: str, written: str) -> None:
    info = story_with(Layout(tmp_path), people=[{"name": name, "publish_name": False}]).info
    captions = tmp_path / "ca.vtt"
    captions.write_text(f"Em dic {written}.\n", "utf-8")
    shown = unicodedata.normalize("NFKC", written)
    assert hidden_names([captions], info, tmp_path) == [
        f"ca.vtt, line 1: “{shown}” may not be named (publish_name = false in story.toml)."
    ]


def test_somebody_of_the_same_name_may_be_named_whichever_signs_it_is_written_with(tmp_path: Path) -> None:
    people = [{"name": "Fatou N'Diaye"}, {"name": "Fatou N’Diaye", "publish_name": False}]
    captions = tmp_path / "ca.vtt"
    captions.write_text("Fatou N’Diaye\n", "utf-8")
    assert hidden_names([captions], story_with(Layout(tmp_path), people=people).info, tmp_path) == []


def test_where_everybody_may_be_named_nothing_is_read(tmp_path: Path) -> None:
    info = story_with(Layout(tmp_path), people=PEOPLE[:1]).info
    assert hidden_names([tmp_path / "none.vtt"], info, tmp_path) == []
