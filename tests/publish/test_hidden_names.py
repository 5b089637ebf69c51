"""People who may not be named, and texts that name them."""

from __future__ import annotations

from pathlib import Path

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


def test_where_everybody_may_be_named_nothing_is_read(tmp_path: Path) -> None:
    info = story_with(Layout(tmp_path), people=PEOPLE[:1]).info
    assert hidden_names([tmp_path / "none.vtt"], info, tmp_path) == []
