"""Which videos are made besides: their names become part of file names."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.project.renditions import RenditionSettings, VideoSettings


@pytest.mark.parametrize("name", ["", "Tall", "a b", "../x", "a.b", "-a", "x" * 33, "ad"])
def test_a_name_that_cannot_be_part_of_a_files_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        RenditionSettings(name=name)


@pytest.mark.parametrize("wrong", [{"shape": "4:3"}, {"codec": "vp9"}, {"background": "black"}, {"speed": 1}])
def test_what_is_not_made_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        RenditionSettings.model_validate({"name": "tall"} | wrong)


@pytest.mark.parametrize(
    ("loudness", "accepted"),
    [(-16, True), (False, True), (-31.5, False), (-9.5, False), (0, False), (0.0, False), (True, False)],
)
def test_loudness_is_a_level_or_left_as_it_is(loudness: object, accepted: bool) -> None:
    if accepted:
        found = VideoSettings.model_validate({"loudness": loudness}).loudness
        assert found == loudness and (found is False) == (loudness is False)
    else:
        with pytest.raises(ValidationError):
            VideoSettings.model_validate({"loudness": loudness})


def test_a_bare_one_is_the_footage_as_it_is_in_all_languages() -> None:
    bare = RenditionSettings(name="x")
    assert (bare.shape, bare.codec, bare.cards, bare.languages) == ("source", "h264", False, ())
