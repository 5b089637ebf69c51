"""An accessibility reviewer's afternoon through the real command line: list, look, sign; and what ends a signature."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from footage_clips import Clips
from small_series import make_story, speech
from veus_job import Ran, in_process

from pipeline.build.proof import hashes_of
from pipeline.build.story_status import looking
from pipeline.project.layout import Layout
from pipeline.project.series import Series
from pipeline.review.review_record import read_review

AT = "2024-07-01T10:00:00+02:00"
BERTA = ("--by", "Berta Roca", "--role", "accessibility", "--at", AT)


@pytest.fixture
def root(built_film: Path) -> Path:
    return built_film


def attest(root: Path, *args: str) -> Ran:
    return in_process(root, "attest", "film", *args)


def line(root: Path, name: str) -> dict[str, Any]:
    return next(one for one in json.loads(attest(root, "--json").out) if one["criterion"] == name)


def evidence(root: Path, name: str) -> dict[str, Any]:
    data = json.loads((root / "output/film/evidence.json").read_text("utf-8"))
    return next(one for one in data["@graph"] if one["@id"] == f"#{name}")


def test_from_not_tested_to_signed_and_back(root: Path) -> None:
    assert (line(root, "keyboard")["outcome"], line(root, "keyboard")["word"]) == ("untested", None)
    assert evidence(root, "keyboard")["earl:result"]["earl:outcome"] == "earl:untested"

    done = attest(root, "keyboard", "2.4.7", "--outcome", "passed", *BERTA, "--remark", "Amb Tab i\nespai.")
    assert done.code == 0 and "veus build film" in done.out
    assert line(root, "keyboard")["outcome"] == line(root, "focus-visible")["outcome"] == "passed"

    assert in_process(root, "build", "--quiet").code == 0
    found = evidence(root, "keyboard")
    assert found["earl:mode"] == "earl:manual"
    assert found["earl:assertedBy"]["schema:jobTitle"] == "accessibility"
    assert "Berta" not in (root / "output/film/evidence.json").read_text("utf-8")
    assert found["earl:result"]["dct:description"] == "Amb Tab i espai."
    page = (root / "output/film/evidence.ca.html").read_text("utf-8")
    assert "Amb Tab i espai." in page and "accessibility" in page and "Berta" not in page

    assert attest(root, "keyboard", "--remove", *BERTA[:2]).code == 0
    assert line(root, "keyboard")["outcome"] == "untested"
    kept = read_review(Layout(root).story(root / "stories/film", "film"))
    assert [entry["what"] for entry in kept.log] == ["attest", "attest", "unattest"]


def test_a_name_is_published_where_the_series_says_so(root: Path) -> None:
    series = root / "stories/series.toml"
    series.write_text("publish_reviewer_names = true\n" + series.read_text("utf-8"), "utf-8")
    assert attest(root, "keyboard", "--outcome", "passed", *BERTA).code == 0
    assert in_process(root, "build", "--quiet").code == 0
    assert evidence(root, "keyboard")["earl:assertedBy"]["foaf:name"] == "Berta Roca"


def test_a_build_that_finds_the_same_writes_the_same(root: Path) -> None:
    before = {path: path.read_bytes() for path in (root / "output/film").glob("evidence.*")}
    assert len(before) == 3
    (root / "output/film/evidence.ca.html").unlink()
    assert in_process(root, "build", "--quiet").code == 0
    assert {path: path.read_bytes() for path in (root / "output/film").glob("evidence.*")} == before


def change_page(root: Path) -> None:
    theme = root / "stories/theme/texts"
    theme.mkdir(parents=True)
    (theme / "ca.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "skip"\nmsgstr "Vés-hi"\n', "utf-8"
    )


def change_track(root: Path) -> None:
    path = root / "stories/film/ca.srt"
    path.write_text(path.read_text("utf-8").replace("Bon", "bon") + "\n", "utf-8")


def change_story(root: Path) -> None:
    path = root / "stories/film/story.toml"
    path.write_text(path.read_text("utf-8").replace("A story", "Another story"), "utf-8")


def change_footage(root: Path) -> None:
    with (root / "stories/film/film.mp4").open("ab") as file:
        file.write(b"\0\0\0\x08free")


CHANGES = {"page": change_page, "track.ca": change_track, "story": change_story, "footage": change_footage}
SIGNED = {
    "keyboard": {"page"},
    "images-of-text": {"page", "footage"},
    "language-of-parts": {"page", "story", "track.ca", "track.en"},
    "three-flashes-or-below-threshold": {"footage"},
}


@pytest.mark.parametrize("changed", CHANGES)
def test_any_change_of_what_it_is_about_ends_it_and_no_other(root: Path, changed: str) -> None:
    assert attest(root, *SIGNED, "--outcome", "passed", *BERTA).code == 0
    CHANGES[changed](root)
    for name, about in SIGNED.items():
        found = line(root, name)
        assert set(found["word"]["about"]) == about
        assert found["ended"] == ([changed] if changed in about else []), name
        assert found["outcome"] == ("untested" if changed in about else "passed")


@pytest.mark.parametrize("changed", ["page", "story", "track.ca"])
def test_what_was_changed_after_the_build_nobody_can_have_looked_at(root: Path, changed: str) -> None:
    CHANGES[changed](root)
    refused = attest(root, *SIGNED, "--outcome", "passed", *BERTA)
    assert refused.code != 0 and "after the last build" in refused.err
    assert "three-flashes" not in refused.err  # of the others it could have been said, but all are noted or none
    assert all(line(root, name)["word"] is None for name in SIGNED)
    assert in_process(root, "build", "--quiet").code == 0
    assert attest(root, *SIGNED, "--outcome", "passed", *BERTA).code == 0


@pytest.mark.parametrize("name", ["description.ca.srt", "description/ca/1.wav", "sign.csc.mp4"])
def test_what_is_offered_beside_the_captions_counts(root: Path, name: str) -> None:
    """A button more is another page; a description is what 1.2.5 asks for."""
    here = root / "stories/film"
    (here / "description/ca").mkdir(parents=True)
    if name.endswith(".wav"):
        (here / "description.ca.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nUn hort.\n", "utf-8")
        assert in_process(root, "build", "--quiet").code == 0
    names = ("keyboard", "audio-description-prerecorded", "language-of-parts")
    assert attest(root, *names, "--outcome", "passed", *BERTA).code == 0
    (here / name).write_bytes(b"1\n00:00:00,000 --> 00:00:01,000\nUn hort i un gat.\n")
    of_page = [] if name.endswith(".wav") else ["page"]
    described = [] if name.startswith("sign") else ["description.ca"]
    assert [line(root, one)["ended"] for one in names] == [of_page, described, of_page]


def test_what_a_file_manager_leaves_beside_recordings_ends_nothing(root: Path) -> None:
    here = root / "stories/film"
    (here / "description/ca").mkdir(parents=True)
    (here / "description.ca.srt").write_text("1\n00:00:00,000 --> 00:00:01,000\nUn hort.\n", "utf-8")
    assert in_process(root, "build", "--quiet").code == 0
    assert attest(root, "audio-description-prerecorded", "--outcome", "passed", *BERTA).code == 0
    (here / "description/ca/.DS_Store").write_bytes(b"Bud1")
    (here / "description/ca/notes.txt").write_text("Second take is better.", "utf-8")
    assert line(root, "audio-description-prerecorded")["ended"] == []


def test_other_settings_end_nothing(root: Path) -> None:
    assert attest(root, *SIGNED, "--outcome", "passed", *BERTA).code == 0
    path = root / "stories/film/story.toml"
    agreed = '\n[consent]\ngiven_by = "Joel"\ndate = 2024-01-01\nscope = "web"\n'
    path.write_text(path.read_text("utf-8") + agreed, "utf-8")
    assert [line(root, name)["ended"] for name in SIGNED] == [[]] * len(SIGNED)


def test_nobody_signs_for_what_the_build_found_to_fail(root: Path) -> None:
    """Somebody speaks, and the track has no captions in it."""
    srt = root / "stories/film/ca.srt"
    srt.write_text("", "utf-8")
    assert in_process(root, "build", "--quiet").code == 0
    assert line(root, "captions-prerecorded")["outcome"] == "failed"
    for outcome in ("passed", "inapplicable"):
        refused = attest(root, "1.2.2", "--outcome", outcome, *BERTA)
        assert refused.code != 0 and "Mend that" in refused.err
    assert attest(root, "1.2.2", "--outcome", "failed", *BERTA).code == 0


def test_what_the_page_of_the_desk_showed_must_be_what_is_there(root: Path) -> None:
    from pipeline.actions.attest import attest as sign
    from pipeline.errors import ApprovalError

    series = Series.open(Layout(root))
    story = series.story("film")
    seen = hashes_of(series, story, looking(series, story).ledger)
    with pytest.raises(ApprovalError, match="since you looked"):
        sign(series, story, ["keyboard"], outcome="passed", by="Berta", seen={**seen, "page": "0" * 64})
    sign(series, story, ["keyboard"], outcome="passed", by="Berta", seen={**seen, "footage": "0" * 64})


def test_before_a_build_there_is_nothing_to_look_at(scripted: Path, clips: Clips) -> None:
    make_story(scripted, "film", speech(clips))
    for args in ((), ("keyboard", "--outcome", "passed", *BERTA)):
        refused = attest(scripted, *args)
        assert refused.code != 0 and "veus build film" in refused.err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("9.9.9", "--outcome", "passed", "--by", "B"), 'no criterion "9.9.9"'),
        (("keyboard", "--outcome", "passed"), "--by NAME"),
        (("keyboard", "--by", "B"), "--outcome"),
        (("keyboard", "--outcome", "untested", "--by", "B"), "untested"),
        (("keyboard", "--remove", "--by", "B"), "nobody has signed"),
        (("keyboard", "--outcome", "passed", "--by", " "), "empty"),
    ],
)
def test_what_cannot_be_is_said(root: Path, args: tuple[str, ...], said: str) -> None:
    refused = attest(root, *args)
    assert refused.code != 0 and said in refused.err


def test_the_list_says_whose_word_is_needed(root: Path) -> None:
    listed = attest(root)
    assert listed.code == 0
    for name in ("captions-prerecorded", "keyboard", "captioning-playback"):
        assert name in listed.out
    assert len(json.loads(attest(root, "--json").out)) == 64
    waiting = json.loads(attest(root, "--waiting", "--json").out)
    assert {one["outcome"] for one in waiting} == {"untested", "cantTell"}


def test_what_people_read_of_it_has_no_code_in_it(root: Path) -> None:
    done = in_process(root, "--ui", "ca", "attest", "film", "keyboard", "language-of-parts", "--outcome=passed", *BERTA)
    assert done.out.startswith("film: keyboard, language-of-parts: Superat (Berta Roca, 2024-07-01")
    CHANGES["track.ca"](root)
    told = in_process(root, "--ui", "ca", "attest", "film").out
    in_process(root, "--ui", "en", "--help")  # English again
    rows = told.splitlines()
    keyboard, parts = (next(row for row in rows if f" {name} " in row) for name in ("keyboard", "language-of-parts"))
    assert "Superat" in keyboard and "per una persona" in keyboard
    assert "No comprovat" in parts and "des del 2024-07-01 hi ha canvis: els subtítols en català" in parts
    assert not [code for code in ("untested", "cantTell", "manual", "automatic ", "track.ca") if code in told]


def test_a_withdrawn_story_leaves_no_evidence(root: Path) -> None:
    assert in_process(root, "withdraw", "film", "--reason", "no vol", "--by", "Berta").code == 0
    assert not list((root / "output").rglob("evidence.*.html")) and not list((root / "output").rglob("evidence.json"))
    refused = attest(root)
    assert refused.code != 0 and "withdrawn" in refused.err
