"""From what people wrote of the pictures to a film that tells it, with voices that are tones."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes import use_fakes
from footage_clips import Clips
from small_series import SCRIPTED, make_series, make_story, manifest_of
from tone_voices import film_with_pause, use_tones
from veus_job import in_process

from pipeline.build.build import build
from pipeline.build.outcome import BuildReport, Silent
from pipeline.media import ffmpeg as ff
from pipeline.media.sample_files import RATE, write_samples
from pipeline.project.layout import Layout, StoryLayout
from pipeline.voices import voices

FIRST = "1\n00:00:00,500 --> 00:00:02,500\nUn hort, de dia.\n"
SECOND = "\n2\n00:00:05,000 --> 00:00:06,000\n[ampliada] En Joel rega les tomaqueres.\n"


@dataclass(frozen=True)
class Described:
    root: Path

    @property
    def paths(self) -> StoryLayout:
        return Layout(self.root).story(self.root / "stories/film", "film")

    def write(self, text: str, lang: str = "ca") -> None:
        self.paths.srt(f"description.{lang}").write_text(text, "utf-8")

    def build(self) -> tuple[list[str], list[str]]:
        """(what was made, what was told)."""
        report: BuildReport = build(Layout(self.root), (), Silent())
        (story,) = report.stories
        assert story.problems == []
        return story.made, story.notes

    @property
    def episode(self) -> dict[str, Any]:
        (episode,) = manifest_of(self.root)["episodes"]
        return episode

    def sound(self) -> np.ndarray:
        graph = ff.sound(self.paths.described_sound("ca")).output("pipe:1", f="f32le", ac=1, ar=RATE)
        return np.frombuffer(ff.run(graph, subject=self.paths.described_sound("ca")), "<f4")


@pytest.fixture(scope="module")
def undescribed(clips: Clips, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A series with a film that nobody has described yet, built; to be copied."""
    root = make_series(tmp_path_factory.mktemp("undescribed"), SCRIPTED)
    make_story(root, "film", film_with_pause(clips))
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        use_tones(monkeypatch)
        Described(root).build()
    return root


