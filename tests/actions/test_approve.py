"""A reviewer's afternoon through the real command line: edit, check, waive, approve; and what ends an approval."""

from __future__ import annotations

import errno
import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fakes import use_fakes
from footage_clips import Clips
from heard_all import heard_all
from kept_versions import kept
from small_series import CAPTIONS, SCRIPTED, make_series, make_story, manifest_of, speech, track_file
from veus_job import Ran, hashes, in_process

from pipeline import files
from pipeline.actions.approve import approve
from pipeline.errors import VeusError
from pipeline.project.layout import Layout, StoryLayout
from pipeline.review import story_lock, waiting
from pipeline.review.review_record import Edit, note_edit, read_review
from pipeline.subtitles.srt import read_srt

AT = "2024-07-01T10:00:00+02:00"


@dataclass(frozen=True)
class Series:
    """A folder, and the command line in it."""

    root: Path

    @property
    def paths(self) -> StoryLayout:
        return Layout(self.root).story(self.root / "stories/film", "film")

    def __call__(self, *args: str) -> Ran:
        return in_process(self.root, *args)

    def approve(self, lang: str, by: str = "Marta Puig", *more: str) -> Ran:
        return self("approve", "film", lang, "--by", by, "--at", AT, "--unheard", *more)

    def status(self, lang: str) -> dict[str, Any]:
        lines = json.loads(self("status", "--json").out)
        return next(line for line in lines if line["language"] == lang)


@pytest.fixture(scope="module")
def captioned(tmp_path_factory: pytest.TempPathFactory, clips: Clips) -> Path:
    """A story in Catalan, heard by the scripted engine, built up to its captions; to be copied."""
    short = "[captions]\nenglish_min_ms = 300\n"  # what the scripted route says in no time
    root = make_series(tmp_path_factory.mktemp("captioned"), SCRIPTED + short)
    make_story(root, "film", speech(clips))
    with pytest.MonkeyPatch.context() as monkeypatch:
        use_fakes(monkeypatch)
        assert in_process(root, "build", "--to", "captions", "--quiet").code == 0
    return root


@pytest.fixture
def film(captioned: Path, fakes: None, tmp_path: Path) -> Series:
    """A copy of it."""
    return Series(shutil.copytree(captioned, tmp_path / "root"))


def correct(series: Series, lang: str, text: str | None = None) -> None:
    """A person saves captions that break no rule."""
    series.paths.srt(lang).write_text(text or "1\n00:00:00,200 --> 00:00:03,000\nBon dia, em dic Joel.\n", "utf-8")


def accept_all(root: Path, lang: str) -> None:
    """A person waives every error there is."""
    (track,) = json.loads(in_process(root, "check", "film", "--lang", lang, "--json").out)["tracks"]
    for finding in track["findings"]:
        if finding["severity"] == "error":
            about = ("--cue", str(finding["cue"])) if finding["cue"] else ("--text", finding["text"])
            place = ("waive", "film", lang, finding["rule"], *about)
            assert in_process(root, *place, "--reason", "és curt", "--by", "Marta Puig", "--at", AT).code == 0


# On a silent story with a person's captions, and the real routes


