"""The description of what is seen is a track of its own: what people do with captions they do with it, and neither
takes anything from the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from footage_clips import Clips
from small_series import make_series, make_story, speech
from veus_job import Ran, in_process

from pipeline.check.rules.table import RULES
from pipeline.errors import ConfigError
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.project.track_names import language_in, name_of, role_of
from pipeline.review.track_file import TrackFile

SEEN = "1\n00:00:03,000 --> 00:00:03,900\nRiu.\n"
HEARD = "1\n00:00:00,200 --> 00:00:02,500\nBon dia, em dic Joel.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_series(tmp_path)
    folder = make_story(root, "film")
    (folder / "film.mp4").write_bytes(b"footage")
    (folder / "ca.srt").write_text(HEARD, "utf-8")
    (folder / "description.ca.srt").write_text(SEEN, "utf-8")
    (folder / ".base").mkdir()
    return root


def run(root: Path, *args: str) -> Ran:
    done = in_process(root, *args)
    assert done.code == 0, done.err
    return done


def find(root: Path, name: str) -> TrackFile:
    return TrackFile.find(Series.open(Layout(root)), "film", name)


@pytest.mark.parametrize("lang", ["ca", "en", "es"])
def test_a_name_says_what_a_track_tells_and_in_which_language(lang: str) -> None:
    for name in (lang, f"description.{lang}"):
        assert name_of(language_in(name), role_of(name)) == name


def test_the_description_is_found_by_its_name(root: Path) -> None:
    track = find(root, "description.ca")
    assert (track.lang, track.kind, track.path.name) == ("ca", "descriptions", "description.ca.srt")
    assert [cue.text for cue in track.cues()] == ["Riu."]
    assert [one.name for one in TrackFile.every(track.series, track.story)] == ["ca", "en", "description.ca"]
    with pytest.raises(ConfigError, match="unknown language"):
        find(root, "description.xx")


def test_its_versions_and_its_editor_are_its_own(root: Path) -> None:
    (root / "new.srt").write_text(SEEN.replace("Riu", "Somriu"), "utf-8")
    run(root, "import", "film", "description.ca", str(root / "new.srt"), "--by", "Marta", "--insist")
    captions, described = find(root, "ca"), find(root, "description.ca")
    assert described.cues()[0].text == "Somriu." and captions.text().data == HEARD.encode()
    assert set(described.review().edits) == {"description.ca"}
    assert len(described.versions()) >= 2
    assert not [one for one in captions.versions() if b"riu" in captions.bytes_of(one).data]
    run(root, "restore", "film", "description.ca", described.versions()[-1].sha256[:12], "--by", "Marta")
    assert find(root, "description.ca").cues()[0].text == "Riu."


@pytest.mark.parametrize("form", ["srt", "vtt", "xlsx", "docx", "ttml"])
def test_a_file_of_the_description_goes_back_into_it_and_not_into_the_captions(root: Path, form: str) -> None:
    target = root / f"film.description.ca.{form}"
    run(root, "export", "film", "description.ca", "--to", form, "-o", str(target))
    refused = in_process(root, "import", "film", "ca", str(target))
    assert refused.code != 0 and "veus import film description.ca" in refused.err
    assert "nothing changed" in run(root, "import", "film", "description.ca", str(target)).out


def test_it_is_checked_as_a_description(root: Path) -> None:
    data = json.loads(in_process(root, "check", "film", "--json").out)
    tracks = {one["lang"]: one for one in data["tracks"]}
    assert set(tracks) == {"ca", "en", "description.ca"}
    assert not [one for one in tracks["description.ca"]["findings"] if RULES[one["rule"]].about == "captions"]


def test_a_waiver_of_one_is_none_of_the_other(root: Path) -> None:
    odd = "1\n00:00:03,000 --> 00:00:03,900\nXqwrtz.\n"
    for name in ("ca", "description.ca"):
        (root / f"stories/film/{name}.srt").write_text(odd, "utf-8")
    waiver = ("--cue", "1", "--reason", "a name", "--by", "Marta")
    run(root, "waive", "film", "description.ca", "SPELL", *waiver)
    tracks = {one["lang"]: one for one in json.loads(in_process(root, "check", "film", "--json").out)["tracks"]}
    assert [len(tracks[name]["waived"]) for name in ("ca", "description.ca")] == [0, 1]


def test_it_moves_with_the_footage(root: Path, clips: Clips) -> None:
    (root / "stories/film/film.mp4").write_bytes(speech(clips).read_bytes())
    run(root, "shift", "film", "--by", "100")
    assert [find(root, name).cues()[0].start for name in ("ca", "description.ca")] == [300, 3100]
