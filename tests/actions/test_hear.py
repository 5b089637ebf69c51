"""What is heard before somebody approves: on a story with a scripted engine, through the real command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from footage_clips import Clips
from heard_all import heard_all
from small_series import make_series, make_story, manifest_of, speech, track_file
from veus_job import Ran, in_process

from pipeline.actions.check_tracks import look_at
from pipeline.actions.hear import hear, tick
from pipeline.check.risk import Risk
from pipeline.errors import VeusError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review.review_record import Approval, read_review, set_approval
from pipeline.review.track_file import TrackFile

AT = "2024-07-01T10:00:00+02:00"
SAID = "1\n00:00:00,200 --> 00:00:03,000\nBon dia, em dic Joel.\n"


class Film:
    """A story in Catalan, heard by the scripted engine, built, with captions of a person's."""

    def __init__(self, root: Path, clips: Clips) -> None:
        self.root = root
        make_story(root, "film", speech(clips))
        assert self("build", "--quiet").code == 0
        self.paths.srt("ca").write_text(SAID, "utf-8")

    def __call__(self, *args: str) -> Ran:
        return in_process(self.root, *args)

    @property
    def paths(self) -> StoryLayout:
        return Layout(self.root).story(self.root / "stories/film", "film")

    @property
    def track(self) -> TrackFile:
        return track_file(Layout(self.root), "film", "ca")

    @property
    def approval(self) -> Approval:
        return read_review(self.paths).approvals["ca"]

    def approve(self, *more: str) -> Ran:
        return self("approve", "film", "ca", "--by", "Pere", "--at", AT, *more)


@pytest.fixture
def film(scripted: Path, clips: Clips) -> Film:
    return Film(scripted, clips)


def test_what_nobody_has_heard_is_approved_only_by_who_says_so(film: Film) -> None:
    refused = film.approve()
    assert refused.code == 1 and "not all of it has been heard" in refused.err
    assert "1 caption was never opened, of 1" in refused.err and "0 % of the film was played" in refused.err
    assert "veus review film" in refused.err and "--unheard" in refused.err
    assert not film.paths.review_file.exists()
    done = film.approve("--unheard", "--json")
    assert done.code == 0, done.err
    unheard = json.loads(done.out)["approval"]["unheard"]
    assert (unheard["captions"], unheard["of"], unheard["played"]) == (1, 1, 0)
    assert any("without being heard through" in note for note in json.loads(done.out)["notes"])


def test_what_was_heard_is_approved_as_before_and_again_where_it_was_approved_unheard(film: Film) -> None:
    assert film.approve("--unheard").code == 0
    assert "already" in film.approve().out, "nothing has changed"
    heard_all(film.root, "film", "ca")
    done = film.approve()
    assert done.code == 0 and "already" not in done.out and film.approval.heard_through
    assert [entry["what"] for entry in read_review(film.paths).log] == ["approve", "approve"]
    assert "already" in film.approve().out


def test_an_approval_of_before_counts_as_not_heard(film: Film) -> None:
    text, about = film.track.text(), film.track.about_now()
    set_approval(film.paths, "ca", Approval(by="Anna", when=AT, sha256=text.sha256, footage_sha256=about))
    assert not film.approval.heard_through
    assert "already" in film.approve().out
    heard_all(film.root, "film", "ca")
    assert film.approve().code == 0 and film.approval.heard_through


def test_pages_and_manifest_say_reviewed_only_of_what_was_heard(film: Film) -> None:
    assert film("build", "--quiet").code == 0, "what is translated was corrected"
    heard_all(film.root, "film", "en")
    assert film("approve", "film", "en", "--by", "Pere").code == 0
    assert film.approve("--unheard").code == 0
    assert film("build", "--quiet").code == 0
    assert told(film) == (False, False, "nobody has checked them by listening")
    criteria = json.loads((film.paths.out / "evidence.json").read_text("utf-8"))
    assert outcome(criteria, "#captions-prerecorded") == "earl:cantTell"
    heard_all(film.root, "film", "ca")
    assert film.approve().code == 0 and film("build", "--quiet").code == 0
    assert told(film) == (True, True, "People have checked and approved")
    criteria = json.loads((film.paths.out / "evidence.json").read_text("utf-8"))
    assert outcome(criteria, "#captions-prerecorded") == "earl:passed"


def outcome(evidence: dict, name: str) -> str:
    (one,) = [entry for entry in evidence["@graph"] if entry.get("@id") == name]
    return one["earl:result"]["earl:outcome"]


def told(film: Film) -> tuple[bool, bool, str]:
    """What the manifest says of the Catalan track and of all of it; and which of two sentences stands everywhere."""
    (episode,) = manifest_of(film.root)["episodes"]
    sentences = ("nobody has checked them by listening", "People have checked and approved")
    jsonld = json.loads(film.paths.jsonld("en").read_text("utf-8"))["accessibilitySummary"]
    page = film.paths.embed("en").read_text("utf-8")
    (said,) = [one for one in sentences if one in episode["accessibility"]["summary"]["en"]]
    assert said in jsonld and said in page
    assert ("approved without checking them against the whole video" in page) is (said == sentences[0])
    return episode["review"]["approvals"]["ca"]["heard"], episode["review"]["heard"], said


def test_a_doubt_that_must_be_settled_is_ticked_or_waived(film: Film) -> None:
    (first, *_) = mishear(film, "plintem")
    refused = film.approve("--unheard")
    assert refused.code == 1 and f"“{first.text}” was heard with doubt, and is in no dictionary" in refused.err
    tick(film.track, film.track.about_now(), first, by="Marta", at=AT)
    assert film.approve("--unheard").code == 0
    assert [one.text for one in json_risks(film)] == []

    mishear(film, "plantim")
    assert film.approve("--unheard").code == 1, "these are other words"
    done = film("waive", "film", "ca", "SPELL", "--cue", "1", "--reason", "és un invent seu", "--by", "Marta")
    assert done.code == 0, done.err
    assert film.approve("--unheard").code == 0


def test_what_is_not_heard_is_not_noted(tmp_path: Path) -> None:
    make_series(tmp_path)
    make_story(tmp_path, "film", b"no film")
    track = track_file(Layout(tmp_path), "film", "ca")
    with pytest.raises(VeusError, match="cannot be ticked off"):
        tick(track, "a" * 64, Risk("unheard", 0, 2000, None, "0:00–0:02"), by="Marta")
    hear(track, "a" * 64, played=[(5, 5)], by="Marta")
    assert not track.paths.review_file.exists()


def json_risks(film: Film) -> list[Risk]:
    (track,) = json.loads(film("check", "film", "--lang", "ca", "--json").out)["tracks"]
    return [Risk(**risk) for risk in track["risks"]]


def mishear(film: Film, word: str) -> list[Risk]:
    """The first word that was heard is `word`, and hardly; the captions have it. The doubts then."""
    transcript = json.loads(film.paths.transcript.read_text("utf-8"))
    first = transcript["words"][0]
    first |= {"text": word, "probability": 0.2}
    film.paths.transcript.write_text(json.dumps(transcript), "utf-8")
    start, end = first["start"], first["end"] + 2000
    track = film.track
    film.paths.srt("ca").write_text(f"1\n{stamp(start)} --> {stamp(end)}\n{word[0].upper()}{word[1:]} aquí.\n", "utf-8")
    return look_at(track, track.text()).doubts


def stamp(ms: int) -> str:
    return f"00:00:{ms // 1000:02},{ms % 1000:03}"