def test_from_draft_to_approved_and_back(tmp_path: Path, clips: Clips) -> None:
    root = make_series(tmp_path)
    folder = make_story(root, "film", clips["silent"], captions=CAPTIONS)
    assert in_process(root, "build").code == 0
    refused = in_process(root, "approve", "film", "ca", "--by", "Marta Puig", "--role", "premsa", "--at", AT)
    assert refused.code == 1 and "cannot be approved yet, for 4 reasons:\n  1. cue 1" in refused.err
    assert not (folder / "review.json").exists()
    accept_all(root, "ca")
    heard_all(root, "film", "ca", "en")
    done = in_process(root, "approve", "film", "ca", "--by", "Marta  Puig ", "--role", "premsa", "--at", AT, "--json")
    assert done.code == 0, done.err
    approval = json.loads(done.out)["approval"]
    assert approval == json.loads((folder / "review.json").read_text("utf-8"))["approvals"]["ca"]
    assert (approval["by"], approval["role"], approval["when"]) == ("Marta Puig", "premsa", AT)
    assert approval["sha256"] == files.sha256_file(folder / "ca.srt")
    assert approval["footage_sha256"] == files.sha256_file(folder / "film.mp4")
    assert approval["speech"]["engine"] and len(approval["speech"]["model_sha256"]) == 64
    assert (approval["translation"], approval["edited_by"], approval["same_person"]) == (None, None, None)
    assert CAPTIONS.encode() in kept(Layout(root).story(folder, "film")), "approved bytes are kept"

    before = hashes(root)
    again = in_process(root, "approve", "film", "ca", "--by", "Joan")
    assert again.code == 0 and "approved already, by Marta Puig" in again.out and hashes(root) == before
    accept_all(root, "en")
    assert in_process(root, "approve", "film", "en", "--by", "Joan").code == 0
    assert in_process(root, "build").code == 0
    manifest = manifest_of(root)
    assert manifest["status"] == "approved"
    assert manifest["episodes"][0]["tracks"][0]["approval"] == {
        "when": AT, "role": "premsa", "by": None, "heard": True,
    }  # fmt: skip
    make_series(root, "publish_reviewer_names = true\n")
    assert in_process(root, "build").code == 0
    assert manifest_of(root)["episodes"][0]["tracks"][0]["approval"]["by"] == "Marta Puig"
    with (folder / "ca.srt").open("a") as file:
        file.write("\n")
    status = json.loads(in_process(root, "status", "--json").out)
    assert [(line["track"], line["note"]) for line in status] == [
        ("edited", "changed since it was approved"),
        ("approved", ""),
    ]
    assert in_process(root, "build").code == 0
    manifest = manifest_of(root)
    assert (manifest["status"], manifest["episodes"][0]["tracks"][0]["approval"]) == ("draft", None)


# On a story with a scripted engine


def test_other_footage_ends_an_approval(film: Series, clips: Clips) -> None:
    correct(film, "ca")
    film("build", "--to", "captions")
    assert film.approve("ca").code == 0
    assert film.status("ca")["track"] == "approved"
    (film.root / "stories/film/film.mp4").rename(film.root / "stories/film/other.mp4")
    assert film.status("ca")["track"] == "approved", "the name of the footage does not matter"
    with (film.root / "stories/film/other.mp4").open("ab") as video:
        video.write(b"\0")
    line = film.status("ca")
    assert (line["track"], line["note"]) == ("edited", "footage changed since it was approved")
    refused = film.approve("ca")
    assert refused.code == 1 and "the footage was changed after the last build. Run: veus build film" in refused.err


def test_what_was_never_built_cannot_be_checked(film: Series) -> None:
    correct(film, "ca")
    for path in (film.paths.probe, film.paths.transcript, film.paths.machine_track("ca")):
        was = path.read_bytes()
        path.write_bytes(b"{")
        refused = film.approve("ca")
        assert refused.code == 1 and "veus build film" in refused.err, path
        path.write_bytes(was)
    assert film.approve("ca").code == 0


def test_a_track_that_is_not_there(film: Series) -> None:
    film.paths.srt("en").unlink()
    refused = film.approve("en")
    assert refused.code == 1 and "there is no en.srt yet. `veus build film` makes it." in refused.err
    assert film.approve("fr").code == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--by", " "), "is empty"),
        (("--by", "x" * 200), "too long"),
        (("--by", "Marta", "--at", "yesterday"), "not a time"),
    ],
)
def test_who_and_when_are_checked(film: Series, more: tuple[str, ...], said: str) -> None:
    correct(film, "ca")
    refused = film("approve", "film", "ca", *more)
    assert refused.code == 1 and said in refused.err
    assert not film.paths.review_file.exists()


def test_captions_that_were_changed_after_the_last_build_make_the_translation_unknown(film: Series) -> None:
    english = "1\n00:00:00,200 --> 00:00:03,000\nHello, I am Joel.\n"
    correct(film, "en", english)
    assert film.approve("en").code == 0
    correct(film, "en", english.replace("Hello", "Hi"))
    correct(film, "ca")
    refused = film.approve("en")
    assert refused.code == 1 and "what is translated here was changed after the last build" in refused.err


def test_stale_captions_stand_in_the_way_until_somebody_looks(film: Series) -> None:
    english = film.paths.srt("en").read_text("utf-8")
    film.paths.srt("en").write_text(english.replace("Bon-en", "Hello-en"), "utf-8")
    catalan = film.paths.srt("ca").read_text("utf-8")
    film.paths.srt("ca").write_text(catalan.replace("Bon dia", "Bona nit"), "utf-8")
    assert film("build", "--to", "captions", "--quiet").code == 0
    refused = film.approve("en")
    assert refused.code == 1 and "1. 1 caption is stale" in refused.err and "veus settle film en" in refused.err
    items = json.loads(film("settle", "film", "en", "--json").out)
    assert [item["kind"] for item in items] == ["stale"]
    assert "stale" in film("settle", "film", "en").out
    assert film("settle", "film", "en", items[0]["id"][:8], "--keep", "--by", "Joan").code == 0
    assert json.loads(film("settle", "film", "en", "--json").out) == []
    assert film.approve("en").code == 0
    assert "Hello-en" in film.paths.srt("en").read_text("utf-8")


