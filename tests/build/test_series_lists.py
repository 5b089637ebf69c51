"""What whoever builds the series is told of names in series.toml."""

from __future__ import annotations

from pathlib import Path

from small_series import STORY, make_series, make_story

from pipeline.build.series_lists import series_remarks
from pipeline.build.settled import SettledStory
from pipeline.project.layout import Layout
from pipeline.project.series import Series

NAMES = """base_url = "https://a.example/"
order = ["joel", "laura", "damaged", "jeol"]
[style.speakers]
Joel = "cyan"
"Laura Puig" = "yellow"
"""


def test_stories_that_were_not_read_are_asked_for_names_too(tmp_path: Path) -> None:
    root = make_series(tmp_path, NAMES)
    make_story(root, "joel", toml=f'{STORY}[[people]]\nname = "Joel"\n')
    make_story(root, "laura", toml=f'{STORY}[[people]]\nname = "Laura Puig"\n')
    make_story(root, "damaged", toml="spoken = 3")
    series = Series.open(Layout(root))
    (joel,) = series.stories(["joel"]).loaded
    order = 'the order of series.toml names "jeol", which is not among the stories. Did you mean "joel"?'
    settled = SettledStory("laura", "state", "around", "title", "episode")
    assert series_remarks(series, [joel], [settled]) == [order]
    (told, nobody) = series_remarks(series, [joel], [])
    assert told == order and nobody.startswith('[style.speakers] of series.toml names "Laura Puig"')
