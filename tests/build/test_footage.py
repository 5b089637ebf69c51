"""What a build takes of the footage: said once, chosen by the story, and made again only where it matters."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import use_fakes
from footage_clips import AAC, X264, Clips, lavfi, tone
from small_series import SCRIPTED, STORY, make_series, make_story, speech

from pipeline.build.build import build
from pipeline.build.footage import built_film
from pipeline.build.footage_sound import FootageSound, footage_state, is_of
from pipeline.build.outcome import BuildReport, Silent
from pipeline.errors import StoryError
from pipeline.media.audio import SPEECH_RATE, floats, speech_audio
from pipeline.media.media_info import MediaInfo, read_media_info
from pipeline.media.probe import probe
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.setup.scaffold import scaffold


def run(root: Path) -> BuildReport:
    return build(Layout(root), [], Silent())


def facts(root: Path, slug: str) -> MediaInfo:
    return read_media_info(Layout(root).story(root / "stories" / slug, slug).probe)


@pytest.fixture(scope="module")
def recording(clips: Clips) -> Path:
    return clips.make("recording.m4a", "-i", str(speech(clips)), "-vn", "-t", "2", *AAC)


@pytest.fixture(scope="module")
def first_build(recording: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuildReport]:
    """A series with a story of sound alone, built; to be copied."""
    root = make_series(tmp_path_factory.mktemp("alone"), SCRIPTED)
    make_story(root, "carta", recording)
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        return root, run(root)


@pytest.fixture
def alone(first_build: tuple[Path, BuildReport], fakes: None, tmp_path: Path) -> Path:
    return Path(shutil.copytree(first_build[0], tmp_path / "root"))


def test_sound_alone_is_built_once_and_then_nothing(alone: Path, first_build: tuple[Path, BuildReport]) -> None:
    first = first_build[1]
    assert not first.problems and first.stories[0].problems == []
    assert (alone / "output/carta/video.ca.mp4").is_file()
    assert run(alone).stories[0].made == []


def test_another_title_is_another_card_and_nobody_listens_again(alone: Path) -> None:
    toml = alone / "stories/carta/story.toml"
    toml.write_text(STORY.replace("Una història", "Un altre títol"), "utf-8")
    made = run(alone).stories[0].made
    assert "video" in made and "film" in made
    assert "transcript" not in made


def test_a_card_is_without_what_is_still_to_be_written(alone: Path) -> None:
    toml = alone / "stories/carta/story.toml"
    toml.write_text(STORY.replace("Una història", "✎ títol"), "utf-8")
    story = run(alone).stories[0]
    assert story.problems == [] and "film" in story.made
    assert [note for note in story.notes if "still to be written: ✎ títol" in note]


def test_a_video_in_place_of_a_recording_is_taken(alone: Path, clips: Clips) -> None:
    (alone / "stories/carta/carta.m4a").unlink()
    shutil.copyfile(speech(clips), alone / "stories/carta/carta.mp4")
    assert run(alone).stories[0].problems == []
    assert not (alone / "output/.work/carta/film.mkv").exists()
    assert facts(alone, "carta").codec == "h264"


def test_a_photograph_that_is_not_there_is_named(scripted: Path, recording: Path) -> None:
    make_story(scripted, "carta", recording, toml=STORY + '\n[footage]\npicture = "foto.jpg"\n')
    (problem,) = run(scripted).stories[0].problems
    assert "foto.jpg" in problem.what


def pitch(video: Path) -> float:
    """Hz of the loudest tone in a video."""
    sound = floats(speech_audio(video, probe(video)))
    return float(np.abs(np.fft.rfft(sound)).argmax() * SPEECH_RATE / len(sound))


def test_a_film_that_was_taken_away_is_made_again(alone: Path) -> None:
    film = alone / "output/.work/carta/film.mkv"
    before = film.read_bytes()
    film.unlink()
    assert run(alone).stories[0].problems == []
    assert film.read_bytes() == before


def test_captions_are_not_moved_by_the_film_of_another_recording(alone: Path, clips: Clips) -> None:
    shutil.copyfile(clips.make("another.m4a", *tone(), *AAC), alone / "stories/carta/carta.m4a")
    with pytest.raises(StoryError, match="changed after the last build") as raised:
        built_film(Layout(alone), Series.open(Layout(alone)).story("carta"))
    assert "veus build carta" in raised.value.remedy


def test_a_story_may_choose_its_sound(scripted: Path, clips: Clips) -> None:
    small = lavfi("testsrc2=size=320x180:rate=25:duration=2")
    tones = (part for hertz in (300, 500) for part in lavfi(f"sine=frequency={hertz}:duration=2"))
    maps = ("-map", "0", "-map", "1", "-map", "2")
    make_story(scripted, "film", clips.make("tones.mkv", *small, *tones, *maps, *X264, *AAC))
    first = run(scripted).stories[0]
    assert facts(scripted, "film").audio.streams == (1,)
    (note,) = (note for note in first.notes if "of the footage" in note)
    assert "sound 1 (aac" in note and "sound 2 (aac" in note and "[footage]" in note
    toml = scripted / "stories/film/story.toml"
    toml.write_text(STORY + "\n[footage]\nsound = [1, 2]\n", "utf-8")
    again = run(scripted).stories[0]
    assert facts(scripted, "film").audio.streams == (1, 2)
    assert {"transcript", "video"} <= set(again.made)
    toml.write_text(STORY + "\n[footage]\nsound = 2\n", "utf-8")
    run(scripted)
    assert pitch(scripted / "output/film/video.mp4") == pytest.approx(500, abs=5)  # what is seen is what is heard
    toml.write_text(STORY + "\n[footage]\nsound = 3\n", "utf-8")
    (problem,) = run(scripted).stories[0].problems
    assert "sound 3" in problem.what and "1, 2" in problem.what


@pytest.mark.parametrize(
    "wrong", ["picture = 0", "sound = []", 'picture = "../foto.jpg"', 'picture = "foto.gif"', "x = 1"]
)
def test_a_wrong_choice_is_answered_with_its_line(scripted: Path, clips: Clips, wrong: str) -> None:
    make_story(scripted, "film", clips["plain"], toml=STORY + f"\n[footage]\n{wrong}\n")
    (problem,) = run(scripted).stories[0].problems
    assert "story.toml" in str(problem.where) and wrong.split()[0] in problem.what


def test_a_story_is_started_from_a_recording(scripted: Path, recording: Path) -> None:
    made = scaffold(Layout(scripted), "veu", recording, ["ca"], {})
    assert (made.folder / "veu.m4a").read_bytes() == recording.read_bytes()


def test_what_is_chosen_of_the_footage_moves_zero_as_another_footage_does(scripted: Path, clips: Clips) -> None:
    """Another picture, or sound, may begin at another time: people's captions are compared with what they stand on."""
    make_story(scripted, "film", clips["silent"])
    found = set()
    for chosen in ("", "\n[footage]\npicture = 2\n", "\n[footage]\nsound = 2\n", "\n[footage]\nsound = [1, 2]\n"):
        (scripted / "stories/film/story.toml").write_text(STORY + chosen, "utf-8")
        found.add(footage_state(Series.open(Layout(scripted)).story("film"), "ab"))
    assert len(found) == 4 and "ab" in found, "where nothing is chosen, it is the file"
    story = Series.open(Layout(scripted)).story("film")
    old = FootageSound("ab", 1000, "")
    assert is_of(old, story, "ab"), "what a version before noted is of the same footage"
    assert not is_of(replace(old, knows_choice=True), story, "ab")
