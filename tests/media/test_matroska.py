"""Files that are all there, and others."""

from __future__ import annotations

from pathlib import Path

import pytest
from footage_clips import COPY, X264, Clips, picture, tone
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import MediaError
from pipeline.media.matroska import is_whole
from pipeline.media.probe import probe

#: The last of fifty pictures stands for three seconds more.
STANDS = ("-bsf:v", "setts=duration=if(eq(N\\,49)\\,3/TB\\,DURATION)")


@pytest.fixture(params=[".mkv", ".webm"])
def standing(request: pytest.FixtureRequest, clips: Clips) -> Path:
    whole = clips.make(f"moving{request.param}", *picture(), *(X264 if request.param == ".mkv" else ("-c:v", "libvpx")))
    return clips.make(f"standing{request.param}", "-i", str(whole), *COPY, *STANDS)


def test_a_last_picture_stands_as_long_as_the_file_says(standing: Path):
    assert is_whole(standing)
    assert probe(standing).duration_ms == pytest.approx(4_960, abs=2)


def test_a_file_that_was_cut_off_is_refused_all_the_same(standing: Path, tmp_path: Path):
    path = tmp_path / standing.name
    path.write_bytes(standing.read_bytes()[:-100])
    assert not is_whole(path)
    with pytest.raises(MediaError, match="cut short"):
        probe(path)


def test_one_picture_and_a_voice(clips: Clips):
    """FFmpeg says of the pictures that they last as long as the file where there are but few."""
    path = clips.make("one-and-a-voice.mkv", *picture(), *tone(), *X264, "-c:a", "aac", "-vf", "select=eq(n\\,0)")
    facts = probe(path)
    assert facts.duration_ms == pytest.approx(2_000, abs=60)
    assert facts.held


@given(st.binary(max_size=40))
def test_of_whatever_it_is_it_says_no(tmp_path_factory: pytest.TempPathFactory, data: bytes):
    path = tmp_path_factory.getbasetemp() / "anything.mkv"
    path.write_bytes(data)
    assert not is_whole(path)
