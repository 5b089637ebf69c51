"""Which pictures are the film: never cover art, a thumbnail, or a picture a second that goes along."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MediaError
from pipeline.media.media_info import Stream
from pipeline.media.streams import by_number, film_of
from pipeline.messages import Message

FILM = Stream("picture", 1, 0, "h264", 0, 9_000, 225, width=1280, height=720)
SOUND = Stream("sound", 1, 9, "aac", 0, 9_000, 400, channels=1)


@pytest.mark.parametrize(
    ("what", "beside"),
    [
        ("cover art", {"still": True, "count": 1}),
        ("one picture", {"count": 1}),
        ("a picture a second", {"count": 9, "width": 160, "height": 90}),
        ("a small preview", {"width": 320, "height": 180, "default": True}),
        ("nothing decodes it", {"codec": ""}),
        ("empty", {"count": 0}),
    ],
)
def test_what_goes_along_is_not_the_film(what: str, beside: dict[str, object]):
    first = replace(FILM, **beside)
    film = replace(FILM, number=2, index=1)
    assert film_of([first, film, SOUND]) == film
    assert film_of([film, first]) == film


@pytest.mark.parametrize("default", [False, True])
@pytest.mark.parametrize("every_ms", [2_000, 5_000, 30_000])
def test_slides_are_the_film_however_many_pictures_their_preview_has(every_ms: int, default: bool):
    slides = replace(FILM, end_ms=300_000, count=300_000 // every_ms, default=default)
    preview = replace(slides, number=2, index=1, count=300, width=160, height=90)
    assert film_of([slides, preview]) == film_of([preview, slides]) == slides


def test_a_slow_film_that_the_file_names_is_not_a_preview_of_stills_beside_it():
    film = replace(FILM, end_ms=600_000, count=600, default=True)
    stills = replace(film, number=2, index=1, count=5, width=3840, height=2160, default=False)
    assert film_of([film, stills]) == film_of([stills, film]) == film


def test_large_stills_go_along_with_a_smaller_film():
    film = replace(FILM, end_ms=300_000, count=7_500)
    stills = replace(film, number=2, index=1, count=300, width=3840, height=2160, default=True)
    assert film_of([film, stills]) == film_of([stills, film]) == film


def test_of_two_films_the_default_then_the_larger_one_is_taken():
    large, small = replace(FILM, number=2, index=1, width=1920, height=1080), FILM
    assert film_of([small, large]) == large
    default = replace(small, default=True)
    assert film_of([default, large]) == default


def test_a_person_may_choose():
    other = replace(FILM, number=2, index=1, width=640, height=360)
    assert film_of([FILM, other], 2) == other
    with pytest.raises(MediaError) as caught:
        film_of([FILM, other], 3)
    assert "1, 2" in caught.value.what
    assert "[footage]" in caught.value.remedy
    with pytest.raises(MediaError, match="there are: none") as caught:
        by_number([], 1, "sound")
    assert isinstance(caught.value.what, Message) and isinstance(caught.value.what.values["known"], Message)


def test_sound_alone_has_no_film():
    assert film_of([SOUND]) is None
    assert film_of([]) is None


@given(
    st.lists(
        st.builds(
            lambda count, width, still, codec, default: replace(
                FILM, count=count, width=width, still=still, codec=codec, default=default
            ),
            st.integers(0, 300),
            st.integers(1, 4000),
            st.booleans(),
            st.sampled_from(["h264", ""]),
            st.booleans(),
        ),
        max_size=5,
    )
)
def test_there_is_a_film_wherever_something_moves(given_streams: list[Stream]):
    streams = [replace(each, number=n + 1, index=n) for n, each in enumerate(given_streams)]
    film = film_of(streams)
    possible = [each for each in streams if each.codec and each.count and not each.still]
    assert (film in possible) if possible else film is None
