"""Every path of both folders: people's in stories/, the machine's in output/, and no two the same."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from pipeline.project.layout import Elsewhere, Layout, StoryLayout

ROOT = Path("/series")
FILM = Layout(ROOT).story(ROOT / "stories/El film", "film")
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "rendition": ("ca", "tall"),
    "style_sheet": ("ca", "9:16"),
    "extended_clip": ("ca", 2),
}


def paths(layout: StoryLayout, *languages: str) -> dict[str, Path]:
    """Every path by its name; those of a language for each."""
    found: dict[str, Path] = {}
    for name in dir(StoryLayout):
        if name.startswith("_"):  # of Python: Debian 12's has names there that no object answers to
            continue
        value = getattr(layout, name)
        if callable(value):
            for lang in languages:
                _, *more = ARGUMENTS.get(name, ("",))
                found[f"{name} {lang}"] = value(lang, *more)
        else:
            found[name] = value
    return found


def test_no_two_things_have_one_path() -> None:
    every = paths(FILM, "ca", "en")
    assert len(every) > 40
    assert not [(a, b) for a, b in combinations(every, 2) if every[a] == every[b]]


def test_each_is_in_the_folder_of_whom_it_belongs_to() -> None:
    homes = (FILM.source, FILM.out, FILM.work)
    for name, path in paths(FILM, "ca").items():
        assert any(path == home or home in path.parents for home in homes), name
    assert FILM.srt("ca") == ROOT / "stories/El film/ca.srt"
    assert (FILM.out, FILM.work) == (ROOT / "output/film", ROOT / "output/.work/film")


def test_what_people_own_lies_in_stories() -> None:
    layout = Layout(ROOT)
    for path in (FILM.story_file, FILM.srt("ca"), FILM.review_file, FILM.withdrawal_file, FILM.history):
        assert FILM.source in path.parents
    assert {layout.series_file.parent, layout.theme.parent, layout.project.parent} == {layout.stories}


def test_with_another_output_people_stay_where_they_are() -> None:
    there = Elsewhere(ROOT, Path("/elsewhere"))
    assert there.stories == ROOT / "stories"
    film = there.story(ROOT / "stories/film", "film")
    assert film.out == Path("/elsewhere/film") and film.work == Path("/elsewhere/.work/film")
    assert {there.manifest.parent, there.index("ca").parent, there.static.parent} == {there.output}
    assert {there.manifest_page(3).parent, there.page_schema.parent} == {there.output / "manifest"}
    assert there.output in there.temp.parents


@pytest.mark.parametrize("shape", ["16:9", "9:16"])
def test_no_name_holds_what_a_disk_may_refuse(shape: str) -> None:
    names = [path.name for path in [*paths(FILM, "ca").values(), FILM.style_sheet("ca", shape)]]
    assert not [name for name in names if set(name) & set('<>:"/\\|?*')]
