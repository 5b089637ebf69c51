"""The pictures that READMEs and docs show: there, and light enough to be looked at on the road."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_every_picture_is_there_and_light(page: Path) -> None:
    shown = re.findall(r"(?:\]\(|src=\")([^)\"\s]+\.(?:png|jpg|webp|svg))", page.read_text(encoding="utf-8"))
    for name in shown:
        assert (page.parent / name).stat().st_size < 125_000, name


def test_the_readme_is_short_and_shows_the_desk() -> None:
    """What a newcomer reads first has at most 150 lines; the rest is in docs/."""
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= 150
    assert any("docs/images/desk.webp" in line for line in lines)


def test_pages_are_shown_in_both_languages_light_and_dark_large_and_small() -> None:
    from tools.pictures import DESK, IMAGES, PAGES, REVIEW

    kinds = {(shot.page.split(".")[-2], shot.scheme, shot.width < 500) for shot in PAGES}
    assert {kind[:2] for kind in kinds} == {("ca", "light"), ("ca", "dark"), ("en", "light"), ("en", "dark")}
    assert {small for _, _, small in kinds} == {True, False}
    for shot in (*PAGES, *REVIEW, *DESK):
        assert (ROOT / IMAGES / shot.file).stat().st_size < 125_000