def test_the_machines_version_can_be_taken(film: Series) -> None:
    film.paths.srt("en").write_text(film.paths.srt("en").read_text("utf-8").replace("Bon-en", "Hello-en"), "utf-8")
    film.paths.srt("ca").write_text(film.paths.srt("ca").read_text("utf-8").replace("Bon dia", "Bona nit"), "utf-8")
    assert film("build", "--to", "captions", "--quiet").code == 0
    done = film("settle", "film", "en", "--all", "--take", "--by", "Joan")
    assert done.code == 0 and "settled in en.srt, 0 left" in done.out
    assert read_review(film.paths).edits["en"].by == "Joan"
    assert "Bona-en nit-en" in film.paths.srt("en").read_text("utf-8")
    assert film("settle", "film", "en").out.strip() == "Nothing waits for a look."


@pytest.mark.parametrize(
    "wrong", [("--all",), ("--keep",), ("abc", "--all", "--keep"), ("abc",), ("abc", "--keep"), ("", "--take")]
)
def test_settling_says_what_it_needs(film: Series, wrong: tuple[str, ...]) -> None:
    assert film("settle", "film", "en", *wrong).code != 0


def test_proposals_that_wait_are_only_told(film: Series) -> None:
    correct(film, "ca")
    (cue,) = read_srt(film.paths.srt("ca").read_bytes()).cues
    item = waiting.item("conflict", "ca", [cue], [replace(cue, text="Bon dia, em dic Joan.")], since=AT)
    waiting.write(film.paths, "ca", waiting.Waiting(items=(item,)))
    done = film.approve("ca")
    assert done.code == 0 and "Note: 1 proposal of the machine's" in done.err and "veus settle film ca" in done.err


def test_a_story_that_somebody_is_changing_waits(film: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_lock, "PATIENCE", 0)
    correct(film, "ca")
    with ThreadPoolExecutor(1) as other:
        lock = story_lock.changing(film.paths)
        other.submit(lock.__enter__).result()
        busy = film.approve("ca")
        other.submit(lock.__exit__, None, None, None).result()
    assert busy.code == 3 and "being changed by another program" in busy.err
    assert film.approve("ca").code == 0


def test_only_what_was_seen_is_approved(film: Series) -> None:
    correct(film, "ca")
    seen = files.sha256_file(film.paths.srt("ca"))
    correct(film, "ca", "1\n00:00:00,200 --> 00:00:03,000\nBon dia a tothom.\n")
    with pytest.raises(VeusError, match="since you looked at it"):
        approve(track_file(Layout(film.root), "film", "ca"), by="Marta", seen_sha256=seen)
    assert not film.paths.review_file.exists()


# Who may approve a translation


def edited_by(series: Series, by: str) -> None:
    data = series.paths.srt("en").read_bytes()
    note_edit(series.paths, "en", Edit(by=by, when=AT, sha256=files.sha256_bytes(data), how="page"))


def test_a_second_person_approves_a_translation(film: Series) -> None:
    edited_by(film, "Núria Pérez")
    refused = film.approve("en", "nuria  perez")
    assert refused.code == 1 and "Núria Pérez edited this translation last" in refused.err
    alone = film.approve("en", "nuria  perez", "--same-person", "Sóc sola avui.")
    assert alone.code == 0, alone.err
    approval = read_review(film.paths).approvals["en"]
    assert (approval.edited_by, approval.same_person) == ("Núria Pérez", "Sóc sola avui.")
    assert approval.translation == {"ca": {"route": "fake", "version": "1"}} or approval.translation


def test_another_person_needs_no_reason(film: Series) -> None:
    edited_by(film, "Núria Pérez")
    assert film.approve("en", "Joan", "--same-person", "no need").code == 0
    approval = read_review(film.paths).approvals["en"]
    assert (approval.edited_by, approval.same_person) == ("Núria Pérez", None)