@pytest.fixture
def film(undescribed: Path, fakes: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Described:
    use_tones(monkeypatch)
    return Described(Path(shutil.copytree(undescribed, tmp_path / "root")))


def has_tone(samples: np.ndarray, hz: float = 220) -> bool:
    """Whether one frequency stands out of what is heard."""
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    at = round(hz * len(samples) / RATE)
    return bool(spectrum[at - 3 : at + 4].max() > 0.5 * spectrum.max())


def test_a_film_is_described_and_only_what_changed_is_made_again(film: Described) -> None:
    film.write(FIRST + SECOND)
    film.write("1\n00:00:00,500 --> 00:00:02,500\nA garden.\n", "en")
    made, _ = film.build()
    assert {"description.ca", "description.en"} <= set(made)
    names = {path.name for path in film.paths.out.iterdir()}
    assert {"video.ca.ad.mp4", "description.ca.m4a", "description.ca.vtt", "description.ca.2.m4a"} <= names
    assert has_tone(film.sound()[RATE * 6 // 10 : RATE]) and not has_tone(film.sound()[RATE * 5 :])

    ca, en = film.episode["descriptions"]
    assert (ca["language"], ca["status"], ca["synthetic"], en["extended"]) == ("ca", "edited", True, [])
    (clip,) = ca["extended"]
    assert (clip["url"], clip["start_ms"]) == ("film/description.ca.2.m4a", 5000) and clip["duration_ms"] > 1000
    vtt = film.paths.description_vtt("ca").read_text("utf-8")
    assert "Un hort, de dia." in vtt and "[ampliada]" not in vtt

    assert film.build()[0] == []
    before = {path.name: path.read_bytes() for path in film.paths.spoken.iterdir()}
    film.write(FIRST.replace("Un hort", "Un jardí") + SECOND)
    assert film.build()[0] == ["description.ca", "pages"]
    after = {path.name: path.read_bytes() for path in film.paths.spoken.iterdir()}
    assert len(before) == len(after) == 3 and len(before.keys() & after.keys()) == 2

    film.paths.srt("description.en").unlink()
    assert film.build()[0] == ["pages"]
    assert not [path for path in film.paths.out.iterdir() if ".en.ad" in path.name or "description.en" in path.name]


def test_pages_tell_that_there_is_a_description_and_read_it(film: Described) -> None:
    assert "audioDescription" not in film.episode["accessibility"]["features"]
    film.write(FIRST)
    film.build()
    access = film.episode["accessibility"]
    assert "audioDescription" in access["features"]
    assert "Té audiodescripció en català." in access["summary"]["ca"]
    assert "synthetic voice" in access["summary"]["en"]
    assert film.episode["status"] == "draft"
    data = json.loads(film.paths.jsonld("ca").read_text("utf-8"))
    assert ["auditory"] in [one["itemListElement"] for one in data["accessModeSufficient"]]
    assert "[0:00] Descripció: Un hort, de dia." in film.paths.transcript_text("ca").read_text("utf-8")
    assert "<b>Descripció:</b>" in film.paths.transcript_html("ca").read_text("utf-8")
    assert "Un hort" not in film.paths.transcript_text("en").read_text("utf-8")
    page = film.paths.embed("ca").read_text("utf-8")
    assert "Un hort" not in page
    for name in ("video.ca.ad.mp4", "description.ca.m4a", "description.ca.vtt"):
        assert f'href="{name}"' in page
    assert "veu sintètica" in page


def test_what_is_still_to_be_written_is_never_told(film: Described) -> None:
    film.write("1\n00:00:00,500 --> 00:00:02,500\n✎ 5 paraules\n" + SECOND)
    _, notes = film.build()
    assert any("1 place is still to be written" in note for note in notes)
    (described,) = film.episode["descriptions"]
    assert len(described["extended"]) == 1
    assert "paraules" not in film.paths.description_vtt("ca").read_text("utf-8")
    assert len(list(film.paths.spoken.iterdir())) == 1


def test_a_passage_longer_than_its_pause_is_told_with_the_seconds(film: Described) -> None:
    film.write(FIRST.replace("Un hort", "Un hort molt gran i molt verd, amb tomaqueres i patates i enciams i cebes"))
    _, notes = film.build()
    (told,) = [note for note in notes if "longer than the pause" in note]
    assert "1 passage takes" in told and "[ampliada]" in told
    made, again = film.build()
    assert made == [] and told in again, "a build that makes nothing tells it as well"


def test_what_begins_after_the_end_is_left_out_and_told_by_its_time(film: Described) -> None:
    film.write(FIRST + "\n9\n00:02:00,000 --> 00:02:01,000\nFora.\n")
    _, notes = film.build()
    assert any("cue 2 (00:02:00,000) begins after the end of the video" in note for note in notes)


def test_where_the_film_waits_for_all_there_is_no_film_with_it(film: Described) -> None:
    film.write(SECOND)
    film.build()
    (described,) = film.episode["descriptions"]
    assert (described["video"], described["sound"], len(described["extended"])) == (None, None, 1)
    assert "audioDescription" in film.episode["accessibility"]["features"]
    assert not list(film.paths.out.glob("*.ad.mp4"))


def test_without_a_voice_it_is_published_to_be_read(film: Described, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "SPEAKERS", {})
    film.write(FIRST)
    _, notes = film.build()
    assert any("published to be read alone" in note for note in notes)
    (described,) = film.episode["descriptions"]
    assert (described["sound"], described["video"], described["synthetic"]) == (None, None, False)
    assert "audioDescription" not in film.episode["accessibility"]["features"]
    assert "es descriu per escrit" in film.episode["accessibility"]["summary"]["ca"]


def test_a_passage_that_no_voice_can_say_is_told_by_its_place(film: Described, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(voices.VOICES, "mute", "pipeline.voices.fake_voices:MuteVoice")
    monkeypatch.setitem(voices.SPEAKERS, "ca", ("mute",))
    film.write(FIRST)
    (story,) = build(Layout(film.root), (), Silent()).stories
    (problem,) = story.problems
    assert "passage 1, at 0.5 s, cannot be spoken" in str(problem) and "description.ca.srt" in str(problem)
    assert film.paths.episode.is_file(), "the story has its pages nevertheless"


@pytest.mark.parametrize("name", ["0-00.wav", "whole.wav"])
def test_a_recording_is_heard_instead_of_a_voice(film: Described, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(voices, "SPEAKERS", {})
    film.write(FIRST)
    folder = film.paths.recordings("ca")
    folder.mkdir(parents=True)
    second = (0.2 * np.sin(2 * np.pi * 660 * np.arange(RATE) / RATE)).astype(np.float32)
    lead = np.zeros(RATE // 2 if name == "whole.wav" else 0, dtype=np.float32)
    write_samples(folder / name, [lead, second])
    _, notes = film.build()
    assert not [note for note in notes if "longer" in note or "no passage" in note]
    assert has_tone(film.sound()[RATE * 6 // 10 : RATE * 14 // 10], 660)
    assert film.episode["descriptions"][0]["synthetic"] is False


def tone(hz: float, seconds: float) -> np.ndarray:
    return (0.2 * np.sin(2 * np.pi * hz * np.arange(round(RATE * seconds)) / RATE)).astype(np.float32)


def record(film: Described, name: str, *samples: np.ndarray) -> None:
    path = film.paths.recordings("ca").parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    write_samples(path, [each.astype(np.float32) for each in samples])


def test_a_passage_with_a_recording_of_its_own_is_not_told_twice(film: Described) -> None:
    film.write(FIRST + "\n2\n00:00:01,600 --> 00:00:02,800\nPlou.\n")
    record(film, "ca/whole.wav", np.zeros(RATE // 2), tone(660, 0.8), np.zeros(RATE * 4 // 10), tone(660, 0.8))
    record(film, "ca/1.wav", tone(440, 0.8))
    film.build()
    first, second = film.sound()[RATE * 6 // 10 : RATE * 12 // 10], film.sound()[RATE * 18 // 10 : RATE * 24 // 10]
    assert has_tone(first, 440) and not has_tone(first, 660) and has_tone(second, 660)


def test_what_the_recording_of_the_whole_does_not_tell_is_told(film: Described) -> None:
    film.write(FIRST + "\n2\n00:00:05,000 --> 00:00:06,000\nEn Joel rega.\n")
    record(film, "ca/whole.wav", np.zeros(RATE // 2), tone(660, 5))
    _, notes = film.build()
    assert any("whole.wav tells nothing of 1 passage, at 5.0 s" in note for note in notes)
    assert any("1 passage takes longer than the pause, at 0.5 s" in note for note in notes)


def test_what_the_film_waits_for_is_told_once_also_where_the_recording_of_the_whole_tells_it(film: Described) -> None:
    film.write(FIRST + SECOND)
    record(film, "ca/whole.wav", np.zeros(RATE // 2), tone(660, 0.8), np.zeros(round(RATE * 3.7)), tone(660, 0.8))
    _, notes = film.build()
    assert [note for note in notes if "whole.wav" in note] == [
        "description.ca.srt: whole.wav: what it tells at 5.0 s is not heard, as the film waits there:"
        " record it in a file of its own."
    ]
    sound = film.sound()
    assert has_tone(sound[RATE * 6 // 10 : RATE * 12 // 10], 660)
    assert not has_tone(sound[RATE * 52 // 10 : RATE * 56 // 10], 660), "the clip that the film waits for tells it"
    assert "whole.wav: what it tells at 5.0 s" in str(film.build()[1]), "told again by a build that makes nothing"


def test_a_silent_recording_of_the_whole_makes_no_described_film(film: Described) -> None:
    film.write(FIRST)
    record(film, "ca/whole.wav", np.zeros(RATE * 5))
    (story,) = build(Layout(film.root), (), Silent()).stories
    (problem,) = story.problems
    assert "whole.wav: nothing is heard in this recording" in str(problem)
    assert not film.paths.described_video("ca").exists()


@pytest.mark.parametrize(("seconds", "doubted"), [(0.4, True), (2.0, False), (9.0, True)])
def test_a_recording_that_is_hardly_of_its_passage_is_pointed_out(
    film: Described, seconds: float, doubted: bool
) -> None:
    film.write("1\n00:00:00,500 --> 00:00:02,500\n[ampliada] Un hort, de dia, entre edificis alts.\n")
    record(film, "ca/1.wav", tone(440, seconds))
    _, notes = film.build()
    assert any("1.wav takes" in note and "listen" in note for note in notes) is doubted


def test_recordings_that_nobody_would_hear_are_told(film: Described) -> None:
    film.write(FIRST)
    for name in ("ca/1.aiff", "ca/9.wav", "1.wav", "cat/1.wav", "notes.wav"):
        record(film, name, tone(440, 1))
    _, notes = film.build()
    (unread,) = [note for note in notes if "no format for sound" in note]
    (stray,) = [note for note in notes if "no passage has" in note]
    (lost,) = [note for note in notes if "no description in that language" in note]
    assert "1.aiff" in unread and "9.wav" in stray
    assert lost.startswith("description/1.wav, description/cat/1.wav: ")


def test_a_recording_whose_passage_has_become_another_is_pointed_out(film: Described) -> None:
    film.write(FIRST + SECOND)
    record(film, "ca/2.wav", tone(440, 2))
    other = "\n2\n00:00:04,500 --> 00:00:04,900\n[ampliada] La dona riu amb el veí.\n"
    assert not any("first heard" in note for note in film.build()[1])
    film.write(FIRST + other + SECOND)
    for _ in range(2):
        (told,) = [note for note in film.build()[1] if "first heard" in note]
        assert (
            '2.wav was first heard for "En Joel rega les tomaqueres."' in told and '"La dona riu amb el veí."' in told
        )
    approve = ("approve", "film", "description.ca", "--by", "Marta", "--unheard", "--quiet")
    done = in_process(film.root, *approve)
    assert done.code == 0, done.err
    assert not any("first heard" in note for note in film.build()[1])
    film.write(FIRST + other + SECOND + "\n")
    assert not any("first heard" in note for note in film.build()[1])