def test_captions_may_be_approved_by_whoever_edited_them(film: Series) -> None:
    data = film.paths.srt("ca").read_bytes()
    note_edit(film.paths, "ca", Edit(by="Joan", when=AT, sha256=files.sha256_bytes(data), how="page"))
    assert film.approve("ca", "Joan").code == 0


def test_where_nobody_noted_who_edited_it_is_said(film: Series) -> None:
    assert "machine's words are approved as they are" in film.approve("en").err
    correct(film, "en", "1\n00:00:00,200 --> 00:00:03,000\nHello, I am Joel.\n")
    assert "nobody noted who edited this track last" in film.approve("en").err
    edited_by(film, "Joan")
    correct(film, "en", "1\n00:00:00,200 --> 00:00:03,000\nHi, I am Joel.\n")
    assert "changed after Joan edited it" in film.approve("en").err
    assert read_review(film.paths).approvals["en"].edited_by is None


# Waivers


def test_a_waiver_holds_until_the_words_change(film: Series) -> None:
    short = "1\n00:00:00,200 --> 00:00:00,900\nSí.\n"
    correct(film, "ca", short)
    assert "DUR-MIN" in film.approve("ca").err
    waive = ("waive", "film", "ca", "dur-min", "--text", " Sí. ", "--by", "Marta", "--at", AT)
    assert film(*waive, "--reason", "només diu sí").code == 0
    assert film.approve("ca").code == 0
    correct(film, "ca", short.replace("Sí.", "No."))
    assert "DUR-MIN" in film.approve("ca").err
    assert film(*waive, "--remove").code == 0
    assert read_review(film.paths).waivers == ()
    assert [entry["what"] for entry in read_review(film.paths).log] == ["waive", "approve", "unwaive"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (("DUR-MNI", "--cue", "1", "--reason", "x"), 'Did you mean "DUR-MIN"?'),
        (("DUR-MIN", "--cue", "9", "--reason", "x"), "caption 9 does not break DUR-MIN"),
        (("CPS", "--cue", "1", "--reason", "x"), "does not break CPS"),
        (("DUR-MIN", "--cue", "1", "--reason", " "), "empty"),
        (("DUR-MIN", "--cue", "1"), "--reason"),
        (("DUR-MIN", "--reason", "x"), "--cue N or --text"),
        (("DUR-MIN", "--text", "x", "--remove"), "not waived"),
    ],
)
def test_only_what_is_there_can_be_waived(film: Series, wrong: tuple[str, ...], said: str) -> None:
    correct(film, "ca", "1\n00:00:00,200 --> 00:00:00,900\nSí.\n")
    refused = film("waive", "film", "ca", *wrong, "--by", "Marta")
    assert refused.code != 0 and said in refused.err
    assert read_review(film.paths).waivers == ()


# Differences


def test_diff_in_every_form(film: Series, tmp_path: Path) -> None:
    before = film.paths.srt("ca").read_text("utf-8")
    film.paths.srt("ca").write_text(before.replace("Joel", "Joana"), "utf-8")
    assert "Joana" in film("diff", "film", "ca").out
    data = json.loads(film("diff", "film", "ca", "--json").out)
    assert data["touched"] >= 1 and data["word_errors"] == 1 and data["kinds"]["wording"] == 1
    assert film("diff", "film", "ca", "--csv").out.startswith("\ufeffstory,language,kind,")
    page = tmp_path / "changes.html"
    assert film("diff", "film", "ca", "--html", str(page), "--ui", "en").code == 0
    assert "<ins>Joana</ins>" in page.read_text("utf-8").replace(" i</ins>", "</ins>")
    assert film("diff", "film", "ca", "--csv", "--json").code != 0
    film.paths.base_srt("ca").unlink()
    assert "to compare with" in film("diff", "film", "ca").err


@pytest.mark.parametrize("fails", ["mkdir", "open"])
def test_a_full_disk_is_named_as_such(film: Series, monkeypatch: pytest.MonkeyPatch, fails: str) -> None:
    """Wherever it is met: when the folder of the history is made, and when its log is written."""
    correct(film, "ca")
    real = getattr(Path, fails)

    def full(path: Path, *args: Any, **more: Any) -> Any:
        if "history" in path.parts and (fails == "mkdir" or "a" in (more.get("mode") or (args or ("r",))[0])):
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        return real(path, *args, **more)

    monkeypatch.setattr(Path, fails, full)
    done = film.approve("ca")
    assert done.code == 1 and "the disk is full. Free some space" in done.err, done.err
    assert str(film.paths.source) in done.err
